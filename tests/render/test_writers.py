"""Each format is asked for by name, and brings only its own libraries."""

import subprocess
import sys
from pathlib import Path

import pytest

from briefing.errors import UsageError
from briefing.render import WRITERS, check_format, check_profile, render
from tests.render.samples import make_document, read_theme

_HEAVY = {"docx": {"docx", "lxml"}, "pdf": {"reportlab"}, "md": set[str](), "html": set[str]()}
_LOADED = """
import sys
from briefing.render import render
from tests.render.samples import make_document, read_theme
render(make_document(), read_theme(), [sys.argv[1]])
print(*sorted({"docx", "lxml", "reportlab"} & set(sys.modules)))
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", WRITERS)
def test_a_format_loads_no_other_formats_libraries(name: str, root: Path):
    done = subprocess.run(
        [sys.executable, "-c", _LOADED, name], cwd=root, env={"PYTHONPATH": "."}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) == _HEAVY[name]


def test_formats_are_written_in_the_order_asked_for_and_once():
    made = render(make_document(), read_theme(), ["md", "docx", "md"])
    assert [one.format for one in made] == ["md", "docx"]
    assert made[0].data.startswith(b"**TLP:")
    assert made[1].data.startswith(b"PK")
    assert [one.findings for one in made] == [(), ()]


def test_an_unknown_format_is_refused_with_those_there_are():
    assert check_format("md") == "md"
    with pytest.raises(UsageError) as refused:
        check_format("odt")
    assert refused.value.hint == "formats: docx, pdf, md, html"


def test_the_profile_of_the_pdf_is_3b_unless_2b_is_asked_for():
    for wanted, part in ((("3b",), b"3"), (("2b",), b"2"), ((), b"3")):
        (made,) = render(make_document(), read_theme(), ["pdf"], *wanted)
        assert b"<pdfaid:part>" + part in made.data


def test_an_unknown_profile_is_refused_with_those_there_are():
    assert check_profile("2b") == "2b"
    with pytest.raises(UsageError) as refused:
        check_profile("1a")
    assert refused.value.hint == "profiles: 3b, 2b"
