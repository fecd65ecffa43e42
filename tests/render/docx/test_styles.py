"""Styles are named after roles, say what the theme says, and tell a quotation from our words."""

from dataclasses import replace

from lxml import etree

from briefing.packs.theme import Theme
from briefing.render.docx.face import Look
from briefing.render.docx.widths import share_out, spread
from briefing.render.docx.writer import write_docx
from tests.render.docx.checks import Parts, W, find, read_words, value
from tests.render.docx.conftest import read_parts
from tests.render.samples import make_document

_BUILT_IN = {
    "Title", "Subtitle", "heading 1", "heading 2", "heading 3", "Body Text", "List Bullet", "List Number", "caption",
    "footnote text", "footnote reference", "Hyperlink", "header", "footer", "Quote", "Emphasis", "Strong", "Normal",
}  # fmt: skip
_OURS = {"Statement", "Statement Words", "Statement Label", "Legend", "Remark", "Table Head", "Key Points Statement"}


def styles(parts: Parts) -> dict[str, etree._Element]:
    return {value(style.find(f"{W}name")): style for style in find(parts, "word/styles.xml", "style")}


def test_word_knows_its_own_styles_and_ours_are_marked_as_custom(parts: Parts):
    found = styles(parts)
    assert set(found) >= _BUILT_IN | _OURS
    assert {value(found[name], "customStyle") for name in _BUILT_IN} == {""}
    assert {value(found[name], "customStyle") for name in _OURS} == {"1"}


def test_statements_are_quotations_in_the_serif(parts: Parts):
    found = styles(parts)
    assert value(found["Statement"].find(f"{W}basedOn")) == "Quote"
    assert value(found["Statement Words"].find(f"{W}basedOn")) == "QuoteChar"
    assert value(found["Statement Words"].find(f"{W}rPr/{W}rFonts"), "ascii") == "Cambria"
    assert value(found["Body Text"].find(f"{W}rPr/{W}rFonts"), "ascii") == "Calibri"
    quoted = [read_words(run) for run in find(parts, "word/document.xml", "r") if _style(run) == "StatementWords"]
    assert quoted[0] == "The two sides met."
    assert "Ours." not in quoted


def _style(run: etree._Element) -> str:
    return value(run.find(f"{W}rPr/{W}rStyle"))


def test_small_print_and_tags_in_a_bold_paragraph_keep_their_weight(parts: Parts):
    runs = {read_words(run): run for run in find(parts, "word/document.xml", "r")}
    assert value(runs[" · opinion"].find(f"{W}rPr/{W}b")) == "0"
    assert runs["DISPUTED"].find(f"{W}rPr/{W}b") is not None


def test_a_box_has_its_styles_only_where_there_is_one(theme: Theme, parts: Parts):
    assert "Box Statement" in styles(parts)
    plain = replace(make_document(), blocks=())
    assert not [name for name in styles(read_parts(write_docx(plain, theme)[0])) if name.startswith(("Box", "Key"))]


def test_all_paragraphs_of_a_box_begin_at_one_edge(parts: Parts):
    """Paragraphs whose text begins elsewhere would be boxes of their own."""
    indents = [style.find(f"{W}pPr/{W}ind") for name, style in styles(parts).items() if name.startswith(("Box", "Key"))]
    lists = [one.find(f"{W}pPr/{W}ind") for one in find(parts, "word/numbering.xml", "lvl")][8:]
    edges = {int(value(one, "left")) - int(value(one, "hanging") or 0) for one in (*indents, *lists)}
    assert len(edges) == 1


def test_type_is_scaled_to_look_as_large_as_in_the_theme(theme: Theme):
    assert Look(theme).half_points("statement") == 23
    assert Look(replace(theme, docx_fonts={"serif": "Unknown", "sans": "Unknown"})).half_points("statement") == 20


def test_a_small_marking_is_still_as_large_as_the_protocol_asks(theme: Theme):
    small = replace(theme, styles={**theme.styles, "marking": replace(theme.styles["marking"], size=8)})
    assert Look(small).half_points("marking") == 24


def test_columns_take_their_shares_and_the_rest_by_content():
    assert share_out([0.25, 0.75], [["a"], ["b"]], 1000) == (250, 750)
    assert share_out([1, 3], [["a"], ["b"]], 1000) == (250, 750)
    narrow, wide = share_out([None, None], [["no"], ["a much longer text than that"]], 1000)
    assert narrow + wide == 1000
    assert 50 < narrow < wide
    assert share_out([0.5, None], [["a"], ["b"]], 1000) == (500, 500)
    assert share_out([None], [[]], 1000) == (1000,)
    assert spread([100, 300], 1000) == (400, 600)
    assert spread([1000, 3000], 1000) == (500, 500)
    assert spread([200, 3000, 100, 900], 1000) == (200, 350, 100, 350)
    assert spread([200, 3000, 100, 900], 1000, [0, 0, 0, 500]) == (200, 200, 100, 500)
    assert spread([3000, 900], 1000, [1500, 500]) == (750, 250)
