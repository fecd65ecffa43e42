"""The pattern that files are named by, as a dossier or a pack gives it: which fields it may have, and which words."""

import re

from briefing.config.kinds import Kind

FIELDS = ("date", "slug", "kind", "version", "language", "number", "series", "issuer", "status")
"""date: of publication. slug: the short title or title. kind: "brief". version: as "v01-0". language: its code."""
PLAIN = "{date}_{slug}_{kind}_{version}_{language}"
"""How files are named where nobody says otherwise."""

_LITERAL = re.compile(r"[A-Za-z0-9._-]*")
_FIELD = re.compile(r"\{(\w+)\}")
_MOST_LITERAL = 24
"""Characters of a pattern's own: the rest of a name is for what tells one brief from another."""


def _read_pattern(value: object) -> str | None:
    """Return a pattern that gives a file name and never a path: ASCII letters, digits, - _ and . beside fields."""
    if not isinstance(value, str):
        return None
    *parts, last = _FIELD.split(value)
    literals, names = [*parts[::2], last], parts[1::2]
    plain = all(_LITERAL.fullmatch(part) for part in literals) and sum(map(len, literals)) <= _MOST_LITERAL
    known = names and set(names) <= set(FIELDS)
    return value if plain and known and not value.startswith(".") else None


PATTERN: Kind[str] = Kind(
    f"a file name made of {', '.join(f'{{{name}}}' for name in FIELDS)}, letters, digits, - _ and .", _read_pattern
)
