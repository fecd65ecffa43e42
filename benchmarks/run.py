"""Measure `briefing build` as a whole process, beside pandoc (DOCX) plus typst (PDF) setting the same finished text.

Run it with `make bench`. It builds the sample, and the two articles where BRIEFING_MATERIAL names their folder, and
prints the median of several runs. Each run is a new process: interpreter, imports, both formats, files on the disk.
One run before the first is not counted, so that compiled modules and files are in the cache for all alike.
"""

import argparse
import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""What every command starts with: an installed program has its modules compiled."""

MEBI = 1024 if sys.platform != "darwin" else 1024 * 1024
"""What a mebibyte is in the unit of ru_maxrss: kibibytes, on macOS bytes."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: seconds on the clock, seconds of processors, mebibytes at its peak."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True, slots=True)
class Contest:
    """Commands that set the same text: ours, and those of the yardsticks where they are installed."""

    name: str
    ours: Sequence[str]
    pandoc: Sequence[str] = ()
    typst: Sequence[str] = ()


def main() -> int:
    """Measure every dossier at hand and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="counted runs of each command (default: 5)")
    runs = parser.parse_args().runs
    lacking = missing_yardsticks()
    print(f"{'':22}{'wall s':>9}{'cpu s':>9}{'peak MiB':>10}")
    with tempfile.TemporaryDirectory() as scratch:
        for name, dossier in find_dossiers().items():
            contest = prepare(name, dossier, Path(scratch) / name, with_yardsticks=not lacking)
            report(contest, measure_all(contest, runs))
    if lacking:
        print(f"no ratio: {' and '.join(lacking)} not installed (make bench installs requirements/bench.txt)")
    if not os.environ.get("BRIEFING_MATERIAL"):
        print("the sample only: BRIEFING_MATERIAL names no folder of articles")
    return 0


def missing_yardsticks() -> list[str]:
    """Name the packages that are not installed."""
    packages = {"pypandoc": "pypandoc_binary", "typst": "typst"}
    return [package for module, package in packages.items() if importlib.util.find_spec(module) is None]


def find_dossiers() -> dict[str, Path]:
    """Return the dossiers to build, by name."""
    dossiers = {"sample": ROOT / "sources"}
    material = os.environ.get("BRIEFING_MATERIAL")
    if material and (Path(material) / "sources").is_dir():
        dossiers["articles"] = Path(material).resolve() / "sources"
    return dossiers


def prepare(name: str, dossier: Path, scratch: Path, *, with_yardsticks: bool) -> Contest:
    """Write the finished text once, as Markdown and as typst's own markup, and name the commands to measure."""
    scratch.mkdir()
    program = [sys.executable, "-m", "briefing", "build", str(dossier), "--quiet", "--out"]
    ours = [*program, str(scratch / "out")]
    if not with_yardsticks:
        return Contest(name, ours)
    run([*program, str(scratch / "text"), "--format", "md"])
    (text,) = (scratch / "text").glob("*.md")
    pandoc, page = find_pandoc(), scratch / "brief.typ"
    run([pandoc, str(text), "--standalone", "--to", "typst", "--output", str(page)])
    return Contest(
        name,
        ours,
        [pandoc, str(text), "--standalone", "--output", str(scratch / "brief.docx")],
        [sys.executable, "-c", TYPST, str(page), str(scratch / "brief.pdf")],
    )


def find_pandoc() -> str:
    """Return the pandoc that the package brings along."""
    import pypandoc

    return str(pypandoc.get_pandoc_path())


def run(command: Sequence[str]) -> Cost:
    """Run one command to its end and tell what it took; leaves the program when the command fails."""
    before = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - before
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"exit {process.returncode}: {' '.join(command)}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MEBI)


def measure_all(contest: Contest, runs: int) -> list[tuple[str, Cost]]:
    """Measure the commands in turns, so that a busy moment of the machine falls on all of them."""
    commands = {"briefing": contest.ours, "pandoc (DOCX)": contest.pandoc, "typst (PDF)": contest.typst}
    present = {label: command for label, command in commands.items() if command}
    rounds = [{label: run(command) for label, command in present.items()} for _ in range(runs + 1)][1:]
    return [(label, middle([costs[label] for costs in rounds])) for label in present]


def middle(costs: Sequence[Cost]) -> Cost:
    """Return the median of each measure."""

    def median(measure: Callable[[Cost], float]) -> float:
        return statistics.median(map(measure, costs))

    return Cost(median(lambda cost: cost.wall), median(lambda cost: cost.cpu), median(lambda cost: cost.memory))


def report(contest: Contest, costs: Sequence[tuple[str, Cost]]) -> None:
    """Print the rows of one dossier and, where the yardsticks ran, the ratio to their sum."""
    print(contest.name)
    for label, cost in costs:
        print(f"  {label:20}{cost.wall:9.3f}{cost.cpu:9.3f}{cost.memory:10.1f}")
    (_, ours), *others = costs
    if others:
        wall, cpu = sum(cost.wall for _, cost in others), sum(cost.cpu for _, cost in others)
        print(f"  {'ratio to their sum':20}{ours.wall / wall:9.2f}{ours.cpu / cpu:9.2f}")


if __name__ == "__main__":
    sys.exit(main())
