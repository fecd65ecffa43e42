"""A document with every kind of node in every place where it can stand, in words of its own."""

import datetime as dt
import io
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefing.model.document import (
    HEAD,
    BulletList,
    Callout,
    CellFace,
    CellSpan,
    Column,
    Document,
    Emphasis,
    Fact,
    Facts,
    Figure,
    Fine,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Masthead,
    Note,
    OrderedList,
    Paragraph,
    Properties,
    Quoted,
    Strong,
    Table,
    Tag,
    Text,
)
from briefing.packs.theme import Page, Theme, TypeStyle

_THEME = Path(__file__).parents[2] / "templates" / "policy-brief" / "theme.toml"
_MILLIMETRE = 72 / 25.4


def read_theme() -> Theme:
    """Return the default theme on A4, read without the pack reader, so that writers are tested alone."""
    raw: dict[str, Any] = tomllib.loads(_THEME.read_text(encoding="utf-8"))
    margins = {side: size * _MILLIMETRE for side, size in raw["page"]["margins"].items()}
    return Theme(
        page=Page(width=595.276, height=841.89, **margins),
        colours=raw["colours"],
        styles={role: TypeStyle(**style) for role, style in raw["styles"].items()},
        fonts=raw["fonts"],
        docx_fonts=raw["docx_fonts"],
    )


def part_columns(theme: Theme, columns: int = 2, gutter: float = 20.0) -> Theme:
    """Return the theme with so many columns."""
    return replace(theme, page=replace(theme.page, columns=columns, gutter=gutter))


def text(words: str) -> Inlines:
    """Return words as inlines."""
    return (Text(words),)


def quote(identity: str, words: str, number: int, *note: Inline, tag: str = "") -> Inlines:
    """Return a statement with its tag and its note."""
    statement = Quoted(identity, (Text(words, "source"), Note(number, note or text(f"Source, para. {number}."))))
    return (Tag(tag), statement) if tag else (statement,)


def say(*children: Inline) -> Paragraph:
    """Return a statement's paragraph."""
    return Paragraph(children, "statement")


MASTHEAD = Masthead(
    title="Northland and Eastmark: the treaty of 2031",
    subtitle="Policy brief from two sources",
    kicker="Institute for Neighbours",
    marking="TLP:AMBER+STRICT",
    short_title="The treaty of 2031",
    edition="v1.0 (draft)",
)
PROPERTIES = Properties(
    authors=("Ana Ruiz", "Jonas Feld"),
    subject="A treaty",
    keywords=("treaty", "defence"),
    identifier="urn:example:brief:1",
    date=dt.date(2031, 6, 28),
)
ADDRESS = "https://example.org/a?b=1&c=2"


def make_picture(width: int = 60, height: int = 30, mode: str = "RGBA", kind: str = "PNG", **extra: Any) -> bytes:
    """Return a picture with clear corners as a file."""
    from PIL import Image, ImageDraw  # not above: the benchmarks take the theme from here

    picture = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((0, 0, width - 1, height - 1), fill=(18, 53, 91, 255))
    file = io.BytesIO()
    picture.convert(mode).save(file, kind, **extra)
    return file.getvalue()


def make_figure(image: bytes | None = None, **changes: Any) -> Figure:
    """Return a figure with caption and source."""
    given: dict[str, Any] = {"image": make_picture() if image is None else image, "alt": "A map of <both> & the strait"}
    return Figure(**{**given, "caption": text("Figure 1. Trade grew"), "source": text("The Courier, 2031."), **changes})


def make_spans() -> Table:
    """Return a table with cells over columns, over rows and over both, in head and body, with notes in them."""
    faces: tuple[CellFace, ...] = ("ours", "source", "source", "ours")
    heads = ("Actor", "What was said", "", "Status")
    columns = tuple(Column(text(head) if head else (), face) for head, face in zip(heads, faces, strict=True))
    rows = (
        (
            text(
                "The council of the neighbouring states, which met twice in the spring of 2031 and once in the autumn"
            ),
            quote("t:1.1", "We will help.", 1),
            text("In the spring"),
            text("Announced"),
        ),
        ((), text("Neither side was asked, and neither side has said since what it would have answered."), (), ()),
        (
            text("Eastmark"),
            quote("t:1.3", "No.", 2),
            text("In the autumn"),
            (Text("Denied", "source"), Note(3, text("Courier."))),
        ),
        (text("Northland"), quote("t:1.4", "Both sides met in the hall of the old bridge.", 4), (), ()),
        (text("All of them"), (), (), text("Open")),
    )
    spans = (
        CellSpan(HEAD, 1, columns=2),
        CellSpan(0, 0, rows=2),
        CellSpan(1, 1, columns=3),
        CellSpan(2, 3, rows=2),
        CellSpan(3, 1, columns=2),
        CellSpan(4, 0, columns=3),
    )
    return Table(caption=text("Table 2. Replies"), columns=columns, rows=rows, legend=text("By day."), spans=spans)


def make_document() -> Document:
    """Return the document."""
    return Document(masthead=MASTHEAD, blocks=(*_opening(), *_middle(), *_end()), properties=PROPERTIES)


def _opening() -> tuple[Facts, Callout, Heading, Table]:
    points = OrderedList(
        ((say(*quote("000:1.1", "The two sides met.", 1)),), (say(*quote("002:4.1", "They left.", 2)),))
    )
    remark = Paragraph(text("Not in these sources: the text of the treaty."), "remark")
    return (
        Facts(
            (Fact("Published", text("1 July 2031")), Fact("Rests on", (Text("two sources"), Fine(text(" (one kept)")))))
        ),
        Callout("key-points", (Heading(1, text("Key points"), "key-points"), points, remark)),
        Heading(1, (Text("Terms "), Emphasis(text("as reported")), Fine(text(" draft"))), "treaty-terms"),
        Table(
            caption=text("Table 1. Terms"),
            columns=(Column(text("Provision"), "ours", 0.25), Column(text("As reported"), "source", 0.75)),
            rows=(
                (text("Signature"), quote("000:2.1", "It was signed.", 3)),
                (text("Defence"), quote("000:3.1", "Each helps the other | always.", 4, tag="ALLEGED")),
            ),
            legend=text("Signed is not in force."),
        ),
    )


def _middle() -> tuple[Heading | Paragraph | BulletList | OrderedList, ...]:
    link = Link(ADDRESS, (Text("an "), Emphasis(text("archive"))))
    inner = OrderedList(((Paragraph(text("first")),), (Paragraph(text("second")), Paragraph(text("and more")))))
    return (
        Heading(1, text("Replies"), "replies"),
        Heading(2, text("From the west"), "replies-west"),
        Paragraph((Text("Ana Ruiz"), Fine(text(" · opinion")), Tag("ALLEGED")), "label"),
        say(
            *quote("000:6.1", "She called it late.", 5, Emphasis(text("The Courier")), Text(", see "), link, Text("."))
        ),
        Paragraph(text("No source dates this."), "legend"),
        Heading(3, text("In detail"), "replies-detail"),
        Paragraph((Strong(text("Nothing")), Text(" was reworded, see "), link, LineBreak(), Text("End.")), "body"),
        BulletList(
            (
                (say(*quote("000:7.1", "Grain was sold.", 6, tag="ALLEGED")), inner),
                (Paragraph(text("Ours.")), say(*quote("000:7.2", "And fuel.", 7))),
                (Paragraph((Text("Labelled"), Tag("DISPUTED")), "label"),),
            )
        ),
        OrderedList(((Paragraph(text("starts at one again")),),)),
    )


def _end() -> tuple[Heading | Callout | Table | Figure | BulletList, ...]:
    bare = Table(caption=(), columns=(Column(text("A")), Column(text("B"))), rows=((text("1"), ()),))
    nested = Table(caption=text("In an item"), columns=(Column(text("C")),), rows=((text("2"),),))
    bare_figure = make_figure(make_picture(mode="RGB", kind="JPEG"), caption=(), source=())
    inside = (
        Heading(2, text("Box"), "box"),
        Paragraph(text("In our words."), "body"),
        BulletList(
            (
                (
                    Paragraph(text("boxed")),
                    Paragraph(text("and more " * 20)),
                    BulletList(((Paragraph(text("deeper")),),)),
                ),
            )
        ),
        say(*quote("000:1.1", "The two sides met.", 8)),
        make_figure(caption=(), source=()),
    )
    return (
        Heading(1, text("Method"), "treaty terms"),  # with the first "treaty-terms" one name for a bookmark
        Callout("box", inside),
        make_figure(source=(Text("The Courier. "), *quote("000:9.1", "It grew.", 9))),
        BulletList(((Paragraph(text("a table follows")), nested, bare_figure),)),
        bare,
        bare,
    )
