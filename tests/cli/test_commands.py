"""Each command does what its help says: data to standard output, talk to standard error."""

import hashlib
import json
from pathlib import Path

import pytest

from briefing import __version__
from tests.cli.conftest import Run


def test_without_arguments_the_help_is_printed(run: Run) -> None:
    outcome = run()
    assert outcome.code == 0
    assert outcome.out.startswith("Usage: briefing")
    assert all(command in outcome.out for command in ("build", "explain", "new"))


def test_the_version_is_printed(run: Run) -> None:
    assert (run("--version").code, run("--version").out) == (0, f"briefing {__version__}\n")


@pytest.mark.parametrize(
    ("trouble", "code", "said"), [(KeyboardInterrupt, 130, "interrupted\n"), (BrokenPipeError, 0, "")]
)
def test_trouble_outside_of_any_command_is_met_too(
    run: Run, monkeypatch: pytest.MonkeyPatch, trouble: type[BaseException], code: int, said: str
) -> None:
    def fail(**_: object) -> None:
        raise trouble

    monkeypatch.setattr("briefing.cli.commands.app", fail)
    assert (run("build").code, run("build").err) == (code, said)


def test_a_reader_that_hangs_up_is_not_taken_for_a_fault(
    run: Run, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang_up(line: str) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("briefing.cli.commands.typer.echo", hang_up)
    assert "unexpected" not in run("explain", sample).err


@pytest.mark.parametrize("words", [["bild"], ["build", "--formats", "md"], ["new"]])
def test_a_wrong_command_line_is_a_matter_of_usage(run: Run, words: list[str]) -> None:
    outcome = run(*words)
    assert outcome.code == 2
    assert "briefing" in outcome.err


def test_a_build_writes_both_formats_and_sums_up(run: Run, sample: Path, tmp_path: Path) -> None:
    outcome = run("build", sample, "--out", tmp_path / "out")
    assert outcome.code == 0, outcome.err
    assert outcome.out == ""
    stem = "2024-07-01_russia-north-korea-treaty_brief_v01-0_en"
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [
        f"{stem}.{ending}" for ending in ("docx", "manifest.json", "pdf")
    ]
    for said in ("Key points", "Treaty terms", "Analyst views", "Notes", "Sources", "Withheld", f"{stem}.pdf"):
        assert said in outcome.err


def test_markdown_is_written_on_request(run: Run, sample: Path, tmp_path: Path) -> None:
    assert run("build", sample, "-o", tmp_path / "out", "-f", "md", "--quiet").err == ""
    file, manifest = sorted((tmp_path / "out").iterdir(), key=lambda each: each.suffix, reverse=True)
    assert (file.suffix, manifest.name) == (".md", f"{file.stem}.manifest.json")
    assert "Russia and North Korea" in file.read_text(encoding="utf-8")


def test_a_build_in_json_is_one_object(run: Run, sample: Path, tmp_path: Path) -> None:
    outcome = run("build", sample, "--out", tmp_path / "out", "--json", "--format", "md")
    told = json.loads(outcome.out)
    assert outcome.out.count("\n") == 1
    assert told["title"] == "Russia and North Korea: the June 2024 partnership treaty"
    assert [section["id"] for section in told["sections"]][:2] == ["treaty-terms", "military-cooperation"]
    (file,) = told["files"]
    assert file["sha256"] == hashlib.sha256(Path(file["path"]).read_bytes()).hexdigest()
    assert json.loads(Path(told["manifest"]).read_bytes())["edition"]["files"][0]["sha256"] == file["sha256"]
    assert {"key_points", "notes", "sources", "withheld", "set_aside", "findings", "pack"} <= told.keys()


def test_options_win_over_brief_toml(run: Run, sample: Path, tmp_path: Path) -> None:
    options = ["--title", "Another title", "--draft", "--set", "short_title=Another", "--set", "version=2"]
    outcome = run("build", sample, "--out", tmp_path / "out", "--json", "--format", "md", *options)
    told = json.loads(outcome.out)
    assert told["title"] == "Another title"
    assert Path(told["files"][0]["path"]).name == "2024-07-01_another_brief_v02_en.md"


def test_without_arguments_the_folders_at_hand_are_used(
    run: Run, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample.rename(tmp_path / "sources")
    monkeypatch.chdir(tmp_path)
    assert run("build", "--format", "md").code == 0
    assert len(list((tmp_path / "out").glob("*.md"))) == 1


def test_verbose_names_the_stages_in_their_order(run: Run, sample: Path, tmp_path: Path) -> None:
    said = run("build", sample, "--out", tmp_path, "-f", "md", "--verbose").err
    stages = ["reading the dossier", "reading the sources", "analysing the", "composing", "setting", "writing"]
    assert [said.index(stage) for stage in stages] == sorted(said.index(stage) for stage in stages)


KEYS = {"source", "address", "text", "section", "selected", "summary", "status", "speaker", "cites", "reasons"}


def test_explain_in_json_has_a_row_for_each_sentence(run: Run, sample: Path) -> None:
    outcome = run("explain", sample, "--json")
    rows = [json.loads(line) for line in outcome.out.splitlines()]
    assert outcome.code == 0, outcome.err
    assert all(row.keys() >= KEYS for row in rows)
    assert len({row["address"] for row in rows}) == len(rows) > 50
    assert rows[0]["source"] == "01-signing.txt"
    assert any(row["summary"] for row in rows)
    assert all(row["reasons"] for row in rows if not row["selected"])


def test_explain_for_people_is_a_line_for_each_sentence(run: Run, sample: Path) -> None:
    every = run("explain", sample)
    assert len(every.out.splitlines()) == len(run("explain", sample, "--json").out.splitlines())
    assert "key point" in every.out
    assert "leans" in every.out
    assert "why: " in run("explain", sample, "--verbose").out


def test_explain_can_show_one_section(run: Run, sample: Path) -> None:
    rows = [
        json.loads(line) for line in run("explain", sample, "--json", "--section", "western-response").out.splitlines()
    ]
    assert {row["section"] for row in rows} == {"western-response"}
    points = [json.loads(line) for line in run("explain", sample, "--json", "--section", "summary").out.splitlines()]
    assert {row["summary"] for row in points} == {True}


def test_explain_knows_the_sections_of_the_pack(run: Run, sample: Path) -> None:
    outcome = run("explain", sample, "--section", "western")
    assert outcome.code == 2
    assert 'error: there is no section "western"' in outcome.err
    assert "western-response" in outcome.err


def test_a_new_dossier_copies_sources_and_builds(run: Run, dossier: Path, tmp_path: Path) -> None:
    made = run("new", tmp_path / "new", "--from", dossier)
    assert made.code == 0, made.err
    assert "1 source, copied" in made.err
    assert (tmp_path / "new" / "wire.txt").read_bytes() == (dossier / "wire.txt").read_bytes()
    assert run("build", tmp_path / "new", "--out", tmp_path / "out").code == 0


def test_a_new_dossier_tells_what_comes_next(run: Run, tmp_path: Path) -> None:
    assert f"briefing build {tmp_path / 'new'}" in run("new", tmp_path / "new").err
    assert run("new", tmp_path / "other", "--quiet").err == ""
