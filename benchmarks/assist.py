"""Measure what asking a model costs beyond a build from the record: requests, and seconds of processor of our own.

`python -m benchmarks.assist` writes a dossier by rule and builds its brief with a model on this machine that answers at
once, in a process of its own, and then again from the record. Both builds are whole processes that write DOCX and PDF;
of several runs of each the quickest counts, since other work on the machine can only slow one down. What the model
itself would take is not measured.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from benchmarks.dossiers import PARTIES, write_dossier

ROOT = Path(__file__).resolve().parents[1]
SENTENCES, REQUESTS = 1_000, 60
"""So many sentences must be asked about in so many requests."""
SHARE = 0.05
"""Of the processor time of a build from the record, what asking may cost beyond it."""
RUNS = 5
_DATA = re.compile(r"BEGIN DATA \w+\n(.*)\nEND DATA", re.DOTALL)


class Model(BaseHTTPRequestHandler):
    """Answer at once: every sentence with "shells" is one of arms, every pair is neither."""

    asked: dict[str, int] = {"sentences": 0, "pairs": 0, "requests": 0}  # noqa: RUF012  # one count for all requests

    def do_POST(self) -> None:
        """Answer one request."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        found = _DATA.search(body["messages"][1]["content"])
        shown = json.loads(found[1]) if found else []
        numbered = [each for passage in shown for each in (passage if isinstance(passage, list) else [passage])]
        answers = [answer(each) for each in numbered if "n" in each]
        kind = "pairs" if answers and "relation" in answers[0] else "sentences"
        self.asked["requests"] += 1
        self.asked[kind] += len(answers)
        message = {"content": json.dumps({"answers": answers})}
        self._write(json.dumps({"model": "quick-1", "choices": [{"message": message}]}).encode())

    def do_GET(self) -> None:
        """Tell what was asked so far, and forget it."""
        self._write(json.dumps(self.asked).encode())
        self.asked.update(dict.fromkeys(self.asked, 0))

    def _write(self, data: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Keep no log."""


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to one question."""
    if "a" in question:
        return {"n": question["n"], "relation": "neither"}
    sections = ["military-cooperation"] if "shells" in question["text"] else []
    answers = {"status": "reported", "speaker": None, "importance": 1, "alone": True}
    return {"n": question["n"], "sections": sections, **answers}


def serve() -> int:
    """Play the model until standard input closes; say the port first."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Model) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever(0.01)
    return 0


def write_case(folder: Path, port: int) -> None:
    """Write the dossier and its brief.toml."""
    for name, data in write_dossier(SENTENCES):
        (folder / name).write_bytes(data)
    parties = json.dumps(list(PARTIES))
    table = f'[assist]\nendpoint = "http://127.0.0.1:{port}/v1"\nmodel = "quick"\n'
    (folder / "brief.toml").write_text(f'title = "Asked"\nparties = {parties}\n{table}', encoding="utf-8")


def build(folder: Path, *options: str) -> float:
    """Build the brief in a process of its own and return its seconds of processor."""
    command = [sys.executable, "-m", "briefing", "build", str(folder), "-o", str(folder / "out"), "--quiet", *options]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the build exited with {process.returncode}")
    return used.ru_utime + used.ru_stime


def count_asked(port: int) -> dict[str, int]:
    """Ask the model what it was asked."""
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/")
    with connection.getresponse() as response:
        asked: dict[str, int] = json.load(response)
    connection.close()
    return asked


def measure(port: int) -> int:
    """Print the table."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_case(folder, port)
        record = folder / "assist.jsonl"
        asking, recorded = [], []
        asked: dict[str, int] = {}
        for _ in range(RUNS):
            record.unlink(missing_ok=True)
            asking.append(build(folder))
            asked = count_asked(port)
            recorded.append(build(folder, "--no-send"))
        size = record.stat().st_size
    more = min(asking) - min(recorded)
    print(f"| sentences asked about | {asked['sentences']:,} |\n| pairs | {asked['pairs']} |")
    print(f"| requests | {asked['requests']} |\n| record, kB | {size / 1000:.0f} |")
    print(f"| build from the record, s | {min(recorded):.2f} |\n| build that asks, s | {min(asking):.2f} |")
    print(f"| more, as a share | {more / min(recorded):.3f} |")
    print(f"bars: at most {REQUESTS} requests for {SENTENCES:,} sentences, at most {SHARE} more")
    return 0


def main() -> int:
    """Measure, or play the model for the process that measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    if parser.parse_args().serve:
        return serve()
    command = [sys.executable, "-m", "benchmarks.assist", "--serve"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None  # noqa: S101  # it was asked for
            return measure(int(server.stdout.readline()))
        finally:
            server.terminate()


if __name__ == "__main__":
    sys.exit(main())
