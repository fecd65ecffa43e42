"""Two names -> the files that they mean -> in what these differ."""

from dataclasses import dataclass
from pathlib import Path

from briefing.distribute.editions import FoundEdition, find_edition, read_file
from briefing.distribute.manifest import ENDING
from briefing.errors import CheckError
from briefing.verify.contents import Contents, read_contents
from briefing.verify.difference import Difference, compare_contents

_CHECKED = ("docx", "pdf")
"""The formats that carry an evidence record, the one that is read faster first."""


@dataclass(frozen=True, slots=True)
class Side:
    """A file that is compared: where it lies, and what stands in it."""

    path: Path
    contents: Contents
    stem: str = ""
    """The name of the edition, where it was found by its manifest."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two files, and in what they differ."""

    old: Side
    new: Side
    difference: Difference


def compare(old: str, new: str, folder: Path) -> Comparison:
    """Compare two editions, each named as in `find_edition`, or by the path of any delivered DOCX or PDF.

    Raises UsageError for a name that means none or several, CheckError for what cannot be read or is no brief.
    """
    before, now = open_side(old, folder), open_side(new, folder)
    return Comparison(before, now, compare_contents(before.contents, now.contents))


def open_side(name: str, folder: Path) -> Side:
    """Read what a name means; a delivered file needs no manifest beside it, and may have been worked on."""
    path = Path(name)
    if path.is_file() and not path.name.endswith(ENDING):
        return _read(path)
    found = find_edition(name, folder)
    return read_edition(found)


def read_edition(found: FoundEdition) -> Side:
    """Read the file of an edition; another format steps in where one carries no record, as PDF/A-2b does."""
    problems = []
    for kind in _CHECKED:
        file = found.find_file(kind)
        try:
            if file is not None:
                return Side(found.path(file), read_contents(read_file(found, file)), found.edition.stem)
        except CheckError as problem:
            problem.place = problem.place or str(found.path(file)) if file is not None else problem.place
            problems.append(problem)
    if problems:
        raise problems[0]
    hint = "build it as DOCX or PDF too"
    raise CheckError("this edition has neither a DOCX nor a PDF to compare", place=str(found.manifest), hint=hint)


def _read(path: Path) -> Side:
    try:
        return Side(path, read_contents(path.read_bytes()))
    except OSError as problem:
        raise CheckError(f"the file cannot be read: {problem.strerror}", place=str(path)) from problem
    except CheckError as problem:
        problem.place = problem.place or str(path)
        raise
