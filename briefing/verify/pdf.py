"""Read a PDF back by its structure tree: lines, statements by the id of their quotation, notes, the attached record.

The library gives the tree page by page; the place of an element among its siblings is the same on every page, so that
the path to it tells which elements are one.
"""

import ctypes
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple, TypeAlias

from briefing.errors import CheckError
from briefing.model.marks import fold_space
from briefing.verify.delivered import Delivered, Line, Stretch
from briefing.verify.readings import LINE_HYPHEN, have_same_letters, read_objects, take_text
from briefing.verify.sight import FLAT, Box, Shape, find_unseen
from briefing.verify.spelling import spell_back

RECORD = "evidence.json"

_BLOCKS = re.compile(r"P|H[1-6]|Caption|Lbl|LBody|TD|TH|TOCI")
_BULLET = re.compile(r"(?:\d+\.|[•–◦▪‣·○■●-])")
_NOTE = re.compile(r"note-(\d+)")
_INVISIBLE = 3
"""The mode in which text is painted without leaving anything on the page."""

Path: TypeAlias = tuple[int, ...]


class Element(NamedTuple):
    """A node of the tree: its tag, its id, and what its words read where they stand in another order on the page."""

    tag: str
    id: str
    actual: str = ""


class Content(NamedTuple):
    """Words of marked content: the page, counted from 1, and whether they read otherwise than they look."""

    text: str
    page: int
    disguised: bool


@dataclass(slots=True)
class Tree:
    """Everything that the pages have, merged."""

    elements: dict[Path, Element] = field(default_factory=dict)
    contents: dict[Path, Content] = field(default_factory=dict)
    running: list[str] = field(default_factory=list)
    language: str = ""
    troubles: list[str] = field(default_factory=list)


def read_pdf(data: bytes) -> Delivered:
    """Read a PDF. Raises CheckError for one that is damaged, locked or without a structure tree."""
    import pypdfium2  # type: ignore[import-untyped]  # ships no types
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        locked = "password" in str(problem).lower() or "security" in str(problem).lower()
        raise CheckError("this PDF is locked with a password" if locked else "this PDF is damaged") from problem
    try:
        tree = Tree()
        for number in range(len(document)):
            _read_page(document[number], number + 1, tree)
        record = _read_record(document)
        tree.language = take_text(lambda *rest: raw.FPDFCatalog_GetLanguage(document, *rest))
    finally:
        document.close()
    if not tree.elements:
        raise CheckError("this PDF has no structure tree, so that its statements cannot be told from its other words")
    tree.contents = dict(_turn_round(tree))
    return spell_back(_arrange(tree, record))


# ----------------------------------------------------------------------------------------------------------- the pages


def _read_page(page: Any, number: int, tree: Tree) -> None:
    from pypdfium2 import raw

    words = _read_words(page, number, tree)
    tree.troubles += _list_annotations(page, number)
    root = raw.FPDF_StructTree_GetForPage(page)
    used: set[int] = set()
    if root:
        for index in range(raw.FPDF_StructTree_CountChildren(root)):
            _read_element(raw.FPDF_StructTree_GetChildAtIndex(root, index), (index,), words, (tree, used))
        raw.FPDF_StructTree_Close(root)
    for key, content in words.items():
        if key not in used and content.text.strip():
            tree.troubles.append(f"words outside the structure of page {number}: “{fold_space(content.text).strip()}”")


def _read_words(page: Any, number: int, tree: Tree) -> dict[int, Content]:
    """Return the words of a page by the number of their marked content; those of running heads go into the tree."""
    from pypdfium2 import raw

    readings = read_objects(page, number)
    words: dict[int, Content] = {}
    running: list[str] = []
    shapes: list[Shape] = []
    for index in range(raw.FPDFPage_CountObjects(page)):
        each = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(each)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            tree.troubles.append(f"page {number} holds a drawing that may have words in it")
        if kind != raw.FPDF_PAGEOBJ_TEXT:
            shapes += _measure(each, kind)
            continue
        said, disguised = readings[index]
        shapes += _measure(each, kind, said.replace(LINE_HYPHEN, "-"))
        marks = dict(_list_marks(each))
        if said == LINE_HYPHEN and marks.get("Span") is False:
            continue  # no part of the words: it shows that one goes on in the next line
        if "\u00ad" in said:
            tree.troubles.append(f"a hyphen within a line of page {number} that is no part of its words")
        said = said.replace(LINE_HYPHEN, "-")
        if "Artifact" in marks:
            running.append(said)
            continue
        key = raw.FPDFPageObj_GetMarkedContentID(each)
        before = words.get(key, Content("", number, False))
        words[key] = Content(before.text + said, number, before.disguised or disguised)
    tree.running += ["".join(running)] if running else []
    seen = find_unseen(shapes, Box(*page.get_cropbox()))
    tree.troubles += [f"{fault} on page {number}: “{shape.words.strip()}”" for shape, fault in seen]
    return words


def _measure(each: Any, kind: int, words: str = "") -> Iterator[Shape]:
    """Yield an object as what is seen of it; a path that is not filled is nothing, unless it is stroked."""
    from pypdfium2 import raw

    sides = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(each, *sides)
    box = Box(*(side.value for side in sides))
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        size = _measure_letters(each)
        yield Shape(box=box, colour=_read_colour(each), words=words, size=size)
    elif kind == raw.FPDF_PAGEOBJ_PATH:
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(each, mode, stroke)
        flat = box.top - box.bottom <= FLAT
        if mode.value or (stroke.value and flat):
            yield Shape(box=box, colour=_read_colour(each))
    else:
        yield Shape(box=box, colour="")


def _measure_letters(each: Any) -> float:
    """Return the size of letters in points, as their matrix sets it; none where they leave nothing on the page."""
    from pypdfium2 import raw

    if raw.FPDFTextObj_GetTextRenderMode(each) == _INVISIBLE:
        return 0.0
    size, matrix = ctypes.c_float(), raw.FS_MATRIX()
    raw.FPDFTextObj_GetFontSize(each, size)
    raw.FPDFPageObj_GetMatrix(each, matrix)
    return float(size.value * math.hypot(matrix.c, matrix.d))


def _read_colour(each: Any) -> str:
    """Return the colour that an object is filled with on white paper, in six digits."""
    from pypdfium2 import raw

    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(each, red, green, blue, opacity)
    share = opacity.value / 255
    return "".join(f"{round(255 - share * (255 - part.value)):02x}" for part in (red, green, blue))


def _list_annotations(page: Any, number: int) -> Iterator[str]:
    """Say what is put on a page over its contents: links and remarks that open change nothing of what is seen."""
    from pypdfium2 import raw

    harmless = {raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_TEXT}
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        each = raw.FPDFPage_GetAnnot(page, index)
        if raw.FPDFAnnot_GetSubtype(each) not in harmless:
            yield f"page {number} has something put over it that is no part of its text"
        raw.FPDFPage_CloseAnnot(each)


def _list_marks(each: Any) -> Iterator[tuple[str, bool]]:
    """Yield the name of each mark of an object, and whether it gives the words another reading."""
    from pypdfium2 import raw

    size = ctypes.c_ulong()
    for index in range(raw.FPDFPageObj_CountMarks(each)):
        mark = raw.FPDFPageObj_GetMark(each, index)
        buffer = (ctypes.c_ushort * 64)()
        raw.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), size)
        name = bytes(buffer)[: max(0, size.value)].decode("utf-16-le").rstrip("\0")
        other = raw.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", None, 0, size)
        yield name, bool(other and size.value > 2)  # noqa: PLR2004  # two bytes end an empty text


def _read_element(each: Any, path: Path, words: Mapping[int, Content], into: tuple[Tree, set[int]]) -> None:
    """Read an element with all below it that stands on this page."""
    from pypdfium2 import raw

    tree, used = into
    if path not in tree.elements:
        tag = _take_wide(lambda *rest: raw.FPDF_StructElement_GetType(each, *rest))
        named = _take_wide(lambda *rest: raw.FPDF_StructElement_GetID(each, *rest))
        said = _take_wide(lambda *rest: raw.FPDF_StructElement_GetActualText(each, *rest))
        tree.elements[path] = Element(tag, named, said)
    for index in range(raw.FPDF_StructElement_CountChildren(each)):
        kid = raw.FPDF_StructElement_GetChildAtIndex(each, index)
        key = -1 if kid else raw.FPDF_StructElement_GetChildMarkedContentID(each, index)
        if kid:
            _read_element(kid, (*path, index), words, into)
        elif key in words:
            used.add(key)
            tree.contents[*path, index] = words[key]


def _take_wide(ask: Callable[..., int]) -> str:
    length = ask(None, 0)
    buffer = ctypes.create_string_buffer(max(2, length))
    ask(buffer, length)
    return buffer.raw[: max(0, length)].decode("utf-16-le", "replace").rstrip("\0")


def _read_record(document: Any) -> str:
    """Return the attached record; empty where there is none or it is no text."""
    for index in range(document.count_attachments()):
        attached = document.get_attachment(index)
        if attached.get_name() == RECORD:
            return bytes(attached.get_data()).decode("utf-8", "replace")
    return ""


# ----------------------------------------------------------------------------------------------------------- the lines


def _arrange(tree: Tree, record: str) -> Delivered:
    """Put the words of the tree into lines and notes, in the order of the tree."""
    lines: dict[Path, list[tuple[Stretch, int]]] = {}
    notes: dict[int, list[str]] = {}
    troubles = list(tree.troubles)
    for path, content in sorted(tree.contents.items()):
        chain = [(path[:end], tree.elements[path[:end]]) for end in range(1, len(path))]
        note = next((int(found[1]) for _, each in chain if each.tag == "Note" and (found := _NOTE.match(each.id))), 0)
        statement = next((each.id for _, each in chain if each.tag == "Quote"), "")
        if content.disguised and (note or statement):
            troubles.append(f"words that read otherwise than they look: “{content.text.strip()}”")
        if note:
            notes.setdefault(note, [])
            if not any(each.tag == "Lbl" for _, each in chain):
                notes[note].append(content.text)
            continue
        block = max((where for where, each in chain if _BLOCKS.fullmatch(each.tag)), default=path[:1])
        lines.setdefault(block, []).append((_make_stretch(chain, content, statement), content.page))
    made = [(tree.elements[path].tag, _make_line(found)) for path, found in lines.items()]
    marks = [mark for _, line in made for mark in line.marks]
    return Delivered(
        format="pdf",
        lines=tuple(line for tag, line in made if tag != "TOCI" and not _is_bullet(tag, line)),
        notes=tuple(fold_space("".join(notes.get(mark, ()))).strip() for mark in marks),
        record=record,
        running=tuple(tree.running),
        contents=tuple(line.text for tag, line in made if tag == "TOCI"),
        language=tree.language,
        troubles=(*troubles, *_list_troubles(marks, notes)),
    )


def _turn_round(tree: Tree) -> Iterator[tuple[Path, Content]]:
    """Yield the words of the tree, those of an element that says what they read as it says: if of the same letters."""
    for (actual, _), group in groupby(sorted(tree.contents.items()), key=lambda each: _find_actual(each[0], tree)):
        contents = list(group)
        if not actual:
            yield from contents
            continue
        painted = "".join(content.text for _, content in contents)
        same = have_same_letters(actual, painted)
        for index, (path, content) in enumerate(contents):
            yield path, Content("" if index else actual, content.page, content.disguised or not same)


def _find_actual(path: Path, tree: Tree) -> tuple[str, Path]:
    """Return what the outermost element around words says that they read, and which element that is."""
    chain = (path[:end] for end in range(1, len(path)))
    return next(((tree.elements[each].actual, each) for each in chain if tree.elements[each].actual), ("", ()))


def _make_stretch(chain: list[tuple[Path, Element]], content: Content, statement: str) -> Stretch:
    words = content.text
    if words.strip().isdecimal() and any(each.tag == "Reference" for _, each in chain):
        return Stretch("", mark=int(words))
    return Stretch(words, statement.partition("#")[0])


def _make_line(found: list[tuple[Stretch, int]]) -> Line:
    return Line(stretches=tuple(stretch for stretch, _ in found), place=f"page {found[0][1]}")


def _is_bullet(tag: str, line: Line) -> bool:
    return tag == "Lbl" and _BULLET.fullmatch(line.text) is not None


def _list_troubles(marks: list[int], notes: Mapping[int, list[str]]) -> Iterator[str]:
    if marks != list(range(1, len(marks) + 1)):
        yield f"the marks do not count from 1 without a gap: {', '.join(map(str, marks))}"
    yield from (f"mark {mark} has no note" for mark in marks if mark not in notes)
    yield from (f"note {number} has no mark" for number in notes if number not in marks)
