"""Measure the DOCX writer alone, beside pandoc (from its own JSON tree) and python-docx's own interface.

Run it with `python -m benchmarks.word` in the folder of the project. All set the same 3,000 paragraphs under 100
headings and 1,500 notes; python-docx has no notes, so there they are paragraphs at the end. Each run is a whole new
process, and processor time and peak memory are those of one and the same run. For pandoc the text is made before the
clock starts, since it reads its tree from a file; the others make it themselves.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.run import Cost, find_pandoc, middle, missing_yardsticks, run

WAYS = ("briefing", "three pages", "python-docx")
WORKER = [sys.executable, "-m", "benchmarks.texts"]


def main() -> int:
    """Measure every way and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="counted runs of each command (default: 5)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        report(measure(Path(scratch), options.runs))
    return 0


def measure(scratch: Path, runs: int) -> dict[str, Cost]:
    """Run the commands in turns, so that a busy moment of the machine falls on all of them."""
    commands: dict[str, Sequence[str]] = {name: [*WORKER, name, str(scratch / f"{name}.docx")] for name in WAYS}
    commands["interpreter"] = [sys.executable, "-c", "pass"]
    if "pypandoc_binary" not in missing_yardsticks():
        tree = scratch / "tree.json"
        # In a process of its own: what this one holds would count in the peak of those it starts.
        run([*WORKER, "tree", str(tree)])
        out = ["--output", str(scratch / "pandoc.docx")]
        commands["pandoc"] = [find_pandoc(), "--from", "json", "--to", "docx", *out, str(tree)]
    rounds = [{name: run(command) for name, command in commands.items()} for _ in range(runs + 1)][1:]
    return {name: middle([costs[name] for costs in rounds]) for name in commands}


def report(costs: dict[str, Cost]) -> None:
    """Print a row for each way, and how ours compares."""
    print(f"{'':14}{'wall s':>9}{'cpu s':>9}{'peak MiB':>10}")
    for name, cost in costs.items():
        print(f"{name:14}{cost.wall:9.3f}{cost.cpu:9.3f}{cost.memory:10.1f}")
    ours = costs["briefing"].cpu
    for name in ("pandoc", "python-docx"):
        if name in costs:
            print(f"processor time, ratio to {name}: {ours / costs[name].cpu:.3f}")
    print(f"three pages beyond interpreter start: {costs['three pages'].cpu - costs['interpreter'].cpu:.3f} s")


if __name__ == "__main__":
    sys.exit(main())
