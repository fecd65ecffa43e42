"""From dossier and edition to a folder for the web: what is in it, what is refused, and what stays as it was."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.distribute.editions import list_editions, open_edition
from briefing.distribute.feed import read_feed
from briefing.errors import CheckError, DossierError, OutputError, PublishingError, UsageError
from briefing.pipeline.build import build
from briefing.pipeline.publishing import PublishRequest, publish
from briefing.pipeline.request import BuildRequest
from tests.distribute.atom import find_faults

NOW = dt.datetime(2031, 6, 1, 12, tzinfo=dt.UTC)
WIRE = """\
Northland and Westmark sign a defence pact

Northland and Westmark signed a defence pact in the Northland capital on 14 May 2031, the two governments said.

The pact obliges each party to assist the other if it is attacked. It replaces a treaty of friendship of 1998.
"""
TOML = """\
title = "The pact"
issuer = "Harbour Institute"
published = 2031-05-20
marking = "TLP:CLEAR"
version = "{version}"

[publish]
base_url = "https://briefs.example.org/"
title = "Harbour briefs"
author = "The desk"
"""


def make_dossier(folder: Path, toml: str = TOML.format(version="1.0")) -> BuildRequest:
    (folder / "dossier").mkdir(exist_ok=True)
    (folder / "dossier" / "wire.txt").write_text(WIRE, encoding="utf-8")
    (folder / "dossier" / "brief.toml").write_text(toml, encoding="utf-8")
    return BuildRequest(dossier=folder / "dossier", out=folder / "out", formats=("docx",))


@pytest.fixture
def request_of(tmp_path: Path) -> PublishRequest:
    """Give the request to publish an edition that has been built as DOCX."""
    asked = make_dossier(tmp_path)
    build(asked)
    return PublishRequest(folder=tmp_path / "public", now=NOW, build=asked)


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()} if folder.exists() else {}


def rebuild(asked: PublishRequest, **changes: str) -> None:
    """Build the dossier again with other keys."""
    toml = TOML.format(version=changes.pop("version", "1.0"))
    head, table, tail = toml.partition("\n[publish]")
    extra = "".join(f"{key} = {value}\n" for key, value in changes.items())
    kept = "".join(line + "\n" for line in head.splitlines() if line.partition(" ")[0] not in changes)
    make_dossier(asked.folder.parent, kept + extra + table + tail)
    build(asked.build)


def test_the_folder_holds_the_edition_its_page_a_list_and_a_feed(request_of: PublishRequest) -> None:
    result = publish(request_of)
    stem = "2031-05-20_pact_brief_v01-0_en"
    assert sorted(contents(request_of.folder)) == [
        f"{stem}.docx", f"{stem}.html", f"{stem}.manifest.json", "feed.xml", "index.html",
    ]  # fmt: skip
    assert [each.path for each in result.files] == [
        request_of.folder / name
        for name in (f"{stem}.docx", f"{stem}.html", f"{stem}.manifest.json", "index.html", "feed.xml")
    ]
    assert (result.findings, [entry.stem for entry in result.entries]) == ((), [stem])


def test_the_manifest_names_every_file_as_it_lies_there(request_of: PublishRequest) -> None:
    result = publish(request_of)
    (found,) = list_editions(request_of.folder).editions
    assert found.edition == result.edition
    assert [file.format for file in found.edition.files] == ["docx", "html"]
    assert all(found.path(file).stat().st_size == file.size for file in found.edition.files)


def test_the_feed_is_valid_and_says_what_the_dossier_says(request_of: PublishRequest) -> None:
    publish(request_of)
    data = (request_of.folder / "feed.xml").read_bytes()
    assert find_faults(data) == []
    feed = read_feed(data)
    assert (feed.title, feed.author, feed.id) == ("Harbour briefs", "The desk", "https://briefs.example.org/")
    assert feed.entries[0].id == "tag:briefs.example.org,2031-05-20:2031-05-20_pact_brief_v01-0_en"


def test_publishing_again_changes_no_byte(request_of: PublishRequest) -> None:
    publish(request_of)
    before = contents(request_of.folder)
    publish(replace(request_of, now=NOW + dt.timedelta(days=400)))
    assert contents(request_of.folder) == before


def test_a_page_that_was_built_is_published_as_it_is(request_of: PublishRequest) -> None:
    build(replace(request_of.build, formats=("html",)))
    (page,) = request_of.build.out.glob("*.html")
    publish(request_of)
    assert (request_of.folder / page.name).read_bytes() == page.read_bytes()


def test_an_edition_that_marks_what_is_new_is_published_so(request_of: PublishRequest) -> None:
    toml = TOML.format(version="1.1")
    make_dossier(request_of.build.dossier.parent, toml)
    wire = request_of.build.dossier / "wire.txt"
    wire.write_text(WIRE.replace("assist", "defend"), encoding="utf-8")
    build(replace(request_of.build, since="1.0"))
    (page,) = [
        each.path for each in publish(request_of).files if each.path.suffix == ".html" and "v01-1" in each.path.name
    ]
    assert "REVISED" in page.read_text(encoding="utf-8")


def test_earlier_editions_stay_in_folder_list_and_feed(request_of: PublishRequest) -> None:
    publish(request_of)
    before = contents(request_of.folder)
    rebuild(request_of, version="1.1")
    result = publish(request_of)
    after = contents(request_of.folder)
    assert [entry.stem[-8:] for entry in result.entries] == ["v01-1_en", "v01-0_en"]
    assert {name for name in before if after[name] != before[name]} == {"index.html", "feed.xml"}
    assert after["index.html"].count(b"<h2") == 2
    assert find_faults(after["feed.xml"]) == []


def test_what_the_dossier_leaves_open_stays_as_the_feed_has_it(request_of: PublishRequest) -> None:
    publish(request_of)
    first = read_feed((request_of.folder / "feed.xml").read_bytes())
    make_dossier(request_of.folder.parent, TOML.format(version="1.0").partition("[publish]")[0])
    publish(request_of)
    second = read_feed((request_of.folder / "feed.xml").read_bytes())
    assert (second.id, second.title, second.author, second.base_url) == (
        first.id, first.title, first.author, "https://briefs.example.org/",
    )  # fmt: skip


def test_a_dossier_that_says_nothing_of_publishing_gives_names_of_its_own(tmp_path: Path) -> None:
    asked = make_dossier(tmp_path, TOML.format(version="1.0").partition("[publish]")[0])
    build(asked)
    publish(PublishRequest(folder=tmp_path / "public", now=NOW, build=asked))
    data = (tmp_path / "public" / "feed.xml").read_bytes()
    feed = read_feed(data)
    assert (feed.title, feed.author, feed.base_url, feed.id[:9]) == (
        "Harbour Institute", "Harbour Institute", "", "urn:uuid:",
    )  # fmt: skip
    assert find_faults(data) == []


# ---- refusals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"marking": '"TLP:AMBER"'}, "is marked TLP:AMBER"),
        ({"marking": '"TLP:GREEN"'}, "is marked TLP:GREEN"),
        ({"status": '"draft"'}, "is a draft"),
    ],
)
def test_what_is_not_for_everybody_is_published_only_if_somebody_answers_for_it(
    request_of: PublishRequest, changes: dict[str, str], reason: str
) -> None:
    rebuild(request_of, **changes)
    with pytest.raises(PublishingError, match=reason):
        publish(request_of)
    assert not request_of.folder.exists()
    result = publish(replace(request_of, may=True))
    assert [finding.message for finding in result.findings] == [f"published although it {reason}"]


@pytest.mark.parametrize("may", [False, True])
def test_nothing_lifts_an_embargo_before_its_hour(request_of: PublishRequest, may: bool) -> None:
    rebuild(request_of, embargo="2031-06-01T14:00:01+02:00")
    with pytest.raises(PublishingError, match="is under embargo until 2031-06-01 12:00 UTC") as caught:
        publish(replace(request_of, may=may))
    assert caught.value.hint == "publish it then"
    assert not request_of.folder.exists()


def test_an_embargo_that_is_over_is_none(request_of: PublishRequest) -> None:
    rebuild(request_of, embargo="2031-06-01T14:00:00+02:00")
    assert publish(request_of).findings == ()


def test_an_edition_without_a_day_is_refused(request_of: PublishRequest) -> None:
    toml = TOML.format(version="1.0").replace("published = 2031-05-20\n", "")
    make_dossier(request_of.folder.parent, toml)
    build(request_of.build)
    with pytest.raises(DossierError, match="needs a day"):
        publish(replace(request_of, edition="pact"))


def test_the_page_is_not_made_from_a_dossier_that_has_changed(request_of: PublishRequest) -> None:
    (request_of.build.dossier / "wire.txt").write_text(WIRE.replace("obliges", "obligates"), encoding="utf-8")
    with pytest.raises(DossierError, match="no longer gives the edition"):
        publish(request_of)
    assert not request_of.folder.exists()


def test_a_file_that_somebody_worked_on_is_not_published(request_of: PublishRequest) -> None:
    (word,) = request_of.build.out.glob("*.docx")
    word.write_bytes(word.read_bytes() + b"x")
    with pytest.raises(CheckError, match="not the one that was built"):
        publish(request_of)
    assert not request_of.folder.exists()


def test_editions_are_not_published_where_they_are_built(request_of: PublishRequest) -> None:
    with pytest.raises(UsageError, match="not published where they are built"):
        publish(replace(request_of, folder=request_of.build.out / "." / ""))


def test_there_must_be_an_edition(tmp_path: Path) -> None:
    asked = make_dossier(tmp_path)
    with pytest.raises(UsageError, match="no edition"):
        publish(PublishRequest(folder=tmp_path / "public", now=NOW, build=asked))


def spoil_feed(folder: Path) -> None:
    (folder / "feed.xml").write_bytes(b"<feed")


def spoil_list(folder: Path) -> None:
    (folder / "index.html").write_bytes(b"<h1>Welcome</h1>")


def spoil_page(folder: Path) -> None:
    (page,) = folder.glob("*_en.html")
    page.write_bytes(b"by hand")


@pytest.mark.parametrize("spoil", [spoil_feed, spoil_list, spoil_page])
def test_nothing_that_is_in_the_way_is_lost_without_a_word(
    request_of: PublishRequest, spoil: Callable[[Path], None]
) -> None:
    publish(request_of)
    whole = contents(request_of.folder)
    spoil(request_of.folder)
    before = contents(request_of.folder)
    with pytest.raises(OutputError, match=r"damaged|not a list|another file"):
        publish(request_of)
    assert contents(request_of.folder) == before
    publish(replace(request_of, over=True))
    assert contents(request_of.folder) == whole


def test_other_contents_under_a_published_name_need_a_version_or_a_word(request_of: PublishRequest) -> None:
    publish(request_of)
    before = contents(request_of.folder)
    rebuild(request_of, subtitle='"What it says"')
    with pytest.raises(OutputError, match="published with other contents"):
        publish(request_of)
    assert contents(request_of.folder) == before
    result = publish(replace(request_of, over=True))
    assert open_edition(next(request_of.folder.glob("*.manifest.json"))).edition.subtitle == "What it says"
    assert len(result.entries) == 1


def test_a_folder_that_cannot_be_written_is_left_as_it_was(
    request_of: PublishRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(request_of)
    before = contents(request_of.folder)
    rebuild(request_of, version="1.1")

    rename = Path.replace

    def fail(self: Path, target: Path) -> Path:
        if target.name == "feed.xml" and self.suffix == ".part":
            raise PermissionError(13, "Permission denied", str(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OutputError, match="cannot be written"):
        publish(request_of)
    assert contents(request_of.folder) == before
