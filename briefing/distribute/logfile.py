"""The log of deliveries as a file: one run at a time writes it, each line down to the disk before the work goes on."""

import contextlib
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.distribute.deliverylog import Entry, History, read_history, write_entry
from briefing.errors import SendingError

_BEHIND = 2**40
"""The byte that is locked where locks are those of bytes: far behind what anybody reads."""


def load_history(path: Path) -> History:
    """Read the log; no log is an empty one. Raises SendingError for a damaged one."""
    try:
        return read_history(path.read_bytes(), str(path))
    except FileNotFoundError:
        return History()
    except OSError as problem:
        raise SendingError(f"the log cannot be read: {problem.strerror}", place=str(path)) from problem


@dataclass(slots=True)
class LogFile:
    """Write to a log that is locked."""

    path: Path
    handle: int
    history: History
    """What the log said when it was opened."""
    before: str
    """The sum of the last line."""

    def write(self, entry: Entry) -> None:
        """Add an entry, and return when it is on the disk. Raises SendingError where it cannot be, a full disk say."""
        line, total = write_entry(entry, self.before)
        try:
            while line:
                line = line[os.write(self.handle, line) :]
            os.fsync(self.handle)
        except OSError as problem:
            message = f"the log cannot be written: {problem.strerror}; nothing more is sent"
            raise SendingError(message, place=str(self.path), hint="make room, then send again") from problem
        self.before = total


@contextlib.contextmanager
def open_log(path: Path) -> Iterator[LogFile]:
    """Open the log for writing, made if need be, and lock it until the end.

    The lock is the system's own and dies with the process that holds it: none is ever left over. Raises SendingError
    where another run holds it, and for a damaged log. A line that was never finished is cut off: a message whose
    line was not finished was not sent, and a result that was not is told from its beginning.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
    except OSError as problem:
        message = f"the log cannot be written: {problem.strerror}"
        raise SendingError(message, place=str(path), hint="name another folder with --log") from problem
    try:
        _lock(handle, path)
        history = load_history(path)
        _cut(handle, path, history)
        yield LogFile(path=path, handle=handle, history=history, before=history.sum)
    finally:
        os.close(handle)


def _lock(handle: int, path: Path) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, _BEHIND, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError) as problem:
        message = "another run is sending this edition"
        raise SendingError(message, place=str(path), hint="wait until it has ended; its lock ends with it") from problem
    except OSError as problem:
        message = f"the log cannot be locked: {problem.strerror}"
        raise SendingError(message, place=str(path), hint="name a folder on a local disk with --log") from problem


def _cut(handle: int, path: Path, history: History) -> None:
    if not history.torn:
        return
    try:
        os.ftruncate(handle, history.end)
    except OSError as problem:
        raise SendingError(f"the log cannot be written: {problem.strerror}", place=str(path)) from problem
