"""The brief of the sample dossier: its words as they are known, and what a reader may count on."""

import re
from collections import Counter
from collections.abc import Callable

import pytest

from briefing.model.artifact import Format
from tests.acceptance.builds import FORMATS, Built
from tests.acceptance.delivered import fold

pytestmark = pytest.mark.slow

LEANING = re.compile(r"(?:This|These|Their|In response|He|She|It)\b(?! week)")


def test_the_brief_reads_as_it_did(sample: Built, golden: Callable[[str, str], None]) -> None:
    golden("sample.md", sample.files["md"].decode("utf-8"))


def test_every_sentence_is_printed_withheld_or_set_aside(sample: Built) -> None:
    for address, row in sample.rows.items():
        assert sum([bool(row["selected"]), row["withheld"] is not None, row["set_aside"] is not None]) == 1, address


@pytest.mark.parametrize("name", FORMATS)
def test_no_withheld_sentence_stands_in_a_file(sample: Built, name: Format) -> None:
    text = fold(sample.delivered[name].text)
    assert [a for a, row in sample.rows.items() if row["withheld"] and fold(sample.text_of(a)) in text] == []


def test_no_sentence_is_printed_more_than_twice(sample: Built) -> None:
    printed = Counter(address for _, point in sample.points for address in point.addresses)
    assert {address: count for address, count in printed.items() if count > 2} == {}


def test_no_statement_opens_on_a_word_that_needs_the_sentence_before(sample: Built) -> None:
    texts = [cited.text.lstrip("… ") for cited in sample.statements]
    assert [text for text in texts if LEANING.match(text)] == []


def test_the_figures_of_the_box_stand_in_the_body(sample: Built) -> None:
    both = zip(sample.points, sample.statements, strict=True)
    body = " ".join(cited.text for (place, _), cited in both if place != "summary")
    figures = re.findall(r"\d[\d,.]*\d|\d", " ".join(sample.texts("summary")))
    assert figures
    assert [figure for figure in figures if figure not in body] == []


def test_the_body_keeps_to_its_length(sample: Built) -> None:
    sections = [text for section in sample.assembly.brief.sections for text in sample.texts(section.id)]
    assert sum(len(text.split()) for text in sections) <= 1500


def test_every_section_has_something_to_say(sample: Built) -> None:
    assert [section.id for section in sample.assembly.brief.sections if not section.points] == []
