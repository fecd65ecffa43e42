"""What a command does not need is not imported: each library costs a tenth of a second or so."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

WRITERS = {"docx", "lxml", "reportlab", "PIL"}
READERS = {"pypdfium2", "trafilatura"}
RUN = """
import sys
before = set(sys.modules)  # what measures coverage is there already
from briefing.cli import main
code = main(sys.argv[1:])
print(*(sys.modules.keys() - before), file=sys.stderr)
sys.exit(code)
"""


def modules_after(root: Path, *words: object) -> set[str]:
    """Run a command in a process of its own and return the names of all modules that it has imported."""
    command = [sys.executable, "-c", RUN, *map(str, words)]
    outcome = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)
    assert outcome.returncode == 0, outcome.stderr
    return set(outcome.stderr.split())


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_saying_what_it_is_takes_no_library_but_that_of_the_command_line(root: Path, word: str) -> None:
    heavy = {*WRITERS, *READERS, "jinja2", "markdown_it", "briefing.pipeline", "briefing.render"}
    assert not modules_after(root, word) & heavy


def test_text_becomes_markdown_without_the_libraries_of_other_formats(root: Path, tmp_path: Path) -> None:
    modules = modules_after(root, "build", root / "sources", "--out", tmp_path, "--format", "md", "--quiet")
    assert not modules & {*WRITERS, *READERS}
    assert "briefing.render.markdown" in modules


def test_without_a_model_nothing_that_asks_or_connects_is_imported(root: Path, tmp_path: Path) -> None:
    modules = modules_after(root, "build", root / "sources", "--out", tmp_path, "--format", "md", "--quiet")
    assert not [name for name in modules if name.startswith("briefing.assist")]
    assert not modules & {"ssl", "socket", "http.client", "concurrent.futures"}


def test_a_build_from_the_record_imports_no_network(root: Path, tmp_path: Path) -> None:
    model = ("--set", "assist.model=clerk", "--set", "assist.endpoint=http://localhost:9/v1", "--no-send")
    modules = modules_after(root, "build", root / "sources", "--out", tmp_path, "--format", "md", "--quiet", *model)
    assert "briefing.assist.questions" in modules
    assert not modules & {"ssl", "socket", "http.client", "briefing.assist.client"}
