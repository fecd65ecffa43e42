"""A stand-in for a perfect sorter, which files by the labels of annotated events, and one for a guesser."""

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

SECTIONS = ("treaty-terms", "military-cooperation", "western-response", "analyst-views")
STATUSES = ("reported", "alleged", "opinion", "quote")
LIKE = 0.5
"""Share of words in common from which a labelled sentence is the one that is asked about."""

Judge = Callable[[str], Mapping[str, Any]]


def list_words(text: str) -> frozenset[str]:
    """Return the words of a text in lower case."""
    return frozenset("".join(c if c.isalnum() else " " for c in text.lower()).split())


class Labels:
    """The labelled sentences of all events, found again by their words."""

    def __init__(self, events: Path) -> None:
        """Read the labels and the pairs that the annotator judged."""
        self.sentences: list[tuple[frozenset[str], Mapping[str, Any]]] = []
        self.relations: dict[tuple[str, str], str] = {}
        for event in sorted(path.parent for path in events.glob("*/pairs.jsonl")):
            texts: dict[tuple[str, int], str] = {}
            for file in sorted(event.glob("*.gold.jsonl")):
                for line in file.read_text(encoding="utf-8").splitlines():
                    unit = json.loads(line)
                    self.sentences.append((list_words(unit["text"]), unit))
                    texts[file.name.partition(".")[0], unit["i"]] = unit["text"]
            for line in (event / "pairs.jsonl").read_text(encoding="utf-8").splitlines():
                pair = json.loads(line)
                left, right = texts[tuple(pair["a"])], texts[tuple(pair["b"])]
                self.relations[left, right] = self.relations[right, left] = pair["relation"]

    def find(self, text: str) -> Mapping[str, Any] | None:
        """Return the labelled sentence with most of the words of a text, None where none is like it."""
        words = list_words(text)

        def likeness(unit: tuple[frozenset[str], Mapping[str, Any]]) -> float:
            return 2 * len(words & unit[0]) / max(1, len(words) + len(unit[0]))

        best = max(self.sentences, key=likeness)
        return best[1] if likeness(best) >= LIKE else None

    def judge(self, text: str) -> Mapping[str, Any]:
        """Answer as the annotator labelled."""
        unit = self.find(text)
        if unit is None:
            return {"sections": [], "status": "reported", "speaker": None, "importance": 0, "alone": True}
        named = [label for label in unit["labels"] if label in SECTIONS]
        return {
            "sections": named, "status": unit["status"], "speaker": unit["speaker"], "importance": unit["key"],
            "alone": True,
        }  # fmt: skip

    def compare(self, pair: tuple[str, str]) -> str:
        """Answer as the annotator judged; pairs that nobody judged are not the same."""
        left, right = (self.find(text) for text in pair)
        relation = self.relations.get((left["text"], right["text"])) if left and right else None
        return {"same": "same", "contradicts": "contradict"}.get(relation or "", "neither")


def guess(seed: str) -> Judge:
    """Make a judge that answers at random, the same each time for the same seed and sentence."""

    def judge(text: str) -> Mapping[str, Any]:
        dice = hashlib.sha256(f"{seed}\n{text}".encode()).digest()
        words = text.split()
        return {
            "sections": [name for name, die in zip(SECTIONS, dice, strict=False) if die % 5 < 2],
            "status": STATUSES[dice[4] % 4],
            "speaker": words[dice[5] % len(words)] if dice[6] % 2 else None,
            "importance": dice[7] % 3,
            "alone": bool(dice[8] % 2),
        }

    return judge


def guess_pairs(seed: str) -> Callable[[tuple[str, str]], str]:
    """Make a judge of pairs that answers at random."""
    return lambda pair: ("same", "contradict", "neither")[hashlib.sha256(f"{seed}{pair}".encode()).digest()[0] % 3]
