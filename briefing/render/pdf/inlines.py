"""From inlines to words: which voice speaks, where a line may end, and what clings to what."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from briefing.model.document import (
    Emphasis,
    Fine,
    Inlines,
    LineBreak,
    Link,
    Note,
    Quoted,
    Strong,
    Tag,
    Text,
    read_plain,
)
from briefing.model.scripts import JAPANESE
from briefing.packs.theme import Face, Role, Theme, TypeStyle, Weight
from briefing.render.links import admit_url
from briefing.render.pdf.ideographs import CLOSING, IDEOGRAPHIC, part_ideographs
from briefing.render.pdf.lines import TAG_CLEAR, TAG_INSET, Address, Ink, MarkTarget, Metrics, Piece, Run, Target, Word

Kind = Literal["text", "tag", "mark", "break"]

_SPACE = re.compile("[ \t\n\v\f\r\x1c-\x1f\x85\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+")
"""White space at which a line may end; no-break spaces are not among it."""
_HYPHENS = re.compile(r"(?<=\w\w\w)-(?=[^\W\d]\w)|[–—](?=[^\s\d.,;:!?)\]’”\-–—])|(?<=\D)[–—](?=\d)|\u200b")
"""Where a line may end without an inserted hyphen: after a hyphen between words, after a dash, not in a range."""
_ADDRESS = re.compile(r"://|^www\.", re.IGNORECASE)
_ADDRESS_ENDS = re.compile(r"(?<=[/.\-_?&=])(?<!://)(?=\w)")
_LONG = 40
"""A word as long as this with separators in it, such as a file name, breaks like an address."""
_INVISIBLE = re.compile("[\u00ad\u061c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f\ufeff]")
"""What has no shape and is not set: soft hyphens, and what steers other programs in their setting."""
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_CLOSING = (*".,;:!?)]’”»…", *CLOSING)

_MARK_SCALE, _MARK_LEAST, _MARK_MOST, _MARK_RISE = 0.62, 6.2, 7.0, 0.37


@dataclass(frozen=True, slots=True)
class Voice:
    """How the words of one place are spoken: the type style in force and what the inlines around it add."""

    face: Face
    weight: Weight
    italic: bool
    size: float
    colour: str
    tracking: float = 0.0
    capitals: bool = False
    underlined: bool = False
    target: Target | None = None
    statement: str = ""
    language: str = ""
    """That of a quotation in another language than the document's."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of text in one voice, or a tag, a mark or a forced line end."""

    kind: Kind
    text: str
    voice: Voice


def take_voice(style: TypeStyle, colours: Mapping[str, str]) -> Voice:
    """Return the voice of a type style."""
    return Voice(
        face=style.face,
        weight=style.weight,
        italic=style.italic,
        size=style.size,
        colour=colours.get(style.colour, colours["ink"]),
        tracking=style.tracking,
        capitals=style.capitals,
    )


class Flattener:
    """Turn nested inlines into stretches. Notes within a note are not numbered, so they have no mark."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._voices: dict[Role, Voice] = {}

    def voice(self, role: Role) -> Voice:
        """Return the voice of a role."""
        if role not in self._voices:
            self._voices[role] = take_voice(self._theme.styles[role], self._theme.colours)
        return self._voices[role]

    def flatten(self, children: Inlines, voice: Voice) -> Iterator[Stretch]:
        """Yield the stretches of the inlines in reading order."""
        for child in children:
            match child:
                case Text():
                    yield Stretch("text", child.text, _hear(child.text, voice))
                case Tag():
                    yield Stretch("tag", child.text, replace(self.voice("tag"), statement=voice.statement))
                case Note():
                    yield Stretch("mark", str(child.number), self._mark_voice(child.number, voice))
                case LineBreak():
                    yield Stretch("break", "", voice)
                case Emphasis() | Strong() | Link() | Quoted() | Fine():
                    yield from self.flatten(child.children, self._inner_voice(child, voice))

    def _inner_voice(self, child: Emphasis | Strong | Link | Quoted | Fine, voice: Voice) -> Voice:
        match child:
            case Emphasis():
                return replace(voice, italic=not voice.italic)
            case Strong():
                return replace(voice, weight="bold")
            case Quoted():
                return replace(voice, statement=child.id, language=child.language)
            case Fine():
                fine = self.voice("fine")
                return replace(fine, target=voice.target, statement=voice.statement, language=voice.language)
            case Link():
                return self._link_voice(child, voice)

    def _link_voice(self, link: Link, voice: Voice) -> Voice:
        """Return the voice of a link; what does not look like an address is underlined, not coloured alone."""
        url = admit_url(link.url)
        if url is None:
            return voice
        plain = read_plain(link.children).strip()
        shows = bool(_ADDRESS.search(plain)) or url.endswith(plain)
        return replace(voice, target=Address(url), colour=self._theme.colours["accent"], underlined=not shows)

    def _mark_voice(self, number: int, voice: Voice) -> Voice:
        size = min(max(voice.size * _MARK_SCALE, _MARK_LEAST), _MARK_MOST)
        accent = self._theme.colours["accent"]
        return Voice("sans", "semibold", False, size, accent, target=MarkTarget(number), statement=voice.statement)


def _hear(text: str, voice: Voice) -> Voice:
    """Return the voice of a text: ideographs among kana are Japanese, whatever language the text around is in."""
    if text.isascii() or voice.language or not _KANA.search(text):
        return voice
    return replace(voice, language=JAPANESE)


_new = tuple.__new__

Look: TypeAlias = tuple[str, float, str]
"""A word as it is shown, its width, and what it says if that is something else."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a voice looks: its ink, how words look in it, and words that say and lead nowhere as a whole."""

    ink: Ink
    looks: dict[str, Look] = field(default_factory=dict)
    words: dict[str, Word] = field(default_factory=dict)


Known: TypeAlias = dict[object, Manner]


class WordBuilder:
    """Collect stretches into words.

    A mark joins the word before it together with closing punctuation on either side; a tag joins the word after it.
    """

    def __init__(self, metrics: Metrics, known: Known | None = None) -> None:
        """Start without words; `known` is what paragraphs before have taught of how plain words look."""
        self._metrics = metrics
        self._known = {} if known is None else known
        self._words: list[Word] = []
        self._runs: list[Run] = []
        self._owed: Run | None = None
        """The space that stood before a mark, due after it."""
        self._tagged = False
        """Whether the word so far is a tag waiting for its word."""
        self.foreign = self.leftward = False
        """Whether some of the words are in a script that no bundled face has, and run from the right."""

    def build(self, stretches: Iterator[Stretch], base: Voice) -> list[Word]:
        """Return the words of the stretches. `base` sets marks and the space around tags."""
        for stretch in stretches:
            match stretch.kind:
                case "text":
                    self._add_text(stretch)
                case "mark":
                    self._add_mark(stretch, base)
                case "tag":
                    self._add_tag(stretch, base)
                case "break":
                    self._break_line(stretch)
        return self._finish()

    def _add_text(self, stretch: Stretch) -> None:
        manner = self._learn(stretch.voice)
        *spaced, rest = self._split(stretch.text, stretch.voice, manner.ink.font)
        if spaced:
            self._add_spaced(spaced, stretch.voice, manner)
        if rest:
            self._add_chunk(rest, stretch.voice, manner.ink)

    def _split(self, text: str, voice: Voice, font: str) -> list[str]:
        """Return what stands between white space; the only printable white space is the common space.

        No mark that is not set, such as a soft hyphen, is printable; what else is not printable is put in words.
        """
        if text.isprintable():
            return text.split(" ")
        return _SPACE.split(self._metrics.render(_INVISIBLE.sub("", text), font, voice.language))

    def _add_spaced(self, tokens: Sequence[str], voice: Voice, manner: Manner) -> None:
        """Add what is followed by a space; words that say and lead nowhere are the same wherever they stand."""
        space = self._run(" ", voice, manner.ink)
        words: dict[str, Word] = {} if voice.statement or voice.target else manner.words
        busy = bool(self._runs or self._owed)
        for token in tokens:
            word = None if busy else words.get(token) or self._make_word(token, voice, manner, space)
            if word:
                words[token] = word
                self._words.append(word)
                continue
            if token:
                self._add_chunk(token, voice, manner.ink)
            self._add_space(space)
            busy = bool(self._runs or self._owed)

    def _learn(self, voice: Voice) -> Manner:
        """Return how a voice looks, and what is known of its words; neither depends on what it says or leads to."""
        look = (voice.face, voice.weight, voice.italic, voice.size, voice.colour, voice.tracking, voice.underlined)
        key = (look, voice.capitals)
        if key not in self._known:
            self._known[key] = Manner(self._ink(voice))
        return self._known[key]

    def _make_word(self, token: str, voice: Voice, manner: Manner, space: Run) -> Word | None:
        """Return a word that is one piece in one font; None for any other."""
        look = manner.looks.get(token) or self._look(token, voice, manner)
        if look is None:
            return None
        shown, width, actual = look
        # As Run(...) and Word(...) make them, in half the time: a long document has tens of thousands.
        run = _new(Run, (shown, manner.ink, width, voice.target, voice.statement, actual))
        return _new(Word, ((run,), width, space, False))

    def _look(self, token: str, voice: Voice, manner: Manner) -> Look | None:
        """Return how a word looks, and remember it."""
        font = manner.ink.font
        if not token or split_chunk(token) != [token] or self._metrics.render(token, font) != token:
            return None
        pieces = self._metrics.split(token, font)
        if len(pieces) > 1 or pieces[0].font != font:
            return None
        run = self._run(token, voice, manner.ink)
        look = manner.looks[token] = (run.text, run.width, run.actual)
        return look

    def _add_space(self, space: Run | None) -> None:
        if self._tagged:
            return
        self._close(self._owed or space)
        self._owed = None

    def _add_chunk(self, chunk: str, voice: Voice, ink: Ink) -> None:
        if self._owed and not chunk.startswith(_CLOSING):
            self._close(self._owed)
            self._owed = None
        self._tagged = False
        *parts, last = split_chunk(self._metrics.render(chunk, ink.font, voice.language))
        for part in parts:
            self._extend(part, voice, ink)
            self._close(None)
        self._extend(last, voice, ink)

    def _extend(self, text: str, voice: Voice, ink: Ink) -> None:
        """Add text to the word, each stretch in a font that has it; letters of another script are not spaced out."""
        for piece in self._metrics.split(text, ink.font, voice.language) if text else ():
            self._runs.append(self._run(piece.text, voice, ink if piece.font == ink.font else self._dip(ink, piece)))

    def _dip(self, ink: Ink, piece: Piece) -> Ink:
        """Return the ink for a piece in another font than its own, and remember what that asks for."""
        if piece.script is None:
            return replace(ink, font=piece.font)
        self.foreign = True
        self.leftward = self.leftward or piece.script.leftward
        level = int(piece.script.leftward)
        return replace(ink, font=piece.font, tracking=0.0, language=piece.language, level=level)

    def _run(self, text: str, voice: Voice, ink: Ink) -> Run:
        shown = text.upper() if voice.capitals else text
        width = self._metrics.measure(shown, ink.font, ink.size) + ink.tracking * len(shown)
        return Run(shown, ink, width, voice.target, voice.statement, "" if shown == text else text)

    def _add_mark(self, stretch: Stretch, base: Voice) -> None:
        if self._tagged:
            self._runs.pop()
            self._tagged = False
        if not self._runs and self._words and not self._words[-1].forced:
            word = self._words.pop()
            self._runs, self._owed = list(word.runs), word.space
        ink = replace(self._ink(stretch.voice), rise=base.size * _MARK_RISE)
        if self._runs and isinstance(self._runs[-1].target, MarkTarget):
            self._runs.append(self._run(",", replace(stretch.voice, target=None), ink))
        self._runs.append(self._run(stretch.text, stretch.voice, ink))

    def _add_tag(self, stretch: Stretch, base: Voice) -> None:
        ink = self._ink(base)
        if self._runs and not self._tagged:
            self._close(self._owed or self._run(" ", base, ink))
            self._owed = None
        frame = replace(self._ink(stretch.voice), framed=True, rise=(base.size - stretch.voice.size) * 0.36)
        text = self._metrics.render(stretch.text, frame.font)
        run = self._run(text, stretch.voice, frame)
        self._runs.append(run._replace(width=run.width - frame.tracking + 2 * TAG_INSET + TAG_CLEAR))
        self._runs.append(self._run(" ", replace(base, statement=stretch.voice.statement), ink))
        self._tagged = True

    def _break_line(self, stretch: Stretch) -> None:
        space = self._run(" ", stretch.voice, self._ink(stretch.voice))
        self._owed, self._tagged = None, False
        if self._runs:
            self._close(space)
        if self._words:
            self._words[-1] = self._words[-1]._replace(forced=True)

    def _close(self, space: Run | None) -> None:
        """End the word here. A space after a space is one space."""
        if self._runs:
            self._words.append(Word(tuple(self._runs), sum(run.width for run in self._runs), space))
            self._runs = []

    def _finish(self) -> list[Word]:
        """End the last word; a tag that nothing follows joins the word before it."""
        if self._tagged:
            self._runs.pop()
            if self._words and self._words[-1].space and not self._words[-1].forced:
                before = self._words.pop()
                self._runs = [*before.runs, *([before.space] if before.space else []), *self._runs]
        self._close(None)
        return self._words

    def _ink(self, voice: Voice) -> Ink:
        font = self._metrics.pick(voice.face, voice.weight, voice.italic)
        return Ink(font, voice.size, voice.colour, 0.0, voice.tracking, False, voice.underlined)


def split_chunk(chunk: str) -> list[str]:
    """Return what stands between two spaces as the pieces between which a line may end."""
    if not chunk.isascii() and IDEOGRAPHIC.search(chunk):
        return part_ideographs(chunk.replace("\u200b", ""))
    if chunk.isalnum():
        return [chunk]
    if _ADDRESS.search(chunk) or (len(chunk) >= _LONG and _ADDRESS_ENDS.search(chunk)):
        return _ADDRESS_ENDS.split(chunk)
    pieces, start = [], 0
    for found in _HYPHENS.finditer(chunk):
        pieces.append(chunk[start : found.end()].rstrip("\u200b"))
        start = found.end()
    return [piece for piece in (*pieces, chunk[start:].replace("\u200b", "")) if piece] or [""]
