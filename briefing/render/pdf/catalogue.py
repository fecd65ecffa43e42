"""What a PDF file holds beside its pages, as objects of ReportLab: the structure tree and what can be clicked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObject, PDFStream, PDFString

from briefing.render.figures import Picture
from briefing.render.pdf.structure import Click, Content, Element

_PLAIN = re.compile("[ !-'*-Z_a-z]*")
"""Text that means itself in a literal string."""
Place = tuple[int, float]
"""A page, counted from 0, and a height on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A place to click: what it says it is, and the place or the address that it leads to."""

    page: int
    rect: tuple[float, float, float, float]
    contents: str
    element: Element
    url: str = ""
    target: str = ""
    """The name of a place in the document."""


class Written(PDFObject):  # type: ignore[misc]  # ReportLab ships no types
    """An object whose text is made when the file is saved and all numbers are known."""

    __RefOnly__ = 1

    def __init__(self, make: Any) -> None:
        """Hold the function that makes the text from the document."""
        self._make = make

    def format(self, document: Any) -> bytes:
        """Return the text of the object."""
        text: str | bytes = self._make(document)
        return text.encode("latin-1") if isinstance(text, str) else text


class Catalogue:
    """Number the objects of one document, in the order of their pages, and write them."""

    def __init__(self, document: Any, pages: int) -> None:
        """Start with the number of pages; a page's key in the parent tree is its own number."""
        self._document = document
        self._pages = pages
        self._numbers: dict[Element, str] = {}
        self._contents: list[list[Element]] = [[] for _ in range(pages)]
        self._links: list[Link] = []
        self._references: list[Any] = []
        self._pictures: dict[Picture, Any] = {}
        self.places: dict[str, Place] = {}

    def mark(self, page: int, element: Element) -> int:
        """Return the number of new marked content of an element."""
        number = len(self._contents[page])
        self._contents[page].append(element)
        element.kids.append(Content(page, number))
        return number

    def add_link(self, link: Link) -> Any:
        """Add a place to click to its element, and return the reference that its page needs."""
        number = len(self._links)
        link.element.kids.append(Click(link.page, number))
        self._links.append(link)
        reference = self._document.Reference(Written(lambda _: self._write_link(link, number)))
        self._references.append(reference)
        return reference

    def add_picture(self, picture: Picture) -> tuple[str, Any]:
        """Return the name of a picture and the reference to it; one that is printed twice is in the file once."""
        if picture not in self._pictures:
            self._pictures[picture] = self._document.Reference(_make_image(picture))
        reference = self._pictures[picture]
        return f"Im{list(self._pictures).index(picture) + 1}", reference

    def _write_link(self, link: Link, number: int) -> str:
        rect = " ".join(f"{side:.2f}" for side in link.rect)
        goal = f"/A<</S/URI/URI {self._string(link.url)}>>" if link.url else f"/Dest {self._write_place(link.target)}"
        return (
            f"<</Type/Annot/Subtype/Link/Rect[{rect}]/Border[0 0 0]/F 4/Contents {self._string(link.contents)}"
            f"/StructParent {self._pages + number}{goal}>>"
        )

    def _write_place(self, name: str) -> str:
        page, height = self.places[name]
        return f"[{self._page(page)}/XYZ 0 {height:.2f} 0]"

    def close(self, root: Element) -> Any:
        """Take the finished tree in and return the reference to its root."""
        elements = list(_walk(root))
        home = Written(lambda _: self._write_root(root, elements))
        reference = self._document.Reference(home)
        for element in elements:
            made = self._document.Reference(Written(lambda _, each=element: self._write_element(each)))
            self._numbers[element] = self._resolve(made)
        self._home = self._resolve(reference)
        return reference

    def let_go(self, root: Element) -> None:
        """Part elements from their parents, which would hold each other until a search for garbage."""
        for element in _walk(root):
            element.parent = None

    def _resolve(self, reference: Any) -> str:
        return self._point(reference.name)

    def _page(self, page: int) -> str:
        return self._point(f"Page{page + 1}")

    def _point(self, name: str) -> str:
        """Return the reference to a named object, as ReportLab would write it, without its detours."""
        return f"{self._document.idToObjectNumberAndVersion[name][0]} 0 R"

    def _string(self, text: str) -> str:
        if _PLAIN.fullmatch(text):
            return f"({text})"
        written: bytes = PDFString(text).format(self._document)
        return written.decode("latin-1")

    def _write_element(self, element: Element) -> str:
        parent = self._numbers[element.parent] if element.parent else self._home
        parts = [f"<</S/{element.tag}/P {parent}"]
        page = next((kid.page for kid in element.kids if not isinstance(kid, Element)), None)
        if page is not None:
            parts.append(f"/Pg {self._page(page)}")
        kids = [self._write_kid(kid, page) for kid in element.kids if isinstance(kid, tuple) or kid in self._numbers]
        parts.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]" if kids else "")
        if element.id:
            parts.append(f"/ID {self._string(element.id)}")
        if element.language:
            parts.append(f"/Lang {self._string(element.language)}")
        if element.alt:
            parts.append(f"/Alt {self._string(element.alt)}")
        if element.actual:
            parts.append(f"/ActualText {self._string(element.actual)}")
        if element.attributes:
            parts.append(f"/A<<{element.attributes}>>")
        return f"{''.join(parts)}>>"

    def _write_kid(self, kid: Element | Content | Click, page: int | None) -> str:
        """Return a kid; marked content of the element's own page is its number alone."""
        if isinstance(kid, Element):
            return self._numbers[kid]
        if isinstance(kid, Click):
            return f"<</Type/OBJR/Pg {self._page(kid.page)}/Obj {self._resolve(self._references[kid.number])}>>"
        if kid.page == page:
            return str(kid.number)
        return f"<</Type/MCR/Pg {self._page(kid.page)}/MCID {kid.number}>>"

    def _write_root(self, root: Element, elements: Sequence[Element]) -> str:
        numbers = self._numbers
        pages = (
            f"{page} [{' '.join(numbers[each] for each in contents)}]" for page, contents in enumerate(self._contents)
        )
        links = (f"{self._pages + number} {numbers[link.element]}" for number, link in enumerate(self._links))
        named = sorted((each.id.encode(), self._string(each.id), numbers[each]) for each in elements if each.id)
        return (
            f"<</Type/StructTreeRoot/K {numbers[root]}/ParentTree<</Nums[{' '.join((*pages, *links))}]>>"
            f"/ParentTreeNextKey {self._pages + len(self._links)}{_write_names(named)}>>"
        )


def _make_image(picture: Picture) -> Any:
    """Return a picture as the object that pages draw: PDF takes the data of both kinds of file as they are."""
    colours = 1 if picture.grey else 3
    entries = {
        "Type": "/XObject", "Subtype": "/Image", "Width": picture.width, "Height": picture.height,
        "ColorSpace": "/DeviceGray" if picture.grey else "/DeviceRGB", "BitsPerComponent": 8,
    }  # fmt: skip
    if picture.format == "jpeg":
        return PDFStream(PDFDictionary({**entries, "Filter": "/DCTDecode"}), content=picture.data, filters=[])
    predictor = {"Predictor": 15, "Colors": colours, "BitsPerComponent": 8, "Columns": picture.width}
    entries |= {"Filter": "/FlateDecode", "DecodeParms": PDFDictionary(predictor)}
    return PDFStream(PDFDictionary(entries), content=b"".join(_read_pixels(picture.data)), filters=[])


def _read_pixels(png: bytes) -> Iterator[bytes]:
    """Yield the packed data of a PNG file, which is a row of chunks after eight bytes."""
    position = 8
    while position < len(png):
        size = int.from_bytes(png[position : position + 4], "big")
        if png[position + 4 : position + 8] == b"IDAT":
            yield png[position + 8 : position + 8 + size]
        position += size + 12


def _write_names(named: Sequence[tuple[bytes, str, str]]) -> str:
    """Return the tree of ids, which are in the order of their bytes, or nothing."""
    if not named:
        return ""
    names = " ".join(f"{name} {number}" for _, name, number in named)
    return f"/IDTree<</Limits[{named[0][1]} {named[-1][1]}]/Names[{names}]>>"


def _walk(element: Element) -> Iterator[Element]:
    """Yield the elements that say something: those with kids, and empty cells, without which rows were uneven."""
    if element.kids or element.tag in {"TD", "TH", "Document"}:
        yield element
        for kid in element.kids:
            if isinstance(kid, Element):
                yield from _walk(kid)
