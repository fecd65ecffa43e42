"""The default theme, and a document with every kind of node as a DOCX, taken apart."""

import io
import zipfile
from collections.abc import Mapping

import pytest
from lxml import etree

from briefing.packs.theme import Theme
from briefing.render.docx.writer import write_docx
from tests.render.samples import make_document, read_theme

Parts = Mapping[str, etree._Element]


@pytest.fixture(scope="session")
def theme() -> Theme:
    return read_theme()


@pytest.fixture(scope="session")
def data(theme: Theme) -> bytes:
    """Give the bytes of the document with every kind of node."""
    return write_docx(make_document(), theme)[0]


@pytest.fixture(scope="session")
def parts(data: bytes) -> Parts:
    """Give every part of it, parsed."""
    return read_parts(data)


def read_parts(data: bytes) -> dict[str, etree._Element]:
    """Return every part that is XML, parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return {name: etree.fromstring(archive.read(name)) for name in names}
