"""The answer of a model, which is foreign and may be anything -> what it says of each question, checked, and faults.

Read strictly: one JSON object, bare or in one Markdown fence, with a list of answers. What was not asked, labels that
there are not and names that do not stand in the paragraph are dropped, each with a fault.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast

from briefing.assist.questions import Batch, Kind, Question
from briefing.model.evidence import Status
from briefing.model.marks import fold_space
from briefing.model.witness import IMPORTANCES, RELATIONS, Deposition, Relation
from briefing.packs.manifest import STATUSES

Fault = Literal["number", "label", "name", "missing"]

Answer: TypeAlias = Mapping[str, object]
"""What is kept of one answer: known keys with values of their kind."""

LONGEST_NAME = 200
_FENCE = re.compile(r"\s*```(?:json)?[ \t]*\n(.*?)\n?[ \t]*```\s*", re.DOTALL)
_VERSION = re.compile(r"[\w.:/@+-]{1,80}", re.ASCII)
"""The only words of a model that a brief prints: a name without blanks, which can say nothing else."""


class MalformedAnswer(Exception):
    """What came is no answer to any question; the text says why, without repeating any of it."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model wrote, and what it calls itself; empty where it does not say, or not in one word."""

    content: str
    version: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """The answers by the number of the question, counted from 0, and what had to be dropped."""

    answers: Mapping[int, Answer]
    faults: tuple[Fault, ...]


def read_reply(body: bytes) -> Reply:
    """Read the body of a response. Raises MalformedAnswer for what is none of chat completions."""
    found = _load(body.decode("utf-8", errors="replace"), "no JSON")
    try:
        content = cast("dict[str, list[dict[str, dict[str, object]]]]", found)["choices"][0]["message"]["content"]
    except (KeyError, IndexError, TypeError) as problem:
        raise MalformedAnswer("JSON, but no chat completion") from problem
    if not isinstance(content, str):
        raise MalformedAnswer("a chat completion without text")
    version = found.get("model") if isinstance(found, dict) else None
    return Reply(content, version if isinstance(version, str) and _VERSION.fullmatch(version) else "")


def read_answers(content: str, batch: Batch, sections: frozenset[str]) -> Parsed:
    """Read the answers to a batch, one at least.

    Raises MalformedAnswer for anything but one JSON object with a list of answers.
    """
    fenced = _FENCE.fullmatch(content)
    found = _load(fenced[1] if fenced else content, "text that is not JSON alone")
    items = found.get("answers") if isinstance(found, dict) else None
    if not isinstance(items, list):
        raise MalformedAnswer('JSON without a list of "answers"')
    answers: dict[int, Answer] = {}
    faults: list[Fault] = []
    for item in items:
        number = item.get("n") if isinstance(item, dict) else None
        index = number - 1 if isinstance(number, int) and not isinstance(number, bool) else -1
        if not 0 <= index < len(batch.questions) or index in answers:
            faults.append("number")
            continue
        answer, dropped = check_answer(item, batch.questions[index], batch.kind, sections)
        faults += dropped
        if answer is not None:
            answers[index] = answer
    if not answers:
        raise MalformedAnswer("JSON that answers nothing that was asked")
    faults += ["missing"] * (len(batch.questions) - len(answers))
    return Parsed(answers, tuple(faults))


def _load(text: str, what: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise MalformedAnswer(what) from problem


def check_answer(
    item: Mapping[str, object], question: Question, kind: Kind, sections: frozenset[str]
) -> tuple[Answer | None, list[Fault]]:
    """Return what may be kept of one answer, None if nothing may, and the faults of what is dropped.

    Sections of which none exists are no empty list: that would say that the sentence belongs nowhere.
    """
    if kind == "pair":
        relation = item.get("relation")
        return ({"relation": relation}, []) if relation in RELATIONS else (None, ["label"])
    named = item.get("sections")
    if not isinstance(named, list):
        return None, ["label"]
    kept = sorted({name for name in named if isinstance(name, str) and name in sections})
    faults: list[Fault] = ["label"] if len(kept) < len(named) else []
    if named and not kept:
        return None, faults
    answer: dict[str, object] = {"sections": kept}
    for key, known in (("status", STATUSES), ("importance", IMPORTANCES), ("alone", (True, False))):
        faults += _keep(answer, item, key, known)
    return answer, faults + _keep_speaker(answer, item, question)


def _keep(answer: dict[str, object], item: Mapping[str, object], key: str, known: Sequence[object]) -> list[Fault]:
    """Keep a label that there is; one that is absent is no fault. True is not 1 here, though Python says so."""
    value = item.get(key)
    if value is None:
        return []
    if not any(type(value) is type(each) and value == each for each in known):
        return ["label"]
    answer[key] = value
    return []


def _keep_speaker(answer: dict[str, object], item: Mapping[str, object], question: Question) -> list[Fault]:
    name = item.get("speaker")
    if name is None or name == "":
        return []
    if not isinstance(name, str) or len(name) > LONGEST_NAME:
        return ["name"]
    name = fold_space(name).strip()
    if not name or re.search(rf"(?<!\w){re.escape(name)}(?!\w)", question.paragraph) is None:
        return ["name"]
    answer["speaker"] = name
    return []


def depose(answer: Answer) -> Deposition:
    """Return a checked answer on a sentence as a value."""
    return Deposition(
        sections=frozenset(cast("list[str]", answer["sections"])),
        status=cast("Status | None", answer.get("status")),
        speaker=cast("str | None", answer.get("speaker")),
        importance=cast("int | None", answer.get("importance")),
        alone=cast("bool | None", answer.get("alone")),
    )


def relate(answer: Answer) -> Relation:
    """Return a checked answer on a pair as a value."""
    return cast("Relation", answer["relation"])
