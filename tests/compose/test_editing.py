"""The visible edits of sentences: each case of the fixture, and what holds for any edit."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.editing import Editor
from briefing.compose.pieces import print_pieces
from briefing.model.statement import Insertion, Omission, Verbatim
from tests.compose.dossiers import Case, make_case, read_cases

CASES = read_cases("editing")


def make_editor(case: Case) -> Editor:
    evidence = {found.address: found for found in case.analysis.evidence}
    return Editor(
        sources={document.id: document for document in case.analysis.sources},
        evidence=evidence,
        phrases=case.pack.phrases,
    )


def edit_all(case: Case) -> dict[str, str]:
    """Print every sentence of a case, as an opening one and as one inside a statement."""
    editor = make_editor(case)
    printed: dict[str, str] = {}
    for found in case.analysis.evidence:
        for key, opening in ((found.address, True), (f"{found.address} inside", False)):
            pieces = editor.edit(found, opening=opening).pieces
            printed[key] = "".join(text.text for text in print_pieces(pieces, case.quote))
    return printed


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_sentence_is_edited_as_the_fixture_says(case: Case) -> None:
    expected = dict(line.split(": ", 1) for line in case.expected)
    assert expected
    printed = edit_all(case)
    assert {key: printed[key] for key in expected} == expected


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_without_its_marks_every_edited_sentence_stands_in_its_source(case: Case) -> None:
    texts = {str(found.address): case.quote(found.sentence.span) for found in case.analysis.evidence}
    for key, printed in edit_all(case).items():
        source, position = texts[key.removesuffix(" inside")], 0
        for part in filter(None, map(str.strip, re.split(r"\[[^\]]*\]|…", printed))):
            position = source.index(part, position) + len(part)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_pieces_of_a_sentence_cover_it_in_order(case: Case) -> None:
    editor = make_editor(case)
    for found in case.analysis.evidence:
        position = found.sentence.span.start
        for piece in editor.edit(found, opening=True).pieces:
            assert isinstance(piece, Verbatim | Omission | Insertion)
            span = piece.at if isinstance(piece, Insertion) else piece.span
            assert span.start == position
            position = span.end
        assert position == found.sentence.span.end


def test_an_edit_says_which_other_source_dated_it() -> None:
    case = next(case for case in CASES if case.name == "A twin in another source dates the whole text")
    editor = make_editor(case)
    first, second, twin = (editor.edit(found, opening=True) for found in case.analysis.evidence)
    assert [case.quote(span) for span in (*first.dated_by, *second.dated_by)] == ["19 June 2024", "19 June 2024"]
    assert (twin.dated_by, twin.undated, first.undated) == ((), False, False)


def test_a_date_from_its_own_source_names_no_other_source() -> None:
    case = make_case("### 000 news 2024-06-20\n1. {} Envoys met last week.\n")
    edited = make_editor(case).edit(case.analysis.evidence[0], opening=True)
    assert (edited.dated_by, edited.undated) == ((), False)


def test_an_edit_says_that_a_date_stays_open() -> None:
    case = make_case("### 000 news\n1. {} Envoys met last week.\n")
    assert make_editor(case).edit(case.analysis.evidence[0], opening=True).undated


def test_since_then_no_longer_leans_once_it_is_dated() -> None:
    dated = make_case("### 000 news\n1. {} It joined in 2022. {leans} Since then, trade has doubled.\n")
    open_ = make_case("### 000 news\n1. {} It joined. {leans} Since then, trade has doubled.\n")
    assert not make_editor(dated).leans(dated.analysis.evidence[1])
    assert make_editor(open_).leans(open_.analysis.evidence[1])
    assert not make_editor(open_).leans(open_.analysis.evidence[0])


WORDS = st.sampled_from(
    ["However,", "Moreover,", "the", "pact", ", however,", "last week", "in 2022", "on 19 June 2024", "binds", "both",
     "Since then,", "“said", "it”", "today", "not", "two", "Since", "then"]
)  # fmt: skip


@given(st.lists(WORDS, min_size=1, max_size=14), st.sampled_from(["", ".", "?"]), st.booleans())
def test_any_sentence_is_whole_once_its_marks_are_undone(words: list[str], stop: str, dated: bool) -> None:
    date = " 2024-06-20" if dated else ""
    case = make_case(f"### 000 news{date}\n1. {{}} Both sides joined in 2021. {{}} {' '.join(words)}{stop}\n")
    editor, found = make_editor(case), case.analysis.evidence[1]
    for opening in (True, False):
        pieces = editor.edit(found, opening=opening).pieces
        restored = "".join(case.quote(p.at if isinstance(p, Insertion) else p.span) for p in pieces)  # type: ignore[union-attr]
        assert restored == case.quote(found.sentence.span)
