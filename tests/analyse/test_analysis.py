"""The whole analysis on small dossiers: sections with reasons, findings, odd sources."""

import pickle
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import replace
from typing import Any

import pytest

from briefing.analyse.analysis import analyse_sources
from briefing.model.evidence import Analysis, Evidence
from briefing.model.finding import Finding
from briefing.model.source import PartialDate, Reference, SourceDocument
from briefing.packs.manifest import CheckSpec, CueGroup, PackManifest, SectionSpec
from tests.analyse.readings import make_source

MANIFEST = PackManifest(
    name="small",
    version="1",
    sections=(
        SectionSpec(
            id="terms",
            title="Terms",
            threshold=1.0,
            speakers={"party-statement": 0.6, "none": -0.1},
            groups=(
                CueGroup(id="signature", label="Signature", weight=1.2, cues=("sign* ... pact", "pact ... sign*")),
            ),
        ),
        SectionSpec(id="arms", title="Arms", groups=(CueGroup(id="shells", weight=1.5, cues=("shells",)),)),
    ),
    checks=(
        CheckSpec(id="text", phrase="no-text", cues=("text of the pact",)),
        CheckSpec(id="force", phrase="no-force", cues=("enter* into force",)),
        CheckSpec(id="actors", phrase="no-actor", actors="western"),
    ),
)
SWEDISH = (
    "Regeringen beslutade på torsdagen att skicka två fartyg till hamnen och att be riksdagen godkänna avtalet med "
    "grannlandet så snart som möjligt under våren."
)
SPEECH, SAND = "Tal av statsministern i riksdagen", "Swedish Prime Minister Ulf Sand left."
ODD = {
    "no punctuation at all": "ships left the harbour and nobody saw them go " * 40,
    "all capitals": "NORWAY AND SWEDEN SIGNED THE PACT. NOBODY SAW THEM. PRESIDENT JANE DOE SAID SO. " * 10,
    "one paragraph of 5,000 words": "Norway signed the pact on Wednesday, said Minister Jon Vik. It was late. " * 385,
    "500 identical sentences": "\n\n".join(["Norway and Sweden signed the harbour pact."] * 500),
    "only marks": "… — … ??? !!! “”",
    "quotation marks that never close": "“Norway said “so “and “so. " * 50,
    "one word": "Norway",
    "lines of dates": "June 19, 2024\n\non Wednesday\n\nlast week\n\n2024-06-19",
    "names and nothing else": "Jane Doe Jon Vik Kim Sol Un von der Aa " * 30,
}


def analyse(*texts: str, **references: Reference) -> tuple[Analysis, tuple[Finding, ...]]:
    documents = [make_source(text, f"s{n}", references.get(f"s{n}")) for n, text in enumerate(texts)]
    return analyse_sources(documents, MANIFEST, ("Norway", "Sweden"))


def by_address(analysis: Analysis) -> dict[str, Evidence]:
    return {evidence.address: evidence for evidence in analysis.evidence}


def test_sentences_sort_under_the_section_whose_cues_they_have() -> None:
    analysis, findings = analyse("Norway and Sweden signed the pact. Shells crossed the border. It rained on the hall.")
    found = by_address(analysis)
    assert [found[f"s0:1.{n}"].section for n in (1, 2, 3)] == ["terms", "arms", None]
    assert (found["s0:1.1"].group, found["s0:1.3"].group) == ("signature", None)
    assert found["s0:1.1"].reasons[0].name == "signature: sign* ... pact"
    assert findings == ()


def test_who_reported_it_follows_the_sentence_before() -> None:
    analysis, _ = analyse("Shells crossed the border. This was reported by Vik.\n\nThis was reported by Vik.")
    found = by_address(analysis)
    assert [found[address].section for address in ("s0:1.1", "s0:1.2", "s0:2.1")] == ["arms", None, None]
    lenient = replace(MANIFEST, sections=(replace(MANIFEST.sections[1], threshold=0.5),))
    text = "Shells crossed the border. This was reported by Vik."
    analysis, _ = analyse_sources([make_source(text)], lenient, ("Norway",))
    assert [evidence.section for evidence in analysis.evidence] == ["arms", "arms"]
    assert analysis.evidence[1].reasons[-1].name == "leans on a:1.1"


def test_a_sentence_whose_words_speak_for_nothing_does_not_follow() -> None:
    lenient = replace(MANIFEST, sections=(replace(MANIFEST.sections[1], threshold=0.5),))
    analysis, _ = analyse_sources([make_source("Shells crossed the border. They were old.")], lenient, ("Norway",))
    assert [evidence.section for evidence in analysis.evidence] == ["arms", None]


def test_a_signed_statement_speaks_for_its_signatory() -> None:
    reference = Reference(kind="official", title="Statement by President Jane Doe on the Pact", publisher="Norway")
    analysis, _ = analyse("We will sign the pact. Minister Jon Vik said we can.", s0=reference)
    first, second = analysis.evidence
    assert (first.voice, second.voice) == ("signatory", "speaker")
    assert first.attribution is not None
    assert (first.attribution.name, first.attribution.basis) == ("Jane Doe", first.sentence.span)
    assert any(reason.name == "speakers party-statement" for reason in first.reasons)


def test_a_surname_in_the_title_is_completed_from_a_source_of_the_time() -> None:
    signed = Reference(kind="official", title="Remarks by President Doe", date=PartialDate(2024, 6, 1))
    other = "President Jane Doe left."
    for date, name in ((PartialDate(2024, 5), "Jane Doe"), (PartialDate(2019, 5), "Doe"), (None, "Jane Doe")):
        analysis, _ = analyse("We will sign.", other, s0=signed, s1=Reference(date=date))
        speaker = analysis.evidence[0].attribution
        assert speaker is not None
        assert speaker.name == name


@pytest.mark.parametrize(
    ("title", "publisher", "others", "name"),
    [
        (
            SPEECH,
            "Government of Sweden",
            SAND,
            "Ulf Sand",
        ),
        (SPEECH, "Government of Norway", SAND, None),
        (SPEECH, None, SAND, None),
        ("Tal i riksdagen", "Government of Sweden", SAND, None),
        ("Joint speech of the prime minister", "Government of Sweden", SAND, None),
        (
            SPEECH,
            "Government of Sweden",
            f"{SAND} Swedish Prime Minister Eva Lund came.",
            None,
        ),
    ],
)
def test_an_office_in_the_title_is_its_one_holder(
    title: str, publisher: str | None, others: str, name: str | None
) -> None:
    analysis, _ = analyse("We will sign.", others, s0=Reference(kind="official", title=title, publisher=publisher))
    speaker = analysis.evidence[0].attribution
    assert (speaker.name if speaker else None) == name


def test_a_fact_in_two_sources_supports_itself() -> None:
    text = "Norway and Sweden signed the pact in the harbour hall."
    analysis, _ = analyse(f"{text} It rained.", f"Ships sailed. {text}")
    assert [(match.left, match.right) for match in analysis.matches] == [("s0:1.1", "s1:1.2")]
    found = by_address(analysis)
    assert found["s0:1.1"].salience > found["s0:1.2"].salience


def test_a_dated_twin_dates_the_other_source() -> None:
    analysis, _ = analyse(
        "Last week Norway and Sweden signed the harbour pact.",
        "Norway and Sweden signed the harbour pact June 19, 2024.",
    )
    (mention,) = by_address(analysis)["s0:1.1"].dates
    assert mention.interval is not None
    assert str(mention.interval.first) == "2024-06-19"


class Backwards(Executor):
    """Do the work on copies, as other processes would, and the last piece first."""

    def map(
        self, fn: Callable[..., Any], *iterables: Iterable[Any], timeout: float | None = None, chunksize: int = 1
    ) -> Iterator[Any]:
        assert timeout is None
        assert chunksize >= 1
        pieces = [pickle.dumps((fn, arguments)) for arguments in zip(*iterables, strict=True)]
        made: list[object] = [work(*arguments) for work, arguments in map(pickle.loads, reversed(pieces))]
        return reversed(made)


def test_an_analysis_is_the_same_wherever_its_work_is_done() -> None:
    signed = Reference(kind="official", title="Remarks by President Doe", date=PartialDate(2024, 6, 1))
    texts = ("We will sign the pact.", "President Jane Doe left last week. Shells crossed.", SWEDISH)
    documents = [make_source(text, f"s{n}", signed if n == 0 else None) for n, text in enumerate(texts)]
    alone = analyse_sources(documents, MANIFEST)
    assert analyse_sources(documents, MANIFEST, executor=Backwards()) == alone


def test_origins_and_checks_are_told() -> None:
    analysis, _ = analyse(
        "Here is the text of the pact.", "Ships sailed.",
        s0=Reference(publisher="Harbour Post"), s1=Reference(publisher="Fjord Post", via="Harbour Post"),
    )  # fmt: skip
    assert analysis.origins == {"s0": "Harbour Post", "s1": "Harbour Post"}
    assert analysis.checks == {"text": True, "force": False}


def test_parties_that_are_not_given_are_detected_and_told() -> None:
    document = make_source("Norway and Sweden signed the pact. Norway and Sweden ratified the pact.")
    analysis, (finding,) = analyse_sources([document], MANIFEST)
    assert analysis.parties == ("Norway", "Sweden")
    assert (finding.code, finding.message) == ("parties-detected", "parties found in the sources: Norway and Sweden")


def test_where_no_parties_are_found_that_is_told() -> None:
    _, (finding,) = analyse_sources([make_source("Ships sailed.")], MANIFEST)
    assert finding.message == "parties found in the sources: none"


def test_another_language_is_kept_out_with_a_finding() -> None:
    analysis, (finding,) = analyse("Norway and Sweden signed the pact.", SWEDISH)
    assert {evidence.sentence.source for evidence in analysis.evidence} == {"s0"}
    assert "s1" in {sentence.source for sentence in analysis.sentences}
    assert (finding.code, finding.place, finding.severity) == ("language", "s1.txt", "warning")


def test_no_sources_make_an_empty_analysis() -> None:
    analysis, (finding,) = analyse_sources([], MANIFEST)
    assert (analysis.evidence, analysis.matches, analysis.parties) == ((), (), ())
    assert finding.code == "parties-detected"


def test_parties_that_never_occur_do_no_harm() -> None:
    document = make_source("Norway and Sweden signed the pact.")
    analysis, findings = analyse_sources([document], MANIFEST, ("Ruritania", "Graustark"))
    assert analysis.evidence[0].section == "terms"
    assert findings == ()


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_sources_are_analysed_like_any_other(text: str) -> None:
    documents: list[SourceDocument] = [make_source(text, "a"), make_source(text, "b")]
    analysis, _ = analyse_sources(documents, MANIFEST, ("Norway", "Sweden"))
    for sentence in analysis.sentences:
        assert 0 <= sentence.span.start < sentence.span.end <= len(text)
    for evidence in analysis.evidence:
        assert all(evidence.sentence.span.contains(mention.span) for mention in evidence.dates)
        assert all(evidence.sentence.span.contains(naming.span) for naming in evidence.namings)


def test_the_same_dossier_gives_the_same_analysis() -> None:
    texts = (ODD["all capitals"], "Norway said on Wednesday it sent 8 ships. Sweden denies it.")
    assert analyse(*texts) == analyse(*texts)
