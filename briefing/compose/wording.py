"""The fixed words of notes: phrases of the pack with values put into them, each part answering for itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from briefing.compose.punctuation import capitalise, close_sentence, join_parts, merge_texts
from briefing.compose.quotation import QuotationMarks, find_marks
from briefing.model.brief import Citation
from briefing.model.document import Inline, Inlines, Text
from briefing.model.source import PartialDate
from briefing.packs.notation import Notation
from briefing.packs.phrases import Phrases

_TO_SINGLE = str.maketrans("“”", "‘’")


def derived(text: str) -> Inlines:
    """Make a text that a rule takes from a source or its metadata; no text makes nothing."""
    return (Text(text, "derived"),) if text else ()


@dataclass(frozen=True, slots=True)
class Wording:
    """Say the pack's phrases as inlines, and punctuate as the pack wants it."""

    phrases: Phrases
    notation: Notation = field(default_factory=Notation)
    marks: QuotationMarks = field(init=False)
    """The quotation marks of the language, as the pack wants them."""

    def __post_init__(self) -> None:
        """Find the marks once: each part of each note is joined by them."""
        object.__setattr__(self, "marks", find_marks(self.phrases, self.notation))

    def join(self, parts: Iterable[Inlines]) -> Inlines:
        """Join the parts that are not empty by commas."""
        return join_parts(parts, inside=self.marks.inside)

    def close(self, children: Inlines) -> Inlines:
        """Make a sentence: a capital at its beginning, a full stop at its end."""
        return close_sentence(capitalise(children), inside=self.marks.inside)

    def follow(self, sentences: Iterable[Inlines]) -> Inlines:
        """Make a sentence of each part that is not empty, one after the other."""
        return join_parts((self.close(sentence) for sentence in sentences if sentence), mark="")

    def say(self, key: str, **values: Inlines) -> Inlines:
        """Return a phrase with its values: the words are the pack's, the values keep their origin."""
        inlines: list[Inline] = []
        for part, is_value in self.phrases.parts(key, values):
            # A value comes back as the very tuple that was given for it.
            inlines += part if is_value and isinstance(part, tuple) else (self._fix(str(part)),)
        return merge_texts(inlines)

    def _fix(self, words: str) -> Text:
        """Make a text of the pack's own words; quotation marks in them are those of titles."""
        return Text(words.translate(_TO_SINGLE) if self.marks.opening == "‘" else words)

    def date(self, date: PartialDate) -> Inlines:
        """Write a date as precisely as it is known."""
        return derived(self.phrases.say_date(date))

    def locator(self, paragraphs: Sequence[int]) -> Inlines:
        """Name paragraphs: "para. 3", those that follow each other "paras. 9–10", else "paras. 3 and 5"."""
        if not paragraphs:
            return ()
        key = "note-para" if len(set(paragraphs)) == 1 else "note-paras"
        return self.say(key, n=self.series([derived(stretch) for stretch in _list_stretches(paragraphs)]))

    def place(self, citation: Citation) -> Inlines:
        """Name the place of a citation: its pages or articles where the source has them, else its paragraphs."""
        if citation.locator is None:
            return self.locator(citation.paragraphs)
        places = citation.locator.places
        key = f"note-{citation.locator.kind}" + ("" if len(places) == 1 else "s")
        numbers = [int(place) for place in places if place.isdecimal()]
        listed = _list_stretches(numbers) if len(numbers) == len(places) else places
        return self.say(key, n=self.series([derived(stretch) for stretch in listed]))

    def series(self, items: Sequence[Inlines]) -> Inlines:
        """Join items as a sentence does: "a", "a and b", "a, b and c"; nothing for none."""
        *first, last = items or [()]
        words: list[Inline] = []
        for number, item in enumerate(first, start=1):
            mark = "list-comma" if number < len(first) else "list-and" if number > 1 else "list-pair"
            words += (*item, *self.say(mark))
        return merge_texts((*words, *last))


def _list_stretches(numbers: Sequence[int]) -> list[str]:
    """List numbers in order, those that follow each other as a range."""
    ordered = sorted(set(numbers))
    breaks = [index for index, (left, right) in enumerate(pairwise(ordered), start=1) if right != left + 1]
    ends = [(ordered[start], ordered[end - 1]) for start, end in pairwise([0, *breaks, len(ordered)])]
    return [str(first) if first == last else f"{first}–{last}" for first, last in ends]
