"""How layers of TOML become one table, and where its complaints point."""

from briefing.config.kinds import NUMBER, TEXT, WHOLE
from briefing.config.tables import Layer, Table, holds, merge_layers, read_layer, suggest
from briefing.errors import PackError


def merge(*texts: str) -> Table:
    """Merge texts, the strongest first, as files named 0, 1 and so on."""
    return merge_layers([read_layer(text, str(number), PackError) for number, text in enumerate(texts)], PackError)


def test_tables_merge_key_by_key_and_lists_replace() -> None:
    table = merge("list = [3]\n[t]\nb = 4", "list = [1, 2]\nx = 1\n[t]\na = 1\nb = 2")
    assert table.values == {"list": [3], "x": 1, "t": {"a": 1, "b": 4}}


def test_a_table_replaces_what_is_none_and_the_other_way_round() -> None:
    assert merge("a = 1", "[a]\nb = 1").values == {"a": 1}
    assert merge("[a]\nb = 1", "a = 1").values == {"a": {"b": 1}}


def test_a_place_is_that_of_the_strongest_layer_which_has_the_key() -> None:
    table = merge("\n[t]\nb = 4\nlist = [1]", "[t]\n\na = 1\nb = 2\nlist = [1, 2]")
    assert table.table("t").place("b") == "0:3"
    assert table.table("t").place("a") == "1:3"
    assert table.table("t").place("list", 0) == "0:4"
    assert table.table("t").place("nothing") == "0:2"


def test_a_missing_key_is_missed_where_its_table_stands() -> None:
    error = merge("", "\n[t]\na = 1").table("t").fail("wrong")
    assert (error.message, error.place) == ("wrong", "1:2")


def test_a_mapping_has_free_keys_and_values_of_one_kind() -> None:
    assert merge("[t]\na = 1\nb = 2.5").mapping("t", NUMBER) == {"a": 1.0, "b": 2.5}
    assert merge("").mapping("t", NUMBER) == {}


def test_numbers_that_are_none_and_negative_counts_are_refused() -> None:
    assert [NUMBER.convert(value) for value in (float("nan"), float("inf"), True, "1")] == [None] * 4
    assert [WHOLE.convert(value) for value in (-1, True, 1.0)] == [None] * 3
    assert NUMBER.convert(-1) == -1.0


def test_values_that_are_absent_are_none() -> None:
    assert merge("").read("a", TEXT) is None
    assert merge("").tables("a") == ()


def test_a_path_leads_somewhere_or_nowhere() -> None:
    content = {"a": [{"b": 1}]}
    assert holds(content, ("a", 0, "b"))
    assert not holds(content, ("a", 1))
    assert not holds(content, ("a", "b"))
    assert not holds(content, ("a", 0, "b", "c"))


def test_options_are_named_as_on_the_command_line() -> None:
    layer = Layer(place="options", content={"as_of": 1}, option=True)
    assert layer.place_of(("as_of",)) == "--as-of"
    assert layer.place_of(()) == "--options"


def test_a_hint_names_the_nearest_or_all_or_says_that_there_are_none() -> None:
    assert suggest("Titel", ["title", "pack"], "keys") == 'did you mean "title"?'
    assert suggest("zzz", ["title", "pack"], "keys") == "known keys: pack, title"
    assert suggest("zzz", [], "keys") == "there are no keys here"
