"""A document in many scripts: names and sentences in title, headings, statements, notes and cells."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from briefing.model.document import Column, Document, Heading, Note, Quoted, Table, Text
from briefing.model.scripts import find_script
from briefing.packs.theme import ScriptFonts, Theme
from tests.render.pdf.builders import document, make_theme, statement
from tests.render.pdf.typefaces import make_arabic, make_chinese, make_devanagari, make_hebrew, make_korean

SENTENCES: Mapping[str, str] = {
    "ko": "두 나라는 “조약”에 서명했다.",
    "zh": "两国签署了条约，规定在（战争）时互相援助。这一条从二〇二四年起生效，没有期限。",
    "ja": "両国は「条約」に署名した。ニュースはまだない。",
    "ru": "Стороны подписали договор.",
    "ar": "وقع الطرفان (في 2024) على معاهدة بنسبة 25% من التجارة، ثم عاد الوفد إلى بلده.",
    "he": "שני הצדדים חתמו (בשנת 2024) על אמנה.",
    "hi": "दोनों पक्षों ने संधि पर हस्ताक्षर किए।",
}
NAMES = "Park (박서준), Li (李明), Sato (佐藤), Иванов, Amal (أمل سالم), Dan (דן כהן), Asha (आशा रानी)"


def make_tongues() -> Document:
    """Return the document: each sentence as a statement, in its note and in a cell."""
    statements = tuple(
        statement(Quoted(f"s:{tongue}", (Text(words), Note(number, (Text(words), Text(f" So says {NAMES}.")))), tongue))
        for number, (tongue, words) in enumerate(SENTENCES.items(), 1)
    )
    rows = tuple(
        ((Text(tongue),), (Quoted(f"c:{tongue}", (Text(words),), tongue),)) for tongue, words in SENTENCES.items()
    )
    table = Table(
        caption=(Text(NAMES),), columns=(Column((Text("اللغة"),)), Column((Text("Words"),), "source")), rows=rows
    )
    return document(Heading(1, (Text(NAMES),), "names"), *statements, table, title=NAMES, subtitle=SENTENCES["ar"])


def list_characters(*tags: str) -> str:
    """Return the characters of the document that are of some scripts."""
    text = NAMES + "".join(SENTENCES.values())
    return "".join(sorted({char for char in text if (script := find_script(char)) and script.tag in tags}))


def make_fonts(folder: Path) -> Path:
    """Write a font for each of the scripts into a folder."""
    make_korean(folder, list_characters("Hang"))
    make_chinese(folder, list_characters("Hani", "Hira", "Kana"))
    for make in (make_arabic, make_hebrew, make_devanagari):
        make(folder)
    return folder


def take_fonts(folder: Path, **wanted: object) -> Theme:
    """Return the default theme with the fonts of a folder, and none of the machine."""
    fonts = ScriptFonts(folders=(folder,), system=False)
    return replace(make_theme(), script_fonts=replace(fonts, **wanted))  # type: ignore[arg-type]  # as a test wants
