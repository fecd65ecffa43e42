"""The table [assist] of brief.toml."""

import pytest

from briefing.config.assist import AssistSettings
from briefing.config.dossier import read_settings
from briefing.errors import DossierError


def read(table: str) -> AssistSettings | None:
    return read_settings(table, "brief.toml")[0].assist


def test_without_the_table_no_model_is_asked() -> None:
    assert read('title = "A"') is None


def test_an_empty_table_has_every_default() -> None:
    assert read("[assist]") == AssistSettings(
        endpoint="", model="", key_env="", timeout=60.0, batch=25, temperature=0.0
    )


def test_every_key_is_read() -> None:
    text = """
    [assist]
    endpoint = " http://localhost:11434/v1 "
    model = "qwen3:8b"
    key_env = "LLM_KEY"
    timeout = 5
    batch = 10
    temperature = 0.5
    """
    assert read(text) == AssistSettings(
        endpoint="http://localhost:11434/v1",
        model="qwen3:8b",
        key_env="LLM_KEY",
        timeout=5.0,
        batch=10,
        temperature=0.5,
    )


@pytest.mark.parametrize(
    "line",
    [
        'key_env = "sk-a1b2"', 'key_env = "abc123"', 'key_env = "A B"', 'model = "a b"', 'model = "a\\nb"',
        "timeout = 0.01", "timeout = 4000", "batch = 101", "batch = 0", "temperature = 2.1", 'temperature = "0"',
        "endpoint = 7", 'api_key = "x"',
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(DossierError) as caught:
        read(f"[assist]\n{line}")
    assert caught.value.place == "brief.toml:2"


@pytest.mark.parametrize("value", ["sk-a1b2c3", "abcdef0123456789"])
def test_a_key_that_stands_where_its_variable_should_is_not_repeated(value: str) -> None:
    with pytest.raises(DossierError) as caught:
        read(f'[assist]\nkey_env = "{value}"')
    assert value not in f"{caught.value.message} {caught.value.hint}"
