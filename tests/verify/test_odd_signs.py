"""Whatever signs a source has, the brief made of it is proven: setting them changes nothing that is checked."""

from itertools import cycle
from pathlib import Path

import pytest

from tests.verify.conftest import make_desk, tell

SIGNS = {
    "unseen": "\u00ad \u200b \u200d \u2060 \ufeff \u2028 \x07 \ufffd",
    "joined letters": "\ufb01 \ufb00a \ufb04 \u01c4 \u00df \u0130 \u017f",
    "accents": "e\u0301 \u0338 \u00e9 \u212b \u212a",
    "without a font": "\U0001f600 \U0001d49c \u2460 \U0001f1eb\U0001f1f7 \u2122",
    "other scripts": "김 金 שלום مرحبا न नम",
    "markup": "<b> &amp; {{x}} `x` *a* _b_ #1 | \\ [not] [sic] … ...",
    "numbers": "½ ² €5 1.5m 10:30 § a/b",
    "spelt": "\u2039U+AE40\u203a (U+0041) \u2039U+0041\u203a",
}


@pytest.mark.parametrize("kind", SIGNS)
@pytest.mark.parametrize("gap", ["", " "])
def test_a_brief_with_odd_signs_is_proven(root: Path, tmp_path: Path, kind: str, gap: str) -> None:
    signs = cycle(SIGNS[kind].split(" "))
    for source in (root / "sources").iterdir():
        lines = source.read_text(encoding="utf-8").split("\n")
        changed = [put(line, gap + next(signs)) if line.count(" ") > 8 and ": " not in line else line for line in lines]
        (tmp_path / source.name).write_text("\n".join(changed), encoding="utf-8")
    desk = make_desk(tmp_path, root / "templates")
    for report in desk.check_all(desk.document):
        assert report.exit_code == 0, tell(report)


def put(line: str, sign: str) -> str:
    """Put a sign behind the fourth word of each sentence."""
    return ". ".join(" ".join([*words[:4], *words[4:]]) for words in (add(part, sign) for part in line.split(". ")))


def add(part: str, sign: str) -> list[str]:
    words = part.split(" ")
    return [*words[:3], words[3] + sign, *words[4:]] if len(words) > 5 else words
