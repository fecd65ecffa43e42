"""veraPDF's verdict on finished files: PDF/UA-1 and PDF/A together, where the judge and Java are at hand."""

import datetime as dt
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.volume import make_volume
from briefing.distribute.editions import find_edition
from briefing.model.document import (
    BulletList,
    Callout,
    Column,
    Document,
    Heading,
    Note,
    OrderedList,
    Paragraph,
    Properties,
    Quoted,
    Table,
    Tag,
    Text,
)
from briefing.packs.logo import Logo
from briefing.packs.lookup import bundled_packs, list_packs
from briefing.pipeline.build import build
from briefing.pipeline.copies import open_copies
from briefing.pipeline.request import BuildRequest
from briefing.render.pdf.writer import write_pdf
from tests.render.pdf.builders import document, make_theme, note, statement, words
from tests.render.pdf.test_fit import hyphenate, justify
from tests.render.pdf.test_writer import make_brief
from tests.render.pdf.tongues import make_fonts, make_tongues, take_fonts
from tests.render.samples import make_document, make_figure, make_picture, make_spans, part_columns

pytestmark = pytest.mark.slow
THEME = make_theme()
_PATIENCE = 600
"""Seconds that the judge may take, to be made ready and to read everything."""


@pytest.fixture(scope="session")
def judge(material: Path) -> Path:
    """Make veraPDF ready in a folder of the machine's own, once for all runs, or skip and say why."""
    setup = material / "tools" / "verapdf" / "setup"
    if not setup.is_file():
        pytest.skip(f"no judge of PDF: {setup} is not there")
    lacking = [name for name in ("java", "javac") if not shutil.which(name)]
    if lacking:
        pytest.skip(f"no judge of PDF: {' and '.join(lacking)} not installed")
    folder = Path(tempfile.gettempdir()) / f"briefing-verapdf-{os.getuid()}"
    made = subprocess.run([setup, folder], capture_output=True, text=True, timeout=_PATIENCE)
    if made.returncode:
        pytest.skip(f"no judge of PDF: it could not be set up: {(made.stderr or made.stdout).strip()[-300:]}")
    return folder / "verapdf"


def build_pdf(dossier: Path, out: Path, **overrides: object) -> bytes:
    request = BuildRequest(dossier=dossier, out=out, formats=("pdf",), overrides=overrides)
    (written,) = build(request).files
    return Path(written.path).read_bytes()


def make_tables() -> Document:
    """Return tables of many shapes: a cell over pages, no caption, empty cells, uneven rows, boxes, nested lists."""
    long = ((Text("long"),), (Quoted("t:1", (Text(words(900)),)), note(1)), (Text("x"),))
    plain = Table(caption=(), columns=(Column((Text("One"),)),), rows=(((Text("a"),),), ((),)))
    wide = Table(
        caption=(Text("Wide"), note(2)),
        columns=tuple(Column((Text(f"Head {n}"),), "source") for n in range(9)),
        rows=(tuple((Text(f"{n}"),) for n in range(9)), ((Text("short"),),)),
        legend=(Text("Legend"), note(3)),
    )
    columns = (Column((Text("Term"),)), Column((Text("Text"),), "source"), Column(()))
    nested: BulletList | OrderedList = BulletList(((statement("deep"),),))
    for depth in range(8):
        nested = (OrderedList if depth % 2 else BulletList)(((statement(f"depth {depth}"), nested), (nested,)[:0]))
    return document(
        Table(caption=(Text("Long"),), columns=columns, rows=(long, long[:2])),
        plain,
        wide,
        Callout("box", (nested, statement("in the box", note(4)))),
    )


def make_scripts() -> Document:
    """Return Latin, Greek, Cyrillic and what no bundled font has."""
    names = "Putin, Владимир Путин, Κυριάκος Μητσοτάκης, Nguyễn, Łódź, fi ﬂ, ½ × 3 ≠ 2, Kim (김정은), 习近平, محمد"
    quoted = Quoted("s:1", (Text(names), Note(1, (Text(names),))), "ru")
    return document(Heading(1, (Text(names),), "n"), Paragraph((quoted,), "statement"), title=names)


def make_figures() -> Document:
    """Return pictures of every kind: transparent, grey, of a camera, in a box, too high, twice, none at all."""
    kinds = [(mode, "PNG") for mode in ("RGBA", "L", "1", "P")] + [(mode, "JPEG") for mode in ("RGB", "L", "CMYK")]
    figures = [make_figure(make_picture(mode=mode, kind=kind), share=0.3) for mode, kind in kinds]
    boxed = Callout("box", (make_figure(caption=(), source=()), BulletList(((figures[0],),))))
    noted = make_figure(make_picture(10, 300), caption=(Text("Tall"), note(1)), source=(Text("Source"), note(2)))
    return document(Heading(1, (Text("Figures"),), "f"), *figures, boxed, noted, make_figure(b""), figures[4])


def add_contents(made: Document) -> Document:
    return replace(made, masthead=replace(made.masthead, contents="Contents"))


@pytest.fixture(scope="module")
def files(root: Path, material: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write every document that the judge sees."""
    folder = tmp_path_factory.mktemp("judged")
    draft = {"status": "draft", "marking": "TLP:AMBER+STRICT", "embargo": dt.datetime(2024, 7, 1, 9, tzinfo=dt.UTC)}
    made: dict[str, bytes] = {
        "sample": build_pdf(root / "sources", folder / "a"),
        "articles": build_pdf(material / "sources", folder / "b"),
        "draft": build_pdf(root / "sources", folder / "c", **draft),
        "two-pager": build_pdf(root / "sources", folder / "d", pack="two-pager"),
    }
    own = {"section": "summary", "text": "This is mine.", "by": "A. Editor", "cites": ["01:2.1"]}
    made["marked"] = build_pdf(root / "sources", folder / "a", version="1.1", mark_new=True, authored=[own])
    assert find_edition("1.1", folder / "a").edition.since
    request = BuildRequest(dossier=root / "sources", out=folder / "c", formats=("pdf",), overrides=draft)
    copies = open_copies(request, find_edition(None, folder / "c"))
    for number, name in enumerate(("Anna Keller", "山田 & ליאת", ""), 1):
        made[f"copy {number}"] = copies.make_copy(number, 3, name)[0].data
    for pack in sorted(list_packs([bundled_packs()])):
        for language in ("en-GB", "fr", "de"):
            name = f"{pack} {language}"
            made[name] = build_pdf(root / "sources", folder / name, pack=pack, language=language)
    crowd = statement("x", *(note(number, words(40)) for number in range(1, 61)))
    documents = {
        "page": document(statement("One page.")),
        "everything": replace(make_brief(), record='{"statements": []}'),
        "tables": make_tables(),
        "spans": document(make_spans(), Callout("box", (make_spans(),))),
        "scripts": make_scripts(),
        "figures": make_figures(),
        "every node": make_document(),
        "crowd": document(crowd, Paragraph((Tag("ALLEGED"),))),
        "bare": Document(masthead=document().masthead, blocks=(), properties=Properties(language="fr")),
        "volume": make_volume(53),
        "contents": add_contents(make_volume(3)),
    }
    made |= {name: write_pdf(each, THEME)[0] for name, each in documents.items()}
    made["tongues"] = write_pdf(make_tongues(), take_fonts(make_fonts(folder / "fonts")))[0]
    made["tongues in fonts of this machine"] = write_pdf(make_tongues(), THEME)[0]
    made["tongues justified"] = write_pdf(make_tongues(), justify(take_fonts(folder / "fonts")))[0]
    made["hyphenated"] = write_pdf(make_volume(2), part_columns(hyphenate(THEME)))[0]
    made["columns"] = write_pdf(add_contents(make_volume(8)), part_columns(THEME))[0]
    made["figures in columns"] = write_pdf(make_figures(), part_columns(THEME, 3))[0]
    made["spans in columns"] = write_pdf(documents["spans"], part_columns(THEME, 3))[0]
    made["tables in columns"] = write_pdf(make_tables(), part_columns(THEME))[0]
    made["justified"] = write_pdf(make_volume(2), justify(THEME))[0]
    for mode, kind, alt in (("RGBA", "PNG", "A house"), ("P", "PNG", ""), ("CMYK", "JPEG", "A house")):
        logo = Logo(data=make_picture(mode=mode, kind=kind), alt=alt)
        made[f"logo {mode}"] = write_pdf(make_brief(), replace(THEME, logo=logo))[0]
    for name, data in made.items():
        (folder / f"{name}.pdf").write_bytes(data)
    return {name: folder / f"{name}.pdf" for name in made}


@pytest.fixture
def assess(judge: Path) -> Callable[[str, list[Path]], str]:
    def run(profile: str, paths: list[Path]) -> str:
        done = subprocess.run([judge, profile, *paths], capture_output=True, text=True, timeout=_PATIENCE)
        return "" if done.returncode == 0 else done.stdout + done.stderr

    return run


@pytest.mark.parametrize("profile", ["ua1", "3b"])
def test_no_rule_is_broken(profile: str, files: dict[str, Path], assess: Callable[[str, list[Path]], str]) -> None:
    assert assess(profile, list(files.values())) == ""


def test_no_rule_of_the_profile_without_attachment_is_broken(
    tmp_path: Path, assess: Callable[[str, list[Path]], str]
) -> None:
    file = tmp_path / "brief.pdf"
    file.write_bytes(write_pdf(replace(make_brief(), record="{}"), THEME, "2b")[0])
    assert assess("2b", [file]) == ""


def test_the_judge_finds_what_is_broken(tmp_path: Path, assess: Callable[[str, list[Path]], str]) -> None:
    file = tmp_path / "brief.pdf"
    file.write_bytes(write_pdf(make_brief(), THEME)[0].replace(b"/Marked true", b"/Marked null"))
    assert "MarkInfo" in assess("ua1", [file])
