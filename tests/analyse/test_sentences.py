"""The sentence splitter on readable cases, on any text, and on the two articles."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analyse.sentences import find_sentences, split_sentences
from briefing.ingest import SourceFile, read_sources
from briefing.model.marks import fold_space
from briefing.model.source import Block, Run, SourceDocument, SourceId

CASES = Path(__file__).resolve().parents[1] / "fixtures" / "sentences"
PIECES = st.sampled_from(
    [
        *("Oslo", "agreed", "U.S.", "Mr.", "no", "No.", "5", "2.1", "p.m.", "J.", "a.", "The", "etc.", "eBay"),
        *('"', "”", "“", "(", ")", "[1]", "…", ".", "?", "!", ";", ":", "—", ". . .", "\u3002", "•", "1)", "2)"),
        *("\n", "\n\n", "\t", " ", "\u00a0"),
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES).map("".join))


def read_cases() -> list[object]:
    cases: list[object] = []
    for path in sorted(CASES.glob("*.md")):
        for part in path.read_text(encoding="utf-8").split("\n## ")[1:]:
            title, *lines = part.strip("\n").split("\n")
            text = "\n".join(line for line in lines if not line.startswith("- "))
            wanted = [line.removeprefix("- ") for line in lines if line.startswith("- ")]
            cases.append(pytest.param(text, wanted, id=f"{path.stem}: {title}"))
    return cases


def split(text: str) -> list[str]:
    return [fold_space(text[start:end]) for start, end in split_sentences(text)]


def make_document(*blocks: str, joined: tuple[tuple[int, int], ...] = ()) -> SourceDocument:
    text = "\n\n".join(blocks)
    numbered = []
    start = 0
    for number, block in enumerate(blocks, start=1):
        numbered.append(Block(number=number, start=start, end=start + len(block)))
        start += len(block) + 2
    inside = {n for first, last in joined for n in range(first, last + 1)}
    spans = sorted([*joined, *((n, n) for n in range(1, len(blocks) + 1) if n not in inside)])
    return SourceDocument(
        id=SourceId("x"),
        file="x.txt",
        text=text,
        digest="",
        blocks=tuple(numbered),
        runs=tuple(Run(first=first, last=last) for first, last in spans),
    )


@pytest.mark.parametrize(("text", "wanted"), read_cases())
def test_a_text_is_parted_into_its_sentences(text: str, wanted: list[str]) -> None:
    assert split(text) == wanted


def test_there_are_enough_readable_cases() -> None:
    assert len(read_cases()) >= 200


@settings(deadline=None)
@given(TEXTS)
def test_spans_are_ordered_disjoint_and_inside_the_text(text: str) -> None:
    last = 0
    for start, end in split_sentences(text):
        assert last <= start < end <= len(text)
        last = end


@settings(deadline=None)
@given(TEXTS)
def test_all_but_white_space_is_covered(text: str) -> None:
    last = 0
    for start, end in (*split_sentences(text), (len(text), len(text))):
        assert not text[last:start].strip()
        last = end


@settings(deadline=None)
@given(TEXTS)
def test_no_sentence_begins_or_ends_with_white_space(text: str) -> None:
    assert all(text[start:end] == text[start:end].strip() for start, end in split_sentences(text))


@pytest.mark.parametrize(
    "unit",
    [
        "Oslo agreed. ",
        "word ",
        ". ",
        "U.S. Navy ",
        "(",
        "a) ",
        "• ",
        "“No.” ",
        "[1]",
        "...",
        "1. ",
        "(a. ",
        "x!",
        " \n",
    ],
)
def test_the_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    def measure(count: int) -> float:
        text = unit * count
        begun = time.process_time()
        split_sentences(text)
        return time.process_time() - begun

    measure(1_000)
    assert measure(40_000) < 40 * max(measure(4_000), 0.02)


def test_brackets_far_apart_do_not_hold_sentences_together() -> None:
    assert len(split("The pact (" + "It holds. " * 60 + ") stands.")) > 50


def test_sentences_of_a_paragraph_are_counted_from_one() -> None:
    sentences = find_sentences(make_document("Oslo agreed. Bergen did not.", "The rest is form."))
    assert [sentence.address for sentence in sentences] == ["x:1.1", "x:1.2", "x:2.1"]


def test_a_sentence_may_cross_stitched_paragraphs() -> None:
    document = make_document("Oslo agreed. U.S.", "Navy ships left. It was late.", joined=((1, 2),))
    crossing = find_sentences(document)[1]
    assert fold_space(document.quote(crossing.span)) == "U.S. Navy ships left."
    assert (crossing.address, crossing.last_paragraph) == ("x:1.2", 2)


def test_the_sentence_after_a_crossing_one_is_the_first_of_its_paragraph() -> None:
    document = make_document("Oslo agreed. U.S.", "Navy ships left. It was late.", joined=((1, 2),))
    assert find_sentences(document)[2].address == "x:2.1"


def test_a_block_that_is_set_aside_is_one_sentence_with_its_reason() -> None:
    (document,), _ = read_sources(
        [SourceFile("x.txt", b"Additional Coverage:\n\nOslo agreed at last with the others.\n")]
    )
    first, second = find_sentences(document)
    assert (first.address, first.set_aside) == ("x:1.1", "label")
    assert second.set_aside is None


def test_the_two_articles_have_38_units_of_which_6_are_set_aside(material: Path) -> None:
    files = [SourceFile(path.name, path.read_bytes()) for path in sorted((material / "sources").glob("*.txt"))]
    documents, _ = read_sources(files)
    sentences = [sentence for document in documents for sentence in find_sentences(document)]
    assert len(sentences) == 38
    assert {sentence.address: sentence.set_aside for sentence in sentences if sentence.set_aside} == {
        "000:12.1": "separator",
        "002:1.1": "headline",
        "002:2.1": "label",
        "002:3.2": "credit",
        "002:11.1": "provenance",
        "002:12.1": "prompt",
    }


def test_in_the_articles_only_the_cut_sentence_crosses_paragraphs(material: Path) -> None:
    files = [SourceFile(path.name, path.read_bytes()) for path in sorted((material / "sources").glob("*.txt"))]
    documents, _ = read_sources(files)
    crossing = {
        sentence.address: sentence.last_paragraph
        for document in documents
        for sentence in find_sentences(document)
        if sentence.last_paragraph != sentence.paragraph
    }
    assert crossing == {"002:9.2": 10}
