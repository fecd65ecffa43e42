"""The processes that share the work on single sources."""

import contextlib
import signal
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Executor


@contextlib.contextmanager
def open_executor(jobs: int) -> "Iterator[Executor | None]":
    """Give so many processes for as long as the context lasts; None for one job, which needs no other process."""
    if jobs == 1:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor

    executor = ProcessPoolExecutor(jobs, initializer=leave_interrupts)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def leave_interrupts() -> None:
    """Leave an interrupt from the terminal to the process that gave the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
