"""Measure reading: pages or documents per second and peak memory of each reader, and a large dossier read twice.

Run it with `python -m benchmarks.ingest`. The files are made by rule from our own words; each reader is measured in a
process of its own. The large dossier holds 2,000 files of all kinds: it is read without a memory of earlier runs, then
with an empty one, then with a full one.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from briefing.ingest import READERS, SourceFile, read_sources
from briefing.ingest.formats import Format
from briefing.pipeline.memory import Memory
from tests.ingest import made

ROOT = Path(__file__).resolve().parents[1]
COUNTS: dict[Format, int] = {"text": 500, "markdown": 500, "html": 200, "pdf": 100, "docx": 200, "mail": 200}
KINDS: tuple[tuple[str, Callable[[], bytes]], ...] = (
    ("html", made.as_page), ("pdf", made.as_pdf), ("docx", made.as_word), ("eml", made.as_mail), ("txt", made.as_text),
    ("html", made.as_page), ("html", made.as_page), ("pdf", made.as_pdf), ("txt", made.as_text), ("md", made.as_text),
)  # fmt: skip
"""Ten files of the large dossier, which repeats them."""
CONTENT: dict[Format, bytes] = {
    "text": made.as_text(), "markdown": made.as_text(), "html": made.as_page(), "docx": made.as_word(),
    "mail": made.as_mail(), "pdf": made.as_pdf(made.Sheet(lines=38), paragraphs=made.PARAGRAPHS * 120),
}  # fmt: skip
MEGABYTE = 1024
"""Peaks of memory are told in units of 1,024 bytes."""


def measure_reader(form: Format) -> dict[str, float]:
    """Read one file again and again, and return units per second (pages of a PDF) and the peak of memory."""
    file = SourceFile(f"a.{form}", CONTENT[form])
    pages = len(READERS[form](file).pages) or 1
    runs = 3 if form == "pdf" else COUNTS[form]
    begun = time.perf_counter()
    for _ in range(runs):
        READERS[form](file)
    passed = time.perf_counter() - begun
    return {"rate": runs * pages / passed, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE}


def measure_apart(form: Format) -> dict[str, float]:
    """Measure a reader in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.ingest", "--one", form]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return dict(json.loads(result.stdout))


def make_dossier(count: int) -> list[SourceFile]:
    """Make files of all kinds, no two with the same bytes."""
    made_once = [(suffix, make()) for suffix, make in KINDS]
    files = []
    for number in range(count):
        suffix, data = made_once[number % len(made_once)]
        mark = f"\n%{number}\n" if suffix == "pdf" else f"\n{number}\n" if suffix in ("txt", "md", "eml") else ""
        files.append(SourceFile(f"{number:05d}.{suffix}", data + (mark or f"<!-- {number} -->").encode()))
    return files


def measure_dossier(count: int) -> list[tuple[str, float]]:
    """Read a large dossier without a memory, with an empty one, and with a full one."""
    files = make_dossier(count)
    with tempfile.TemporaryDirectory() as folder:
        memory = Memory(Path(folder))
        rows = [("without a memory", time_reading(files, Memory(None)))]
        rows.append(("with an empty one", time_reading(files, memory)))
        rows.append(("with a full one", time_reading(files, memory)))
    return rows


def time_reading(files: Sequence[SourceFile], memory: Memory) -> float:
    """Return the seconds that reading takes."""
    begun = time.perf_counter()
    read_sources(files, memory=memory)
    return time.perf_counter() - begun


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", choices=COUNTS, help="measure one reader and print JSON")
    parser.add_argument("--files", type=int, default=2000, help="files of the large dossier")
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure_reader(options.one)))
        return
    print(f"{'reader':10}{'a second':>12}{'peak MB':>10}")
    for form in COUNTS:
        cost = measure_apart(form)
        print(f"{form:10}{cost['rate']:>12,.0f}{cost['peak']:>10,.0f}  {'pages' if form == 'pdf' else 'documents'}")
    print(f"\na dossier of {options.files:,} files of all kinds")
    rows = measure_dossier(options.files)
    for label, seconds in rows:
        print(f"{label:20}{seconds:>8.1f} s{rows[0][1] / seconds:>8.1f} times")


if __name__ == "__main__":
    main()
