"""Inlines as runs: each in the character style of its role; direct formatting only where two roles meet."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from briefing.model.document import (
    Emphasis,
    Fine,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Note,
    Quoted,
    Strong,
    Tag,
    Text,
)
from briefing.model.finding import Finding
from briefing.model.scripts import LATIN, Script
from briefing.packs.theme import Role
from briefing.render.docx.face import Look
from briefing.render.docx.language import write_language
from briefing.render.docx.ledger import Ledger
from briefing.render.docx.scripts import part_runs, write_script
from briefing.render.docx.xml import element, run, text

_LIGHT = '<w:b w:val="0"/><w:bCs w:val="0"/>'


@dataclass(frozen=True, slots=True)
class Voice:
    """How a stretch of text is set: a character style, and what a run of that style must say besides."""

    style: str = ""
    italic: bool = False
    bold: bool = False
    heavy: bool = False
    """The paragraph's own style is bold: a style that is bold too would undo it, one that is not cannot."""
    in_note: bool = False
    in_link: bool = False
    language: str = ""
    """That of the words, where it is not the document's own."""

    def take(self, style: str) -> "Voice":
        """Return the voice in another style."""
        return replace(self, style=style)

    @lru_cache(maxsize=64)  # noqa: B019  # voices are few and hold nothing
    def quote(self, language: str) -> "Voice":
        """Return the voice of a statement in a language, which may be that of the text around it."""
        return replace(self, style="StatementWords", language=language or self.language)

    def emphasise(self) -> "Voice":
        """Return the voice in italics: by style where none is in force."""
        return replace(self, italic=True) if self.style else self.take("Emphasis")

    def strengthen(self) -> "Voice":
        """Return the voice in bold: by style where none is in force."""
        return replace(self, bold=True) if self.style else self.take("Strong")

    def run(self, *content: str, script: Script = LATIN) -> str:
        """Return a run in this voice, its words in a script."""
        extra = ("<w:b/><w:bCs/>" if self._needs_bold else "") + ("<w:i/><w:iCs/>" if self.italic else "")
        fonts, tongue = write_script(script, self.language)
        if self.language and script is LATIN:
            tongue = write_language(self.language)
        return run(self.style, *content, extra=fonts + (_LIGHT if self._needs_light else "") + extra + tongue)

    def say(self, words: str) -> str:
        """Return words as runs in this voice, one for each script."""
        if words.isascii():
            return self.run(text(words)) if words else ""
        return "".join(self.run(text(part), script=script) for part, script in part_runs(words))

    @property
    def _needs_bold(self) -> bool:
        return self.bold or (self.heavy and self.style in {"Strong", "StatusTag"})

    @property
    def _needs_light(self) -> bool:
        return self.heavy and self.style == "Fine" and not self.bold


PLAIN = Voice()


def choose_voice(look: Look, role: Role) -> Voice:
    """Return the voice in which a paragraph of a role begins."""
    return Voice(heavy=look.theme.styles[role].weight != "regular")


def write_inlines(children: Inlines, ledger: Ledger, voice: Voice = PLAIN) -> str:
    """Return inlines as runs; a tag stands apart from the words beside it."""
    written: list[str] = []
    for index, child in enumerate(children):
        content = write_inline(child, ledger, voice)
        if isinstance(child, Tag):
            before = _space(index and not _meets_space(children[index - 1], -1))
            after = _space(index + 1 < len(children) and not _meets_space(children[index + 1], 0))
            content = before + content + after
        written.append(content)
    return "".join(written)


def write_inline(inline: Inline, ledger: Ledger, voice: Voice) -> str:
    """Return one inline as runs."""
    match inline:
        case Text():
            return voice.say(ledger.sieve.clean(inline.text))
        case Tag():
            return replace(voice, style="StatusTag", italic=False).run(text(ledger.sieve.clean(inline.text)))
        case LineBreak():
            return voice.run("<w:br/>")
        case Emphasis() | Strong() | Fine():
            return write_inlines(inline.children, ledger, _change(voice, inline))
        case Quoted() | Link() | Note():
            return _write_reference(inline, ledger, voice)


def _change(voice: Voice, inline: Emphasis | Strong | Fine) -> Voice:
    match inline:
        case Emphasis():
            return voice.emphasise()
        case Strong():
            return voice.strengthen()
        case Fine():
            return voice.take("Fine")


def _write_reference(inline: Quoted | Link | Note, ledger: Ledger, voice: Voice) -> str:
    match inline:
        case Quoted():
            words = write_inlines(inline.children, ledger, voice.quote(inline.language))
            return words if voice.in_note else ledger.mark_statement(inline.id, words)
        case Link():
            return _write_link(inline, ledger, voice)
        case Note():
            return _write_note_inside(inline, ledger, voice) if voice.in_note else _write_note(inline, ledger)


def _write_link(link: Link, ledger: Ledger, voice: Voice) -> str:
    url = None if voice.in_link else ledger.admit(link.url)
    if url is None:
        return write_inlines(link.children, ledger, voice)
    # A note's links are relationships of the notes part: each part answers for its own.
    links = ledger.note_links if voice.in_note else ledger.body_links
    content = write_inlines(link.children, ledger, replace(voice, style="Hyperlink", in_link=True))
    return element("w:hyperlink", {"r:id": links.name(url), "w:history": 1}, content)


def _write_note(note: Note, ledger: Ledger) -> str:
    # Word numbers notes by the order of their marks, so the id is that order; the place is taken before the text
    # is written, so that ids follow the marks whatever the text holds.
    ledger.notes.append("")
    number = len(ledger.notes)
    ledger.notes[number - 1] = write_inlines(note.children, ledger, Voice(in_note=True))
    if number != note.number:
        ledger.notice(_report_number(note.number, number))
    return run("FootnoteReference", element("w:footnoteReference", {"w:id": number}))


def _write_note_inside(note: Note, ledger: Ledger, voice: Voice) -> str:
    ledger.notice(
        Finding(
            severity="warning",
            code="note-in-note",
            message=f"note {note.number} stands inside another note, where Word allows none: printed there in brackets",
        )
    )
    return voice.run(text(" (")) + write_inlines(note.children, ledger, voice) + voice.run(text(")"))


def _report_number(wanted: int, number: int) -> Finding:
    return Finding(
        severity="warning", code="note-numbers", message=f"note {wanted} is number {number} in reading order"
    )


def _space(wanted: bool | int) -> str:
    return run("", text(" ")) if wanted else ""


def _meets_space(neighbour: Inline, edge: Literal[0, -1]) -> bool:
    """Tell whether a tag's neighbour brings the space between them itself."""
    match neighbour:
        case Text():
            return not neighbour.text or neighbour.text[edge].isspace()
        case LineBreak() | Note():
            return True
        case Tag():
            return edge == 0  # of two tags the second brings it
        case _:
            return False
