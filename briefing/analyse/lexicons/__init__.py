"""Word lists as data, one TOML file for each subject, read once and only when needed."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def load_lexicon(name: str) -> Mapping[str, object]:
    """Return a word list by the name of its file without ending."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def load_words(name: str, key: str) -> frozenset[str]:
    """Return one list of a lexicon, words parted by white space, as a set."""
    return frozenset(str(load_lexicon(name)[key]).split())
