"""A page that somebody has worked on: whatever a browser would show, hide, load or run is named."""

import contextlib
import hashlib
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import CheckError
from briefing.model.document import Block, Document, Heading, LineBreak, Masthead, Paragraph, Text
from briefing.render.html.sheet import _read_fixed
from briefing.render.html.writer import write_html_page
from briefing.verify.html import is_page, read_html
from briefing.verify.sheet import FIXED, check_sheet, list_strings
from tests.render.samples import read_theme, text
from tests.verify.conftest import Desk, codes, tell

FIRST = '<q id="01:2.1">'


@pytest.fixture(scope="module")
def page(desk: Desk) -> str:
    """Give the page of the sample."""
    return desk.render(desk.document, ("html",))[0].decode()


def put(before: str, words: str) -> Callable[[str], str]:
    """Put words before the first place of others."""
    return lambda page: page.replace(before, words + before, 1)


def swap(old: str, new: str) -> Callable[[str], str]:
    return lambda page: page.replace(old, new, 1)


TAMPERED: dict[str, Callable[[str], str]] = {
    "a word in a statement": swap("signed a treaty", "did not sign a treaty"),
    "a paragraph": put("<section class=", '<p class="body">Nothing of this is true.</p>'),
    "loose words": put("<section class=", "Nothing of this is true."),
    "loose words in a list": swap("<li>\n", "<li>Not so.\n"),
    "a script": put("</body>", "<script>document.body.textContent = 1</script>"),
    "a script as data": put("</body>", '<script type="text/javascript" id="evidence">1</script>'),
    "an event": swap("<h1 ", '<h1 onclick="go()" '),
    "a style of its own": swap(FIRST, FIRST.replace(">", ' style="display:none">')),
    "a hidden statement": swap(FIRST, FIRST.replace(">", " hidden>")),
    "a statement off the screen": swap('<p class="statement"', '<p class="skip"'),
    "a note in a popover": swap('<p class="legend"', '<p popover="auto"'),
    "words for the ear": swap("<h1 ", '<h1 aria-label="Other" '),
    "letters from the right": swap("<q ", '<q dir="rtl" '),
    "a picture from elsewhere": put("</main>", '<img src="https://example.org/a.png" alt="">'),
    "an element of its own": put("</main>", "<marquee></marquee>"),
    "a drawing": put("</main>", "<svg><text>No</text></svg>"),
    "a comment": put("</main>", "<!-- no -->"),
    "a comment in a statement": swap("signed a treaty", "signed <!-- no --> a treaty"),
    "a refresh": put("<style>", '<meta http-equiv="refresh" content="0;url=https://example.org/">'),
    "a sheet from elsewhere": put("<style>", '<link rel="stylesheet" href="https://example.org/a.css">'),
    "a rule that hides": swap("</style>", "\n.statement{display:none}</style>"),
    "a rule that adds": swap("</style>", '\nq::after{content:" not"}</style>'),
    "a second sheet": put("</head>", "<style>q{font-size:0}</style>"),
    "a colour that is the ground": lambda page: re.sub("--ink:#[0-9A-F]{6}", "--ink:#FFFFFF", page),
    "a role in the colour of the ground": swap(";color:var(--ink)", ";color:var(--ground)"),
    "words in the margin": swap('content:"TLP:CLEAR"', 'content:"All of this is certain"'),
    "words in the margin that cannot be read": lambda page: re.sub(
        r"(var\(--sans\);color):#\w{6}", r"\1:#FFFFFF", page
    ),
    "another number at a mark": swap('data-number="1">', 'data-number="2">'),
    "a mark to another note": swap('href="#note-1"', 'href="#note-2"'),
    "a mark to no note": swap('href="#note-1"', 'href="#note-999"'),
    "a button to another note": swap('popovertarget="peek-1"', 'popovertarget="peek-2"'),
    "a note under another number": swap('<li id="note-1" value="1"', '<li id="note-1" value="7"'),
    "more words in a note": swap('<a class="back"', 'and others <a class="back"'),
    "other words in a popover": lambda page: re.sub(
        r"(</span> )[^<]+(</p>\n<p class=\"listed\">)", r"\1None.\2", page, count=1
    ),
    "a note without a mark": put(
        '<li id="note-2"', '<li id="note-99" value="99" class="note"><span class="words">N</span></li>'
    ),
    "another way back": swap("Back to the statement of note 1", "Back to what is certain in 1"),
    "another heading of the notes": swap(">Notes</h2>", ">Proof</h2>"),
    "another word to skip by": swap("Skip to the brief", "All of this is certain"),
    "another title of the window": lambda page: re.sub("<title>[^<]*", "<title>Other", page),
    "no marking": lambda page: page.replace("TLP:CLEAR", ""),
    "another head of a cell": swap('data-head="As reported"', 'data-head="Proven"'),
    "a label over two rows": swap('<th role="rowheader"', '<th rowspan="2" role="rowheader"'),
    "a cell over no column": swap('<th role="rowheader"', '<th colspan="0" role="rowheader"'),
    "a cell over no row": swap('<th role="rowheader"', '<th rowspan="many" role="rowheader"'),
    "an opening of the record": put("</main>", "<template></template>"),
}


def test_the_page_as_it_was_made_is_proven(desk: Desk, page: str) -> None:
    report = desk.check(page.encode())
    assert report.exit_code == 0, tell(report)
    assert report.format == "html"


def test_a_paragraph_without_words_is_no_line(page: str) -> None:
    empty = put("</main>", '<p class="body"> </p>')(page)
    assert read_html(empty.encode()).lines == read_html(page.encode()).lines


@pytest.mark.parametrize("name", TAMPERED)
def test_what_was_done_to_a_page_is_named(desk: Desk, page: str, name: str) -> None:
    spoilt = TAMPERED[name](page)
    assert spoilt != page
    assert desk.check(spoilt.encode()).exit_code == 1


def test_an_old_sheet_is_known_as_long_as_it_is_listed() -> None:
    digest = hashlib.sha256(_read_fixed().encode()).hexdigest()
    assert digest in FIXED, (
        f"page.css has changed: add {digest} to FIXED in briefing/verify/sheet.py, and leave the others"
    )


def test_the_words_of_the_margins_run_along() -> None:
    paper = "@page{size:1pt 1pt;margin:1pt 1pt 1pt 1pt;"
    box = '@top-left{content:"a\\22 " "\\a " counter(page);font:400 8pt var(--sans);color:#000000}}'
    assert list(list_strings(paper + box)) == ['a"\n0']
    assert list(list_strings("q{color:red}")) == []


@pytest.mark.parametrize("line", ["", "q{color:red}", "@page{}", ".statement{font-family:var(--serif)}"])
def test_a_sheet_of_its_own_is_named(line: str) -> None:
    assert len(list(check_sheet(line))) == 1


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"<!DOCTYPE html>", True),
        (b"\xef\xbb\xbf\n<!doctype HTML>", True),
        (b"<html>", True),
        (b"Hello", False),
        (b"", False),
    ],
)
def test_a_page_is_known_by_its_beginning(data: bytes, found: bool) -> None:
    assert is_page(data) is found


def test_a_page_that_is_no_brief_is_refused(desk: Desk) -> None:
    with pytest.raises(CheckError, match="record"):
        desk.check(b"<!DOCTYPE html><p>Hello")


@given(st.binary(max_size=300))
def test_no_bytes_bring_the_reader_down(data: bytes) -> None:
    with contextlib.suppress(CheckError):
        read_html(b"<!DOCTYPE html>" + data)


def test_statements_printed_again_have_the_id_of_the_first(page: str) -> None:
    ids = {identity for line in read_html(page.encode()).lines for identity, _, _ in line.statements()}
    assert len(re.findall(r'<q id="[^"]+-2"', page)) > 0
    assert not any(identity.endswith("-2") for identity in ids)


def test_a_list_of_contents_and_forced_line_ends_are_read() -> None:
    sections = tuple(Heading(1, text(name), name.lower()) for name in ("One", "Two", "Three"))
    blocks: tuple[Block, ...] = (
        *sections,
        Paragraph((Text("a"), LineBreak(), Text("b"))),
        Paragraph(text("w " * 3000)),
    )
    document = Document(masthead=Masthead(title="T", contents="Contents"), blocks=blocks)
    delivered = read_html(write_html_page(document, read_theme())[0])
    assert delivered.contents == ("One", "Two", "Three")
    assert ("contents", "Contents") in delivered.signposts
    assert [line.text for line in delivered.lines][:5] == ["T", "One", "Two", "Three", "a b"]
    assert delivered.troubles == ()


def test_codes_of_a_page_are_those_of_other_formats(desk: Desk, page: str) -> None:
    assert "words-altered" in codes(desk.check(swap("signed a treaty", "did not sign a treaty")(page).encode()))
