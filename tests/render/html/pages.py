"""Pages read back: by a parser of its own, so that no test asks the writer what it wrote."""

from lxml import etree, html

from briefing.model.document import Block, Document, Masthead
from briefing.render.html.writer import write_html_page
from tests.render.samples import read_theme

THEME = read_theme()


def write(*blocks: Block) -> bytes:
    """Return the page of a document that has these blocks and a title."""
    return write_html_page(Document(masthead=Masthead(title="T"), blocks=blocks), THEME)[0]


def parse(data: bytes) -> html.HtmlElement:
    """Return the tree of a page."""
    return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))


def read(element: etree._Element) -> str:
    """Return the words of an element as a reader sees them, white space folded."""
    return " ".join("".join(map(str, element.itertext())).split())


def find_all(tree: etree._Element, path: str) -> list[html.HtmlElement]:
    """Return the elements at a path, in order."""
    found = tree.xpath(path)
    assert isinstance(found, list)
    return found
