"""Small dossiers as Markdown: before each sentence stands what analysis would find, so composing is tested alone.

    ### 000 news 2024-06-20
    1. {treaty-terms signature 1.5} The pact was signed. {leans} It binds both.
    2. {aside} *****
    Same: 000:1.1 = 001:2.1 0.8
    Limits: key_points 2

In braces, in any order: a section, a cue group, a status, a salience, `leans`, `denies`, `aside`, `foreign`,
`by=A_Name` with `role=words_of_the_source`, `for=Country`, `west` and `unnamed`, and `names=Country`, a Western one
with `*`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.analyse.dates import find_dates, resolve_dates
from briefing.analyse.readings import read_sentence
from briefing.analyse.twins import date_by_twins
from briefing.compose.brief import compose_brief
from briefing.compose.pieces import print_pieces
from briefing.config.dossier import read_settings
from briefing.config.settings import Settings
from briefing.model.brief import Brief, ChronologyEntry, Citation, NoteRemark, Point
from briefing.model.evidence import (
    Address,
    Analysis,
    Attribution,
    DateMention,
    Evidence,
    Match,
    Naming,
    Register,
    Sentence,
)
from briefing.model.finding import Finding
from briefing.model.marks import fold_space
from briefing.model.source import Block, PartialDate, Reference, Run, SourceDocument, SourceId, Span
from briefing.packs.lookup import Pack
from briefing.packs.manifest import CheckSpec, CueGroup, KeyPointSlot, Limits, Pending, SectionSpec
from tests.compose.briefs import PLAIN

FOLDER = Path(__file__).resolve().parents[1] / "fixtures" / "compose"
STATUSES = {"reported", "alleged", "opinion", "quote"}
SECTIONS = (
    SectionSpec(
        id="treaty-terms", title="Treaty terms", shape="table", columns=("column-provision", "column-as-reported"),
        pending=Pending(group="signature", check="force", phrase="legend-not-in-force"),
        groups=(CueGroup(id="signature", label="Signature"), CueGroup(id="defence", label="label-mutual-defence"),
                CueGroup(id="instrument")),
    ),
    SectionSpec(id="military-cooperation", title="Military cooperation"),
    SectionSpec(id="western-response", title="Western response", shape="labelled"),
    SectionSpec(
        id="analyst-views", title="Analyst views", shape="labelled", budget=3, status={"unattributed-opinion": 1.0},
    ),
)  # fmt: skip
SLOTS = (
    KeyPointSlot(id="event", sections=("treaty-terms",), groups=("signature",), status=("reported",)),
    KeyPointSlot(id="terms", sections=("treaty-terms",), groups=("defence",), status=("reported",)),
    KeyPointSlot(id="flows", sections=("military-cooperation",), status=("reported",)),
    KeyPointSlot(id="alleged", sections=("military-cooperation", "western-response"), status=("alleged",)),
    KeyPointSlot(id="response", sections=("western-response",)),
    KeyPointSlot(id="assessment", sections=("analyst-views",)),
)
CHECKS = (
    CheckSpec(id="text", phrase="missing-text", cues=("text of",), kind="treaty"),
    CheckSpec(id="western", phrase="missing-western", actors="western"),
)
GROUPS = {group.id for section in SECTIONS for group in section.groups}
_CASE = re.compile(r"^## (?P<name>.+?)\n(?P<body>.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"```toml\n(.*?)```", re.DOTALL)
_SOURCE = re.compile(
    r"^### (?P<id>\w+) (?P<register>\w+)(?: (?P<date>\d{4}\S*))?\n(?P<text>(?:\d+\. .*\n)+)", re.MULTILINE
)
_SENTENCE = re.compile(r"\{([^}]*)\} ([^{]+)")
_SAME = re.compile(r"^(Same|Alike): (\S+) = (\S+)(?: ([\d.]+))?$", re.MULTILINE)
_LIMITS = re.compile(r"^Limits: (.+)$", re.MULTILINE)
_EXPECTED = re.compile(r"^- (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One dossier as it is written down, and the lines that it should give."""

    name: str
    analysis: Analysis
    settings: Settings
    pack: Pack
    expected: tuple[str, ...]

    def compose(self) -> tuple[Brief, tuple[Finding, ...]]:
        """Compose its brief."""
        return compose_brief(self.analysis, self.settings, self.pack)

    def quote(self, span: Span) -> str:
        """Return the words at a span."""
        return fold_space({d.id: d for d in self.analysis.sources}[span.source].quote(span))

    def read(self, point: Point) -> str:
        """Return a point's statement as it is printed."""
        return "".join(text.text for text in print_pieces(point.statement.pieces, self.quote))


def read_cases(name: str) -> list[Case]:
    """Read every case of a file."""
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    return [make_case(match["body"], match["name"]) for match in _CASE.finditer(text)]


def make_case(text: str, name: str = "case") -> Case:
    """Make a case of what stands under its heading."""
    toml = _TOML.search(text)
    settings, _ = read_settings(toml[1] if toml else None, "brief.toml", {})
    body = _TOML.sub("", text)
    limits = _LIMITS.search(body)
    manifest = replace(
        PLAIN.manifest, sections=SECTIONS, key_points=SLOTS, checks=CHECKS,
        limits=_read_limits(limits[1]) if limits else Limits(),
    )  # fmt: skip
    return Case(
        name=name,
        analysis=make_analysis(body, settings),
        settings=settings,
        pack=replace(PLAIN, manifest=manifest),
        expected=tuple(_EXPECTED.findall(body)),
    )


def _read_limits(text: str) -> Limits:
    return Limits(**{key: int(number) for key, number in re.findall(r"(\w+) (\d+)", text)})


def make_analysis(text: str, settings: Settings) -> Analysis:
    """Make what analysis would have found: dates are read and resolved as they are in earnest."""
    sources = [_Source(match) for match in _SOURCE.finditer(text)]
    matches = tuple(
        Match(left=Address(left), right=Address(right), score=float(score or 0.5), full=kind == "Same")
        for kind, left, right, score in _SAME.findall(text)
    )
    evidence = [found for source in sources for found in source.find_evidence()]
    dates = date_by_twins({s.document.id: s.document for s in sources}, {e.address: e.dates for e in evidence}, matches)
    return Analysis(
        sources=tuple(source.document for source in sources),
        registers={source.document.id: source.register for source in sources},
        sentences=tuple(sentence for source in sources for sentence, _ in source.sentences),
        evidence=tuple(replace(found, dates=dates[found.address]) for found in evidence),
        parties=settings.parties,
        matches=matches,
        origins={source.document.id: source.document.reference.publisher for source in sources},
        checks={},
    )


class _Source:
    """One source as its numbered lines say."""

    def __init__(self, match: re.Match[str]) -> None:
        self.id = SourceId(match["id"])
        self.register: Register = match["register"]  # type: ignore[assignment]  # a case names a register
        self.sentences: list[tuple[Sentence, str]] = []
        blocks, text = [], ""
        for number, line in enumerate(match["text"].strip().splitlines(), 1):
            text += "\n\n" if text else ""
            start = len(text)
            for count, (tags, words) in enumerate(_SENTENCE.findall(line), 1):
                text += " " if len(text) > start else ""
                self._add(number, count, Span(self.id, len(text), len(text) + len(words.strip())), tags)
                text += words.strip()
            blocks.append(Block(number=number, start=start, end=len(text)))
        date = match["date"]
        self.document = SourceDocument(
            id=self.id, file=f"{self.id}.txt", text=text, digest="0" * 64, blocks=tuple(blocks),
            runs=tuple(Run(first=b.number, last=b.number) for b in blocks),
            reference=Reference(date=PartialDate(*map(int, date.split("-"))) if date else None),
        )  # fmt: skip

    def _add(self, paragraph: int, number: int, span: Span, tags: str) -> None:
        aside = "separator" if "aside" in tags.split() else None
        sentence = Sentence(
            span=span, paragraph=paragraph, number=number, last_paragraph=paragraph,
            set_aside=aside,  # type: ignore[arg-type]  # one of the reasons
        )  # fmt: skip
        self.sentences.append((sentence, tags))

    def find_evidence(self) -> Iterator[Evidence]:
        """Yield what is found of each sentence that is part of the report."""
        known = [(s, t) for s, t in self.sentences if s.set_aside is None and "foreign" not in t.split()]
        dates = resolve_dates(self.document, [find_dates(read_sentence(self.document, s)) for s, _ in known])
        for (sentence, tags), mentions in zip(known, dates, strict=True):
            yield make_evidence(self.document, sentence, tags, mentions)


def make_evidence(
    document: SourceDocument, sentence: Sentence, tags: str, dates: tuple[DateMention, ...] = ()
) -> Evidence:
    """Make what the tags before a sentence say of it."""
    plain = [tag for tag in tags.split() if "=" not in tag]
    named = dict(tag.split("=", 1) for tag in tags.split() if "=" in tag)
    evidence = Evidence(
        sentence=sentence,
        dates=dates,
        leans="leans" in plain,
        denies="denies" in plain,
        namings=tuple(_naming(document, sentence, name) for name in named.get("names", "").split(",") if name),
        section=next((tag for tag in plain if tag in {section.id for section in SECTIONS}), None),
        group=next((tag for tag in plain if tag in GROUPS), None),
        scores={section.id: 0.5 if section.id == "military-cooperation" else 0.1 for section in SECTIONS},
        salience=next((float(tag) for tag in plain if re.fullmatch(r"[\d.]+", tag)), 1.0),
        attribution=_attribute(document, sentence, named, plain),
    )
    status = next((tag for tag in plain if tag in STATUSES), "reported")
    return replace(evidence, status=status)  # type: ignore[arg-type]  # one of the statuses


def _find(document: SourceDocument, sentence: Sentence, words: str) -> Span:
    """Return where words stand in a sentence, else anywhere in its source."""
    place = document.text.find(words, sentence.span.start)
    start = place if place >= 0 else document.text.index(words)
    return Span(document.id, start, start + len(words))


def _naming(document: SourceDocument, sentence: Sentence, name: str) -> Naming:
    actor = name.removesuffix("*").replace("_", " ")
    return Naming(actor, _find(document, sentence, actor), west=name.endswith("*"), party=not name.endswith("*"))


def _attribute(
    document: SourceDocument, sentence: Sentence, named: Mapping[str, str], plain: list[str]
) -> Attribution | None:
    if "by" not in named:
        return None
    name = named["by"].replace("_", " ")
    role = _find(document, sentence, named["role"].replace("_", " ")) if "role" in named else None
    return Attribution(
        name=name, side="other", basis=_find(document, sentence, name.split()[-1]), role=role,
        actor=named.get("for", "").replace("_", " ") or None, west="west" in plain, named="unnamed" not in plain,
    )  # fmt: skip


# ---- what a case gives, as lines -------------------------------------------------------------------------------------


def tell_fates(case: Case) -> list[str]:
    """Say where everything went: `place: statement`, then `withheld REASON: addresses`."""
    brief, _ = case.compose()
    lines = [f"summary: {case.read(point)}" for point in brief.key_points]
    lines += [f"{section.id}: {case.read(point)}" for section in brief.sections for point in section.points]
    lines += [f"chronology {entry.date.text}: {read_entry(case, entry)}" for entry in brief.chronology]
    reasons = dict.fromkeys(item.reason for item in brief.withheld)
    for reason in reasons:
        held = [str(item.address) for item in brief.withheld if item.reason == reason]
        lines.append(f"withheld {reason}: {', '.join(held)}")
    return lines


def read_entry(case: Case, entry: ChronologyEntry) -> str:
    """Return what a row of the chronology says."""
    return case.read(entry.point) if entry.point else entry.refers.text if entry.refers else ""


def tell_points(case: Case) -> list[str]:
    """Say how each point is labelled and cited: `place [label · qualifier | tag]: statement (note)`."""
    brief, _ = case.compose()
    both = [("summary", point) for point in brief.key_points]
    both += [(section.id, point) for section in brief.sections for point in section.points]
    return [f"{place}{_tell_head(point)}: {case.read(point)} ({tell_note(point)})" for place, point in both]


def _tell_head(point: Point) -> str:
    label = " · ".join(part.text for part in (point.label, point.qualifier) if part is not None)
    parts = [part for part in (label, point.tag or "") if part]
    return f" [{' | '.join(parts)}]" if parts else ""


def tell_note(point: Point) -> str:
    """Say what a note cites and remarks."""
    cited = [_tell_citation(citation) for citation in point.note.citations]
    return "; ".join([*cited, *map(_tell_remark, point.note.remarks)])


def _tell_citation(citation: Citation) -> str:
    relation = "" if citation.relation == "words" else f"{citation.relation} "
    via = f" via {citation.via}" if citation.via else ""
    return f"{relation}{citation.source} ¶{'+'.join(map(str, citation.paragraphs))}{via}"


def _tell_remark(remark: NoteRemark) -> str:
    return f"{remark.kind} {_tell_citation(remark.citation)}" if remark.citation else remark.kind
