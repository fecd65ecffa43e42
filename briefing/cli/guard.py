"""The last door: whatever goes wrong behind it is said, and gives its exit code."""

import contextlib
import traceback
from collections.abc import Iterator

import typer

from briefing.cli.talk import Talk
from briefing.errors import BriefingError, InterruptedBuild


@contextlib.contextmanager
def guard(talk: Talk, *, debug: bool) -> Iterator[None]:
    """Say what goes wrong and leave with its exit code; the trace is shown only on request."""
    try:
        yield
    except KeyboardInterrupt:
        error: BriefingError = InterruptedBuild("interrupted: earlier files are as they were")
    except BriefingError as problem:
        error = problem
    except (BrokenPipeError, typer.Exit):
        raise
    except Exception as problem:  # noqa: BLE001  # the last door: nothing above prints less than a trace
        error = BriefingError(f"unexpected: {type(problem).__name__}: {problem}", hint="run again with --debug")
        error.__cause__ = problem
    else:
        return
    talk.say_error(error)
    if debug:
        traceback.print_exception(error)
    raise typer.Exit(error.exit_code)
