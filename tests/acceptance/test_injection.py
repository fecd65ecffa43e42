"""Whatever a source, its metadata or its file name says is printed as text and does nothing, in each format."""

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.compose.document import build_document
from briefing.compose.markup import Parsed
from briefing.compose.templating import render_layout
from briefing.config.settings import Settings
from briefing.model.brief import Brief, BriefFact
from briefing.model.document import Document, Heading, Masthead, Properties, Text, iterate_blocks, read_plain
from briefing.pipeline.assembly import assemble
from briefing.pipeline.build import PROGRAM, build
from briefing.pipeline.progress import Journal, Silence
from briefing.pipeline.request import BuildRequest
from briefing.render import render
from tests.acceptance.delivered import fold, read_docx, read_pdf
from tests.compose.briefs import PLAIN, make_context, make_point, make_section

PAYLOADS = [
    "{{ 7 * 7 }}", "{% for a in range(9) %}x{% endfor %}", "{# gone #}", "{{ brief.__class__.__mro__ }}",
    "{{ ''.__class__.__base__.__subclasses__() }}", "{% include 'method.md.jinja' %}", "{% extends 'x' %}",
    "{{ settings.issuer }}", "{{ cycler.__init__.__globals__.os.popen('id').read() }}", "{%- raw -%}x{%- endraw -%}",
    "{% macro x() %}{% endmacro %}", "{{ say('sources') }}", "${7*7}", "#{7*7}", "<%= 7 * 7 %>", "{{{{7}}}}",
    "%s %d %n",
    "{0.__class__}", "{page} of {pages}", "# A heading", "## Sources", "- a bullet", "1. an item", "> a quotation",
    "~~~", "```", "---", "***", "| a | b |", "|---|---|", "**bold**", "*italics*", "_under_", "`code`", "~~gone~~",
    "[link](https://example.com)", "![image](https://example.com/a.png)", "[^1]: a note", "[^1]", "<https://example.com>",
    "::: box", ":::", "{.legend} small", "{.continued}", "<b>bold</b>", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "<!-- gone -->", "&lt;b&gt;", "&#42;a&#42;", "\\*a\\*", "a\\", "<w:p/>",
    "]]>", "<![CDATA[x]]>", '"><w:r>', "<?xml version='1.0'?>", "&entity;", "(parens) Tj ET", ") Tj 1 0 0 rg (",
    "\\input{x}", "$x^2$", "=1+1", "@import", "javascript:alert(1)", "' OR 1=1 --", "../../etc/passwd", "$(id)", "`id`",
    "\u202egnp.exe", "zero\u200bwidth", "soft\u00adhyphen", "\uff21\uff0a\uff22\uff0a",
]  # fmt: skip
"""More than fifty ways of being more than text."""


def show(words: str) -> Parsed:
    """Set a brief in which a payload stands wherever text may come from outside."""
    point = make_point(words, label=words)
    brief = Brief(
        title=words, subtitle=words, facts=(BriefFact("Fact", words),), key_points=(point,), missing=words,
        sections=(make_section(point, shape="table", remarks=(words,)), make_section(point, shape="labelled")),
        method=(words,),
    )  # fmt: skip
    context = make_context(
        Settings(title=words, disclaimer=words, contact=words), words, sources=((Text(words, "derived"),),)
    )
    return render_layout(brief, PLAIN, context)


def test_there_are_more_than_fifty() -> None:
    assert len(set(PAYLOADS)) >= 50


@pytest.mark.parametrize("words", PAYLOADS)
def test_a_payload_in_any_value_is_text(words: str) -> None:
    shape = [type(part).__name__ for part in (*show(words).blocks, *iterate_blocks(show(words).blocks))]
    plain = [type(part).__name__ for part in (*show("word").blocks, *iterate_blocks(show("word").blocks))]
    assert shape == plain
    texts = [part.text for part in iterate_blocks(show(words).blocks) if isinstance(part, Text)]
    assert texts.count(words) == [
        each.text for each in iterate_blocks(show("word").blocks) if isinstance(each, Text)
    ].count("word")


def squeeze(text: str) -> str:
    """Keep what can be told of a text in every format: no white space, no hyphens that a line's end may bring."""
    return re.sub(r"\s+", "", fold(text))


# ---- whole files


@pytest.mark.slow
def test_payloads_in_sources_metadata_and_file_names_print_as_text(root: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(root / "sources", tmp_path / "dossier"))
    readable = [each for each in PAYLOADS if each.isprintable() and each.strip() == each]
    name = "{{ 7 * 7 }} # ::: [x](y) **b**.txt"
    lines = [f"The treaty signed on 19 June 2024 holds {each} in Article 4." for each in readable]
    (folder / name).write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    toml = folder / "brief.toml"
    told = "".join(f"{key} = '''{' '.join(readable[:8])}'''\n" for key in ("contact", "funding"))
    declared = {"file": name, "kind": "news", "title": f"{readable[0]} **b**", "publisher": "{.legend} # P"}
    source = "[[source]]\n" + "".join(f"{key} = '''{value}'''\n" for key, value in declared.items())
    toml.write_text(told + toml.read_text(encoding="utf-8") + source, encoding="utf-8")
    request = BuildRequest(dossier=folder, out=tmp_path / "out")
    made = assemble(request, Journal(Silence()))
    document = build_document(made.brief, made.analysis, made.settings, made.pack, PROGRAM)
    assert len(made.brief.sections) == 4
    headings = {read_plain(block.children) for block in document.blocks if isinstance(block, Heading)}
    titles = {made.pack.phrases.say(key) for key in ("chronology", "disagreements", "sources-and-method", "sources")}
    assert headings <= titles | {section.title for section in made.brief.sections}
    docx, pdf = (file.path.read_bytes() for file in build(request).files)
    for text in (squeeze(read_docx(docx).text), squeeze(read_pdf(pdf).text)):
        for words in (" ".join(readable[:8]), "{{ 7 * 7 }} **b**", "{.legend} # P"):
            assert squeeze(words) in text


# ---- a thousand random strings through every slot

SIGNS = st.sampled_from("{}%#*_`|<>&[]\\ ")
LETTERS = st.text(
    st.characters(codec="latin-1", exclude_categories=["C", "Z"], exclude_characters="-\u00ad") | SIGNS,
    min_size=1,
    max_size=24,
).filter(lambda text: text.strip() == text and "  " not in text)


def deliver(words: str) -> tuple[str, str]:
    """Return the whole text of a DOCX and of a PDF in which a string stands in every slot."""
    parsed = show(words)
    document = Document(
        masthead=Masthead(title="T", page="{page}/{pages}"),
        blocks=parsed.blocks,
        properties=Properties(language="en-GB"),
    )
    docx, pdf = (each.data for each in render(document, PLAIN.theme, ("docx", "pdf")))
    return squeeze(read_docx(docx).text), squeeze(read_pdf(pdf).text)


@pytest.mark.slow
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(LETTERS)
def test_any_string_comes_out_unchanged_in_the_tree(words: str) -> None:
    told = [
        part.text for part in iterate_blocks(show(words).blocks) if isinstance(part, Text) and part.origin != "pack"
    ]
    assert told.count(words) >= 8


@pytest.mark.slow
def test_a_thousand_strings_come_out_unchanged_in_both_formats() -> None:
    """Forty documents of twenty-five strings each: the strings stand in every slot together, in their order."""
    found = sample_strings(1000)
    for start in range(0, 1000, 25):
        words = "  ".join(found[start : start + 25]).replace("  ", " ¦ ")
        for text in deliver(words):
            assert text.count(squeeze(words)) >= 8, words


def sample_strings(count: int) -> list[str]:
    """Return random strings, the same each time: a linear congruence over the characters of both sorts."""
    alphabet = "".join(
        chr(code) for code in range(0x21, 0x17F) if chr(code).isprintable() and chr(code) not in "-¦\u00ad"
    )
    state, strings = 1, []
    for _ in range(count):
        letters = []
        for _ in range(4 + state % 12):
            state = (state * 1103515245 + 12345) % 2**31
            letters.append(alphabet[(state >> 8) % len(alphabet)])
        strings.append("".join(letters))
    return strings
