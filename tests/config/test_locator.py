"""Where keys stand in a TOML text."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.config.locator import KeyPath, find_line, locate_keys

TEXT = '''# a comment = 1
title = "x"                       # trailing = 2

a.b."c d" = """one
two = 3
"quoted" """
'single.quoted' = \'\'\'
k = 4 \'\'\'
parties = [ # not = 5
  "r",

  [ "n", { deep = [6] } ],
]
inline = { k = 1, "l.m" = { n = [1, 2] }, date = 1979-05-27 07:32:00, float = 1.5 }
empty = []
nothing = {}
[[source]]
file = "a"
[source.extra]
q = true
[[source.item]]
x = 1
[[source.item]]
x = 2
[[source]]
file = "b"
[ edit . "move" ]
"000:1.1" = "x"'''

PLACES: list[tuple[KeyPath, int]] = [
    (("title",), 2),
    (("a",), 4),
    (("a", "b"), 4),
    (("a", "b", "c d"), 4),
    (("single.quoted",), 7),
    (("parties",), 9),
    (("parties", 0), 10),
    (("parties", 1), 12),
    (("parties", 1, 1, "deep", 0), 12),
    (("inline",), 14),
    (("inline", "l.m", "n", 1), 14),
    (("inline", "float"), 14),
    (("empty",), 15),
    (("nothing",), 16),
    (("source",), 17),
    (("source", 0), 17),
    (("source", 0, "file"), 18),
    (("source", 0, "extra"), 19),
    (("source", 0, "extra", "q"), 20),
    (("source", 0, "item", 0, "x"), 22),
    (("source", 0, "item", 1, "x"), 24),
    (("source", 1, "file"), 26),
    (("edit", "move"), 27),
    (("edit", "move", "000:1.1"), 28),
]


@pytest.mark.parametrize(("path", "line"), PLACES)
def test_each_key_is_found_on_its_line(path: KeyPath, line: int) -> None:
    assert locate_keys(TEXT)[path] == line


def test_what_looks_like_a_key_in_a_comment_or_a_string_is_none() -> None:
    names = {path[0] for path in locate_keys(TEXT)}
    assert names == {
        "title", "a", "single.quoted", "parties", "inline", "empty", "nothing", "source", "edit"
    }  # fmt: skip


def test_a_path_without_a_line_of_its_own_has_that_of_what_is_around_it() -> None:
    lines = locate_keys("[a]\nb = 1")
    assert find_line(lines, ("a", "c")) == 1
    assert find_line(lines, ("a", "b", "x")) == 2
    assert find_line(lines, ("z",)) is None
    assert find_line(lines, ()) is None


def test_line_ends_of_windows_and_a_byte_order_mark_do_not_disturb() -> None:
    assert locate_keys("\ufeffa = 1\r\nb = 2\r\n") == {("a",): 1, ("b",): 2}


def test_an_escaped_key_is_found_under_the_name_it_stands_for() -> None:
    assert locate_keys('"\\u00e9" = 1') == {("é",): 1}


def test_an_empty_text_has_no_keys() -> None:
    assert locate_keys("") == {}


def paths_of(value: object, path: KeyPath = ()) -> set[KeyPath]:
    """List every path of parsed TOML."""
    match value:
        case dict():
            inner = [paths_of(child, (*path, key)) for key, child in value.items()]
        case list():
            inner = [paths_of(child, (*path, number)) for number, child in enumerate(value)]
        case _:
            inner = []
    return set().union({path} if path else set(), *inner)


def write(value: object) -> str:
    """Write a value as inline TOML, lists over several lines."""
    match value:
        case dict():
            return "{ " + ", ".join(f"{write(key)} = {write(child)}" for key, child in value.items()) + " }"
        case list():
            return "[\n" + "".join(f"{write(child)}, # = [\n" for child in value) + "]"
        case str():
            escaped = "".join(f"\\u{ord(letter):04x}" if letter in '"\\\n' else letter for letter in value)
            return f'"{escaped}"'
        case bool():
            return str(value).lower()
        case _:
            return str(value)


NAMES = st.text(alphabet="ab.=[]{}#,'\" \n", max_size=5)
VALUES = st.recursive(
    NAMES
    | st.integers(0, 99)
    | st.booleans()
    | st.floats(0, 9, allow_subnormal=False).map(lambda number: number + 0.5),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(NAMES, children, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(NAMES, VALUES, max_size=4))
def test_every_path_of_any_text_is_found(content: dict[str, object]) -> None:
    text = "".join(f"{write(key)} = {write(value)}\n" for key, value in content.items())
    parsed = tomllib.loads(text)
    lines = locate_keys(text)
    assert set(lines) == paths_of(parsed)
    rows = text.split("\n")
    for key in content:
        assert rows[lines[(key,)] - 1].startswith(write(key))
