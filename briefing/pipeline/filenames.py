"""The name of a finished file: `2024-07-01_russia-north-korea-treaty_brief_v01-0_en.pdf`."""

import re
import unicodedata

from briefing.config.naming import PLAIN
from briefing.config.settings import Settings
from briefing.packs.manifest import PackManifest

LONGEST = 64
"""Characters of a whole file name, ending included."""

_ENDING = 5
"""Room for the longest ending, ".docx": every format has the same stem."""

_SHORT = 16
"""Characters of a number, a series or an issuer in a name."""
_SMALL_WORDS = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "the", "to"})
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ŋ": "ng", "’": "", "'": ""}
    | {chr(0x131): "i", chr(0x2BC): ""}  # dotless i, modifier apostrophe
    | dict(zip("абвгдезийклмнопрстуфыэґі", "abvgdeziiklmnoprstufyegi", strict=True))
    | {"ё": "e", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": ""}  # noqa: RUF001
    | {"ю": "yu", "я": "ya", "є": "ye", "ї": "yi"}
)


def name_copy(settings: Settings, pack: PackManifest, title: str, number: int, total: int) -> str:
    """Return the name of one copy without its ending: that of the brief with the number behind it.

    No name of a person stands in it: file names travel further than files.
    """
    return name_stem(settings, pack, title, f"_copy-{number:0{len(str(total))}}")


def name_stem(settings: Settings, pack: PackManifest, title: str, suffix: str = "") -> str:
    """Return the name of the brief without its ending, by the pattern of the dossier, of the pack, or the plain one.

    It is ASCII, and short enough with any ending: the slug is cut at a word. A field that nobody stated is left out
    with the marks that part it from the next.
    """
    pattern = settings.filename or pack.filename or PLAIN
    values = _list_values(settings, title)
    room = LONGEST - _ENDING - len(suffix)
    left = room - len(_fill(pattern, {**values, "slug": ""})) - 1
    name = _fill(pattern, {**values, "slug": cut(values["slug"], max(left, 0))})
    return (name[:room].strip("._-") or "brief") + suffix


def _list_values(settings: Settings, title: str) -> dict[str, str]:
    return {
        "date": str(settings.published or ""),
        "slug": slug(settings.short_title or title),
        "kind": "brief",
        "version": _name_version(settings.version),
        "language": slug(settings.language.partition("-")[0]) or "und",
        "number": cut(slug(settings.number), _SHORT),
        "series": cut(slug(settings.series), _SHORT),
        "issuer": cut(slug(settings.issuer), _SHORT),
        "status": settings.status,
    }


def _fill(pattern: str, values: dict[str, str]) -> str:
    """Put values into a pattern; of marks that come to stand side by side the first stays."""
    filled = re.sub(r"\{(\w+)\}", lambda match: values[match[1]], pattern)
    return re.sub(r"([._-])[._-]+", r"\1", filled).strip("._-")


def slug(text: str) -> str:
    """Return a text as small ASCII words joined by hyphens, without articles and the like; "" where nothing is left."""
    small = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    parted = "".join(letter if letter.isalnum() else " " for letter in small)
    words = unicodedata.normalize("NFKD", parted).encode("ascii", "ignore").decode().split()
    telling = [word for word in words if word not in _SMALL_WORDS]
    return "-".join(telling or words)


def cut(words: str, room: int) -> str:
    """Shorten words joined by hyphens to so many characters, at a word; a single word is cut inside."""
    if len(words) <= room:
        return words
    head = words[: room + 1].rpartition("-")[0]
    return head or words[:room]


def _name_version(version: str) -> str:
    """Write a version with two digits in front: "1.0" as v01-0, "v2" as v02; words as they are."""
    major, *rest = slug(version.casefold().removeprefix("v").replace(".", " ")).split("-")
    return "-".join([f"v{major.zfill(2)}", *rest]) if major.isdigit() else slug(version) or "v00"
