"""Which addresses may stand behind a link: web and mail, written so that every reader accepts them."""

import re
from urllib.parse import quote, urlsplit

from briefing.model.finding import Finding

_SCHEMES = frozenset({"http", "https", "mailto"})
_SAFE = "%:/?#[]@!$&'()*+,;=~-._"
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def admit_url(url: str) -> str | None:
    """Return the address in ASCII with what must be escaped escaped, or None if it may not be linked.

    Word calls a file corrupt when a relationship's target is no URI; other schemes could run a program.
    """
    trimmed = url.strip()
    try:
        parts = urlsplit(trimmed)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in _SCHEMES or not (host or (parts.scheme.lower() == "mailto" and parts.path)):
        return None
    return _BROKEN_ESCAPE.sub("%25", quote(trimmed, safe=_SAFE, errors="replace"))


def report_refused(url: str) -> Finding:
    """Return the finding for an address that is printed as plain text instead of linked."""
    return Finding(
        severity="warning",
        code="link-refused",
        message=f"not linked, printed as plain text: {url[:80]!r}",
        hint="A link needs a whole address that starts with https://, http:// or mailto:.",
    )
