"""Sources as nobody should write them: each ends in a brief that can be read, and says what it left out.

Sizes are such that work which grew with their square would not end: no clock is looked at.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from briefing.errors import SourceError
from briefing.pipeline.build import BuildResult, build
from briefing.pipeline.request import BuildRequest

FACT = "Northland and Westmark signed a defence treaty in the old harbour hall"
SWEDISH = (
    "Regeringen beslutade på torsdagen att skicka två fartyg till hamnen och att be riksdagen godkänna avtalet med "
    "grannlandet så snart som möjligt under våren.\n"
)
LONGEST = 2_000
"""Words of a brief: its body and what stands around it."""

Build = Callable[..., BuildResult]


@pytest.fixture
def brief_of(root: Path, tmp_path: Path) -> Build:
    """Give `brief_of(text, ...)`, which builds a dossier of such sources as Markdown."""

    def call(*texts: str, parties: Sequence[str] = ("Northland", "Westmark")) -> BuildResult:
        for number, text in enumerate(texts):
            (tmp_path / f"{number:03}.txt").write_text(text, encoding="utf-8")
        named = ", ".join(f'"{party}"' for party in parties)
        (tmp_path / "brief.toml").write_text(f'title = "The Pact"\nparties = [{named}]\n', encoding="utf-8")
        packs = (root / "templates",)
        return build(BuildRequest(dossier=tmp_path, out=tmp_path / "out", formats=("md",), pack_folders=packs))

    return call


def read(result: BuildResult) -> str:
    """Return the brief's words; they must be few enough to be read."""
    (file,) = result.files
    text = file.path.read_text(encoding="utf-8")
    assert len(text.split()) < LONGEST
    return text


def count_printed(result: BuildResult) -> int:
    return sum(source.printed for source in result.brief.sources)


@pytest.mark.slow
def test_one_paragraph_of_fifty_thousand_words(brief_of: Build) -> None:
    sentences = (f"In hall {n} the two sides of the treaty signed it on {n % 28 + 1} June 2024." for n in range(3_400))
    result = brief_of(" ".join(sentences))
    assert "the two sides of the treaty signed it" in read(result)
    assert len(result.brief.withheld) > 3_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", [f"{FACT} and nobody saw them ", f"{FACT} (", "russia and north korea signed the pact "]
)
def test_no_punctuation_at_all(brief_of: Build, text: str) -> None:
    result = brief_of(text * 4_000)
    assert "The Pact" in read(result)
    assert count_printed(result) == 0
    assert result.withheld == {"over-budget": 1}


def test_all_capitals(brief_of: Build) -> None:
    result = brief_of(f"{FACT}. It was the will of the people, said President Jane Doe.\n".upper() * 200)
    assert read(result).count(FACT.upper()) <= 2


@pytest.mark.slow
@pytest.mark.parametrize("between", [" ", "\n\n"])
def test_ten_thousand_identical_sentences(brief_of: Build, between: str) -> None:
    result = brief_of(between.join([f"{FACT}."] * 10_000))
    assert 1 <= read(result).count(FACT) <= 2
    assert result.withheld["repeats"] >= 9_990


@pytest.mark.slow
def test_ten_thousand_identical_sentences_in_two_sources(brief_of: Build) -> None:
    one, other = (f"\n\n{FACT} {day}." for day in ("last week", "on 19 June 2024"))
    result = brief_of(one * 5_000, other * 5_000)
    assert FACT in read(result)
    assert 1 <= count_printed(result) <= 4
    assert sum(result.withheld.values()) >= 9_990


@pytest.mark.slow
def test_ten_thousand_sentences_that_count_from_the_one_before(brief_of: Build) -> None:
    result = brief_of(f"In 2022, {FACT}. " + f"Since then, {FACT}. " * 10_000)
    assert FACT in read(result)


def test_another_language_is_kept_out_and_told(brief_of: Build) -> None:
    result = brief_of(SWEDISH, f"{FACT}. It binds both of the parties.\n")
    assert ("language", "000.txt") in {(finding.code, finding.place) for finding in result.findings}
    assert "skicka två fartyg" not in read(result)
    assert FACT in read(result)


def test_nothing_but_another_language(brief_of: Build) -> None:
    result = brief_of(SWEDISH)
    assert result.withheld == {"language": 1}
    assert "The Pact" in read(result)


def test_sources_that_share_nothing(brief_of: Build) -> None:
    result = brief_of(f"{FACT}.\n", "Cats sleep on the warm roofs of the old town.\n", "The price of copper fell.\n")
    assert [source.printed for source in result.brief.sources] == [1, 0, 0]
    assert result.withheld["off-topic"] == 2


def test_one_source(brief_of: Build) -> None:
    result = brief_of(f"{FACT}.\n")
    assert FACT in read(result)


def test_parties_that_never_occur(brief_of: Build) -> None:
    assert FACT in read(brief_of(f"{FACT}.\n", parties=("Ruritania", "Graustark")))


def test_no_words_at_all_is_an_error(brief_of: Build) -> None:
    with pytest.raises(SourceError, match="none of the source files could be read"):
        brief_of(" \n\n ")
