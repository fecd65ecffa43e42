"""The same article gives the same sentences, whatever kind of file it comes in."""

import pytest

from briefing.analyse.sentences import find_sentences
from briefing.ingest import SourceFile, read_sources
from briefing.model.marks import fold_space
from briefing.model.source import SourceDocument
from tests.ingest import made

FILES = {
    "html": ("a.html", made.as_page()),
    "docx": ("a.docx", made.as_word()),
    "mail": ("a.eml", made.as_mail()),
    "mail of html": ("a.eml", made.as_mail(html=True)),
    "pdf, one column": ("a.pdf", made.as_pdf(made.Sheet(indent=14))),
    "pdf, gaps between paragraphs": ("a.pdf", made.as_pdf(made.Sheet(gap=8))),
    "pdf, neither": ("a.pdf", made.as_pdf()),
    "pdf, two columns": ("a.pdf", made.as_pdf(made.Sheet(columns=2, lines=20, indent=10))),
    "pdf, two columns drawn by row": ("a.pdf", made.as_pdf(made.Sheet(columns=2, lines=20, indent=10, by_row=True))),
    "pdf, short pages": ("a.pdf", made.as_pdf(made.Sheet(lines=7, indent=14))),
}


def read(name: str, data: bytes) -> SourceDocument:
    (document,), _ = read_sources([SourceFile(name, data)])
    return document


def sentences(document: SourceDocument) -> list[str]:
    return [fold_space(document.quote(s.span)) for s in find_sentences(document) if s.set_aside is None]


@pytest.mark.parametrize("made_as", FILES)
def test_the_same_article_gives_the_same_sentences(made_as: str) -> None:
    plain = sentences(read("a.txt", made.as_text()))
    assert len(plain) == 16
    assert sentences(read(*FILES[made_as])) == plain
