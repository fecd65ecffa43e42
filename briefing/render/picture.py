"""The bytes of a PDF -> its pages as PNG."""

import contextlib
import struct
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.errors import OutputError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]  # ships no types

POINTS_PER_INCH = 72
PREVIEW_DPI = 80
"""Enough to judge a page by, and to read its headings."""


def draw_pages(data: bytes, dpi: int = PREVIEW_DPI) -> Iterator[bytes]:
    """Yield each page of a PDF as a PNG; raises OutputError for what is no PDF."""
    with _open(data) as document:
        for page in document:
            bitmap = page.render(scale=dpi / POINTS_PER_INCH, rev_byteorder=True)
            yield write_png(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            page.close()


@contextlib.contextmanager
def _open(data: bytes) -> "Iterator[PdfDocument]":
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as problem:
        raise OutputError(f"the pages cannot be drawn: {problem}") from problem
    try:
        yield document
    finally:
        document.close()


def count_pages(data: bytes) -> int:
    """Return how many pages a PDF has; raises OutputError for what is no PDF."""
    with _open(data) as document:
        return len(document)


def write_png(width: int, height: int, stride: int, pixels: bytes) -> bytes:
    """Write rows of red, green and blue as a PNG; each row begins `stride` bytes after the one before."""
    rows = (pixels[at * stride : at * stride + 3 * width] for at in range(height))
    body = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in ((b"IHDR", head), (b"IDAT", body), (b"IEND", b"")))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
