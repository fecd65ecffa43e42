"""A build proves its files before anybody gets them; what is not proven is not written, and earlier files stay."""

import io
import zipfile
from pathlib import Path

import pytest

from briefing.cli import main
from briefing.errors import UnprovenError
from briefing.pipeline import build as building
from briefing.pipeline.build import build
from briefing.pipeline.request import BuildRequest
from briefing.pipeline.verifying import find_shelf, verify
from briefing.render import Rendered, render
from tests.render.docx.houses import House

LIE = ("condemned the treaty on 20", "welcomed the treaty on 20")


def lie(*arguments: object) -> tuple[Rendered, ...]:
    """Render as ever, and change a word of the Word file, as a fault of a writer might."""
    return tuple(_change(each) if each.format == "docx" else each for each in render(*arguments))  # type: ignore[arg-type]  # as they come


def _change(rendered: Rendered) -> Rendered:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(rendered.data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(LIE[0].encode(), LIE[1].encode()))
    return Rendered(format=rendered.format, data=made.getvalue(), findings=rendered.findings)


@pytest.fixture
def request_of_sample(root: Path, tmp_path: Path) -> BuildRequest:
    return BuildRequest(dossier=root / "sources", out=tmp_path / "out", pack_folders=(root / "templates",))


def test_a_file_that_is_not_proven_is_not_written(
    request_of_sample: BuildRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {file.path: file.path.read_bytes() for file in build(request_of_sample).files}
    monkeypatch.setattr(building, "render", lie)
    with pytest.raises(UnprovenError, match="does not prove itself, so nothing was written: words are not those"):
        build(request_of_sample)
    assert {path: path.read_bytes() for path in before} == before


def test_the_command_says_that_it_is_our_fault_and_how_to_go_on(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(building, "render", lie)
    command = ["build", str(root / "sources"), "--out", str(tmp_path / "out")]
    assert main(command) == 1
    told = capsys.readouterr().err
    assert "this is a fault of Briefing and not of your sources" in told
    assert "--no-verify" in told
    assert not list(tmp_path.glob("out/*.docx"))
    assert main([*command, "--no-verify"]) == 0
    assert list(tmp_path.glob("out/*.docx"))


def test_a_file_that_cannot_be_read_back_is_not_written(
    request_of_sample: BuildRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tear(*arguments: object) -> tuple[Rendered, ...]:
        made = render(*arguments)  # type: ignore[arg-type]  # as they come
        return tuple(Rendered(format=each.format, data=each.data[:900], findings=()) for each in made)

    monkeypatch.setattr(building, "render", tear)
    with pytest.raises(UnprovenError, match="damaged"):
        build(request_of_sample)


def test_a_pdf_without_the_record_is_held_against_what_it_could_not_carry(root: Path, tmp_path: Path) -> None:
    request = BuildRequest(
        dossier=root / "sources", out=tmp_path, pack_folders=(root / "templates",), formats=("pdf", "md"),
        pdf_profile="2b",
    )  # fmt: skip
    assert [file.format for file in build(request).files] == ["pdf", "md"]


def test_the_letterhead_of_a_house_is_given(root: Path, tmp_path: Path) -> None:
    house = tmp_path / "house.docx"
    house.write_bytes(House().pack())
    request = BuildRequest(
        dossier=root / "sources", out=tmp_path / "out", pack_folders=(root / "templates",), formats=("docx",),
        reference_doc=house,
    )  # fmt: skip
    (file,) = build(request).files
    shelf = find_shelf((root / "templates",), reference=house)
    assert verify(file.path, root / "sources", shelf).exit_code == 0
    without = verify(file.path, root / "sources", find_shelf((root / "templates",)))
    assert {problem.code for problem in without.problems} == {"running-words"}
