"""What the sources call the agreement, for a title that nobody gave."""

import re
from collections import Counter
from collections.abc import Iterable

INSTRUMENT = re.compile(
    r"\b((?:(?:comprehensive|strategic|mutual|security|defen[cs]e|partnership|co-?operation|bilateral|trilateral|framework|"
    r"reciprocal|access|peace|friendship|economic|trade|military|normali[sz]ation)\s+){1,4}"
    r"(?:agreement|treaty|pact|accord|partnership|alliance|protocol|memorandum|declaration))\b",
    re.I,
)


def name_instrument(texts: Iterable[str]) -> str | None:
    """Return the name that the sources use most for the instrument, the longer one first; None where they name none."""
    counts = Counter(" ".join(found.split()).lower() for text in texts for found in INSTRUMENT.findall(text))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], -len(item[0].split()), item[0]))
    return ranked[0][0] if ranked else None
