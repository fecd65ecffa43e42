"""Personal copies: the edition's own words, a line of each reader's, and no copy of anything else."""

import dataclasses
import io
import json
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped,unused-ignore]  # ships no types
import pytest

from briefing.compose.copies import make_copy
from briefing.distribute.editions import find_edition
from briefing.errors import DossierError, UsageError
from briefing.model.artifact import Artifact
from briefing.model.edition import Copy
from briefing.model.finding import Finding
from briefing.pipeline.build import build
from briefing.pipeline.copies import CopyMaker, open_copies, read_names, write_copies
from briefing.pipeline.request import BuildRequest
from briefing.pipeline.verifying import verify
from briefing.render import render
from briefing.verify.report import set_report

NAMES = ("Anna Keller", "Seán Ó Briain", "Žofia Łukasiewicz (Ministry of Fisheries)")


class Ear:
    """Keep what is reported."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def begin(self, stage: str) -> None:
        """Let a stage begin."""

    def report(self, findings: Sequence[Finding]) -> None:
        """Keep findings."""
        self.findings.extend(findings)

    def announce(self, words: str) -> None:
        """Let the program say what leaves it: nothing does."""


@pytest.fixture(scope="module")
def desk(root: Path, tmp_path_factory: pytest.TempPathFactory) -> BuildRequest:
    """Build the sample in both formats."""
    out = tmp_path_factory.mktemp("editions")
    request = BuildRequest(dossier=root / "sources", out=out)
    build(request)
    return request


@pytest.fixture(scope="module")
def maker(desk: BuildRequest) -> CopyMaker:
    """Open the sample for copies."""
    return open_copies(desk, find_edition(None, desk.out))


def problems_of(artifact: Artifact, folder: Path, root: Path) -> list[str]:
    """Check a copy like any delivered file; return what does not hold."""
    file = folder / artifact.name
    file.write_bytes(artifact.data)
    report = verify(file, root / "sources")
    assert [(entry.text, entry.verdict) for entry in report.entries if entry.kind == "copy"] != []
    return [] if report.exit_code == 0 else list(set_report(report))


@pytest.mark.parametrize("name", [*NAMES, "", "山田 太郎", "ליאת כהן", "*Anna* [x](http://example.org) <b>&amp;</b>"])
def test_a_copy_is_proven_like_the_edition(maker: CopyMaker, root: Path, tmp_path: Path, name: str) -> None:
    for artifact in maker.make_copy(3, 12, name):
        assert problems_of(artifact, tmp_path, root) == []


def test_copies_bear_their_number_in_their_names_and_nobodys_name(maker: CopyMaker) -> None:
    names = [artifact.name for artifact in maker.make_copy(3, 12, "Anna Keller")]
    stem = "2024-07-01_russia-north-korea-treaty_brief_v01-0_en_copy-03"
    assert names == [f"{stem}.docx", f"{stem}.pdf"]


def test_the_name_stands_on_every_page_and_in_what_the_file_says_of_itself(maker: CopyMaker) -> None:
    docx, pdf = (artifact.data for artifact in maker.make_copy(2, 12, "Anna Keller"))
    line = "Copy 2 of 12: Anna Keller"
    document = pypdfium2.PdfDocument(pdf)
    assert all(line in page.get_textpage().get_text_range() for page in document)
    assert document.get_metadata_dict()["Subject"].endswith(f" · {line}")
    assert f" · {line}</rdf:li>".encode() in pdf  # XMP says the same
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        assert line in archive.read("docProps/core.xml").decode()
        assert all(line in archive.read(f"word/footer{n}.xml").decode() for n in (1, 2))


def test_a_copy_written_on_the_layout_of_the_edition_is_the_one_that_would_be_laid_out(
    maker: CopyMaker, desk: BuildRequest
) -> None:
    made = maker.make_copy(1, 2, NAMES[1])
    document = make_copy(maker.document, Copy(1, 2, NAMES[1]), maker.assembly.pack.phrases)
    again = render(document, maker.assembly.pack.theme, desk.formats)
    assert [artifact.data for artifact in made] == [each.data for each in again]


def test_no_copy_tells_of_another(maker: CopyMaker) -> None:
    first = maker.make_copy(1, 2, "Anna Keller")
    second = maker.make_copy(2, 2, "Bruno Keil")
    assert maker.make_copy(1, 2, "Anna Keller") == first
    assert all(b"Anna" not in artifact.data for artifact in second)


@pytest.mark.parametrize(
    ("number", "total", "name", "complaint"),
    [
        (0, 3, "A", "there is no copy 0 of 3"),
        (4, 3, "A", "there is no copy 4 of 3"),
        (1, 3, "x" * 81, "the name is longer than 80 characters"),
        (1, 3, "A\x00B", r"the name holds U\+0000, which no reader could see"),
        (1, 3, "A\u202eB", r"the name holds U\+202E"),
        (1, 3, "A\u200bB", r"the name holds U\+200B"),
    ],
)
def test_a_copy_that_cannot_be_is_refused(maker: CopyMaker, number: int, total: int, name: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        maker.make_copy(number, total, name)


def test_a_character_that_no_font_has_is_said_once(desk: BuildRequest) -> None:
    heard = Ear()
    maker = open_copies(desk, find_edition(None, desk.out), heard)
    before = len(heard.findings)
    for number, name in enumerate(("山", "山", "Anna"), 1):
        maker.make_copy(number, 3, name)
    assert [finding.code for finding in heard.findings[before:]] == ["character-missing"]


def test_white_space_in_a_name_is_folded(maker: CopyMaker) -> None:
    assert maker.make_copy(1, 1, " Anna\n Keller ") == maker.make_copy(1, 1, "Anna Keller")
    with pytest.raises(ValueError, match="white space"):
        Copy(1, 1, " Anna")


def test_a_dossier_that_has_changed_gives_no_copies(root: Path, tmp_path: Path) -> None:
    dossier = Path(shutil.copytree(root / "sources", tmp_path / "sample"))
    request = BuildRequest(dossier=dossier, out=tmp_path / "out", formats=("pdf",))
    build(request)
    note = next(dossier.glob("01*"))
    note.write_text(note.read_text(encoding="utf-8").replace("June", "July"), encoding="utf-8")
    with pytest.raises(DossierError, match="the dossier no longer gives the edition"):
        open_copies(request, find_edition(None, request.out))


def test_a_format_that_was_not_built_gives_no_copies(desk: BuildRequest) -> None:
    request = dataclasses.replace(desk, formats=("md",))
    with pytest.raises(UsageError, match="the edition has no MD"):
        open_copies(request, find_edition(None, desk.out))


def test_copies_are_written_with_a_list_of_whose_they_are(maker: CopyMaker, desk: BuildRequest, tmp_path: Path) -> None:
    edition = find_edition(None, desk.out).edition
    written = [file for files in write_copies(maker, edition, NAMES, tmp_path) for file in files]
    folder = tmp_path / "copies" / edition.stem
    listed = json.loads((folder / f"{edition.stem}.copies.json").read_bytes())
    assert [copy["name"] for copy in listed["copies"]] == list(NAMES)
    hashes = {file["name"]: file["sha256"] for copy in listed["copies"] for file in copy["files"]}
    assert hashes == {file.path.name: file.digest for file in written}
    assert listed["record"] == edition.record


@pytest.mark.parametrize("key", ["copy", "number"])
def test_a_copy_whose_line_was_taken_or_altered_is_not_proven(
    maker: CopyMaker, root: Path, tmp_path: Path, key: str
) -> None:
    docx, _ = maker.make_copy(3, 12, "Anna Keller")
    changes = {"copy": ("Copy 3 of 12: Anna Keller", ""), "number": ("Copy 3 of 12", "Copy 4 of 12")}
    old, new = changes[key]
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx.data)) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, data.replace(old.encode(), new.encode()) if "footer" in name else data)
    told = "\n".join(problems_of(Artifact("docx", "copy.docx", changed.getvalue()), tmp_path, root))
    assert "copy-missing" in told


def names_of(folder: Path, text: str) -> tuple[str, ...]:
    file = folder / "names.txt"
    file.write_text(text, encoding="utf-8")
    return read_names(str(file))


def test_names_stand_one_on_each_line_of_a_file(tmp_path: Path) -> None:
    assert names_of(tmp_path, "\ufeffAnna  Keller\n\n# the ministry\n Bruno Keil \r\n") == ("Anna Keller", "Bruno Keil")


def test_a_number_asks_for_copies_without_names() -> None:
    assert read_names("3") == ("", "", "")


@pytest.mark.parametrize("number", ["0", "100001"])
def test_a_number_of_copies_has_bounds(number: str) -> None:
    with pytest.raises(UsageError, match="is no number of copies"):
        read_names(number)


@pytest.mark.parametrize(
    ("text", "complaint", "line"),
    [
        ("", "there are 0 names in this file", ""),
        ("Anna\nBruno\nAnna", '"Anna" stands in line 1 too', ":3"),
        ("Anna\nB\u202eno", r"the name holds U\+202E", ":2"),
        ("x" * 81, "the name is longer than 80 characters", ":1"),
    ],
)
def test_a_list_of_names_that_cannot_be_is_refused_before_anything_is_written(
    tmp_path: Path, text: str, complaint: str, line: str
) -> None:
    with pytest.raises(UsageError, match=complaint) as refused:
        names_of(tmp_path, text)
    assert refused.value.place.endswith(f"names.txt{line}")


def test_a_list_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the names cannot be read: No such file"):
        read_names(str(tmp_path / "absent.txt"))
    (tmp_path / "latin.txt").write_bytes("Zoë".encode("latin-1"))
    with pytest.raises(UsageError, match="the names cannot be read: it is not UTF-8"):
        read_names(str(tmp_path / "latin.txt"))
