"""Bad input gets a clear message and its exit code, without a trace, and earlier files stay whole."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.cli.conftest import WIRE, Run

Earlier = Callable[[], Sequence[Path]]


@pytest.fixture
def fails(run: Run, dossier: Path, earlier: Earlier, tmp_path: Path) -> Callable[..., str]:
    """Give `fails(code, *options)`, which builds the dossier, expects the exit code, and returns what was said."""

    def build(code: int, *options: object, folder: Path = dossier, out: Path = tmp_path / "out") -> str:
        outcome = run("build", folder, "--out", out, "--title", "The Pact", *options)
        assert (outcome.code, outcome.out) == (code, ""), outcome.err
        earlier()
        return outcome.err

    return build


def settle(dossier: Path, text: str) -> None:
    """Write the brief.toml of a dossier."""
    (dossier / "brief.toml").write_text(text, encoding="utf-8")


def test_no_such_folder(fails: Callable[..., str], dossier: Path) -> None:
    said = fails(4, folder=dossier.with_name("dosier"))
    assert said == f'error: no such folder\n  at {dossier.with_name("dosier")}\n  did you mean "dossier"?\n'


def test_a_file_in_place_of_the_folder(fails: Callable[..., str], dossier: Path) -> None:
    assert "error: this is a file, not a folder" in fails(4, folder=dossier / "wire.txt")


def test_a_folder_without_sources(fails: Callable[..., str], dossier: Path) -> None:
    (dossier / "wire.txt").unlink()
    (dossier / "README.md").write_text("Nothing here yet.")
    said = fails(5)
    assert "error: there are no sources in this folder" in said
    assert str(dossier) in said
    assert "put articles there" in said


def test_an_empty_file_alone(fails: Callable[..., str], dossier: Path) -> None:
    (dossier / "wire.txt").write_bytes(b"")
    said = fails(5)
    assert "none of the source files could be read (wire.txt: there is no text in this file)" in said


def test_a_binary_file_alone(fails: Callable[..., str], dossier: Path) -> None:
    (dossier / "wire.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    assert "wire.txt: this is an image, not text" in fails(5)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "there is no text in this file (other.txt)"),
        (b"\x00\x01\x02\x03" * 200, "not text: it is full of control characters (other.txt)"),
        (b"\x89PNG\r\n\x1a\n and so on", "this is an image, not text (other.txt)"),
        ("The café signed.".encode("windows-1252"), "not valid UTF-8: read as Windows-1252 (other.txt)"),
        (b"The pact was\x00 signed in May.\n" * 20, "20 control characters were replaced by spaces (other.txt)"),
    ],
)
def test_one_bad_file_is_a_warning_beside_a_good_one(run: Run, dossier: Path, data: bytes, said: str) -> None:
    (dossier / "other.txt").write_bytes(data)
    outcome = run("build", dossier, "--out", dossier / "out", "--title", "The Pact")
    assert outcome.code == 0, outcome.err
    assert f"warning: {said}" in outcome.err
    assert len(list((dossier / "out").iterdir())) == 3


def test_one_bad_file_fails_a_strict_build(fails: Callable[..., str], dossier: Path) -> None:
    (dossier / "other.txt").write_bytes(b"")
    said = fails(3, "--strict")
    assert "warning: there is no text in this file (other.txt)" in said
    assert "under --strict: nothing was written" in said


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('titel = "The Pact"\n', 1, 'unknown key "titel"'),
        ("# a comment\n\nas_of = 3\n", 3, 'key "as_of" should be'),
        ('[[source]]\nfile = "wire.txt"\nkind = "gossip"\n', 3, 'key "source.kind" should be'),
        ('[edit]\nomit = [\n  "1:1.1",\n  "here",\n]\n', 4, '"here" is no address'),
        ('subtitle = "The Pact\n', 1, "this is no valid TOML"),
    ],
)
def test_a_wrong_brief_toml_is_named_with_its_line(
    fails: Callable[..., str], dossier: Path, text: str, line: int, said: str
) -> None:
    settle(dossier, text)
    message = fails(4)
    assert f"error: {said}" in message
    assert f"  at {(dossier / 'brief.toml').as_posix()}:{line}\n" in message


def test_an_unknown_key_brings_the_nearest_one(fails: Callable[..., str], dossier: Path) -> None:
    settle(dossier, 'titel = "The Pact"\n')
    assert 'did you mean "title"?' in fails(4)


def test_a_listed_source_that_is_missing(fails: Callable[..., str], dossier: Path) -> None:
    settle(dossier, 'marking = "TLP:CLEAR"\n[[source]]\nfile = "wires.txt"\n')
    said = fails(4)
    assert 'error: source "wires.txt" is listed, but there is no such file in the dossier' in said
    assert "brief.toml:3\n" in said
    assert 'did you mean "wire.txt"?' in said


def test_a_source_dated_after_the_cut_off(fails: Callable[..., str], dossier: Path) -> None:
    settle(dossier, 'as_of = 2024-05-20\n[[source]]\nfile = "wire.txt"\ndate = 2024-05-21\n')
    said = fails(4)
    assert 'error: source "wire.txt" is dated 2024-05-21, after the cut-off as_of = 2024-05-20' in said
    assert "brief.toml:4\n" in said


def test_a_source_that_dates_itself_after_the_cut_off(fails: Callable[..., str], dossier: Path) -> None:
    (dossier / "note.md").write_text(f"---\ndate: 2024-05-21\n---\n{WIRE}")
    said = fails(4, "--as-of", "2024-05-20")
    assert "  at note.md\n" in said


def test_an_unknown_pack(fails: Callable[..., str], dossier: Path) -> None:
    settle(dossier, '\npack = "policy-brif"\n')
    said = fails(6)
    assert 'error: there is no pack "policy-brif"' in said
    assert "brief.toml:2\n" in said
    assert 'did you mean "policy-brief"?' in said


def test_an_unknown_format_or_option_is_a_matter_of_usage(fails: Callable[..., str]) -> None:
    assert "docx, pdf, md" in fails(2, "--format", "odt")
    assert "--sparkle" in fails(2, "--sparkle")
    assert 'error: "title" sets nothing' in fails(2, "--set", "title")


def test_a_template_error_is_named_with_file_and_line(fails: Callable[..., str], root: Path, tmp_path: Path) -> None:
    pack = tmp_path / "packs" / "broken"
    (pack / "layout").mkdir(parents=True)
    parent = "policy-brief"
    (pack / "pack.toml").write_text(
        f'name = "broken"\nversion = "1"\ncontract = 1\nextends = "{parent}"\n', encoding="utf-8"
    )
    (template, *_) = sorted((root / "templates" / parent / "layout").glob("*.md.jinja"))
    broken = pack / "layout" / "brief.md.jinja"
    assert (root / "templates" / parent / "layout" / broken.name).is_file(), template
    broken.write_text("A first line.\n\n{{ nothing_of_this_name }}\n", encoding="utf-8")
    said = fails(6, "--packs", pack.parent, "--pack", "broken")
    assert f"{broken}:3" in said
    assert "nothing_of_this_name" in said


def test_an_output_folder_that_cannot_be_written(fails: Callable[..., str], dossier: Path) -> None:
    said = fails(7, out=dossier / "wire.txt" / "out")
    assert "error: the brief cannot be written" in said
    assert "choose another folder with --out" in said


@pytest.mark.parametrize(
    "stage",
    [
        "briefing.pipeline.assembly.open_dossier",
        "briefing.pipeline.assembly.read_sources",
        "briefing.pipeline.assembly.analyse_sources",
        "briefing.pipeline.assembly.compose_brief",
        "briefing.pipeline.build.build_document",
        "briefing.pipeline.build.render",
        "briefing.pipeline.output._write",
    ],
)
def test_an_interrupt_in_any_stage_leaves_earlier_files_whole(
    fails: Callable[..., str], monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(stage, interrupt)
    assert fails(130).splitlines()[-1] == "error: interrupted: earlier files are as they were"


def test_a_fault_of_the_program_is_said_without_a_trace(
    fails: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("briefing.pipeline.assembly.compose_brief", fail)
    assert "error: unexpected: ZeroDivisionError: division by zero\n  run again with --debug\n" in fails(1)
    assert "Traceback" in fails(1, "--debug")
