"""A brief in the organisation's own file: its look and its furniture stay, the brief's words and rules hold."""

import io
from collections.abc import Callable
from dataclasses import replace

import docx
import pytest

from briefing.model.finding import Finding
from briefing.packs.theme import HouseFile, Theme
from briefing.render.docx.writer import write_docx
from tests.render.docx.checks import CHECKS, Parts, W, find, read_words, value
from tests.render.docx.conftest import read_parts
from tests.render.docx.houses import FOOTER, GERMAN, NOTES, SECTION, TEMPLATE, TRANSLATED, House
from tests.render.samples import make_document

DOCUMENT, NOTES_PART, STYLES = "word/document.xml", "word/footnotes.xml", "word/styles.xml"
BARE = House(styles="", header="", footer="", notes="", settings="", lists="", section="", body="")
HOUSES = {
    "English": House(), "German": House(names=GERMAN), "translated": House(names=TRANSLATED),
    "template": House(content_type=TEMPLATE), "bare": BARE,
    "first page": House(section=f"{SECTION}<w:titlePg/>"),
    "even pages": House(settings="<w:evenAndOddHeaders/>"),
    "no separators": House(notes='<w:footnote w:id="3"><w:p/></w:footnote>', settings=""),
}  # fmt: skip


def move(house: House, theme: Theme, marking: str = "TLP:AMBER+STRICT") -> tuple[Parts, dict[str, Finding]]:
    document = make_document()
    document = replace(document, masthead=replace(document.masthead, marking=marking))
    data, findings = write_docx(document, replace(theme, reference=HouseFile(house.pack(), "house.docx")))
    return read_parts(data), {finding.code: finding for finding in findings}


@pytest.fixture(scope="module", params=HOUSES)
def moved(request: pytest.FixtureRequest, theme: Theme) -> Parts:
    return move(HOUSES[request.param], theme)[0]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_document_is_sound_in_any_house(check: Callable[[Parts], list[str]], moved: Parts):
    assert check(moved) == []


def test_every_page_is_marked_and_numbered_once(moved: Parts):
    section = next(find(moved, DOCUMENT, "sectPr"))
    running = [part for part in moved if part.startswith(("word/header", "word/footer")) and part.endswith(".xml")]
    references = section.findall(f"{W}headerReference") + section.findall(f"{W}footerReference")
    assert len(running) == len(references)
    for part in running:
        assert read_words(moved[part]).count("TLP:AMBER+STRICT") == 1, part
        fields = "".join(value(one, "instr") for one in find(moved, part, "fldSimple")).replace("NUMPAGES", "")
        fields += "".join(one.text or "" for one in find(moved, part, "instrText"))
        assert fields.count("PAGE") == ("footer" in part), part


@pytest.mark.parametrize("name", HOUSES)
def test_every_page_bears_the_notice_and_the_line_of_a_copy(name: str, theme: Theme):
    document = make_document()
    masthead = replace(document.masthead, notice="DRAFT, not for citation", copy="Copy 3 of 12: Anna Keller")
    house = replace(theme, reference=HouseFile(HOUSES[name].pack(), "house.docx"))
    parts = read_parts(write_docx(replace(document, masthead=masthead), house)[0])
    running = [part for part in parts if part.startswith(("word/header", "word/footer")) and part.endswith(".xml")]
    assert running
    for part in running:
        own = masthead.notice if "header" in part else masthead.copy
        assert [read_words(line) for line in parts[part]].count(own) == 1, part
    assert [complaint for check in CHECKS for complaint in check(parts)] == []


def test_word_numbers_the_notes_from_one_throughout(moved: Parts):
    for part in (DOCUMENT, "word/settings.xml"):
        assert not [
            name for name in ("numRestart", "numFmt", "numStart") if list(find(moved, part, f"footnotePr/{name}"))
        ]
        assert list(moved[part].iter(W + "numRestart")) == []


def test_the_text_is_that_of_the_brief_alone(moved: Parts, parts: Parts):
    kicker = "" if next(find(moved, DOCUMENT, "titlePg"), None) is not None else "Institute for Neighbours"
    assert read_words(moved[DOCUMENT]) == kicker + read_words(parts[DOCUMENT])
    notes = [read_words(note).strip() for note in find(moved, NOTES_PART, "footnote") if not value(note, "type")]
    assert notes == [read_words(note) for note in find(parts, NOTES_PART, "footnote") if not value(note, "type")]


def test_no_person_session_or_lock_of_the_house_is_passed_on(moved: Parts):
    for name, part in moved.items():
        text = "".join(str(key) + str(one) for element in part.iter() for key, one in element.attrib.items())
        for trace in ("Jo Weber", "00AB12CD", "readOnly"):
            assert trace not in text, (name, trace)


@pytest.mark.parametrize("name", ["English", "German", "translated"])
def test_headings_are_the_houses_own_whatever_their_language(name: str, theme: Theme):
    parts, _ = move(HOUSES[name], theme)
    styles = {value(style.find(f"{W}name")): style for style in find(parts, STYLES, "style")}
    heading = styles["heading 1"]
    assert value(heading.find(f"{W}rPr/{W}color")) == "AA0000"
    assert value(heading, "customStyle") == ""
    used = [value(one) for one in find(parts, DOCUMENT, "pStyle")]
    assert value(heading, "styleId") in used
    assert len(styles) == len({each.lower() for each in styles})


def test_headings_and_captions_keep_with_what_follows_them(theme: Theme):
    parts, _ = move(House(), theme)
    styles = {value(style, "styleId"): style for style in find(parts, STYLES, "style")}
    for name in ("Heading1", "Heading2", "Caption"):
        assert styles[name].find(f"{W}pPr/{W}keepNext") is not None, name


def test_what_the_house_lacks_is_added_and_said(theme: Theme):
    parts, findings = move(House(), theme)
    said = findings["styles-added"]
    assert (said.severity, said.place) == ("note", "house.docx")
    assert "Statement" in said.message
    assert "heading 1" not in said.message
    names = [value(style.find(f"{W}name")) for style in find(parts, STYLES, "style")]
    assert {"Statement", "Key Points Statement", "Brief Table"} <= set(names)


def test_a_statement_does_not_take_slant_and_place_from_the_houses_quotation(theme: Theme):
    parts, _ = move(House(), theme)
    styles = {value(style, "styleId"): style for style in find(parts, STYLES, "style")}
    assert value(styles["Statement"].find(f"{W}basedOn")) == "Quote"
    for name in ("Statement", "StatementWords"):
        assert value(styles[name].find(f"{W}rPr/{W}i")) == "0", name
    assert value(styles["Statement"].find(f"{W}pPr/{W}jc")) == "left"
    assert value(styles["Statement"].find(f"{W}pPr/{W}ind"), "left") == "0"


def test_a_style_of_ours_never_takes_the_id_or_name_of_another_kind(theme: Theme):
    styles = (
        '<w:style w:type="paragraph" w:styleId="Marking"><w:name w:val="Marking"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Statement"><w:name w:val="Formula"/></w:style>'
    )
    parts, _ = move(replace(House(names={}), styles=styles), theme)
    names = {value(style, "styleId"): value(style.find(f"{W}name")) for style in find(parts, STYLES, "style")}
    assert (names["Marking"], names["Statement"]) == ("Marking", "Formula")
    assert (names["Marking2"], names["Statement2"]) == ("Marking (2)", "Statement")
    assert "Marking2" in {value(one) for one in find(parts, "word/header2.xml", "rStyle")}


def test_the_houses_header_stays_above_our_line(theme: Theme):
    parts, _ = move(House(), theme)
    lines = [read_words(line) for line in find(parts, "word/header2.xml", "p")]
    assert lines == ["Haus am See", "The treaty of 2031\u00a0TLP:AMBER+STRICT\u00a0"], "the empty line made room"
    assert "word/_rels/header2.xml.rels" in parts
    assert next(map(read_words, find(parts, "word/footer2.xml", "p"))) == "Seite 1"


def test_the_line_has_one_tab_stop_at_the_edge_of_the_houses_text(theme: Theme):
    parts, _ = move(House(), theme)
    line = next(one for one in find(parts, STYLES, "style") if value(one, "styleId") == "RunningLine")
    stops = [(value(tab), value(tab, "pos")) for tab in line.iter(W + "tab")]
    assert stops == [("clear", "4536"), ("clear", "9072"), ("right", "8640")]


def test_tables_are_as_wide_as_the_houses_page(theme: Theme):
    parts, _ = move(House(), theme)
    widths = {value(one, "w") for one in find(parts, DOCUMENT, "tblW")}
    assert widths == {str(12240 - 2 * 1800)}
    columns = f'{SECTION}<w:cols w:num="2" w:space="640"/>'
    assert {value(one, "w") for one in find(move(House(section=columns), theme)[0], DOCUMENT, "tblW")} == {"4000"}


def test_the_rules_between_text_and_notes_are_the_houses(theme: Theme):
    parts, findings = move(House(), theme)
    special = {
        value(note, "id"): read_words(note) for note in find(parts, NOTES_PART, "footnote") if value(note, "type")
    }
    assert special == {"0": "", "1": "", "2": "weiter"}
    assert [value(one, "id") for one in find(parts, DOCUMENT, "footnoteReference")][:2] == ["3", "4"]
    assert findings["note-numbering"].severity == "note"
    assert "note-numbering" not in move(BARE, theme)[1]


def test_a_note_is_numbered_as_the_houses_note_style_expects(theme: Theme):
    theirs, _ = move(House(), theme)
    ours, _ = move(BARE, theme)
    assert list(find(theirs, NOTES_PART, "tab")) == []
    assert list(find(ours, NOTES_PART, "tab")) != []


def test_our_lists_go_on_from_the_houses(theme: Theme):
    parts, _ = move(House(), theme)
    numbers = [value(one, "numId") for one in find(parts, "word/numbering.xml", "num")]
    assert numbers[:2] == ["9", "10"]
    designs = [value(one, "abstractNumId") for one in find(parts, "word/numbering.xml", "abstractNum")]
    assert designs == ["4", "5", "6", "7", "8"]


def test_headers_of_earlier_sections_are_those_of_the_last(theme: Theme):
    first = f"<w:p><w:pPr><w:sectPr>{SECTION}</w:sectPr></w:pPr></w:p><w:p/>"
    parts, _ = move(House(body=first, section='<w:type w:val="continuous"/>'), theme)
    assert "Haus am See" in read_words(parts["word/header2.xml"])
    assert list(find(parts, DOCUMENT, "type")) == []


def test_tracked_changes_in_a_header_are_settled(theme: Theme):
    header = (
        '<w:p><w:ins w:id="1" w:author="Jo Weber"><w:r><w:t>New name</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="Jo Weber"><w:r><w:delText>Old name</w:delText></w:r></w:del></w:p>'
    )
    parts, _ = move(House(header=header), theme)
    assert read_words(parts["word/header2.xml"]).startswith("New name")
    assert list(find(parts, "word/header2.xml", "del")) == []


def test_a_marking_that_the_house_prints_is_not_printed_twice(theme: Theme):
    footer = f"{FOOTER}<w:p><w:r><w:t>TLP:RED</w:t></w:r></w:p>"
    parts, findings = move(House(footer=footer), theme, marking="TLP:RED")
    assert read_words(parts["word/footer2.xml"]).count("TLP:RED") == 1
    assert "marking-conflict" not in findings


def test_a_house_that_prints_another_marking_is_a_warning(theme: Theme):
    _, findings = move(House(footer="<w:p><w:r><w:t>TLP: red</w:t></w:r></w:p>"), theme)
    assert findings["marking-conflict"].severity == "warning"
    assert "TLP:RED" in findings["marking-conflict"].message


def test_languages_of_the_house_are_not_those_of_the_brief(theme: Theme):
    style = '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/>{}</w:style>'
    spoken = style.format('<w:rPr><w:lang w:val="de-DE"/></w:rPr>')
    parts, _ = move(replace(House(names={}), styles=spoken), theme)
    assert {value(one) for one in find(parts, STYLES, "lang")} == {"en-GB"}
    defaults = next(find(parts, STYLES, "docDefaults"))
    assert defaults.find(f"{W}rPrDefault/{W}rPr/{W}lang") is not None


def test_styles_that_lead_nowhere_are_mended(theme: Theme):
    style = (
        '<w:style w:type="paragraph" w:styleId="X"><w:name w:val="X"/><w:basedOn w:val="Gone"/>'
        '<w:pPr><w:numPr><w:numId w:val="77"/></w:numPr></w:pPr></w:style>'
    )
    parts, _ = move(replace(House(names={}), styles=style), theme)
    mended = next(one for one in find(parts, STYLES, "style") if value(one, "styleId") == "X")
    assert mended.find(f"{W}basedOn") is None
    assert mended.find(f"{W}pPr/{W}numPr") is None


def test_the_look_of_a_brief_may_be_the_house_of_the_next(theme: Theme, data: bytes):
    again, findings = write_docx(make_document(), replace(theme, reference=HouseFile(data, "brief.docx")))
    parts = read_parts(again)
    assert [fault for check in CHECKS for fault in check(parts)] == []
    assert [finding.code for finding in findings] == []


def test_the_same_house_gives_the_same_bytes(theme: Theme):
    themed = replace(theme, reference=HouseFile(House().pack(), "house.docx"))
    assert write_docx(make_document(), themed)[0] == write_docx(make_document(), themed)[0]


def test_python_docx_reads_what_came_out(theme: Theme):
    themed = replace(theme, reference=HouseFile(House(content_type=TEMPLATE).pack(), "house.dotx"))
    opened = docx.Document(io.BytesIO(write_docx(make_document(), themed)[0]))
    assert opened.paragraphs[0].text == "Institute for Neighbours"


def test_the_old_notes_and_links_of_the_house_are_gone(theme: Theme):
    linked = NOTES.replace("Alte Note", "Alte Note https://example.org/")
    parts, _ = move(House(notes=linked), theme)
    assert "Alte" not in read_words(parts[NOTES_PART])
