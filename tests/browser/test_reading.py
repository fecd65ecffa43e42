"""The page in a real browser: read without scripts, by keyboard, in the dark, on a telephone and on paper."""

import io
import json
import re
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped,unused-ignore]  # ships no types
import pytest

from briefing.render.html.palette import NIGHT
from tests.acceptance.delivered import Delivered, fold, read_html
from tests.browser.chromium import Tab

pytestmark = pytest.mark.slow

FOCUS = "document.activeElement"
WIDTHS = (320, 600, 800, 1400)


@pytest.fixture
def told(sample: Path) -> Delivered:
    """Give the statements and notes of the sample's page."""
    return read_html(sample.read_bytes())


def sees(tab: Tab, selector: str) -> bool:
    """Say whether an element takes up room and lies in the window."""
    return bool(
        tab.run(
            f"(e => {{ const r = e.getBoundingClientRect();"
            f" return r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight }})"
            f"(document.querySelector({json.dumps(selector)}))"
        )
    )


# ---- without scripts -------------------------------------------------------------------------------------------------


def test_everything_can_be_read_without_scripts(tab: Tab, sample: Path, told: Delivered) -> None:
    tab.open(sample, scripts=False)
    seen = fold(tab.run("document.body.innerText"))
    assert [cited.text for cited in told.statements if fold(cited.text) not in seen] == []
    assert [note for note in told.notes.values() if fold(note) not in seen] == []
    assert len(told.statements) == len(told.notes) > 20


def test_nothing_is_fetched_and_the_browser_has_no_complaint(tab: Tab, every_node: Path) -> None:
    tab.open(every_node)
    assert [address.partition(":")[0] for address in tab.requests()] == ["file", "data", "data"]
    assert tab.complaints() == []
    assert tab.run("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
    assert tab.run(f"[{FOCUS}.tagName, scrollY]") == ["BODY", 0]


def test_the_policy_lets_nothing_in(tab: Tab, sample: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.html"
    intruder = '<script>document.title = "run"</script><img src="https://example.org/a"><p style="color:red" id="x">x'
    spoilt.write_text(sample.read_text(encoding="utf-8").replace("</main>", f"{intruder}</main>"), encoding="utf-8")
    tab.open(spoilt)
    assert tab.run("document.title") != "run"
    assert tab.run("getComputedStyle(document.getElementById('x')).color") != "rgb(255, 0, 0)"
    assert len([words for words in tab.complaints() if "Content Security Policy" in words]) == 3


# ---- by keyboard -----------------------------------------------------------------------------------------------------


def test_the_first_key_leads_past_what_stands_above(tab: Tab, sample: Path) -> None:
    tab.open(sample, scripts=False)
    tab.press("Tab")
    assert tab.run(f"{FOCUS}.className") == "skip"
    assert sees(tab, ".skip")
    tab.press("Enter")
    assert tab.run(f"[{FOCUS}.id, location.hash]") == ["brief", "#brief"]


def test_every_mark_is_reached_in_the_order_of_the_text_and_then_every_way_back(tab: Tab, sample: Path) -> None:
    tab.open(sample, scripts=False)
    count = tab.run("document.querySelectorAll('sup').length")
    tab.press("Tab")
    reached = []
    for _ in range(2 * count):
        tab.press("Tab")
        reached.append(tab.run(f"{FOCUS}.parentElement.id"))
    marks = [f"mark-{number}" for number in range(1, count + 1)]
    assert reached == marks + [f"note-{number}" for number in range(1, count + 1)]


def test_a_key_opens_the_note_of_a_mark_and_escape_closes_it(tab: Tab, sample: Path, told: Delivered) -> None:
    tab.open(sample, scripts=False)
    for _ in range(3):
        tab.press("Tab")
    for key in ("Enter", " "):
        tab.press(key)
        assert tab.run("document.querySelectorAll(':popover-open').length") == 1
        assert tab.run(f"{FOCUS}.id") == "peek-2"
        assert sees(tab, "#peek-2")
        assert fold(told.notes[2]) in fold(tab.run(f"{FOCUS}.innerText"))
        tab.press("Escape")
        assert tab.run("document.querySelectorAll(':popover-open').length") == 0
        assert tab.run(f"{FOCUS}.parentElement.id") == "mark-2"


def test_from_an_open_note_the_keys_lead_to_the_list_and_back_to_the_statement(tab: Tab, sample: Path) -> None:
    tab.open(sample, scripts=False)
    for key in ("Tab", "Tab", "Enter", "Tab", "Enter"):
        tab.press(key)
    assert tab.run("location.hash") == "#note-1"
    assert sees(tab, "#note-1")
    tab.press("Escape")
    for key in ("Tab", "Enter"):
        tab.press(key)
    statement = tab.run("document.querySelector('sup').previousElementSibling.id")
    assert tab.run("decodeURIComponent(location.hash)") == f"#{statement}"
    assert sees(tab, "#mark-1")
    tab.press("Tab")
    assert tab.run(f"{FOCUS}.parentElement.id") == "mark-1"


def test_a_note_opens_by_pointer_and_closes_beside_it(tab: Tab, sample: Path) -> None:
    tab.open(sample, scripts=False)
    tab.click("#mark-3 button")
    assert sees(tab, "#peek-3")
    tab.click("h1")
    assert not sees(tab, "#peek-3")


def test_a_browser_without_popovers_has_links(tab: Tab, sample: Path) -> None:
    tab.open(sample)
    tab.run("document.querySelectorAll('[popover]').forEach(each => each.removeAttribute('popover'))")
    tab.run(
        "(sheet => { for (let at = sheet.cssRules.length - 1; at >= 0; at--)"
        " if (sheet.cssRules[at] instanceof CSSSupportsRule) sheet.deleteRule(at) })(document.styleSheets[0])"
    )
    assert not tab.run("[...document.querySelectorAll('.peek, sup button')].some(each => each.checkVisibility())")
    for key in ("Tab", "Tab", "Enter"):
        tab.press(key)
    assert tab.run("location.hash") == "#note-1"
    assert sees(tab, "#note-1")


def test_that_it_is_a_draft_stays_in_view_and_hides_nothing_that_is_gone_to(tab: Tab, every_node: Path) -> None:
    tab.open(every_node, scripts=False)
    tab.run("location.hash = '#000:7.1'")
    assert sees(tab, ".notice")
    place, notice = (
        tab.run(f"document.querySelector({json.dumps(selector)}).getBoundingClientRect().{edge}")
        for selector, edge in (("[id='000:7.1']", "top"), (".notice", "bottom"))
    )
    assert tab.run("scrollY") > 0
    assert place >= notice


# ---- accessible ------------------------------------------------------------------------------------------------------


def judge(tab: Tab, axe: str) -> dict[str, list[object]]:
    """Return what axe-core finds against WCAG 2.2 AA and good practice, and which rules found nothing wrong."""
    tab.run(f"{axe}; 0")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    return dict(
        tab.run(
            f"axe.run({{runOnly: {json.dumps(tags)}}}).then(r => ({{"
            " wrong: r.violations.map(v => [v.id, v.nodes.map(n => n.html)]),"
            " passed: r.passes.map(v => v.id)}))"
        )
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1200])
@pytest.mark.parametrize("page", ["sample", "every_node"])
def test_axe_finds_no_violation(
    tab: Tab, axe: str, request: pytest.FixtureRequest, page: str, width: int, scheme: str
) -> None:
    tab.open(request.getfixturevalue(page), width=width, scheme=scheme)
    tab.click("#mark-2 button")
    assert sees(tab, "#peek-2")
    found = judge(tab, axe)
    assert found["wrong"] == []
    assert {"color-contrast", "region", "heading-order", "link-name", "button-name", "list"} <= set(found["passed"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_list_of_editions_is_as_accessible(tab: Tab, axe: str, listed: Path, scheme: str) -> None:
    tab.open(listed, width=320, scheme=scheme)
    assert judge(tab, axe)["wrong"] == []
    assert tab.run("document.documentElement.scrollWidth") <= 320
    tab.press("Tab")
    tab.press("Enter")
    tab.wait()
    assert tab.run("document.title").startswith("Russia and North Korea")


@pytest.mark.parametrize("page", ["sample", "every_node"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_width_needs_scrolling_sideways(tab: Tab, request: pytest.FixtureRequest, page: str, width: int) -> None:
    tab.open(request.getfixturevalue(page), width=width, height=640)
    assert tab.run("document.documentElement.scrollWidth") <= width
    tab.click("#mark-2 button")
    left, right = tab.run("(r => [r.left, r.right])(document.querySelector('#peek-2').getBoundingClientRect())")
    assert left >= 0
    assert right <= width


@pytest.mark.parametrize("width", [320, 800])
def test_no_mark_is_parted_from_the_word_before_it(tab: Tab, sample: Path, width: int) -> None:
    tab.open(sample, width=width)
    apart = tab.run(
        "[...document.querySelectorAll('q + sup')].filter(sup => { const range = document.createRange();"
        " range.selectNodeContents(sup.previousElementSibling); const last = [...range.getClientRects()].pop();"
        " return sup.getBoundingClientRect().top > last.bottom }).map(sup => sup.id)"
    )
    assert apart == []


def test_a_dark_screen_is_dark_and_paper_never_is(tab: Tab, sample: Path) -> None:
    tab.open(sample, scheme="dark")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    assert tab.run(ground) == f"rgb({', '.join(str(int(NIGHT[at : at + 2], 16)) for at in (1, 3, 5))})"
    tab.dress("dark", media="print")
    assert tab.run(ground) == "rgb(255, 255, 255)"
    tab.dress()


# ---- on paper --------------------------------------------------------------------------------------------------------


def print_pages(tab: Tab, page: Path) -> list[str]:
    """Return the text of each page as it is printed."""
    tab.open(page, scripts=False)
    document = pypdfium2.PdfDocument(io.BytesIO(tab.print()))
    try:
        assert [round(side) for side in document[0].get_size()] == [595, 842]
        return [fold(each.get_textpage().get_text_range()) for each in document]
    finally:
        document.close()


def test_the_page_prints_with_its_notes_at_the_end(tab: Tab, sample: Path, told: Delivered) -> None:
    running = r"v1\.0 \(final\) TLP:CLEAR Page \d of \d|Russia–North Korea treaty TLP:CLEAR"
    whole = re.sub(running, "", " ".join(print_pages(tab, sample))).replace(" ", "")
    place = whole.index("Notes1.")
    for number, note in told.notes.items():
        words = f"{number}.{fold(note)}".replace(" ", "")
        assert words in whole[place:]
        place = whole.index(words, place) + len(words)
    assert [cited.text for cited in told.statements if fold(cited.text).replace(" ", "") not in whole] == []
    assert "Allnotes" not in whole
    assert "Skipto" not in whole


def test_every_printed_page_bears_marking_edition_and_number(tab: Tab, sample: Path) -> None:
    pages = print_pages(tab, sample)
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"v1.0 (final) TLP:CLEAR Page {number} of {len(pages)}" in page
        head = "BRIEFING · POLICY BRIEF TLP:CLEAR" if number == 1 else "Russia–North Korea treaty TLP:CLEAR"
        assert head in page


def test_a_draft_and_a_copy_say_so_on_every_printed_page(tab: Tab, every_node: Path) -> None:
    pages = print_pages(tab, every_node)
    assert len(pages) > 1
    assert all("DRAFT, not for citation" in page or number == 0 for number, page in enumerate(pages))
    assert "DRAFT, NOT FOR CITATION" in pages[0]
    assert all("Copy 3 of 12: A. Ruiz" in page for page in pages)


def test_on_paper_a_link_says_where_it_leads(tab: Tab, every_node: Path) -> None:
    assert "an archive <https://example.org/a?b=1&c=2>" in " ".join(print_pages(tab, every_node))
