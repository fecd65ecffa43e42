"""Pages of a PDF as pictures."""

import struct
import zlib

import pytest

from briefing.errors import OutputError
from briefing.render.picture import draw_pages, write_png


def test_a_picture_holds_its_rows_without_what_fills_them_up() -> None:
    data = write_png(1, 2, 4, bytes([1, 2, 3, 0, 4, 5, 6, 0]))
    assert struct.unpack(">II", data[16:24]) == (1, 2)
    start = data.index(b"IDAT") + 4
    assert zlib.decompressobj().decompress(data[start:]) == bytes([0, 1, 2, 3, 0, 4, 5, 6])


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(OutputError, match="the pages cannot be drawn"):
        list(draw_pages(b"no PDF"))
