"""The colour profile of sRGB (IEC 61966-2-1) as an ICC profile, version 4: what PDF/A names its colours by."""

from functools import cache
from struct import pack

_D50 = (0.9642, 1.0, 0.8249)
"""The white that profiles count from (ICC.1:2010, 7.2.16)."""
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.7141),
}
"""The primaries of sRGB, adapted from D65 to D50 by the Bradford matrix below."""
_BRADFORD = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""((x + 0.055) / 1.055) ** 2.4 above 0.04045, x / 12.92 below: a curve of type 3."""
_DATE = (2000, 1, 1, 0, 0, 0)
"""A fixed date: the profile is the same in every file."""
_HEADER, _ENTRY = 128, 12


@cache
def make_profile() -> bytes:
    """Return the profile; the same bytes each time."""
    tags = _make_tags()
    start = _HEADER + 4 + _ENTRY * len(tags)
    table, data, places = pack(">I", len(tags)), b"", dict[bytes, int]()
    for name, body in tags.items():
        if body not in places:
            places[body] = start + len(data)
            data += body + bytes(-len(body) % 4)
        table += name + pack(">II", places[body], len(body))
    return _make_header(start + len(data)) + table + data


def _make_header(size: int) -> bytes:
    head = pack(">I4xI", size, 0x04300000) + b"mntrRGB XYZ " + pack(">6H", *_DATE) + b"acsp"
    return head.ljust(68, b"\0") + _fixed(_D50).ljust(60, b"\0")


def _make_tags() -> dict[bytes, bytes]:
    curve = b"para" + pack(">4xHxx", 3) + _fixed(_CURVE)
    return {
        b"desc": _name("sRGB"),
        b"cprt": _name("No copyright, use freely"),
        b"wtpt": b"XYZ \0\0\0\0" + _fixed(_D50),
        b"chad": b"sf32\0\0\0\0" + _fixed(_BRADFORD),
        **{name: b"XYZ \0\0\0\0" + _fixed(values) for name, values in _PRIMARIES.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }


def _name(text: str) -> bytes:
    """Return a name in one language, as profiles write names."""
    encoded = text.encode("utf-16-be")
    return b"mluc" + pack(">4xII", 1, 12) + b"enUS" + pack(">II", len(encoded), 28) + encoded


def _fixed(values: tuple[float, ...]) -> bytes:
    """Return numbers as whole 65536ths."""
    return b"".join(pack(">i", round(value * 65536)) for value in values)
