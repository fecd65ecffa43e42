"""The log of deliveries: what it says, what it does not, and that no change to it goes unnoticed."""

import errno
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.distribute.addresses import read_mailbox
from briefing.distribute.deliverylog import Entry, Event, History, _add_up, read_history, write_entry
from briefing.distribute.identity import identify_delivery, identify_edition
from briefing.distribute.logfile import load_history, open_log
from briefing.errors import SendingError
from tests.distribute.editions import EDITION

ENTRY = Entry(at="2024-07-01T07:30:00Z", event="intent", edition="e1", delivery="anna", copy=3, files={"a.pdf": "12"})
SENT = Entry(at="2024-07-01T07:30:01Z", event="sent", edition="e1", delivery="anna", code=250, status="2.0.0")
OTHER = Entry(at="2024-07-01T07:30:02Z", event="intent", edition="e1", delivery="ben")

WORDS = st.text(max_size=8)
ENTRIES = st.builds(
    Entry,
    at=st.text(min_size=1, max_size=8),
    event=st.sampled_from(["intent", "sent", "deferred", "failed", "unknown"]),
    edition=st.text(min_size=1, max_size=4),
    delivery=st.text(min_size=1, max_size=4),
    copy=st.integers(0, 99),
    files=st.dictionaries(WORDS, WORDS, max_size=2),
    code=st.integers(0, 599),
    status=WORDS,
)


def write(*entries: Entry) -> bytes:
    """Write a log of entries."""
    data, before = b"", ""
    for entry in entries:
        line, before = write_entry(entry, before)
        data += line
    return data


@given(st.lists(ENTRIES, max_size=4))
def test_what_is_written_is_read(entries: list[Entry]) -> None:
    history = read_history(write(*entries), "log")
    assert history.entries == tuple(entries)
    assert not history.torn


@given(st.lists(ENTRIES, min_size=1, max_size=3), st.data())
def test_a_log_cut_anywhere_loses_only_what_was_not_finished(entries: list[Entry], data: st.DataObject) -> None:
    whole = write(*entries)
    cut = data.draw(st.integers(0, len(whole)))
    history = read_history(whole[:cut], "log")
    assert history.entries == tuple(entries)[: whole[:cut].count(b"\n")]
    assert history.end == whole[:cut].rfind(b"\n") + 1
    assert history.torn == (history.end != cut)


@given(st.lists(ENTRIES, min_size=2, max_size=4), st.data())
def test_no_changed_byte_goes_unnoticed(entries: list[Entry], data: st.DataObject) -> None:
    whole = write(*entries)
    at = data.draw(st.integers(0, len(whole) - 2))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value not in {whole[at], 10}))
    changed = whole[:at] + bytes([byte]) + whole[at + 1 :]
    try:
        assert read_history(changed, "log").entries == tuple(entries)  # white space outside of values, and the like
    except SendingError as problem:
        assert problem.place.startswith("log:")  # noqa: PT017  # either is right


@pytest.mark.parametrize("change", ["left out", "exchanged", "doubled"])
def test_a_line_left_out_or_moved_is_noticed(change: str) -> None:
    first, second, third = write(ENTRY, SENT, OTHER).splitlines(keepends=True)
    lines = {"left out": [first, third], "exchanged": [second, first, third], "doubled": [first, first, second]}[change]
    with pytest.raises(SendingError, match="a line of the log is damaged"):
        read_history(b"".join(lines), "log")


@pytest.mark.parametrize(
    "line", [b"{}", b"[]", b"\xff", b"null", b'{"sum": "x"}', b"[" * 100_000, b'{"event": "sent", "sum": 1}']
)
def test_what_is_no_entry_is_named_by_its_line(line: bytes) -> None:
    with pytest.raises(SendingError) as caught:
        read_history(write(ENTRY) + line + b"\n", "log")
    assert caught.value.place == "log:2"
    assert "--only" in caught.value.hint


@pytest.mark.parametrize(
    "content",
    [
        {"event": "sent"},
        {"at": "x", "event": "lost", "edition": "e", "delivery": "d"},
        {"at": "x", "event": "sent", "edition": "e", "delivery": 3},
        {"at": "x", "event": "sent", "edition": "e", "delivery": "d", "who": "a"},
    ],
)
def test_a_line_that_adds_up_and_says_something_else_is_refused(content: dict[str, object]) -> None:
    line = json.dumps({**content, "sum": _add_up(content, "")}).encode() + b"\n"
    with pytest.raises(SendingError):
        read_history(line, "log")


def test_the_last_line_of_a_reader_counts() -> None:
    history = read_history(write(ENTRY, SENT, OTHER), "log")
    assert {name: entry.event for name, entry in history.latest("e1").items()} == {"anna": "sent", "ben": "intent"}
    assert history.latest("e2") == {}
    assert history.copies("e1") == {"anna": 3}
    assert history.given_out() == {"e1"}


@pytest.mark.parametrize(
    ("event", "given"), [("intent", True), ("unknown", True), ("failed", False), ("deferred", False)]
)
def test_what_was_refused_was_not_given_out(event: Event, given: bool) -> None:
    assert bool(read_history(write(ENTRY, replace(SENT, event=event)), "log").given_out()) is given


# ---- the file


def test_each_line_is_on_the_disk_before_the_work_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "logs" / "log"
    with open_log(path) as log:
        log.write(ENTRY)
        assert path.read_bytes() == write(ENTRY)
        log.write(SENT)
    with open_log(path) as log:
        assert log.history.entries == (ENTRY, SENT)
        log.write(OTHER)
    assert load_history(path).entries == (ENTRY, SENT, OTHER)
    assert path.stat().st_mode & 0o077 == 0 or sys.platform == "win32"


def test_no_log_is_an_empty_one(tmp_path: Path) -> None:
    assert load_history(tmp_path / "log") == History()


def test_a_line_that_was_never_finished_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_bytes(write(ENTRY, SENT)[:-9])
    with open_log(path) as log:
        assert log.history.torn
        log.write(OTHER)
    assert path.read_bytes() == write(ENTRY, OTHER)


def test_two_runs_at_once_cannot_be(tmp_path: Path) -> None:
    path = tmp_path / "log"
    with open_log(path), pytest.raises(SendingError, match="another run is sending this edition"), open_log(path):
        pass
    with open_log(path):
        pass


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kills a process as POSIX does")
def test_the_lock_of_a_run_that_died_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "log"
    code = "import sys, time, pathlib; from briefing.distribute.logfile import open_log\n"
    code += "with open_log(pathlib.Path(sys.argv[1])): print('locked', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(SendingError, match="another run"), open_log(path):
            pass
        process.kill()
        process.wait()
    with open_log(path) as log:
        assert log.history == History()


def test_a_full_disk_ends_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with open_log(tmp_path / "log") as log:
        monkeypatch.setattr(os, "write", fail)
        with pytest.raises(
            SendingError, match="the log cannot be written: No space left on device; nothing more is sent"
        ):
            log.write(ENTRY)


def test_a_line_may_be_written_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.write
    with open_log(tmp_path / "log") as log:
        monkeypatch.setattr(os, "write", lambda handle, data: whole(handle, data[:7]))
        log.write(ENTRY)
    assert load_history(tmp_path / "log").entries == (ENTRY,)


def test_a_folder_where_the_log_should_be_is_named(tmp_path: Path) -> None:
    with pytest.raises(SendingError, match="the log cannot be written"), open_log(tmp_path):
        pass
    with pytest.raises(SendingError, match="the log cannot be read"):
        load_history(tmp_path)


def test_a_disk_that_knows_no_locks_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", fail)
    with pytest.raises(SendingError, match="the log cannot be locked: No locks available"), open_log(tmp_path / "log"):
        pass


def test_a_log_that_cannot_be_cut_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    (tmp_path / "log").write_bytes(b"torn")
    monkeypatch.setattr(os, "ftruncate", fail)
    with pytest.raises(SendingError, match="the log cannot be written: Input/output error"), open_log(tmp_path / "log"):
        pass


# ---- names without names


def test_a_pseudonym_is_the_same_at_each_attempt_and_another_for_each_edition() -> None:
    anna, ben = read_mailbox("anna@example.org"), read_mailbox("ben@example.org")
    one, two = identify_edition(EDITION), identify_edition(replace(EDITION, version="1.2"))
    names = {identify_delivery(edition, mailbox) for edition in (one, two) for mailbox in (anna, ben)}
    assert len(names) == 4
    assert identify_delivery(one, read_mailbox("ANNA@EXAMPLE.org")) == identify_delivery(one, anna)
    assert "anna" not in "".join(names)


def test_another_brief_is_another_edition_and_another_format_is_not() -> None:
    for change in ({"key_points": ("Another.",)}, {"marking": "TLP:RED"}, {"record": "0" * 64}, {"embargo": None}):
        assert identify_edition(replace(EDITION, **change)) != identify_edition(EDITION)
    assert identify_edition(replace(EDITION, files=EDITION.files[:1])) == identify_edition(EDITION)
