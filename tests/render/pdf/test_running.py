"""Header and footer: what stands where, what gives way, and how a handling label looks."""

from dataclasses import replace
from itertools import combinations

import pytest

from briefing.model.document import Masthead
from briefing.render.marking import BLACK, TLP_COLOURS
from briefing.render.pdf.running import Furniture, RunningLines
from briefing.render.pdf.setting import Typographer
from tests.render.pdf.builders import Ruler, make_sheet, make_theme, read_line

FULL = Masthead(
    title="A brief title",
    short_title="Short",
    kicker="Policy brief",
    marking="TLP:AMBER+STRICT",
    edition="v1.0 (draft)",
)


def compose(masthead: Masthead = FULL, number: int = 1, count: int = 3, width: float = 420) -> Furniture:
    return RunningLines(Typographer(make_sheet(width, 700), Ruler()), masthead).compose(number, count)


def texts(furniture: Furniture) -> list[str]:
    return [read_line(placed.line) for placed in furniture.lines]


def test_page_one_has_the_kicker_and_the_others_the_short_title() -> None:
    assert texts(compose())[1] == "POLICY BRIEF"
    assert texts(compose(number=2))[1] == "Short"
    assert texts(compose(replace(FULL, short_title=""), number=2))[1] == "A brief title"


def test_the_foot_has_edition_marking_and_page() -> None:
    assert texts(compose(number=2))[2:] == ["Page 2 of 3", "TLP:AMBER+STRICT", "v1.0 (draft)"]


def test_the_page_line_takes_only_its_two_fields() -> None:
    assert texts(compose(replace(FULL, page="{page}/{pages} {x} {}")))[2] == "1/3 {x} {}"


def test_what_is_empty_is_not_printed() -> None:
    assert texts(compose(Masthead(title="", page=""))) == []


@pytest.mark.parametrize(("label", "colour"), TLP_COLOURS.items())
def test_a_tlp_label_stands_in_its_colour_on_black_in_head_and_foot(label: str, colour: str) -> None:
    furniture = compose(replace(FULL, marking=label))
    labels = [placed for placed in furniture.lines if read_line(placed.line) == label]
    assert len(labels) == len(furniture.panels) == 2
    for placed, panel in zip(labels, furniture.panels, strict=True):
        ink = placed.line.runs[0].ink
        assert (ink.colour, panel.colour) == (colour, BLACK)
        assert ink.size >= 12
        assert ink.font.startswith("sans-bold")
        assert panel.x < placed.x < placed.x + placed.line.width < panel.x + panel.width
        assert panel.y < placed.baseline < panel.y + panel.height


@pytest.mark.parametrize("label", ["TLP:WHITE", "tlp:red", "OFFICIAL"])
def test_any_other_marking_is_bold_text_without_a_box(label: str) -> None:
    furniture = compose(replace(FULL, marking=label))
    assert furniture.panels == ()
    assert furniture.lines[0].line.runs[0].ink.colour == make_theme().colours["ink"]


@pytest.mark.parametrize("width", [420, 250, 150])
@pytest.mark.parametrize("marking", ["TLP:RED", "OFFICIAL – not for release before noon", ""])
def test_nothing_on_a_running_line_touches_another_thing_or_leaves_the_measure(width: float, marking: str) -> None:
    masthead = replace(FULL, marking=marking, short_title="A long running title " * 6, edition="version 1.0 " * 6)
    furniture = compose(masthead, number=2, width=width)
    for placed in furniture.lines:
        assert placed.x >= 0
        assert placed.x + placed.line.width <= width + 1e-6
    for left, right in combinations(sorted(furniture.lines, key=lambda placed: placed.x), 2):
        assert left.x + left.line.width < right.x or abs(left.baseline - right.baseline) > 10


def test_a_marking_is_never_shortened_but_made_smaller() -> None:
    marking = "HANDLE AS SENSITIVE UNTIL RELEASED BY THE ISSUER"
    furniture = compose(replace(FULL, marking=marking), width=200)
    assert read_line(furniture.lines[0].line) == marking
    assert furniture.lines[0].line.width <= 200


def test_a_running_title_without_room_is_shortened_at_a_word() -> None:
    furniture = compose(
        replace(FULL, short_title="One two three four five six seven eight nine ten"), number=2, width=220
    )
    title = texts(furniture)[1]
    assert title.endswith("…")
    assert "One two three four five six seven eight nine ten".startswith(title[:-1] + " ")


def test_a_marking_in_the_foot_leaves_the_edition_its_room() -> None:
    masthead = replace(FULL, marking="OFFICIAL – not for release", edition="version 2.1 (draft), 1 July 2024")
    furniture = compose(masthead, width=390)
    assert texts(furniture)[-1] == "version 2.1 (draft), 1 July 2024"
    marking = furniture.lines[-2]
    assert marking.x > (390 - marking.line.width) / 2


NOTICE = "DRAFT, not for citation · EMBARGOED until 07:30 UTC, 1 July 2024"
COPY = "Copy 3 of 12: Anna Keller"


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("width", [420, 250, 150])
def test_notice_and_copy_stand_whole_on_every_page_between_the_running_lines_and_the_text(
    number: int, width: float
) -> None:
    masthead = replace(FULL, notice=NOTICE, copy=COPY)
    furniture = compose(masthead, number=number, width=width)
    page = make_sheet(width, 700).page
    (notice,) = [placed for placed in furniture.lines if read_line(placed.line) == NOTICE.upper()]
    (copy,) = [placed for placed in furniture.lines if read_line(placed.line) == COPY]
    assert max(notice.line.width, copy.line.width) <= width
    heads = [placed.baseline for placed in furniture.lines if placed.baseline < page.height / 2 and placed != notice]
    feet = [placed.baseline for placed in furniture.lines if placed.baseline > page.height / 2 and placed != copy]
    assert max(heads) < notice.baseline <= page.top
    assert page.height - page.bottom < copy.baseline < min(feet)


def test_a_copy_moves_nothing_else() -> None:
    plain, copied = compose(FULL), compose(replace(FULL, copy=COPY))
    assert [placed for placed in copied.lines if read_line(placed.line) != COPY] == list(plain.lines)
