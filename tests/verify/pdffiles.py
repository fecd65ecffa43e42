"""Changes that somebody may make to a delivered PDF itself: to what is seen, and to what is read."""

import ctypes
import io
import random  # noqa: TID251  # seeded: the same changes each time
from collections.abc import Callable
from typing import Any, TypeAlias

import pypdfium2  # type: ignore[import-untyped,unused-ignore]  # ships no types
from pypdfium2 import raw

Edit: TypeAlias = "Callable[[Any, Any, random.Random], object]"
FileChange: TypeAlias = "Callable[[bytes, random.Random], bytes | None]"
_FEWEST = 3
"""Letters of words that are changed: bullets and the like are left alone."""


def on_page(edit: Edit, *, words: bool = True) -> FileChange:
    """Change some words of a page, or the page; all else stays as it is."""

    def change(data: bytes, chance: random.Random) -> bytes | None:
        document = pypdfium2.PdfDocument(data)
        page = document[chance.randrange(len(document))]
        found = chance.choice(list_words(page)) if words else None
        edit(page, found, chance)
        raw.FPDFPage_GenerateContent(page)
        made = io.BytesIO()
        document.save(made)
        document.close()
        return made.getvalue()

    return change


def list_words(page: Any) -> list[Any]:
    """Return the objects of a page that say something."""
    text = page.get_textpage()
    objects = (raw.FPDFPage_GetObject(page, n) for n in range(raw.FPDFPage_CountObjects(page)))
    texts = [each for each in objects if raw.FPDFPageObj_GetType(each) == raw.FPDF_PAGEOBJ_TEXT]
    return [each for each in texts if sum(sign.isalpha() for sign in read(each, text)) >= _FEWEST]


def read(each: Any, text: Any) -> str:
    length = raw.FPDFTextObj_GetText(each, text.raw, None, 0)
    buffer = (ctypes.c_ushort * max(1, length // 2))()
    raw.FPDFTextObj_GetText(each, text.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return bytes(buffer)[:length].decode("utf-16-le", "replace").rstrip("\0")


def bounds(each: Any) -> tuple[float, float, float, float]:
    sides = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(each, *sides)
    left, bottom, right, top = (side.value for side in sides)
    return left, bottom, right, top


def ground_of(page: Any, each: Any) -> tuple[int, int, int]:
    """Return the colour of the ground that words stand on."""
    left, bottom, right, top = bounds(each)
    colour = (255, 255, 255)
    for n in range(raw.FPDFPage_CountObjects(page)):
        other = raw.FPDFPage_GetObject(page, n)
        if raw.FPDFPageObj_GetType(other) == raw.FPDF_PAGEOBJ_PATH:
            low, under, high, over = bounds(other)
            if low <= left and under <= bottom and high >= right and over >= top:
                parts = [ctypes.c_uint() for _ in range(4)]
                raw.FPDFPageObj_GetFillColor(other, *parts)
                colour = (parts[0].value, parts[1].value, parts[2].value)
    return colour


def paint_like_ground(page: Any, each: Any, _: random.Random) -> None:
    raw.FPDFPageObj_SetFillColor(each, *ground_of(page, each), 255)


def make_clear(page: Any, each: Any, _: random.Random) -> None:
    raw.FPDFPageObj_SetFillColor(each, 0, 0, 0, 0)


def make_invisible(page: Any, each: Any, _: random.Random) -> None:
    raw.FPDFTextObj_SetTextRenderMode(each, raw.FPDF_TEXTRENDERMODE_INVISIBLE)


def move_off(page: Any, each: Any, _: random.Random) -> None:
    raw.FPDFPageObj_Transform(each, 1, 0, 0, 1, 5000, 0)


def shrink(page: Any, each: Any, _: random.Random) -> None:
    left, bottom = bounds(each)[:2]
    raw.FPDFPageObj_Transform(each, 0.1, 0, 0, 0.1, left * 0.9, bottom * 0.9)


def cover(page: Any, each: Any, _: random.Random) -> None:
    left, bottom, right, top = bounds(each)
    paint_box(page, (left - 1, bottom - 1, right - left + 2, top - bottom + 2), (255, 255, 255))


def cross_out(page: Any, each: Any, _: random.Random) -> None:
    left, bottom, right, top = bounds(each)
    paint_box(page, (left, (bottom + top) / 2 - 0.3, right - left, 0.6), (0, 0, 0))


def draw_line(page: Any, each: Any, _: random.Random) -> None:
    """Draw a line through words."""
    left, bottom, right, top = bounds(each)
    path = raw.FPDFPageObj_CreateNewPath(left, (bottom + top) / 2)
    raw.FPDFPath_LineTo(path, right, (bottom + top) / 2)
    raw.FPDFPageObj_SetStrokeWidth(path, 0.5)
    raw.FPDFPath_SetDrawMode(path, raw.FPDF_FILLMODE_NONE, True)
    raw.FPDFPage_InsertObject(page, path)


def paint_box(page: Any, box: tuple[float, float, float, float], colour: tuple[int, int, int]) -> None:
    path = raw.FPDFPageObj_CreateNewRect(*box)
    raw.FPDFPageObj_SetFillColor(path, *colour, 255)
    raw.FPDFPath_SetDrawMode(path, raw.FPDF_FILLMODE_WINDING, False)
    raw.FPDFPage_InsertObject(page, path)


def remove(page: Any, each: Any, _: random.Random) -> None:
    raw.FPDFPage_RemoveObject(page, each)


def add_words(page: Any, _: Any, chance: random.Random) -> None:
    """Paint words on a page that are no part of its structure."""
    document = page.pdf
    text = raw.FPDFPageObj_NewTextObj(document, b"Helvetica", 11.0)
    wide = chance.choice(["The treaty is void.", "not", "CONFIRMED", "Approved by the minister"]).encode("utf-16-le")
    raw.FPDFText_SetText(text, (ctypes.c_ushort * (len(wide) // 2 + 1)).from_buffer_copy(wide + b"\0\0"))
    raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, chance.randrange(60, 300), chance.randrange(60, 700))
    raw.FPDFPage_InsertObject(page, text)


def add_unseen_words(page: Any, _: Any, chance: random.Random) -> None:
    add_words(page, None, chance)
    last = raw.FPDFPage_GetObject(page, raw.FPDFPage_CountObjects(page) - 1)
    raw.FPDFTextObj_SetTextRenderMode(last, raw.FPDF_TEXTRENDERMODE_INVISIBLE)


def add_box_of_words(page: Any, _: Any, __: random.Random) -> None:
    """Lay words over a page as a remark that is always open."""
    annotation = raw.FPDFPage_CreateAnnot(page, raw.FPDF_ANNOT_FREETEXT)
    box = raw.FS_RECTF(left=80, bottom=400, right=300, top=420)
    raw.FPDFAnnot_SetRect(annotation, box)
    raw.FPDFPage_CloseAnnot(annotation)


PDF_CHANGES: dict[str, FileChange] = {
    "words made invisible": on_page(make_invisible),
    "words painted like their ground": on_page(paint_like_ground),
    "words painted clear": on_page(make_clear),
    "words moved off the page": on_page(move_off),
    "words shrunk": on_page(shrink),
    "words covered": on_page(cover),
    "words struck through": on_page(cross_out),
    "line drawn through words": on_page(draw_line),
    "words taken off the page": on_page(remove),
    "words painted over the page": on_page(add_words, words=False),
    "unseen words painted": on_page(add_unseen_words, words=False),
    "remark laid over the page": on_page(add_box_of_words, words=False),
}
