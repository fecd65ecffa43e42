"""`build --watch`: builds again when a file changes, and says which."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.cli.talk import Talk
from briefing.cli.watching import build_on_change
from briefing.pipeline.request import BuildRequest
from briefing.pipeline.watching import look, tell_changes
from tests.cli.conftest import Run


def act_out(*actions: Callable[[], object]) -> Callable[[float], None]:
    """Return a way to pass the time: one action for each wait, then Ctrl-C."""
    left = list(actions)

    def wait(_: float) -> None:
        if not left:
            raise KeyboardInterrupt
        left.pop(0)()

    return wait


def test_it_builds_again_after_each_change(dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    packs = tmp_path / "templates"
    request = BuildRequest(dossier=dossier, out=tmp_path / "out", formats=("md",), pack_folders=(packs,))
    toml, other = dossier / "brief.toml", dossier / "second.txt"
    actions: tuple[Callable[[], object], ...] = (
        lambda: None,
        lambda: toml.write_text('title = "A pact"\n'),
        lambda: toml.write_text("title = \n"),
        lambda: toml.write_text('title = "Another"\n'),
        lambda: other.write_text("A second text.\n"),
        other.unlink,
    )
    build_on_change(request, Talk(), act_out(*actions))
    said = [line for line in capsys.readouterr().err.splitlines() if line.startswith(("built", "error", str(dossier)))]
    assert [line.replace(f"{dossier.as_posix()}/", "").partition(" in ")[0] for line in said] == [
        "built", "brief.toml new", "built", "brief.toml changed", "error: this is no valid TOML: Invalid value",
        "brief.toml changed", "built", "second.txt new", "built", "second.txt gone", "built",
    ]  # fmt: skip
    assert (tmp_path / "out" / "another_brief_v01-0_en.md").is_file()


def test_quiet_says_nothing_but_errors(dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    request = BuildRequest(dossier=dossier, out=tmp_path / "out", formats=("md",))
    build_on_change(request, Talk(quiet=True), act_out(lambda: (dossier / "new.txt").write_text("x")))
    assert capsys.readouterr().err == ""


def test_the_option_leads_there(run: Run, dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[BuildRequest] = []
    monkeypatch.setattr("briefing.cli.watching.build_on_change", lambda request, _: seen.append(request))
    assert run("build", dossier, "--watch", "--out", tmp_path / "out").code == 0
    assert [request.dossier for request in seen] == [dossier]


def test_output_hidden_files_and_broken_links_are_not_looked_at(dossier: Path) -> None:
    out = dossier / "out"
    out.mkdir()
    for name in ("out/brief.pdf", ".swap"):
        (dossier / name).write_text("x")
    (dossier / "nowhere").symlink_to(dossier / "gone")
    house = dossier / "wire.txt"
    assert list(look([dossier, house, dossier / "missing"], out)) == [house]


def test_the_record_of_a_model_is_written_by_a_build_and_no_reason_for_another(dossier: Path) -> None:
    before = look([dossier], dossier / "out")
    (dossier / "assist.jsonl").write_text("{}\n", encoding="utf-8")
    assert look([dossier], dossier / "out") == before


def test_changes_are_told_in_order() -> None:
    before = {Path("a"): (1, 1), Path("b"): (1, 1), Path("c"): (1, 1)}
    after = {Path("a"): (1, 2), Path("c"): (1, 1), Path("d"): (1, 1)}
    assert tell_changes(before, after) == ("a changed", "b gone", "d new")
