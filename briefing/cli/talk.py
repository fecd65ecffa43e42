"""What the program says to the person at the terminal: progress, findings, errors, the closing summary."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence

from briefing.errors import BriefingError
from briefing.model.finding import Finding

_FEW = 3
"""Places named for one finding unless all are asked for."""


def say(text: str = "") -> None:
    """Print a line to standard error."""
    print(text, file=sys.stderr)  # noqa: T201


class Talk:
    """Listen to the work: show progress on a terminal, keep findings until it is time to say them."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        """Begin with nothing said."""
        self.quiet = quiet
        self.verbose = verbose
        self.findings: list[Finding] = []
        self._shows_progress = not quiet and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def begin(self, stage: str) -> None:
        """Show the stage on the last line of a terminal; elsewhere only when asked to be verbose."""
        if self._shows_progress:
            sys.stderr.write(f"\r\x1b[K{stage} …")
            sys.stderr.flush()
        elif self.verbose:
            say(f"{stage} …")

    def report(self, findings: Sequence[Finding]) -> None:
        """Keep what was found."""
        self.findings.extend(findings)

    def announce(self, words: str) -> None:
        """Say at once what is about to leave the program, also to somebody who wants to hear nothing else."""
        self._wipe()
        say(words)

    def say_findings(self) -> None:
        """Wipe the progress away and say what was found: notes first, so that warnings stand last."""
        self._wipe()
        if not self.quiet:
            self.say_lines(set_findings(self.findings, verbose=self.verbose))
        self.findings.clear()

    def say_lines(self, lines: Iterable[str]) -> None:
        """Say several lines."""
        for line in lines:
            say(line)

    def say_error(self, error: BriefingError) -> None:
        """Say what was found before, then what went wrong, where, and what to do."""
        self.say_findings()
        say(f"error: {error.message}")
        if error.place:
            say(f"  at {error.place}")
        if error.hint:
            say(f"  {error.hint}")

    def _wipe(self) -> None:
        if self._shows_progress:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def set_findings(findings: Iterable[Finding], *, verbose: bool = False) -> Iterator[str]:
    """Yield the lines that say the findings: those of one message together, with a few of their places."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in sorted(findings, key=lambda each: each.severity != "note"):
        groups.setdefault((finding.severity, finding.code, finding.message), []).append(finding)
    for (severity, _, message), members in groups.items():
        yield f"{severity}: {message}{_set_places(members, verbose=verbose)}"
        if members[0].hint and (verbose or severity == "warning"):
            yield f"  {members[0].hint}"


def _set_places(findings: Sequence[Finding], *, verbose: bool) -> str:
    places = list(dict.fromkeys(finding.place for finding in findings if finding.place))
    shown = places if verbose else places[:_FEW]
    more = [f"{len(places) - len(shown)} more"] if len(shown) < len(places) else []
    return f" ({', '.join([*shown, *more])})" if shown else ""
