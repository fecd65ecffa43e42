"""Speakers on readable cases: verbs, names, sentences carried on, signed statements."""

from pathlib import Path

import pytest

from briefing.analyse.attribution import attribute
from briefing.analyse.people import Registry
from briefing.analyse.signatory import find_signatory
from briefing.model.source import Reference
from tests.analyse.readings import make_source, read_text
from tests.fixtures.tables import table_cases

CASES = Path(__file__).resolve().parents[1] / "fixtures" / "attribution"


def read_cases() -> list[object]:
    cases: list[object] = []
    for path in sorted(CASES.glob("*.md")):
        for part in path.read_text(encoding="utf-8").split("\n## ")[1:]:
            title, *lines = part.strip("\n").split("\n")
            text = "\n".join(line for line in lines if not line.startswith("- ")).strip("\n")
            wanted = [line.removeprefix("- ") for line in lines if line.startswith("- ")]
            cases.append(pytest.param(text, wanted, id=f"{path.stem}: {title}"))
    return cases


@pytest.mark.parametrize(("text", "wanted"), read_cases())
def test_each_sentence_has_the_speaker_that_the_case_names(text: str, wanted: list[str]) -> None:
    document, readings = read_text(text)
    found = attribute(document, readings)
    assert [f"{speaker.name} | {speaker.side}" if speaker else "nobody" for speaker in found] == wanted


@pytest.mark.parametrize(("title", "signatory"), table_cases("attribution/signed.md"))
def test_the_title_of_an_official_statement_names_its_signatory(title: str, signatory: str) -> None:
    document = make_source("We will sign.", reference=Reference(kind="official", title=title))
    assert (find_signatory(document, Registry([])) or "nobody") == signatory
