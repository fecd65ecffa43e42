"""The style sheet says the theme, and no word of the brief can leave its string."""

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.document import Document, Masthead
from briefing.packs.theme import ROLES, TypeStyle
from briefing.render.characters import Sieve
from briefing.render.html.head import write_policy
from briefing.render.html.sheet import quote_css, write_sheet
from briefing.render.html.writer import write_html_page
from tests.render.html.pages import THEME, find_all, parse
from tests.render.samples import MASTHEAD, make_document


def unquote(written: str) -> str:
    """Read a string as style sheets have it: a backslash, up to six hex digits, one space."""
    assert written[0] == written[-1] == '"'
    return re.sub(r"\\([0-9a-f]{1,6}) ?", lambda found: chr(int(found[1], 16)), written[1:-1])


@given(st.text(st.one_of(st.sampled_from(list('"\\<>&/*\n{}; a1f')), st.characters(codec="utf-8"))))
def test_a_string_of_a_style_sheet_is_read_back_and_ends_nothing(words: str):
    written = quote_css(words)
    assert unquote(written) == Sieve().clean(words)
    assert not set(written[1:-1]) & set('"<>&\n')


def test_every_role_has_its_rule_and_every_value_its_property():
    sheet = write_sheet(THEME, MASTHEAD, ())
    assert [role for role in ROLES if f"\n.{role}{{" not in sheet] == []
    used = set(re.findall(r"var\((--[a-z-]+)\)", sheet))
    assert used <= set(re.findall(r"(--[a-z-]+):", sheet))


def test_a_role_is_set_as_the_theme_says():
    style = TypeStyle(face="serif", weight="semibold", italic=True, size=10, leading=14, tracking=1, capitals=True)
    sheet = write_sheet(replace(THEME, styles={**THEME.styles, "body": style}), MASTHEAD, ())
    assert (
        ".body{font-family:var(--serif);font-weight:600;font-size:max(var(--least),calc(10*var(--pt)));"
        "line-height:calc(1.4*var(--air));color:var(--ink);margin:calc(0*var(--pt)) 0 calc(0*var(--pt));"
        "font-style:italic;letter-spacing:0.1em;text-transform:uppercase}"
    ) in sheet


def test_comments_and_indents_are_left_out():
    assert not re.search(r"/\*|^\s", write_sheet(THEME, MASTHEAD, ()), re.MULTILINE)


def test_a_label_stands_on_black_on_the_screen_and_in_black_in_the_margins():
    sheet = write_sheet(THEME, MASTHEAD, ())
    assert ".marking{color:#FFC000;background:#000000" in sheet
    assert sheet.count('content:"TLP:AMBER+STRICT";font:700 12pt var(--sans);color:#000000') == 2


def test_free_text_is_a_marking_in_the_colours_of_the_theme():
    sheet = write_sheet(THEME, Masthead(title="T", marking='For "us" only'), ())
    assert ".marking{color" not in sheet
    assert r'content:"For \22 us\22  only";' in sheet


def test_a_page_without_running_words_has_bare_margins():
    sheet = write_sheet(THEME, Masthead(title="T", page=""), ())
    assert "@page{size:595.276pt 841.89pt;margin:70.8661pt 87.874pt 73.7008pt 87.874pt;@top-left{content:none;" in sheet
    assert re.search("@(?:top|bottom)-(?:center|right)", sheet.partition("@page :first")[0]) is None


def test_notice_and_copy_run_along_in_the_margins():
    sheet = write_sheet(THEME, Masthead(title="T", notice="DRAFT", copy="Copy 1 of 2", edition="v1", page=""), ())
    assert '@top-left{content:"DRAFT";white-space:pre-line;' in sheet
    assert '@bottom-left{content:"Copy 1 of 2" "\\a " "v1";white-space:pre-line;' in sheet


def test_pages_are_counted_in_the_words_of_the_pack():
    sheet = write_sheet(THEME, Masthead(title="T", page="S. {page} – {pages}"), ())
    assert '@bottom-right{content:"S. " counter(page) " – " counter(pages);' in sheet


@pytest.mark.parametrize("name", ["style-src", "default-src"])
def test_the_policy_allows_this_style_sheet_and_nothing_else(name: str):
    tree = parse(write_html_page(make_document(), THEME)[0])
    (sheet,) = find_all(tree, "//style")
    (policy,) = find_all(tree, "//meta[@http-equiv='Content-Security-Policy']")
    digest = base64.b64encode(hashlib.sha256((sheet.text or "").encode()).digest()).decode()
    rules = dict(rule.split(" ", 1) for rule in str(policy.get("content")).split("; "))
    assert rules[name] == {"style-src": f"'sha256-{digest}'", "default-src": "'none'"}[name]
    assert "unsafe" not in write_policy("")


def test_the_sheet_is_the_same_each_time():
    document = Document(masthead=MASTHEAD, blocks=())
    assert write_html_page(document, THEME) == write_html_page(document, THEME)
