"""`briefing publish` as a person calls it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def built(run: Run, sample: Path, tmp_path: Path) -> Path:
    """Give the folder of an edition of the sample."""
    assert run("build", sample, "--out", tmp_path / "out", "-f", "html", "--quiet").code == 0
    return tmp_path / "out"


def test_an_edition_is_published_and_its_files_are_named(run: Run, sample: Path, built: Path, tmp_path: Path) -> None:
    outcome = run("publish", tmp_path / "public", "--dossier", sample, "--out", built)
    assert (outcome.code, outcome.out) == (0, "")
    said = outcome.err.splitlines()
    assert said[0].startswith("Russia and North Korea")
    assert said[-1] == "  1 edition in this folder"
    assert f"  {tmp_path / 'public' / 'feed.xml'}" in said


def test_the_result_is_data_on_request(run: Run, sample: Path, built: Path, tmp_path: Path) -> None:
    asked = ("--dossier", sample, "--out", built, "--base-url", "https://example.org/b", "--json")
    told = json.loads(run("publish", tmp_path / "public", *asked).out)
    assert [Path(file["path"]).name for file in told["files"]][-2:] == ["index.html", "feed.xml"]
    assert told["editions"][0]["id"].startswith("tag:example.org,2024-07-01:")
    assert told["editions"][0]["day"] == "2024-07-01"


def test_what_is_not_for_everybody_is_refused_with_the_way_out(run: Run, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("build", sample, "--out", out, "-f", "html", "--quiet", "--set", "marking=TLP:AMBER")
    call = ("publish", tmp_path / "public", "--dossier", sample, "--out", out)
    refused = run(*call)
    assert refused.code == 8
    assert "error: this edition is marked TLP:AMBER: it is not published" in refused.err
    assert "--i-may" in refused.err
    allowed = run(*call, "--i-may")
    assert (allowed.code, "warning: published although it is marked TLP:AMBER" in allowed.err) == (0, True)


def test_nothing_is_said_when_asked_to_be_quiet(run: Run, sample: Path, built: Path, tmp_path: Path) -> None:
    outcome = run("publish", tmp_path / "public", "--dossier", sample, "--out", built, "--quiet")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")


def test_an_address_that_is_none_is_refused(run: Run, sample: Path, built: Path, tmp_path: Path) -> None:
    outcome = run("publish", tmp_path / "public", "--dossier", sample, "--out", built, "--base-url", "example.org")
    assert outcome.code == 4
    assert '"example.org" is no web address of a folder' in outcome.err
    assert not (tmp_path / "public").exists()
