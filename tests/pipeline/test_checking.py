"""`templates check` finds seeded faults, each with its file and line, and nothing in the bundled packs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefing.errors import PackError
from briefing.packs.fault import Fault
from briefing.packs.lookup import bundled_packs, list_packs
from briefing.pipeline.checking import check_pack
from tests.render.pdf.typefaces import make_font, make_korean
from tests.render.samples import make_picture

HEAD = 'name = "memo"\nversion = "1.0.0"\ncontract = 1\nextends = "policy-brief"\n'
SECTION = '[section.economy]\ntitle = "Economic terms"\nshape = "bullets"\nthreshold = 1\n'
LOGO = '[logo]\nfile = "logo.png"\nalt = "House"\n'
FACE = '[fonts]\nserif = "House"\n[typefaces.House]\nregular = "a.ttf"\n'
PICTURE = make_picture()
ENTRY = '{% extends "!parent/brief.md.jinja" %}\n'
Seed = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def seed(tmp_path: Path) -> Seed:
    """Give `seed(files)`, which makes the pack "memo" of a sound manifest and these files."""

    def make(files: Mapping[str, str | bytes]) -> Path:
        for name, text in {"pack.toml": HEAD, **files}.items():
            file = tmp_path / "templates" / "memo" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode() if isinstance(text, str) else text)
        return tmp_path / "templates"

    return make


@dataclass(frozen=True)
class Seeded:
    """A fault, the file that it stands in with its line, and what is said of it."""

    files: Mapping[str, str | bytes]
    place: str
    message: str
    severity: str = "error"


def manifest(text: str, line: int, message: str, severity: str = "error") -> Seeded:
    """Make a fault of the manifest: the text stands after its head of four lines."""
    return Seeded({"pack.toml": HEAD + text}, f"pack.toml:{line}", message, severity)


def entry(text: str, line: int, message: str) -> Seeded:
    """Make a fault of the first template, whose own text starts on line 2."""
    return Seeded({"layout/brief.md.jinja": ENTRY + text}, f"layout/brief.md.jinja:{line}", message)


SEEDED = [
    manifest("limts = 1", 5, 'unknown key "limts"'),
    manifest("[limits]\nwords = 'many'", 6, 'key "limits.words" should be a whole number'),
    manifest("x = = 1", 5, "this is no valid TOML"),
    Seeded({"pack.toml": HEAD.replace("memo", "memoir")}, "pack.toml:1", 'the pack in the folder "memo" calls itself'),
    Seeded({"pack.toml": HEAD.replace("policy-brief", "policy-bref")}, "pack.toml:4", 'there is no pack "policy-bref"'),
    Seeded({"pack.toml": HEAD.replace("policy-brief", "memo")}, "pack.toml:4", "packs extend each other in a circle"),
    Seeded({"pack.toml": HEAD.replace("contract = 1", "contract = 2")}, "pack.toml:3", "the pack is written for"),
    manifest('requires = "99.1"', 5, "the pack needs briefing 99.1 or newer"),
    manifest(SECTION + '[section.economy.group.a]\ncues = [\n"trade",\n"(tariff|duty)"]', 12, 'cue "(tariff|duty)"'),
    manifest(SECTION + '[section.economy.group.a]\ncues = [\n"{partner} trade"]', 11, 'cue "{partner} trade" never'),
    manifest(SECTION + '[section.economy.group.a]\ncues = ["trade", "*port*s"]', 10, 'cue "*port*s" never matches'),
    manifest(SECTION + "[section.economy.group.a]\ncues = [\"Putin's\"]", 10, "cue \"Putin's\" never matches"),
    manifest(SECTION + '[section.economy.group.a]\ncues = ["oil",\n"gas",\n"oil"]', 12, "stands here twice", "warning"),
    manifest(SECTION + "[section.economy.speakers]\nexprt = 1", 10, 'no sentence is ever "exprt" in "speakers"'),
    manifest(SECTION + 'columns = ["column-provison", "column-date"]', 9, 'phrase "column-provison" is missing'),
    manifest(SECTION + "[section.economy.group.a]\nlabel = 'label-forcs'", 10, 'phrase "label-forcs" is missing'),
    manifest('[section.economy]\nafter = "treaty"', 6, 'there is no "treaty" to stand after'),
    manifest('[section.treaty-terms.pending]\ncheck = "forces"', 6, 'there is no check "forces"'),
    manifest('order = ["treaty-terms", "analyst"]', 5, 'there is no section "analyst"'),
    manifest('[key_point.terms]\nsections = ["treaty"]', 6, 'there is no section "treaty"'),
    manifest('[key_point.terms]\ngroups = ["scop"]', 6, 'there is no group "scop"'),
    manifest('[check.text]\nphrase = "missing-txt"', 6, 'phrase "missing-txt" is missing'),
    manifest('[options.x]\ntype = "choice"\ndefault = "a"\nchoices = ["b"]', 7, 'key "options.x.default" should be'),
    Seeded({"theme.toml": "[colors]\nink = '#000000'"}, "theme.toml:1", 'unknown key "colors"'),
    Seeded({"theme.toml": "[colours]\n\naccent = 'blue'"}, "theme.toml:3", '"blue" is no colour'),
    Seeded({"theme.toml": "[colours]\nmuted = '#AAAAAA'"}, "theme.toml:2", 'colour "muted" of'),
    Seeded({"theme.toml": "[styles.body]\ncolour = 'hairline'"}, "theme.toml:2", 'colour "hairline" of body has'),
    Seeded({"theme.toml": "[page]\nmargins = { left = 120 }"}, "theme.toml:2", "the margins take more than half"),
    Seeded({"theme.toml": "[fonts]\nserif = 'Georgia'"}, "theme.toml:2", 'the PDF has no font "Georgia"', "warning"),
    Seeded({"theme.toml": "[docx_fonts]\nserif = 'Calibri'"}, "theme.toml:2", "the words of sources and", "warning"),
    Seeded({"theme.toml": "[colours]\nacent = '#123456'"}, "theme.toml:2", 'no style is set in the colour', "warning"),
    Seeded({"theme.toml": FACE}, "theme.toml:4", 'there is no file "a.ttf" in the pack'),
    Seeded({"theme.toml": FACE, "a.ttf": "x"}, "theme.toml:4", "the font cannot be used"),
    Seeded({"theme.toml": LOGO}, "theme.toml:2", 'there is no file "logo.png" in the pack'),
    Seeded({"theme.toml": LOGO, "logo.png": ""}, "theme.toml:2", 'the logo "logo.png" is an empty file'),
    Seeded({"theme.toml": LOGO, "logo.png": "<svg>"}, "theme.toml:2", "is an SVG drawing, which is not read"),
    Seeded({"theme.toml": LOGO, "logo.png": "GIF89a"}, "theme.toml:2", "is neither PNG nor JPEG"),
    Seeded({"theme.toml": LOGO, "logo.png": PICTURE[:90]}, "theme.toml:2", "the logo is broken"),
    Seeded({"theme.toml": f"{LOGO}height = 120", "logo.png": PICTURE}, "theme.toml:4", "the logo would be 240 × 120"),
    Seeded({"theme.toml": f"{LOGO}width = 60", "logo.png": PICTURE}, "theme.toml:2", "has 25 dots to the", "warning"),
    Seeded({"theme.toml": LOGO[:24], "logo.png": PICTURE}, "theme.toml:2", "the logo has no description"),
    Seeded({"logo.png": PICTURE}, "logo.png", "nothing reads this file", "warning"),
    Seeded({"assets/logo.png": PICTURE, "logo.gif": "x"}, "logo.gif", "nothing reads this file", "warning"),
    Seeded({"phrases/en.toml": "\npage = 'Page {pge}'"}, "phrases/en.toml:2", 'phrase "page" asks for {pge}'),
    Seeded({"phrases/en.toml": "key-point = 'In short'"}, "phrases/en.toml:1", 'nothing asks for phrase', "warning"),
    Seeded({"phrases/en.toml": "page = { one = 'x' }"}, "phrases/en.toml:1", 'key "page.other" is missing'),
    Seeded({"phrases/xx.toml": "key-points = 'x'"}, "phrases/xx.toml", "phrases in English, not in", "warning"),
    entry("{% block facts %}\n{{ brief.titel }}\n{% endblock %}", 3, 'there is no "brief.titel"'),
    entry("{% block facts %}\n{% if x %}{% endblock %}", 3, "the template fails:"),
    entry("{% block facts %}{{ brief.title|upper }}{% endblock %}", 2, "the template fails: No filter named 'upper'"),
    entry('{% block facts %}{% include "fact.md.jinja" %}{% endblock %}', 2, 'there is no template "fact.md.jinja"'),
    entry('{% block facts %}{{ say("chronolgy") }}{% endblock %}', 2, 'phrase "chronolgy" is missing'),
    entry('{% block facts %}{{ say("page", page=1) }}{% endblock %}', 2, 'phrase "page" asks for {pages}'),
    entry("{% block facts %}{{ brif.title }}{% endblock %}", 2, 'there is no "brif" here'),
    entry("{% block facts %}{{ options.colour }}{% endblock %}", 2, 'there is no "options.colour"'),
    entry("{% block facts %}{{ settings.isuer }}{% endblock %}", 2, 'there is no "settings.isuer"'),
    entry("{% block facts %}\n\n<b>bold</b>\n\n{% endblock %}", 4, "HTML is no part of a layout"),
    entry("{% block facts %}\n::: key-pionts\nx\n:::\n{% endblock %}", 3, 'there is no box "key-pionts"'),
    entry("{% block facts %}{{ brief.__class__ }}{% endblock %}", 2, 'there is no "brief.__class__"'),
    Seeded({"layout/cover.md.jinja": "x"}, "layout/cover.md.jinja", "no template includes this one", "warning"),
    Seeded({"layout/brief.jinja": "x"}, "layout/brief.jinja", "nothing reads this file", "warning"),
    Seeded({"theme.tml": "x"}, "theme.tml", "nothing reads this file", "warning"),
    Seeded({"phrases/english.toml": "page = 'x'"}, "phrases/english.toml", '"english" is no language', "warning"),
    Seeded({"reference.docx": "x"}, "reference.docx", "", "error"),
]  # fmt: skip


@pytest.mark.parametrize("seeded", SEEDED, ids=lambda each: each.message[:40])
def test_a_seeded_fault_is_found_where_it_stands(seed: Seed, seeded: Seeded) -> None:
    folder = seed(seeded.files)
    faults = check_pack("memo", [folder])
    place = (folder / "memo" / seeded.place).as_posix()
    there = [fault for fault in faults if fault.place == place and seeded.message in fault.message]
    assert there, faults
    assert there[0].severity == seeded.severity
    assert [fault for fault in faults if fault.severity == "error" and fault.place != place] == []


def test_a_layout_that_leaves_statements_out_is_told_so(seed: Seed) -> None:
    folder = seed({"layout/brief.md.jinja": f"{ENTRY}{{% block chronology %}}{{% endblock %}}"})
    (fault,) = check_pack("memo", [folder])
    assert "the layout leaves out 3 statements that the method counts as printed" in fault.message
    assert (fault.severity, fault.place) == ("warning", str(folder / "memo" / "layout" / "brief.md.jinja"))
    folder = seed({"pack.toml": f"{HEAD}[limits]\nchronology = 0"})
    assert check_pack("memo", [folder]) == ()


def test_a_template_that_is_no_text_is_a_fault(seed: Seed) -> None:
    folder = seed({"layout/brief.md.jinja": ""})
    (folder / "memo" / "layout" / "brief.md.jinja").write_bytes(b"\xff\xfe")
    assert "the file is not UTF-8" in [fault.message for fault in check_pack("memo", [folder])]


def test_fonts_of_a_pack_are_looked_at(seed: Seed) -> None:
    folder = seed({"theme.toml": '[script_fonts]\nhangul = "hangul.ttf"', "fonts/OFL.txt": "x", "fonts/b.ttf": "none"})
    place = folder / "memo" / "fonts" / "b.ttf"
    make_korean(folder / "memo", "가").rename(folder / "memo" / "hangul.ttf")
    make_font(folder / "memo" / "fonts" / "a.ttf", "Locked", "가", [56], permission=2)
    told = {Path(fault.place).name: fault.message for fault in check_pack("memo", [folder])}
    assert told == {
        "a.ttf": "no PDF can take this font: may not be embedded",
        place.name: "no PDF can take this font: it is no TrueType or OpenType font",
    }


def test_faults_of_several_files_are_told_at_once(seed: Seed) -> None:
    folder = seed(
        {
            "pack.toml": HEAD + "limts = 1",
            "theme.toml": "[colours]\naccent = 'blue'",
            "phrases/en.toml": "page = 3",
            "layout/brief.md.jinja": "{{ brief.titel }}",
        }
    )
    messages = [fault.message for fault in check_pack("memo", [folder])]
    assert [message[:20] for message in messages if "phrases" not in message] == [
        'there is no "brief.t', 'unknown key "limts"', 'key "page" should be', '"blue" is no colour',
    ]  # fmt: skip


@pytest.mark.parametrize("name", sorted(list_packs([bundled_packs()])))
def test_nothing_is_wrong_with_the_bundled_packs(name: str) -> None:
    assert check_pack(name, []) == ()


def test_a_pack_that_there_is_not_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PackError, match='there is no pack "policy-bref"'):
        check_pack("policy-bref", [tmp_path])


def test_a_root_without_a_first_template_or_phrases_is_told(seed: Seed) -> None:
    folder = seed({"pack.toml": HEAD.replace('extends = "policy-brief"\n', "")})
    messages = {fault.message for fault in check_pack("memo", [folder])}
    assert messages == {"the pack has no theme.toml", 'pack "memo" has no phrases'}


def test_a_fault_is_a_value() -> None:
    assert Fault("error", "a", "b") == Fault("error", "a", "b", "")
