"""The quotation marks of a language round titles, and what becomes of those that a title has of its own."""

import re
from dataclasses import dataclass

from briefing.packs.notation import Notation
from briefing.packs.phrases import Phrases

_STRAIGHT = re.compile(r'"([^"]+)"')
_PAIRS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[„‟]([^„“”]+)[“”]",
        r"“([^“”]+)”",
        r"[«»]\s?([^«»]+?)\s?[«»]",
        r"(?<!\w)[\u201a‘]([^\u201a]+?)[‘’](?!\w)",
        r"[\u2039\u203a]\s?([^\u2039\u203a]+?)\s?[\u2039\u203a]",
    )
)
"""Quotations as English, French, German and Swiss titles have them; an apostrophe within a word ends none."""
_OPENED, _CLOSED = "\ue000", "\ue001"
"""Stand for the marks meanwhile: the closing mark of one language opens in another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationMarks:
    """The marks round a title, those round a quotation in it, and whether commas and stops stand inside them."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str
    inside: bool

    def nest(self, title: str) -> str:
        """Return a title with the inner marks round its own quotations; what only one mark opens or ends stays."""
        nested = _STRAIGHT.sub(_wrap, title)
        for pair in _PAIRS:
            nested = pair.sub(_wrap, nested)
        return nested.replace(_OPENED, self.inner_opening).replace(_CLOSED, self.inner_closing)


def _wrap(match: re.Match[str]) -> str:
    return f"{_OPENED}{match[1].replace(_OPENED, '').replace(_CLOSED, '')}{_CLOSED}"


def is_english(phrases: Phrases) -> bool:
    """Say whether a language is English, whose rules the switches of a pack for notes are about."""
    return phrases.language.partition("-")[0].lower() == "en"


def find_marks(phrases: Phrases, notation: Notation) -> QuotationMarks:
    """Return the marks that the phrases of a language say.

    Commas and stops stand inside them in English alone (Chicago Manual, 6.9), unless a pack asks for single marks,
    which are then the outer ones and have them outside; French and German have them outside (Lexique des règles
    typographiques, Guillemets; Duden, Anführungszeichen).
    """
    outer = phrases.say("quote-open"), phrases.say("quote-close")
    inner = phrases.say("quote-inner-open"), phrases.say("quote-inner-close")
    single = is_english(phrases) and notation.quotation == "single"
    (opening, closing), (inner_opening, inner_closing) = (inner, outer) if single else (outer, inner)
    return QuotationMarks(
        opening=opening, closing=closing, inner_opening=inner_opening, inner_closing=inner_closing,
        inside=is_english(phrases) and not single,
    )  # fmt: skip
