"""What the properties of a PDF or Word file tell of it; much of what stands there nobody meant to say."""

import re
from collections.abc import Mapping

from briefing.model.marks import fold_space
from briefing.model.source import Reference

# Programs fill the title with the name of a file, and the author with the name of whoever was logged in.
_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel) ?-|untitled|(?:word )?document ?\d*\Z|presentation ?\d*\Z|anonymous"
    r"|\(?none|title\Z|default|layout ?\d*\Z)|.*\.(?:docx?|pdf|rtf|odt|indd|qxp|pptx?|xlsx?|tex|html?|ai)\Z",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"(?:admin\w*|(?:microsoft office )?user\w*|owner|author|python-docx|anonymous|unknown|unspecified|guest|default"
    r"|\(?none\)?|microsoft.*|adobe.*|.*@.*|\W*)\Z",
    re.IGNORECASE,
)
_PARTED = re.compile(r"\s*(?:;|\band\b|&)\s*")


def describe_properties(properties: Mapping[str, str]) -> Reference:
    """Return title and authors, keys as in a PDF; the dates of a file are not those of its text and are not taken."""
    title = fold_space(properties.get("Title", "")).strip()
    names = (fold_space(name).strip() for name in _PARTED.split(properties.get("Author", "")))
    return Reference(
        title=title if title and not _NO_TITLE.match(title) else None,
        authors=tuple(name for name in names if name and not _is_login(name)),
    )


def _is_login(name: str) -> bool:
    """Say whether a name is rather an account's than an author's: one word in small letters, or a program."""
    return _NO_NAME.match(name) is not None or (" " not in name and name.islower())
