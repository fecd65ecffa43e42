"""Words and lines: what clings together, where lines end, what is cut."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.document import Emphasis, Fine, Inline, LineBreak, Link, Note, Quoted, Strong, Tag, Text
from briefing.render.pdf.inlines import split_chunk
from briefing.render.pdf.lines import Address, Line, MarkTarget
from briefing.render.pdf.setting import Typographer
from tests.render.pdf.builders import Ruler, make_theme, note, read_line, words

THEME = make_theme()
SIZE = THEME.styles["statement"].size / 2


def set_text(*children: Inline, width: float = 30) -> tuple[Line, ...]:
    """Set inlines as a statement in a measure of so many characters."""
    return Typographer(THEME, Ruler()).lines(children, "statement", width * SIZE)


def read(*children: Inline, width: float = 30) -> list[str]:
    return [read_line(line) for line in set_text(*children, width=width)]


def test_lines_are_as_full_as_they_can_be_and_keep_their_space_but_for_the_last() -> None:
    assert read(Text("one two three four five six seven"), width=13) == ["one two three ", "four five six ", "seven"]


def test_a_line_may_be_exactly_as_wide_as_the_measure() -> None:
    assert read(Text("12345 7890 abc"), width=10) == ["12345 7890 ", "abc"]


def test_white_space_of_any_kind_is_one_space_and_none_stands_at_the_ends() -> None:
    assert read(Text("  a \t\n b\u2003c "), width=20) == ["a b c"]


def test_a_no_break_space_holds_its_words_together() -> None:
    assert read(Text("four score 24\u00a0years on"), width=14) == ["four score ", "24\u00a0years on"]


def test_a_number_stays_with_what_it_counts() -> None:
    assert read(Text("on the long day of 12 May 2024"), width=22) == ["on the long day of ", "12 May 2024"]


def test_an_abbreviation_stays_with_its_number() -> None:
    text = "“A rather long title of a text,” see paras. 9–10."
    assert read(Text(text), width=44) == ["“A rather long title of a text,” see ", "paras. 9–10."]


def test_a_year_may_part_from_the_next_word() -> None:
    assert read(Text("it happened in 2024 April or"), width=20) == ["it happened in 2024 ", "April or"]


def test_what_is_bound_parts_in_a_measure_too_narrow_for_it() -> None:
    assert read(Text("12 September"), width=10) == ["12 ", "September"]


@pytest.mark.parametrize("gap", ["", " "])
def test_a_mark_stays_with_its_word_and_the_stop_before_it(gap: str) -> None:
    lines = read(Text(f"They came to an end.{gap}"), note(11), width=20)
    assert lines == ["They came to an ", "end.11"]


def test_closing_punctuation_after_a_mark_stays_with_it() -> None:
    assert read(Text("aaaa bbbb "), note(1), Text("”, cc"), width=9) == ["aaaa ", "bbbb1”, ", "cc"]


def test_the_space_before_a_mark_moves_behind_it() -> None:
    assert read(Text("before "), note(1), Text("after")) == ["before1 after"]


def test_two_marks_at_one_place_are_parted_by_a_comma_that_leads_nowhere() -> None:
    (line,) = set_text(Text("end."), note(1), note(2))
    assert read_line(line) == "end.1,2"
    assert [run.target for run in line.runs if run.text in "1,2"] == [MarkTarget(1), None, MarkTarget(2)]
    assert line.marks == (1, 2)


def test_a_mark_at_the_very_beginning_stands() -> None:
    assert read(note(1), Text("word")) == ["1word"]


def test_a_mark_after_a_forced_line_end_opens_the_line() -> None:
    assert read(Text("a"), LineBreak(), note(1), Text("b")) == ["a ", "1b"]


def test_a_mark_is_small_and_raised() -> None:
    (line,) = set_text(Text("word"), note(1))
    mark = line.runs[-1].ink
    assert 6.2 <= mark.size <= 6.5
    assert mark.rise > 3
    assert mark.colour == THEME.colours["accent"]


def test_a_tag_stays_with_the_word_after_it() -> None:
    assert read(Text("aaaa bbbb cccc"), Tag("ALLEGED"), Text("word"), width=24) == ["aaaa bbbb cccc ", "ALLEGED word"]


def test_a_tag_has_one_space_on_either_side_whether_written_or_not() -> None:
    assert read(Text("a"), Tag("T"), Text("b")) == read(Text("a "), Tag("T"), Text(" b")) == ["a T b"]


def test_a_tag_that_nothing_follows_stays_with_the_word_before_it() -> None:
    assert read(Text("Some intelligence sources "), Tag("ALLEGED"), width=30) == [
        "Some intelligence ",
        "sources ALLEGED",
    ]


def test_a_tag_alone_is_a_line() -> None:
    assert read(Tag("DRAFT")) == ["DRAFT"]


def test_two_tags_stand_side_by_side() -> None:
    assert read(Tag("A"), Tag("B"), Text("word")) == ["A B word"]


def test_a_forced_line_end_ends_the_line() -> None:
    assert read(LineBreak(), Text("a "), LineBreak(), Text("b"), LineBreak(), LineBreak()) == ["a ", "b"]


def test_a_last_line_with_one_short_word_gets_company() -> None:
    assert read(Text("aaaa bbbb cccc dddd eeee ffff gggg h"), width=34) == ["aaaa bbbb cccc dddd eeee ffff ", "gggg h"]


def test_a_first_line_of_few_words_gives_none_away() -> None:
    assert read(Text("aaaaaaaaaaaaaaaaa bbbbbbbbbbbb h"), width=30)[-1] == "h"


def test_a_word_longer_than_the_measure_is_cut_and_nothing_is_lost() -> None:
    assert read(Text("ab " + "x" * 25 + " yz"), width=10) == ["ab ", "x" * 10, "x" * 10, "x" * 5 + " yz"]


def test_a_mark_never_opens_a_line_even_when_its_word_is_cut() -> None:
    assert read(Text("x" * 10), note(1), width=10) == ["x" * 9, "x1"]


def test_more_marks_than_a_line_holds_go_on_in_the_next() -> None:
    lines = set_text(Text("word"), *(note(number) for number in range(1, 41)), width=30)
    assert len(lines) > 1
    assert all(line.width <= 30 * SIZE for line in lines)
    assert [mark for line in lines for mark in line.marks] == list(range(1, 41))


def test_a_combining_character_stays_with_its_base_when_a_word_is_cut() -> None:
    assert read(Text("x" * 9 + "e\u0301" + "y"), width=10) == ["x" * 9, "e\u0301y"]


def test_capitals_that_are_cut_keep_what_they_say() -> None:
    lines = Typographer(THEME, Ruler()).lines((Text("abcdefghij"),), "kicker", 20)
    assert len(lines) > 1
    assert "".join(run.actual for line in lines for run in line.runs) == "abcdefghij"


def test_capitals_keep_what_they_say_beside_what_they_show() -> None:
    line = Typographer(THEME, Ruler()).line((Text("Policy brief 2"),), "kicker")
    assert (line.runs[0].text, line.runs[0].actual) == ("POLICY BRIEF 2", "Policy brief 2")


@pytest.mark.parametrize(
    ("chunk", "pieces"),
    [
        ("end—start", ["end—", "start"]),
        ("Moscow–Pyongyang", ["Moscow–", "Pyongyang"]),
        ("9–10", ["9–10"]),
        ("well-known", ["well-", "known"]),
        ("T-72", ["T-72"]),
        ("Il-sung", ["Il-sung"]),
        ("COVID-19", ["COVID-19"]),
        ("end—”", ["end—”"]),
        ("ab\u200bcd", ["ab", "cd"]),
        ("\u200b", [""]),
        ("file_2024.txt", ["file_2024.txt"]),
        ("https://a.org/b-c_d?e=f&g", ["https://a.", "org/", "b-", "c_", "d?", "e=", "f&", "g"]),
        ("www.a.org/b", ["www.", "a.", "org/", "b"]),
        ("a" * 20 + "/" + "b" * 20, ["a" * 20 + "/", "b" * 20]),
    ],
)
def test_a_line_may_end_after_dashes_hyphens_and_the_joints_of_an_address(chunk: str, pieces: list[str]) -> None:
    assert split_chunk(chunk) == pieces


def test_an_address_breaks_without_an_inserted_hyphen() -> None:
    url = "https://www.example.org/a-very-long-path/that/goes?on=and&on"
    assert "".join(read(Link(url, (Text(url),)), width=20)) == url


def test_invisible_marks_of_the_source_are_not_set() -> None:
    assert read(Text("soft\u00adhyphen\ufeff")) == ["softhyphen"]


def test_emphasis_within_emphasis_is_upright() -> None:
    (line,) = set_text(Emphasis((Text("a "), Emphasis((Text("b "),)))), Strong((Text("c"),)))
    assert [run.ink.font for run in line.runs] == ["serif-regular-italic", "serif-regular", "serif-bold"]


def test_runs_know_their_statement_and_their_address() -> None:
    (line,) = set_text(Quoted("000:1.1", (Text("words "), Link("https://a.org/", (Text("there"),)))))
    assert {run.statement for run in line.runs} == {"000:1.1"}
    assert line.runs[-1].target == Address("https://a.org/")
    assert line.runs[-1].ink.underlined


def test_a_link_that_shows_its_address_is_not_underlined() -> None:
    (line,) = set_text(Link("https://a.org/b", (Text("a.org/b"),)))
    assert not line.runs[0].ink.underlined


def test_an_address_that_may_not_be_linked_is_plain_text() -> None:
    (line,) = set_text(Link("javascript:alert(1)", (Text("click"),)))
    assert line.runs[0].target is None
    assert line.runs[0].ink.colour == THEME.colours["ink"]


def test_fine_text_is_small_and_grey() -> None:
    (line,) = set_text(Text("Name "), Fine((Text("· opinion"),)))
    assert line.runs[-1].ink.colour == THEME.colours["muted"]
    assert line.runs[-1].ink.size == THEME.styles["fine"].size


def test_nothing_to_set_is_one_empty_line() -> None:
    assert set_text() == (Line((), 0.0),)


PIECES = st.one_of(
    st.text("ab cd-–—./ \u00a0\u200b", max_size=30).map(Text),
    st.integers(1, 99).map(lambda number: Note(number, ())),
    st.just(LineBreak()),
    st.sampled_from(["A", "ALLEGED"]).map(Tag),
)


@given(st.lists(PIECES, max_size=12), st.integers(4, 40))
def test_every_character_is_set_once_and_in_order_and_marks_never_open_a_line(pieces: list[Inline], width: int) -> None:
    lines = set_text(*pieces, width=width)
    shown = "".join(read_line(line) for line in lines)
    given_text = "".join(getattr(piece, "text", str(getattr(piece, "number", ""))) for piece in pieces)
    bare = str.maketrans("", "", " \u200b,")
    assert shown.translate(bare) == given_text.translate(bare)
    for before, line in pairwise(lines):
        forced = any(isinstance(piece, LineBreak) for piece in pieces)
        assert forced or not isinstance(line.runs[0].target, MarkTarget) or read_line(before)[-1:] in {"", ","}


@given(st.integers(1, 200), st.integers(12, 90))
def test_no_line_is_wider_than_the_measure(count: int, width: int) -> None:
    assert all(line.width <= width * SIZE + 1e-6 for line in set_text(Text(words(count)), width=width))
