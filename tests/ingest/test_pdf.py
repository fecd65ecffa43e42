"""PDF files: pages, running heads, hyphens, notes, and what cannot be read."""

import io
from collections.abc import Callable

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from briefing.errors import SourceError
from briefing.model.source import Span
from tests.ingest import made
from tests.ingest.reading import list_asides, list_blocks, list_codes, read_one, read_with_findings

LINES = (
    "The two ministers met in Halden on Monday and signed the text of the",
    "pact, which had been negotiated for nearly two years by their envoys.",
)


def draw(paint: Callable[[Canvas], None], **options: object) -> bytes:
    """Return a PDF of what is painted."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(420, 595), invariant=1, **options)
    paint(canvas)
    canvas.save()
    return stream.getvalue()


def paint_lines(canvas: Canvas, *lines: str, y: float = 500, size: float = 10) -> None:
    canvas.setFont("Times-Roman", size)
    for number, line in enumerate(lines):
        canvas.drawString(40, y - number * 1.2 * size, line)


def test_pages_are_kept_as_places() -> None:
    source = read_one(made.as_pdf(made.Sheet(indent=14)), "a.pdf")
    assert [page.label for page in source.pages] == ["1", "2"]
    start = source.text.index("Analysts were divided")
    end = source.text.index("each party.", start)
    assert source.pages_of(Span(source.id, start, start + 8)) == ("1",)
    assert source.pages_of(Span(source.id, start, end)) == ("1", "2")
    assert source.pages_of(Span(source.id, end, end + 8)) == ("2",)


def test_running_heads_and_page_numbers_are_dropped_and_counted() -> None:
    source, findings = read_with_findings(made.as_pdf(made.Sheet(indent=14)), "a.pdf")
    assert "Northern Courier" not in source.text
    assert "Page" not in source.text
    (said,) = [finding.message for finding in findings if finding.code == "running-heads"]
    assert said == "left out as running heads and page numbers: 4 lines"


def test_hyphens_at_line_ends_are_undone_unless_the_word_has_one() -> None:
    lines = (
        "The well-",
        "known pact was un-",
        "necessary, said the air-defence envoy of the air-",
        "defence staff in 1998-",
        "99.",
    )
    source = read_one(draw(lambda canvas: paint_lines(canvas, *lines)), "a.pdf")
    words = " ".join(source.text.split())
    assert (
        words == "The well-known pact was unnecessary, said the air-defence envoy of the air-defence staff in 1998- 99."
    )


def test_footnotes_at_the_foot_stand_apart() -> None:
    def paint(canvas: Canvas) -> None:
        paint_lines(canvas, *LINES)
        paint_lines(canvas, "1 See the treaty of 1998, which was never published.", y=60, size=8)
        canvas.showPage()
        paint_lines(canvas, *(line.replace("Monday", "Tuesday") for line in LINES))

    source = read_one(draw(paint), "a.pdf")
    assert list_asides(source) == {"1 See the treaty of 1998, which was never published.": "note"}
    assert source.pages_of(Span(source.id, source.blocks[-1].start, source.blocks[-1].end)) == ("1",)


def test_a_raised_number_is_the_mark_of_a_note() -> None:
    def paint(canvas: Canvas) -> None:
        text = canvas.beginText(40, 500)
        text.setFont("Times-Roman", 10)
        text.textOut("The pact was signed.")
        text.setFont("Times-Roman", 6)
        text.setRise(4)
        text.textOut("12")
        text.setFont("Times-Roman", 10)
        text.setRise(0)
        text.textOut(" It is secret.")
        canvas.drawText(text)

    assert list_blocks(read_one(draw(paint), "a.pdf")) == ["The pact was signed.¹² It is secret."]


def test_large_type_is_a_heading_and_lists_are_lists() -> None:
    def paint(canvas: Canvas) -> None:
        paint_lines(canvas, "The pact of Halden", y=540, size=16)
        paint_lines(canvas, *LINES)
        paint_lines(canvas, "• Air defence of both countries.", "• Exchange of pilots and crews.", y=460)

    source = read_one(draw(paint), "a.pdf")
    assert [block.kind for block in source.blocks] == ["heading", "paragraph", "list-item", "list-item"]
    assert list_blocks(source)[2:] == ["Air defence of both countries.", "Exchange of pilots and crews."]


def test_properties_give_title_and_author() -> None:
    reference = read_one(made.as_pdf(), "a.pdf").reference
    assert (reference.title, reference.authors) == (made.TITLE, ("Mara Lindqvist",))


def refuse(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read_one(data, "a.pdf")
    return caught.value.message


def test_a_locked_file_is_refused() -> None:
    locked = StandardEncryption("user", "owner", canPrint=0)
    assert "encrypted" in refuse(draw(lambda canvas: paint_lines(canvas, *LINES), encrypt=locked))


def test_a_scanned_file_is_refused() -> None:
    assert "pages are pictures" in refuse(draw(lambda canvas: canvas.rect(40, 40, 300, 300, fill=1)))


def test_pages_without_text_among_others_are_named() -> None:
    def paint(canvas: Canvas) -> None:
        paint_lines(canvas, *LINES)
        canvas.showPage()
        canvas.rect(40, 40, 300, 300, fill=1)

    _, findings = read_with_findings(draw(paint), "a.pdf")
    assert [f.message for f in findings if f.code == "pages-without-text"] == ["no text on page 2"]


@pytest.mark.parametrize("cut", [12, 300])
def test_a_damaged_file_is_refused(cut: int) -> None:
    assert "damaged" in refuse(made.as_pdf()[:cut])


def test_a_wrong_suffix_is_said() -> None:
    source, findings = read_with_findings(made.as_pdf(), "a.txt")
    assert source.pages
    assert list_codes(findings) == ["suffix-wrong", "running-heads"]


def test_notes_that_run_across_columns_stay_whole() -> None:
    def paint(canvas: Canvas) -> None:
        for row in range(8):
            canvas.drawString(40, 500 - 12 * row, f"Row {row} of the terms")
            canvas.drawString(220, 500 - 12 * row, f"what row {row} says of the pact")
        paint_lines(
            canvas,
            "1. See the treaty of 1998, which was never published, and the report of the envoys on it,",
            "paragraph nine.",
            "2. The report of the Strait Institute, which counts the exercises of both of the countries.",
            y=80,
            size=8,
        )

    source = read_one(draw(paint), "a.pdf")
    notes = [block for block in source.blocks if block.set_aside == "note"]
    assert " ".join(source.text[notes[0].start : notes[0].end].split()).endswith("on it, paragraph nine.")
    assert len(notes) == 2
