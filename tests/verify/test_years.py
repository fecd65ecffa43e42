"""Notes by author and year: the letter behind a year names one source, and no other one may stand for it."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.packs.lookup import bundled_packs, load_pack
from briefing.pipeline.build import build
from briefing.pipeline.request import BuildRequest
from briefing.verify.docx import read_docx
from briefing.verify.notes import NoteReader
from briefing.verify.record import Record, read_record
from briefing.verify.wording import Wordbook

PACK = 'name = "years"\nversion = "1.0.0"\ncontract = 1\nextends = "policy-brief"\n[notes]\nstyle = "author-date"\n'
SOURCE = (
    '[[source]]\nfile = "{file}"\nkind = "news"\nauthor = ["Mara Lindqvist"]\ntitle = "{title}"\ndate = 2026-05-14\n'
)
TEXTS = {
    "one.txt": "Northland and Westmark signed an air-defence treaty in Halden on 14 May 2026.\n",
    "two.txt": "Westmark will send 40 radar posts to Northland under the military agreement.\n",
}


@pytest.fixture
def made(tmp_path: Path) -> tuple[Record, Wordbook]:
    """Build a brief of two sources of one author and year, and read its record."""
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    tables = (SOURCE.format(file=name, title=f"Halden, part {name[:3]}") for name in TEXTS)
    (tmp_path / "brief.toml").write_text('parties = ["Northland", "Westmark"]\n' + "".join(tables), encoding="utf-8")
    packs = tmp_path / "packs"
    (packs / "years").mkdir(parents=True)
    (packs / "years" / "pack.toml").write_text(PACK, encoding="utf-8")
    request = BuildRequest(
        dossier=tmp_path, out=tmp_path / "out", formats=("docx",), pack_folders=(packs,), overrides={"pack": "years"}
    )
    data = build(request).files[0].path.read_bytes()
    shutil.rmtree(tmp_path / "out")
    return read_record(read_docx(data).record), Wordbook(load_pack("years", [packs, bundled_packs()]))


def list_problems(record: Record, words: Wordbook, *, swapped: bool) -> list[str]:
    """Return what is wrong with the notes, their letters swapped or as they are."""
    reader = NoteReader(record, words)
    swap = str.maketrans("ab", "ba") if swapped else {}
    texts = [record.notes[each.note - 1] for each in record.printed]
    marked = [text.replace("2026", "2026\0") for text in texts]
    changed = ["".join(p[:1].translate(swap) + p[1:] if n else p for n, p in enumerate(m.split("\0"))) for m in marked]
    found = zip(changed, record.printed, strict=True)
    return [problem.code for text, printed in found for problem in reader.check(text, printed, {})]


def test_each_note_gives_the_letter_of_its_source(made: tuple[Record, Wordbook]) -> None:
    record, words = made
    assert {"Lindqvist 2026a" in note or "Lindqvist 2026b" in note for note in record.notes} == {True}
    assert list_problems(record, words, swapped=False) == []
    assert set(list_problems(record, words, swapped=True)) == {"note-words"}


def test_without_a_date_there_is_no_letter(made: tuple[Record, Wordbook]) -> None:
    record, words = made
    undated = tuple(replace(claim, reference=replace(claim.reference, date=None)) for claim in record.sources)
    assert list_problems(replace(record, sources=undated), words, swapped=False) != []
