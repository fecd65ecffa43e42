"""What brief.toml declares is held against what is there."""

import pytest

from briefing.config.dossier import read_settings
from briefing.config.settings import Settings
from briefing.errors import DossierError
from briefing.model.source import PartialDate, Reference, SourceDocument, SourceId
from briefing.pipeline.dossier import declared_ids, declared_references, refuse_late, refuse_missing

TOML = """\
as_of = 2024-06-20

[[source]]
file = "a.txt"
id = "wire"
publisher = "Northland News"

[[source]]
file = "b.txt"
date = 2024-06-21
"""


def settings() -> Settings:
    """Read the settings of this page."""
    return read_settings(TOML, "brief.toml")[0]


def document(file: str, date: PartialDate | None) -> SourceDocument:
    """Make a source with a date and nothing else."""
    reference = Reference(date=date)
    return SourceDocument(id=SourceId("a"), file=file, text="", digest="", blocks=(), runs=(), reference=reference)


def test_declarations_are_known_by_file() -> None:
    assert declared_references(settings())["a.txt"].publisher == "Northland News"
    assert declared_ids(settings()) == {"a.txt": "wire"}


def test_a_listed_file_that_is_missing_is_an_error_with_line_and_nearest_name() -> None:
    with pytest.raises(DossierError, match=r'source "b\.txt" is listed') as caught:
        refuse_missing(settings(), ["a.txt", "b2.txt"])
    assert caught.value.place == "brief.toml:9"
    assert caught.value.hint == 'did you mean "b2.txt"?'
    refuse_missing(settings(), ["a.txt", "b.txt"])


def test_a_late_date_in_brief_toml_is_an_error_at_its_line() -> None:
    with pytest.raises(DossierError, match="dated 2024-06-21, after the cut-off as_of = 2024-06-20") as caught:
        refuse_late(settings(), [document("b.txt", PartialDate(2024, 6, 21))])
    assert caught.value.place == "brief.toml:10"


def test_a_late_date_in_a_source_is_an_error_at_the_source() -> None:
    with pytest.raises(DossierError) as caught:
        refuse_late(settings(), [document("c.md", PartialDate(2024, 7))])
    assert caught.value.place == "c.md"


@pytest.mark.parametrize("date", [None, PartialDate(2024), PartialDate(2024, 6), PartialDate(2024, 6, 20)])
def test_a_date_that_may_lie_before_the_cut_off_is_none_too_late(date: PartialDate | None) -> None:
    refuse_late(settings(), [document("c.md", date)])


def test_without_a_cut_off_nothing_is_late() -> None:
    refuse_late(Settings(), [document("c.md", PartialDate(2100))])
