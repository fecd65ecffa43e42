"""Which language a text is in, as Word is told: by the kind of script that the language is written in."""

from briefing.model.scripts import Kind
from briefing.render.docx.xml import Attributes, element

_EAST_ASIAN = frozenset({"zh", "ja", "ko"})
_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "ur", "yi"})
_DEFAULTS: Attributes = {"w:val": "en-GB", "w:eastAsia": "ko-KR", "w:bidi": "ar-SA"}


def write_language(language: str) -> str:
    """Return w:lang for a run in a language; Word keeps one for each of three kinds of script."""
    return element("w:lang", {_attribute(language): language})


def name_language(language: str, kind: Kind) -> str:
    """Return w:lang for a run in a kind of script; nothing where its language is not known."""
    attribute = {"plain": "w:val", "east-asian": "w:eastAsia", "complex": "w:bidi"}[kind]
    return element("w:lang", {attribute: language}) if language else ""


def write_languages(language: str) -> str:
    """Return w:lang for a document in a language: that language for its kind of script, one for each other kind."""
    return element("w:lang", {**_DEFAULTS, _attribute(language): language})


def _attribute(language: str) -> str:
    primary = language.partition("-")[0].lower()
    if primary in _EAST_ASIAN:
        return "w:eastAsia"
    return "w:bidi" if primary in _RIGHT_TO_LEFT else "w:val"
