"""Finished bytes -> files: all of them or none, and never a torn one."""

import contextlib
import errno
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.distribute.interrupts import hold_interrupts
from briefing.errors import OutputError
from briefing.model.artifact import Artifact, FileKind


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFile:
    """Name a file that stands on the disk."""

    format: FileKind
    path: Path
    size: int
    digest: str
    """SHA-256 of its bytes, in hex."""


def write_artifacts(folder: Path, artifacts: Sequence[Artifact]) -> tuple[WrittenFile, ...]:
    """Write every artifact into a folder, which is made if need be.

    All are written aside first and then renamed; when that fails or is interrupted, earlier files of the same names
    stay as they were. Raises OutputError.
    """
    with _explain_trouble(folder):
        folder.mkdir(parents=True, exist_ok=True)
        # Renaming takes a moment, and half of it would mix two briefs.
        with _stage(folder, artifacts) as staged, hold_interrupts(firm=True):
            _swap_in(staged)
            _sync_folder(folder)
    return tuple(
        WrittenFile(format=each.format, path=folder / each.name, size=len(each.data), digest=each.digest)
        for each in artifacts
    )


@contextlib.contextmanager
def _explain_trouble(folder: Path) -> Iterator[None]:
    """Turn what the machine says into an OutputError with a way out."""
    try:
        yield
    except OSError as problem:
        place = problem.filename2 or problem.filename or folder
        locked = "close the file if a program has it open, or " if isinstance(problem, PermissionError) else ""
        hint = f"{locked}choose another folder with --out"
        message = f"the brief cannot be written: {problem.strerror or problem}; earlier files are as they were"
        raise OutputError(message, place=os.fspath(place), hint=hint) from problem


@contextlib.contextmanager
def _stage(folder: Path, artifacts: Sequence[Artifact]) -> Iterator[list[tuple[Path, Path]]]:
    """Write each artifact beside its place; yield pairs of fresh file and place, and sweep up what is left over."""
    staged = [(folder / f".{each.name}.{os.getpid()}.part", folder / each.name) for each in artifacts]
    try:
        for (fresh, _), artifact in zip(staged, artifacts, strict=True):
            _write(fresh, artifact.data)
        yield staged
    finally:
        for fresh, _ in staged:
            fresh.unlink(missing_ok=True)


def _write(file: Path, data: bytes) -> None:
    """Write a new file down to the disk, so that a rename never uncovers an empty one after a power cut."""
    file.unlink(missing_ok=True)
    with file.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _swap_in(staged: Sequence[tuple[Path, Path]]) -> None:
    """Rename each fresh file to its place; if one cannot be, give the others back what stood there before."""
    earlier: list[tuple[Path, Path | None]] = []
    try:
        for fresh, place in staged:
            earlier.append((place, _keep_earlier(place)))
            fresh.replace(place)
    except OSError:
        for place, kept in reversed(earlier):
            _give_back(place, kept)
        raise
    finally:
        for _, kept in earlier:
            if kept is not None:
                kept.unlink(missing_ok=True)


def _keep_earlier(place: Path) -> Path | None:
    """Give the file that stands at a place a second name; None where there is none, an error where a folder stands."""
    if place.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder stands where the file should go", str(place))
    if not place.exists():
        return None
    kept = place.with_name(f".{place.name}.{os.getpid()}.earlier")
    kept.unlink(missing_ok=True)
    try:
        kept.hardlink_to(place)
    except OSError:  # a file system without links
        kept.write_bytes(place.read_bytes())
    return kept


def _give_back(place: Path, kept: Path | None) -> None:
    if kept is None:
        place.unlink(missing_ok=True)
    else:
        kept.replace(place)


def _sync_folder(folder: Path) -> None:
    """Make the renames last; a system that cannot open folders does so on its own."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
