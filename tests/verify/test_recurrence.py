"""Whatever numbers, names and dates a key point gives, the body must give too."""

import pytest

from briefing.verify.recurrence import gather_words, list_missing


@pytest.mark.parametrize(
    ("point", "body", "missing"),
    [
        ("Russia sent 40 ships to Halden.", ["In Halden, 40 ships arrived."], []),
        ("They sent 40 ships to Halden.", ["In Orm, 41 ships arrived."], ["40", "Halden"]),
        ("The report of Russia's envoy names Halden.", ["Russia and Halden are named."], []),
        ("It was signed on 14 May 2031.", ["It was signed in May."], ["14", "2031"]),
        ("… However big, it sank.", ["Nothing."], []),
        ("Halden said “Never again” to it.", ["Nothing was said."], []),
        ("About 1,000 came.", ["About 1,000 came."], []),
    ],
)
def test_what_the_body_does_not_have_is_listed(point: str, body: list[str], missing: list[str]) -> None:
    assert list_missing(point, gather_words(body)) == missing
