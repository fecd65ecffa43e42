"""The command line: parse it, print findings and progress, turn errors into exit codes."""

import atexit
import contextlib
import gc
import io
import sys
from collections.abc import Sequence

__all__ = ["main"]

_RARELY = 500_000
"""New objects between two looks for garbage: one command lives briefly, and each look costs a tenth of its time."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; without arguments, print the help."""
    # Imported here, so that an interrupt during the import is met too.
    from briefing.cli.talk import say

    gc.set_threshold(_RARELY)
    atexit.register(gc.freeze)  # or Python looks once more as it leaves, when all memory is given back anyway
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal of another encoding still gets its answer
    try:
        from briefing.cli.commands import app

        with contextlib.suppress(BrokenPipeError):
            app(args=None if argv is None else list(argv), prog_name="briefing")
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    except KeyboardInterrupt:
        say("interrupted")
        return 130
    return 0
