"""The validator from outside agrees, on every kind of node and on the smallest document."""

import subprocess
import sys
from pathlib import Path

import pytest

from briefing.model.document import Document, Masthead
from briefing.packs.theme import Theme
from briefing.render.docx.writer import write_docx
from tests.render.samples import make_document


@pytest.mark.parametrize("kind", ["every node", "title only"])
def test_the_validator_finds_nothing(kind: str, material: Path, theme: Theme, tmp_path: Path):
    document = make_document() if kind == "every node" else Document(masthead=Masthead(title="Title"), blocks=())
    file = tmp_path / "brief.docx"
    file.write_bytes(write_docx(document, theme)[0])
    judge = material / "tools" / "docx-validate" / "validate.py"
    verdict = subprocess.run([sys.executable, str(judge), str(file)], capture_output=True, text=True)
    assert verdict.returncode == 0, verdict.stdout + verdict.stderr
    assert ": OK" in verdict.stdout
