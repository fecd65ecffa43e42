"""Every place where ReportLab has to be led: settings, dates, identifiers, what its public methods do not reach."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from reportlab import rl_config


@contextmanager
def plain_streams() -> Iterator[None]:
    """Write streams as bytes, not as ASCII85, which makes files a quarter larger and is slow; then set it back."""
    before = rl_config.useA85
    rl_config.useA85 = 0
    try:
        yield
    finally:
        rl_config.useA85 = before


class FixedTime:
    """The time of a document, in the form that ReportLab asks for, always midnight UTC of one day."""

    dhh = 0
    dmm = 0
    tzname = "UTC"

    def __init__(self, date: dt.date) -> None:
        self.YMDhms = (date.year, date.month, date.day, 0, 0, 0)


def fix_identity(canvas: Any, date: dt.date, digest: bytes) -> None:
    """Give the file its dates and its identifier: neither the clock nor the environment has a say.

    ReportLab takes its time from SOURCE_DATE_EPOCH and makes the identifier from that time and the title alone.
    """
    pdf = canvas._doc  # noqa: SLF001
    pdf._timeStamp = FixedTime(date)  # noqa: SLF001
    identifier = digest.hex()[:32].upper().encode("ascii")
    pdf._ID = b"\n[<" + identifier + b"><" + identifier + b">]\n"  # noqa: SLF001


def begin_actual_text(text_object: Any, actual: str) -> None:
    """Say what the following text reads as where it looks otherwise, such as capitals."""
    encoded = ("\ufeff" + actual).encode("utf-16-be", "replace").hex().upper()
    text_object._code.append(f"/Span <</ActualText <{encoded}>>> BDC")  # noqa: SLF001


def end_actual_text(text_object: Any) -> None:
    """End the text that reads otherwise."""
    text_object._code.append("EMC")  # noqa: SLF001
