"""What kind of text a source is: news, official statement, commentary or reference, by its metadata or as measured."""

from collections.abc import Mapping, Sequence

from briefing.analyse.attribution import say_verbs
from briefing.analyse.readings import Reading
from briefing.analyse.stance import weigh
from briefing.model.evidence import Register
from briefing.model.source import SourceDocument, SourceKind

BY_KIND: Mapping[SourceKind, Register] = {
    "news": "news", "opinion": "commentary", "official": "official", "treaty": "official", "report": "reference",
    "reference": "reference", "note": "news",
}  # fmt: skip
WE = frozenset(["we", "our", "us", "i", "my", "ours"])
PROMISES = frozenset(["will", "shall"])

OFFICIAL_WE = 0.3
OFFICIAL_PROMISES = 0.35
COMMENTARY_SAYS = 0.2
COMMENTARY_JUDGES = 0.3
"""Shares of sentences, measured on labelled events of several kinds; see docs/decisions/0004."""


def find_register(document: SourceDocument, readings: Sequence[Reading]) -> Register:
    """Return the register that the source's kind implies; measure it where no kind is stated."""
    kind = document.reference.kind
    return BY_KIND[kind] if kind is not None else measure_register(readings)


def measure_register(readings: Sequence[Reading]) -> Register:
    """Tell the register by how often sentences say "we", promise, report speech and judge; news where nothing stands out."""
    total = max(len(readings), 1)
    we = sum(1 for r in readings if WE & set(r.lows) and '"' not in r.raw and "“" not in r.raw) / total
    promises = sum(1 for r in readings if PROMISES & set(r.lows)) / total
    if we > OFFICIAL_WE and promises > OFFICIAL_PROMISES:
        return "official"
    says = sum(1 for r in readings if say_verbs() & set(r.lows)) / total
    judged = sum(1 for r in readings if weigh(r, ())[0] >= 0.5) / total  # noqa: PLR2004  # one mild word
    return "commentary" if says < COMMENTARY_SAYS and judged >= COMMENTARY_JUDGES else "news"
