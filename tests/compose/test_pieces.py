"""How the pieces of a statement are set side by side."""

from hypothesis import given
from hypothesis import strategies as st

from briefing.compose.pieces import print_pieces
from briefing.model.document import Text
from briefing.model.marks import fold_space
from briefing.model.source import SourceId, Span
from briefing.model.statement import Authored, Insertion, InsertionKind, Omission, Piece, Verbatim

ID = SourceId("000")


class Source:
    """A text whose words are pointed at by quoting them."""

    def __init__(self, text: str) -> None:
        self.text = text

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(ID, start, start + len(words))

    def verbatim(self, words: str) -> Verbatim:
        return Verbatim(self.span(words))

    def omission(self, words: str) -> Omission:
        return Omission(self.span(words))

    def instead_of(self, words: str, text: str, kind: InsertionKind = "date") -> Insertion:
        return Insertion(text=text, kind=kind, at=self.span(words))

    def after(self, words: str, text: str, kind: InsertionKind = "date") -> Insertion:
        end = self.span(words).end
        return Insertion(text=text, kind=kind, at=Span(ID, end, end))

    def quote(self, span: Span) -> str:
        return fold_space(self.text[span.start : span.end])

    def read(self, *pieces: Piece) -> str:
        return "".join(text.text for text in print_pieces(pieces, self.quote))


def test_words_are_printed_with_white_space_folded_and_soft_hyphens_gone() -> None:
    source = Source("Moscow  has\npur\u00adchased munitions.")
    assert print_pieces((source.verbatim(source.text),), source.quote) == (
        Text("Moscow has purchased munitions.", "source"),
    )


def test_an_omission_at_the_start_is_followed_by_one_space() -> None:
    source = Source("Notably, Russia has benefited.")
    expected = (Text("…", "omission"), Text(" Russia has benefited.", "source"))
    assert (
        print_pieces((source.omission("Notably,"), source.verbatim("Russia has benefited.")), source.quote) == expected
    )
    assert (
        print_pieces((source.omission("Notably, "), source.verbatim("Russia has benefited.")), source.quote) == expected
    )


def test_an_omission_in_the_middle_stands_between_spaces() -> None:
    source = Source("The pact, however, binds both.")
    assert source.read(source.verbatim("The pact"), source.omission(", however,"), source.verbatim("binds both.")) == (
        "The pact … binds both."
    )


def test_an_omission_before_a_closing_mark_clings_to_it() -> None:
    source = Source("The pact binds both, however.")
    assert source.read(source.verbatim("The pact binds both"), source.omission(", however"), source.verbatim(".")) == (
        "The pact binds both …."
    )


def test_an_insertion_that_replaces_nothing_stands_after_one_space() -> None:
    source = Source("This week, Pyongyang pledged troops.")
    week = source.after("This week", "in the week of 24 June 2024")
    assert print_pieces((source.verbatim("This week"), week, source.verbatim(", Pyongyang")), source.quote) == (
        Text("This week ", "source"),
        Text("[in the week of 24 June 2024]", "insertion"),
        Text(", Pyongyang", "source"),
    )


def test_an_insertion_before_a_word_is_followed_by_a_space() -> None:
    source = Source("on Wednesday and later")
    inserted = source.after("on Wednesday", "19 June 2024")
    assert source.read(source.verbatim("on Wednesday"), inserted, source.verbatim(" and later")) == (
        "on Wednesday [19 June 2024] and later"
    )
    assert source.read(source.verbatim("on Wednesday"), inserted, source.verbatim("and later")) == (
        "on Wednesday [19 June 2024] and later"
    )


def test_an_insertion_at_the_start_is_parted_from_the_word_that_touches_it() -> None:
    source = Source("Wednesday")
    inserted = Insertion(text="undated", kind="undated", at=Span(ID, 0, 0))
    assert source.read(inserted, source.verbatim("Wednesday")) == "[undated] Wednesday"


def test_an_insertion_that_replaces_words_takes_their_place() -> None:
    source = Source("Since then, Moscow has purchased munitions.")
    pieces = (source.verbatim("Since"), source.instead_of("then", "2022"), source.verbatim(", Moscow"))
    assert source.read(*pieces) == "Since [2022], Moscow"
    pieces = (source.verbatim("Since "), source.instead_of("then", "2022"), source.verbatim(", Moscow"))
    assert source.read(*pieces) == "Since [2022], Moscow"


def test_a_letter_in_brackets_touches_its_word() -> None:
    source = Source("However, the pact binds.")
    pieces = (source.omission("However,"), source.instead_of("t", "T", "case"), source.verbatim("he pact binds."))
    assert source.read(*pieces) == "… [T]he pact binds."


def test_a_stop_is_added_without_a_space() -> None:
    source = Source("a country as broken as North Korea ")
    pieces = (source.verbatim(source.text), source.after("Korea", ".", "stop"))
    assert source.read(*pieces) == "a country as broken as North Korea[.]"


def test_sentences_of_one_passage_are_parted_by_one_space() -> None:
    source = Source("One.\n\nTwo.  Three.")
    assert (
        source.read(source.verbatim("One."), source.verbatim("Two."), source.verbatim("Three.")) == "One. Two. Three."
    )


def test_an_authored_sentence_is_printed_as_written() -> None:
    assert print_pieces((Authored("The editor's view.", "A. Editor"),), Source("").quote) == (
        Text("The editor's view.", "authored"),
    )


def test_words_of_different_sources_are_parted() -> None:
    source = Source("One.Two.")
    other = Authored("Mine.", "A. Editor")
    assert source.read(source.verbatim("One."), other, source.verbatim("Two.")) == "One. Mine. Two."


@given(st.lists(st.text(alphabet="ab ,.\n", min_size=1, max_size=6), min_size=1, max_size=6))
def test_a_text_cut_into_adjacent_pieces_reads_as_the_whole(parts: list[str]) -> None:
    text = "".join(parts)
    source = Source(text)
    ends = [sum(map(len, parts[: number + 1])) for number in range(len(parts))]
    pieces = tuple(Verbatim(Span(ID, end - len(part), end)) for part, end in zip(parts, ends, strict=True))
    assert source.read(*pieces).strip() == fold_space(text).strip()
