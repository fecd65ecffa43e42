"""The table [assist] of brief.toml: which language model may help to sort, and how it is reached."""

import re
from dataclasses import dataclass

from briefing.config.kinds import NUMBER, TEXT, WHOLE
from briefing.config.tables import Table

SHORTEST_TIMEOUT, LONGEST_TIMEOUT = 0.1, 3600.0
LARGEST_BATCH = 100
HOTTEST = 2.0
"""The highest temperature that such interfaces know."""

_KEYS = ("endpoint", "model", "key_env", "timeout", "batch", "temperature")
_MODEL = re.compile(r"[\w.:/@+-]{1,80}", re.ASCII)
_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]{0,63}")
"""Capitals only: a key that stands here by mistake would else be taken for a name, and be printed as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistSettings:
    """Whom to ask and how; empty text means that nobody said."""

    endpoint: str = ""
    """The address of chat completions, or the one that they stand under, such as "http://localhost:11434/v1"."""
    model: str = ""
    key_env: str = ""
    """The environment variable that holds the key; never the key itself."""
    timeout: float = 60.0
    """Seconds that one request may take, from its first byte to the last of its answer."""
    batch: int = 25
    """Sentences in one request."""
    temperature: float = 0.0


def read_assist(table: Table) -> AssistSettings:
    """Read the table; raises its error for a value that cannot be, without repeating what may be a key."""
    table.refuse_unknown(_KEYS)
    plain = AssistSettings()
    return AssistSettings(
        endpoint=(table.read("endpoint", TEXT) or "").strip(),
        model=_read_model(table),
        key_env=_read_variable(table),
        timeout=_read_between(table, "timeout", plain.timeout, (SHORTEST_TIMEOUT, LONGEST_TIMEOUT)),
        batch=_read_batch(table, plain.batch),
        temperature=_read_between(table, "temperature", plain.temperature, (0.0, HOTTEST)),
    )


def _read_model(table: Table) -> str:
    model = (table.read("model", TEXT) or "").strip()
    if model and not _MODEL.fullmatch(model):
        raise table.fail(f'"{model}" is no name of a model', "model", hint='names look like "qwen3:8b", without blanks')
    return model


def _read_variable(table: Table) -> str:
    name = table.read("key_env", TEXT) or ""
    if name and not _VARIABLE.fullmatch(name):
        hint = 'key_env names a variable, such as "LLM_KEY"; a key itself does not belong into a file'
        raise table.fail("this is no name of an environment variable", "key_env", hint=hint)
    return name


def _read_between(table: Table, key: str, default: float, bounds: tuple[float, float]) -> float:
    value = table.read(key, NUMBER)
    if value is None:
        return default
    least, most = bounds
    if not least <= value <= most:
        raise table.fail(f"{key} = {value:g} is out of range", key, hint=f"from {least:g} to {most:g}")
    return value


def _read_batch(table: Table, default: int) -> int:
    value = table.read("batch", WHOLE)
    if value is None:
        return default
    if not 1 <= value <= LARGEST_BATCH:
        raise table.fail(f"batch = {value} is out of range", "batch", hint=f"from 1 to {LARGEST_BATCH}")
    return value
