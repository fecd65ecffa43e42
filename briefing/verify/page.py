"""The page as it is read back against the page as it was recorded: what is new, altered, moved or gone."""

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from briefing.packs.lookup import Pack
from briefing.packs.phrases import Phrases
from briefing.verify.delivered import Delivered, Line
from briefing.verify.docx import read_letterhead
from briefing.verify.problems import Problem, mark_difference
from briefing.verify.record import Record

_HEAD = ("title", "subtitle", "kicker", "marking", "notice")
"""The title first: where it is no other than the kicker, this may stand in the header alone."""


def split_head(delivered: Delivered, record: Record) -> tuple[list[Line], list[Problem]]:
    """Return the lines of the body, and what is wrong with the title and the facts above it.

    The facts stand label by label or value by value, as the format has it; each keeps its order.
    """
    lines = list(delivered.lines)
    problems: list[Problem] = []
    for name in _HEAD:
        text = delivered.as_printed(record.masthead.get(name, ""))
        place = next((n for n, line in enumerate(lines) if line.text == text), None)
        if place is not None and text:
            lines.pop(place)
        elif text and name in {"title", "subtitle"}:
            found = lines[0].text if lines else ""
            problems.append(Problem("head-altered", f"the {name} is not the recorded one", text, found))
    for column in zip(*record.facts, strict=True):
        start = 0
        for text in map(delivered.as_printed, column):
            place = next((n for n in range(start, len(lines)) if lines[n].text == text), None)
            if place is None:
                problems.append(Problem("fact-missing", f"a fact under the title is not as recorded: “{text}”"))
            else:
                lines.pop(place)
                start = place
    return lines, problems


def drop_contents(lines: list[Line], delivered: Delivered, pack: Pack | None) -> list[Line]:
    """Return the lines without the heading of the list of contents, which each format sets where it has one."""
    heading = pack.phrases.entries.get("contents", "") if pack is not None else ""
    place = next((n for n, line in enumerate(lines) if line.text == heading), None) if delivered.contents else None
    return [line for n, line in enumerate(lines) if n != place]


def compare_page(
    lines: Sequence[Line], delivered: Delivered, record: Record
) -> tuple[dict[int, Problem], list[Problem]]:
    """Return what is wrong with lines, by their place, and with what is not there any more."""
    before, after = [delivered.as_printed(text) for text in record.page], [line.text for line in lines]
    wrong: dict[int, Problem] = {}
    gone: list[str] = []
    sides = [[delivered.level(text) for text in side] for side in (before, after)]
    matcher = difflib.SequenceMatcher(a=sides[0], b=sides[1], autojunk=False)
    for kind, low, high, start, end in matcher.get_opcodes():
        if kind == "replace" and high - low == end - start:
            for expected, place in zip(before[low:high], range(start, end), strict=True):
                left, right = mark_difference(expected, after[place])
                wrong[place] = Problem("line-altered", "this line is not as recorded", left, right)
        elif kind != "equal":
            gone += before[low:high]
            wrong |= {place: Problem("line-new", "this line is not in the record") for place in range(start, end)}
    left_over = Counter(gone)
    for place, problem in wrong.items():
        if problem.code == "line-new" and left_over[after[place]]:
            left_over[after[place]] -= 1
            wrong[place] = Problem("line-moved", "this line stands elsewhere than recorded")
    return wrong, [Problem("line-missing", f"a recorded line is gone: “{text}”") for text in left_over.elements()]


def check_running(delivered: Delivered, record: Record, pack: Pack | None) -> Iterator[Problem]:
    """Say which words of headers and footers nobody answers for; heads of tables are repeated there too."""
    phrases, known = pack.phrases if pack else None, list_running(record, pack)
    tight = sorted({tighten(delivered.as_printed(text)) for text in known} - {""}, key=len, reverse=True)
    said = phrases.say("page", page="0", pages="0") if phrases and "page" in phrases.entries else "Page 0 of 0"
    numbers = re.compile(re.escape(tighten(said)).replace("0", r"\d+"))
    for text in delivered.running:
        rest = numbers.sub("\n", tighten(text))
        for words in tight:
            rest = rest.replace(words, "\n")
        if rest.strip():
            yield Problem("running-words", f"headers and footers have words that are not recorded: “{rest.strip()}”")


def list_running(record: Record, pack: Pack | None) -> Iterator[str]:
    """Yield the texts that may stand in headers and footers, kind by kind; a further kind has its line here."""
    yield from record.masthead.values()
    yield from record.page
    yield from (text for pair in record.facts for text in pair)
    house = pack.theme.reference if pack is not None else None
    yield from read_letterhead(house.data) if house is not None else ()


def tighten(text: str) -> str:
    """Return a text without white space and case, which running heads are set in as the theme likes."""
    return re.sub(r"\s+", "", text).casefold()


def check_contents(delivered: Delivered, lines: Sequence[Line]) -> Iterator[Problem]:
    """Say which entries of the list of contents are no heading of the page."""
    headings = {tighten(line.text) for line in lines}
    for entry in delivered.contents:
        bare = re.sub(r"[\s.…·]*\d*$", "", entry)
        if tighten(entry) not in headings and tighten(bare) not in headings:
            yield Problem("contents-words", f"the list of contents names what is no heading: “{entry}”")


def check_signposts(delivered: Delivered, phrases: Phrases) -> Iterator[Problem]:
    """Say which words that lead about a page are not those of the pack; numbers of notes stand in them."""
    for key, text in delivered.signposts:
        said = phrases.say(key, number="0") if key in phrases.entries else ""
        if not re.fullmatch(re.escape(said).replace("0", "[0-9]+"), text):
            yield Problem("signpost-words", f"“{text}” is none of the pack's words for finding one's way", said, text)
