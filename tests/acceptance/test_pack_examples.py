"""Each example of docs/packs.md, carried out as it is written there."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document as WordFile
from docx.shared import RGBColor

from briefing.cli import main
from briefing.compose.document import build_document
from briefing.model.brief import Brief
from briefing.model.document import (
    Callout,
    Document,
    Heading,
    Paragraph,
    Table,
    Tag,
    Text,
    iterate_blocks,
    read_plain,
)
from briefing.packs.theme import Theme
from briefing.pipeline.build import PROGRAM, build
from briefing.pipeline.checking import check_pack
from briefing.pipeline.progress import Journal, Silence
from briefing.pipeline.request import BuildRequest
from briefing.pipeline.sample import assemble_sample, find_sample
from briefing.pipeline.shelf import make_pack
from tests.acceptance import examples
from tests.acceptance.examples import PICTURE, WORD_CHAPTER, list_files, read_chapters
from tests.render.pdf.builders import read_texts


@dataclass(frozen=True)
class Set:
    """The sample in a pack of an example."""

    brief: Brief
    document: Document
    theme: Theme

    @property
    def headings(self) -> list[str]:
        """The headings in order, those in boxes too."""
        found: list[str] = []
        for block in self.document.blocks:
            inner = block.blocks if isinstance(block, Callout) else (block,)
            found += [read_plain(each.children) for each in inner if isinstance(each, Heading)]
        return found

    @property
    def words(self) -> str:
        """Everything of the body."""
        return " ".join(read_plain((inline,)) for inline in iterate_blocks(self.document.blocks))


Example = Callable[[str], Set]


@pytest.fixture
def chapters() -> Mapping[str, str]:
    """Give the chapters of the page by their titles."""
    return read_chapters()


@pytest.fixture
def carry_out(tmp_path: Path) -> Example:
    """Give `carry_out(title)`, which does what a chapter says and sets the sample in the pack that results."""

    def do(title: str) -> Set:
        examples.carry_out(title, tmp_path)
        assert check_pack("house", [tmp_path]) == ()
        return lay_out(tmp_path)

    return do


def lay_out(folder: Path) -> Set:
    """Set the sample in the pack "house" of a folder."""
    made = assemble_sample("house", (folder,), Journal(Silence()))
    document = build_document(made.brief, made.analysis, made.settings, made.pack, PROGRAM)
    return Set(made.brief, document, made.pack.theme)


def test_every_example_of_the_page_is_carried_out_here(chapters: Mapping[str, str]) -> None:
    tests = Path(__file__).read_text(encoding="utf-8")
    told = [title for title, text in chapters.items() if PICTURE.search(text)]
    assert len(told) == 12
    assert told == [title for title, text in chapters.items() if list_files(text) or title == WORD_CHAPTER]
    assert [title for title in told if f'carry_out("{title}")' not in tests] == []


def test_every_example_has_its_picture(root: Path, chapters: Mapping[str, str]) -> None:
    pictures = [picture for text in chapters.values() for picture in PICTURE.findall(text)]
    assert sorted(pictures) == sorted(path.name for path in (root / "docs" / "pictures").glob("packs-*.png"))
    for picture in pictures:
        data = (root / "docs" / "pictures" / picture).read_bytes()
        assert data.startswith(b"\x89PNG")
        assert len(data) < 60_000


def test_a_picture_is_drawn_of_the_page_that_it_is_about(tmp_path: Path) -> None:
    data = examples.draw_picture("Turn a section into a table", "packs-table.png", tmp_path)
    assert data.startswith(b"\x89PNG")


def test_the_whole_change_takes_under_twenty_lines(carry_out: Example, chapters: Mapping[str, str]) -> None:
    """Own logo, own colours, own section, own words; the two files of `templates new` count as they are."""
    title = "Your own logo, colours, section and words"
    lines = [line for _, text in list_files(chapters[title]) for line in text.splitlines()]
    assert len(lines) == 16
    found = carry_out("Your own logo, colours, section and words")
    assert found.headings[:3] == ["In short", "Treaty terms", "Economic terms"]
    assert "How we know" in found.headings
    assert found.theme.colours["accent"] == "#7A1F2B"
    assert found.theme.logo is not None
    assert found.theme.logo.alt == "Ministry of Trade"


def test_a_typeface_is_carried_by_the_pdf(carry_out: Example, tmp_path: Path) -> None:
    assert carry_out("Your own typeface").theme.fonts["serif"] == "House Serif"
    data = examples.render_sample(tmp_path, "pdf")
    assert b"NotoSerif-Bold" in data
    assert b"NotoSerif-Regular" not in data


def test_a_logo_has_a_size_and_a_place(carry_out: Example) -> None:
    logo = carry_out("Your logo").theme.logo
    assert logo is not None
    assert (logo.height, logo.position) == (10, "right")


def test_a_title_page_has_title_facts_and_a_line_of_ours(carry_out: Example, tmp_path: Path) -> None:
    assert carry_out("A title page").theme.cover
    first, second, *_ = read_texts(examples.render_sample(tmp_path, "pdf"))
    assert "For the members of the committee." in first
    assert "Key points" not in first
    assert "Key points" in second


def test_a_section_is_added_by_ten_lines(carry_out: Example, chapters: Mapping[str, str]) -> None:
    ((_, text),) = list_files(chapters["Add a section"])
    assert len(text.splitlines()) <= 10
    found = carry_out("Add a section")
    section = found.brief.sections[1]
    assert (section.title, len(section.points)) == ("Economic terms", 3)


def test_sections_are_renamed_and_reordered(carry_out: Example) -> None:
    found = carry_out("Rename and reorder sections")
    assert found.headings[1:4] == ["Reactions", "What was agreed", "Analyst views"]


def test_words_are_changed(carry_out: Example) -> None:
    found = carry_out("Change every printed word")
    assert "Bottom line" in found.headings
    assert "Timeline" in found.headings
    assert {inline.text for inline in iterate_blocks(found.document.blocks) if isinstance(inline, Tag)} >= {
        "UNCONFIRMED"
    }
    assert "Cut-off" in [fact.label for fact in found.brief.facts]
    assert "We print what sources say" in found.words


def test_every_word_can_be_changed(tmp_path: Path) -> None:
    """With each phrase replaced by its key, no other word of ours is left in the sample."""
    make_pack("house", "policy-brief", [tmp_path])
    made = assemble_sample("house", (tmp_path,), Journal(Silence()))
    file = tmp_path / "house" / "phrases" / "en.toml"
    file.parent.mkdir()
    for key, phrase in made.pack.phrases.entries.items():
        form = phrase if isinstance(phrase, str) else phrase["other"]
        values = re.findall(r"\{[a-z_]+\}", form)
        with file.open("a", encoding="utf-8") as stream:
            stream.write(f'{key} = "¤{" ".join(values)}"\n')
    document = lay_out(tmp_path).document
    ours = [each.text for each in iterate_blocks(document.blocks) if isinstance(each, Text) and each.origin == "pack"]
    assert sorted({text for text in ours if re.search(r"\w", text)}) == []
    assert document.masthead.page == "¤{page} {pages}"


def test_the_look_is_changed(carry_out: Example) -> None:
    theme = carry_out("Colours, fonts and page").theme
    assert (theme.page.width, theme.docx_fonts["serif"], theme.docx_fonts["sans"]) == (612, "Georgia", "Arial")
    assert (theme.colours["accent"], theme.styles["title"].size) == ("#00563F", 18)


def test_a_section_becomes_a_table(carry_out: Example) -> None:
    found = carry_out("Turn a section into a table")
    tables = [block for block in found.document.blocks if isinstance(block, Table)]
    (table,) = [each for each in tables if read_plain(each.columns[0].head) == "Who"]
    assert [read_plain(column.head) for column in table.columns] == ["Who", "What was said"]
    assert {read_plain(row[0]) for row in table.rows} >= {"John Kirby", "White House"}


def test_an_optional_section_is_printed_only_with_something_in_it(carry_out: Example, tmp_path: Path) -> None:
    assert "Positions of the parties" in carry_out("An optional section: positions of the parties").headings
    manifest = tmp_path / "house" / "pack.toml"
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace("threshold = 1.0\noptional", "threshold = 99\noptional")
    )
    assert "Positions of the parties" not in lay_out(tmp_path).headings


def test_a_partial_prints_a_box_of_its_own(carry_out: Example) -> None:
    found = carry_out("A part of the page of your own")
    boxes = [block for block in found.document.blocks if isinstance(block, Callout)]
    assert [read_plain(each.children) for each in boxes[1].blocks if isinstance(each, Paragraph)] == [
        "Purpose", "For the meeting of the committee."
    ]  # fmt: skip


def test_a_pack_takes_the_houses_word_file(carry_out: Example, tmp_path: Path) -> None:
    assert carry_out("Your own Word file").theme.reference is not None
    request = BuildRequest(
        dossier=find_sample(), out=tmp_path / "out", formats=("docx",), pack_folders=(tmp_path,),
        overrides={"pack": "house"},
    )  # fmt: skip
    word = WordFile(str(build(request).files[0].path))
    assert word.styles["Heading 1"].font.color.rgb == RGBColor(0x7A, 0x1F, 0x2B)
    assert "image" in "".join(relation.reltype for relation in word.sections[0].header.part.rels.values())


@pytest.mark.slow
@pytest.mark.parametrize("title", ["Your own logo, colours, section and words", "A title page", "Your own Word file"])
def test_a_brief_in_the_houses_look_can_be_verified(title: str, tmp_path: Path) -> None:
    examples.carry_out(title, tmp_path)
    request = BuildRequest(
        dossier=find_sample(), out=tmp_path / "out", pack_folders=(tmp_path,), overrides={"pack": "house"}
    )
    for file in build(request).files:
        command = ["verify", str(file.path), "--sources", str(find_sample()), "--packs", str(tmp_path)]
        assert main(command) == 0
