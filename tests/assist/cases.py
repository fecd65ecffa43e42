"""Small dossiers and what may be asked of them."""

from briefing.analyse.analysis import analyse_sources
from briefing.assist.questions import Batch, Excerpts, Manner, Question, ask_sentences, make_batches
from briefing.model.evidence import Address, Analysis
from briefing.packs.manifest import CueGroup, PackManifest, SectionSpec
from tests.analyse.readings import make_source

MANIFEST = PackManifest(
    name="small", version="1",
    sections=(SectionSpec(id="terms", title="Terms", groups=(CueGroup(id="pact", weight=2.0, cues=("pact",)),)),),
)  # fmt: skip
MANNER = Manner(
    model="clerk", temperature=0.0, parties=("Norway", "Sweden"),
    sections=(("terms", "What the pact says."), ("arms", "Arms that pass.")),
)  # fmt: skip


def analyse(*texts: str) -> Analysis:
    documents = [make_source(text, f"s{n}") for n, text in enumerate(texts)]
    return analyse_sources(documents, MANIFEST, ("Norway", "Sweden"))[0]


def ask(*texts: str, manner: Manner = MANNER) -> list[Question]:
    """Return the questions on all sentences of some texts."""
    return list(ask_sentences(Excerpts(analyse(*texts)), manner))


def number(count: int, size: int = 100) -> list[Batch]:
    """Return batches of numbered sentences."""
    questions = [
        Question(digest=f"{n:064x}", address=Address(f"s0:{n}.1"), text=f"Ship {n} left.", paragraph=f"Ship {n} left.")
        for n in range(1, count + 1)
    ]
    return list(make_batches("sentence", questions, size))
