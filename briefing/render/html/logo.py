"""The logo of a pack at the head of the page, as data within it."""

import base64
from collections.abc import Iterator

from briefing.packs.theme import POINTS_PER_MM, Theme
from briefing.render.html.ledger import Ledger
from briefing.render.html.markup import Element, tag
from briefing.render.logo import open_logo

_MARGINS = {"left": "0 auto 1rem 0", "centre": "0 auto 1rem", "right": "0 0 1rem auto"}


def write_logo(theme: Theme, ledger: Ledger) -> Iterator[Element]:
    """Yield the logo as large as on paper; nothing without one. Raises PackError for a file that is no picture."""
    if theme.logo is None:
        return
    logo = open_logo(theme.logo, theme.page)
    width = f"{logo.width / POINTS_PER_MM:.2f}mm"
    name = ledger.name("logo", f".{{name}}{{width:{width};margin:{_MARGINS[logo.position]}}}")
    data = base64.b64encode(logo.picture.data).decode("ascii")
    source = {"src": f"data:image/{logo.picture.format};base64,{data}", "alt": ledger.sieve.clean(logo.alt)}
    size = {"width": str(logo.picture.width), "height": str(logo.picture.height)}
    yield tag("img", {**source, **size, "class": name})
