"""Measure how assembling grows with the sources, beside LexRank of sumy where that still ends.

Run it with `make bench-assembly`. Every size is measured in a process of its own: seconds of processor for each stage,
and its memory at the peak. No clock on the wall takes part, so that other work on the machine disturbs little. LexRank
ranks sentences and does nothing else; it gets ours already split, and words by its own rule of a blank or a mark.
"""

import argparse
import gc
import importlib.util
import json
import math
import os
import re
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import ParamSpec, TypeVar

from benchmarks.dossiers import PARTIES, write_dossier
from briefing.analyse import analysis, examination, survey
from briefing.analyse.sentences import find_sentences
from briefing.compose.brief import compose_brief
from briefing.config.settings import Settings
from briefing.ingest import SourceFile, read_sources
from briefing.packs.lookup import Pack, load_pack

ROOT = Path(__file__).resolve().parents[1]
SIZES = (300, 3_000, 30_000, 300_000)
CONTESTS = (500, 1_000)
"""Sentences at which LexRank is measured too: its time grows with their square."""
FEW = 30
"""Sentences that are assembled, and ranked, once before anything is measured."""
RUNS = 3
"""Runs of each contest, of which the quickest counts: other work on the machine can only slow one down."""
BARS = "bars: 300,000 sentences in 150 s and 2,048 MiB, exponent 1.15, 20 times as fast as LexRank at 1,000"
STAGES: Mapping[str, tuple[tuple[ModuleType, str], ...]] = {
    "sentences": ((survey, "find_sentences"),),
    "attribution": ((survey, "find_persons"), (examination, "attribute")),
    "sorting": ((examination, "sort_report"),),
    "corroboration": ((analysis, "match_facts"),),
    "salience": ((analysis, "rank"),),
}
"""The functions whose time counts for each stage of the analysis; what no stage holds is "the rest"."""
MEBI = 1024 if sys.platform != "darwin" else 1024 * 1024
"""What a mebibyte is in the unit of ru_maxrss: kibibytes, on macOS bytes."""
RARELY = 500_000
"""New objects between two looks for garbage, as for every command of the program."""

Row = Mapping[str, float]
_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


def main() -> int:
    """Measure every size and print the table, or one size for the process that asks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=SIZES[-1], metavar="N", help="largest dossier (default: 300000)")
    parser.add_argument("--one", choices=("briefing", "lexrank"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        gc.set_threshold(RARELY)
        print(json.dumps(measure(asked.most) if asked.one == "briefing" else measure_lexrank(asked.most)))
        return 0
    rows = {size: run("briefing", size) for size in SIZES if size <= asked.most}
    print("\n".join(set_table(rows)))
    print("\n".join(set_contests()))
    print(BARS)
    return 0


def run(what: str, size: int) -> Row:
    """Measure one size in a process of its own, whose arithmetic keeps to one processor."""
    command = [sys.executable, "-m", "benchmarks.assembly", "--one", what, "--most", str(size)]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment, cwd=ROOT)
    row: dict[str, float] = json.loads(done.stdout)
    return row


def measure(size: int) -> Row:
    """Assemble a dossier of so many sentences and return the seconds of each stage and the memory."""
    pack = load_pack("policy-brief", (ROOT / "templates",), "en-GB")
    files = [SourceFile(name, data) for name, data in write_dossier(size)]
    assemble_few(pack)
    spent: dict[str, float] = defaultdict(float)
    for stage, places in STAGES.items():
        for module, name in places:
            setattr(module, name, clock(getattr(module, name), spent, stage))
    documents, _ = clock(read_sources, spent, "ingest")(files)
    found, _ = clock(analysis.analyse_sources, spent, "analysis")(documents, pack.manifest, PARTIES)
    clock(compose_brief, spent, "composing")(found, Settings(), pack)
    spent["the rest"] = spent.pop("analysis") - sum(spent[stage] for stage in STAGES)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBI
    return {**spent, "sentences read": len(found.sentences), "total": sum(spent.values()), "memory": memory}


def assemble_few(pack: Pack) -> None:
    """Assemble a small dossier that does not count: it loads the word lists and the readers of formats."""
    documents, _ = read_sources([SourceFile(name, data) for name, data in write_dossier(FEW)])
    found, _ = analysis.analyse_sources(documents, pack.manifest, PARTIES)
    compose_brief(found, Settings(), pack)


def clock(work: Callable[_Given, _Made], spent: dict[str, float], stage: str) -> Callable[_Given, _Made]:
    """Return the same work, that adds the seconds of processor it takes to a stage."""

    def timed(*given: _Given.args, **named: _Given.kwargs) -> _Made:
        before = time.process_time()
        try:
            return work(*given, **named)
        finally:
            spent[stage] += time.process_time() - before

    return timed


class Words:
    """What sumy asks of a tokenizer, without the word lists that its own one downloads."""

    def to_words(self, text: str) -> tuple[str, ...]:
        """Return the words of a sentence."""
        return tuple(re.findall(r"\w+", text.lower()))


def measure_lexrank(size: int) -> Row:
    """Let LexRank choose ten of so many sentences and return the seconds that it takes."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.summarizers.lex_rank import LexRankSummarizer

    documents, _ = read_sources([SourceFile(name, data) for name, data in write_dossier(size)])
    texts = [each.quote(sentence.span) for each in documents for sentence in find_sentences(each)]
    words = Words()
    few, model = (
        ObjectDocumentModel([Paragraph([Sentence(text, words) for text in chosen])]) for chosen in (texts[:FEW], texts)
    )
    LexRankSummarizer()(few, 10)
    before = time.process_time()
    LexRankSummarizer()(model, 10)
    return {"total": time.process_time() - before}


def set_table(rows: Mapping[int, Row]) -> Iterator[str]:
    """Yield the lines of the table: a column for each size, and how the time grows between the last two."""
    yield (
        "| "
        + " | ".join(["", *(f"{int(row['sentences read']):,} sentences" for row in rows.values()), "exponent"])
        + " |"
    )
    yield "|---|" + "--:|" * (len(rows) + 1)
    for stage in ("ingest", *STAGES, "the rest", "composing", "total"):
        yield set_row(f"{stage}, s", [row[stage] for row in rows.values()], grows=list(rows))
    yield set_row("peak memory, MiB", [row["memory"] for row in rows.values()], grows=list(rows), digits=0)


def set_row(name: str, values: Sequence[float], grows: Sequence[int], digits: int = 2) -> str:
    """Return a line of the table; the exponent is that of the last two sizes."""
    grown = ""
    if len(values) > 1:
        grown = f"{math.log(values[-1] / values[-2]) / math.log(grows[-1] / grows[-2]):.2f}"
    return f"| {name} | " + " | ".join(f"{value:,.{digits}f}" for value in values) + f" | {grown} |"


def set_contests() -> Iterator[str]:
    """Yield how often ours is done while LexRank ranks the same sentences."""
    if importlib.util.find_spec("sumy") is None:
        yield "no ratio: sumy is not installed (make bench-assembly installs requirements/bench.txt)"
        return
    for size in CONTESTS:
        ours, theirs = (min(run(who, size)["total"] for _ in range(RUNS)) for who in ("briefing", "lexrank"))
        yield f"{size:,} sentences: ours {ours:.2f} s, LexRank {theirs:.2f} s, {theirs / ours:.0f} times as long"


if __name__ == "__main__":
    sys.exit(main())
