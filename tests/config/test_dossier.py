"""What brief.toml may say, and how it is told that it may not."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.config.dossier import read_settings
from briefing.config.settings import UNDATED_FILE, AuthoredStatement, DeclaredSource, Edit, Publishing, Settings
from briefing.errors import DossierError
from briefing.model.evidence import Address
from briefing.model.source import PartialDate, Reference, SourceId

FULL = """
title = "Russia and North Korea:   the June 2024\tpartnership treaty"
subtitle = "What it says"
short_title = "Partnership treaty"
parties = ["Russia", "North Korea"]
as_of = 2024-06-28
published = 2024-07-01
pack = "press-digest"
language = "en-US"
marking = "TLP:CLEAR"
status = "draft"
issuer = "Institute"
authors = "A. Editor"
series = "Briefs"
number = 3
version = "1.1"
replaces = "1.0"
changes = "A date"
embargo = 2024-07-01T18:00:00+02:00
contact = "desk@example.org"
licence = "CC BY 4.0"
funding = "None"
disclaimer = "Views are the authors'."

[options]
paper = "blue"

[[source]]
file = "000_a.txt"
id = "000"
kind = "opinion"
title = "A title"
author = ["A. Writer", "B. Writer"]
publisher = "The Paper"
date = "2024-06"
url = "https://example.org/a"
accessed = 2024-06-20
language = "en"
speaker = "A. Speaker"
via = "An Agency"

[[source]]
file = "b.txt"

[edit]
omit = ["002:5.3"]
pin = ["000:6.1"]
move = { "000:10.1" = "military-cooperation" }

[[authored]]
section = "summary"
text = "A sentence."
by = "A. Editor"
cites = ["000:6.1"]

[publish]
base_url = "https://example.org/briefs"
title = "Briefs"
author = "The desk"
"""


def read(text: str, **options: object) -> Settings:
    """Read settings that are expected to be sound."""
    settings, _ = read_settings(text, "brief.toml", options)
    return settings


def complaint(text: str, **options: object) -> tuple[str, str, str]:
    """Return message, place and hint of the error that a text leads to."""
    with pytest.raises(DossierError) as caught:
        read_settings(text, "brief.toml", options)
    return caught.value.message, caught.value.place, caught.value.hint


def test_every_key_is_read() -> None:
    settings = read(FULL)
    assert settings.title == "Russia and North Korea: the June 2024 partnership treaty"
    assert (settings.as_of, settings.published) == (dt.date(2024, 6, 28), dt.date(2024, 7, 1))
    assert (settings.parties, settings.authors) == (("Russia", "North Korea"), ("A. Editor",))
    assert (settings.number, settings.version, settings.status) == ("3", "1.1", "draft")
    assert settings.embargo == dt.datetime(2024, 7, 1, 16, tzinfo=dt.UTC)
    assert settings.embargo.utcoffset() == dt.timedelta(hours=2)
    assert settings.options == {"paper": "blue"}
    assert settings.sources == (
        DeclaredSource(
            file="000_a.txt",
            id=SourceId("000"),
            reference=Reference(
                kind="opinion",
                title="A title",
                authors=("A. Writer", "B. Writer"),
                publisher="The Paper",
                date=PartialDate(2024, 6),
                url="https://example.org/a",
                accessed=dt.date(2024, 6, 20),
                language="en",
                speaker="A. Speaker",
                via="An Agency",
            ),
            place="brief.toml:28",
        ),
        DeclaredSource(file="b.txt", place="brief.toml:42"),
    )
    move = {Address("000:10.1"): "military-cooperation"}
    assert settings.edit == Edit(omit=(Address("002:5.3"),), pin=(Address("000:6.1"),), move=move)
    assert settings.authored == (
        AuthoredStatement(
            section="summary",
            text="A sentence.",
            by="A. Editor",
            cites=(Address("000:6.1"),),
            place="brief.toml:50",
        ),
    )
    assert settings.publish == Publishing("https://example.org/briefs/", "Briefs", "The desk")


@pytest.mark.parametrize(
    "address", ["example.org", "ftp://example.org/", "https://example.org/?a=b", "https:///a", "x"]
)
def test_a_base_url_is_the_web_address_of_a_folder(address: str) -> None:
    message, place, hint = complaint(f'[publish]\nbase_url = "{address}"')
    assert message == f'"{address}" is no web address of a folder'
    assert place == "brief.toml:2"
    assert "https://" in hint


@pytest.mark.parametrize(
    "address", ["https://example.org/", "http://a.example.org:8080/b~c/", "https://xn--d1acufc.example/"]
)
def test_a_base_url_with_its_slash_stays_as_it_is(address: str) -> None:
    assert read(f'[publish]\nbase_url = "{address}"').publish.base_url == address


@pytest.mark.parametrize("text", [None, "", "# nothing\n"])
def test_nothing_said_leaves_everything_open(text: str | None) -> None:
    settings, findings = read_settings(text, "brief.toml")
    assert settings == Settings()
    assert findings == ()


def test_a_later_stage_can_ask_for_the_line_of_a_key() -> None:
    settings = read("title = 'x'\n[edit]\nomit = [\n'1:1.1',\n'1:1.2']")
    assert settings.place("edit", "omit", 1) == "brief.toml:5"
    assert settings.place("edit", "pin") == "brief.toml:2"
    assert settings.place("pack") == "brief.toml"


def test_the_date_of_files_is_the_day_of_publication_else_the_cut_off_else_none() -> None:
    assert read("as_of = 2024-06-28\npublished = 2024-07-01").file_date == dt.date(2024, 7, 1)
    assert read("as_of = 2024-06-28").file_date == dt.date(2024, 6, 28)
    assert read("").file_date == UNDATED_FILE


def test_options_of_the_command_line_win() -> None:
    settings = read("title = 'x'\nstatus = 'draft'\n[options]\na = 1", title="y", pack=None, options={"b": 2})
    assert (settings.title, settings.status, settings.pack) == ("y", "draft", "policy-brief")
    assert settings.options == {"a": 1, "b": 2}


def test_a_wrong_option_is_named_as_it_was_given() -> None:
    message, place, _ = complaint("as_of = 2024-06-28", as_of="June")
    assert (message, place) == ('key "as_of" should be a day such as 2024-06-28, not "June"', "--as-of")


def test_a_day_may_stand_in_quotes_and_a_year_without() -> None:
    assert read("as_of = '2024-06-28'").as_of == dt.date(2024, 6, 28)
    assert read("[[source]]\nfile='a'\ndate = 2024").sources[0].reference.date == PartialDate(2024)
    assert read("[[source]]\nfile='a'\ndate = 2024-06-19").sources[0].reference.date == PartialDate(2024, 6, 19)


@pytest.mark.parametrize("label", ["TLP:RED", "tlp:amber+strict", "TLP: GREEN"])
def test_a_label_of_the_traffic_light_protocol_is_spelt_as_the_protocol_does(label: str) -> None:
    assert read(f"marking = '{label}'").marking == label.upper().replace(" ", "")


def test_any_other_marking_is_free_text() -> None:
    assert read("marking = 'For  the desk only'").marking == "For the desk only"


WRONG = [
    ("embargo = 2024-07-01", 'key "embargo" should be a day and time with its offset from UTC', 1, ""),
    ("embargo = 2024-07-01T18:00:00", 'key "embargo" should be a day and time with its offset from UTC', 1, ""),
    ("embargo = 0001-01-01T00:00:00+02:00", 'key "embargo" should be a day and time with its offset', 1, ""),
    ("titel = 'x'", 'unknown key "titel"', 1, 'did you mean "title"?'),
    ("\n\nzzz = 1", 'unknown key "zzz"', 3, "known keys: as_of"),
    ("\ntitle = 3", 'key "title" should be text in quotes, not 3', 2, ""),
    ("title = true", 'key "title" should be text in quotes, not true', 1, ""),
    ("title = ['x']", 'key "title" should be text in quotes, not a list', 1, ""),
    ("title = {a = 1}", 'key "title" should be text in quotes, not a table', 1, ""),
    (f"status = '{'x' * 50}'", 'key "status" should be "draft" or "final", not text', 1, ""),
    ("parties = 'Russia'", 'key "parties" should be a list, each item text in quotes, not "Russia"', 1, ""),
    ("parties = ['Russia', 3]", 'key "parties" should be a list, each item text in quotes, not a list', 1, ""),
    ("authors = 3", 'key "authors" should be text in quotes, or a list of such, not 3', 1, ""),
    ("as_of = 2024-06-28T10:00:00", 'key "as_of" should be a day such as 2024-06-28, not 2024-06-28 10:00:00', 1, ""),
    ("as_of = '2024-06'", 'key "as_of" should be a day such as 2024-06-28, not "2024-06"', 1, ""),
    ("published = '2024-02-30'", 'key "published" should be a day such as 2024-06-28, not "2024-02-30"', 1, ""),
    ("version = 1.0", 'key "version" should be text in quotes or a whole number, not 1.0', 1, ""),
    ("language = 'British English'", '"British English" is no language tag', 1, 'tags look like "en-GB"'),
    ("options = 1", 'key "options" should be a table, not 1', 1, ""),
    ("source = 1", 'key "source" should be a list, each item a table, not 1', 1, ""),
    ("marking = 'TLP:WHITE'", "TLP:WHITE is a label of TLP 1.0", 1, "use TLP:CLEAR"),
    ("marking = 'TLP:GREN'", '"TLP:GREN" is no TLP 2.0 label', 1, 'did you mean "TLP:GREEN"?'),
    ("[[source]]\nid = 'a'", 'key "source.file" is missing: it should be text in quotes', 1, ""),
    ("[[source]]\nfile='a'\nkind='newz'", 'key "source.kind" should be "news", "opinion"', 3, ""),
    ("[[source]]\nfile='a'\nid='a b'", '"a b" cannot be an id', 3, "ids are letters, digits, - _ and ."),
    ("[[source]]\nfile='a'\nauthr='b'", 'unknown key "source.authr"', 3, 'did you mean "author"?'),
    ("[[source]]\nfile='a'\n[[source]]\nfile='a'", 'source file "a" is declared twice', 4, ""),
    ("[[source]]\nfile='a'\nid='x'\n[[source]]\nfile='b'\nid='x'", 'source id "x" is declared twice', 6, ""),
    ("[edit]\nomit = [\n'1:1.1',\n'1.1']", '"1.1" is no address', 4, 'addresses look like "002:5.3"'),
    ("[edit]\nmove = { '1:1' = 'x' }", '"1:1" is no address', 2, 'addresses look like "002:5.3"'),
    ("[edit]\nmove = { '1:1.1' = 3 }", 'key "edit.move.1:1.1" should be text in quotes, not 3', 2, ""),
    ("[edit]\nomits = []", 'unknown key "edit.omits"', 2, 'did you mean "omit"?'),
    ("[[authored]]\nsection='summary'\ntext='x'", 'key "authored.by" is missing', 1, ""),
    ("x = ", "this is no valid TOML: Invalid value", 1, 'text stands in quotes: key = "…"'),
    ("a = 1\n\nb = \"\"\"x\n", "this is no valid TOML: ", 3, 'text stands in quotes: key = "…"'),
    ("a = 1\na = 2", "this is no valid TOML: Cannot overwrite a value", 2, ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message", "line", "hint"), WRONG)
def test_what_may_not_be_said_is_named_with_its_line(text: str, message: str, line: int, hint: str) -> None:
    told, place, advice = complaint(text)
    assert told.startswith(message)
    assert place == f"brief.toml:{line}"
    assert advice.startswith(hint)


def test_an_authored_sentence_without_passages_is_a_finding() -> None:
    _, findings = read_settings("\n[[authored]]\nsection='summary'\ntext='x'\nby='y'", "brief.toml")
    assert [(finding.code, finding.severity, finding.place) for finding in findings] == [
        ("authored-uncited", "warning", "brief.toml:2")
    ]


def test_a_cut_off_after_publication_is_a_finding() -> None:
    _, findings = read_settings("published = 2024-06-01\nas_of = 2024-06-02", "brief.toml")
    assert [(finding.code, finding.place) for finding in findings] == [("as-of-after-published", "brief.toml:2")]


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    place = "brief.toml"
    try:
        read_settings(text, place)
    except DossierError as error:
        place = error.place
    assert place.startswith("brief.toml")
