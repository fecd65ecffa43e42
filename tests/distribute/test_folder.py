"""A published folder: nothing in it is lost, and nothing of somebody else's is written over without a word."""

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.distribute.feed import Feed, make_entry, read_feed, write_feed
from briefing.distribute.folder import join_edition, list_entries, open_folder, refuse_clash
from briefing.distribute.manifest import make_manifest
from briefing.errors import OutputError
from briefing.model.artifact import Artifact
from briefing.model.edition import Edition, EditionFile
from tests.distribute.editions import EDITION

DAY = dt.date(2024, 7, 1)
BASE = "https://example.org/"
OURS = b'<html><meta name="generator" content="Briefing"></html>'


def make_edition(stem: str, data: bytes = b"%PDF", record: str = "0" * 64) -> tuple[Edition, tuple[Artifact, ...]]:
    pdf = Artifact("pdf", f"{stem}.pdf", data)
    file = EditionFile(name=pdf.name, format="pdf", sha256=pdf.digest, size=len(data))
    edition = replace(EDITION, stem=stem, record=record, files=(file,))
    return edition, (pdf, make_manifest(edition))


def lay(folder: Path, artifacts: tuple[Artifact, ...]) -> None:
    for artifact in artifacts:
        (folder / artifact.name).write_bytes(artifact.data)


def feed_of(*editions: Edition) -> bytes:
    entries = tuple(make_entry(each, DAY, BASE) for each in editions)
    return write_feed(Feed(id="urn:x:0", title="T", author="A", base_url=BASE, entries=entries))


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """Give a folder with one published edition, and one that nobody has published."""
    fish, files = make_edition("fish")
    lay(tmp_path, files)
    lay(tmp_path, make_edition("draft")[1])
    (tmp_path / "feed.xml").write_bytes(feed_of(fish))
    (tmp_path / "index.html").write_bytes(OURS)
    return tmp_path


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    folder = open_folder(tmp_path / "new", over=False)
    assert (folder.feed, folder.editions, folder.findings) == (None, (), ())


def test_the_feed_says_what_is_published(public: Path) -> None:
    folder = open_folder(public, over=False)
    assert [found.edition.stem for found in folder.editions] == ["fish"]
    assert [(each.code, Path(each.place).name) for each in folder.findings] == [
        ("unpublished-edition", "draft.manifest.json")
    ]
    assert folder.find("draft") is None


def test_a_published_file_that_has_changed_is_reported(public: Path) -> None:
    (public / "fish.pdf").write_bytes(b"other")
    assert [each.code for each in open_folder(public, over=False).findings] == [
        "unpublished-edition",
        "published-changed",
    ]


def test_a_damaged_manifest_is_reported_and_its_edition_stays_in_the_feed(public: Path) -> None:
    (public / "fish.manifest.json").write_bytes(b"{")
    folder = open_folder(public, over=False)
    assert "manifest-damaged" in [each.code for each in folder.findings]
    entries = list(list_entries(folder, make_edition("whales")[0], BASE))
    assert [entry.stem for entry in entries] == ["whales", "fish"]
    assert entries[1].edition is None
    again = read_feed(write_feed(Feed(id="urn:x:0", title="T", author="A", entries=tuple(entries))))
    assert again.entries[1].xml == folder.feed.entries[0].xml if folder.feed else False


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="this is no folder"):
        open_folder(tmp_path / "file", over=True)


def test_a_name_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").mkdir()
    with pytest.raises(OutputError, match="this cannot be read") as refused:
        open_folder(tmp_path, over=True)
    assert refused.value.place == str(tmp_path / "feed.xml")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("feed.xml", b"<feed", "damaged"),
        ("feed.xml", b"<rss/>", "not one that this program has written"),
        ("index.html", b"<html>Welcome", "not a list of editions"),
    ],
)
def test_what_is_damaged_or_foreign_stays_unless_it_may_go(public: Path, name: str, data: bytes, message: str) -> None:
    (public / name).write_bytes(data)
    with pytest.raises(OutputError, match=message) as refused:
        open_folder(public, over=False)
    assert refused.value.place == str(public / name)
    assert "--replace" in refused.value.hint
    assert open_folder(public, over=True).path == public


def test_a_new_edition_touches_nothing(public: Path) -> None:
    edition, files = make_edition("whales")
    refuse_clash(open_folder(public, over=False), edition, files, over=False)


def test_an_edition_may_be_published_again_and_with_more_formats(public: Path) -> None:
    edition, (pdf, _) = make_edition("fish")
    page = Artifact("html", "fish.html", b"<html>")
    more = EditionFile(name=page.name, format="html", sha256=page.digest, size=len(page.data))
    manifest = make_manifest(replace(edition, files=(*edition.files, more)))
    folder = open_folder(public, over=False)
    refuse_clash(folder, edition, (pdf, page, manifest), over=False)


def spoil_record(_public: Path) -> tuple[Edition, tuple[Artifact, ...]]:
    return make_edition("fish", b"%PDF 2", "1" * 64)


def spoil_file(public: Path) -> tuple[Edition, tuple[Artifact, ...]]:
    (public / "fish.pdf").write_bytes(b"by hand")
    return make_edition("fish")


def spoil_name(public: Path) -> tuple[Edition, tuple[Artifact, ...]]:
    (public / "whales.pdf").write_bytes(b"of somebody")
    return make_edition("whales")


def spoil_manifest(public: Path) -> tuple[Edition, tuple[Artifact, ...]]:
    return make_edition("draft", b"%PDF 2")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (spoil_record, "published with other contents"),
        (spoil_file, "another file of this name"),
        (spoil_name, "another file of this name"),
        (spoil_manifest, "another file of this name"),
    ],
)
def test_what_would_be_lost_is_named(
    public: Path, spoil: Callable[[Path], tuple[Edition, tuple[Artifact, ...]]], message: str
) -> None:
    edition, files = spoil(public)
    folder = open_folder(public, over=False)
    with pytest.raises(OutputError, match=message) as refused:
        refuse_clash(folder, edition, files, over=False)
    assert "--replace" in refused.value.hint
    refuse_clash(folder, edition, files, over=True)


def test_formats_that_are_published_already_stay_in_the_manifest(public: Path) -> None:
    folder = open_folder(public, over=False)
    page = EditionFile(name="fish.html", format="html", sha256=hashlib.sha256(b"").hexdigest(), size=0)
    coming = replace(make_edition("fish")[0], files=(page,))
    assert [file.name for file in join_edition(folder, coming).files] == ["fish.html", "fish.pdf"]
    (public / "fish.pdf").unlink()
    assert join_edition(folder, coming) == coming
    assert join_edition(folder, replace(coming, record="1" * 64)).files == (page,)


def test_an_edition_keeps_its_id_when_the_address_changes(public: Path) -> None:
    folder = open_folder(public, over=False)
    entries = list(list_entries(folder, make_edition("whales")[0], "https://new.example.org/"))
    assert [(entry.stem, entry.id) for entry in entries] == [
        ("fish", "tag:example.org,2024-07-01:fish"),
        ("whales", "tag:new.example.org,2024-07-01:whales"),
    ]
    assert entries[0].page.startswith("https://new.example.org/")


def test_an_edition_without_a_day_stands_as_the_feed_has_it(public: Path) -> None:
    undated = replace(make_edition("fish")[0], published=None, as_of=None)
    lay(public, (make_manifest(undated),))
    entries = list(list_entries(open_folder(public, over=False), make_edition("whales")[0], BASE))
    assert [(entry.stem, entry.edition is None) for entry in entries] == [("whales", False), ("fish", True)]
