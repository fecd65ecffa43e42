"""A model that reads the sample dossier with sense, and is not always of the rules' opinion."""

from collections.abc import Mapping
from typing import Any

VIEWS = ("analysts", "likely", "disagree", "larger step", "bargain", "proof", "limits", "unease")
VOICES = ("White House", "Kirby", "South Korea", "Japan", "NATO", "Blinken", "United States", "vetoed")
ARMS = ("munition", "missile", "arms", "shells", "weapons", "military-technical", "military help")
TERMS = ("treaty", "article", "Article", "signed", "agreement", "ratification")


def judge(text: str) -> Mapping[str, Any]:
    """File a sentence by the words that it has."""
    sections = [
        name
        for name, words in (
            ("analyst-views", VIEWS),
            ("western-response", VOICES),
            ("military-cooperation", ARMS),
            ("treaty-terms", TERMS),
        )
        if any(word in text for word in words)
    ]  # fmt: skip
    status = "opinion" if "analyst-views" in sections else "reported"
    return {
        "sections": sections[:2], "status": status, "speaker": "Kim" if text.startswith("Kim described") else None,
        "importance": 2 if "19 June 2024" in text else 1, "alone": "also cover" not in text,
    }  # fmt: skip
