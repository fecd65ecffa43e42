"""`build --watch`: build, say what changed, build again, until the user stops it."""

import time
from collections.abc import Callable
from dataclasses import replace

from briefing.cli.talk import Talk
from briefing.errors import BriefingError
from briefing.pipeline.build import build
from briefing.pipeline.request import BuildRequest
from briefing.pipeline.watching import watch


def build_on_change(request: BuildRequest, talk: Talk, wait: Callable[[float], None] = time.sleep) -> None:
    """Build, and again after each change; an error is said and waits for the next change. Ctrl-C ends it in peace."""
    try:
        _build_once(request, talk)
        for changes in watch(request, wait):
            if not talk.quiet:
                talk.say_lines(changes)
            _build_once(replace(request, again=True), talk)
    except KeyboardInterrupt:
        talk.say_findings()


def _build_once(request: BuildRequest, talk: Talk) -> None:
    start = time.monotonic()
    try:
        result = build(request, talk)
    except BriefingError as problem:
        talk.say_error(problem)
        return
    talk.say_findings()
    if not talk.quiet:
        names = ", ".join(file.path.name for file in result.files)
        talk.say_lines([f"built in {time.monotonic() - start:.1f} s: {names}"])
