"""In what two editions differ: which statements are one, and what of each has changed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.brief import Citation, Locator
from briefing.model.evidence import Address
from briefing.model.source import PartialDate, Reference, SourceId
from briefing.verify.contents import Contents, Standing, read_contents
from briefing.verify.difference import compare_contents, pair_statements
from briefing.verify.record import Record, SourceClaim
from briefing.verify.telling import describe_difference, set_difference
from tests.verify.conftest import Desk, edit_part, make_desk
from tests.verify.test_files import STORY, docx_paragraph

DIGEST, OTHER = "a" * 64, "b" * 64


def standing(identity: str, words: str, **rest: object) -> Standing:
    source, _, places = identity.partition(":")
    plain = Standing(
        id=identity, words=words, author="", claims=tuple(Address(f"{source}:{p}") for p in places.split("+")),
        source=f"{source}.txt", digest=DIGEST, places=("treaty-terms",), notes=("Harbour Post, para. 2.",),
        cited=frozenset({(f"{source}.txt", (2,), "words", None, ())}), tag="", label="",
    )  # fmt: skip
    return replace(plain, **rest)  # type: ignore[arg-type]  # the fields of a statement, by name


QUOTA = standing("1:2.1", "The quota is 40 tonnes a year.")
SHIPS = standing("1:3.1", "Two ships left the harbour on Friday.")


def pairs(old: list[Standing], new: list[Standing]) -> list[tuple[str, str]]:
    return [(before.id, now.id) for before, now in pair_statements(old, new)]


def test_a_statement_is_one_with_that_of_its_address() -> None:
    assert pairs([QUOTA, SHIPS], [SHIPS, replace(QUOTA, words="… is 40 tonnes.")]) == [
        ("1:3.1", "1:3.1"),
        ("1:2.1", "1:2.1"),
    ]


def test_the_same_words_are_one_statement_wherever_they_stand() -> None:
    assert pairs([QUOTA], [replace(QUOTA, id="1:4.1", digest=OTHER)]) == [("1:2.1", "1:4.1")]


def test_the_words_go_before_an_address_in_a_source_that_has_changed() -> None:
    moved = [replace(SHIPS, id="1:2.1", digest=OTHER), replace(QUOTA, id="1:3.1", digest=OTHER)]
    assert pairs([QUOTA, SHIPS], moved) == [("1:3.1", "1:2.1"), ("1:2.1", "1:3.1")]


def test_a_statement_that_took_a_sentence_more_is_still_the_same() -> None:
    longer = standing("1:2.1+2.2", "The quota is 40 tonnes a year. It was 30 and nobody ever kept to that at all.")
    assert pairs([QUOTA], [longer]) == [("1:2.1", "1:2.1+2.2")]


def test_like_words_of_a_source_that_has_changed_are_versions_of_one_statement() -> None:
    corrected = standing("1:2.2", "The quota is 45 tonnes a year.", digest=OTHER)
    assert pairs([QUOTA], [corrected]) == [("1:2.1", "1:2.2")]
    assert pairs([QUOTA], [replace(corrected, words="Nobody fishes here now.")]) == []
    assert pairs([QUOTA], [replace(corrected, source="2.txt")]) == []


def test_sentences_of_an_editor_are_told_by_their_words_and_not_by_their_count() -> None:
    mine = replace(QUOTA, id="authored:1", author="A. Editor", source="", digest="", claims=())
    other = replace(mine, words="Nobody fishes here now.")
    assert pairs([mine], [other]) == []
    assert pairs([mine, replace(other, id="authored:2")], [other, replace(mine, id="authored:2")]) == [
        ("authored:2", "authored:1"),
        ("authored:1", "authored:2"),
    ]
    assert pairs([mine], [replace(mine, author="B. Editor")]) == [("authored:1", "authored:1")]
    assert pairs([QUOTA], [replace(mine, words="The quota is 40 tonnes a week.")]) == []


def contents(*statements: Standing, record: Record | None = None, lines: tuple[str, ...] = ()) -> Contents:
    assert SAMPLE
    return Contents(record=record or SAMPLE[0], statements=statements, lines=lines, digest="")


SAMPLE: list[Record] = []
"""A record to put statements beside; the fixture fills it."""


@pytest.fixture(autouse=True)
def _sample(desk: Desk, docx: bytes) -> None:
    if not SAMPLE:
        SAMPLE.append(read_contents(docx).record)


@pytest.mark.parametrize(
    ("now", "changes"),
    [
        (QUOTA, ()),
        (replace(QUOTA, words="The quota  is 40 tonnes a year. "), ()),
        (replace(QUOTA, words="The quota is 45 tonnes a year.", digest=OTHER), ("words",)),
        (replace(QUOTA, words="… quota is 40 tonnes a year."), ("marks",)),
        (replace(QUOTA, words="The quota is 40 tonnes a year [in 2024].", digest=OTHER), ("marks",)),
        (replace(QUOTA, id="1:4.1", claims=(Address("1:4.1"),), digest=OTHER), ("address",)),
        (replace(QUOTA, source="2.txt", digest=OTHER), ("address",)),
        (replace(QUOTA, places=("summary", "treaty-terms")), ("place",)),
        (replace(QUOTA, cited=frozenset()), ("note",)),
        (replace(QUOTA, tag="tag-alleged"), ("tag",)),
        (replace(QUOTA, label="Quotas", words="A quota of 45 tonnes.", digest=OTHER), ()),
        (replace(QUOTA, label="Quotas", places=("summary",)), ("place", "label")),
    ],
)
def test_what_of_a_statement_has_changed_is_named(now: Standing, changes: tuple[str, ...]) -> None:
    difference = compare_contents(contents(QUOTA), contents(now))
    found = [each.changes for each in difference.changed]
    assert found == ([changes] if changes else [])
    if now.words.startswith("A quota"):
        assert (difference.gone, difference.new) == ((QUOTA,), (now,))
    else:
        assert difference.kept == (not changes)


def test_what_is_told_shows_both_texts_and_the_words_in_which_they_differ() -> None:
    old = contents(QUOTA, SHIPS, standing("1:9.1", "It rained."), lines=("A", "B"))
    now = (
        replace(QUOTA, words="The quota is 45 tonnes a year.", digest=OTHER, tag="tag-alleged"),
        replace(SHIPS, id="1:3.1+3.2", claims=(Address("1:3.1"), Address("1:3.2")), words="Two ships left. None came."),
        standing("2:1.1", "A storm is on its way."),
    )
    difference = compare_contents(old, contents(*now, lines=("B", "C", "C")))
    assert list(set_difference(difference, verbose=True)) == [
        "statements: 1 new, 1 gone, 2 changed, 0 as they were",
        "new (treaty-terms, 2:1.1): A storm is on its way.",
        "gone (treaty-terms, 1:9.1): It rained.",
        "changed (treaty-terms, 1:2.1), other words, other tag: The quota is 45 tonnes a year.",
        "  words before: The quota is ⟦40⟧ tonnes a year.",
        "  words now:    The quota is ⟦45⟧ tonnes a year.",
        "  tag before: (nothing)",
        "  tag now:    tag-alleged",
        "changed (treaty-terms, 1:3.1+3.2), other words: Two ships left. None came.",
        "  words before: Two ships ⟦left the harbour on Friday.⟧",
        "  words now:    Two ships ⟦left. None came.⟧",
        "  it was 1:3.1",
        "line gone: A",
        "line new: C",
    ]
    told = describe_difference(difference)
    statements = told["statements"]
    assert isinstance(statements, dict)
    assert [each["id"] for each in statements["new"]] == ["2:1.1"]
    assert statements["changed"][0]["old"]["marked"] == "The quota is ⟦40⟧ tonnes a year."
    assert told["lines"] == {"new": ["C"], "gone": ["A"]}


def test_an_address_that_moved_is_said_once() -> None:
    difference = compare_contents(contents(QUOTA), contents(replace(QUOTA, id="1:4.1", claims=(Address("1:4.1"),))))
    assert list(set_difference(difference))[1:] == [
        "changed (treaty-terms, 1:4.1), the same words elsewhere in the source: The quota is 40 tonnes a year.",
        "  address before: 1:2.1 (1.txt)",
        "  address now:    1:4.1 (1.txt)",
    ]


def claim(file: str, digest: str = DIGEST, **reference: object) -> SourceClaim:
    return SourceClaim(id=SourceId(file[0]), file=file, digest=digest, reference=Reference(**reference))  # type: ignore[arg-type]  # by name


def test_sources_and_what_is_said_of_the_brief_are_compared() -> None:
    old = replace(SAMPLE[0], sources=(claim("1.txt"), claim("2.txt"), claim("3.txt", title="A")))
    new = replace(
        SAMPLE[0],
        sources=(
            claim("1.txt", OTHER),
            claim("3.txt", title="B", authors=("X", "Y"), date=PartialDate(2024, 6)),
            claim("4.txt"),
        ),
        masthead={**SAMPLE[0].masthead, "title": "Another title"},
        given={**SAMPLE[0].given, "authors": ["X", "Y"], "title": "Another title"},
    )
    difference = compare_contents(contents(record=old), contents(record=new))
    assert list(set_difference(difference))[1:] == [
        "source new: 4.txt",
        "source gone: 2.txt",
        "source changed: 1.txt",
        "  contents: SHA-256 aaaaaaaaaaaa… -> SHA-256 bbbbbbbbbbbb…",
        "source changed: 3.txt",
        "  title: A -> B",
        "  authors: (nothing) -> X; Y",
        "  date: (nothing) -> 2024-06",
        f"title: {SAMPLE[0].masthead['title']} -> Another title",
        "authors: (nothing) -> X; Y",
    ]


WORDS = st.lists(st.sampled_from("the quota is 40 tonnes a year ships left".split()), min_size=1, max_size=6)
STANDINGS = st.lists(
    st.tuples(st.sampled_from(["1:2.1", "1:2.1+2.2", "1:3.1", "2:1.1", "2:4.1"]), WORDS.map(" ".join)),
    max_size=5,
    unique_by=lambda each: each[0],
).map(lambda made: [standing(*each) for each in made])


@given(STANDINGS, STANDINGS)
def test_each_statement_is_new_gone_changed_or_kept_and_only_one_of_them(
    old: list[Standing], new: list[Standing]
) -> None:
    difference = compare_contents(contents(*old), contents(*new))
    both = len(difference.changed) + difference.kept
    assert (len(difference.new) + both, len(difference.gone) + both) == (len(new), len(old))


@given(STANDINGS)
def test_nothing_differs_from_itself(statements: list[Standing]) -> None:
    difference = compare_contents(contents(*statements), contents(*statements))
    assert (difference.kept, difference.new, difference.gone, difference.changed) == (len(statements), (), (), ())


# ------------------------------------------------------------------------------------------------------ from files


def test_both_formats_of_an_edition_hold_the_same(docx: bytes, pdf: bytes) -> None:
    one, other = read_contents(docx), read_contents(pdf)
    difference = compare_contents(one, other)
    assert (difference.new, difference.gone, difference.changed, difference.metadata) == ((), (), (), ())
    assert difference.kept == len(one.statements) > 20
    assert [each.id for each in one.statements] == [each.id for each in other.statements]


def test_a_statement_that_was_taken_from_the_page_by_hand_is_gone(docx: bytes) -> None:
    lost = "<w:p>" + docx_paragraph(docx, "Munitions have given North Korea")
    cut = edit_part(docx, STORY, lambda xml: xml.replace(lost, "", 1))
    difference = compare_contents(read_contents(docx), read_contents(cut))
    assert ([each.id for each in difference.gone], difference.new, difference.changed) == (["05:4.1"], (), ())


def test_an_editors_sentence_stands_in_its_section_under_its_author(desk: Desk) -> None:
    own = {"section": "summary", "text": "This is mine.", "by": "A. Editor", "cites": ["01:2.1"]}
    made = make_desk(desk.folder, desk.packs, authored=[own])
    (data,) = made.render(made.document, ["docx"])
    (found,) = [each for each in read_contents(data).statements if each.author]
    assert (found.words, found.author, found.source, found.places) == ("This is mine.", "A. Editor", "", ("summary",))


def test_a_locator_and_an_unknown_source_name_what_is_cited() -> None:
    from briefing.verify.contents import _name_cited

    locator = Locator("article", ("4", "8"))
    cited = Citation(source=SourceId("nowhere"), paragraphs=(2,), via="an agency", locator=locator)
    assert _name_cited(cited, SAMPLE[0]) == ("nowhere", (2,), "words", "an agency", ("4", "8"))
