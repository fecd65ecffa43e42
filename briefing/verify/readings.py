"""The words of the text objects of a PDF page: what the letters are that are painted, and what they are said to read.

An ActualText is believed where it has the letters that are painted, as in words of joined letters, and told where it
has others.
"""

import ctypes
import unicodedata
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

LINE_HYPHEN = "\x02"
"""What the library reads for a hyphen at the end of a line.

One that is no part of the words stands in a mark of its own, without another reading. The library reads no other hyphen
so, and within a line it reads U+00AD.
"""
_SHAPELESS = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""What has no shape of its own: a glyph says the first of it where the one before it has said all."""
_UTF16 = b"\xfe\xff"
_SIDES = str.maketrans(")]}>»\u203a’”", "([{<«\u2039‘“")
"""Marks with two sides: the library turns them round beside words that run from the right."""


class Reading(NamedTuple):
    """What one object reads, and whether it is said to read something else than is painted."""

    text: str
    disguised: bool = False


class _Object(NamedTuple):
    """A text object of a page: its place among all objects, what is painted, and what that is said to read."""

    place: int
    painted: str
    actual: str | None
    mark: int


def read_objects(page: Any, number: int) -> dict[int, Reading]:
    """Return what the text objects of a page read, by their place among its objects; pages count from 1."""
    places = _list_places(page)
    texts = _read_texts(page, places)
    if not any(_find_actuals(page, place) for place in places):
        return {place: Reading(text) for place, text in zip(places, texts, strict=True)}
    bare = page.pdf[number - 1]
    try:
        return _join(_read_bare(bare, places))
    finally:
        bare.close()


def have_same_letters(left: str, right: str) -> bool:
    """Tell whether two texts are of the same letters, in whatever order and however far apart.

    Brackets and quotation marks have no side here.
    """
    return _sort(left) == _sort(right)


def _sort(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text.translate(_SHAPELESS)).translate(_SIDES)
    return sorted("".join(plain.split()))


def _list_places(page: Any) -> list[int]:
    from pypdfium2 import raw  # type: ignore[import-untyped]  # ships no types

    count = raw.FPDFPage_CountObjects(page)
    kinds = (raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, place)) for place in range(count))
    return [place for place, kind in enumerate(kinds) if kind == raw.FPDF_PAGEOBJ_TEXT]


def _read_texts(page: Any, places: Sequence[int]) -> list[str]:
    from pypdfium2 import raw

    text = page.get_textpage()
    objects = [raw.FPDFPage_GetObject(page, place) for place in places]
    # An object always holds something: of one that is nothing but a space the library says nothing.
    return [take_text(lambda *rest, one=each: raw.FPDFTextObj_GetText(one, text.raw, *rest)) or " " for each in objects]


def take_text(ask: Callable[..., int]) -> str:
    """Return a text that the library writes into a buffer of the length that it asks for."""
    length = ask(None, 0)
    buffer = (ctypes.c_ushort * max(1, length // 2))()
    ask(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return bytes(buffer)[:length].decode("utf-16-le", "replace").rstrip("\0")


def _find_actuals(page: Any, place: int) -> list[tuple[Any, str]]:
    """Return the marks of an object that say what it reads, the outermost first, with what they say."""
    from pypdfium2 import raw

    each = raw.FPDFPage_GetObject(page, place)
    marks = [raw.FPDFPageObj_GetMark(each, index) for index in range(raw.FPDFPageObj_CountMarks(each))]
    said = [(mark, _take_actual(mark)) for mark in marks]
    return [(mark, actual) for mark, actual in said if actual]


def _take_actual(mark: Any) -> str:
    """Return what a mark says that words read; as bytes, since the library's text of it is cut short."""
    from pypdfium2 import raw

    size = ctypes.c_ulong()
    if not raw.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", None, 0, size) or not size.value:
        return ""
    buffer = (ctypes.c_ubyte * size.value)()
    raw.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", buffer, size.value, size)
    said = bytes(buffer)
    return said[2:].decode("utf-16-be", "replace") if said.startswith(_UTF16) else said.decode("latin-1")


def _read_bare(page: Any, places: Sequence[int]) -> list[_Object]:
    """Return the objects of a page whose other readings are taken away; the page is good for nothing else after it."""
    from pypdfium2 import raw

    said: list[tuple[str | None, int]] = []
    for place in places:
        found = _find_actuals(page, place)
        said.append((found[0][1], ctypes.addressof(found[0][0].contents)) if found else (None, 0))
    for place in places:
        for mark, _ in _find_actuals(page, place):
            raw.FPDFPageObjMark_RemoveParam(raw.FPDFPage_GetObject(page, place), mark, b"ActualText")
    rows = zip(places, _read_texts(page, places), said, strict=True)
    return [_Object(place, text, actual, mark) for place, text, (actual, mark) in rows]


def _join(objects: Sequence[_Object]) -> dict[int, Reading]:
    """Return what objects read: those of one ActualText read it once."""
    readings: dict[int, Reading] = {}
    for (actual, _), group in groupby(objects, key=lambda each: (each.actual, each.mark)):
        parts = list(group)
        if actual is None:
            readings |= {each.place: Reading(each.painted) for each in parts}
            continue
        painted = "".join(each.painted for each in parts).replace(LINE_HYPHEN, "-")
        disguised = not have_same_letters(actual, painted)
        readings |= {each.place: Reading("", disguised) for each in parts}
        tail = " " if painted.endswith(" ") else ""  # the library may count the space that follows to the word
        readings[parts[0].place] = Reading(actual.rstrip(" ") + tail, disguised)
    return readings
