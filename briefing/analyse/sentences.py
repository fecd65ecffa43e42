"""Find the sentences of a text, each with its exact place.

One scan finds every mark that may end a sentence; then rules are asked in order, and the first that knows decides.
Where none does, the sentence ends. Quotations of several sentences are parted inside; brackets inside a sentence are
not. A colon or semicolon ends nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from string import ascii_lowercase
from typing import TypeAlias

from briefing.analyse.asides import mark_asides
from briefing.analyse.lexicons import load_words
from briefing.model.evidence import Sentence
from briefing.model.source import Block, Run, SourceDocument, Span
from briefing.model.words import CLOSING, DOTTED, LATIN, MONTHS, REFERENCES, TITLES, WEEKDAYS

_END = re.compile(
    r"""
    (?: (?P<mark> (?:\.\s){2,}\. | (?<![.!?…])[.!?…\u061f\u06d4\u0964]++ )  # Arabic and Indian marks too
        (?P<close> ["'”’»\u203a)\]]* )
        (?: \s?\[(?:\d{1,3}|[a-z]|\^\w{1,12}|citation\ needed|note\ \d{1,3})\]  # a note mark in brackets,
          | [⁰¹²³⁴-⁹]+                                                         # raised,
          | (?<=[a-z]{3}[.])\d{1,2} | (?<=[a-z][.]”)\d{1,2}                    # or glued to the stop
        )*
        (?= \s )
    |   [\u3002\uff01\uff1f]+[\u300d\u300f”’\uff09)]* )  # Chinese and Japanese leave no space
    """,
    re.VERBOSE,
)
_NEXT = re.compile(r"\s+(?P<opener>(?:[\"'“‘«\u2039(\[¿¡]|[–—-]+\s?)*)(?P<word>\S{0,40})")
_BRACKET = re.compile(r"[()\[\]]")
_ROMAN = re.compile(r"[IVXLC]{1,6}")
_LIST_NUMBER = re.compile(r"[(\[]?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[)\]]?")
_IN_LINE = re.compile(r"(?:(?<=\s)|\A)(?:(?P<bullet>[•‣▪◦\u2043])|\(?(?P<number>\d{1,2}|[a-z])[.)](?!\)))(?=\s+\S)")
_SHORT_CLOCK = re.compile(r"(?i:at|by|around|about|before|after|until|from|on|shortly)\s")
_CAMEL = re.compile(r"[a-z]{1,2}-?[A-Z]")
_QUOTES = frozenset("\"'”’»\u203a")
_OPENING = "\"'“‘«\u2039([¿¡"
_STATES = frozenset(("d.c", "e.u", "u.k", "u.n", "u.s", "u.s.a"))
_FEWEST_ITEMS = 2
_LONGEST_BRACKET = 400
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A mark that may end a sentence, and what stands around it."""

    text: str
    start: int
    """Where the sentence began."""
    at: int
    end: int
    """Where the next would begin."""
    mark: str
    closers: str
    word: str
    """The word before the mark."""
    opener: str
    """Quotation marks, brackets or a dash before the next word."""
    following: str

    @property
    def low(self) -> str:
        """The word before the mark in small letters."""
        return self.word.lower()

    @property
    def opens(self) -> bool:
        """Whether the next word is one that opens sentences."""
        return self.following.strip(".,;:!?\"'”’)]").lower().replace("’", "'") in load_words("sentences", "openers")

    @property
    def before(self) -> str:
        """The sentence as it stands before the last word."""
        return self.text[self.start : self.at - len(self.word)].rstrip(_OPENING).strip()


_Rule: TypeAlias = Callable[[_Candidate], bool | None]


def split_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return where each sentence of a text begins and ends, in order, without the white space around it."""
    spans = []
    start = 0
    for end in (*_find_ends(text), len(text)):
        words = text[start:end]
        if words.strip():
            spans.append((start + len(words) - len(words.lstrip()), start + len(words.rstrip())))
        start = end
    return tuple(spans)


def _find_ends(text: str) -> Iterator[int]:
    """Yield where sentences end, in order."""
    brackets = _find_brackets(text)
    forced, numbers = _find_items(text)
    waiting = iter(forced)
    item = next(waiting, None)
    start = 0
    for match in _END.finditer(text):
        while item is not None and item <= match.start():
            yield item
            start, item = item, next(waiting, None)
        if match.start() not in numbers and _ends_sentence(text, start, match, brackets):
            start = match.end()
            yield start
    while item is not None:
        yield item
        item = next(waiting, None)


def _ends_sentence(text: str, start: int, match: re.Match[str], brackets: list[tuple[int, int]]) -> bool:
    """Decide for one mark."""
    if not match["mark"]:
        return True
    following = _NEXT.match(text, match.end())
    if following is None or not following["word"] or _is_bracketed(brackets, start, match):
        return False
    last = text[max(start, match.start() - _LONGEST_WORD) : match.start()].rsplit(maxsplit=1)
    candidate = _Candidate(
        text,
        start,
        match.start(),
        match.end(),
        match["mark"],
        match["close"],
        last[-1].lstrip(_OPENING) if last and not text[match.start() - 1].isspace() else "",
        following["opener"].strip(),
        following["word"],
    )
    return next((verdict for rule in _RULES if (verdict := rule(candidate)) is not None), True)


def _find_brackets(text: str) -> list[tuple[int, int]]:
    """Return the outermost pairs of brackets that are not too far apart, in order."""
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for match in _BRACKET.finditer(text):
        at = match.start()
        if match[0] in "([":
            opened.append((match[0], at))
        elif opened and opened[-1][0] == ("(" if match[0] == ")" else "["):
            first = opened.pop()[1]
            if at - first <= _LONGEST_BRACKET:
                while pairs and pairs[-1][0] > first:
                    pairs.pop()
                pairs.append((first, at))
    return pairs


def _is_bracketed(brackets: list[tuple[int, int]], start: int, match: re.Match[str]) -> bool:
    """Say whether a mark stands inside brackets that opened after the sentence began."""
    i = bisect_right(brackets, (match.start(), 0)) - 1
    return i >= 0 and brackets[i][0] > start and match.end() <= brackets[i][1]


def _find_items(text: str) -> tuple[list[int], frozenset[int]]:
    """Return where the items of a list in one line begin, save the first, and where the stops of their numbers stand.

    A list is two bullets or more, or numbers or letters that count up from the head of the text.
    """
    found = list(_IN_LINE.finditer(text))
    bullets = [match for match in found if match["bullet"]]
    if len(bullets) >= _FEWEST_ITEMS:
        return [match.start() for match in bullets], frozenset()
    items: list[re.Match[str]] = []
    for match in found:
        if match["number"] == _count(found[0]["number"], len(items)) and (items or not text[: match.start()].strip()):
            items.append(match)
    if len(items) < _FEWEST_ITEMS:
        return [], frozenset()
    return [match.start() for match in items[1:]], frozenset(match.end() - 1 for match in items)


def _count(first: str | None, steps: int) -> str | None:
    """Return the number or letter that stands so many steps after "1" or "a"; a list begins with no other."""
    if first == "1":
        return str(1 + steps)
    return ascii_lowercase[steps : steps + 1] if first == "a" else None


def _judge_bracket(candidate: _Candidate) -> bool | None:
    """Keep "(really?)" and "(ed.)" inside their sentence."""
    if candidate.closers[-1:] not in (")", "]") or candidate.opens:
        return None
    opened = candidate.text.rfind("(" if candidate.closers[-1] == ")" else "[", candidate.start, candidate.at)
    if opened <= candidate.start:
        return None
    return False if candidate.mark != "." or _is_short(candidate.low) else None


def _is_short(low: str) -> bool:
    """Say whether a word in small letters is an abbreviation."""
    return low in LATIN or low in CLOSING or low in TITLES or low in ("ed", "eds") or DOTTED.fullmatch(low) is not None


def _judge_ellipsis(candidate: _Candidate) -> bool | None:
    """End at an ellipsis before a capital; one with space around it stands inside a sentence, unless a new one clearly opens."""
    mark = candidate.mark
    if "…" not in mark and ".." not in mark and " " not in mark:
        return None
    if candidate.following[0] in ".,;…" or not _is_capital(candidate):
        return False
    if "]" in candidate.closers or ")" in candidate.closers:
        return False
    spaced = candidate.text[candidate.at - 1 : candidate.at].isspace() and not candidate.closers
    return candidate.opens if spaced and mark.count(".") < 4 else True


def _is_capital(candidate: _Candidate) -> bool:
    """Say whether the next word can open a sentence by its first letter."""
    first = candidate.following[0]
    return not first.islower() or _CAMEL.match(candidate.following) is not None


def _judge_small(candidate: _Candidate) -> bool | None:
    """Go on before a small letter or a comma."""
    if candidate.following[0] in ",;:)]”’…" or not _is_capital(candidate):
        return False
    return None


def _judge_loud(candidate: _Candidate) -> bool | None:
    """End at an exclamation or question mark, unless it belongs to a name."""
    if not set(candidate.mark) & set("!?\u061f\u06d4\u0964"):
        return None
    return candidate.low not in load_words("sentences", "loud_names") or candidate.opens


def _judge_dash(candidate: _Candidate) -> bool | None:
    """Go on after an abbreviation before a dash or an opening bracket."""
    if candidate.opener[:1] in ("–", "—", "-", "(", "[") and _is_short(candidate.low):
        return False
    return None


def _judge_number(candidate: _Candidate) -> bool | None:
    """Keep the number at the head of a sentence with it: "1. The ...", "Article 3. The ..."."""
    if candidate.closers:
        return None
    before = candidate.before.lower()
    if not before:
        return False if _LIST_NUMBER.fullmatch(candidate.word) or _ROMAN.fullmatch(candidate.word) else None
    named = before in load_words("sentences", "numbered")
    return False if named and (candidate.word[:1].isdigit() or _ROMAN.fullmatch(candidate.word)) else None


def _judge_title(candidate: _Candidate) -> bool | None:
    """Go on after a title before a name; "St." and "Ft." may also end a sentence."""
    if candidate.low not in TITLES or not candidate.word[:1].isupper():
        return None
    if (
        candidate.low in ("st", "ft", "gov", "gen")
        and candidate.opens
        and candidate.before.rpartition(" ")[2][:1].isupper()
    ):
        return True
    return False


def _judge_reference(candidate: _Candidate) -> bool | None:
    """Go on after "No.", "Art.", "Sec." before a number, and after "e.g." and its like."""
    if candidate.low in LATIN and not candidate.closers:
        return False if candidate.low != "v" or candidate.word == "v" else None
    if candidate.low not in REFERENCES:
        return None
    bare = candidate.following.rstrip(".,;:)")
    if bare[:1].isdigit() or _ROMAN.fullmatch(bare) or (len(bare) == 1 and not candidate.opens):
        return False
    return None


def _judge_date(candidate: _Candidate) -> bool | None:
    """Go on after a short month or weekday before a number or another of them."""
    if candidate.low not in MONTHS | WEEKDAYS or not candidate.word[:1].isupper():
        return None
    bare = candidate.following.strip(".,").lower()
    if bare[:1].isdigit() or bare in MONTHS:
        return False
    return None


def _judge_clock(candidate: _Candidate) -> bool | None:
    """End at "p.m." before a capital, unless a time zone follows or the hour only opens the sentence."""
    if candidate.low not in ("a.m", "p.m"):
        return None
    if candidate.following.strip(".,()").lower() in load_words("sentences", "zones"):
        return False
    short = len(candidate.before.split()) < 4 and _SHORT_CLOCK.match(candidate.before)
    return not short or candidate.opens


def _judge_initial(candidate: _Candidate) -> bool | None:
    """Go on after an initial; a letter that numbers something ("Annex B.") may end the sentence."""
    if len(candidate.word) != 1 or not candidate.word.isupper() or candidate.closers:
        return None
    last = candidate.before.rpartition(" ")[2]
    if last.lower() in load_words("sentences", "lettered"):
        return True
    return candidate.opens and (not last[:1].isupper() or candidate.word == "I")


def _judge_state(candidate: _Candidate) -> bool | None:
    """Go on after "U.S." and its like, unless the next word opens a sentence or is plainly the subject of one."""
    if candidate.low not in _STATES:
        return None
    if candidate.opens:
        return True
    if candidate.following.lower().removesuffix("’s").removesuffix("'s") in load_words("sentences", "institutions"):
        return False
    words = [word for word in candidate.before.lower().split()[-2:] if word != "the"]
    rest = candidate.text[candidate.end : candidate.end + 3 * _LONGEST_WORD].split()[1:2]
    placed = bool(words) and words[-1] in load_words("sentences", "prepositions")
    return placed and bool(rest) and rest[0] in load_words("sentences", "verbs")


def _judge_abbreviation(candidate: _Candidate) -> bool | None:
    """Go on after any other abbreviation, unless the next word opens a sentence."""
    if candidate.low == "etc":
        return True
    if candidate.low in CLOSING or DOTTED.fullmatch(candidate.word):
        return candidate.opens or bool(_QUOTES & set(candidate.closers))
    return None


_RULES: tuple[_Rule, ...] = (
    _judge_bracket,
    _judge_ellipsis,
    _judge_small,
    _judge_loud,
    _judge_dash,
    _judge_number,
    _judge_title,
    _judge_reference,
    _judge_date,
    _judge_clock,
    _judge_initial,
    _judge_state,
    _judge_abbreviation,
)


def find_sentences(document: SourceDocument) -> tuple[Sentence, ...]:
    """Return every sentence of a source in reading order; a block that is set aside is one sentence with its reason.

    Numbers count the sentences that start in a paragraph. Sentences inside the report that belong to the page, such as
    photo credits, are set aside too.
    """
    places = [
        *(((block.start, block.end), block) for block in document.blocks if block.set_aside),
        *_split_runs(document),
    ]
    sentences = []
    paragraph = number = 0
    for (start, end), block in sorted(places, key=lambda place: place[0]):
        number = number + 1 if block.number == paragraph else 1
        paragraph = block.number
        sentences.append(
            Sentence(
                span=Span(document.id, start, end),
                paragraph=paragraph,
                number=number,
                last_paragraph=_block_at(document, end - 1).number,
                set_aside=block.set_aside,
            )
        )
    return mark_asides(document, tuple(sentences))


def _split_runs(document: SourceDocument) -> Iterator[tuple[tuple[int, int], Block]]:
    """Yield the places of the sentences of all runs, each with the block it starts in."""
    for run in document.runs:
        offset = document.block(run.first).start
        for start, end in split_sentences(document.quote(_cover(document, run))):
            yield (offset + start, offset + end), _block_at(document, offset + start)


def _cover(document: SourceDocument, run: Run) -> Span:
    """Return the stretch of text of a run."""
    return document.run_span(run)


def _block_at(document: SourceDocument, offset: int) -> Block:
    """Return the block that holds an offset."""
    i = bisect_right(document.blocks, offset, key=lambda block: block.start) - 1
    return document.blocks[i]
