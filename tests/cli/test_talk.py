"""What the program says on standard error: short, grouped, progress only on a terminal."""

import io
import sys

import pytest

from briefing.cli.talk import Talk, set_findings
from briefing.errors import SourceError
from briefing.model.finding import Finding


def note(place: str, message: str = "date not stated") -> Finding:
    """Make a note about a place."""
    return Finding(severity="note", code="date-missing", message=message, place=place, hint="state it")


WARNING = Finding(severity="warning", code="encoding", message="read as Windows-1252", place="a.txt", hint="save it")


def test_findings_of_one_message_stand_together_and_warnings_last() -> None:
    places = ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]
    assert list(set_findings([WARNING, *map(note, places)])) == [
        "note: date not stated (a.txt, b.txt, c.txt, 2 more)",
        "warning: read as Windows-1252 (a.txt)",
        "  save it",
    ]


def test_a_verbose_list_has_every_place_and_hint() -> None:
    lines = list(set_findings(map(note, "abcde"), verbose=True))
    assert lines == ["note: date not stated (a, b, c, d, e)", "  state it"]


def test_a_finding_without_a_place_needs_no_brackets() -> None:
    assert list(set_findings([note("")])) == ["note: date not stated"]


def test_an_error_comes_after_the_findings_with_place_and_hint(capsys: pytest.CaptureFixture[str]) -> None:
    talk = Talk()
    talk.begin("reading the sources")
    talk.report([WARNING])
    talk.say_error(SourceError("no source could be read", place="dossier", hint="add one"))
    assert capsys.readouterr().err.splitlines() == [
        "warning: read as Windows-1252 (a.txt)",
        "  save it",
        "error: no source could be read",
        "  at dossier",
        "  add one",
    ]


def test_quiet_says_errors_only(capsys: pytest.CaptureFixture[str]) -> None:
    talk = Talk(quiet=True)
    talk.report([WARNING])
    talk.say_error(SourceError("nothing"))
    assert capsys.readouterr().err == "error: nothing\n"


def test_verbose_names_the_stages_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    Talk(verbose=True).begin("reading the sources")
    assert capsys.readouterr().err == "reading the sources …\n"


def test_progress_on_a_terminal_is_wiped_before_anything_else_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", terminal)
    talk = Talk()
    talk.begin("reading the sources")
    talk.report([WARNING])
    talk.say_findings()
    assert terminal.getvalue().startswith("\r\x1b[Kreading the sources …\r\x1b[Kwarning: ")
