"""Find the sentences of a text, each with its exact place.

One scan finds every mark that may end a sentence; then rules are asked in order, and the first that knows decides.
Where none does, the sentence ends. Quotations of several sentences are parted inside; what stands in brackets is
not. A colon or semicolon ends nothing.
"""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from string import ascii_lowercase

from briefing.analyse.asides import mark_asides
from briefing.analyse.endings import LOOK_AHEAD, LOOK_BACK, OPENING, Candidate, ends_sentence
from briefing.model.evidence import Sentence
from briefing.model.source import Block, SourceDocument, Span

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
_IN_LINE = re.compile(
    r"(?:(?<=\s)|\A)"
    r"(?:(?P<bullet>[•‣▪◦\u2043])(?=\s*\w)|\(?(?P<number>\d{1,2}|[a-z])(?:\.\)|[.)](?!\)))(?=\s+\S))"
)
_FEWEST_ITEMS = 2
_LONGEST_BRACKET = 400


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
    items, numbers = _find_items(text)
    waiting = deque(items)
    start = 0
    for match in _END.finditer(text):
        while waiting and waiting[0] <= match.start():
            start = waiting.popleft()
            yield start
        if match.start() not in numbers and _is_end(text, start, match, brackets):
            start = match.end()
            yield start
    yield from waiting


def _is_end(text: str, start: int, match: re.Match[str], brackets: Sequence[tuple[int, int]]) -> bool:
    """Decide for one mark."""
    if not match["mark"]:
        return True
    following = _NEXT.match(text, match.end())
    if following is None or not following["word"] or _is_bracketed(brackets, start, match):
        return False
    window = max(start, match.start() - LOOK_BACK)
    lead = text[window : match.start()].lstrip()
    word = lead.rsplit(maxsplit=1)[-1].lstrip(OPENING) if lead and not lead[-1].isspace() else ""
    return ends_sentence(
        Candidate(
            lead=lead,
            word=word,
            mark=match["mark"],
            closers=match["close"],
            opener=following["opener"].strip(),
            following=following["word"],
            rest=text[following.end() : following.end() + LOOK_AHEAD],
        )
    )


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


def _is_bracketed(brackets: Sequence[tuple[int, int]], start: int, match: re.Match[str]) -> bool:
    """Say whether a mark stands inside brackets that opened in the sentence: what they hold stays together."""
    i = bisect_right(brackets, (match.start(), 0)) - 1
    return i >= 0 and brackets[i][0] >= start and match.end() <= brackets[i][1]


def _find_items(text: str) -> tuple[list[int], frozenset[int]]:
    """Return where the items of a list in one line begin, save the first, and where the stops of their numbers stand.

    A list is two bullets or more, or numbers or letters that count up from the head of the text.
    """
    found = list(_IN_LINE.finditer(text))
    bullets = [match for match in found if match["bullet"]]
    if len(bullets) >= _FEWEST_ITEMS:
        return [match.start() for match in bullets], frozenset()
    if not found or text[: found[0].start()].strip():
        return [], frozenset()
    items: list[re.Match[str]] = []
    for match in found:
        if match["number"] == _count(found[0]["number"], len(items)):
            items.append(match)
    if len(items) < _FEWEST_ITEMS:
        return [], frozenset()
    return [match.start() for match in items[1:]], frozenset(match.end("number") for match in items)


def _count(first: str | None, steps: int) -> str | None:
    """Return the number or letter that stands so many steps after "1" or "a"; a list begins with no other."""
    if first == "1":
        return str(1 + steps)
    return ascii_lowercase[steps : steps + 1] if first == "a" else None


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
        for start, end in split_sentences(document.quote(document.run_span(run))):
            yield (offset + start, offset + end), _block_at(document, offset + start)


def _block_at(document: SourceDocument, offset: int) -> Block:
    """Return the block that holds an offset."""
    i = bisect_right(document.blocks, offset, key=lambda block: block.start) - 1
    return document.blocks[i]
