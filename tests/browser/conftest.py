"""A browser for all tests of a worker, and the pages that they open."""

import datetime as dt
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.pipeline.build import build
from briefing.pipeline.publishing import PublishRequest, publish
from briefing.pipeline.request import BuildRequest
from briefing.render.html.writer import write_html_page
from tests.browser.chromium import Tab, find_chromium, open_browser
from tests.render.samples import make_document, read_theme

AXE = Path(sys.prefix) / "axe" / "axe_playwright_python" / "axe.min.js"
"""Where `make setup` puts axe-core."""


@pytest.fixture(scope="session")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """Give a tab of headless Chromium, or skip where there is none."""
    program = find_chromium()
    if program is None:
        pytest.skip("there is no Chromium on this machine to open the page in (Debian: apt-get install chromium)")
    with open_browser(program, tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(scope="session")
def axe() -> str:
    """Give the program that judges accessibility, or skip."""
    if not AXE.is_file():
        pytest.skip("axe-core is not in this environment: make setup brings it")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def sample(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the page of the sample dossier."""
    out = tmp_path_factory.mktemp("page")
    return build(BuildRequest(dossier=root / "sources", out=out, formats=("html",))).files[0].path


@pytest.fixture(scope="session")
def every_node(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a page with every kind of node in every place, of a draft and a personal copy."""
    page = tmp_path_factory.mktemp("page") / "nodes.html"
    document = make_document()
    masthead = replace(document.masthead, notice="DRAFT, not for citation", copy="Copy 3 of 12: A. Ruiz")
    page.write_bytes(write_html_page(replace(document, masthead=masthead), read_theme())[0])
    return page


@pytest.fixture(scope="session")
def listed(root: Path, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the list of a folder in which the sample is published."""
    asked = BuildRequest(dossier=root / "sources", out=sample.parent)
    folder = tmp_path_factory.mktemp("public")
    publish(PublishRequest(folder=folder, now=dt.datetime(2031, 6, 1, tzinfo=dt.UTC), build=asked))
    return folder / "index.html"
