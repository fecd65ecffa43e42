"""What holds for the brief of any dossier: every sentence accounted for, every word a source's, every budget kept."""

import re
from collections import Counter
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analyse.analysis import analyse_sources
from briefing.compose.brief import compose_brief
from briefing.compose.document import build_document
from briefing.compose.explanation import explain
from briefing.compose.pieces import print_pieces
from briefing.config.dossier import read_settings
from briefing.config.settings import Settings
from briefing.ingest import read_sources
from briefing.ingest.reading import SourceFile
from briefing.model.brief import WITHHELD_REASONS, Brief, Point
from briefing.model.document import Document, collect_notes
from briefing.model.evidence import Analysis
from briefing.model.marks import fold_space
from briefing.model.source import Span
from tests.compose.briefs import PLAIN
from tests.compose.dossiers import make_case

SENTENCES = (
    "Russia and North Korea signed a partnership treaty in Pyongyang on 19 June 2024.",
    "Last week, the leaders of Russia and North Korea signed a treaty of partnership in Pyongyang.",
    "The treaty obliges each side to come to the defence of the other if it is attacked.",
    "Under Article 4, each party provides military assistance if the other is invaded.",
    "This clause was reported by the news agency TASS.",
    "The agreement aims to deepen political, economic and cultural cooperation.",
    "Moreover, North Korea has shipped millions of artillery shells to Russia since 2022.",
    "North Korea reportedly sent 6,000 containers of munitions to Russia.",
    "It wants satellite technology in return.",
    "North Korea allegedly pledged to send troops to Ukraine this week.",
    "In 2022, North Korea recognised two occupied regions of Ukraine.",
    "Since then, Moscow has bought munitions from Pyongyang.",
    "In February 2024, workers crossed the border.",
    "The United States condemned the treaty, the White House spokesman John Kirby said.",
    "South Korea would review its arms policy, said Chang Ho-jin, the national security adviser.",
    "NATO Secretary General Jens Stoltenberg warned that Russia might share nuclear technology.",
    "“This is a pact of need,” said Jane Doe, an analyst at a research institute.",
    "He expects it to last for years.",
    "The treaty, however, is a dangerous mistake that will haunt the region.",
    "Putin is isolated and desperate.",
    "These ties reflect a larger trend across the world.",
    "The lake near the palace was frozen.",
    "Kremlin officials denied that North Korea sends weapons to Russia.",
    "Read more about this story:",
    "*****",
    "Photo: State media",
)
PARAGRAPH = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join)
TEXT = st.lists(PARAGRAPH, min_size=1, max_size=6).map("\n\n".join)
TEXTS = st.lists(TEXT, min_size=1, max_size=3)
few = settings(max_examples=25, deadline=None)
"""Each example analyses and composes a whole dossier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A brief with all that it was made from."""

    analysis: Analysis
    settings: Settings
    brief: Brief
    document: Document

    @property
    def body(self) -> list[tuple[str, Point]]:
        """Every point below the box, with the place where it is printed."""
        brief = self.brief
        points = [(section.id, point) for section in brief.sections for point in section.points]
        return [*points, *(("chronology", entry.point) for entry in brief.chronology if entry.point)]

    @property
    def points(self) -> list[tuple[str, Point]]:
        """Every point, in the box and below."""
        return [*(("summary", point) for point in self.brief.key_points), *self.body]

    @property
    def shown(self) -> list[Point]:
        """Every point, those that stand side by side in a disagreement too."""
        pairs = [point for pair in self.brief.disagreements for point in (pair.left, pair.right)]
        return [*(point for _, point in self.points), *pairs]

    def quote(self, span: Span) -> str:
        """Return the words at a span."""
        return fold_space({document.id: document for document in self.analysis.sources}[span.source].quote(span))

    def read(self, point: Point) -> str:
        """Return a point's statement as it is printed."""
        return "".join(text.text for text in print_pieces(point.statement.pieces, self.quote))


def assemble(texts: list[str], toml: str | None = None, *, backwards: bool = False) -> Whole:
    """Make the brief of some texts in memory; their files may be handed over in another order."""
    files = [SourceFile(f"{number:03d}.txt", text.encode()) for number, text in enumerate(texts)]
    found, _ = read_settings(toml, "brief.toml", {})
    documents, _ = read_sources(files[::-1] if backwards else files, {}, {})
    analysis, _ = analyse_sources(documents, PLAIN.manifest, found.parties)
    brief, _ = compose_brief(analysis, found, PLAIN)
    return Whole(
        analysis=analysis, settings=found, brief=brief,
        document=build_document(brief, analysis, found, PLAIN, "Briefing"),
    )  # fmt: skip


def parts_of(statement: str) -> list[str]:
    return [part for part in map(str.strip, re.split(r"\[[^\]]*\]|…", statement)) if part]


@few
@given(TEXTS)
def test_every_sentence_is_printed_withheld_or_set_aside_and_only_one_of_them(texts: list[str]) -> None:
    whole = assemble(texts)
    for row in explain(whole.analysis, whole.brief):
        fates = [bool(row["selected"]), row["withheld"] is not None, row["set_aside"] is not None]
        assert sum(fates) == 1, row
        assert row["withheld"] in {None, *WITHHELD_REASONS}


@few
@given(TEXTS)
def test_the_account_adds_up(texts: list[str]) -> None:
    brief = (whole := assemble(texts)).brief
    assert len(brief.fates) + len(brief.withheld) + brief.set_aside == len(whole.analysis.sentences)
    assert len({item.address for item in brief.withheld}) == len(brief.withheld)


@few
@given(TEXTS)
def test_what_is_withheld_stands_under_no_heading(texts: list[str]) -> None:
    whole = assemble(texts)
    held = {item.address for item in whole.brief.withheld}
    assert not [point.addresses for _, point in whole.points if held & set(point.addresses)]


@few
@given(TEXTS)
def test_no_statement_crosses_sources(texts: list[str]) -> None:
    for point in assemble(texts).shown:
        sources = {address.partition(":")[0] for address in point.addresses}
        assert sources == {str(point.note.citations[0].source)}


@few
@given(TEXTS)
def test_every_statement_without_its_marks_stands_in_its_source(texts: list[str]) -> None:
    whole = assemble(texts)
    held = {str(document.id): " ".join(document.text.split()) for document in whole.analysis.sources}
    for point in whole.shown:
        text, position = held[point.addresses[0].partition(":")[0]], 0
        for part in parts_of(whole.read(point)):
            position = text.find(part, position)
            assert position >= 0, part
            position += len(part)


@few
@given(TEXTS)
def test_budgets_are_kept(texts: list[str]) -> None:
    whole = assemble(texts)
    limits = PLAIN.manifest.limits
    assert len(whole.brief.key_points) <= limits.key_points
    assert all(len(" ".join(parts_of(whole.read(p))).split()) <= limits.key_point_words for p in whole.brief.key_points)
    assert all(len(section.points) <= limits.statements for section in whole.brief.sections)
    words = sum(len(whole.read(p).split()) for section in whole.brief.sections for p in section.points)
    assert words <= limits.words


@few
@given(TEXTS)
def test_a_sentence_is_printed_at_most_twice(texts: list[str]) -> None:
    printed = Counter(address for _, point in assemble(texts).points for address in point.addresses)
    assert max(printed.values(), default=0) <= 2


@few
@given(TEXTS)
def test_each_key_point_recurs_in_the_body_as_a_fact(texts: list[str]) -> None:
    whole = assemble(texts)
    body = {address for _, point in whole.body for address in point.addresses}
    for point in whole.brief.key_points:
        twins = {
            side
            for match in whole.analysis.matches
            for side in (match.left, match.right)
            if {match.left, match.right} & set(point.addresses)
        }
        assert body & {*point.addresses, *twins}, point.addresses


def test_the_numbers_of_the_box_stand_in_the_body() -> None:
    case = make_case("""### 000 news
1. {military-cooperation 0.5} Northland sent 6,000 crates of shells.
### 001 news
1. {military-cooperation 0.6} Crates of shells came by rail.
Alike: 000:1.1 = 001:1.1
""")
    brief, _ = case.compose()
    box = " ".join(case.read(point) for point in brief.key_points)
    body = " ".join(case.read(point) for section in brief.sections for point in section.points)
    assert "6,000" not in box or "6,000" in body


@few
@given(TEXTS)
def test_key_points_bear_no_judgement_without_a_holder_and_no_open_date(texts: list[str]) -> None:
    whole = assemble(texts)
    for point in whole.brief.key_points:
        assert point.statement.status != "opinion" or point.statement.speaker
        assert "[undated]" not in whole.read(point)


@few
@given(TEXTS)
def test_only_analyst_views_bear_a_judgement_without_a_holder_and_under_a_label(texts: list[str]) -> None:
    for place, point in assemble(texts).points:
        if point.statement.status == "opinion" and point.statement.speaker is None:
            assert place == "analyst-views"
            assert point.label is not None


@few
@given(TEXTS)
def test_marks_and_notes_are_as_many_as_statements(texts: list[str]) -> None:
    whole = assemble(texts)
    assert [note.number for note in collect_notes(whole.document.blocks)] == list(range(1, len(whole.shown) + 1))


@few
@given(TEXTS)
def test_the_order_in_which_files_come_changes_nothing(texts: list[str]) -> None:
    assert assemble(texts).document == assemble(texts, backwards=True).document


@few
@given(TEXTS, st.data())
def test_an_editors_hand_leaves_every_sentence_accounted_for(texts: list[str], data: st.DataObject) -> None:
    sorted_ = [e.address for e in assemble(texts).analysis.evidence if e.section is not None]
    omitted = data.draw(st.lists(st.sampled_from(sorted_), unique=True)) if sorted_ else []
    pinned = data.draw(st.lists(st.sampled_from(sorted_), unique=True)) if sorted_ else []
    whole = assemble(texts, f"[edit]\nomit = {[str(a) for a in omitted]}\npin = {[str(a) for a in pinned]}\n")
    for row in explain(whole.analysis, whole.brief):
        assert sum([bool(row["selected"]), row["withheld"] is not None, row["set_aside"] is not None]) == 1, row
    assert not set(omitted) & set(whole.brief.fates)
    held = {item.address: item.reason for item in whole.brief.withheld}
    assert all(held[address] == "omitted-by-editor" for address in omitted)
