"""The validator from outside agrees: on every kind of node, on a long document, in the files of other makers."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.model.document import Block, Document, Heading, Masthead, Paragraph, Quoted
from briefing.packs.theme import HouseFile, Theme
from briefing.render.docx.writer import write_docx
from tests.render.docx.houses import SECTION, TRANSLATED, House
from tests.render.docx.outside import REFERENCES
from tests.render.samples import make_document, make_spans, part_columns, text


def make_long() -> Document:
    """Return a document with contents, a record, and words in another language."""
    document = make_document()
    foreign = Paragraph((Quoted("fr:1.1", text("Bonjour"), "fr"),), "statement")
    words: list[Block] = [Paragraph(text("word " * 100)) for _ in range(32)]
    more: tuple[Block, ...] = (Heading(1, text("More"), "more"), *words, foreign)
    masthead = replace(document.masthead, contents="Contents")
    return replace(document, masthead=masthead, blocks=(*document.blocks, *more), record='{"a": "<b>\ufffe"}')


DOCUMENTS: dict[str, Callable[[], Document]] = {
    "every node": make_document,
    "title only": lambda: Document(masthead=Masthead(title="Title"), blocks=()),
    "long": make_long,
    "spans": lambda: Document(masthead=Masthead(title="Title"), blocks=(make_spans(), make_spans())),
}
HOUSES: dict[str, Callable[[Path], bytes]] = {
    **REFERENCES,
    "translated": lambda _: House(names=TRANSLATED).pack(),
    "first page": lambda _: House(section=f"{SECTION}<w:titlePg/>").pack(),
    "bare": lambda _: House(
        styles="", header="", footer="", notes="", settings="", lists="", section="", body=""
    ).pack(),
}


def judge(data: bytes, material: Path, folder: Path) -> None:
    """Fail with what the validator says where it finds anything."""
    file = folder / "brief.docx"
    file.write_bytes(data)
    program = material / "tools" / "docx-validate" / "validate.py"
    verdict = subprocess.run([sys.executable, str(program), str(file)], capture_output=True, text=True)
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr
    assert ": OK" in verdict.stdout


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_the_validator_finds_nothing(kind: str, material: Path, theme: Theme, tmp_path: Path):
    judge(write_docx(DOCUMENTS[kind](), theme)[0], material, tmp_path)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_the_validator_finds_nothing_in_columns(kind: str, material: Path, theme: Theme, tmp_path: Path):
    judge(write_docx(DOCUMENTS[kind](), part_columns(theme))[0], material, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("maker", HOUSES)
def test_the_validator_finds_nothing_in_a_house(maker: str, material: Path, theme: Theme, tmp_path: Path):
    house = HouseFile(HOUSES[maker](tmp_path), maker)
    judge(write_docx(make_long(), replace(theme, reference=house))[0], material, tmp_path)
