"""The exception tree, with the exit code that each branch gives the command line.

    BriefingError           1  (never raised itself)
    ├── UnprovenError       1  what was made does not say what its sources say
    ├── UsageError          2  the command line asks for what cannot be
    ├── CheckError          2  a delivered file could not be checked
    ├── StrictError         3  findings under --strict
    ├── DossierError        4  brief.toml or an option is wrong
    ├── SourceError         5  no source could be read
    ├── PackError           6  a pack or one of its templates is wrong
    ├── OutputError         7  the result cannot be written
    ├── SendingError        8  not everything could be sent, or nothing may be
    ├── PublishingError     8  this may not be published
    └── InterruptedBuild  130  the user stopped it

A message says what is wrong, `place` where (file, line, key), `hint` what to do.
"""

from typing import ClassVar


class BriefingError(Exception):
    """Stand at the root of everything that this program raises on purpose."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, place: str = "", hint: str = "") -> None:
        """Keep message, place and hint apart, so that the command line can set them."""
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint


class UnprovenError(BriefingError):
    """A brief that was just made does not prove itself: a fault of this program; earlier files are whole."""

    exit_code = 1


class UsageError(BriefingError):
    """The command line asks for what cannot be."""

    exit_code = 2


class CheckError(BriefingError):
    """A delivered file could not be checked: it cannot be read, or it does not say what it rests on."""

    exit_code = 2


class StrictError(BriefingError):
    """There were findings, and --strict makes them fail."""

    exit_code = 3


class DossierError(BriefingError):
    """brief.toml, an option or the folder is wrong."""

    exit_code = 4


class SourceError(BriefingError):
    """A source cannot be read; for one file among others this becomes a finding."""

    exit_code = 5


class PackError(BriefingError):
    """A pack is missing or wrong, or one of its templates is."""

    exit_code = 6


class OutputError(BriefingError):
    """The result cannot be written; earlier files are whole."""

    exit_code = 7


class SendingError(BriefingError):
    """Something could not be sent, or may not be; the log of deliveries says who has what."""

    exit_code = 8


class PublishingError(BriefingError):
    """This edition may not be published: its marking, its embargo or its status is against it."""

    exit_code = 8


class InterruptedBuild(BriefingError):
    """The user stopped the build; earlier files are whole."""

    exit_code = 130
