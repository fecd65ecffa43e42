"""The manifest of an edition: written the same each time, read back as it was, refused when it is not as written."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.distribute.manifest import read_manifest, write_manifest
from briefing.errors import CheckError
from briefing.model.edition import Edition
from tests.distribute.editions import EDITION, EDITIONS


@given(EDITIONS)
def test_what_is_written_is_read_back(edition: Edition) -> None:
    assert read_manifest(write_manifest(edition)) == edition


def test_the_bytes_do_not_depend_on_the_order_in_which_options_were_given() -> None:
    other = replace(EDITION, options=dict(reversed(list(EDITION.options.items()))))
    assert write_manifest(other) == write_manifest(EDITION)


def test_it_can_be_read_by_people() -> None:
    text = write_manifest(EDITION).decode()
    assert '    "marking": "TLP:GREEN",\n' in text
    assert '"embargo": "2024-07-01T09:30:00+02:00"' in text
    assert text.endswith("}\n")


def damage(**changes: Any) -> bytes:
    found = json.loads(write_manifest(EDITION))
    found["edition"] |= changes
    return json.dumps(found).encode()


FILE: dict[str, Any] = json.loads(write_manifest(EDITION))["edition"]["files"][0]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"title": 7}, "title: this is no text"),
        ({"title": "\ud800"}, "title: .*surrogates"),
        ({"stem": "../brief"}, "stem: '../brief' is no name of a file"),
        ({"status": "secret"}, "status: 'secret' is none of draft, final"),
        ({"embargo": "2024-07-01T09:30:00"}, "embargo: this time has no offset"),
        ({"embargo": "soon"}, "embargo: "),
        ({"published": "2024-02-30"}, "published: "),
        ({"as_of": 20240628}, "as_of: this is no text"),
        ({"key_points": "one"}, "key_points: this is no list"),
        ({"options": []}, "options: this is no table"),
        ({"options": {"a": None}}, "options: this is no text"),
        ({"files": [FILE | {"name": "/etc/passwd"}]}, "files: name: '/etc/passwd' is no name"),
        ({"files": [FILE | {"name": ".."}]}, "files: name: '..' is no name"),
        ({"files": [FILE | {"name": "a\nb"}]}, "is no name"),
        ({"files": [FILE | {"format": "exe"}]}, "files: format: 'exe' is none of"),
        ({"files": [FILE | {"sha256": "ABC"}]}, "files: sha256: this is no SHA-256"),
        ({"files": [FILE | {"size": -1}]}, "files: size: "),
        ({"files": [FILE | {"size": True}]}, "files: size: "),
        ({"files": [FILE | {"size": 1.5}]}, "files: size: "),
        ({"files": ["brief.pdf"]}, "files: a table is missing"),
        ({"owner": "me"}, "'owner' is no key of it"),
    ],
)
def test_a_damaged_manifest_is_refused_and_the_place_named(changes: dict[str, Any], complaint: str) -> None:
    with pytest.raises(CheckError, match=f"this manifest is damaged: .*{complaint}"):
        read_manifest(damage(**changes))


def test_a_missing_key_is_named() -> None:
    found = json.loads(write_manifest(EDITION))
    del found["edition"]["marking"]
    with pytest.raises(CheckError, match="damaged: 'marking' is missing"):
        read_manifest(json.dumps(found).encode())


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "cannot be read as JSON"),
        (b"\xff\xfe", "cannot be read as JSON"),
        (b"[" * 100_000, "cannot be read as JSON"),
        (b'{"kind": "briefing edition", "kind": 1}', "cannot be read as JSON"),
        (b'{"kind": NaN}', "cannot be read as JSON"),
        (b"[]", "this is no manifest of an edition"),
        (b'{"name": "a package", "version": "1"}', "this is no manifest of an edition"),
        (b'{"kind": "briefing edition", "format": 2}', "this manifest has format 2"),
        (b'{"kind": "briefing edition", "format": 1}', "damaged: a table is missing"),
    ],
)
def test_what_is_no_manifest_is_refused(data: bytes, complaint: str) -> None:
    with pytest.raises(CheckError, match=complaint):
        read_manifest(data)


@given(st.binary(max_size=200))
def test_strange_bytes_are_refused_and_nothing_else_happens(data: bytes) -> None:
    with pytest.raises(CheckError):
        read_manifest(data)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(json.loads(write_manifest(EDITION))["edition"])), _JSON)
def test_a_value_of_another_kind_is_read_or_refused(name: str, value: Any) -> None:
    data = damage(**{name: value})
    try:
        edition = read_manifest(data)
    except CheckError:
        return
    assert read_manifest(write_manifest(edition)) == edition


@given(st.data())
def test_a_manifest_with_a_changed_byte_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(write_manifest(EDITION))
    whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        edition = read_manifest(bytes(whole))
    except CheckError:
        return
    assert all("/" not in file.name for file in edition.files)
