"""The logo on the page: data within it, as large as on paper, described."""

from dataclasses import replace
from typing import Any

import pytest

from briefing.errors import PackError
from briefing.model.document import Document, Masthead
from briefing.packs.logo import Logo
from briefing.render.html.writer import write_html_page
from tests.render.html.pages import THEME, find_all, parse
from tests.render.samples import make_picture

LOGO = Logo(data=make_picture(), alt='Ministry of "Trade" & <Sea>', height=10, position="right")


def write(**changes: Any) -> bytes:
    theme = replace(THEME, logo=replace(LOGO, **changes))
    return write_html_page(Document(masthead=Masthead(title="T"), blocks=()), theme)[0]


def test_it_comes_first_in_the_header() -> None:
    (picture,) = find_all(parse(write()), "//header/*[1]")
    assert picture.tag == "img"
    assert picture.get("alt") == LOGO.alt
    assert picture.get("src", "").startswith("data:image/png;base64,")


@pytest.mark.parametrize(
    ("position", "margin"), [("left", "0 auto 1rem 0"), ("centre", "0 auto 1rem"), ("right", "0 0 1rem auto")]
)
def test_it_is_as_wide_as_on_paper_and_stands_at_its_side(position: str, margin: str) -> None:
    assert f"width:20.00mm;margin:{margin}}}" in write(position=position).decode()


def test_one_that_only_decorates_has_an_empty_description() -> None:
    (picture,) = find_all(parse(write(alt="")), "//img")
    assert picture.get("alt") == ""


def test_a_broken_one_is_an_error_of_the_pack() -> None:
    with pytest.raises(PackError, match="broken"):
        write(data=b"\x89PNG\r\n\x1a\n")
