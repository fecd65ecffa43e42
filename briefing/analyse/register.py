"""What kind of text a source is: news, official statement, commentary or reference, by its metadata or as measured."""

from collections.abc import Mapping, Sequence

from briefing.analyse.readings import Reading
from briefing.analyse.stance import BAR, weigh
from briefing.model.evidence import Attribution, Register
from briefing.model.source import SourceDocument, SourceKind

BY_KIND: Mapping[SourceKind, Register] = {
    "news": "news", "opinion": "commentary", "official": "official", "treaty": "official", "report": "reference",
    "reference": "reference", "note": "news",
}  # fmt: skip
WE = frozenset(["we", "our", "us", "i", "my", "ours"])
PROMISES = frozenset(["will", "shall"])

OFFICIAL_WE = 0.3
OFFICIAL_PROMISES = 0.35
COMMENTARY_VOICES = 0.2
COMMENTARY_JUDGES = 0.3
"""Shares of sentences, measured on labelled events of several kinds; see docs/decisions/0004."""


def find_register(
    document: SourceDocument, readings: Sequence[Reading], speakers: Sequence[Attribution | None]
) -> Register:
    """Return the register that the source's kind implies; measure it where no kind is stated."""
    kind = document.reference.kind
    implied = BY_KIND.get(kind) if kind is not None else None
    return implied or measure_register(readings, speakers)


def measure_register(readings: Sequence[Reading], speakers: Sequence[Attribution | None]) -> Register:
    """Tell the register by how often sentences say "we", promise, give another's words and judge; else it is news."""
    total = max(len(readings), 1)
    we = sum(1 for r in readings if WE & set(r.lows) and '"' not in r.raw and "“" not in r.raw) / total
    promises = sum(1 for r in readings if PROMISES & set(r.lows)) / total
    if we > OFFICIAL_WE and promises > OFFICIAL_PROMISES:
        return "official"
    voices = sum(1 for speaker in speakers if speaker is not None) / total
    if voices >= COMMENTARY_VOICES:
        return "news"
    judged = sum(1 for r in readings if weigh(r).judgement >= BAR) / total
    return "commentary" if judged >= COMMENTARY_JUDGES else "news"
