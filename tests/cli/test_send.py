"""From `build` to a reader's mailbox, with and without trouble on the way."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.distribute.logfile import load_history
from briefing.distribute.session import Session
from tests.cli.desks import ALL, READERS, SECRET, Desk, recipients
from tests.distribute import mailhost
from tests.distribute.hosts import StartHost

pytestmark = pytest.mark.slow


# ---- as it should be


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_what_arrives_passes_verify(
    desk: Desk, start_host: StartHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    host = start_host(security, user="desk", password=SECRET)
    desk.serve(host, user="desk", password_env="DESK_PASSWORD")  # noqa: S106  # a name
    monkeypatch.setenv("DESK_PASSWORD", SECRET)
    outcome = desk.send("--yes")
    assert (outcome.code, outcome.out) == (0, "3 sent, 0 failed, 0 unknown, 0 skipped\n"), outcome.err
    assert recipients(host) == ALL
    names = []
    for each in host.taken():
        others = [address for address in ALL if address != each.recipient]
        assert not [address for address in others if address.encode() in each.data]
        assert each.message["To"].addresses[0].addr_spec == each.recipient
        for part in each.message.iter_attachments():
            names.append(part.get_filename())
            file = tmp_path / f"{each.recipient}-{part.get_filename()}"
            file.write_bytes(part.get_content())
            checked = desk.run("verify", file, "--sources", desk.root / "sources")
            assert checked.code == 0, checked.out
    stem = desk.log.name.removesuffix(".sent.jsonl")
    assert names == [f"{stem}_copy-1.pdf", f"{stem}.pdf", f"{stem}_copy-2.pdf", f"{stem}_copy-2.docx"]
    assert "correct" not in desk.log.read_text(encoding="utf-8") + outcome.out + outcome.err


def test_each_message_is_in_the_language_of_its_reader(desk: Desk, start_host: StartHost) -> None:
    host = start_host("tls")
    desk.serve(host)
    assert desk.send("--yes").code == 0
    assert [each.message["Content-Language"] for each in host.taken()] == ["en-GB", "fr", "de"]
    assert {each.message["Subject"] for each in host.taken()} == {
        "[TLP:CLEAR] Russia and North Korea: the June 2024 partnership treaty"
    }


def test_without_yes_nothing_is_sent(desk: Desk, start_host: StartHost) -> None:
    host = start_host("tls")
    desk.serve(host)
    outcome = desk.send()
    assert outcome.code == 0
    assert outcome.out.splitlines()[-1] == "would send 3 messages: nothing is sent without --yes"
    assert [line.split()[:2] for line in outcome.out.splitlines()[:3]] == [["planned", address] for address in ALL]
    assert (host.taken(), host.logins(), desk.log.exists()) == ([], [], False)


def test_a_rehearsal_says_what_sending_would_miss(desk: Desk, start_host: StartHost) -> None:
    assert "warning: the list names no server" in desk.send().err
    desk.serve(start_host("tls"), user="desk", password_env="DESK_PASSWORD")  # noqa: S106  # a name
    assert "warning: the variable DESK_PASSWORD is not set" in desk.send().err


def test_a_second_run_sends_nothing_twice(desk: Desk, start_host: StartHost) -> None:
    host = start_host("tls")
    desk.serve(host)
    desk.send("--yes")
    assert desk.send("--yes").out == "0 sent, 0 failed, 0 unknown, 3 skipped\n"
    assert desk.send().out.splitlines()[-1].startswith("would send 0 messages (3 skipped)")
    assert recipients(host) == ALL


def test_a_second_run_sends_what_failed(desk: Desk, start_host: StartHost) -> None:
    host = start_host("tls", faults={"ben@example.org": ["550 5.1.1 <ben@example.org> nobody here"]})
    desk.serve(host)
    outcome = desk.send("--yes")
    assert (outcome.code, outcome.out.splitlines()[-1]) == (8, "2 sent, 1 failed, 0 unknown, 0 skipped")
    assert outcome.out.startswith("failed   ben@example.org")
    assert outcome.out.splitlines()[0].endswith("  550 5.1.1 <ben@example.org> nobody here")
    assert "ben@" not in desk.log.read_text(encoding="utf-8")
    assert desk.send("--yes").out == "1 sent, 0 failed, 0 unknown, 2 skipped\n"
    assert recipients(host) == ["anna@example.org", "carla@example.org", "ben@example.org"]


def test_numbers_of_copies_stay(desk: Desk, start_host: StartHost) -> None:
    host = start_host("tls", faults={"carla@example.org": ["550 no"]})
    desk.serve(host, READERS)
    desk.send("--yes")
    newcomer = '[[reader]]\nname = "Dora"\naddress = "dora@example.org"\ncopy = true\n'
    desk.serve(host, newcomer + READERS)
    assert desk.send("--yes").code == 0
    copies = {row["address"]: row["copy"] for row in desk.answer()["readers"]}
    assert copies == {"dora@example.org": 3, "anna@example.org": 1, "ben@example.org": None, "carla@example.org": 2}


def test_groups_and_single_readers_can_be_chosen(desk: Desk) -> None:
    assert [row["address"] for row in desk.answer("--group", "press")["readers"]] == ["ben@example.org"]
    assert [row["address"] for row in desk.answer("--only", "Anna@example.org")["readers"]] == ["anna@example.org"]
    assert desk.send("--group", "pres").err.startswith('error: there is no group "pres"')
    assert desk.send("--group", "press", "--only", "anna@example.org").err.startswith("error: no reader is chosen")


def test_messages_can_be_written_as_files(desk: Desk, tmp_path: Path) -> None:
    outcome = desk.send("--eml", tmp_path / "mails")
    assert (outcome.code, outcome.out) == (0, "3 messages written\n")
    files = sorted((tmp_path / "mails").iterdir())
    assert [file.name[:5] for file in files] == ["0001_", "0002_", "0003_"]
    assert not desk.log.exists()
    assert desk.send("--eml", desk.list).code == 7
    assert desk.send("--eml", tmp_path / "mails", "--yes").code == 2


def test_the_example_of_the_page_goes_as_it_says(
    desk: Desk, start_host: StartHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (desk.root / "docs" / "distribution.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"```toml\n(\[sender\].*?)```", page, re.DOTALL)
    example = page.partition("### An example")[2]
    host = start_host("tls", user="desk", password=SECRET, faults={"ben@example.org": ["552 5.2.2 mailbox full"]})
    monkeypatch.setenv("DESK_PASSWORD", SECRET)
    here = f'host = "127.0.0.1"\nport = {host.port}\nca = "{host.authority}"'
    text = text.replace('host = "mail.example.org"', here).replace("rate = 60 ", "rate = 100000 ")
    desk.list.write_text(text, encoding="utf-8")
    said = "".join(desk.send(*words).out for words in ([], ["--yes"], ["--yes"]))
    shown = [line for line in example.splitlines() if re.match(r"planned|failed|would|\d+ sent", line)]
    sizes = re.compile(r"[0-9.]+ kB")
    assert [sizes.sub("", line) for line in said.splitlines()] == [sizes.sub("", line) for line in shown]


# ---- in doubt


def test_whoever_may_have_it_is_named_and_not_sent_it_again(desk: Desk, start_host: StartHost) -> None:
    host = start_host("tls", faults={"anna@example.org": [mailhost.DROP_AFTER]})
    desk.serve(host)
    assert desk.send("--yes").out.splitlines()[-1] == "2 sent, 0 failed, 1 unknown, 0 skipped"
    again = desk.send("--yes")
    assert (again.code, again.out.splitlines()[-1]) == (8, "0 sent, 0 failed, 1 unknown, 2 skipped")
    assert again.out.startswith("unknown  anna@example.org")
    assert recipients(host).count("anna@example.org") == 1
    assert desk.send("--resend-unknown").out.splitlines()[-1].startswith("would send 1 message (2 skipped)")
    assert desk.send("--yes", "--resend-unknown").code == 0
    ids = [each.message["Message-ID"] for each in host.taken() if each.recipient == "anna@example.org"]
    assert len(ids) == 2
    assert len(set(ids)) == 1


def test_whoever_may_have_it_stays_in_doubt_until_it_is_sent_again(desk: Desk, start_host: StartHost) -> None:
    host = start_host("tls", faults={"carla@example.org": [mailhost.DROP_AFTER], "MAIL": []})
    desk.serve(host)
    desk.send("--yes")
    host.process.terminate()
    host.process.wait()
    outcome = desk.send("--yes", "--resend-unknown")
    assert (outcome.code, outcome.out.splitlines()[-1]) == (8, "0 sent, 0 failed, 1 unknown, 2 skipped")


def test_a_run_that_is_killed_leaves_one_reader_in_doubt(desk: Desk, start_host: StartHost) -> None:
    host = start_host("tls", faults={"ben@example.org": [mailhost.SLOW]})
    desk.serve(host, timeout=50)
    command = [sys.executable, "-m", "briefing", "send", "--out", desk.out, "--to", desk.list, "--yes"]
    with subprocess.Popen(
        [*map(str, command), "--dossier", str(desk.root / "sources")], cwd=desk.root, env=dict(os.environ)
    ) as process:
        while len(host.taken()) < 2:
            assert process.poll() is None
            time.sleep(0.02)
        process.kill()
    answer = desk.answer()
    assert {row["address"]: row["fate"] for row in answer["readers"]} == {
        "anna@example.org": "skipped", "ben@example.org": "unknown", "carla@example.org": "planned"
    }  # fmt: skip


# ---- credentials


@pytest.mark.parametrize("given", [None, "wrong horse"])
def test_a_wrong_password_is_tried_once_and_shown_nowhere(
    desk: Desk, start_host: StartHost, monkeypatch: pytest.MonkeyPatch, given: str | None
) -> None:
    host = start_host("tls", user="desk", password=SECRET)
    desk.serve(host, user="desk", password_env="DESK_PASSWORD")  # noqa: S106  # a name
    if given:
        monkeypatch.setenv("DESK_PASSWORD", given)
    outcome = desk.send("--yes", "--debug")
    assert (outcome.code, host.taken(), len(host.logins())) == (8, [], 1 if given else 0)
    assert ("refuses the user or the password" if given else "DESK_PASSWORD is not set") in outcome.err
    assert "horse" not in outcome.out + outcome.err + (desk.log.read_text() if desk.log.exists() else "")


def test_a_keyring_may_hold_the_password(desk: Desk, start_host: StartHost, monkeypatch: pytest.MonkeyPatch) -> None:
    host = start_host("tls", user="desk", password=SECRET)
    desk.serve(host, user="desk", keyring="briefing")
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert "the package keyring is not installed" in desk.send("--yes").err
    found: list[Callable[[str, str], str | None]] = []

    class Ring:
        @staticmethod
        def get_password(service: str, user: str) -> str | None:
            return found[0](service, user)

    def fail(_service: str, _user: str) -> str:
        raise RuntimeError(SECRET)

    monkeypatch.setitem(sys.modules, "keyring", Ring)
    for answer, said in ((fail, "cannot be asked: RuntimeError"), (lambda *_: None, "has no such password")):
        found[:] = [answer]
        outcome = desk.send("--yes", "--debug")
        assert said in outcome.err
        assert "horse" not in outcome.err
    found[:] = [lambda service, user: SECRET if (service, user) == ("briefing", "desk") else None]
    assert desk.send("--yes").code == 0
    assert recipients(host) == ALL


# ---- what is left when it ends early


def test_whoever_was_not_tried_is_counted(desk: Desk, start_host: StartHost) -> None:
    host = start_host("tls", faults={"MAIL": ["550 5.7.1 not from you"]})
    desk.serve(host)
    outcome = desk.send("--yes")
    assert (outcome.code, outcome.out.splitlines()[-1]) == (8, "0 sent, 1 failed, 0 unknown, 0 skipped, 2 not tried")
    assert "the server takes nothing from desk@example.org: 550" in outcome.err


def test_ctrl_c_leaves_a_log_that_the_next_run_goes_on_from(
    desk: Desk, start_host: StartHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = start_host("tls")
    desk.serve(host)
    whole = Session.hand_in

    def press(session: Session, *given: Any) -> Any:
        verdict = whole(session, *given)
        signal.raise_signal(signal.SIGINT)
        return verdict

    with monkeypatch.context() as patch:
        patch.setattr(Session, "hand_in", press)
        outcome = desk.send("--yes")
    assert (outcome.code, outcome.out) == (130, "1 sent, 0 failed, 0 unknown, 0 skipped, 2 not tried\n")
    assert outcome.err.splitlines()[-1] == "error: interrupted: run it again to send the rest"
    assert len(load_history(desk.log).entries) == 2
    assert desk.send("--yes").out == "2 sent, 0 failed, 0 unknown, 1 skipped\n"
    assert recipients(host) == ALL


def test_ten_thousand_readers_are_planned(desk: Desk) -> None:
    many = "".join(f'[[reader]]\naddress = "reader{number}@example.org"\n' for number in range(10_000))
    desk.list.write_text(f'[sender]\naddress = "desk@example.org"\n{many}', encoding="utf-8")
    outcome = desk.send()
    assert outcome.out.splitlines()[-1] == "would send 10,000 messages: nothing is sent without --yes"
    assert len(outcome.out.splitlines()) == 10_001
