"""Measure `briefing verify` as a whole process: the sample, and a brief of 1,500 statements on some 300 pages.

Run it with `python -m benchmarks.verify` in the folder of the project. The long brief is made of a dossier by rule, in
a pack with room for it. Each file is checked against its sources in a process of its own; the median of several runs
is printed, and what the check of its own files adds to a build of the sample.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.dossiers import write_dossier
from benchmarks.run import ROOT, Cost, middle, run

PROGRAM = [sys.executable, "-m", "briefing"]
SENTENCES = 18_000
"""Of the sources: so many, that enough of them belong under the headings."""
WANTED = 3_000
_PAGE = re.compile(rb"/Type /Page\b")
PACK = """name = "volume"
version = "1.0.0"
contract = 1
extends = "policy-brief"
[limits]
statements = {statements}
words = 1000000
"""
TOML = 'parties = ["Russia", "North Korea"]\ntitle = "A brief by rule"\n'


def main() -> int:
    """Measure every way and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="counted runs of each command (default: 3)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        commands = {**prepare_sample(Path(scratch)), **prepare_volume(Path(scratch))}
        print(f"{'':32}{'wall s':>9}{'cpu s':>9}{'peak MiB':>10}")
        for name, command in commands.items():
            report(name, middle([run(command) for _ in range(options.runs + 1)][1:]))
    return 0


def prepare_sample(scratch: Path) -> dict[str, Sequence[str]]:
    """Return the commands that check and build the sample."""
    sources, out = ROOT / "sources", scratch / "sample"
    build = [*PROGRAM, "build", str(sources), "--out", str(out), "--quiet"]
    run(build)
    checks = {f"sample, {file.suffix[1:]}": [*PROGRAM, "verify", str(file), "--sources", str(sources), "--quiet"]
              for file in sorted(out.iterdir()) if file.suffix in {".docx", ".pdf"}}  # fmt: skip
    return {**checks, "sample, built": build, "sample, built unchecked": [*build, "--no-verify"]}


def prepare_volume(scratch: Path) -> dict[str, Sequence[str]]:
    """Return the commands that check the long brief, and say how long it is."""
    dossier, packs, out = scratch / "dossier", scratch / "packs", scratch / "volume"
    (packs / "volume").mkdir(parents=True)
    (packs / "volume" / "pack.toml").write_text(PACK.format(statements=WANTED), encoding="utf-8")
    dossier.mkdir()
    (dossier / "brief.toml").write_text(TOML, encoding="utf-8")
    for name, data in write_dossier(SENTENCES):
        (dossier / name).write_bytes(data)
    where = ["--packs", str(packs)]
    run([*PROGRAM, "build", str(dossier), "--pack", "volume", *where, "--out", str(out), "--quiet", "--no-verify"])
    files = [file for file in sorted(out.iterdir()) if file.suffix in {".docx", ".pdf"}]
    for file in files:
        print(describe(file))
    return {
        f"long, {file.suffix[1:]}": [*PROGRAM, "verify", str(file), "--sources", str(dossier), *where, "--quiet"]
        for file in files
    }


def describe(file: Path) -> str:
    """Say how long a brief is."""
    data = file.read_bytes()
    count = len(_PAGE.findall(data))
    pages = f", {count} pages" if file.suffix == ".pdf" else ""
    return f"{file.suffix[1:]}: {len(data) / 1e6:.2f} MB{pages}"


def report(name: str, cost: Cost) -> None:
    """Print a row."""
    print(f"{name:32}{cost.wall:9.2f}{cost.cpu:9.2f}{cost.memory:10.0f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
