"""What the text calls for while it is written: notes, links, bookmarks, lists; each numbered in reading order."""

import re
from dataclasses import dataclass

from briefing.model.document import CalloutRole
from briefing.model.finding import Finding
from briefing.render.characters import Sieve
from briefing.render.docx.xml import element
from briefing.render.figures import Gallery, Picture
from briefing.render.links import admit_url, report_refused

_UNNAMED = re.compile(r"[^0-9A-Za-z]+")
_NAME_LENGTH = 40
"""Word cuts a bookmark's name after so many characters."""

BULLETS, NUMBERS, BOX_BULLETS, BOX_NUMBERS = range(4)
"""The list designs that numbering.xml defines."""


class Links:
    """Relationships of one part to addresses outside: one for each address."""

    def __init__(self) -> None:
        """Start without any."""
        self.ids: dict[str, str] = {}

    def name(self, url: str) -> str:
        """Return the relationship's id for an address."""
        return self.ids.setdefault(url, f"link{len(self.ids) + 1}")


class Bookmarks:
    """Names for places in the text: valid, at most 40 characters, unique whatever their case."""

    def __init__(self) -> None:
        """Start without any."""
        self._names: set[str] = set()

    def mark(self, prefix: str, identity: str, content: str) -> tuple[str, str]:
        """Return the name of a bookmark, made from what it holds, and the content between its ends."""
        number = len(self._names) + 1
        name = self._find_name(f"{prefix}_{_UNNAMED.sub('_', identity)}")
        start = element("w:bookmarkStart", {"w:id": number, "w:name": name})
        return name, start + content + element("w:bookmarkEnd", {"w:id": number})

    def _find_name(self, wanted: str) -> str:
        name, count = wanted[:_NAME_LENGTH], 1
        while name.lower() in self._names:
            count += 1
            suffix = f"_{count}"
            name = wanted[: _NAME_LENGTH - len(suffix)] + suffix
        self._names.add(name.lower())
        return name


class Lists:
    """Lists as numbering.xml knows them: bullets share one, each numbered list starts afresh."""

    def __init__(self) -> None:
        """Start without any."""
        self.used: list[tuple[int, int | None, int]] = []
        """For each list its design, the level whose numbers start afresh, and with what."""
        self._bullets: dict[int, int] = {}

    def begin(self, *, ordered: bool, boxed: bool, level: int, start: int = 1) -> int:
        """Return the number of a list that begins here."""
        if ordered:
            self.used.append((BOX_NUMBERS if boxed else NUMBERS, level, start))
            return len(self.used)
        design = BOX_BULLETS if boxed else BULLETS
        if design not in self._bullets:
            self.used.append((design, None, 1))
            self._bullets[design] = len(self.used)
        return self._bullets[design]


class Captions:
    """Numbers of captions: Word counts them with fields, which must come to what the text says."""

    def __init__(self) -> None:
        """Start with none counted."""
        self._counts: dict[str, int] = {}

    def count(self, series: str, number: int) -> str:
        """Return the instruction of a field that shows a number; where it does not follow the last, it says so."""
        follows = number == self._counts.get(series, 0) + 1
        self._counts[series] = number
        return f"SEQ {series} \\* ARABIC" + ("" if follows else f" \\r {number}")


class Pictures:
    """Pictures of one part: each is in the file once, however often it is printed."""

    def __init__(self) -> None:
        """Start without any."""
        self.ids: dict[Picture, str] = {}
        self._printed = 0

    def name(self, picture: Picture) -> tuple[str, int]:
        """Return the relationship's id for a picture, and the number of this place where it is printed."""
        self._printed += 1
        return self.ids.setdefault(picture, f"figure{len(self.ids) + 1}"), self._printed


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list of contents: a heading, and the bookmark where it stands."""

    level: int
    text: str
    bookmark: str


class Ledger:
    """Everything that one document calls for."""

    def __init__(self) -> None:
        """Start with empty pages."""
        self.sieve = Sieve()
        self.notes: list[str] = []
        self.body_links = Links()
        self.note_links = Links()
        self.bookmarks = Bookmarks()
        self.lists = Lists()
        self.captions = Captions()
        self.gallery = Gallery()
        self.pictures = Pictures()
        self.entries: list[Entry] = []
        self.statements: list[tuple[str, str]] = []
        """The id of each statement and the bookmark round its words, in reading order."""
        self.boxes: set[CalloutRole] = set()
        self._findings: list[Finding] = []

    def admit(self, url: str) -> str | None:
        """Return an address fit to be linked, or None after noting why not."""
        admitted = admit_url(url)
        if admitted is None:
            self._findings.append(report_refused(self.sieve.clean(url)))
        return admitted

    def mark_statement(self, identity: str, content: str) -> str:
        """Return a statement's words in a bookmark, and remember which statement that is."""
        name, marked = self.bookmarks.mark("s", identity, content)
        self.statements.append((identity, name))
        return marked

    def mark_heading(self, identity: str, level: int, words: str, content: str) -> str:
        """Return a heading's words in a bookmark, and remember it for the list of contents."""
        name, marked = self.bookmarks.mark("h", identity, content)
        self.entries.append(Entry(level, words, name))
        return marked

    def notice(self, finding: Finding) -> None:
        """Keep a finding."""
        self._findings.append(finding)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that was noticed."""
        return *self._findings, *self.gallery.findings, *self.sieve.report("DOCX")
