"""The logo in the PDF: at the head of the first page, described or an artifact, with everything below it."""

from dataclasses import replace
from typing import Any

import pytest

from briefing.errors import PackError
from briefing.packs.logo import Logo
from briefing.packs.theme import Theme
from briefing.render.logo import open_logo
from briefing.render.pdf.layout import Layout, lay_out
from briefing.render.pdf.writer import write_pdf
from tests.render.pdf.builders import Ruler, document, make_theme, read_line, statement, words
from tests.render.pdf.checks import check_file
from tests.render.samples import make_picture

LOGO = Logo(data=make_picture(), alt="Ministry of Trade", height=14)
PLAIN = make_theme()
LONG = document(*(statement(words(80)) for _ in range(20)), kicker="Policy brief", marking="TLP:CLEAR")


def hang(**changes: Any) -> Theme:
    return replace(PLAIN, logo=replace(LOGO, **changes))


def lay(theme: Theme, **masthead: str) -> Layout:
    made = replace(LONG, masthead=replace(LONG.masthead, **masthead))
    return lay_out(made, theme, Ruler())


def find_top(layout: Layout) -> float:
    """Return where the first text of the first page begins."""
    return next(placed.y for placed in layout.pages[0].bands if placed.band.lines)


def test_it_is_a_figure_before_everything_else_with_its_description() -> None:
    data, findings = write_pdf(LONG, hang())
    tree = check_file(data)
    assert [kid.tag for kid in tree.kids][:2] == ["Figure", "P"]
    (figure,) = tree.find("Figure")
    assert figure.entries["Alt"] == "Ministry of Trade"
    assert not findings


def test_one_that_only_decorates_is_an_artifact() -> None:
    data, _ = write_pdf(LONG, hang(alt=""))
    assert check_file(data).find("Figure") == []
    assert b"/Subtype /Image" in data or b"/Subtype/Image" in data


def test_it_is_in_the_file_once_and_on_the_first_page_alone() -> None:
    layout = lay(hang())
    assert len(layout.pages) > 1
    assert [furniture.logo is not None for furniture in layout.furniture] == [True] + [False] * (len(layout.pages) - 1)


@pytest.mark.parametrize("marking", ["", "TLP:CLEAR", "A free text of a marking that takes nearly the whole line here"])
@pytest.mark.parametrize("height", [2, 14, 60])
def test_nothing_stands_on_it(height: float, marking: str) -> None:
    theme = hang(height=height)
    layout = lay(theme, marking=marking)
    logo = layout.furniture[0].logo
    assert logo is not None
    low = logo.y + logo.height
    head = [line for line in layout.furniture[0].lines if line.baseline < theme.page.height / 2]
    assert head
    assert all(line.baseline - line.line.runs[0].ink.size > low for line in head) or logo.y + 10 < low < 60
    assert find_top(layout) + theme.page.top >= max(line.baseline for line in head)


def test_without_a_head_the_text_begins_below_it() -> None:
    theme = hang(height=40)
    layout = lay(theme, kicker="", marking="")
    logo = layout.furniture[0].logo
    assert logo is not None
    assert find_top(layout) + theme.page.top > logo.y + logo.height


def test_the_other_pages_are_as_without_it() -> None:
    with_it, without = lay(hang()), lay(PLAIN)
    assert with_it.furniture[1].lines[0].baseline == without.furniture[1].lines[0].baseline
    assert find_top(without) == 0.0


@pytest.mark.parametrize(("position", "place"), [("left", 0.0), ("centre", 0.5), ("right", 1.0)])
def test_it_stands_left_in_the_middle_or_right(position: str, place: float) -> None:
    theme = hang(position=position)
    logo = lay(theme).furniture[0].logo
    measure = theme.page.width - theme.page.left - theme.page.right
    assert logo is not None
    assert logo.x == pytest.approx((measure - logo.width) * place)
    assert open_logo(theme.logo or LOGO, theme.page).width == logo.width


def test_the_title_is_still_read_after_the_kicker() -> None:
    first = lay(hang()).furniture[0]
    assert {read_line(line.line) for line in first.lines} >= {"POLICY BRIEF", "TLP:CLEAR"}


def test_a_broken_one_is_an_error_of_the_pack() -> None:
    with pytest.raises(PackError, match="broken"):
        write_pdf(LONG, hang(data=b"\x89PNG\r\n\x1a\n"))
