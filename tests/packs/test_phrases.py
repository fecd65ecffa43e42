"""How the fixed words of a pack are said."""

import datetime as dt

import pytest

from briefing.config.tables import merge_layers, read_layer
from briefing.errors import PackError
from briefing.model.brief import WITHHELD_REASONS
from briefing.model.source import SOURCE_KINDS, AsideReason, PartialDate
from briefing.packs.lookup import bundled_packs, load_pack
from briefing.packs.phrases import Phrases, read_phrases


def read(text: str) -> Phrases:
    """Read phrases as en.toml."""
    return read_phrases(merge_layers([read_layer(text, "en.toml", PackError)], PackError), "en")


@pytest.fixture(scope="module")
def british() -> Phrases:
    """Give the phrases of the bundled pack."""
    return load_pack("policy-brief", [bundled_packs()]).phrases


@pytest.fixture(scope="module")
def american() -> Phrases:
    """Give the same in American English."""
    return load_pack("policy-brief", [bundled_packs()], "en-US").phrases


def test_values_take_the_place_of_their_placeholders() -> None:
    phrases = read('a = "{x} of {y_z}; {x}"')
    assert phrases.say("a", x=1, y_z="two", more="unused") == "1 of two; 1"


def test_a_value_is_never_read_as_a_phrase() -> None:
    assert read('a = "{x}"').say("a", x="{y} {x}") == "{y} {x}"


def test_what_is_no_placeholder_is_text() -> None:
    assert read('a = "{ x } {X} {x.y} {}"').say("a") == "{ x } {X} {x.y} {}"


def test_the_parts_of_a_phrase_tell_words_from_values() -> None:
    assert list(read('a = "{x} of {y}"').parts("a", {"x": 1, "y": ()})) == [(1, True), (" of ", False), ((), True)]


def test_the_count_chooses_the_form() -> None:
    phrases = read('a = { one = "one item", other = "{count} items" }')
    assert [phrases.say("a", count=count) for count in (0, 1, 2)] == ["0 items", "one item", "2 items"]


@pytest.mark.parametrize(
    ("key", "message", "place", "hint"),
    [
        ("pge", 'phrase "pge" is missing', "en.toml", 'did you mean "page"?'),
        ("page", 'phrase "page" asks for {pages}, which is not known where it is said', "en.toml:2", "did you mean"),
        ("items", 'phrase "items" has forms and was said without a count', "en.toml:3", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_named(key: str, message: str, place: str, hint: str) -> None:
    phrases = read('\npage = "Page {page} of {pages}"\nitems = { one = "a", other = "b" }')
    with pytest.raises(PackError) as caught:
        phrases.say(key, page=1)
    assert (caught.value.message, caught.value.place) == (message, place)
    assert caught.value.hint.startswith(hint)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = 1", 'key "a" should be text in quotes, or { one = "…", other = "…" }, not 1'),
        ('a = { one = "x" }', 'key "a.other" is missing: it should be text in quotes'),
        ('a = { one = "x", othr = "y" }', 'unknown key "a.othr"'),
        ('A_b = "x"', '"A_b" cannot be the key of a phrase'),
    ],
)
def test_what_is_no_phrase_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(PackError) as caught:
        read(text)
    assert (caught.value.message, caught.value.place) == (message, "en.toml:1")


def test_items_are_joined_as_a_sentence_does(british: Phrases, american: Phrases) -> None:
    lists: list[list[str]] = [[], ["a"], ["a", "b"], ["a", "b", "c"]]
    assert [british.join(items) for items in lists] == ["", "a", "a and b", "a, b and c"]
    assert [american.join(items) for items in lists] == ["", "a", "a and b", "a, b, and c"]


def test_dates_are_written_as_precisely_as_they_are_known(british: Phrases, american: Phrases) -> None:
    day = dt.date(2024, 6, 19)
    assert (british.say_date(day), american.say_date(day)) == ("19 June 2024", "June 19, 2024")
    assert british.say_date(PartialDate(2024, 6, 19)) == "19 June 2024"
    assert british.say_date(PartialDate(2024, 6)) == "June 2024"
    assert british.say_date(PartialDate(2024)) == "2024"
    assert british.say_week(dt.date(2024, 6, 24)) == "the week of 24 June 2024"


def test_small_numbers_are_words(british: Phrases) -> None:
    assert [british.say_number(number) for number in (0, 2, 10, 11)] == ["0", "two", "ten", "11"]


def test_there_is_a_phrase_for_each_reason_and_kind(british: Phrases) -> None:
    asides: tuple[AsideReason, ...] = (
        "separator", "headline", "label", "prompt", "credit", "byline", "provenance", "markup", "note"
    )  # fmt: skip
    needed = [f"withheld-{reason}" for reason in WITHHELD_REASONS] + [f"aside-{reason}" for reason in asides]
    needed += [f"{stem}-{kind}" for stem in ("kind", "kinds") for kind in (*SOURCE_KINDS, "unknown")]
    needed += [f"month-{month}" for month in range(1, 13)]
    assert [key for key in needed if key not in british.entries] == []


def test_american_english_only_respells_what_british_english_has(british: Phrases, american: Phrases) -> None:
    assert american.entries.keys() == british.entries.keys()
    assert american.say("label-mutual-defence") == "Mutual defense"
