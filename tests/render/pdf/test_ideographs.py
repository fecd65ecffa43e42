"""Where lines may end in Chinese and Japanese."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.document import Note, Text
from briefing.render.pdf.ideographs import part_ideographs
from briefing.render.pdf.inlines import split_chunk
from tests.render.pdf.test_lines import read


@pytest.mark.parametrize(
    ("chunk", "pieces"),
    [
        ("两国签署", ["两", "国", "签", "署"]),
        ("和平。下", ["和", "平。", "下"]),
        ("（和平）", ["（和", "平）"]),
        ("「はい」と", ["「は", "い」", "と"]),
        ("ニュース", ["ニュー", "ス"]),
        ("キャット", ["キャッ", "ト"]),
        ("人々", ["人々"]),
        ("是……的", ["是……", "的"]),
        ("约2024年", ["约", "2024", "年"]),
        ("在China的", ["在", "China", "的"]),
        ("“好”的", ["“好”", "的"]),
        ("か\u3099く", ["か\u3099", "く"]),
    ],
)
def test_a_line_may_end_between_ideographs_but_not_before_a_closing_mark(chunk: str, pieces: list[str]) -> None:
    assert part_ideographs(chunk) == pieces
    assert split_chunk(chunk) == pieces


def test_korean_lines_end_at_spaces() -> None:
    assert split_chunk("국무위원장은") == ["국무위원장은"]


def test_a_line_is_full_and_a_stop_never_opens_one() -> None:
    assert read(Text("两国签署了条约。规定互助。"), width=7) == ["两国签署了条", "约。规定互助。"]


def test_a_mark_stays_behind_the_stop() -> None:
    assert read(Text("两国签署"), Note(1, ()), Text("。了"), width=5) == ["两国签", "署1。了"]


@given(st.text("两国の、。「」（）ー…a1 ", min_size=1, max_size=40))
def test_nothing_is_lost_and_no_piece_opens_with_what_may_not(chunk: str) -> None:
    pieces = part_ideographs(chunk)
    assert "".join(pieces) == chunk
    assert not any(piece[0] in "、。」）ー…" for piece in pieces[1:])
    assert not any(piece[-1] in "「（" for piece in pieces[:-1])
