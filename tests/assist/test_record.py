"""The record: what was answered once is kept, whatever became of other lines."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.assist.record import Entry, append_entries, read_record, write_entry

ENTRY = Entry(
    question="a" * 64, request="b" * 64, model="clerk", version="clerk-1.2", date="2024-07-01",
    answer={"sections": ["terms"], "speaker": "Åse Vik"},
)  # fmt: skip
OTHER = replace(ENTRY, question="c" * 64)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "assist.jsonl"
    assert append_entries(file, [ENTRY]) == ()
    assert append_entries(file, [OTHER]) == ()
    assert read_record(file) == ({ENTRY.question: ENTRY, OTHER.question: OTHER}, ())
    assert [path.name for path in tmp_path.iterdir()] == ["assist.jsonl"]
    assert "Åse Vik" in file.read_text(encoding="utf-8")


def test_no_file_is_an_empty_record(tmp_path: Path) -> None:
    assert read_record(tmp_path / "assist.jsonl") == ({}, ())


def test_the_last_of_several_answers_counts(tmp_path: Path) -> None:
    file = tmp_path / "assist.jsonl"
    later = replace(ENTRY, answer={"sections": []})
    append_entries(file, [ENTRY, later])
    assert read_record(file)[0] == {ENTRY.question: later}


def line(**change: object) -> str:
    return json.dumps({**json.loads(write_entry(ENTRY)), **change})


@pytest.mark.parametrize(
    "damaged",
    [
        "{", "null", "[]", "7", "\x00\x01", write_entry(ENTRY)[:-4], line(question="A" * 64), line(question=7),
        line(answer=[]), line(answer=None), line(version="two words"), line(date=None), line(model=["clerk"]),
        "[" * 50_000,
    ],
)  # fmt: skip
def test_a_damaged_line_costs_no_other_line(tmp_path: Path, damaged: str) -> None:
    file = tmp_path / "assist.jsonl"
    before = f"{write_entry(ENTRY)}\n{damaged}"
    file.write_text(before, encoding="utf-8")
    entries, findings = read_record(file)
    assert entries == {ENTRY.question: ENTRY}
    assert [(f.severity, f.code, f.place) for f in findings] == [("warning", "assist-record", f"{file.as_posix()}:2")]
    append_entries(file, [OTHER])
    assert file.read_text(encoding="utf-8") == f"{before}\n{write_entry(OTHER)}\n"
    assert set(read_record(file)[0]) == {ENTRY.question, OTHER.question}


def test_a_folder_in_its_place_is_a_finding(tmp_path: Path) -> None:
    file = tmp_path / "assist.jsonl"
    file.mkdir()
    entries, findings = read_record(file)
    assert (entries, [f.code for f in findings]) == ({}, ["assist-record"])
    assert [f.code for f in append_entries(file, [ENTRY])] == ["assist-record"]
    assert list(tmp_path.iterdir()) == [file]


def test_a_record_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.assist.record.LARGEST", 10)
    file = tmp_path / "assist.jsonl"
    append_entries(file, [ENTRY])
    entries, (finding,) = read_record(file)
    assert (entries, finding.message) == ({}, "the record is too large and is not read")


def test_a_write_that_fails_leaves_the_record_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "assist.jsonl"
    append_entries(file, [ENTRY])

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    (finding,) = append_entries(file, [OTHER])
    assert "No space left" in finding.message
    assert read_record(file)[0] == {ENTRY.question: ENTRY}
    assert [path.name for path in tmp_path.iterdir()] == ["assist.jsonl"]


@given(st.binary(max_size=300))
def test_whatever_stands_in_the_file_is_read_without_an_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    file = tmp_path_factory.mktemp("record") / "assist.jsonl"
    file.write_bytes(data)
    entries, findings = read_record(file)
    assert entries == {}
    assert all(finding.code == "assist-record" for finding in findings)
