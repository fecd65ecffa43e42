"""Explanations for people fit the terminal; JSON fits the encoding of standard output."""

import io
import shutil
import sys
from os import terminal_size
from pathlib import Path

import pytest

from briefing.cli.reports import set_rows, set_summary, tell_fate, write_json
from briefing.model.brief import Brief
from briefing.pipeline.build import BuildResult


def row(**changes: object) -> dict[str, object]:
    """Make the row of a plain printed sentence."""
    plain: dict[str, object] = {
        "address": "1:1.1",
        "text": "Northland signed the pact.",
        "section": "treaty-terms",
        "selected": True,
        "summary": False,
        "status": "reported",
        "speaker": None,
        "cites": [],
        "reasons": [],
        "withheld": None,
        "set_aside": None,
    }
    return plain | changes


@pytest.mark.parametrize(
    ("changes", "fate"),
    [
        ({}, "printed"),
        ({"summary": True}, "key point"),
        ({"selected": False, "withheld": "leans"}, "leans"),
        ({"selected": False, "set_aside": "headline"}, "boilerplate"),
        ({"selected": False}, "not printed"),
    ],
)
def test_a_fate_is_a_word_or_two(changes: dict[str, object], fate: str) -> None:
    assert tell_fate(row(**changes)) == fate


def test_columns_are_as_wide_as_what_they_hold() -> None:
    rows = [row(), row(address="12:10.1", selected=False, withheld="over-budget", section=None)]
    assert list(set_rows(rows)) == [
        "1:1.1    printed      treaty-terms  Northland signed the pact.",
        "12:10.1  over-budget  -             Northland signed the pact.",
    ]


def test_status_and_speaker_stand_before_the_words() -> None:
    (line,) = set_rows([row(status="alleged", speaker="A. Writer")])
    assert line.endswith("  [alleged, A. Writer] Northland signed the pact.")


def test_details_stand_below_when_asked_for() -> None:
    detailed = row(reasons=["cue +1.00", "date +0.50"], cites=["b.txt"])
    assert list(set_rows([detailed], verbose=True))[1:] == [
        "       why: cue +1.00, date +0.50",
        "       same in: b.txt",
    ]


def test_no_rows_are_no_lines() -> None:
    assert list(set_rows([])) == []


def test_lines_are_cut_to_the_width_of_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: terminal_size((30, 24)))
    (line,) = set_rows([row()])
    assert len(line) == 30
    assert line.endswith("…")


@pytest.mark.parametrize(("encoding", "written"), [("utf-8", '"“é”"'), ("ascii", '"\\u201c\\u00e9\\u201d"')])
def test_json_is_written_in_letters_that_standard_output_can_hold(
    monkeypatch: pytest.MonkeyPatch, encoding: str, written: str
) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding=encoding))
    assert write_json("“é”") == written


def test_a_summary_leaves_out_what_there_is_none_of() -> None:
    result = BuildResult(dossier=Path("d"), pack="p", brief=Brief(title="The Pact"), notes=0, files=(), findings=())
    assert list(set_summary(result)) == [
        "The Pact",
        "  Key points     0",
        "  Notes          0",
        "  Sources        0",
        "  Withheld       0",
    ]
