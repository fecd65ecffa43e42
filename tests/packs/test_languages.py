"""The fixed words in French and German, and that every fixed word is one that something asks for."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from briefing.packs.lookup import bundled_packs, list_packs, load_pack
from briefing.packs.phrases import FIRST_DAY, PLACEHOLDER, Phrases

BUNDLED = [bundled_packs()]
NAMES = sorted(list_packs(BUNDLED))
OTHERS = ("fr", "de")


def forms(phrases: Phrases) -> Iterator[tuple[str, str]]:
    """Yield each phrase, or each of its forms, with its key."""
    for key, phrase in phrases.entries.items():
        yield from ((key, form) for form in (phrase.values() if isinstance(phrase, Mapping) else [phrase]))


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", NAMES)
def test_a_phrase_asks_for_the_same_values_in_every_language(name: str, language: str) -> None:
    english, other = load_pack(name, BUNDLED).phrases, load_pack(name, BUNDLED, language).phrases
    known = {key: {"count", "number", "kind"} for key in english.entries}
    for key, form in forms(english):
        known[key] |= set(PLACEHOLDER.findall(form))
    wrong = [key for key, form in forms(other) if key != FIRST_DAY and set(PLACEHOLDER.findall(form)) - known[key]]
    assert wrong == []
    assert other.entries.keys() - english.entries.keys() <= {FIRST_DAY}


@pytest.mark.parametrize("name", NAMES)
def test_french_puts_no_break_before_its_double_marks(name: str) -> None:
    """A narrow one before ; ? ! and within guillemets, a whole one before the colon."""
    french = load_pack(name, BUNDLED, "fr").phrases
    wrong = re.compile(r"[^\u202f][;?!»]|«[^\u202f]|[^\u00a0]:(?!\w)")
    assert [key for key, form in forms(french) if wrong.search(form)] == []


def test_dates_are_written_as_each_language_does() -> None:
    import datetime as dt

    french, german = (load_pack("policy-brief", BUNDLED, language).phrases for language in OTHERS)
    first, other = dt.date(2024, 7, 1), dt.date(2024, 8, 19)
    assert [french.say_date(first), french.say_date(other)] == ["1er juillet 2024", "19 août 2024"]
    assert [german.say_date(first), german.say_date(other)] == ["1. Juli 2024", "19. August 2024"]
    assert german.join(["a", "b", "c"]) == "a, b und c"
    assert french.say("note-untitled-text", words="On") == "texte sans titre commençant par «\u202fOn\u202f»"


@pytest.mark.parametrize("language", OTHERS)
def test_what_stands_in_a_quotation_stays_english(language: str) -> None:
    pack = load_pack("policy-brief", BUNDLED, language)
    assert pack.english.say("insert-undated") == "undated"
    assert load_pack("policy-brief", BUNDLED, "en-US").english.say("date-day", month="May", day=1, year=2) == "May 1, 2"


# ---- every phrase is asked for


def asked_for(root: Path) -> tuple[set[str], set[str]]:
    """Return the texts of the program, the templates and the manifests, and what begins a text put together."""
    words: set[str] = set()
    stems: set[str] = set()
    for file in (root / "briefing").rglob("*.py"):
        if file.parent.name != "verify":  # it reads what others say
            tree = ast.parse(file.read_text(encoding="utf-8"))
            words |= {
                node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
            }
            joined = [node.values[0] for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) and node.values]
            stems |= {str(first.value) for first in joined if isinstance(first, ast.Constant)}
    for file in (root / "templates").rglob("*.jinja"):
        quoted = re.findall(r'"([^"]+)"', file.read_text(encoding="utf-8"))
        words |= set(quoted)
        stems |= {word for word in quoted if word.endswith("-")}
    for file in (root / "templates").rglob("pack.toml"):
        words |= set(re.findall(r'"([^"]+)"', file.read_text(encoding="utf-8")))
    return words, {stem for stem in stems if re.fullmatch(r"[a-z-]+-", stem)}


def test_every_phrase_is_asked_for_or_declared(root: Path) -> None:
    words, stems = asked_for(root)
    keys = {
        key
        for name in NAMES
        for language in ("en", *OTHERS)
        for key in load_pack(name, BUNDLED, language).phrases.entries
    }
    ends = {"note-pages", "note-articles", "missing-western-but", "caption-treaty-terms-text"}
    assert sorted(key for key in keys - words - ends if not any(key.startswith(stem) for stem in stems)) == []


def test_a_phrase_put_together_ends_on_what_there_is(root: Path) -> None:
    """Names that are completed from a closed list have no member beyond it."""
    english = load_pack("policy-brief", BUNDLED).phrases.entries
    completed = {
        "month-": 12, "number-": 10, "status-": 2, "withheld-": 7, "disagreement-": 4, "note-item-": 3, "fact-": 17,
    }  # fmt: skip
    assert {stem: sum(key.startswith(stem) for key in english) for stem in completed} == completed
