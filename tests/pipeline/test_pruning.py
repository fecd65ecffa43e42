"""The memory of what was read keeps within its bound, and removes nothing else."""

import os
from pathlib import Path

from briefing.ingest import SourceFile, read_sources
from briefing.pipeline.memory import Memory
from tests.ingest import made

PAGE = SourceFile("a.html", made.as_page())


def fill(folder: Path, count: int, size: int = 100) -> list[Path]:
    """Write readings of one size, the first being the oldest."""
    places = [folder / "ab" / f"{number:062x}.json" for number in range(count)]
    for number, place in enumerate(places):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"x" * size)
        os.utime(place, (number, number))
    return places


def test_the_oldest_readings_go_first(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    read_sources([PAGE], memory=memory)
    (fresh,) = tmp_path.rglob("*.json")
    old = fill(tmp_path, 5)
    memory.prune(fresh.stat().st_size + 200)
    assert [place.exists() for place in (*old, fresh)] == [False, False, False, True, True, True]


def test_what_is_no_reading_stays(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    read_sources([PAGE], memory=memory)
    others = [tmp_path / "ab" / "letter.json", tmp_path / "letter.json"]
    for other in others:
        other.parent.mkdir(exist_ok=True)
        other.write_text("mine")
    memory.prune(0)
    assert sorted(path for path in tmp_path.rglob("*.json")) == sorted(others)


def test_a_memory_that_has_added_nothing_removes_nothing(tmp_path: Path) -> None:
    old = fill(tmp_path, 3)
    Memory(tmp_path).prune(0)
    Memory(None).prune(0)
    assert all(place.exists() for place in old)
