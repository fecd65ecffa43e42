"""What is printed where and what is withheld why: the cases of the fixtures, composed whole."""

import pytest

from tests.compose.dossiers import Case, make_case, read_cases, tell_fates

CASES = [
    pytest.param(case, id=f"{name}: {case.name}")
    for name in ("selection", "keypoints", "chronology", "hand")
    for case in read_cases(name)
]


@pytest.mark.parametrize("case", CASES)
def test_sentences_go_where_the_fixture_says(case: Case) -> None:
    assert tell_fates(case) == list(case.expected)


@pytest.mark.parametrize("case", [param.values[0] for param in CASES])
def test_every_sentence_has_one_fate(case: Case) -> None:
    assert_one_fate(case)


def test_background_that_is_pinned_is_not_lost() -> None:
    assert_one_fate(make_case("```toml\n[edit]\npin = ['000:1.1']\n```\n### 000 news\n1. {} The lake froze early.\n"))


def assert_one_fate(case: Case) -> None:
    brief, _ = case.compose()
    held = [item.address for item in brief.withheld]
    aside = [sentence.address for sentence in case.analysis.sentences if sentence.set_aside is not None]
    assert len(aside) == brief.set_aside
    fates = sorted([*brief.fates, *held, *aside])
    assert fates == sorted(sentence.address for sentence in case.analysis.sentences)
