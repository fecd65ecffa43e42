"""Whatever stands in a tree stands in the page as text: nothing in it opens an element or ends one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from briefing.render.characters import Sieve
from briefing.render.html.markup import tag, write_html, write_page

WORDS = st.text(
    st.one_of(st.sampled_from(list("<>&\"'=/!-;ab# ")), st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))),
    max_size=30,
).map(Sieve().clean)


@given(WORDS)
def test_text_is_read_back_as_it_was(words: str):
    (found,) = html.fragments_fromstring(f"<b>{write_html(words)}</b>")
    assert (found.text or "") == words
    assert len(found) == 0


@given(WORDS)
def test_an_attribute_is_read_back_as_it_was(words: str):
    (found,) = html.fragments_fromstring(write_html(tag("b", {"title": words, "lang": "en"}, "x")))
    assert (found.get("title"), found.get("lang"), found.text) == (words, "en", "x")


def test_elements_hold_one_another_and_void_ones_have_no_end():
    tree = tag("p", {"class": "a"}, "x", tag("br"), tag("b", None, "y & z"))
    assert write_html(tree) == '\n<p class="a">x<br><b>y &amp; z</b></p>'


def test_an_attribute_without_a_value_stands_alone():
    assert write_html(tag("i", {"hidden": ""})) == "<i hidden></i>"


def test_a_page_begins_with_its_type_and_ends_its_last_line():
    assert write_page(tag("html", {"lang": "en"})) == '<!DOCTYPE html>\n<html lang="en"></html>\n'


def test_the_text_of_a_style_is_not_escaped():
    assert write_html(tag("style", None, 'a > b{content:"&"}')) == '\n<style>a > b{content:"&"}</style>'


@pytest.mark.parametrize("words", ["</style>", "a</STYLE x", "</script", "<!-- a"])
@pytest.mark.parametrize("name", ["style", "script"])
def test_what_would_end_a_style_or_data_is_refused(name: str, words: str):
    with pytest.raises(ValueError, match=f"<{name}>"):
        write_html(tag(name, None, words))
