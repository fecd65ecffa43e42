"""The first look at one source: its sentences, and what the analysis of the others must know of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.analyse.cues import CueIndex, compile_cue
from briefing.analyse.lexicons import load_words
from briefing.analyse.parties import Tally, count_parties
from briefing.analyse.people import Person, find_persons
from briefing.analyse.readings import Reading, read_sentence
from briefing.analyse.sentences import find_sentences
from briefing.model.evidence import Sentence
from briefing.model.source import SourceDocument
from briefing.packs.manifest import CheckSpec

ENGLISH = 0.2
"""Share of English function words below which a source is taken to be in another language (English news: 0.4)."""
FEW = 12
"""Words below which a source's language cannot be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What the first look at one source finds."""

    sentences: tuple[Sentence, ...]
    """Those set aside included."""
    english: bool
    persons: tuple[Person, ...]
    """Every mention, in reading order."""
    tally: Tally
    answered: frozenset[str]
    """The checks of the pack that some sentence has the words for."""


class Checklist:
    """The checks of a pack that look for words, ready to be answered."""

    def __init__(self, checks: Sequence[CheckSpec]) -> None:
        """Compile the cues once."""
        self.ids = tuple(check.id for check in checks if check.cues)
        cued = [check for check in checks if check.cues]
        self._index = CueIndex(compile_cue(cue, n) for n, check in enumerate(cued) for cue in check.cues)

    def answer(self, readings: Sequence[Reading]) -> frozenset[str]:
        """Return the checks that some sentence has the words for."""
        return frozenset(self.ids[cue.owner] for reading in readings for cue in self._index.find(reading, {}))


def survey(document: SourceDocument, checklist: Checklist) -> Survey:
    """Find the sentences of one source, its language, whom it names, and what it answers."""
    sentences = find_sentences(document)
    readings = read_report(document, sentences)
    return Survey(
        sentences=sentences,
        english=speaks_english(readings),
        persons=find_persons(readings),
        tally=count_parties(readings),
        answered=checklist.answer(readings),
    )


def read_report(document: SourceDocument, sentences: Sequence[Sentence]) -> tuple[Reading, ...]:
    """Make the sentences that are part of the report ready for the rules."""
    return tuple(read_sentence(document, sentence) for sentence in sentences if sentence.set_aside is None)


def speaks_english(readings: Sequence[Reading]) -> bool:
    """Say whether enough of the words are English function words; a source of a few words gets the benefit of doubt."""
    words = [low for reading in readings for low in reading.lows]
    common = load_words("grammar", "function")
    return len(words) < FEW or sum(map(common.__contains__, words)) >= ENGLISH * len(words)
