"""Word files of whole briefs are sound, and set by styles rather than by hand."""

import io
import zipfile

import pytest
from lxml import etree

from tests.acceptance.builds import Built
from tests.render.docx.checks import CHECKS, Parts, W, find

pytestmark = pytest.mark.slow

_STRUCTURE = {"pStyle", "keepNext", "numPr"}


@pytest.fixture(params=["sample", "articles"])
def parts(request: pytest.FixtureRequest) -> Parts:
    """Give the parts of the Word file of a dossier."""
    built = request.getfixturevalue(request.param)
    assert isinstance(built, Built)
    with zipfile.ZipFile(io.BytesIO(built.files["docx"])) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return {name: etree.fromstring(archive.read(name)) for name in names}


def test_nothing_is_wrong_with_it(parts: Parts) -> None:
    assert [fault for check in CHECKS for fault in check(parts)] == []


def test_nineteen_of_twenty_paragraphs_are_set_by_their_style_alone(parts: Parts) -> None:
    paragraphs = list(find(parts, "word/document.xml", "p"))
    said = [{str(etree.QName(one).localname) for one in each.iterfind(f"{W}pPr/*")} for each in paragraphs]
    assert all("pStyle" in each for each in said)
    assert sum(bool(each - _STRUCTURE) for each in said) <= 0.05 * len(paragraphs)
