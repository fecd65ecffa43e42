"""What is part of the page and not of the report, sentence by sentence; and what is not."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analyse.asides import mark_asides
from briefing.analyse.sentences import find_sentences
from briefing.ingest import SourceFile, read_sources
from briefing.model.page import find_via, is_separator, name_aside

PAGE = {
    "separator": """
        ***
        # # #
        -30-
        * * *
        ———
        ENDS
        - 30 -
        ~~~
        …
    """,
    "prompt": """
        Read more
        Read More:
        Read more about the talks
        Related article
        Related articles: The pact explained
        Related stories
        Sign up for our newsletter
        Subscribe to our daily newsletter.
        Subscribe now!
        Follow us on Twitter
        Follow Dana Reed on X
        Share this article
        Share on Facebook
        Click here to subscribe
        Download our app
        Get the day's top stories delivered to your inbox
        Advertisement
        Story continues below
        Watch: How the pact came about
        Skip to main content
        Support our journalism
        You may also like
        See also: The other pact
        Most read
        More on this story
        Please enable JavaScript to view comments.
        Sign up here for the weekly briefing in your inbox
        Also read: Old pact, new pact
        Comments
    """,
    "credit": """
        Photo: Dana Reed/Getty Images
        Photo by Dana Reed
        Image credit: Dana Reed
        Dana Reed/Reuters
        (AP Photo/Dana Reed)
        The photo of the signing was credited to DANA REED of Getty Images.
        © 2024 Daily Harbour
        Credit: Ministry of Defence
        Courtesy of the Royal Navy
        FILE PHOTO: Ministers shake hands in Oslo, May 3, 2024.
        Dana Reed | AFP
        All rights reserved.
        Photograph: Dana Reed/The Harbour Post
        Photo courtesy of Dana Reed
        Getty Images
    """,
    "byline": """
        By Dana Reed
        By Dana Reed and Tom Ray
        By Dana Reed, Staff Writer
        Written by Dana Reed
        Published 3 May 2024
        Updated: May 3, 2024, 10:15
        Oslo, May 3, 2024.
        3 May 2024
        2024-05-03
        Reporting by Dana Reed; editing by Tom Ray
        Additional reporting by Dana Reed in Oslo.
        Thanks to Dana Reed for contributing to this post.
        Dana Reed contributed to this report.
        5 min read
        11:20 A.M. EDT
        (Reporting by Dana Reed in Oslo, editing by Tom Ray)
    """,
    "provenance": """
        This report was initially covered by the Harbour Post.
        This article was originally published by Harbour Post.
        This story first appeared in the Harbour Post on May 3.
        Originally published in the Harbour Post.
        Republished with permission from the Harbour Post.
        Source: Harbour News Agency
    """,
    "label": """
        Check against delivery.
        For immediate release
        Additional Coverage:
        ANALYSIS
        Tags: Oslo, Bergen
        Key points
        Embargoed until 3 May 2024, 10:00
        Editor's note:
        (Applause.)
        [Laughter]
    """,
    "markup": """
        <br/>
        <iframe src="x"></iframe>
        ![](https://example.org/a.png)
        https://example.org/a
        [The pact](https://example.org/pact)
        www.example.org/pact
    """,
}
"""Lines of the page by the reason why they are set aside, one a line."""

REPORT = [
    "By joining the pact, Oslo gave up its old reserve.",
    "By Tuesday the ships had left.",
    "By May 2024 Harald Berg and Tom Ray had left the cabinet.",
    "Read the treaty and you will find no such clause.",
    "Readers know more about the pact than ministers do.",
    "More on this matter was said in Oslo on Tuesday.",
    "Related news reports said on Tuesday that the fleet had left. They were wrong.",
    "Related talks on fishing broke down.",
    "Share prices fell after the signing.",
    "Follow-up talks are set for May.",
    "Subscribe to the view that pacts fail and you will miss this one.",
    "Images of the base by satellite showed new roads on Tuesday.",
    "Photos by satellite show that the trenches are new.",
    "Credit of five billion was granted to the yard.",
    "The photo shows both ministers at the table, which the palace denied.",
    "Reporting by the agency suggests that troops have moved.",
    "Published on 3 May 2024, the text has 23 articles and two annexes.",
    "This commitment was reported by the state news agency.",
    "The report was first published by the panel of experts in March.",
    "This treaty was first published in the official gazette.",
    "This report says that both sides cheated.",
    "It was first reported by the agency that the fleet had left.",
    "Thank you.",
    "Thanks to the pact, grain flows again.",
    "Analysis of the wreck took months.",
    "Background talks went on all night.",
    "Sign up, he told the hesitant allies, or stay outside.",
    "Join us in this effort, the premier told allies on Tuesday.",
    "Source material was burned.",
    "End the war, she said.",
    "Copyright law was not discussed.",
    "Watch the border closely and you will see the trucks.",
    "Video of the launch was shown on state television.",
    "Updated versions of the missile were on show.",
    "On 3 May 2024 both sides signed.",
    "Get the army out of politics, he said.",
    "The agreement covers:",
    "30",
    "Dana Reed, a fellow at the institute, contributed to this report of the panel on arms and said it was sound.",
    "Continue reading the text and the trap becomes plain.",
    "Support our troops, the banner said.",
    "Live fire drills began: two ships took part.",
    "Contact between the sides broke off.",
    "Additional reporting by inspectors showed that seals were broken.",
    "Originally published figures were higher.",
    "Reuters said so.",
    "Applause followed.",
    "(They left at noon.)",
]


@pytest.mark.parametrize(
    ("reason", "line"), [(reason, line.strip()) for reason, lines in PAGE.items() for line in lines.strip().split("\n")]
)
def test_a_line_of_the_page_is_named(reason: str, line: str) -> None:
    assert name_aside(line) == reason


@pytest.mark.parametrize("line", REPORT)
def test_a_sentence_of_the_report_is_left_alone(line: str) -> None:
    assert name_aside(line) is None


def test_white_space_does_not_matter() -> None:
    assert name_aside("  Read\n more  ") == "prompt"


def test_a_long_text_is_never_part_of_the_page() -> None:
    assert name_aside("Photo: " + "a long word about it " * 20) is None


@pytest.mark.parametrize(
    ("line", "via"),
    [
        ("This report was initially covered by Harbour Post.", "Harbour Post"),
        ("This article originally appeared in The Harbour Post on 3 May 2024.", "The Harbour Post"),
        ("This story was first published by Harbour Post and is republished here.", "Harbour Post"),
        ("This post was first published on harbour.example in May 2024.", "harbour.example"),
        ("Republished from the Harbour Post under a free licence.", "the Harbour Post"),
        ("Source: Harbour News Agency", "Harbour News Agency"),
        ("This commitment was first reported by Harbour Post.", None),
        ("The report was first published by the panel.", None),
        ("Oslo agreed.", None),
    ],
)
def test_the_origin_is_read_from_what_is_said_of_the_text_itself(line: str, via: str | None) -> None:
    assert find_via(line) == via


def test_a_separator_holds_no_word() -> None:
    assert is_separator("* * *")
    assert not is_separator("* a *")


@pytest.mark.parametrize(
    "unit", ["a ", "A ", "By A", "<a", "Photo ", "/AP", "- ", "read more ", "A.", "[a](", "1 May 2024 "]
)
def test_naming_takes_no_long_time(unit: str) -> None:
    begun = time.process_time()
    for count in (10, 44, 2_000):
        name_aside(unit * count)
        name_aside((unit * count).replace(" ", ""))
    assert time.process_time() - begun < 1


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_asked_about(text: str) -> None:
    name_aside(text)
    find_via(text)


def test_a_credit_inside_a_paragraph_is_set_aside_alone() -> None:
    text = (
        b"Both sides signed in Oslo. The photo of it was credited to DANA REED of Getty Images. Ships left at once.\n"
    )
    (document,), _ = read_sources([SourceFile("a.txt", text)])
    assert [sentence.set_aside for sentence in find_sentences(document)] == [None, "credit", None]


def test_a_reason_that_is_known_already_stays() -> None:
    (document,), _ = read_sources([SourceFile("a.txt", b"Read more\n\nBoth sides signed in Oslo on the same day.\n")])
    sentences = find_sentences(document)
    assert sentences[0].set_aside == "prompt"
    assert mark_asides(document, sentences) == sentences
