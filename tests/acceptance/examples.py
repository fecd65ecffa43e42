"""The worked examples of docs/packs.md: what each writes into which file, and how it is carried out.

As a program it draws the pictures of the page anew: `make pictures`.
"""

import io
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docx import Document as WordFile
from docx.shared import Mm, Pt, RGBColor
from PIL import Image, ImageDraw, ImageFont

from briefing.compose.document import build_document
from briefing.pipeline.build import PROGRAM
from briefing.pipeline.progress import Journal, Silence
from briefing.pipeline.sample import assemble_sample
from briefing.pipeline.shelf import make_pack
from briefing.render import render
from briefing.render.picture import draw_pages

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "packs.md"
FACES = ROOT / "briefing" / "render" / "pdf" / "faces"
WORD_CHAPTER = "Your own Word file"
EXAMPLE = re.compile(r"^`(?P<file>[\w./-]+)`\n\n```(?:toml|jinja)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
PICTURE = re.compile(r"!\[[^]]+\]\(pictures/(packs-[a-z]+\.png)\)")
SHOWN = {
    "packs-section.png": "Economic terms", "packs-table.png": "What was said", "packs-positions.png": "of the parties",
}  # fmt: skip
"""Words of the page that a picture shows, where it is not the first."""
FONT = re.compile(r'"fonts/([\w-]+\.ttf)"')
STANDING_IN = {
    "HouseSerif-Regular.ttf": FACES / "NotoSerif-Bold.ttf", "HouseSerif-Italic.ttf": FACES / "NotoSerif-BoldItalic.ttf",
}  # fmt: skip
"""No typeface is ours to show but the bundled ones; a heavy cut is seen to be another."""
_DPI, _COLOURS = 64, 128


def read_chapters() -> Mapping[str, str]:
    """Return the chapters of the page by their titles."""
    parts = re.split(r"^## (.+)$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def list_files(chapter: str) -> list[tuple[str, str]]:
    """Return what a chapter writes: the file and the text, which goes to its end."""
    return [(match["file"], match["text"]) for match in EXAMPLE.finditer(chapter)]


def carry_out(title: str, folder: Path) -> None:
    """Do what a chapter says, from `templates new house` on; the logo and the Word file are ours."""
    make_pack("house", "policy-brief", [folder])
    for name, text in list_files(read_chapters()[title]):
        file = folder / "house" / name
        file.parent.mkdir(exist_ok=True)
        with file.open("a", encoding="utf-8") as stream:
            stream.write(text)
        for font in FONT.findall(text):
            (folder / "house" / "fonts").mkdir(exist_ok=True)
            shutil.copy(STANDING_IN[font], folder / "house" / "fonts" / font)
        if 'file = "logo.png"' in text:
            (folder / "house" / "logo.png").write_bytes(draw_logo())
    if title == WORD_CHAPTER:
        (folder / "house" / "reference.docx").write_bytes(write_word_file())


def render_sample(folder: Path, form: str) -> bytes:
    """Return the sample in the pack "house" of a folder as a file."""
    made = assemble_sample("house", (folder,), Journal(Silence()))
    document = build_document(made.brief, made.analysis, made.settings, made.pack, PROGRAM)
    (rendered,) = render(document, made.pack.theme, ["docx" if form == "docx" else "pdf"])
    return rendered.data


def draw_logo() -> bytes:
    """Draw the logo of a ministry that there is not, clear round its edges."""
    picture = Image.new("RGBA", (1500, 400), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((10, 10, 390, 390), fill=(122, 31, 43, 255))
    for level, length in enumerate((90, 140, 190)):
        top = 110 + 65 * level
        pen.rounded_rectangle((200 - length / 2, top, 200 + length / 2, top + 36), 18, fill=(255, 255, 255, 255))
    for words, face, size, top in (
        ("Ministry of Trade", "NotoSans-Bold", 116, 60),
        ("Westmark", "NotoSans-Regular", 92, 200),
    ):
        font = ImageFont.truetype(FACES / f"{face}.ttf", size)
        pen.text((450, top), words, font=font, fill=(122, 31, 43, 255))
    return _save(picture)


def write_word_file() -> bytes:
    """Write the Word file of that ministry: its logo in the header, its colour in the headings."""
    word: Any = WordFile()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(30)
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(draw_logo()), height=Mm(12))
    for name, size in (("Title", 22), ("Heading 1", 14), ("Heading 2", 12)):
        font = word.styles[name].font
        font.name, font.size, font.color.rgb = "Georgia", Pt(size), RGBColor(0x7A, 0x1F, 0x2B)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


# ------------------------------------------------------------------------------------------------------- pictures


def draw_all(out: Path) -> None:
    """Draw the picture of each chapter that has an example."""
    for title, text in read_chapters().items():
        for name in PICTURE.findall(text):
            with tempfile.TemporaryDirectory() as place:
                data = draw_picture(title, name, Path(place))
            if data:
                (out / name).write_bytes(data)
            sys.stdout.write(f"{out / name}{'' if data else ': not drawn, LibreOffice is not installed'}\n")


def draw_picture(title: str, name: str, folder: Path) -> bytes:
    """Return the page of a chapter's picture; nothing where it needs LibreOffice and there is none."""
    carry_out(title, folder)
    pdf = _convert(render_sample(folder, "docx"), folder) if title == WORD_CHAPTER else render_sample(folder, "pdf")
    return _shrink(list(draw_pages(pdf, _DPI))[_find_page(pdf, SHOWN.get(name, ""))]) if pdf else b""


def _convert(docx: bytes, folder: Path) -> bytes:
    program = shutil.which("soffice")
    if program is None:
        return b""
    (folder / "brief.docx").write_bytes(docx)
    command = [program, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "brief.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "brief.pdf").read_bytes()


def _find_page(pdf: bytes, words: str) -> int:
    import pypdfium2  # type: ignore[import-untyped]  # ships no types

    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    return next(number for number, text in enumerate(pages) if words in text.replace("\r\n", " "))


def _shrink(png: bytes) -> bytes:
    """Return a page in few colours: the pictures are small files that many people load."""
    with Image.open(io.BytesIO(png)) as picture:
        return _save(picture.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE))


def _save(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


if __name__ == "__main__":
    draw_all(ROOT / "docs" / "pictures")
