"""`briefing templates`: the packs there are, where keys come from, a new one, its faults and its looks."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.render.samples import make_picture


def test_list_names_the_packs(run: Run) -> None:
    lines = run("templates", "list").out.splitlines()
    assert lines[0].split() == ["NAME", "VERSION", "EXTENDS", "LANGUAGES", "DESCRIPTION"]
    assert any(line.startswith("policy-brief ") and "Key points" in line for line in lines)


def test_list_as_json_is_an_array_of_objects_with_names(run: Run) -> None:
    rows = json.loads(run("templates", "list", "--json").out)
    (row,) = [row for row in rows if row["name"] == "policy-brief"]
    assert row["sections"] == ["treaty-terms", "military-cooperation", "western-response", "analyst-views"]
    assert (row["extends"], row["fault"]) == (None, "")


def test_list_names_a_pack_that_cannot_be_used(run: Run, tmp_path: Path) -> None:
    (tmp_path / "memo").mkdir()
    (tmp_path / "memo" / "pack.toml").write_text('name = "memo"\nversion = "1"\ncontract = 1\nextends = "gone"\n')
    (line,) = [each for each in run("templates", "list", "--packs", tmp_path).out.splitlines() if "memo" in each]
    assert 'cannot be used: there is no pack "gone"' in line


def test_show_says_what_a_pack_is(run: Run, tmp_path: Path) -> None:
    run("templates", "new", "memo", "--packs", tmp_path)
    lines = run("templates", "show", "memo", "--packs", tmp_path).out.splitlines()
    assert lines[0].startswith("memo 1.0.0")
    assert "  made of    memo → policy-brief" in lines
    assert any(line.split()[:2] == ["treaty-terms", "table"] for line in lines)
    assert any(line.split()[0] == "addresses" for line in lines)


def test_show_resolved_names_the_pack_of_each_key_and_file(run: Run, tmp_path: Path) -> None:
    run("templates", "new", "memo", "--packs", tmp_path)
    (tmp_path / "memo" / "theme.toml").write_text('[colours]\naccent = "#006633"\n')
    (tmp_path / "memo" / "layout").mkdir()
    (tmp_path / "memo" / "layout" / "method.md.jinja").write_text("x")
    out = run("templates", "show", "memo", "--resolved", "--packs", tmp_path).out
    rows = [line.split() for line in out.splitlines()]
    assert ["colours.accent", "memo", "#006633"] in rows
    assert ["colours.ink", "policy-brief", "#1B1F24"] in rows
    assert ["layout/method.md.jinja", "memo"] in rows
    assert ["layout/brief.md.jinja", "policy-brief"] in rows
    assert [row[1] for row in rows if row[0] == "key-points"] == ["policy-brief"] * 3


def test_new_makes_two_files_that_change_nothing_yet(run: Run, tmp_path: Path) -> None:
    outcome = run("templates", "new", "memo", "--from", "policy-brief", "--packs", tmp_path)
    assert outcome.code == 0
    assert sorted(path.name for path in (tmp_path / "memo").rglob("*")) == ["pack.toml", "theme.toml"]
    assert "templates check memo" in outcome.err
    assert run("templates", "check", "memo", "--packs", tmp_path, "--strict").code == 0


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [("Memo!", 2, '"Memo!" cannot be the name'), ("policy-brief", 2, 'there is a pack "policy-brief" already')],
)
def test_new_refuses_names(run: Run, tmp_path: Path, name: str, code: int, message: str) -> None:
    outcome = run("templates", "new", name, "--packs", tmp_path)
    assert (outcome.code, message in outcome.err) == (code, True)


def test_new_says_where_it_cannot_write(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert run("templates", "new", "memo", "--packs", tmp_path / "file").code == 7
    assert run("templates", "new", "memo", "--from", "gone", "--packs", tmp_path).code == 6


def test_check_prints_place_and_what_to_do_and_fails(run: Run, tmp_path: Path) -> None:
    run("templates", "new", "memo", "--packs", tmp_path, "--quiet")
    (tmp_path / "memo" / "theme.toml").write_text("[colors]\n")
    outcome = run("templates", "check", "memo", "--packs", tmp_path)
    assert outcome.code == 6
    assert outcome.out.splitlines() == [
        f'{tmp_path.as_posix()}/memo/theme.toml:1: error: unknown key "colors"',
        '    did you mean "colours"?',
    ]
    assert "pack memo: 1 error" in outcome.err
    (fault,) = json.loads(run("templates", "check", "memo", "--packs", tmp_path, "--json").out)
    assert fault["severity"] == "error"


def test_check_fails_on_warnings_only_when_strict(run: Run, tmp_path: Path) -> None:
    run("templates", "new", "memo", "--packs", tmp_path, "--quiet")
    for name in ("notes.txt", "todo.txt"):
        (tmp_path / "memo" / name).write_text("x")
    assert run("templates", "check", "memo", "--packs", tmp_path).code == 0
    outcome = run("templates", "check", "memo", "--packs", tmp_path, "--strict")
    assert (outcome.code, "2 warnings under --strict" in outcome.err) == (3, True)


def test_check_says_that_nothing_is_wrong_or_that_there_is_no_such_pack(run: Run) -> None:
    assert run("templates", "check", "policy-brief").err == "pack policy-brief: nothing is wrong\n"
    assert run("templates", "check", "policy-brief", "--quiet").err == ""
    assert run("templates", "check", "policy-bref").code == 6


def test_preview_draws_the_sample(run: Run, tmp_path: Path) -> None:
    outcome = run("templates", "preview", "policy-brief", "--out", tmp_path / "out", "--language", "en-US")
    assert outcome.code == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names[:2] == ["policy-brief-1.png", "policy-brief-2.png"]
    assert names[-1] == "policy-brief.pdf"
    assert (tmp_path / "out" / "policy-brief-1.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert run("templates", "preview", "policy-brief", "--out", tmp_path / "out", "-q").err == ""


def test_every_line_that_a_new_pack_teaches_can_be_taken(run: Run, tmp_path: Path) -> None:
    """With the comment signs of all keys and tables taken away, the pack is sound."""
    run("templates", "new", "memo", "--packs", tmp_path)
    (tmp_path / "memo" / "logo.png").write_bytes(make_picture(300, 150))
    for file in (tmp_path / "memo").glob("*.toml"):
        text = re.sub(r"^# (?=\[|[a-z_]+ = )", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
        file.write_text(text, encoding="utf-8")
    outcome = run("templates", "check", "memo", "--packs", tmp_path)
    assert outcome.code == 0, outcome.out
    assert outcome.out == ""
    shown = run("templates", "show", "memo", "--resolved", "--packs", tmp_path).out
    assert ["logo.png", "memo"] in [line.split() for line in shown.splitlines()]


def test_a_shorter_preview_leaves_no_page_of_a_longer_one(run: Run, tmp_path: Path) -> None:
    for number in (2, 3, 4, 9):
        (tmp_path / f"two-pager-{number}.png").write_bytes(b"old")
    run("templates", "preview", "two-pager", "--out", tmp_path)
    assert sorted(path.name for path in tmp_path.glob("*.png")) == [
        "two-pager-1.png", "two-pager-2.png", "two-pager-9.png",
    ]  # fmt: skip
    assert (tmp_path / "two-pager-2.png").read_bytes() != b"old"


def test_an_old_page_that_cannot_be_removed_is_said(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remove = Path.unlink

    def refuse(self: Path, *, missing_ok: bool = False) -> None:
        if self.suffix == ".png":
            raise PermissionError(13, "Permission denied", str(self))
        remove(self, missing_ok=missing_ok)

    (tmp_path / "two-pager-3.png").write_bytes(b"old")
    monkeypatch.setattr(Path, "unlink", refuse)
    outcome = run("templates", "preview", "two-pager", "--out", tmp_path)
    assert outcome.code == 7
    assert "two-pager-3.png" in outcome.err
