"""Reference lists: written beside a brief on request, and no sources themselves."""

import json
from pathlib import Path

import pytest

from briefing.pipeline.build import build
from briefing.pipeline.drafting import make_dossier
from briefing.pipeline.request import BuildRequest

TEXT = "Northland and Westmark signed an air-defence treaty in Halden on 14 May 2026.\n"
ENTRY = "@article{one,\n  title = {Halden Signed},\n  file = {one.txt},\n}\n"


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """Make a folder with one source and a list that speaks of it."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    (folder / "list.bib").write_text(ENTRY, encoding="utf-8")
    return folder


@pytest.mark.parametrize("asked", [True, False])
def test_lists_are_written_beside_the_brief_on_request(origin: Path, tmp_path: Path, asked: bool) -> None:
    out = tmp_path / "out"
    build(BuildRequest(dossier=origin, out=out, formats=("md",), references=asked))
    lists = sorted(path.name for path in out.glob("references.*"))
    assert lists == (["references.bib", "references.json"] if asked else [])
    if asked:
        (entry,) = json.loads((out / "references.json").read_text(encoding="utf-8"))
        assert entry["title"] == "Halden Signed"


def test_a_list_is_copied_and_not_counted_as_a_source(origin: Path, tmp_path: Path) -> None:
    made = make_dossier(tmp_path / "new", origin)
    assert (made.sources, made.copied) == (1, 2)


def test_a_folder_of_lists_alone_has_no_sources(origin: Path, tmp_path: Path) -> None:
    (origin / "one.txt").unlink()
    assert make_dossier(tmp_path / "new", origin).sources == 0
