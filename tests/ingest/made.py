"""Make one article as people keep it: as text, web page, PDF and Word file. The words are our own."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage

import docx
from docx.document import Document
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

TITLE = "Northland and Westmark sign a defence pact in Halden"
TEXT = """\
Northland and Westmark signed a defence pact in Halden on 14 May 2026, the governments of both countries said
in a joint statement. It replaces a treaty of friendship that the two neighbours concluded in 1998.

The pact obliges each party to assist the other without delay if it comes under attack. Its text has not been
published, and officials of the Eastern Union said that they had not been informed beforehand.

“We will not wait for others to protect our harbours,” President Ilse Brandt of Westmark told reporters after
the ceremony. Her counterpart, Prime Minister Jon Pell, called the agreement the most important in a
generation.

Northland has delivered munitions and spare parts to Westmark since 2022, according to the Strait Institute, a
research centre in Halden. The institute counted seventeen shipments in the first quarter of this year alone.

The Secretary of Defence of Ostia, Dana Reed, criticised the pact as an unnecessary provocation. She announced
that her government would hold consultations with its allies in the week after the signing.

Analysts were divided over its meaning. Tomas Reyes of the Harbour Institute said that the clause on mutual
assistance was weaker than it looked, because it left the kind of assistance to each party.

Both parliaments must still approve the pact. The Westmark assembly will debate it in June, and the vote in
Northland is expected before the summer recess, a spokesman for the assembly said.

The two governments also agreed to hold an annual exercise of their air forces over the strait. The first of
these exercises is planned for September, with forty aircraft and about two thousand servicemen taking part.
"""
PARAGRAPHS = tuple(" ".join(words.split()) for words in TEXT.split("\n\n"))
_HYPHENS = {
    "governments": 7, "neighbours": 5, "provocation": 4, "consultations": 7, "agreement": 5, "assistance": 6,
    "unnecessary": 5, "institute": 4, "counterpart": 7, "exercises": 4, "parliaments": 6, "servicemen": 7,
}  # fmt: skip


def as_text() -> bytes:
    """Return the article as plain text, one paragraph a line."""
    return "\n\n".join((TITLE, *PARAGRAPHS)).encode()


def as_page() -> bytes:
    """Return the article as a web page, with navigation, advertising and links to other articles."""
    menu = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in ("Home", "World", "Defence", "Trade"))
    related = "".join(f'<li><a href="/{n}">Another story of the day, number {n}</a></li>' for n in range(6))
    body = "\n".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    return f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{TITLE} | Northern Courier</title>
<meta property="og:site_name" content="Northern Courier"><meta name="author" content="Mara Lindqvist">
<meta property="article:published_time" content="2026-05-14T18:40:00Z">
<link rel="canonical" href="https://northerncourier.example/a/8812">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "{TITLE}",
"datePublished": "2026-05-14T18:40:00Z", "author": {{"@type": "Person", "name": "Mara Lindqvist"}}}}</script>
<style>p {{ margin: 0 }}</style><script>var tracked = true;</script></head><body>
<header><nav><ul>{menu}</ul></nav></header><div class="advert">Advertisement: shoes for every harbour</div>
<main><article><h1>{TITLE}</h1>{body}</article></main>
<aside class="related"><h3>Related</h3><ul>{related}</ul></aside>
<div class="newsletter">Sign up for our newsletter</div><footer>© 2026 Northern Courier. All rights reserved.</footer>
</body></html>""".encode()


def as_word() -> bytes:
    """Return the article as a Word file."""
    document = docx.Document()
    document.core_properties.title = TITLE
    document.core_properties.author = "Mara Lindqvist"
    document.add_heading(TITLE, level=1)
    for words in PARAGRAPHS:
        document.add_paragraph(words)
    return save(document)


def save(document: Document) -> bytes:
    """Return the bytes of a Word file."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_mail(*, html: bool = False) -> bytes:
    """Return the article as a mail."""
    message = EmailMessage()
    message["Subject"] = f"Fwd: {TITLE}"
    message["From"] = "Mara Lindqvist <mara@northerncourier.example>"
    message["To"] = "desk@example.org"
    message["Date"] = "Thu, 14 May 2026 23:40:00 +0200"
    message["Message-ID"] = "<1@northerncourier.example>"
    message.set_content("\n\n".join((TITLE, *PARAGRAPHS)))
    if html:
        message.set_content(as_page().decode(), subtype="html")
    return message.as_bytes()


@dataclass(frozen=True, slots=True)
class Sheet:
    """How the pages of a made PDF are laid out."""

    columns: int = 1
    lines: int = 16
    """How many lines fit into a column."""
    indent: float = 0.0
    gap: float = 0.0
    """Space between paragraphs, in points."""
    hyphens: bool = True
    by_row: bool = False
    """Lines are drawn across the columns, as some programs do."""


def as_pdf(sheet: Sheet = Sheet(), paragraphs: Sequence[str] = PARAGRAPHS, title: str = TITLE) -> bytes:
    """Return the article as a PDF with running heads and page numbers."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(420, 595), invariant=1)
    canvas.setTitle(title)
    canvas.setAuthor("Mara Lindqvist")
    width = (420 - 80 - 20 * (sheet.columns - 1)) / sheet.columns
    lines = [line for words in paragraphs for line in _wrap(words, width, sheet)]
    page = 0
    while lines or not page:
        page += 1
        lines = _draw_page(canvas, sheet, lines, width, page, title if page == 1 else "")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _wrap(words: str, width: float, sheet: Sheet) -> list[tuple[float, str, float]]:
    """Cut a paragraph into lines: how far each is set in, its words, and the space above it."""
    lines: list[tuple[float, str, float]] = []
    current: list[str] = []
    inset = sheet.indent
    for word in words.split():
        if stringWidth(" ".join([*current, word]), "Times-Roman", 10) <= width - inset:
            current.append(word)
            continue
        bare = word.strip(".,“”").lower()
        cut = _HYPHENS.get(bare, 0) if sheet.hyphens else 0
        fits = cut and stringWidth(" ".join([*current, word[:cut] + "-"]), "Times-Roman", 10) <= width - inset
        lines.append((inset, " ".join([*current, word[:cut] + "-"] if fits else current), 0.0))
        current, inset = [word[cut:] if fits else word], 0.0
    lines.append((inset, " ".join(current), 0.0))
    lines[0] = (lines[0][0], lines[0][1], sheet.gap)
    return lines


def _draw_page(
    canvas: Canvas, sheet: Sheet, lines: list[tuple[float, str, float]], width: float, page: int, title: str
) -> list[tuple[float, str, float]]:
    """Draw one page and return the lines that are left."""
    canvas.setFont("Times-Italic", 8)
    canvas.drawString(40, 570, "Northern Courier" if page % 2 else "Thursday, 14 May 2026")
    canvas.drawCentredString(210, 20, f"Page {page}")
    if title:
        canvas.setFont("Times-Bold", 12)
        canvas.drawString(40, 540, title)
    canvas.setFont("Times-Roman", 10)
    placed: list[tuple[float, float, str]] = []
    for column in range(sheet.columns):
        y = 515.0
        for _ in range(sheet.lines):
            if not lines:
                break
            inset, words, gap = lines.pop(0)
            y -= 12 + (gap if y < 515 else 0)
            placed.append((40 + column * (width + 20) + inset, y, words))
    if sheet.by_row:
        placed.sort(key=lambda each: -each[1])
    for x, y, words in placed:
        canvas.drawString(x, y, words)
    return lines
