"""The full form of a citation up to its place: who, what, where and when, in the order that each kind of source has."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from briefing.compose.names import write_names
from briefing.compose.punctuation import merge_texts
from briefing.compose.titles import first_words, nest_quotes, quote_title
from briefing.compose.wording import Wording, derived
from briefing.compose.works import Work
from briefing.model.document import Emphasis, Inlines, Text, read_plain
from briefing.model.source import SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts that every kind has; each may be empty."""

    work: Work
    wording: Wording
    who: Inlines
    title: Inlines
    publisher: Inlines
    date: Inlines

    @property
    def imprint(self) -> Inlines:
        """Publisher and date, as they stand in brackets."""
        return self.join(self.publisher, self.date)

    @property
    def filed(self) -> Inlines:
        """The series of a report and the number in it."""
        return derived(" ".join(filter(None, (self.work.container, self.work.number))))

    def join(self, *parts: Inlines) -> Inlines:
        """Join those that are not empty by commas."""
        return self.wording.join(parts)

    @property
    def paper(self) -> Inlines:
        """The publisher as the name of a periodical."""
        return (Emphasis(self.publisher),) if self.publisher else ()


_Imprint: TypeAlias = tuple[Inlines, ...]


def write_imprint(work: Work, wording: Wording) -> _Imprint:
    """Return who, what, where and when, in the order that the kind asks for."""
    return _IMPRINTS[work.kind](gather_parts(work, wording))


def gather_parts(work: Work, wording: Wording, *, dated: bool = True) -> Parts:
    """Return the parts of a work; no publisher who is its author, and no date where it is said elsewhere."""
    publisher = "" if work.publisher in {*work.speakers, work.issuer} else work.publisher
    return Parts(
        work=work,
        wording=wording,
        who=_full_names(work, wording),
        title=_full_title(work, wording),
        publisher=derived(publisher),
        date=wording.date(work.date) if work.date and dated else (),
    )


def _periodical(parts: Parts) -> _Imprint:
    return (parts.who, parts.title, parts.paper, parts.date)


def _interview(parts: Parts) -> _Imprint:
    return (parts.who, parts.title, say_interviewer(parts), parts.paper, parts.date)


def say_interviewer(parts: Parts) -> Inlines:
    """Say who asked the questions of an interview; nothing where that is not known."""
    names = write_names(parts.work.editors, parts.wording)
    return parts.wording.say("note-interview-by", names=names) if names else ()


def _statement(parts: Parts) -> _Imprint:
    return (parts.who, parts.title, say_form(parts.work, parts.wording), parts.publisher, parts.date)


def _treaty(parts: Parts) -> _Imprint:
    return (parts.title, parts.who, parts.date, parts.publisher, derived(parts.work.number))


def _un_document(parts: Parts) -> _Imprint:
    return (parts.who, _put_in_brackets(parts.join(parts.title, derived(parts.work.number)), parts.date))


def _report(parts: Parts) -> _Imprint:
    return (parts.who, _put_in_brackets(parts.join(parts.title, parts.filed), parts.imprint))


def _chapter(parts: Parts) -> _Imprint:
    book = name_chapter_book(parts)
    if not book:
        return (parts.who, parts.title, parts.publisher, parts.date)
    return (parts.who, parts.title, _put_in_brackets(book, parts.imprint))


def name_chapter_book(parts: Parts) -> Inlines:
    """Name the book that a chapter stands in and who edited that; nothing where it is not known."""
    if not parts.work.container:
        return ()
    names = write_names(parts.work.editors, parts.wording)
    edited = parts.wording.say("note-edited-by", names=names) if names else ()
    return parts.join(parts.wording.say("note-in", book=(Emphasis(derived(parts.work.container)),)), edited)


def _page(parts: Parts) -> _Imprint:
    return (parts.who, parts.title, parts.publisher, parts.date)


_IMPRINTS: Mapping[SourceKind | None, Callable[[Parts], _Imprint]] = MappingProxyType(
    {
        "news": _periodical, "opinion": _periodical, "interview": _interview,
        "official": _statement, "note": _statement, "treaty": _treaty,
        "un-document": _un_document, "report": _report, "book": _report, "chapter": _chapter,
        "reference": _page, "post": _page, None: _page,
    }
)  # fmt: skip


def _full_names(work: Work, wording: Wording) -> Inlines:
    """Write who speaks: authors, signatory or issuer; the parties of a treaty with a dash between them."""
    if work.kind == "treaty":
        return derived("–".join(work.speakers))
    if not work.speakers:
        return derived(work.issuer)
    handle = (Text(" ("), *derived(work.handle), Text(")")) if work.handle else ()
    return merge_texts((*write_names(work.speakers, wording), *handle))


def _full_title(work: Work, wording: Wording) -> Inlines:
    """Write the title, or what the text is and how it begins."""
    if work.title:
        return set_title(work, work.title, wording)
    return say_untitled(work, wording, first_words(work.beginning))


def set_title(work: Work, title: str, wording: Wording) -> Inlines:
    """Set a title: what stands by itself in italics, a treaty's as it is, any other in quotation marks."""
    if work.kind in ("report", "book", "un-document"):
        return (Emphasis(derived(title)),)
    return derived(title) if work.kind == "treaty" else quote_title(title, wording.marks)


def say_untitled(work: Work, wording: Wording, beginning: str) -> Inlines:
    """Name a text without a title by what it is and, where words are given, by its beginning."""
    if not beginning:
        return wording.say(f"note-short-{work.untitled}")
    return wording.say(f"note-untitled-{work.untitled}", words=derived(nest_quotes(beginning, wording.marks)))


def say_form(work: Work, wording: Wording) -> Inlines:
    """Say what a titled text is, unless a person signs it or its title says so itself."""
    if not work.title or (work.kind == "official" and not work.issuer):
        return ()
    form = wording.say(f"note-form-{work.kind}")
    return () if read_plain(form).split()[-1].casefold() in work.title.casefold() else form


def _put_in_brackets(title: Inlines, imprint: Inlines) -> Inlines:
    """Put publisher and date of a report in brackets behind its title."""
    return merge_texts((*title, Text(" ("), *imprint, Text(")"))) if imprint else title
