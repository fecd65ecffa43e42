"""The logo of a pack made ready for a page: its picture, and how large it is set."""

from dataclasses import dataclass
from functools import lru_cache

from briefing.errors import PackError
from briefing.packs.logo import Logo, LogoPlace
from briefing.packs.theme import POINTS_PER_MM, Page
from briefing.render.figures import Picture, has_most_pixels, read_picture

_BOX = (60.0, 14.0)
"""The most that a logo takes whose size nobody says: width and height in millimetres."""
_SHARE = 1 / 3
"""Of the page's height, the most that a logo may take: the key points stand on the same page."""
_MOST_PIXELS = 16_000_000
COARSE = 150.0
"""Dots per inch below which the edges of a printed logo show steps."""


@dataclass(frozen=True, slots=True)
class HungLogo:
    """A logo as it is printed; sizes in points, an empty `alt` for mere decoration."""

    picture: Picture
    width: float
    height: float
    alt: str
    position: LogoPlace

    @property
    def density(self) -> float:
        """Return how many dots of the picture come to an inch."""
        return self.picture.width / (self.width / 72)

    def align(self, measure: float) -> float:
        """Return how far the left edge of the logo is from that of a line of this width."""
        return (measure - self.width) * {"left": 0.0, "centre": 0.5, "right": 1.0}[self.position]


@lru_cache(maxsize=4)
def open_logo(logo: Logo, page: Page) -> HungLogo:
    """Return a logo ready for a page; raises PackError for what is no whole picture, and for one that has no room.

    Every format asks for the same one, and opening a large picture takes long.
    """
    picture = _read(logo)
    width, height = _measure(logo, picture)
    measure, most = page.width - page.left - page.right, page.height * _SHARE
    if width > measure or height > most:
        message = (
            f"the logo would be {width / POINTS_PER_MM:.0f} × {height / POINTS_PER_MM:.0f} mm:"
            f" there is room for {measure / POINTS_PER_MM:.0f} × {most / POINTS_PER_MM:.0f} mm"
        )
        raise PackError(message, place=logo.size_place, hint="give a smaller height or width, in millimetres")
    return HungLogo(picture, width, height, logo.alt, logo.position)


def fit_logo(logo: Logo, own: Page, other: Page) -> HungLogo:
    """Return a logo ready for the page of another file than the theme's: smaller where that is narrower."""
    hung = open_logo(logo, own)
    measure = other.width - other.left - other.right
    if hung.width <= measure:
        return hung
    return HungLogo(hung.picture, measure, hung.height * measure / hung.width, hung.alt, hung.position)


def _read(logo: Logo) -> Picture:
    picture = None if has_most_pixels(logo.data, _MOST_PIXELS) else read_picture(logo.data)
    if picture is not None:
        return picture
    if has_most_pixels(logo.data, _MOST_PIXELS):
        message = f"the logo has more than {_MOST_PIXELS // 1_000_000} million pixels"
        raise PackError(message, place=logo.place, hint="save it smaller: 600 pixels high are enough")
    raise PackError("the logo is broken: no whole picture", place=logo.place, hint="save it as PNG once more")


def _measure(logo: Logo, picture: Picture) -> tuple[float, float]:
    """Return width and height in points: within what the theme gives, without distortion."""
    given = logo.height is not None or logo.width is not None
    width = logo.width if given else _BOX[0]
    height = logo.height if given else _BOX[1]
    scales = [most * POINTS_PER_MM / side for most, side in ((width, picture.width), (height, picture.height)) if most]
    scale = min(scales)
    return picture.width * scale, picture.height * scale
