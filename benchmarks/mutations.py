"""Change delivered briefs in every way by seeded chance, and count what a check finds: at least 2,000 files.

Run it with `python -m benchmarks.mutations` in the folder of the project; the same command gives the same files each
time. It prints the table of docs/verification.md and leaves with 1 if anything was not found. The kinds of change are
those of tests/verify.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

from tests.verify.conftest import Desk, make_desk
from tests.verify.mutations import FIXTURE, REPORTED, TAMPERING, Mutation, Outcome, list_mutations, try_mutation

ROOT = Path(__file__).resolve().parents[1]
LEAST = 2000
TAMPERED = 30
"""Values of the record that are changed for each seed: there is one kind of this change, and many values."""
KINDS = (*list_mutations(), TAMPERING, *REPORTED)


def main() -> int:
    """Make the changes and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=7, metavar="N", help="changes of each kind (default: 7)")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="processes (default: 2)")
    options = parser.parse_args()
    with ProcessPoolExecutor(options.jobs) as pool:
        found = list(pool.map(try_kind, range(len(KINDS)), [options.seeds] * len(KINDS)))
    rows = dict(zip(KINDS, found, strict=True))
    print("\n".join(set_table(rows)))
    missed = [mutation for mutation, counts in rows.items() if any(lost for _, lost in counts)]
    total = sum(sum(counts.values()) for counts in rows.values())
    print(f"\n{total} files, {len(missed)} kinds not met", file=sys.stderr)
    return 1 if missed or total < LEAST else 0


def try_kind(number: int, seeds: int) -> Counter[tuple[str, bool]]:
    """Try one kind of change: count the files by format, and whether they were missed."""
    mutation = KINDS[number]
    counts: Counter[tuple[str, bool]] = Counter()
    for outcome in _try_all(mutation, seeds * (TAMPERED if mutation is TAMPERING else 1)):
        counts[outcome.format, not outcome.met] += 1
        if not outcome.met:
            print(f"not met: {mutation.group}: {mutation.name}, seed {outcome.seed}, {outcome.format}", file=sys.stderr)
    return counts


def _try_all(mutation: Mutation, seeds: int) -> Iterator[Outcome]:
    desks = open_desks()[1:] if mutation in REPORTED else open_desks()
    for seed in range(seeds):
        yield from try_mutation(mutation, desks, seed)


@cache
def open_desks() -> Sequence[Desk]:
    """Return the sample, and a brief with every mark and two sentences of editors."""
    packs = ROOT / "templates"
    return make_desk(ROOT / "sources", packs), make_desk(FIXTURE, packs)


def set_table(rows: dict[Mutation, Counter[tuple[str, bool]]]) -> Iterator[str]:
    """Yield the lines of the table: for each kind, how many files of each format were changed, and how many found."""
    yield "| change | how | DOCX | PDF | HTML |"
    yield "|---|---|--:|--:|--:|"
    for mutation, counts in rows.items():
        cells = (_tell(counts, kind) for kind in ("docx", "pdf", "html"))
        yield f"| {mutation.name} | {mutation.group} | {' | '.join(cells)} |"
    made = sum(sum(counts.values()) for counts in rows.values())
    met = sum(_met(counts, kind) for counts in rows.values() for kind in ("docx", "pdf", "html"))
    yield f"| **all** | | {met} of {made} | | |"


def _met(counts: Counter[tuple[str, bool]], kind: str) -> int:
    return counts[kind, False]


def _tell(counts: Counter[tuple[str, bool]], kind: str) -> str:
    made = counts[kind, False] + counts[kind, True]
    return f"{_met(counts, kind)} of {made}" if made else ""


if __name__ == "__main__":
    sys.exit(main())
