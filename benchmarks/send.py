"""Measure the sending of personal copies to a mail server on this machine: messages a second, and memory.

Run it with `make bench-send`. Each number of readers is measured in a process of its own, over TLS, with a log that is
synced to the disk before and behind each message: as for readers, but for the network. The clock on the wall counts
for the messages a second, the processor for where the time goes, since other work disturbs it less. Memory should not
grow with the number of readers but for their list: one copy is made, sent and forgotten at a time.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import trustme

from briefing.distribute.session import Session
from briefing.pipeline.build import build
from briefing.pipeline.copies import CopyMaker
from briefing.pipeline.request import BuildRequest
from briefing.pipeline.sending import SendRequest, send

ROOT = Path(__file__).resolve().parents[1]
HOST = ROOT / "tests" / "distribute" / "mailhost.py"
SIZES = (100, 1_000)
PARTS = {"copies": (CopyMaker, "make_copy"), "server": (Session, "hand_in")}
"""What takes the time: making the copies, and handing them in until the server has taken them."""
MEBI = 1024 if sys.platform != "darwin" else 1024 * 1024
"""What a mebibyte is in the unit of ru_maxrss: kibibytes, on macOS bytes."""
BARS = "bars: 50 ms of processor a message, and at 1,000 readers no more than 5 % above the memory of 100"


def main() -> int:
    """Measure every size and print the table, or one size for the process that asks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measure(asked.one)))
        return 0
    print(f"{'':31}ms of processor a message")
    print(f"{'readers':>8} {'seconds':>8} {'a second':>9} {'in all':>8} {'copies':>8} {'server':>8} {'MiB':>7}")
    for size in SIZES:
        row = run(size)
        shares = " ".join(f"{row[part] / size * 1000:8.1f}" for part in ("processor", *PARTS))
        print(f"{size:8,} {row['seconds']:8.1f} {size / row['seconds']:9.1f} {shares} {row['memory']:7.1f}")
    print(BARS)
    return 0


def run(size: int) -> dict[str, float]:
    """Measure one size in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.send", "--one", str(size)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    row: dict[str, float] = json.loads(done.stdout)
    return row


def measure(size: int) -> dict[str, float]:
    """Build the sample, send a copy to each of so many readers, and return seconds and memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dossier = BuildRequest(dossier=ROOT / "sources", out=folder / "out")
        build(dossier)
        with serve(folder) as port:
            readers = folder / "readers.toml"
            readers.write_text(write_readers(size, port, folder / "authority.pem"), encoding="utf-8")
            spent = {part: watch(*place) for part, place in PARTS.items()}
            wall, processor = time.perf_counter(), time.process_time()
            report = send(SendRequest(readers=readers, out=dossier.out, really=True, build=dossier), os.environ)
            row = {"seconds": time.perf_counter() - wall, "processor": time.process_time() - processor}
        taken = int((folder / "count").read_text(encoding="ascii"))
    if not report.complete or taken != size:
        raise SystemExit(f"of {size} messages {taken} were taken: {report.trouble}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBI
    return {**row, "memory": memory, **{part: each[0] for part, each in spent.items()}}


def watch(owner: type, name: str) -> list[float]:
    """Add up the seconds that a method takes from now on."""
    method, spent = getattr(owner, name), [0.0]

    def measured(*given: object) -> object:
        before = time.process_time()
        try:
            return method(*given)
        finally:
            spent[0] += time.process_time() - before

    setattr(owner, name, measured)
    return spent


@contextmanager
def serve(folder: Path) -> Iterator[int]:
    """Run a mail server that counts messages and forgets them; yield its port."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "authority.pem")
    authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(folder / "own.pem")
    told = {"folder": str(folder), "security": "tls", "certificate": str(folder / "own.pem"), "counts_only": True}
    (folder / "told").write_text(json.dumps(told), encoding="utf-8")
    with subprocess.Popen([sys.executable, str(HOST), str(folder / "told")], stdout=subprocess.PIPE, text=True) as host:
        if host.stdout is None:
            raise SystemExit("the mail server cannot be heard")
        yield int(host.stdout.readline())
        host.terminate()


def write_readers(size: int, port: int, authority: Path) -> str:
    """Write a list of so many readers, each with a copy of their own."""
    head = f"""\
[sender]
address = "desk@example.org"
list_id = "briefs.example.org"

[server]
host = "127.0.0.1"
port = {port}
ca = "{authority.as_posix()}"
rate = 1000000
"""
    readers = (
        f'[[reader]]\nname = "Reader {number}"\naddress = "reader{number}@example.org"\ncopy = true\n'
        for number in range(1, size + 1)
    )
    return head + "\n".join(readers)


if __name__ == "__main__":
    sys.exit(main())
