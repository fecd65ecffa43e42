"""What keeps an edition from being sent."""

from pathlib import Path

import pytest

from briefing.distribute.logfile import open_log
from tests.cli.desks import ALL, READERS, Desk, recipients
from tests.distribute.hosts import StartHost

pytestmark = pytest.mark.slow


# ---- what keeps an edition back


def test_two_runs_at_once_cannot_be(desk: Desk, start_host: StartHost) -> None:
    host = start_host("tls")
    desk.serve(host)
    with open_log(desk.log):
        outcome = desk.send("--yes")
    assert (outcome.code, host.taken()) == (8, [])
    assert outcome.err.startswith("error: another run is sending this edition")


def test_a_damaged_log_keeps_everything_back(desk: Desk, start_host: StartHost) -> None:
    host = start_host("tls")
    desk.serve(host)
    desk.send("--yes", "--only", "anna@example.org")
    desk.log.write_bytes(desk.log.read_bytes().replace(b'"sent"', b'"sent "'))
    for words in ([], ["--yes"]):
        outcome = desk.send(*words)
        assert outcome.code == 8
        assert outcome.err.startswith("error: a line of the log is damaged")
    assert recipients(host) == ["anna@example.org"]


def test_a_log_that_broke_off_is_told_and_read(desk: Desk, start_host: StartHost) -> None:
    host = start_host("tls")
    desk.serve(host)
    desk.send("--yes", "--only", "anna@example.org")
    desk.log.write_bytes(desk.log.read_bytes()[:-5])
    outcome = desk.send("--yes")
    assert "the last run broke off while it wrote the log" in outcome.err
    assert outcome.out.splitlines()[-1] == "2 sent, 0 failed, 1 unknown, 0 skipped"


def test_a_second_log_is_refused(desk: Desk, start_host: StartHost, tmp_path: Path) -> None:
    host = start_host("tls")
    desk.serve(host)
    desk.send("--yes", "--only", "anna@example.org", "--log", tmp_path / "logs")
    assert (tmp_path / "logs" / desk.log.name).exists()
    desk.send("--yes", "--only", "ben@example.org", "--log", desk.out)
    outcome = desk.send("--yes", "--log", tmp_path / "logs")
    assert (outcome.code, outcome.err.splitlines()[0]) == (8, "error: there is a log beside the edition already")


@pytest.mark.parametrize(
    ("pairs", "words", "said"),
    [
        (["marking=TLP:RED"], ["--i-may"], "TLP:RED: only those whom it names may have it"),
        (["marking=TLP:AMBER+STRICT"], ["--i-may"], "TLP:AMBER+STRICT: only those whom it names may have it"),
        (["status=draft"], ["--draft"], "this is a draft"),
        (["embargo=2999-01-01T00:00:00Z"], None, "under embargo until 2999-01-01 00:00 UTC"),
    ],
)
def test_what_may_not_go_out_does_not(
    desk: Desk, start_host: StartHost, tmp_path: Path, pairs: list[str], words: list[str] | None, said: str
) -> None:
    host = start_host("tls")
    desk.serve(host)
    settings = [word for pair in pairs for word in ("--set", pair)]
    out = tmp_path / "other"
    assert desk.run("build", desk.root / "sources", "--out", out, *settings).code == 0
    for way in (["--yes"], ["--eml", tmp_path / "mails"]):
        outcome = desk.send("--out", out, *settings, *way)
        assert (outcome.code, outcome.err.splitlines()[0]) == (8, f"error: this edition may not be sent: {said}")
    assert (host.taken(), (tmp_path / "mails").exists()) == ([], False)
    assert f"warning: {said}" in desk.send("--out", out, *settings).err
    if words is not None:
        assert desk.send("--out", out, *settings, "--yes", *words).code == 0
        assert recipients(host) == ALL


def test_a_file_that_was_changed_is_not_sent(desk: Desk, start_host: StartHost) -> None:
    host = start_host("tls")
    desk.serve(host)
    (pdf,) = desk.out.glob("*.pdf")
    data = pdf.read_bytes()
    pdf.unlink()
    pdf.write_bytes(data + b"\n")
    outcome = desk.send("--yes")
    assert (outcome.code, host.taken()) == (2, [])
    assert outcome.err.startswith("error: this file is not the one that was built")


def test_a_dossier_that_has_changed_makes_no_copies(desk: Desk, start_host: StartHost, sample: Path) -> None:
    host = start_host("tls")
    desk.serve(host)
    (sample / "01-signing.txt").write_text("Something else altogether was reported on 3 June 2024.\n", encoding="utf-8")
    outcome = desk.send("--yes", "--dossier", sample)
    assert (outcome.code, host.taken()) == (4, [])
    assert "no longer gives the edition" in outcome.err


def test_copies_are_built_as_the_edition_was(desk: Desk, tmp_path: Path) -> None:
    desk.run("build", desk.root / "sources", "--out", tmp_path / "2b", "--pdf-profile", "2b")
    assert "no longer gives the edition" in desk.send("--out", tmp_path / "2b").err
    assert desk.send("--out", tmp_path / "2b", "--pdf-profile", "2b").code == 0


def test_a_missing_edition_is_named(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert desk.send("--out", tmp_path / "empty").err.startswith("error: there is no edition in this folder")
    assert desk.send("1.9").code == 2


def test_a_missing_format_is_named_with_its_reader(desk: Desk, tmp_path: Path) -> None:
    desk.run("build", desk.root / "sources", "--out", tmp_path / "pdf", "-f", "pdf")
    desk.rest()
    outcome = desk.send("--out", tmp_path / "pdf")
    assert (outcome.code, outcome.err.splitlines()[0]) == (4, "error: this edition has no docx")
    assert f"at {desk.list}:17" in outcome.err


def test_a_name_that_no_copy_can_bear_is_named(desk: Desk) -> None:
    desk.rest()
    desk.list.write_text(desk.list.read_text(encoding="utf-8").replace("Anna Lind", "Anna " * 40), encoding="utf-8")
    outcome = desk.send()
    assert (outcome.code, outcome.err.partition(":")[2].partition(":")[0]) == (
        4,
        " no copy can bear the name of this reader",
    )


@pytest.mark.parametrize("where", ["dossier", "edition", "sources"])
def test_a_list_that_would_be_passed_on_is_refused(desk: Desk, tmp_path: Path, where: str) -> None:
    folder = {"dossier": tmp_path / "d" / "lists", "edition": desk.out, "sources": tmp_path / "s"}[where]
    folder.mkdir(parents=True, exist_ok=True)
    if where == "dossier":
        (folder.parent / "brief.toml").touch()
    if where == "sources":
        (folder / "01-signing.txt").write_bytes((desk.root / "sources" / "01-signing.txt").read_bytes())
    readers = folder / "readers.toml"
    readers.write_bytes(desk.list.read_bytes())
    outcome = desk.send("--to", readers)
    assert outcome.code == 4
    assert "hands on names and addresses" in outcome.err
    assert desk.send("--to", readers, "--inside").code == 0


def test_a_file_that_is_only_called_like_a_source_makes_no_dossier(desk: Desk) -> None:
    (desk.list.parent / "01-signing.txt").write_text("Something else.", encoding="utf-8")
    assert desk.send().code == 0


@pytest.mark.parametrize(
    ("data", "said"),
    [(None, "the list of readers cannot be read"), (b"\xff", "is not UTF-8"), (b"[sender", "this is no valid TOML")],
)
def test_a_list_that_cannot_be_read_is_named(desk: Desk, data: bytes | None, said: str) -> None:
    desk.list.unlink()
    if data is not None:
        desk.list.write_bytes(data)
    outcome = desk.send()
    assert outcome.code == 4
    assert said in outcome.err


def test_a_list_without_a_server_sends_nothing(desk: Desk) -> None:
    outcome = desk.send("--yes")
    assert (outcome.code, outcome.err.splitlines()[0]) == (4, "error: the list names no server")


def test_another_brief_under_the_same_version_is_refused(desk: Desk, start_host: StartHost, tmp_path: Path) -> None:
    host = start_host("tls")
    desk.serve(host)
    desk.send("--yes", "--log", tmp_path / "logs", "--only", "ben@example.org")
    other = tmp_path / "other"
    desk.run("build", desk.root / "sources", "--out", other, "--set", "issuer=Another")
    words = ["--out", other, "--log", tmp_path / "logs", "--only", "ben@example.org"]
    assert "warning: another brief was sent before under this name and version" in desk.send(*words).err
    outcome = desk.send(*words, "--yes")
    assert (outcome.code, outcome.err.splitlines()[0]) == (
        8, "error: another brief was sent before under this name and version"
    )  # fmt: skip
    assert recipients(host) == ["ben@example.org"]


def test_a_format_that_is_built_later_sends_nothing_twice(desk: Desk, start_host: StartHost, tmp_path: Path) -> None:
    host = start_host("tls")
    desk.serve(host, READERS.replace("copy = true", ""))
    out = tmp_path / "other"
    desk.run("build", desk.root / "sources", "--out", out, "-f", "pdf")
    assert desk.send("--out", out, "--yes", "--only", "ben@example.org").code == 0
    desk.run("build", desk.root / "sources", "--out", out, "-f", "docx")
    assert desk.send("--out", out, "--yes").out == "2 sent, 0 failed, 0 unknown, 1 skipped\n"
    assert recipients(host) == ["ben@example.org", "anna@example.org", "carla@example.org"]


def test_a_pack_that_is_not_here_lends_its_words_to_no_message(desk: Desk, start_host: StartHost) -> None:
    host = start_host("tls")
    desk.serve(host)
    (manifest,) = desk.out.glob("*.manifest.json")
    text = manifest.read_text(encoding="utf-8").replace('"policy-brief 1', '"house-of-others 1')
    manifest.unlink()
    manifest.write_text(text, encoding="utf-8")
    assert desk.send("--yes", "--only", "ben@example.org").code == 0
    assert "L’essentiel" in host.taken()[0].message.get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_a_language_that_nobody_has_words_for_is_told(desk: Desk) -> None:
    desk.list.write_text(desk.list.read_text(encoding="utf-8").replace('"fr"', '"fi"'), encoding="utf-8")
    assert 'the pack has no phrases for "fi": its fixed words are English' in desk.send().err
