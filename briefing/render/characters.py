"""What no page can hold: control characters and halves of characters are left out and counted."""

import re

from briefing.model.finding import Finding

_FOLDED = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
"""Line and field separators: inside a stretch of text they are white space, never structure."""

_UNHELD = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Control characters, unpaired surrogates and non-characters: most of them XML forbids, the rest it discourages."""


class Sieve:
    """Clean text on its way into a file, and remember what was left out."""

    def __init__(self) -> None:
        """Start with nothing left out."""
        self._dropped = 0
        self._place = ""

    def clean(self, text: str) -> str:
        """Return the text with separators as one space each run, and without what no format holds."""
        if text.isascii() and text.isprintable():
            return text
        folded = _FOLDED.sub(" ", text)
        kept, count = _UNHELD.subn("", folded)
        if count and not self._dropped:
            self._place = kept.strip()[:60]
        self._dropped += count
        return kept

    def report(self, format_name: str) -> tuple[Finding, ...]:
        """Return one finding for all that was left out, or none."""
        if not self._dropped:
            return ()
        noun = "character" if self._dropped == 1 else "characters"
        return (
            Finding(
                severity="warning",
                code="characters-dropped",
                message=f"{self._dropped} {noun} that no {format_name} file can hold left out",
                place=f"near “{self._place}”" if self._place else "",
                hint="Control characters or broken encoding in a source: check the file.",
            ),
        )
