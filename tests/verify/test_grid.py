"""The cells of a table stand where a browser places them."""

import pytest
from lxml import html

from briefing.verify.grid import place_cells

COLUMNS = {
    "each in its own": ("<tr><td>a<td>b<tr><td>c<td>d", "a0 b1 | c0 d1"),
    "one over two columns": ("<tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e", "a01 b2 | c0 d1 e2"),
    "one over two rows": ("<tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d<td>e", "a0 b1 | c1 | d0 e1"),
    "one over three rows beside one over two": (
        "<tr><td rowspan=3>a<td rowspan=2>b<td>c<tr><td>d<tr><td>e<td>f",
        "a0 b1 c2 | d2 | e1 f2",
    ),
    "one laid over another": ("<tr><td>a<td rowspan=2>b<tr><td colspan=2>c", "a0 b1 | c01!"),
    "one over nothing": ("<tr><td colspan=0>a<td>b", "a b0"),
    "one over more than there can be": ("<tr><td colspan=1001>a<td>b", "a b0"),
    "a number in other digits": ("<tr><td colspan=\u0662>a<td>b", "a b0"),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_cells_are_placed_as_in_a_browser(name: str) -> None:
    rows, wanted = COLUMNS[name]
    table = html.fromstring(f"<table><tbody>{rows}</tbody></table>")
    said = {
        cell: f"{cell.text}{''.join(map(str, columns))}{'!' * covers}"
        for cell, columns, covers in place_cells(table, "tbody")
    }
    assert " | ".join(" ".join(said[cell] for cell in row) for row in table.iter("tr")) == wanted
