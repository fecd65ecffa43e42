"""The pictures of figures made ready for files: no transparency, no metadata; or a finding where none can be had."""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from struct import error as StructError  # noqa: N812  # the class of an exception
from typing import TYPE_CHECKING, Literal
from zlib import error as ZlibError  # noqa: N812  # the class of an exception

from briefing.model.document import Figure
from briefing.model.finding import Finding

if TYPE_CHECKING:
    from PIL.Image import Image

_BROKEN = (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError, StructError, ZlibError)
"""What Pillow raises for files that are none, or not whole."""
_MOST_PIXELS = 64_000_000
_ORIENTATION = 0x0112
_UPRIGHT = (None, 1)

_START, _END, _SCAN, _COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
_BARE = frozenset({0x00, 0x01, *range(0xD0, 0xD8)})
"""What may follow a byte of ones within the data of a JPEG picture."""
_TOLD = frozenset({*range(0xE1, 0xEE), 0xEF, _COMMENT})
"""Segments of a JPEG file that tell of camera, place and program; those that say how to read it (0, 14) are kept."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as the bytes of a PNG or JPEG file: without transparency, upright, in sRGB or grey."""

    data: bytes = field(repr=False)
    format: Literal["png", "jpeg"]
    width: int
    height: int
    grey: bool

    def fit(self, width: float, most: float) -> tuple[float, float]:
        """Return width and height of the picture set this wide, or less where it would be higher than `most`."""
        height = width * self.height / self.width
        return (width, height) if height <= most else (most * self.width / self.height, most)


class Gallery:
    """Make pictures ready, each once, and remember what was noticed."""

    def __init__(self) -> None:
        """Start empty."""
        self._known: dict[bytes, Picture | None] = {}
        self.findings: list[Finding] = []

    def open(self, figure: Figure) -> Picture | None:
        """Return the picture of a figure, or None after noting that there is none."""
        if figure.image not in self._known:
            self._known[figure.image] = read_picture(figure.image)
        picture = self._known[figure.image]
        if picture is None:
            self.findings.append(_report_unread(figure))
        return picture

    def note_scaled(self, figure: Figure) -> None:
        """Note that a picture is set narrower than asked for, since it would be too high for a page."""
        message = "a picture is too high for the page at its width: set smaller"
        self.findings.append(
            Finding(
                severity="note", code="picture-scaled", message=message, place=_name(figure), hint="Lower its share."
            )
        )


def find_share(figure: Figure) -> float:
    """Return the share of the width that a figure takes."""
    return figure.share if 0 < figure.share <= 1 else 1.0


def read_picture(data: bytes) -> Picture | None:
    """Return the picture of a PNG or JPEG file, or None where there is none to be read."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
                return _prepare(image, data)
    except (*_BROKEN, Image.DecompressionBombWarning, Image.DecompressionBombError):
        return None


def has_most_pixels(data: bytes, most: int) -> bool:
    """Tell whether a picture has more pixels than `most`, by what its file says of it, before any is read."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
                return image.width * image.height > most
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return True
    except _BROKEN:
        return False


def _prepare(image: "Image", data: bytes) -> Picture | None:
    if image.width * image.height > _MOST_PIXELS:
        return None
    image.load()
    upright = image.getexif().get(_ORIENTATION) in _UPRIGHT
    if image.format != "PNG" and image.mode in {"L", "RGB"} and upright:
        kept = b"".join(_strip(data))
        return Picture(kept, "jpeg", image.width, image.height, image.mode == "L")
    flat = _flatten(image)
    file = io.BytesIO()
    flat.save(file, "PNG")
    return Picture(file.getvalue(), "png", flat.width, flat.height, flat.mode == "L")


def _flatten(image: "Image") -> "Image":
    """Return a picture on white, upright, with eight bits for each colour, and nothing told about it."""
    from PIL import Image, ImageOps

    image = ImageOps.exif_transpose(image)
    if image.has_transparency_data:
        ground = Image.new("RGBA", image.size, "white")
        ground.alpha_composite(image.convert("RGBA"))
        image = ground
    elif image.mode.startswith("I"):
        # Sixteen bits of grey: Pillow would cut them off at the height of eight.
        image = image.convert("I").point(lambda value: value * (1 / 256))
    flat = image.convert("L" if image.mode in {"1", "L", "LA", "I"} else "RGB")
    flat.info = {}
    return flat


def _strip(data: bytes) -> Iterator[bytes]:
    """Yield a JPEG file without the segments that tell of its making, and without what follows its end."""
    position = 0
    while (position := data.index(b"\xff", position)) + 1 < len(data):
        marker = data[position + 1]
        if marker == _END:
            yield data[position : position + 2]
            return
        stop = position + 2 if marker in _BARE or marker == _START else position + 2 + _measure(data, position)
        if marker == 0xFF:  # noqa: PLR2004  # a byte that fills up
            position += 1
            continue
        if marker == _SCAN:
            stop = _find_marker(data, stop)
        if marker not in _TOLD:
            yield data[position:stop]
        position = stop


def _measure(data: bytes, position: int) -> int:
    return int.from_bytes(data[position + 2 : position + 4], "big")


def _find_marker(data: bytes, position: int) -> int:
    """Return where the data of a scan end: at the next marker that is no part of them."""
    position = data.index(b"\xff", position)
    while data[position + 1] in _BARE:
        position = data.index(b"\xff", position + 2)
    return position


def _report_unread(figure: Figure) -> Finding:
    reason = "cannot be read as PNG or JPEG" if figure.image else "is missing or empty"
    return Finding(
        severity="warning",
        code="picture-unreadable",
        message=f"the picture of a figure {reason}: its description stands in its place",
        place=_name(figure),
        hint="Give a whole PNG or JPEG file of at most 64 million pixels.",
    )


def _name(figure: Figure) -> str:
    return f"the figure “{' '.join(figure.alt.split())[:60]}”"
