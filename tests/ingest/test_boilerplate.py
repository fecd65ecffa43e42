"""Whole blocks that are part of the page are set aside; sentences of the report are not."""

import pytest

from tests.ingest.reading import list_asides, read_one

BODY = "The two ministers met in Oslo on Monday and signed the text."
MORE = "Neither of them has said what it will do about the harbour."
LAST = "A third round of talks is planned for the end of the year."


def asides(*blocks: str, name: str = "a.txt") -> dict[str, str]:
    return list_asides(read_one("\n\n".join(blocks) + "\n", name))


def test_headline_and_subtitle_above_the_body() -> None:
    assert asides("Ministers Sign in Oslo", "Harbour left out of the text, officials say", BODY, MORE) == {
        "Ministers Sign in Oslo": "headline",
        "Harbour left out of the text, officials say": "headline",
    }


def test_a_headline_printed_twice() -> None:
    document = read_one(f"Ministers sign in Oslo\n\n Ministers sign in Oslo\n\n{BODY}\n")
    assert [block.set_aside for block in document.blocks] == ["headline", "headline", None]


def test_a_headline_repeated_below_the_body() -> None:
    document = read_one(f"Ministers sign in Oslo\n\n{BODY}\n\n{MORE}\n\nMinisters sign in Oslo\n")
    assert [block.set_aside for block in document.blocks] == ["headline", None, None, "headline"]


def test_a_headline_may_be_a_question_of_title_case_without_mark() -> None:
    assert asides("Who Owns the Harbour Now", BODY) == {"Who Owns the Harbour Now": "headline"}


def test_byline_and_date_stand_between_headline_and_body() -> None:
    assert asides("Ministers Sign in Oslo", "By Dana Reed", "3 May 2024", BODY) == {
        "Ministers Sign in Oslo": "headline",
        "By Dana Reed": "byline",
        "3 May 2024": "byline",
    }


def test_headings_inside_the_body() -> None:
    assert asides(BODY, "A harbour of one's own", MORE, "The Long Road From Bergen to Oslo and Back Again", LAST) == {
        "A harbour of one's own": "headline",
        "The Long Road From Bergen to Oslo and Back Again": "headline",
    }


@pytest.mark.parametrize(
    "block",
    [
        "Yet today the harbour is more than a harbour, and the ministers know it well",  # only its stop is missing
        "and that is all",
        "“We will stay”",
        "“We will stay in the harbour,” he said, “as long as it takes, and longer",
        "The terms are:",
        "Thank you.",
        "Both sides agreed, however,",
    ],
)
def test_a_block_of_the_report_inside_the_body_is_kept(block: str) -> None:
    assert asides(BODY, block, MORE) == {}


def test_a_first_paragraph_that_only_lost_its_stop_is_kept() -> None:
    first = "Last week the two ministers met in Oslo to sign the text that their staff had drawn up over the summer"
    assert asides(first, BODY, MORE) == {}


def test_a_text_without_any_mark_has_no_headline() -> None:
    assert asides("the ministers met", "they signed a text", "nobody was there") == {}


def test_a_last_line_without_a_mark_is_kept() -> None:
    assert asides(BODY, "That is all") == {}


def test_labels_and_announcements_of_lists() -> None:
    assert asides("Further Views:", BODY, "Terms of the Pact:", MORE) == {
        "Further Views:": "label",
        "Terms of the Pact:": "label",
    }
    assert asides(BODY, "Terms of the Pact:\n- troops withdraw\n- prisoners return", MORE) == {}


def test_separators_prompts_credits_and_markup() -> None:
    assert asides(BODY, "* * *", MORE, "Read more about this story:", "Photo: Dana Reed/Reuters", "<hr/>") == {
        "* * *": "separator",
        "Read more about this story:": "prompt",
        "Photo: Dana Reed/Reuters": "credit",
        "<hr/>": "markup",
    }


@pytest.mark.parametrize("end", ["Dana Reed/Reuters", "Getty Images", "(Photo by Dana Reed/AFP)", "Dana Reed / AP"])
def test_a_caption_ends_in_the_credit_of_its_picture(end: str) -> None:
    caption = f"Both ministers shake hands in Oslo on Monday. {end}"
    assert asides(BODY, caption, MORE) == {caption: "credit"}


def test_a_sentence_that_goes_on_in_the_next_block_is_no_caption() -> None:
    assert asides(BODY, "Both ministers shook hands on Monday. Reuters", "said that neither of them smiled.") == {}


def test_headings_of_markdown_are_set_aside_unless_they_are_sentences() -> None:
    text = ("# The Pact", BODY, "## The ministers met in Oslo to sign the text of the pact.", MORE)
    assert asides(*text, name="a.md") == {"The Pact": "headline"}


def test_the_note_on_the_author_is_set_aside() -> None:
    note = "Dana Reed is a senior fellow at the Harbour Institute."
    assert asides(BODY, MORE, LAST, note) == {note: "byline"}


@pytest.mark.parametrize(
    "blocks",
    [
        (BODY, MORE, "Dana Reed disagrees with all of it.", "Dana Reed is a senior fellow at the Harbour Institute."),
        (BODY, MORE, LAST, "The institute has no comment on the matter."),
        (BODY, "Dana Reed is a senior fellow at the Harbour Institute."),
    ],
)
def test_what_is_said_of_somebody_in_the_report_is_kept(blocks: tuple[str, ...]) -> None:
    assert asides(*blocks) == {}


def test_a_note_on_the_author_and_a_closing_line() -> None:
    note = "Dana Reed is a senior fellow at the Harbour Institute."
    other = "Tom Ray is a reporter at the Harbour Post."
    assert asides(BODY, MORE, LAST, note, other) == {note: "byline", other: "byline"}
