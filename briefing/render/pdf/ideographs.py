"""Where lines may end between ideographs and kana, which are written without spaces.

After the classes of Unicode Standard Annex #14 that matter here (ID, CJ, CL, CP, EX, NS, OP) and JIS X 4051: no closing
mark, small kana or sound mark opens a line, no opening mark ends one. Korean has spaces and is parted there alone.
"""

import re

_NEVER_FIRST = frozenset(
    "、。，．：；？！・｡､･ー～〜‐–—…‥々〻ゝゞヽヾ゛゜ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯｰﾞﾟ"
    "」』】〕）〉》〗〙〛］｝｠｣〞〟’”»›)]},.:;?!%％°℃"
)
_NEVER_LAST = frozenset("「『【〔（〈《〖〘〚［｛｟｢〝‘“«‹([{$£¥￥＄€")
CLOSING = "、。，．：；？！）」』】》〉،؛؟۔"
"""What closes a clause or a quotation in scripts beyond Latin: a note mark stands after it."""
_TOGETHER = frozenset("—…‥")
"""Marks that are written twice, and are then one."""
IDEOGRAPHIC = re.compile(
    "[\u2e80-\u303e\u3041-\u312f\u31a0-\u31ff\u3220-\u325f\u3280-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff9f"
    "\U00020000-\U0003ffff]"
)
_CLINGS = re.compile("[\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef\u200d]")


def part_ideographs(chunk: str) -> list[str]:
    """Return what stands between two spaces as the pieces between which a line may end."""
    pieces, start = [], 0
    for place in range(1, len(chunk)):
        if _may_part(chunk[place - 1], chunk[place]):
            pieces.append(chunk[start:place])
            start = place
    return [*pieces, chunk[start:]]


def _may_part(left: str, right: str) -> bool:
    """Tell whether a line may end between two characters: next to an ideograph, unless a mark forbids it."""
    if left in _NEVER_LAST or right in _NEVER_FIRST or _CLINGS.match(right):
        return False
    if left in _TOGETHER and right in _TOGETHER:
        return False
    return bool(IDEOGRAPHIC.match(left) or IDEOGRAPHIC.match(right))
