"""The record against itself, the page and the file: what it says twice must agree."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.verify.conftest import Desk, codes, make_desk, tell

Record = dict[str, Any]


def check(desk: Desk, change: Callable[[Record], object], *, bare: bool = False) -> set[str]:
    record = json.loads(desk.document.record)
    change(record)
    (data,) = desk.render(replace(desk.document, record=json.dumps(record)), ["docx"])
    return codes(desk.check(data, bare=bare))


def cut_basis(record: Record) -> None:
    """Let a label rest on a name without its last letter."""
    label = next(each["label"] for each in record["printed"] if each.get("label", {}).get("basis"))
    label["basis"][0][2] -= 1


@pytest.fixture(scope="module")
def untitled(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Give the sample without what its maker states."""
    folder = tmp_path_factory.mktemp("untitled")
    for file in (root / "sources").glob("0*"):
        shutil.copy(file, folder)
    (folder / "brief.toml").write_text('parties = ["Russia", "North Korea"]\n', encoding="utf-8")
    return make_desk(folder, root / "templates")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda r: r.update(language="fr-FR"), "language-wrong"),
        (lambda r: r["printed"][3].update(note=5), "note-numbers"),
        (lambda r: r["printed"][8].update(section="nowhere"), "section-unknown"),
        (lambda r: r["statements"]["01:2.1"].update(type="edited"), "type-wrong"),
        (lambda r: r["given"].update(title="Another title"), "head-altered"),
        (lambda r: r["given"].pop("title"), "head-altered"),
        (lambda r: r["given"].update(series="Another series"), "head-altered"),
        (lambda r: r["given"].update(issuer="Another house"), "head-altered"),
        (lambda r: r["masthead"].update(subtitle="Policy brief from ten sources"), "head-altered"),
        (lambda r: r["sources"][0]["metadata"].update(publisher="Another Wire"), "source-metadata"),
        (lambda r: r["sources"][0]["metadata"].pop("via"), "source-metadata"),
        (lambda r: r["sources"][0]["metadata"].update(via="Reuters"), "source-metadata"),
        (lambda r: r["sources"][0]["metadata"]["headline"].update(end=50), "source-headline"),
        (lambda r: r["refers"].append(r["refers"][0]), "date-missing"),
        (lambda r: r["refers"][0]["basis"].append(["zz", 0, 5]), "date-wrong"),
        (cut_basis, "basis-wrong"),
        (lambda r: r["ledger"]["aside"]["headline"].append(r["ledger"]["aside"]["headline"][0]), "ledger-twice"),
    ],
)
def test_what_does_not_agree_is_named(desk: Desk, change: Callable[[Record], object], code: str) -> None:
    assert code in check(desk, change)


def test_without_sources_the_record_is_still_held_against_itself(desk: Desk) -> None:
    assert "note-numbers" in check(desk, lambda r: r["printed"][3].update(note=5), bare=True)


def test_a_title_that_nobody_gives_is_what_a_source_speaks_of(untitled: Desk) -> None:
    desk = untitled
    for report in desk.check_all(desk.document):
        assert report.exit_code == 0, tell(report)
    record = json.loads(desk.document.record)
    parties, _, _ = record["masthead"]["title"].partition(": ")
    for title in (f"{parties}: the great betrayal", "A title without its rule"):
        masthead = replace(desk.document.masthead, title=title, short_title=title)
        for report in desk.check_all(desk.record(replace(desk.document, masthead=masthead))):
            assert "head-altered" in codes(report)


def test_a_title_cannot_be_held_against_sources_that_are_not_there(untitled: Desk) -> None:
    report = untitled.check(untitled.render(untitled.document, ["docx"])[0], bare=True)
    assert (report.entries[0].kind, report.entries[0].verdict) == ("derived", "unchecked")


def test_a_brief_without_an_agreement_bears_the_packs_own_title(root: Path, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Ships met in Halden. They left at night.\n", encoding="utf-8")
    desk = make_desk(tmp_path, root / "templates")
    for report in desk.check_all(desk.document):
        assert report.exit_code == 0, tell(report)
        assert (report.entries[0].kind, report.entries[0].verdict) == ("pack", "proven")


def test_an_official_text_is_its_signatorys(root: Path, tmp_path: Path) -> None:
    texts = {
        "a.txt": "We signed the treaty with Westmark. I will send 40 radar posts to the border under the treaty.\n",
        "b.txt": "We welcome the treaty with Northland. We will pay for the radar posts under the treaty.\n",
        "c.txt": "Northland's President Mara Holt signed the treaty with Westmark in Halden on 14 May 2031.\n\n"
        "Westmark's Prime Minister Jonas Brandt said that the treaty closes a gap.\n",
    }
    table = '[[source]]\nfile = "{}"\nkind = "official"\npublisher = "{}"\ntitle = "{}"\n'
    toml = 'parties = ["Northland", "Westmark"]\n'
    toml += table.format("a.txt", "Government of Northland", "Statement by President Holt on the treaty")
    toml += table.format("b.txt", "Government of Westmark", "Address by the Prime Minister on the treaty")
    for name, text in {**texts, "brief.toml": toml}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    desk = make_desk(tmp_path, root / "templates")
    for report in desk.check_all(desk.document):
        assert report.exit_code == 0, tell(report)
    record = json.loads(desk.document.record)
    assert "Mara Holt" in {each.get("speaker") for each in record["statements"].values()}
    for identity, each in record["statements"].items():
        if identity.startswith("a:"):
            each["speaker"] = "Jonas Brandt"
    report = desk.check(desk.render(replace(desk.document, record=json.dumps(record)), ["docx"])[0])
    assert "speaker-unknown" in codes(report)
