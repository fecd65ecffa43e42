"""A desk that sends: the sample's edition, a list of readers, and the command that brings the one to the other."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from briefing.cli import main
from tests.cli.runs import Outcome, Run
from tests.distribute.hosts import MailHost

SECRET = "correct horse bärn"
READERS = """
[[reader]]
name = "Anna Lind"
address = "anna@example.org"
copy = true

[[reader]]
name = "Ben"
address = "ben@example.org"
groups = ["press"]
language = "fr"

[[reader]]
name = "Carla Weiß"
address = "carla@example.org"
language = "de"
formats = ["pdf", "docx"]
copy = true
"""
ALL = ["anna@example.org", "ben@example.org", "carla@example.org"]


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the edition of the sample; nobody writes into it."""
    folder = tmp_path_factory.mktemp("built")
    assert main(["build", str(root / "sources"), "--out", str(folder), "--quiet"]) == 0
    return folder


@dataclass(frozen=True, slots=True)
class Desk:
    """An edition, a list of readers, and the command that sends the one to the other."""

    root: Path
    out: Path
    list: Path
    run: Run

    def send(self, *words: object) -> Outcome:
        return self.run("send", "--out", self.out, "--to", self.list, "--dossier", self.root / "sources", *words)

    def answer(self, *words: object) -> dict[str, Any]:
        outcome = self.send("--json", *words)
        answer: dict[str, Any] = json.loads(outcome.out)
        return answer

    @property
    def log(self) -> Path:
        (manifest,) = self.out.glob("*.manifest.json")
        return manifest.with_name(manifest.name.replace(".manifest.json", ".sent.jsonl"))

    def rest(self) -> None:
        """Name a server in the list that nobody runs."""
        text = f'[sender]\naddress = "desk@example.org"\n[server]\nhost = "mail.example.org"\n{READERS}'
        self.list.write_text(text, encoding="utf-8")

    def serve(self, host: MailHost, readers: str = READERS, **server: object) -> None:
        """Write the list of readers for a running server."""
        keys = {"host": "127.0.0.1", "rate": 1_000_000, "pause": 0.01, "timeout": 5, "port": host.port}
        keys |= {"security": host.security, "ca": str(host.authority), **server}
        table = "\n".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items())
        head = '[sender]\nname = "Desk"\naddress = "desk@example.org"\nlist_id = "briefs.example.org"\n'
        self.list.write_text(f"{head}[server]\n{table}\n{readers}", encoding="utf-8")


@pytest.fixture
def desk(root: Path, built: Path, tmp_path: Path, run: Run) -> Desk:
    """Give a desk with the sample's edition in a folder of its own."""
    out = tmp_path / "out"
    out.mkdir()
    for file in built.iterdir():
        (out / file.name).hardlink_to(file)
    readers = tmp_path / "lists" / "readers.toml"
    readers.parent.mkdir()
    readers.write_text(f'[sender]\naddress = "desk@example.org"\n{READERS}', encoding="utf-8")
    return Desk(root, out, readers, run)


def recipients(host: MailHost) -> list[str]:
    return [each.recipient for each in host.taken()]
