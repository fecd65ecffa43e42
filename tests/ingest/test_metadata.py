"""Who knows what about a source, and who wins."""

import datetime as dt

import pytest

from briefing.ingest import SourceFile, read_sources
from briefing.ingest.metadata import merge, parse_date, report_missing
from briefing.model.source import PartialDate, Reference, SourceDocument
from tests.ingest.reading import read_one, read_with_findings

BODY = "The two ministers met in Oslo on Monday and signed the text.\n"


def read(text: str, declared: Reference) -> SourceDocument:
    (document,), _ = read_sources([SourceFile("a.txt", text.encode())], {"a.txt": declared})
    return document


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024", PartialDate(2024)),
        ("2024-06", PartialDate(2024, 6)),
        ("2024-06-19", PartialDate(2024, 6, 19)),
        ("2024-06-19T10:00:00Z", PartialDate(2024, 6, 19)),
        ("19 June 2024", PartialDate(2024, 6, 19)),
        ("19th Jun. 2024", PartialDate(2024, 6, 19)),
        ("June 19, 2024", PartialDate(2024, 6, 19)),
        ("June 2024", PartialDate(2024, 6)),
        ("2024-13-01", None),
        ("31 June 2024", None),
        ("Moon 2024", None),
        ("last week", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_precisely_as_it_is_written(text: str, date: PartialDate | None) -> None:
    assert parse_date(text) == date


def test_every_key_of_a_reference_can_stand_in_front_matter() -> None:
    text = (
        "---\nid: harbour\ntitle: The Pact\nauthor: Dana Reed and Tom Ray\n"
        "publisher: Harbour Post\ndate: 3 May 2024\n"
        "url: https://example.org\naccessed: 2024-05-04\nlanguage: en\nkind: News\nspeaker: Ada Lund\n"
        "via: Agency\n---\n"
    )
    document, findings = read_with_findings(text + BODY)
    assert document.id == "harbour"
    assert document.reference == Reference(
        kind="news",
        title="The Pact",
        authors=("Dana Reed", "Tom Ray"),
        publisher="Harbour Post",
        date=PartialDate(2024, 5, 3),
        url="https://example.org",
        accessed=dt.date(2024, 5, 4),
        language="en",
        speaker="Ada Lund",
        via="Agency",
    )
    assert not findings


def test_a_key_without_a_value_is_not_known() -> None:
    assert read_one(f"---\ntitle: X\nurl:\n---\n{BODY}").reference == Reference(title="X")


def test_authors_as_a_list_keep_their_commas() -> None:
    assert read_one(f"---\nauthors: [Reed, Ray]\n---\n{BODY}").reference.authors == ("Reed", "Ray")
    assert read_one(f"---\nauthor: Reed, Dana\n---\n{BODY}").reference.authors == ("Reed, Dana",)


def test_a_list_where_a_text_is_wanted_is_joined() -> None:
    assert read_one(f"---\npublisher: [A, B]\n---\n{BODY}").reference.publisher == "A, B"


def test_the_dossier_wins_over_the_file_and_the_file_over_its_page() -> None:
    origin = "This report was initially covered by Page Post."
    text = f"---\ntitle: From the File\npublisher: File Post\n---\nFrom the Page\n\n{BODY}\n{origin}\n"
    reference = read(text, Reference(publisher="Dossier Post")).reference
    assert (reference.title, reference.publisher, reference.via) == ("From the File", "Dossier Post", "Page Post")
    assert reference.headline is None


def test_the_headline_is_the_title_and_its_place_is_known() -> None:
    document = read(f"Ministers Sign\n\n{BODY}", Reference())
    assert document.reference.title == "Ministers Sign"
    assert document.reference.headline is not None
    assert document.quote(document.reference.headline) == "Ministers Sign"


def test_a_heading_inside_the_body_is_no_title() -> None:
    document = read(f"{BODY}\nThe Road to War\n\n{BODY}", Reference())
    assert document.blocks[1].set_aside == "headline"
    assert document.reference.title is None


def test_merging_keeps_what_is_known_first() -> None:
    assert merge(Reference(title="A"), Reference(title="B", via="C")) == Reference(title="A", via="C")


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Dana Reed", ("Dana Reed",)),
        ("By Dana Reed and Tom Ray", ("Dana Reed", "Tom Ray")),
        ("By Dana Reed, Staff Writer", ("Dana Reed",)),
        ("By Dana Reed, Ada Lund and Tom Ray", ()),
        ("3 May 2024", ()),
    ],
)
def test_authors_are_read_from_a_byline_where_it_is_plain(line: str, authors: tuple[str, ...]) -> None:
    assert read_one(f"Ministers Sign\n\n{line}\n\n{BODY}").reference.authors == authors


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("3 May 2024", PartialDate(2024, 5, 3)),
        ("Oslo, May 3, 2024.", PartialDate(2024, 5, 3)),
        ("Published: Friday, May 3rd, 2024 10:15", PartialDate(2024, 5, 3)),
        ("Updated: May 3, 2024", None),
        ("By Dana Reed", None),
    ],
)
def test_the_date_is_read_from_a_line_of_its_own_above_the_body(line: str, date: PartialDate | None) -> None:
    assert read_one(f"Ministers Sign\n\n{line}\n\n{BODY}").reference.date == date


def test_a_date_line_below_the_body_is_not_its_date() -> None:
    assert read_one(f"Ministers Sign\n\n{BODY}\n3 May 2024\n").reference.date is None


def test_a_claim_reported_by_somebody_says_nothing_of_the_document() -> None:
    assert read_one(f"{BODY}\nThis commitment was reported by the state agency.\n").reference.via is None


def test_one_note_says_what_is_missing() -> None:
    _, findings = read_with_findings(f"---\ntitle: X\nkind: news\nauthor: A B\n---\n{BODY}")
    assert [(finding.code, finding.severity, finding.message) for finding in findings] == [
        ("metadata-missing", "note", "publisher and date not stated")
    ]


def test_one_missing_field_is_named_alone() -> None:
    _, findings = read_with_findings(f"---\ntitle: X\nkind: official\nspeaker: A B\npublisher: C\n---\n{BODY}")
    assert findings[0].message == "date not stated"


def test_what_a_kind_does_well_without_is_not_missed() -> None:
    treaty = Reference(kind="treaty", title="T", authors=("A", "B"), date=PartialDate(2026))
    assert report_missing("a.txt", treaty) == ()
    page = Reference(kind="reference", title="T", publisher="P", date=PartialDate(2026))
    assert report_missing("a.txt", page) == ()
