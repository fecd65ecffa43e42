"""The handling label's own colours, which every format prints on black."""

from collections.abc import Mapping
from types import MappingProxyType

TLP_COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "TLP:RED": "#FF2B2B",
        "TLP:AMBER": "#FFC000",
        "TLP:AMBER+STRICT": "#FFC000",
        "TLP:GREEN": "#33FF00",
        "TLP:CLEAR": "#FFFFFF",
    }
)
"""The labels of the Traffic Light Protocol 2.0 and the colours that it prescribes, on black."""
BLACK = "#000000"
LEAST_SIZE = 12.0
"""The least size, in points, that the protocol allows for its label."""


def find_tlp_colour(marking: str) -> str | None:
    """Return the colour of a Traffic Light Protocol label as "#RRGGBB", or None for free text."""
    return TLP_COLOURS.get(marking.upper().replace(" ", ""))
