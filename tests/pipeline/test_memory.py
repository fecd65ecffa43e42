"""What was read is remembered, gives the same result, and never does harm."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from briefing.ingest import SourceFile, read_sources
from briefing.pipeline.memory import Memory, open_memory
from tests.ingest import made

FILES = (
    SourceFile("a.html", made.as_page()),
    SourceFile("b.pdf", made.as_pdf()),
    SourceFile("c.docx", made.as_word()),
    SourceFile("d.eml", made.as_mail()),
    SourceFile("e.txt", made.as_text()),
)


def stored(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.json"))


def test_a_second_reading_is_the_same_and_reads_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_sources(FILES, memory=Memory(tmp_path))
    assert first == read_sources(FILES)
    assert len(stored(tmp_path)) == 4
    for name in ("html.read_page_text", "pdf.lay_out", "docx._Reader"):
        monkeypatch.delattr(f"briefing.ingest.{name}")
    assert read_sources(FILES, memory=Memory(tmp_path)) == first


def test_other_bytes_or_another_name_are_read_afresh(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    page = made.as_page()
    read_sources([SourceFile("a.html", page)], memory=memory)
    read_sources([SourceFile("a.html", page.replace(b"Halden", b"Malden"))], memory=memory)
    read_sources([SourceFile("b.html", page)], memory=memory)
    assert len(stored(tmp_path)) == 3


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '{"blocks": [{"number": 1, "start": 5, "end": 9}], "text": ""}']
)
def test_what_is_broken_is_read_afresh_and_mended(tmp_path: Path, content: str) -> None:
    expected = read_sources(FILES[:1], memory=Memory(tmp_path))
    (file,) = stored(tmp_path)
    good = file.read_bytes()
    file.write_text(content)
    assert read_sources(FILES[:1], memory=Memory(tmp_path)) == expected
    assert file.read_bytes() == good


def test_a_folder_that_cannot_be_written_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert read_sources(FILES[:1], memory=Memory(tmp_path / "file")) == read_sources(FILES[:1])


def test_only_the_owner_may_read_what_is_kept(tmp_path: Path) -> None:
    read_sources(FILES[:1], memory=Memory(tmp_path / "cache"))
    (file,) = stored(tmp_path)
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"HOME": "/h"}, "/h/.cache/briefing"),
        ({"HOME": "/h", "XDG_CACHE_HOME": "/x"}, "/x/briefing"),
        ({"HOME": "/h", "XDG_CACHE_HOME": "relative"}, "/h/.cache/briefing"),
        ({"HOME": "/h", "BRIEFING_CACHE": "/c"}, "/c"),
        ({"HOME": "/h", "BRIEFING_CACHE": ""}, None),
        ({}, None),
    ],
)
def test_the_folder_is_the_users_or_the_one_that_is_named(environment: Mapping[str, str], folder: str | None) -> None:
    assert open_memory(environment)._folder == (Path(folder) if folder else None)
