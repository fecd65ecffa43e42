"""Passages -> points: the statement, its label, its tag and what its note says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.compose.passages import Passage, speaker_of
from briefing.compose.places import find_locator
from briefing.compose.selection import Twins
from briefing.config.settings import AuthoredStatement
from briefing.model.brief import Citation, NotePlan, NoteRemark, Point, Relation, Shape
from briefing.model.evidence import Address, Analysis, Evidence
from briefing.model.marks import fold_space
from briefing.model.source import SourceDocument, SourceId, Span
from briefing.model.statement import Authored, Derived, Insertion, Statement, Verbatim
from briefing.packs.manifest import SectionSpec
from briefing.packs.phrases import Phrases

MOST_CITED = 4
"""Sources in one note: more is a list, not a note."""
REPORTED_BY = re.compile(
    r"^(?:This|The|That)\s.{0,80}?\b(?:was|were|is|are)\s(?:first\s)?reported\sby\s(?P<who>[^.;,]+)"
)
FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]urs?|us|I|[Mm]y)\b")
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
QUOTATION = re.compile(r"“[^“”]+”?|\"[^\"]+\"?")
"""A sentence inside a quotation, to its end or going on."""
NAME = re.compile(r"(?:[A-Z][\w’'&.-]*\s?)+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PointMaker:
    """Make points of passages. Holds what notes and labels are made from."""

    analysis: Analysis
    sources: Mapping[SourceId, SourceDocument]
    evidence: Mapping[Address, Evidence]
    following: Mapping[Address, Address]
    """For each sentence the one right after it in its source."""
    twins: Twins
    phrases: Phrases

    def make(self, passage: Passage, section: str, shape: Shape, spec: SectionSpec | None) -> Point:
        """Return the point that a passage makes in a section of the given shape."""
        lead = passage.lead
        statement = Statement(
            id=passage.id, pieces=passage.pieces, section=section, status=lead.status, speaker=speaker_of(lead),
            type="verbatim" if all(isinstance(piece, Verbatim) for piece in passage.pieces) else "edited",
            claims=passage.addresses,
        )  # fmt: skip
        label, qualifier = self._label(passage, shape, spec)
        return Point(
            statement=statement, note=self._plan_note(passage), label=label, qualifier=qualifier,
            tag=_name_tag(lead), addresses=passage.addresses,
        )  # fmt: skip

    def _label(self, passage: Passage, shape: Shape, spec: SectionSpec | None) -> tuple[Derived | None, Derived | None]:
        """Return what stands before a statement of this shape, and what stands beside that."""
        match shape:
            case "table":
                return self.name_group(passage, spec), self._say_we(passage)
            case "labelled":
                return self._name_speaker(passage)
            case "bullets":
                return None, self._say_we(passage)

    def _say_we(self, passage: Passage) -> Derived | None:
        """Return whose "we" a statement speaks of, where no label says it: the signatory, else the text's own title.

        A fact that only the text of a commentary tells is said to be one.
        """
        if self._is_commentary(passage.lead) and all(map(self._is_commentary, self._find_twins(passage))):
            return Derived(text=self.phrases.say("qualifier-commentary"), rule="register")
        lead, reference = passage.lead, self.sources[passage.lead.sentence.source].reference
        if lead.voice == "speaker" or not FIRST_PERSON.search(QUOTED.sub("", passage.text)):
            return None
        if lead.attribution is not None:
            return Derived(text=lead.attribution.name, rule="signatory")
        title = reference.title or reference.publisher
        return Derived(text=title, rule="title") if title else None

    def _find_twins(self, passage: Passage) -> list[Evidence]:
        addresses = {twin for e in passage.evidence for twin in self.twins.partners(e.address)}
        return [self.evidence[address] for address in sorted(addresses)]

    def _is_commentary(self, lead: Evidence) -> bool:
        return lead.attribution is None and self.analysis.registers[lead.sentence.source] == "commentary"

    def make_authored(self, authored: AuthoredStatement, number: int) -> Point:
        """Return the point of an editor's own sentence, with the passages that carry it as its note."""
        statement = Statement(
            id=f"authored:{number}", pieces=(Authored(authored.text, authored.by),), type="authored",
            section=authored.section, claims=authored.cites,
        )  # fmt: skip
        citations = [self._cite([self.evidence[address]], "words") for address in authored.cites]
        label = Derived(text=self.phrases.say("authored-by", by=authored.by), rule="author")
        return Point(statement=statement, note=NotePlan(tuple(citations)), label=label, tag="tag-authored")

    def _plan_note(self, passage: Passage) -> NotePlan:
        own = self._cite(passage.evidence, "words")
        others: dict[SourceId, tuple[float, Citation]] = {}
        for match in (m for e in passage.evidence for m in self.twins.of.get(e.address, ())):
            twin = self.evidence[match.right if match.left in passage.addresses else match.left]
            dated = any(isinstance(piece, Insertion) and piece.kind == "date" for piece in passage.pieces)
            alone = len(passage.evidence) == 1 and not dated
            relation: Relation = "same" if match.full and alone else "see-also"
            known = others.get(twin.sentence.source)
            if known is None or known[0] < match.score:
                others[twin.sentence.source] = (match.score, self._cite([twin], relation))
        ranked = sorted(others.values(), key=lambda item: (item[1].relation != "same", -item[0], item[1].source))
        cited = (own, *(citation for _, citation in ranked[: MOST_CITED - 1]))
        return NotePlan(cited, tuple(self._remark(passage)))

    def _cite(self, evidence: Sequence[Evidence], relation: Relation) -> Citation:
        numbers = {n for e in evidence for n in range(e.sentence.paragraph, e.sentence.last_paragraph + 1)}
        via = next(filter(None, (self._find_via(e, evidence) for e in evidence)), None)
        source = evidence[0].sentence.source
        locator = find_locator(self.sources[source], (e.sentence.span for e in evidence))
        return Citation(
            source=source, paragraphs=tuple(sorted(numbers)), relation=relation, via=via, locator=locator,
            quoted=self._find_quoted(evidence),
        )  # fmt: skip

    def _find_quoted(self, evidence: Sequence[Evidence]) -> str | None:
        """Return who says sentences that are quotations from end to end; None for the author or signatory himself."""
        names = {e.attribution.name if e.attribution is not None and e.attribution.named else None for e in evidence}
        name = names.pop()
        reference = self.sources[evidence[0].sentence.source].reference
        if name is None or names or name in (*reference.authors, reference.speaker):
            return None
        return name if all(QUOTATION.fullmatch(self._quote(e.sentence.span)) for e in evidence) else None

    def _find_via(self, evidence: Evidence, together: Sequence[Evidence]) -> str | None:
        """Return whom the next sentence names as the reporter of this one; None where it is printed with it anyway."""
        address = self.following.get(evidence.address)
        follower = self.evidence.get(address) if address is not None else None
        if follower is None or follower in together or not follower.leans:
            return None
        match = REPORTED_BY.match(self._quote(follower.sentence.span))
        name = NAME.search(match.group("who").strip()) if match is not None else None
        return name.group().strip() if name is not None else None

    def _remark(self, passage: Passage) -> list[NoteRemark]:
        spans = {span.source: span for edited in passage.edits for span in edited.dated_by}
        remarks = [NoteRemark("date-inferred", self._cite_span(span)) for span in spans.values()]
        if any(edited.undated for edited in passage.edits):
            remarks.append(NoteRemark("date-unresolved"))
        return remarks

    def _cite_span(self, span: Span) -> Citation:
        source = self.sources[span.source]
        block = next(b for b in source.blocks if b.start <= span.start < b.end)
        return Citation(source=span.source, paragraphs=(block.number,), locator=find_locator(source, [span]))

    def name_group(self, passage: Passage, spec: SectionSpec | None) -> Derived:
        """Return the name of the cue group that speaks loudest in a passage."""
        groups = {group.id: group.label for group in spec.groups} if spec is not None else {}
        label = next((groups[e.group] for e in passage.evidence if e.group and groups.get(e.group)), "label-other")
        words = self.phrases.say(label) if label in self.phrases.entries else label
        return Derived(text=words, rule="cue-group")

    def _name_speaker(self, passage: Passage) -> tuple[Derived | None, Derived | None]:
        lead = passage.lead
        speaker = lead.attribution
        if speaker is not None:
            role = speaker.role
            inside = role is None or any(self._holds(e, role) for e in passage.evidence)
            qualifier = None if inside or role is None else Derived(text=self._quote(role), rule="role", basis=(role,))
            return Derived(text=speaker.name, rule="speaker", basis=(speaker.basis,)), qualifier
        if lead.status == "opinion":
            return self._name_commentary(lead)
        naming = next((n for n in lead.namings if n.west and not n.party), None) or next(iter(lead.namings), None)
        if naming is not None:
            return Derived(text=naming.actor, rule="actor", basis=(naming.span,)), None
        return Derived(text=self.phrases.say("label-unnamed"), rule="unnamed"), None

    def _holds(self, evidence: Evidence, role: Span) -> bool:
        """Say whether a sentence gives the role itself, in its place or in the same words."""
        return evidence.sentence.span.contains(role) or self._quote(role) in self._quote(evidence.sentence.span)

    def _name_commentary(self, lead: Evidence) -> tuple[Derived, Derived]:
        authors = self.sources[lead.sentence.source].reference.authors
        words = self.phrases.join(authors) if authors else self.phrases.say("label-unsigned-commentary")
        qualifier = Derived(text=self.phrases.say("qualifier-opinion"), rule="status")
        return Derived(text=words, rule="author"), qualifier

    def _quote(self, span: Span) -> str:
        return fold_space(self.sources[span.source].quote(span))


def _name_tag(lead: Evidence) -> str | None:
    """Return the phrase of the boxed word before a claim: a denial is told apart from an allegation."""
    if lead.status != "alleged":
        return None
    return "tag-denied" if lead.denies else "tag-alleged"
