"""Programs from outside that some tests ask: LibreOffice and pandoc. Without one, the test is skipped and says so."""

import importlib.util
import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from tests.render.docx.houses import GERMAN, TEMPLATE, House

LETTERHEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles><style:page-layout style:name="A"><style:page-layout-properties fo:page-width="21cm"
 fo:page-height="29.7cm" fo:margin-left="3cm" fo:margin-right="2cm" fo:margin-top="2cm" fo:margin-bottom="2cm"/>
<style:header-style><style:header-footer-properties fo:min-height="1cm"/></style:header-style>
<style:footer-style><style:header-footer-properties fo:min-height="1cm"/></style:footer-style></style:page-layout>
</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A">
<style:header><text:p text:style-name="Header">Seaside Institute</text:p></style:header>
<style:footer><text:p text:style-name="Footer">page <text:page-number>1</text:page-number></text:p></style:footer>
</style:master-page></office:master-styles><office:body><office:text><text:h text:outline-level="1">Old</text:h>
<text:p>Old text<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>
<text:p>Old note</text:p></text:note-body></text:note>.</text:p></office:text></office:body></office:document>"""
"""A letterhead in LibreOffice's own flat form."""


def convert(file: Path, ending: str, folder: Path) -> Path:
    """Open a file in LibreOffice and save it in another format, with a profile of its own."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", ending, "--outdir", str(folder), str(file)]
    subprocess.run(command, capture_output=True, check=True, timeout=180)
    return folder / f"{file.stem}.{ending}"


def make_plain(_: Path) -> bytes:
    """Return python-docx's default."""
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    return buffer.getvalue()


def make_pandocs(_: Path) -> bytes:
    """Return pandoc's default."""
    program = shutil.which("pandoc")
    if program is None and importlib.util.find_spec("pypandoc") is None:
        pytest.skip("pandoc is not installed")
    if program is None:
        import pypandoc  # type: ignore[import-not-found,import-untyped,unused-ignore]  # a yardstick, not a requirement

        program = str(pypandoc.get_pandoc_path())
    command = [program, "--print-default-data-file", "reference.docx"]
    return subprocess.run(command, capture_output=True, check=True).stdout


def make_libreoffices(folder: Path) -> bytes:
    """Return a letterhead that LibreOffice saved."""
    file = folder / "letterhead.fodt"
    file.write_text(LETTERHEAD, encoding="utf-8")
    made = folder / "made"
    made.mkdir()
    return convert(file, "docx", made).read_bytes()


REFERENCES: dict[str, Callable[[Path], bytes]] = {
    "python-docx": make_plain,
    "pandoc": make_pandocs,
    "LibreOffice": make_libreoffices,
    "German": lambda _: House(names=GERMAN).pack(),
    "template": lambda _: House(content_type=TEMPLATE).pack(),
}
"""The files of five makers."""
