"""The rules one by one, on sources of a few sentences: what may stand in brackets, what may be left out."""

from pathlib import Path

import pytest

from briefing.analyse.sentences import find_sentences
from briefing.ingest import SourceFile, read_sources
from briefing.model.evidence import Address
from briefing.model.source import PartialDate, Reference, SourceId, Span
from briefing.model.statement import Authored, Insertion, Omission, Piece, Verbatim
from briefing.packs.lookup import load_pack
from briefing.packs.phrases import Phrases
from briefing.verify.problems import Problem
from briefing.verify.record import StatementClaim
from briefing.verify.sources import Witness
from briefing.verify.statements import check_statement, classify, compare, list_addresses, say_pieces


@pytest.fixture(scope="module")
def phrases(root: Path) -> Phrases:
    return load_pack("policy-brief", [root / "templates"]).phrases


def read(*texts: str, date: PartialDate | None = None) -> Witness:
    """Make a witness of texts, named a, b and so on; the first bears the date."""
    files = [SourceFile(f"{'ab'[n]}.txt", text.encode()) for n, text in enumerate(texts)]
    documents, _ = read_sources(files, {"a.txt": Reference(date=date)})
    sentences = {each.address: each for document in documents for each in find_sentences(document)}
    return Witness(documents={document.id: document for document in documents}, sentences=sentences)


def place(witness: Witness, words: str, source: str = "a") -> Span:
    start = witness.documents[SourceId(source)].text.index(words)
    return Span(SourceId(source), start, start + len(words))


def edit(witness: Witness, identity: str, *edits: Piece) -> list[Piece]:
    """Cut sentences into pieces at their edits."""
    pieces: list[Piece] = []
    for address in list_addresses(identity):
        span = witness.sentences[address].span
        position = span.start
        for each in edits:
            at = each.at if isinstance(each, Insertion) else each.span  # type: ignore[union-attr]  # no authored ones
            if span.start <= at.start and at.end <= span.end:
                pieces += [Verbatim(Span(span.source, position, at.start))] if at.start > position else []
                pieces.append(each)
                position = at.end
        pieces += [Verbatim(Span(span.source, position, span.end))] if position < span.end else []
    return pieces


def check(
    witness: Witness, phrases: Phrases, identity: str, *edits: Piece, pieces: list[Piece] | None = None
) -> set[str]:
    made = tuple(pieces if pieces is not None else edit(witness, identity, *edits))
    claim = StatementClaim(type="verbatim", status="reported", claims=list_addresses(identity), pieces=made)
    return {problem.code for problem in check_statement(identity, claim, witness, phrases)}


def after(witness: Witness, words: str) -> Span:
    end = place(witness, words).end
    return Span(SourceId("a"), end, end)


def put(witness: Witness, words: str, text: str, *basis: Span, kind: str = "date") -> Insertion:
    return Insertion(text=text, kind=kind, at=after(witness, words), basis=basis)  # type: ignore[arg-type]  # any kind


WEEK = "The leaders met last week in Pyongyang."
DAY = PartialDate(2024, 6, 27)


def test_a_relative_date_is_worked_out_from_the_sources_own_day(phrases: Phrases) -> None:
    witness = read(WEEK, date=DAY)
    own = place(witness, "last week")
    right, wrong = "in the week of 17 June 2024", "in the week of 10 June 2024"
    assert check(witness, phrases, "a:1.1", put(witness, "last week", right, own)) == set()
    assert check(witness, phrases, "a:1.1", put(witness, "last week", wrong, own)) == {"insertion-wrong"}
    assert check(witness, phrases, "a:1.1") == {"date-open"}
    assert check(witness, phrases, "a:1.1", put(witness, "last week", "undated", kind="undated")) == {
        "insertion-refused"
    }


def test_what_nothing_dates_is_undated(phrases: Phrases) -> None:
    witness = read(WEEK)
    assert check(witness, phrases, "a:1.1", put(witness, "last week", "undated", kind="undated")) == set()
    found = check(witness, phrases, "a:1.1", put(witness, "The leaders", "undated", kind="undated"))
    assert found == {"insertion-refused", "date-open"}
    own = put(witness, "last week", "in the week of 17 June 2024", place(witness, "last week"))
    assert check(witness, phrases, "a:1.1", own) == {"insertion-refused"}


def test_a_month_or_a_year_is_said_as_wide_as_it_is(phrases: Phrases) -> None:
    for words, said in (("last month", "May 2024"), ("last year", "2023"), ("yesterday", "26 June 2024")):
        witness = read(f"The leaders met {words} in Pyongyang.", date=DAY)
        assert check(witness, phrases, "a:1.1", put(witness, words, said, place(witness, words))) == set()


def test_a_weekday_is_the_explicit_day_of_the_same_text(phrases: Phrases) -> None:
    witness = read("They signed on Wednesday in Pyongyang.\n\nThe text bears the date of 19 June 2024.")
    basis = place(witness, "19 June 2024")
    assert check(witness, phrases, "a:1.1", put(witness, "Wednesday", "19 June 2024", basis)) == set()
    other = read("They signed on Friday in Pyongyang.\n\nThe text bears the date of 19 June 2024.")
    found = check(other, phrases, "a:1.1", put(other, "Friday", "19 June 2024", place(other, "19 June 2024")))
    assert found == {"insertion-refused"}


def test_a_date_may_come_from_a_dated_twin_in_another_source(phrases: Phrases) -> None:
    witness = read(f"{WEEK} They also met this week.", "The leaders met in Pyongyang on 19 June 2024.")
    twin = place(witness, "19 June 2024", "b")
    here = put(witness, "last week", "on 19 June 2024", twin)
    assert check(witness, phrases, "a:1.1", here) == set()
    first = place(witness, "last week")
    there = put(witness, "this week", "in the week of 24 June 2024", first, twin)
    assert check(witness, phrases, "a:1.2", there) == set()
    assert check(witness, phrases, "a:1.2", put(witness, "this week", "2024", twin, twin)) == {"insertion-refused"}
    assert check(witness, phrases, "a:1.2", put(witness, "this week", "2024", first)) == {"insertion-refused"}


def test_since_then_counts_from_the_one_date_before_it(phrases: Phrases) -> None:
    witness = read("The treaty lapsed in 1996 for good. Since then, nothing bound them at all.")
    then = Span(SourceId("a"), place(witness, "then,").start, place(witness, "then,").end - 1)
    basis = place(witness, "1996")
    right = Insertion(text="1996", kind="date", at=then, basis=(basis,))
    assert check(witness, phrases, "a:1.2", right) == set()
    assert check(witness, phrases, "a:1.2", Insertion(text="1996", kind="date", at=then)) == {"insertion-refused"}
    two = read("It was made in 1961 and lapsed in 1996. Since then, nothing bound them at all.")
    then = Span(SourceId("a"), place(two, "then,").start, place(two, "then,").end - 1)
    several = Insertion(text="1996", kind="date", at=then, basis=(place(two, "1996"),))
    assert check(two, phrases, "a:1.2", several) == {"insertion-refused"}


def test_a_letter_may_change_its_case_at_the_start_alone(phrases: Phrases) -> None:
    witness = read("the treaty was signed in Pyongyang.")
    letter = Insertion(text="T", kind="case", at=Span(SourceId("a"), 0, 1))
    assert check(witness, phrases, "a:1.1", letter) == set()
    inside = Insertion(text="W", kind="case", at=place(witness, "w"))
    assert check(witness, phrases, "a:1.1", inside) == {"insertion-refused"}


def test_a_gloss_is_a_long_form_that_the_source_gives(phrases: Phrases) -> None:
    witness = read("The Korean Central News Agency (KCNA) published it.\n\nThe KCNA gave no date.")
    at = Span(SourceId("a"), place(witness, "KCNA gave").start + 4, place(witness, "KCNA gave").start + 4)
    right = Insertion(text="Korean Central News Agency", kind="gloss", at=at)
    assert check(witness, phrases, "a:2.1", right) == set()
    assert check(witness, phrases, "a:2.1", Insertion(text="not", kind="gloss", at=at)) == {"insertion-refused"}
    start = Span(
        SourceId("a"),
        witness.sentences[Address("a:2.1")].span.start,
        0 + witness.sentences[Address("a:2.1")].span.start,
    )
    assert check(witness, phrases, "a:2.1", Insertion(text="not", kind="gloss", at=start)) == {"insertion-refused"}


def test_a_stop_is_put_where_the_source_has_none(phrases: Phrases) -> None:
    witness = read("The treaty was signed in Pyongyang")
    assert check(witness, phrases, "a:1.1", put(witness, "in Pyongyang", ".", kind="stop")) == set()
    assert check(witness, phrases, "a:1.1") == {"stop-missing"}
    assert check(witness, phrases, "a:1.1", put(witness, "The treaty", ".", kind="stop")) == {"insertion-refused"}


def test_a_connective_may_go_and_a_negation_may_not(phrases: Phrases) -> None:
    witness = read("However, the treaty was not signed in Moscow.")
    assert check(witness, phrases, "a:1.1", Omission(place(witness, "However, "))) == set()
    assert check(witness, phrases, "a:1.1", Omission(place(witness, "not "))) == {"omission-refused"}


def test_sentences_must_be_the_sources_and_stand_together(phrases: Phrases) -> None:
    witness = read("A headline without end\n\nOne was signed. Two were not. Three were lost. Four were found.")
    assert check(witness, phrases, "a:9.1", pieces=[]) == {"address-unknown"}
    assert check(witness, phrases, "a:2.1+2.3") == {"sentences-apart"}
    assert check(witness, phrases, "a:2.1+2.2+2.3+2.4") == {"address-unknown"}
    assert "sentence-aside" in check(witness, phrases, "a:1.1")
    whole = edit(witness, "a:2.1")
    assert check(witness, phrases, "a:2.1", pieces=[*whole, Authored("More.", "X")]) == {"pieces-uneven"}
    assert check(witness, phrases, "a:2.1", pieces=[Authored("More.", "X")]) == {"pieces-uneven"}


def test_pieces_print_with_spaces_where_they_are_parted() -> None:
    witness = read("However, it held. They met.")
    pieces = edit(witness, "a:1.1+1.2", Omission(place(witness, "However, ")))
    assert say_pieces(pieces, witness) == "…it held. They met."
    assert say_pieces([Authored("Ours.", "X")], witness) == "Ours."
    assert say_pieces([], witness) == ""


def test_what_became_of_words_has_a_name() -> None:
    assert classify("one two three four", "one three four") == "cut"
    assert classify("one two three four", "one two three five") == "altered"
    assert classify("one two three four", "quite another text one") == "new"
    assert compare("a [b] c…", "a[b]c …") is None
    assert compare("a b", "a c") == Problem("words-altered", "words are not those of the source", "a ⟦b⟧", "a ⟦c⟧")


def test_an_insertion_of_no_known_kind_is_refused(phrases: Phrases) -> None:
    witness = read("The treaty was signed in Pyongyang.")
    assert check(witness, phrases, "a:1.1", put(witness, "The treaty", "not", kind="comment")) == {"insertion-refused"}
