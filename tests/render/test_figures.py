"""Pictures made ready for files: what stands in them is kept, what is told about them is not."""

import io
import zlib

import pytest
from PIL import Image

from benchmarks.volume import Dice
from briefing.render.figures import Gallery, Picture, find_share, read_picture
from tests.render.samples import make_figure, make_picture

ORIENTATION, MAKER = 0x0112, 0x010F


def look(picture: Picture | None) -> Image.Image:
    assert picture
    image = Image.open(io.BytesIO(picture.data))
    image.load()
    assert (image.format or "").lower() == picture.format
    assert image.size == (picture.width, picture.height)
    assert image.mode == ("L" if picture.grey else "RGB")
    return image


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparency_is_laid_on_white(mode: str) -> None:
    image = look(read_picture(make_palette() if mode == "P" else make_picture(mode=mode)))
    assert image.getpixel((0, 0)) in {(255, 255, 255), 255}


def make_palette() -> bytes:
    file = io.BytesIO()
    image = Image.new("P", (4, 4), 0)
    image.putpalette([10, 20, 30])
    image.save(file, "PNG", transparency=0)
    return file.getvalue()


@pytest.mark.parametrize(("mode", "kind"), [("1", "PNG"), ("L", "PNG"), ("L", "JPEG")])
def test_grey_stays_grey(mode: str, kind: str) -> None:
    picture = read_picture(make_picture(mode=mode, kind=kind))
    look(picture)
    assert picture
    assert picture.grey


def test_sixteen_bits_of_grey_become_eight() -> None:
    file = io.BytesIO()
    Image.new("I;16", (3, 3), 0x8000).save(file, "PNG")
    assert look(read_picture(file.getvalue())).getpixel((1, 1)) == 0x80


def test_a_jpeg_is_kept_without_what_is_told_about_it() -> None:
    exif = Image.Exif()
    exif[MAKER] = "SECRET"
    told = make_picture(mode="RGB", kind="JPEG", exif=exif, comment=b"SECRET", icc_profile=b"SECRET", progressive=True)
    bare = make_picture(mode="RGB", kind="JPEG", progressive=True)
    assert b"SECRET" in told
    picture = read_picture(told + b"SECRET at its end")
    assert picture
    assert picture.data == bare
    assert look(picture).tobytes() == Image.open(io.BytesIO(told)).tobytes()


def test_bytes_that_fill_up_a_jpeg_are_left_out() -> None:
    whole = make_picture(mode="RGB", kind="JPEG")
    picture = read_picture(whole[:2] + b"\xff\xff" + whole[2:])
    assert picture
    assert picture.data == whole


def test_a_png_tells_nothing() -> None:
    exif = Image.Exif()
    exif[MAKER] = "SECRET"
    picture = read_picture(make_picture(exif=exif, icc_profile=b"SECRET", dpi=(72, 72)))
    assert picture
    assert not any(chunk in picture.data for chunk in (b"eXIf", b"iCCP", b"pHYs", b"tEXt", b"tRNS"))


def test_a_turned_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    picture = read_picture(make_picture(60, 30, mode="RGB", kind="JPEG", exif=exif))
    assert look(picture).size == (30, 60)


def test_four_colours_of_print_become_three() -> None:
    assert look(read_picture(make_picture(mode="CMYK", kind="JPEG"))).mode == "RGB"


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", make_picture()[:90], b"<svg/>"]
)
def test_what_is_no_picture_is_a_finding(data: bytes) -> None:
    gallery = Gallery()
    assert gallery.open(make_figure(data)) is None
    (finding,) = gallery.findings
    assert (finding.severity, finding.code) == ("warning", "picture-unreadable")
    assert "the strait" in finding.place


def test_a_picture_of_too_many_pixels_is_not_unpacked() -> None:
    data = bytearray(make_picture())
    for side in (8_500, 10_000, 60_000):
        data[16:24] = side.to_bytes(4, "big") * 2
        head = bytes(data[12:29])
        data[29:33] = zlib.crc32(head).to_bytes(4, "big")
        assert read_picture(bytes(data)) is None


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_damaged_picture_never_stops_the_work(kind: str) -> None:
    whole, dice = make_picture(mode="RGB", kind=kind), Dice(3)
    for _ in range(400):
        damaged = bytearray(whole[: len(whole) - dice.throw(2) * dice.throw(len(whole))])
        for _ in range(1 + dice.throw(4)):
            if damaged:
                damaged[dice.throw(len(damaged))] = dice.throw(256)
        picture = read_picture(bytes(damaged))
        assert picture is None or picture.width


def test_a_picture_is_made_ready_once() -> None:
    gallery = Gallery()
    assert gallery.open(make_figure()) is gallery.open(make_figure(alt="Again"))


def test_a_picture_too_high_is_set_smaller() -> None:
    picture = read_picture(make_picture(50, 100))
    assert picture
    assert picture.fit(100, 300) == (100, 200)
    assert picture.fit(100, 50) == (25, 50)


@pytest.mark.parametrize(("share", "found"), [(0.5, 0.5), (1, 1), (0, 1), (-1, 1), (7, 1), (float("nan"), 1)])
def test_a_share_that_is_none_counts_as_the_whole_width(share: float, found: float) -> None:
    assert find_share(make_figure(share=share)) == found
