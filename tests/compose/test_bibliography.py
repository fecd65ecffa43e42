"""Exported lists say what the notes know, and reading them back gives the same."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.bibliography import export_bibtex, export_csl
from briefing.ingest.bibtex import read_bibtex
from briefing.ingest.csl import read_csl
from briefing.ingest.reading import SourceFile
from briefing.model.source import SOURCE_KINDS, PartialDate, Reference, SourceDocument
from tests.compose.cases import make_source, read_cases

CASES = list(read_cases("kinds"))


def from_csl(document: SourceDocument) -> Reference:
    (entry,) = read_csl(SourceFile("a.json", export_csl([document]).encode()))
    assert entry.key == document.id
    return entry.reference


def from_bibtex(document: SourceDocument) -> Reference:
    (entry,) = read_bibtex(SourceFile("a.bib", export_bibtex([document]).encode()))
    assert entry.key == document.id
    return entry.reference


@pytest.mark.parametrize("data", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_a_list_that_is_read_back_says_the_same(data: dict[str, Any]) -> None:
    document = make_source(data)
    known = document.reference
    for read in (from_csl(document), from_bibtex(document)):
        assert (read.title or None) == known.title
        assert read.date == known.date
        assert read.authors == ((known.speaker,) if known.speaker else known.authors)
        assert read.url == known.url
    assert from_csl(document).publisher == known.publisher
    assert from_csl(document).number == known.number


def test_what_is_not_known_is_left_out() -> None:
    (item,) = json.loads(export_csl([make_source({})]))
    assert item == {"id": "000", "type": "document"}
    assert export_bibtex([make_source({})]) == "@misc{000,\n}\n"


def test_signs_of_latex_are_escaped() -> None:
    document = make_source({"title": "100% of $5 & {braces} ~ ^ \\end # _x_"})
    assert from_bibtex(document).title is not None
    assert r"100\% of \$5 \& \{braces\} \textasciitilde{} \textasciicircum{} \textbackslash{}end \# \_x\_" in (
        export_bibtex([document])
    )


TEXTS = st.none() | st.text(st.sampled_from('Ab 1{}\\"%&~$#_^@,\n'), max_size=12)
REFERENCES = st.builds(
    Reference, kind=st.none() | st.sampled_from(SOURCE_KINDS), title=TEXTS, publisher=TEXTS, container=TEXTS,
    date=st.none() | st.builds(PartialDate, st.integers(1900, 2100)), url=TEXTS, number=TEXTS,
)  # fmt: skip


@given(REFERENCES)
def test_any_metadata_can_be_exported_and_read_back(reference: Reference) -> None:
    document = replace(make_source({}), reference=reference)
    assert from_csl(document).date == reference.date
    assert from_bibtex(document).date == reference.date
