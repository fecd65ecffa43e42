"""Give each source a short id: leading digits of the file name, else its first word, made unique."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from pathlib import PurePosixPath

from briefing.model.finding import Finding
from briefing.model.source import SourceId

_DIGITS = re.compile(r"\d{1,12}")
_WORD = re.compile(r"[a-z0-9]{1,24}")
_WANTED = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def name_sources(wanted: Mapping[str, str | None]) -> tuple[dict[str, SourceId], list[Finding]]:
    """Return the id of each file, given the ids that were asked for; those come first.

    An id that cannot stand as it was asked for is warned of.
    """
    names: dict[str, SourceId] = {}
    findings: list[Finding] = []
    for file, asked in wanted.items():
        if asked is not None:
            names[file] = _make_unique(_tidy(asked), names.values())
            if names[file] != asked:
                findings.append(_report(file, asked, names[file]))
    for file, asked in wanted.items():
        if asked is None:
            names[file] = _make_unique(shorten(file), names.values())
    return names, findings


def shorten(file: str) -> str:
    """Return the leading digits of a file name, else its first word in plain letters, else "source"."""
    plain = _plain(PurePosixPath(file).stem)
    match = _DIGITS.match(plain) or _WORD.search(plain)
    return match[0] if match else "source"


def _tidy(asked: str) -> str:
    """Return an id that was asked for, in small letters, digits and hyphens."""
    return "-".join(_WANTED.findall(_plain(asked))) or "source"


def _plain(text: str) -> str:
    """Return a text in small letters without accents; other alphabets vanish."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def _make_unique(base: str, taken: Collection[SourceId]) -> SourceId:
    """Return an id, with "-2", "-3" and so on if it is taken."""
    number = 1
    while (candidate := SourceId(base if number == 1 else f"{base}-{number}")) in taken:
        number += 1
    return candidate


def _report(file: str, asked: str, got: SourceId) -> Finding:
    """Warn of an id that could not stand as it was asked for."""
    message = f'the id "{asked}" is taken or has other signs than small letters, digits and hyphens: "{got}" is used'
    return Finding(severity="warning", code="id-changed", message=message, place=file, hint="Choose another id.")
