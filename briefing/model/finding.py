"""The value type of recoverable trouble: what was noticed, where, and what to do about it."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["note", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Tell the user of trouble that did not stop the work. `--strict` makes warnings fail."""

    severity: Severity
    code: str
    """A short stable name such as "date-missing"."""
    message: str
    place: str = ""
    """The file, address or key it is about, with the line where one is known."""
    hint: str = ""
    """What to do about it."""
