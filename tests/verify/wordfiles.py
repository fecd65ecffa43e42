"""Changes that somebody may make to a delivered Word file itself: to what is seen, and to what is read."""

import io
import random  # noqa: TID251  # seeded: the same changes each time
import re
import zipfile
from collections.abc import Callable
from typing import TypeAlias

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMESPACE = W.strip("{}")
STORY, NOTES, STYLES, RECORD = "word/document.xml", "word/footnotes.xml", "word/styles.xml", "customXml/item1.xml"
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u202e"
TWINS = {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "i": "і"}  # noqa: RUF001  # Cyrillic on purpose

Root: TypeAlias = etree._Element
Edit: TypeAlias = "Callable[[Root, random.Random], bool]"
FileChange: TypeAlias = "Callable[[bytes, random.Random], bytes | None]"


def in_part(part: str, edit: Edit) -> FileChange:
    """Change one part of a Word file; None where it has no such place."""

    def change(data: bytes, chance: random.Random) -> bytes | None:
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                content = old.read(name)
                if name == part:
                    root = etree.fromstring(content)
                    if not edit(root, chance):
                        return None
                    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
                new.writestr(name, content)
        return made.getvalue()

    return change


def list_runs(root: Root) -> list[Root]:
    """Return the runs that say at least one word."""
    return [run for run in root.iter(W + "r") if re.search(r"\w{2}", "".join(t.text or "" for t in run.iter(W + "t")))]


def make(xml: str) -> Root:
    """Make an element of the document's own words."""
    return etree.fromstring(f'<w:x xmlns:w="{NAMESPACE}">{xml}</w:x>')[0]


def looking(xml: str) -> Edit:
    """Give a run another look."""

    def edit(root: Root, chance: random.Random) -> bool:
        run = chance.choice(list_runs(root))
        properties = run.find(W + "rPr")
        if properties is None:
            properties = make("<w:rPr/>")
            run.insert(0, properties)
        properties.append(make(xml))
        return True

    return edit


def adding(xml: str) -> Edit:
    """Put something behind a run."""

    def edit(root: Root, chance: random.Random) -> bool:
        run = chance.choice(list_runs(root))
        run.addnext(make(xml))
        return True

    return edit


def in_text(change: Callable[[str, random.Random], str | None]) -> Edit:
    """Change the words of a run."""

    def edit(root: Root, chance: random.Random) -> bool:
        texts = [text for run in list_runs(root) for text in run.iter(W + "t") if text.text]
        for text in chance.sample(texts, len(texts)):
            words = change(text.text or "", chance)
            if words is not None:
                text.text = words
                return True
        return False

    return edit


def _put_unseen(words: str, chance: random.Random) -> str | None:
    places = [match.start() for match in re.finditer(r"(?<=\w)(?=\w)", words)]
    if not places:
        return None
    place = chance.choice(places)
    return words[:place] + chance.choice(UNSEEN) + words[place:]


def _put_twin(words: str, chance: random.Random) -> str | None:
    places = [n for n, sign in enumerate(words) if sign in TWINS]
    if not places:
        return None
    place = chance.choice(places)
    return words[:place] + TWINS[words[place]] + words[place + 1 :]


def hide_by_style(root: Root, chance: random.Random) -> bool:
    """Let a style that words have hide them."""
    wanted = [style for style in root.iter(W + "style") if style.get(W + "styleId", "").lower() in HIDING]
    if not wanted:
        return False
    style = chance.choice(wanted)
    properties = style.find(W + "rPr")
    if properties is None:
        properties = make("<w:rPr/>")
        style.append(properties)
    properties.append(make("<w:vanish/>"))
    return True


HIDING = {"statement", "heading1", "quotation", "quote", "footnotetext"}


def strike_tracked(root: Root, chance: random.Random) -> bool:
    """Delete a run with its change tracked."""
    run = chance.choice(list_runs(root))
    for text in run.iter(W + "t"):
        text.tag = W + "delText"
    around = make('<w:del w:id="990" w:author="X"/>')
    run.addprevious(around)
    around.append(run)
    return True


def swap_marks(root: Root, chance: random.Random) -> bool:
    """Let two marks lead to each other's notes."""
    first, second = chance.sample(list(root.iter(W + "footnoteReference")), 2)
    one, other = first.get(W + "id", ""), second.get(W + "id", "")
    first.set(W + "id", other)
    second.set(W + "id", one)
    return True


def swap_notes(root: Root, chance: random.Random) -> bool:
    """Let two notes change their texts."""
    notes = [note for note in root if note.get(W + "type") in (None, "normal")]
    first, second = chance.sample(notes, 2)
    said = ["".join(t.text or "" for t in note.iter(W + "t")) for note in (first, second)]
    ones, others = list(first), list(second)
    first.extend(others)
    second.extend(ones)
    return said[0] != said[1]


def lose_bookmark(root: Root, chance: random.Random) -> bool:
    """Take the mark of a statement away, so that its words are like any others."""
    marks = [mark for mark in root.iter(W + "bookmarkStart") if mark.get(W + "name", "").startswith("s")]
    chance.choice(marks).set(W + "name", "elsewhere")
    return True


def rename_statement(root: Root, chance: random.Random) -> bool:
    """Give a statement the id of another one."""
    rows = [row for row in root.iter() if row.tag == "{urn:briefing:evidence:1}statement"]
    first, second = chance.sample(rows, 2)
    changed = first.get("id") != second.get("id")
    first.set("id", second.get("id", ""))
    return changed


def _strip_number(words: str, chance: random.Random) -> str | None:
    found = list(re.finditer(r"\d", words))
    if not found:
        return None
    place = chance.choice(found).start()
    return words[:place] + str((int(words[place]) + chance.randint(1, 9)) % 10) + words[place + 1 :]


HIDDEN_WORDS = "<w:r><w:rPr>{}</w:rPr><w:t xml:space='preserve'> never</w:t></w:r>"
WORD_CHANGES: dict[str, FileChange] = {
    "words hidden": in_part(STORY, looking("<w:vanish/>")),
    "words painted white": in_part(STORY, looking('<w:color w:val="FEFEFE"/>')),
    "words set too small to read": in_part(STORY, looking('<w:sz w:val="2"/>')),
    "words squeezed to nothing": in_part(STORY, looking('<w:w w:val="1"/>')),
    "words crossed out": in_part(STORY, looking("<w:strike/>")),
    "words hidden by a style": in_part(STYLES, hide_by_style),
    "words of a note hidden": in_part(NOTES, looking("<w:vanish/>")),
    "hidden words added": in_part(STORY, adding(HIDDEN_WORDS.format("<w:vanish/>"))),
    "white words added": in_part(STORY, adding(HIDDEN_WORDS.format('<w:color w:val="FFFFFF"/>'))),
    "words added by hand": in_part(STORY, adding(HIDDEN_WORDS.format(""))),
    "tracked words added": in_part(STORY, adding(f"<w:ins w:id='991' w:author='X'>{HIDDEN_WORDS.format('')}</w:ins>")),
    "sign of a symbol font added": in_part(STORY, adding('<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>')),
    "endnote added": in_part(STORY, adding('<w:r><w:endnoteReference w:id="2"/></w:r>')),
    "words deleted with tracking": in_part(STORY, strike_tracked),
    "zero-width sign": in_part(STORY, in_text(_put_unseen)),
    "zero-width sign in a note": in_part(NOTES, in_text(_put_unseen)),
    "homoglyph": in_part(STORY, in_text(_put_twin)),
    "homoglyph in a note": in_part(NOTES, in_text(_put_twin)),
    "digit changed anywhere": in_part(STORY, in_text(_strip_number)),
    "digit of a note changed": in_part(NOTES, in_text(_strip_number)),
    "two marks exchanged": in_part(STORY, swap_marks),
    "two notes exchanged in the file": in_part(NOTES, swap_notes),
    "statement unmarked": in_part(STORY, lose_bookmark),
    "statement under another id": in_part(RECORD, rename_statement),
    "running head changed": in_part("word/header2.xml", in_text(_put_twin)),
}
