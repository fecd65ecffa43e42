"""Citations: each case of the fixtures, then what holds for any metadata."""

from typing import Any

import pytest

from briefing.compose.citations import make_citer
from briefing.compose.punctuation import capitalise, close_sentence
from briefing.model.brief import Citation
from briefing.model.source import SourceId
from tests.compose.cases import make_source, read_cases, registers
from tests.compose.phrasebook import Phrases, as_markdown

SINGLE = list(read_cases("kinds", "missing", "titles", "names", "dates-and-addresses"))


@pytest.mark.parametrize(("data", "expected"), [case[1:] for case in SINGLE], ids=[case[0] for case in SINGLE])
def test_a_source_is_cited_as_the_fixture_says(data: dict[str, Any], expected: dict[str, str]) -> None:
    cite = make_citer([make_source(data)], registers([data]), Phrases(), data.get("language", "en-GB"))
    full = cite.cite_full(Citation(source=SourceId("000"), paragraphs=(3,)))
    short = cite.cite_short(Citation(source=SourceId("000"), paragraphs=(4,)))
    assert as_markdown(close_sentence(capitalise(full))) == expected["Full"]
    assert as_markdown(close_sentence(capitalise(short))) == expected["Short"]
