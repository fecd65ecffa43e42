"""The name of a finished file: `2024-07-01_russia-north-korea-treaty_brief_v01-0_en.pdf`."""

import unicodedata

from briefing.config.settings import Settings

LONGEST = 64
"""Characters of a whole file name, ending included."""

_ENDING = 5
"""Room for the longest ending, ".docx": every format has the same stem."""

_SMALL_WORDS = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "the", "to"})
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ŋ": "ng", "’": "", "'": ""}
    | {chr(0x131): "i", chr(0x2BC): ""}  # dotless i, modifier apostrophe
    | dict(zip("абвгдезийклмнопрстуфыэґі", "abvgdeziiklmnoprstufyegi", strict=True))
    | {"ё": "e", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": ""}  # noqa: RUF001
    | {"ю": "yu", "я": "ya", "є": "ye", "ї": "yi"}
)


def name_copy(settings: Settings, title: str, number: int, total: int) -> str:
    """Return the name of one copy without its ending: that of the brief with the number behind it.

    No name of a person stands in it: file names travel further than files.
    """
    return name_stem(settings, title, f"_copy-{number:0{len(str(total))}}")


def name_stem(settings: Settings, title: str, suffix: str = "") -> str:
    """Return the name of the brief without its ending: ASCII, and short enough with any ending.

    The date is there only if the day of publication is given. A slug too long is cut at a word.
    """
    date = f"{settings.published}_" if settings.published else ""
    language = slug(settings.language.partition("-")[0]) or "und"
    tail = f"brief_{_name_version(settings.version)}_{language}{suffix}"
    room = LONGEST - _ENDING - len(date) - len(tail) - 1
    name = cut(slug(settings.short_title or title), room)
    return f"{date}{name}_{tail}" if name else f"{date}{tail}"


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
