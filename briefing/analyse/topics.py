"""Under which heading a sentence belongs: cues with weights, speakers, actors, register, all declared in the pack."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing.analyse.cues import Classes, Cue, CueIndex, compile_cue
from briefing.analyse.people import span_of
from briefing.analyse.readings import Actor, Reading
from briefing.model.evidence import Attribution, Naming, Reason, Register, Status
from briefing.packs.manifest import SectionSpec

FURTHER_CUE = 0.35
"""What each further cue of a group adds, as a share of the first: one thing said in many words is one thing."""
FURTHER_CUES = 3
NEIGHBOUR = 0.25
"""How much of a neighbour's score a sentence of the same paragraph takes on: a paragraph is about one thing."""
WORTH_NAMING = 0.05
"""A loan from the neighbours below this is no reason."""
SUBJECT = 6
"""Within how many words from its start a sentence names its subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What is known of a sentence beside its words."""

    register: Register
    status: Status
    speaker: Attribution | None
    signed: bool
    """Whether the sentence is in the voice of an official statement's signatory or publisher."""
    owner: Actor | None = None
    """The government or body whose statement it is."""


@dataclass(frozen=True, slots=True)
class Score:
    """How well a sentence fits one section, and every reason."""

    value: float
    reasons: tuple[Reason, ...]
    group: str | None


NO_SCORE = Score(0.0, (), None)


class Sorter:
    """The cues of all sections, ready to score sentences."""

    def __init__(self, sections: Sequence[SectionSpec], parties: Sequence[Actor]) -> None:
        """Compile the cues once; parties decide what {party} and {western} mean."""
        self.sections = tuple(sections)
        self._groups = [(section, group) for section in sections for group in section.groups]
        cues = [compile_cue(text, n) for n, (_, group) in enumerate(self._groups) for text in group.cues]
        self._index = CueIndex(cues)
        self._parties = frozenset(actor.name for actor in parties)
        self._tables = {section.id: _list_bonuses(section) for section in sections}

    def find(self, reading: Reading) -> list[Cue]:
        """Return the cues that a sentence fires."""
        return self._index.find(reading, self.classes(reading))

    def score(self, reading: Reading, traits: Traits, cues: Sequence[Cue]) -> dict[str, Score]:
        """Return the score of a sentence that fires some cues for each section, by the section's id."""
        fired: dict[str, list[Cue]] = {}
        for cue in cues:
            fired.setdefault(self._groups[cue.owner][0].id, []).append(cue)
        facts = self.traits_of(reading, traits)
        return {section.id: self._score(section, fired.get(section.id, ()), facts) for section in self.sections}

    def concepts(self, cues: Sequence[Cue]) -> frozenset[str]:
        """Return the labelled groups of the cues that a sentence fires: what it says in whatever words."""
        groups = (self._groups[cue.owner][1] for cue in cues)
        return frozenset(group.id for group in groups if group.label)

    def namings(self, reading: Reading) -> tuple[Naming, ...]:
        """Return the actors that a sentence names, with their places in the source."""
        return tuple(
            Naming(
                m.actor.name, span_of(reading, m.index, m.index + m.length), m.actor.west, m.actor.name in self._parties
            )
            for m in reading.mentions
        )

    def classes(self, reading: Reading) -> Classes:
        """Say where a sentence names a party, a Western actor or any actor."""
        party, western, country = {}, {}, {}
        for mention in reading.mentions:
            country[mention.index] = mention.length
            if mention.actor.name in self._parties:
                party[mention.index] = mention.length
            elif mention.actor.west:
                western[mention.index] = mention.length
        return {"party": party, "western": western, "country": country}

    def traits_of(self, reading: Reading, traits: Traits) -> dict[str, frozenset[str]]:
        """Name everything about a sentence that a section may reward, by the table of the pack that does."""
        return {
            "register": frozenset([traits.register]),
            "status": frozenset([traits.status])
            | ({"unattributed-opinion"} if _is_own_opinion(traits) else frozenset()),
            "speakers": self._speaker_traits(traits),
            "actors": self._actor_traits(reading),
        }

    def _speaker_traits(self, traits: Traits) -> frozenset[str]:
        speaker = traits.speaker
        if speaker is None or (traits.signed and traits.owner is not None):
            return self._owner_traits(traits)
        if speaker.side == "expert" or speaker.former:
            return frozenset(["expert"])
        found = {"any", speaker.side, "western" if speaker.west else "third" if speaker.actor else "unplaced"}
        if speaker.actor in self._parties:
            found |= {"party"} | ({"western-party"} if speaker.west else {"other-party"})
            found -= {"western", "third"}
        return frozenset(found)

    def _owner_traits(self, traits: Traits) -> frozenset[str]:
        owner = traits.owner
        if not traits.signed or owner is None:
            return frozenset(["none"])
        if owner.name in self._parties:
            return frozenset(["party-statement"])
        return frozenset(["western-statement" if owner.west else "third-statement"])

    def _actor_traits(self, reading: Reading) -> frozenset[str]:
        names = {mention.actor.name for mention in reading.mentions}
        parties = names & self._parties
        found = {"two-parties"} if len(parties) > 1 else {"one-party"} if parties else {"no-party"}
        subject = next((m.actor for m in reading.mentions if m.index < SUBJECT), None)
        if subject is not None:
            kind = "party" if subject.name in self._parties else "western" if subject.west else "third"
            found.add(f"{kind}-subject")
        if any(m.actor.west and m.actor.name not in self._parties for m in reading.mentions):
            found.add("western")
        if names - self._parties and not any(m.actor.west for m in reading.mentions):
            found.add("third")
        return frozenset(found)

    def _score(self, section: SectionSpec, fired: Sequence[Cue], facts: Mapping[str, frozenset[str]]) -> Score:
        if section.needs_cue and not fired:
            return Score(min(0.0, section.threshold), (), None)
        reasons: list[Reason] = []
        best: tuple[bool, float, str | None] = (False, 0.0, None)
        for owner in dict.fromkeys(cue.owner for cue in fired):
            group = self._groups[owner][1]
            cues = [cue.text for cue in fired if cue.owner == owner]
            value = group.weight * (1 + FURTHER_CUE * min(len(cues) - 1, FURTHER_CUES))
            reasons.append(_give_reason(f"{group.id}: {', '.join(cues)}", round(value, 3)))
            if (bool(group.label), value) > best[:2]:
                best = (bool(group.label), value, group.id)
        for table, bonuses in self._tables[section.id]:
            reasons += [
                _give_reason(f"{table} {name}", bonuses[name]) for name in sorted(facts[table] & bonuses.keys())
            ]
        return Score(sum(reason.weight for reason in reasons), tuple(reasons), best[2])


def _list_bonuses(section: SectionSpec) -> list[tuple[str, Mapping[str, float]]]:
    """Return what a section adds for things beside the words, where it adds any."""
    tables = {
        "register": section.register,
        "status": section.status,
        "speakers": section.speakers,
        "actors": section.actors,
    }
    return [(name, bonuses) for name, bonuses in tables.items() if bonuses]


@lru_cache(maxsize=1 << 16)
def _give_reason(name: str, weight: float) -> Reason:
    """Return a reason, the same one for the same words: most sentences have them in common."""
    return Reason(name, weight)


def _is_own_opinion(traits: Traits) -> bool:
    return traits.status == "opinion" and traits.speaker is None


def smooth(readings: Sequence[Reading], scores: Sequence[Mapping[str, Score]]) -> list[dict[str, Score]]:
    """Let sentences of one paragraph lend each other a part of their score; what is against a section is not lent."""
    smoothed: list[dict[str, Score]] = []
    for n, own in enumerate(scores):
        near = [m for m in (n - 1, n + 1) if 0 <= m < len(scores) and _same_paragraph(readings[n], readings[m])]
        smoothed.append({name: _lend(score, [scores[m][name].value for m in near]) for name, score in own.items()})
    return smoothed


def _same_paragraph(left: Reading, right: Reading) -> bool:
    one, other = left.sentence, right.sentence
    return (
        one.source == other.source and one.paragraph <= other.last_paragraph and other.paragraph <= one.last_paragraph
    )


def _lend(score: Score, neighbours: Sequence[float]) -> Score:
    lent = sum(max(value, 0.0) for value in neighbours) / len(neighbours) * NEIGHBOUR if neighbours else 0.0
    if lent < WORTH_NAMING:
        return score
    return Score(score.value + lent, (*score.reasons, _give_reason("same paragraph", round(lent, 3))), score.group)


def choose_section(sections: Sequence[SectionSpec], scores: Mapping[str, Score]) -> str | None:
    """Return the section whose bar a sentence clears by most, None for background; the pack's order breaks ties."""
    margins = [(scores[s.id].value - s.threshold, -n, s.id) for n, s in enumerate(sections)]
    best = max(margins, default=(-1.0, 0, ""))
    return best[2] if best[0] >= 0 else None
