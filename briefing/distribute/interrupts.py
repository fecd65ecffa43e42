"""Ctrl-C in the middle of what must not be left half done: it is heard at the end."""

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType


@contextlib.contextmanager
def hold_interrupts(*, firm: bool = False) -> Iterator[None]:
    """Let the first Ctrl-C wait until the end, whatever comes of it; the second one ends the work at once.

    With `firm` the second waits too: for what takes no longer than a moment.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[int] = []

    def wait(number: int, _frame: FrameType | None) -> None:
        if waiting and not firm:
            raise KeyboardInterrupt
        waiting.append(number)

    before = signal.signal(signal.SIGINT, wait)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if waiting:
            signal.raise_signal(signal.SIGINT)
