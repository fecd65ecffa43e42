"""Web addresses in notes: as the source gives them, without what only tracks the reader."""

import re

from briefing.model.document import Inlines, Link, Text

_WEB = re.compile(r"https?://[^\s/]+", re.IGNORECASE)
_TRACKING = re.compile(
    r"(?:utm_\w*|at_(?:medium|campaign|custom\d)|(?:fb|g|dc|y|tt|tw|ms)cl(?:id|kid)|gclsrc|gbraid|wbraid|srsltid|igshid"
    r"|mc_(?:cid|eid)|mkt_tok|_hs(?:enc|mi)|__hs\w+|_openstat|oly_\w+_id|vero_id|wt\.mc_id|s_kwcid|li_fat_id)(?:=.*)?",
    re.IGNORECASE,
)
_TEXT_FRAGMENT = ":~:"
_JUNK = ".,;:!?'\"’”>]}"


def tidy_address(url: str | None) -> str:
    """Return an address without tracking parameters, text fragments and the punctuation that a sentence left on it."""
    address, _, fragment = _strip_junk("".join((url or "").split())).partition("#")
    path, _, query = address.partition("?")
    kept = "&".join(part for part in query.split("&") if part and not _TRACKING.fullmatch(part))
    own = "" if _TRACKING.fullmatch(fragment) else fragment.partition(_TEXT_FRAGMENT)[0]
    return path + (f"?{kept}" if kept else "") + (f"#{own}" if own else "")


def link_address(address: str) -> Inlines:
    """Set an address as a link to itself; one that is not on the web is only text."""
    words = Text(address, "derived")
    return (Link(address, (words,)),) if _WEB.match(address) else (words,)


def _strip_junk(url: str) -> str:
    """Cut brackets around an address and the punctuation behind it; a bracket that it opens itself stays."""
    bare = url.lstrip("<([{")
    while bare.endswith(tuple(_JUNK)) or (bare.endswith(")") and bare.count(")") > bare.count("(")):
        bare = bare[:-1]
    return bare
