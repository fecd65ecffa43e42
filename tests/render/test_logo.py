"""A logo is set within the size that its pack gives, never distorted, and refused where it is no picture."""

import contextlib
import struct
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import PackError
from briefing.packs.logo import Logo, LogoPlace
from briefing.packs.theme import POINTS_PER_MM, Page
from briefing.render.figures import has_most_pixels
from briefing.render.logo import HungLogo, fit_logo, open_logo
from tests.render.samples import make_picture

A4 = Page(width=595.276, height=841.89, left=87.87, right=87.87, top=70.87, bottom=73.7)
LOGO = Logo(data=make_picture(60, 30), alt="House", place="theme.toml:2", size_place="theme.toml:4")


def measure(logo: Logo) -> tuple[float, float]:
    """Return width and height in whole millimetres."""
    hung = open_logo(logo, A4)
    return round(hung.width / POINTS_PER_MM), round(hung.height / POINTS_PER_MM)


def make_claim(width: int, height: int) -> bytes:
    """Return the beginning of a PNG file that says that it is so large."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    whole = struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    return b"\x89PNG\r\n\x1a\n" + whole + bytes(4) + b"IDAT"


@pytest.mark.parametrize(
    ("height", "width", "size"),
    [(None, None, (28, 14)), (20, None, (40, 20)), (None, 20, (20, 10)), (20, 20, (20, 10)), (5, 100, (10, 5))],
)
def test_it_is_as_large_as_the_pack_says_and_never_distorted(
    height: float | None, width: float | None, size: tuple[float, float]
) -> None:
    assert measure(replace(LOGO, height=height, width=width)) == size


def test_a_wide_one_of_no_said_size_is_no_banner() -> None:
    assert measure(replace(LOGO, data=make_picture(600, 60))) == (60, 6)


def try_logo(logo: Logo) -> HungLogo | None:
    """Return a logo ready for the page, or None where it has no room."""
    with contextlib.suppress(PackError):
        return open_logo(logo, A4)
    return None


@given(st.integers(1, 200), st.integers(1, 200), st.floats(1, 300), st.floats(1, 300))
def test_any_logo_keeps_its_shape_within_the_page_or_is_refused(
    across: int, down: int, width: float, height: float
) -> None:
    logo = replace(LOGO, data=make_picture(across, down, "RGB"), width=width, height=height)
    hung = try_logo(logo)
    if hung is None:
        return
    assert hung.width / hung.height == pytest.approx(across / down)
    assert hung.width <= min(width * POINTS_PER_MM, A4.width - A4.left - A4.right) + 1e-6
    assert hung.height <= min(height * POINTS_PER_MM, A4.height / 3) + 1e-6


@pytest.mark.parametrize(("position", "left"), [("left", 0), ("centre", 25), ("right", 50)])
def test_it_stands_where_the_pack_says(position: LogoPlace, left: float) -> None:
    hung = open_logo(replace(LOGO, width=50 / POINTS_PER_MM, position=position), A4)
    assert hung.align(100) == pytest.approx(left)


def test_a_logo_that_has_no_room_is_refused_with_what_there_is() -> None:
    with pytest.raises(PackError, match="the logo would be 100 × 200 mm: there is room for 148 × 99 mm") as refused:
        open_logo(replace(LOGO, data=make_picture(30, 60), width=100), A4)
    assert refused.value.place == "theme.toml:4"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (make_claim(5000, 4000), "the logo has more than 16 million pixels"),
        (make_claim(60000, 60000), "the logo has more than 16 million pixels"),
        (make_claim(50, 40), "the logo is broken: no whole picture"),
        (make_picture(300, 300)[:200], "the logo is broken: no whole picture"),
        (b"\xff\xd8\xff broken", "the logo is broken: no whole picture"),
    ],
)
def test_what_is_no_whole_picture_is_refused_at_its_line(data: bytes, message: str) -> None:
    with pytest.raises(PackError, match=message) as refused:
        open_logo(replace(LOGO, data=data), A4)
    assert refused.value.place == "theme.toml:2"


def test_pixels_are_counted_before_any_is_read() -> None:
    assert has_most_pixels(make_claim(60000, 60000), 10)
    assert not has_most_pixels(make_picture(2, 5), 10)
    assert not has_most_pixels(b"", 10)


def test_on_a_narrower_page_it_is_smaller() -> None:
    narrow = replace(A4, width=A4.left + A4.right + 40)
    hung = fit_logo(replace(LOGO, width=60 / POINTS_PER_MM), A4, narrow)
    assert (hung.width, hung.height) == (40, 20)
    assert fit_logo(LOGO, A4, A4) == open_logo(LOGO, A4)


def test_how_finely_it_prints_is_known() -> None:
    assert open_logo(replace(LOGO, width=25.4), A4).density == pytest.approx(60)
