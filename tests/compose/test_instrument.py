"""What the sources call their agreement."""

import pytest

from briefing.compose.instrument import name_instrument


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (["They signed a security pact."], "security pact"),
        (["They signed a Comprehensive Strategic\nPartnership Treaty."], "comprehensive strategic partnership treaty"),
        (["A mutual defence treaty.", "A security pact.", "The security pact holds."], "security pact"),
        (["A security pact.", "A mutual defence treaty."], "mutual defence treaty"),
        (["A trade accord.", "A peace accord."], "peace accord"),
        (["A mutual defense agreement on co-operation."], "mutual defense agreement"),
    ],
    ids=["plain", "over lines and in capitals", "the one used most", "the longer of two", "by letter", "American"],
)
def test_the_name_used_most_is_the_agreements(texts: list[str], name: str) -> None:
    assert name_instrument(texts) == name


@pytest.mark.parametrize(
    "texts", [[], [""], ["They signed a pact."], ["A treaty was signed."], ["The insecurity pact."]]
)
def test_a_bare_word_is_no_name(texts: list[str]) -> None:
    assert name_instrument(texts) is None
