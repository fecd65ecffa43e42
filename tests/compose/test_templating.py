"""How a brief fills a pack's templates, and how templates are told what is wrong with them."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.markup import Parsed
from briefing.compose.slots import Slots
from briefing.compose.templating import FILTERS, render_layout
from briefing.compose.views import BriefView, EntryView, PointView, SectionView, View, Words
from briefing.config.settings import Settings
from briefing.errors import PackError
from briefing.model.brief import Brief, BriefFact, BriefSection, ChronologyEntry
from briefing.model.document import (
    Block,
    BulletList,
    Callout,
    Fine,
    Heading,
    Inline,
    Note,
    OrderedList,
    Paragraph,
    Quoted,
    Table,
    Tag,
    Text,
    iterate_blocks,
    read_plain,
)
from briefing.model.source import SourceKind
from briefing.model.statement import Derived
from briefing.packs.lookup import TemplateFile
from briefing.packs.manifest import SHAPES, Option, OptionValue
from tests.compose.briefs import PLAIN, fill, make_context, make_pack, make_point, make_section

ALLEGED = make_point(tag="tag-alleged", label="Moscow", number=2)


def texts(blocks: tuple[Block, ...]) -> list[str]:
    """Return each paragraph and heading as a reader sees it."""
    return [read_plain(block.children) for block in blocks if isinstance(block, Paragraph | Heading)]


def quotations(blocks: tuple[Block, ...]) -> list[Quoted]:
    """Return the statements in reading order."""
    return [child for child in iterate_blocks(blocks) if isinstance(child, Quoted)]


# ---- the bundled layout


def whole_brief() -> Brief:
    """Make a brief in which every part is filled."""
    plain, labelled = make_point(number=1), make_point(label="Moscow", number=3)
    return Brief(
        title="A title",
        facts=(BriefFact("Version", "1.0"),),
        key_points=(plain, ALLEGED),
        missing="Not in these sources: the text.",
        sections=(
            make_section(labelled, plain, shape="table", remarks=("A legend.", "A second.")),
            make_section(plain, shape="bullets", remarks=("A remark.",)),
            make_section(ALLEGED, labelled, labelled, plain, shape="labelled"),
            make_section(),
        ),
        chronology=(ChronologyEntry(Derived(text="2022", rule="date"), plain),) * 3,
        method=("How it was made.", "How it was counted."),
    )


def test_the_bundled_layout_has_its_parts_in_order() -> None:
    blocks = render_layout(whole_brief(), PLAIN, make_context(Settings(disclaimer="Views are ours."))).blocks
    assert [type(block).__name__ for block in blocks] == [
        "Facts",
        "Callout",
        "Heading", "Table", "Paragraph",
        "Heading", "BulletList", "Paragraph",
        "Heading", "Paragraph", "Paragraph", "Paragraph", "Paragraph", "Paragraph", "Paragraph",
        "Heading", "Paragraph",
        "Heading", "Table",
        "Heading", "Paragraph", "Paragraph", "Heading", "BulletList", "Paragraph",
    ]  # fmt: skip


def test_the_box_holds_the_key_points_and_what_is_missing() -> None:
    (box,) = [
        block for block in render_layout(whole_brief(), PLAIN, make_context()).blocks if isinstance(block, Callout)
    ]
    heading, points, remark = box.blocks
    assert isinstance(heading, Heading)
    assert isinstance(points, OrderedList)
    assert [type(block) for item in points.items for block in item] == [Paragraph, Paragraph]
    assert isinstance(remark, Paragraph)
    assert remark.role == "remark"
    assert read_plain(remark.children).startswith("Not in these sources: the text. Statements in serif are quoted")


def test_a_table_has_the_label_beside_the_words() -> None:
    tables = [block for block in render_layout(whole_brief(), PLAIN, make_context()).blocks if isinstance(block, Table)]
    terms, chronology = tables
    assert [[read_plain(cell) for cell in row] for row in terms.rows] == [
        ["Moscow", "It binds."],
        ["not stated", "It binds."],
    ]
    assert [column.face for column in terms.columns] == ["ours", "source"]
    assert read_plain(terms.legend) == "A legend."
    assert [read_plain(table.caption)[:8] for table in tables] == ["", "Table 2."]
    assert [read_plain(column.head) for column in chronology.columns] == ["Date", "As reported"]


def test_a_name_is_said_once_for_what_follows_and_again_where_the_status_differs() -> None:
    point = make_point(label="Moscow")
    brief = Brief(title="", sections=(make_section(ALLEGED, point, point, ALLEGED, ALLEGED, shape="labelled"),))
    told = texts(render_layout(brief, PLAIN, make_context()).blocks)[2:-2]
    words = "It binds."
    assert told == [
        "Moscow [ALLEGED] ", words, "Moscow", words, words, "Moscow [ALLEGED] ", words, f"[ALLEGED] {words}"
    ]  # fmt: skip


def test_a_caption_depends_on_whether_a_treaty_is_among_the_sources() -> None:
    section = BriefSection(id="treaty-terms", title="Terms", shape="table", points=(make_point(),))
    kinds: tuple[SourceKind, ...]
    for kinds, caption in (
        ((), "Terms as reported; the text"),
        (("treaty",), "Terms as reported and as the agreement"),
    ):
        blocks = render_layout(Brief(title="", sections=(section,)), PLAIN, make_context(kinds=kinds)).blocks
        (table,) = [block for block in blocks if isinstance(block, Table)]
        assert read_plain(table.caption).startswith(f"Table 1. {caption}")


def test_a_short_chronology_is_no_table() -> None:
    brief = Brief(title="", chronology=(ChronologyEntry(Derived(text="2022", rule="date"), make_point()),))
    blocks = render_layout(brief, PLAIN, make_context()).blocks
    assert texts(blocks)[1:4] == ["Chronology", "2022", "It binds."]


def test_an_empty_brief_still_says_how_it_was_made() -> None:
    blocks = render_layout(Brief(title="", method=("By rule.",)), PLAIN, make_context(sources=())).blocks
    assert texts(blocks)[1:] == ["Sources and method", "By rule."]


@pytest.mark.parametrize(
    ("settings", "options", "printed"),
    [
        (Settings(status="draft"), {}, [" 000:1.1"]),
        (Settings(), {}, []),
        (Settings(), {"addresses": True}, [" 000:1.1"]),
    ],
)
def test_a_draft_prints_the_address_of_each_statement(
    settings: Settings, options: dict[str, OptionValue], printed: list[str]
) -> None:
    context = make_context(settings, options=options)
    blocks = render_layout(Brief(title="", key_points=(make_point(),)), PLAIN, context).blocks
    fine = [read_plain(child.children) for child in iterate_blocks(blocks) if isinstance(child, Fine)]
    assert fine == printed


def test_an_editors_sentence_is_no_quotation_and_names_its_author() -> None:
    point = make_point("We doubt it.", by="A. Editor")
    (block,) = fill("{{ brief.key_points[0] }}", Brief(title="", key_points=(point,))).blocks
    assert isinstance(block, Paragraph)
    assert block.role == "body"
    assert block.children[0] == Text("We doubt it.", "authored")
    assert read_plain(block.children) == "We doubt it. by A. Editor"


# ---- what a template sees


def children_of(parsed: Parsed) -> tuple[Inline, ...]:
    """Return the inlines of the only block, a paragraph."""
    (block,) = parsed.blocks
    assert isinstance(block, Paragraph)
    return block.children


def test_words_keep_the_mark_of_who_answers_for_them() -> None:
    template = "{{ brief.title }}{{ brief.missing }}{{ say('page', page=brief.title, pages=3) }}{{ 'x' }}"
    context = make_context(Settings(title="A"))
    assert children_of(fill(template, Brief(title="A", missing="B"), context)) == (
        Text("A", "given"),
        Text("B", "derived"),
        Text("Page ", "pack"),
        Text("A", "given"),
        Text(" of ", "pack"),
        Text("3", "derived"),
        Text("x", "pack"),
    )


def test_a_view_does_not_show_its_words_to_those_who_debug() -> None:
    assert repr(Words((Text("secret"),), Slots())) == "<Words>"


def test_settings_can_be_printed_and_tested() -> None:
    settings = Settings(status="draft", as_of=dt.date(2024, 6, 28), authors=("A. Editor",), issuer="I", number="3")
    template = "{{ settings.as_of }}, {% if settings.status == 'draft' %}{{ settings.authors[0] }}{% endif %}"
    template += "{% if settings.published %}never{% endif %}, {{ settings['issuer'] }}{{ settings.number }}"
    assert read_plain(children_of(fill(template, context=make_context(settings)))) == "28 June 2024, A. Editor, I3"


def test_options_can_be_tested_and_what_was_written_freely_prints_as_it_is() -> None:
    asked = {
        "values": Option(type="flag", default=False),
        "paper": Option(type="choice", default="blue", choices=("blue",)),
        "note": Option(type="text", default=""),
    }
    template = "{% if options['values'] and options.values and options.paper == 'blue' %}{{ options.note }}{% endif %}"
    context = make_context(options={"values": True, "paper": "blue", "note": "*free*"})
    pack = make_pack({"brief.md.jinja": template}, asked)
    assert children_of(render_layout(Brief(title=""), pack, context)) == (Text("*free*", "given"),)


def test_values_can_be_joined_to_other_text_and_stay_what_they_are() -> None:
    template = "{% macro m(x) %}**{{ x }}**{% endmacro %}{{ m(brief.title) }} {{ brief.method|join(' / ') }}"
    brief = Brief(title="*t*", method=("*a*", "*b*"))
    assert read_plain(children_of(fill(template, brief))) == "*t* *a* / *b*"


def test_a_template_can_include_extend_and_call_another() -> None:
    child = "{% extends '!parent/base.md.jinja' %}{% block body %}{{ super() }} and {{ brief.title }}{% endblock %}"
    pack = make_pack({"brief.md.jinja": "{% extends 'base.md.jinja' %}", "base.md.jinja": child})
    base = TemplateFile("# {% block body %}{{ say('sources') }}{% endblock %}\n", "base")
    pack = replace(pack, templates={**pack.templates, "!policy-brief/base.md.jinja": base})
    assert texts(render_layout(Brief(title="T"), pack, make_context()).blocks) == ["Sources and T"]


def test_a_line_of_tags_leaves_no_line_and_one_that_ends_in_a_tag_ends() -> None:
    template = "{% for x in [1, 2] %}\n  {% if x %}\n- {{ x }}{% if x %} a{% endif %}\n  {% endif %}\n{% endfor %}\n"
    assert fill(template).blocks == (BulletList(((Paragraph((Text("1 a"),)),), (Paragraph((Text("2 a"),)),))),)


def test_a_statement_may_be_printed_with_its_tag_elsewhere() -> None:
    brief = Brief(title="", key_points=(ALLEGED,))
    blocks = fill("{% set p = brief.key_points[0] %}{{ p.words }} {{ p.tag }} {{ p.status }}", brief).blocks
    assert [type(child) for child in iterate_blocks(blocks)] == [Quoted, Text, Note, Text, Tag, Text]


def test_an_empty_tag_and_an_empty_label_print_nothing() -> None:
    brief = Brief(title="", key_points=(make_point(),))
    template = "{% set p = brief.key_points[0] %}{{ p.tag }}{{ p.label }}{{ p.qualifier }}{% if p.tag %}x{% endif %}"
    assert fill(template, brief).blocks == ()


def test_the_readme_names_all_that_a_template_sees(root: Path) -> None:
    readme = (root / "templates" / "policy-brief" / "README.md").read_text(encoding="utf-8")
    views: dict[str, type[View]] = {"brief": BriefView, "section": SectionView, "point": PointView, "entry": EntryView}
    names = {f"{name}.{each}" for name, view in views.items() for each in view.shown}
    assert [name for name in sorted(names) if f"`{name}`" not in readme] == []
    assert " ".join(sorted(FILTERS - {"d"})) in " ".join(readme.split())


# ---- what goes wrong

POINTS = Brief(title="T", key_points=(ALLEGED,))

WRONG = [
    ("\n{% for x in %}", "the template fails: Expected an expression, got 'end of statement block'", 2),
    ("a\n\n{% endif %}", "the template fails: Encountered unknown tag 'endif'.", 3),
    ("a\n{{ brief.titel }}", 'the template fails: there is no "titel" here', 2),
    ("{{ settings.isuer }}", 'the template fails: there is no "isuer" here', 1),
    ("{{ options['x'] }}", 'the template fails: there is no "x" here', 1),
    ("{{ breif }}", 'the template fails: there is no "breif" here', 1),
    ("{% if breif.title %}{% endif %}", 'the template fails: there is no "breif" here', 1),
    ("{{ 'x'.y }}", 'the template fails: there is no "y" here', 1),
    ("{{ brief.title.content }}", "the template fails: access to attribute 'content' of 'Words' object is unsafe.", 1),
    ("{{ ''.__class__.__mro__ }}", "the template fails: access to attribute '__class__' of 'str' object is unsafe.", 1),
    ("{{ say.__func__ }}", "the template fails: access to attribute '__func__' of 'method' object is unsafe.", 1),
    ("{{ [].append(1) }}", "the template fails: access to attribute 'append' of 'list' object is unsafe.", 1),
    ("a\n\n{% include 'sections/tabel.md.jinja' %}", 'there is no template "sections/tabel.md.jinja"', 3),
    ("{{ 'x' ~ brief.title }}", "a value of the brief can be printed, tested and counted", 1),
    ("\n{{ say('surces') }}", 'phrase "surces" is missing', 2),
    ("{{ say('page', page=1) }}", 'phrase "page" asks for {pages}, which is not known where it is said', 1),
    ("{{ brief.title|upper }}", "the template fails: No filter named 'upper'.", 1),
    ("{{ brief.title|safe }}", "the template fails: No filter named 'safe'.", 1),
    ("\n{{ '%s' % brief.title }}", "a value of the brief can be printed, tested and counted", 2),
    ("{{ [brief.title]|sum(start='') }}", "the template fails: sum() can't sum strings", 1),
    ("{{ [1]|map('random')|list }}", "the template fails: No filter named 'random'.", 1),
    ("{{ lipsum() }}", 'the template fails: there is no "lipsum" here', 1),
    ("{{ 1 // 0 }}", "the template fails: integer division or modulo by zero", 1),
    ("{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}", "the template fails: maximum recursion depth exceeded", 1),
    ("{{ brief.key_points }}", "a tuple cannot be printed", 1),
    ("{{ none }}", "a NoneType cannot be printed", 1),
    ("a\n\n\ue000 b", "the character U+E000 is for internal use", 3),
    ("{% if true %}\n\n#### x\n{% endif %}", "headings have 3 levels, not 4", 3),
    ("a\n{% for p in brief.key_points %}\n\n> {{ p }}\n{% endfor %}", "a quotation block is no part of a layout", 4),
    ("{{ brief.key_points[0].words }}", "the layout prints statement 000:2.1 without its tag", None),
]  # fmt: skip


@pytest.mark.parametrize(("template", "message", "line"), WRONG)
def test_a_wrong_template_is_named_with_its_line(template: str, message: str, line: int | None) -> None:
    with pytest.raises(PackError) as caught:
        fill(template, POINTS)
    assert caught.value.message.startswith(message)
    assert caught.value.place == ("" if line is None else f"own/brief.md.jinja:{line}")


@pytest.mark.parametrize(
    ("template", "hint"),
    [
        ("{{ brief.titel }}", 'did you mean "title"?'),
        ("{{ settings.isuer }}", 'did you mean "issuer"?'),
        ("{{ breif }}", 'did you mean "brief"?'),
        ("{{ say('surces') }}", 'did you mean "sources"?'),
        ("{% include 'sections/tabel.md.jinja' %}", 'did you mean "sections/table.md.jinja"?'),
    ],
)
def test_a_misspelt_name_is_told_the_nearest(template: str, hint: str) -> None:
    with pytest.raises(PackError) as caught:
        fill(template)
    assert caught.value.hint == hint


def test_a_mistake_in_another_template_is_named_there() -> None:
    with pytest.raises(PackError) as caught:
        fill("a\n{% include 'other.md.jinja' %}\n", other="b\n\n{{ brief.titel }}\n")
    assert caught.value.place == "own/other.md.jinja:3"
    with pytest.raises(PackError) as caught:
        fill("a\n\n{% include 'other.md.jinja' %}\n", other="b\n\n    \n<br>\n")
    assert caught.value.place == "own/other.md.jinja:4"


# ---- source text is inert

NASTY = st.text(
    alphabet="ab\n \t#*_`~[](){}<>|!&;:.-+=\\\"'%^$1\ue000\ue001\ue002\ue003\u00ad\u200b", max_size=30
) | st.text(max_size=30)
PAYLOADS = [
    "# Heading", "\n\n# Heading\n\n", "**bold** _it_ `code`", "[link](https://example.org)", "![i](x.png)", "<script>",
    "<!-- a -->", "&lt;b&gt; &amp;", "{{ brief.title }}", "{% include 'x' %}", "{# a #}", "::: box", "\n:::\n",
    "| a | b |",
    "\n|---|---|\n", "{.legend} a", "- item", "1. item", "> quote", "---", "```", "\\", "a  \nb", "[^1]",
    "\ue0000\ue001", "\ue0020:1\ue003",
    "http://example.org", "<http://example.org>", "*", "_", "\x00", "a\r\nb", "a\u2028b", "%s {0} {x}",
]  # fmt: skip


def show(words: str) -> tuple[str, ...]:
    """Fill the bundled layout with words in every place and return the kinds of its blocks and inlines."""
    point = make_point(words, label=words, tag="tag-alleged")
    brief = Brief(
        title=words,
        facts=(BriefFact(words, words),),
        key_points=(point,),
        missing=words,
        sections=tuple(make_section(point, shape=shape, remarks=(words,)) for shape in SHAPES),
        chronology=(ChronologyEntry(Derived(text=words, rule="date"), point),) * 3,
        method=(words,),
    )
    settings = Settings(disclaimer=words, contact=words)
    blocks = render_layout(brief, PLAIN, make_context(settings, words, sources=((Text(words, "derived"),),))).blocks
    assert {read_plain(quotation.children) for quotation in quotations(blocks)} == {words.strip()}
    printed = [child for child in iterate_blocks(blocks) if isinstance(child, Text)]
    values = {text.text for text in printed if text.origin in {"given", "derived"}}
    assert values - {"1", "2"} <= {words}  # the numbers of tables
    return tuple(type(part).__name__ for part in (*blocks, *iterate_blocks(blocks)))


PLAIN_WORDS = show("word")


@pytest.mark.parametrize("words", PAYLOADS)
def test_markup_in_a_source_is_text(words: str) -> None:
    assert show(words) == PLAIN_WORDS


@given(NASTY.filter(str.strip))
def test_whatever_stands_in_a_source_is_text(words: str) -> None:
    assert show(words) == PLAIN_WORDS
