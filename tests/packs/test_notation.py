"""What a pack.toml may say of notes."""

import pytest

from briefing.config.tables import merge_layers, read_layer
from briefing.errors import PackError
from briefing.packs.manifest import read_manifest
from briefing.packs.notation import Notation

HEAD = 'name = "memo"\nversion = "1.0.0"\ncontract = 1\n'


def read(*texts: str) -> Notation:
    """Read what packs say of notes, the strongest first."""
    layers = [read_layer(HEAD + text, f"pack-{number}.toml", PackError) for number, text in enumerate(texts)]
    return read_manifest(merge_layers(layers, PackError)).notes


def test_nothing_needs_to_be_said() -> None:
    assert read("") == Notation()


def test_every_switch_is_read_and_inherited_alone() -> None:
    child = '[notes]\nmark = "before"\nquotation = "single"\n'
    parent = '[notes]\nstyle = "author-date"\nmark = "after"\naccessed = "never"\n'
    assert read(child, parent) == Notation(style="author-date", mark="before", quotation="single", accessed="never")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('quotes = "single"', 'unknown key "notes.quotes"'),
        ('mark = "above"', 'key "notes.mark" should be "after" or "before"'),
        ("accessed = true", 'key "notes.accessed" should be "auto", "always" or "never"'),
        ('style = ""', 'key "notes.style" should be "notes" or "author-date"'),
    ],
)
def test_anything_else_is_refused_with_its_line(line: str, message: str) -> None:
    with pytest.raises(PackError) as caught:
        read(f"[notes]\n{line}\n")
    assert message in caught.value.message
    assert caught.value.place == "pack-0.toml:5"
