"""A pack brings the organisation's Word file along, or has that of a pack that it extends."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.errors import DossierError, PackError
from briefing.packs.lookup import load_pack, read_reference


def test_the_first_pack_of_a_chain_that_has_a_reference_document_counts(
    make_pack: Callable[..., Path], folders: list[Path]
):
    parent = make_pack("ministry")
    make_pack("desk", extends="ministry")
    assert load_pack("desk", folders).theme.reference is None
    (parent / "reference.dotx").write_bytes(b"the ministry's")
    found = load_pack("desk", folders).theme.reference
    assert found is not None
    assert (found.data, found.place) == (b"the ministry's", str(parent / "reference.dotx"))
    own = parent.parent / "desk" / "reference.docx"
    own.write_bytes(b"the desk's")
    nearer = load_pack("desk", folders).theme.reference
    assert nearer is not None
    assert nearer.data == b"the desk's"


def test_a_file_that_cannot_be_read_is_the_error_of_who_named_it(tmp_path: Path):
    with pytest.raises(PackError, match="cannot be read") as refused:
        read_reference(tmp_path / "gone.docx")
    assert refused.value.place.endswith("gone.docx")
    with pytest.raises(DossierError, match="cannot be read"):
        read_reference(tmp_path, DossierError)
