"""One brief in four formats: the same statements, marks and notes; each note on the page of its mark."""

import pytest

from briefing.model.artifact import Format
from tests.acceptance.builds import FORMATS, Built
from tests.acceptance.delivered import Cited, fold

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["sample", "articles"])
def built(request: pytest.FixtureRequest) -> Built:
    """Give each dossier in turn; the articles only where there are any."""
    found = request.getfixturevalue(str(request.param))
    assert isinstance(found, Built)
    return found


def folded(statements: list[Cited]) -> list[Cited]:
    return [Cited(cited.mark, fold(cited.text)) for cited in statements]


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_holds_every_statement_of_the_document_in_order(built: Built, name: Format) -> None:
    assert len(built.statements) == len(built.points)
    assert folded(built.delivered[name].statements) == folded(built.statements)


@pytest.mark.parametrize("name", FORMATS)
def test_marks_count_from_one_in_the_order_of_the_text(built: Built, name: Format) -> None:
    assert built.delivered[name].marks == list(range(1, len(built.points) + 1))


@pytest.mark.parametrize("name", FORMATS)
def test_every_mark_has_its_note_and_every_note_its_mark(built: Built, name: Format) -> None:
    assert list(built.delivered[name].notes) == built.delivered[name].marks


@pytest.mark.parametrize("name", ["pdf", "md", "html"])
def test_notes_read_the_same_as_in_the_word_file(built: Built, name: Format) -> None:
    others = built.delivered[name].notes.items()
    expected = built.delivered["docx"].notes.items()
    assert {number: fold(note) for number, note in others} == {number: fold(note) for number, note in expected}


def test_every_note_begins_on_the_page_of_its_mark(built: Built) -> None:
    pdf = built.delivered["pdf"]
    assert len(pdf.note_pages) == len(built.points)
    assert pdf.note_pages == pdf.mark_pages
