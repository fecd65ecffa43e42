"""How the names of authors are written in notes: given name first in the full form, family name in the short one."""

import re
from collections.abc import Sequence

from briefing.compose.wording import Wording, derived
from briefing.model.document import Inlines


def _words(text: str) -> frozenset[str]:
    """Make a set of words."""
    return frozenset(text.split())


_PARTICLES = _words("af al av bin da de del della den der di dos du el ibn la le ten ter van von y zu")
_SUFFIXES = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
_FAMILY_FIRST = _words(
    "bae ban cao chen choe choi chun dang deng han hong hu huang jang jeon jiang jin jo jong jung kang kim ko kwon lee"
    " li lim lin liu mao min moon nam ngo nguyen noh oh pak park peng pham ri rhee ryu seo shin sun tran wang wen won"
    " wu xi xu yang yi yoon yu zhang zhao zhou zhu"
)
"""Family names that mostly stand first: where one does, nothing tells which part may go, and the name stays whole."""

_BODIES = _words(
    "academy administration agency alliance assembly associated association authority bank board bureau centre center"
    " chamber chancellery college command commission committee company confederation conference congress corporation"
    " council court delegation department desk directorate embassy federation force forces forum foundation fund"
    " government group house initiative institute institution kremlin ltd mission ministry nations navy network news"
    " observatory office organisation organization parliament party presidency press programme project secretariat"
    " security senate service society staff state team times treasury tribunal union university watch"
)
_JOINING = frozenset({"of", "for", "the", "and", "&", "on", "in"})
_MOST_NAMED = 2
"""Of three authors or more only the first is named, as Chicago has it since its 18th edition."""


def known_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names that hold anything, given name first."""
    return tuple(_given_first(name) for name in names if name)


def write_names(names: Sequence[str], wording: Wording) -> Inlines:
    """Write authors as notes do: one, two joined by "and", of three or more the first with "et al."."""
    if len(names) > _MOST_NAMED:
        return wording.say("note-et-al", name=derived(names[0]))
    return wording.series([derived(name) for name in names])


def short_name(name: str) -> str:
    """Return the family name of a person; the whole name of a body, and where the family name is not certain."""
    words = name.split()
    while len(words) > 1 and _SUFFIXES.fullmatch(words[-1]):
        words.pop()
    if len(words) == 1 or _is_body(words) or words[0].casefold() in _FAMILY_FIRST:
        return name
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return " ".join(words[start:]).rstrip(",")


def _given_first(name: str) -> str:
    """Turn "Lindqvist, Mara" round; other names stay, and so do bodies and suffixes after a comma."""
    family, comma, given = name.partition(", ")
    if not comma or "," in given or _SUFFIXES.fullmatch(given) or _is_body(name.split()):
        return name
    return f"{given} {family}"


def _is_body(words: Sequence[str]) -> bool:
    """Say whether a name is rather an organisation's than a person's."""
    bare = {word.casefold().strip(".,") for word in words}
    return bool(bare & (_BODIES | _JOINING)) or any(
        word.isupper() and len(word) > 1 and "." not in word for word in words
    )
