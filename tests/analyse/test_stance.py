"""Status and leaning on readable cases."""

import pytest

from briefing.analyse.attribution import attribute
from briefing.analyse.readings import Reading
from briefing.analyse.stance import find_status, judges, leans, weigh
from briefing.model.evidence import Register
from tests.analyse.readings import mask_of, read_one, read_text
from tests.fixtures.tables import table_cases


@pytest.mark.parametrize(("sentence", "register", "status"), table_cases("status/cases.md"))
def test_a_sentence_has_the_status_that_the_case_says(sentence: str, register: Register, status: str) -> None:
    document, readings = read_text(sentence)
    (speaker,) = attribute(document, readings)
    reading = readings[0]
    assert find_status(reading, mask_of(reading), speaker, register, weigh(reading)) == status


@pytest.mark.parametrize(("sentence", "wanted"), table_cases("leaning/cases.md"))
def test_a_sentence_leans_as_the_case_says(sentence: str, wanted: str) -> None:
    assert leans(read_one(sentence)) == (wanted == "yes")


def test_a_sentence_without_words_does_not_lean() -> None:
    assert not leans(read_one("…"))


@pytest.mark.parametrize(("register", "bar"), [("news", 1.0), ("official", 2.0), ("commentary", 0.5)])
def test_each_register_has_its_own_bar_for_judgement(register: Register, bar: float) -> None:
    assert judges(bar, register)
    assert not judges(bar - 0.1, register)


def test_the_weight_of_a_sentence_names_what_it_does() -> None:
    def flags(reading: Reading) -> tuple[bool, bool, bool]:
        weight = weigh(reading)
        return weight.hedges, weight.fears, weight.denies

    assert flags(read_one("Ships sailed.")) == (False, False, False)
    assert flags(read_one("Ships reportedly sailed.")) == (True, False, False)
    assert flags(read_one("It is feared that ships could sail.")) == (False, True, False)
    assert flags(read_one("The palace denies it.")) == (False, False, True)
