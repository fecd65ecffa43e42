"""Messages -> files, for those who send them by other means."""

import os
from pathlib import Path

from briefing.errors import OutputError

ENDING = ".eml"


def name_mail(number: int, delivery: str) -> str:
    """Return the name of a message's file: its number, so that they sort, and the delivery; no address."""
    return f"{number:04}_{delivery[:12]}{ENDING}"


def write_mail(folder: Path, name: str, data: bytes) -> Path:
    """Write one message into a folder, which is made if need be; aside first, then renamed. Raises OutputError."""
    place = folder / name
    aside = folder / f".{name}.{os.getpid()}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            aside.write_bytes(data)
            aside.replace(place)
        finally:
            aside.unlink(missing_ok=True)
    except OSError as problem:
        message = f"a message cannot be written: {problem.strerror or problem}"
        raise OutputError(message, place=str(place), hint="choose another folder with --eml") from problem
    return place
