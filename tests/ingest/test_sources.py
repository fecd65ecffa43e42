"""Reading a whole dossier: order, ids, and bad files among good ones."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import SourceError
from briefing.ingest import READERS, SourceFile, read_sources
from briefing.ingest.identity import shorten
from briefing.model.source import Reference
from tests.ingest.reading import list_codes, read_one

GOOD = SourceFile("good.txt", b"The two ministers met in Oslo on Monday and signed the text.\n")


def ids(*names: str, wanted: dict[str, str] | None = None) -> list[str]:
    documents, _ = read_sources([SourceFile(name, GOOD.data) for name in names], {}, wanted or {})
    return [document.id for document in documents]


def test_sources_come_in_the_order_of_their_names() -> None:
    assert ids("c.txt", "a.txt", "b.md") == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("000_841c20f1.txt", "000"),
        ("2024-05-03-pact.md", "2024"),
        ("Harbour Pact.txt", "harbour"),
        ("texts/the_pact.txt", "the"),
        ("Élan vital.txt", "elan"),
        ("договор.txt", "source"),
        ("'quoted' name.txt", "quoted"),
        ("...txt", "source"),
    ],
)
def test_an_id_is_leading_digits_or_the_first_word(name: str, short: str) -> None:
    assert shorten(name) == short


def test_ids_are_made_unique() -> None:
    assert ids("pact a.txt", "pact b.txt", "pact c.txt") == ["pact", "pact-2", "pact-3"]


def test_an_id_that_was_asked_for_comes_first() -> None:
    assert ids("pact a.txt", "pact b.txt", wanted={"pact b.txt": "pact"}) == ["pact-2", "pact"]


def test_an_id_that_cannot_stand_is_changed_and_said() -> None:
    files = [SourceFile("a.txt", GOOD.data), SourceFile("b.txt", GOOD.data)]
    documents, findings = read_sources(files, {}, {"a.txt": "The Pact!", "b.txt": "the-pact"})
    assert [document.id for document in documents] == ["the-pact", "the-pact-2"]
    assert list_codes(findings) == ["id-changed", "id-changed", "copy"]


def test_the_digest_is_that_of_the_bytes() -> None:
    assert read_one(GOOD.data).digest == hashlib.sha256(GOOD.data).hexdigest()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("bad.txt", b"", "empty"),
        ("bad.txt", b" \n\t\n", "empty"),
        ("bad.md", b"<!-- nothing -->\n", "empty"),
        ("bad.txt", bytes(range(256)), "unreadable"),
        ("bad.md", b"%PDF-1.7", "unreadable"),
        ("bad.xyz", b"Words.", "not-read"),
        ("bad", b"Words.", "not-read"),
    ],
)
def test_one_bad_file_never_stops_the_good_ones(name: str, data: bytes, code: str) -> None:
    documents, findings = read_sources([SourceFile(name, data), GOOD])
    assert [document.file for document in documents] == ["good.txt"]
    assert code in [finding.code for finding in findings if finding.place == name and finding.hint]


def test_bytes_that_are_no_utf_8_are_read_with_a_finding() -> None:
    _, findings = read_sources([SourceFile("a.txt", "The pact of Malmö stands.".encode("windows-1252"))])
    assert list_codes(findings) == ["encoding-assumed"]


def test_no_files_at_all_is_an_error_with_a_hint() -> None:
    with pytest.raises(SourceError, match="no source files") as caught:
        read_sources([])
    assert ".txt" in caught.value.hint


def test_no_readable_file_is_an_error_that_says_why() -> None:
    with pytest.raises(SourceError, match=r"bad\.txt: .*no text"):
        read_sources([SourceFile("bad.txt", b"")])


def test_a_declared_file_that_is_missing_is_warned_of_with_the_nearest() -> None:
    _, findings = read_sources([GOOD], {"god.txt": Reference(), "zzz.txt": Reference(), "good.txt": Reference()})
    missing = [(finding.place, finding.hint) for finding in findings if finding.code == "source-missing"]
    assert missing == [
        ("god.txt", 'Did you mean "good.txt"?'),
        ("zzz.txt", "Add the file, or take it out of brief.toml."),
    ]


def test_a_suffix_is_read_in_any_case() -> None:
    assert set(READERS) == {"text", "markdown", "html", "pdf", "docx", "mail"}
    assert ids("A.TXT", "b.Md") == ["a", "b"]


def test_the_two_articles_have_15_and_12_blocks(material: Path) -> None:
    files = [SourceFile(path.name, path.read_bytes()) for path in sorted((material / "sources").glob("*.txt"))]
    documents, findings = read_sources(files)
    assert [(document.id, len(document.blocks)) for document in documents] == [("000", 15), ("002", 12)]
    assert documents[1].reference.via == "Business Insider"
    assert documents[1].reference.headline is not None
    assert documents[0].reference == Reference()
    assert [finding.code for finding in findings] == ["metadata-missing"] * 2


def check(data: bytes, name: str) -> None:
    try:
        (document,), _ = read_sources([SourceFile(name, data)])
    except SourceError:
        return
    last = 0
    for number, block in enumerate(document.blocks, start=1):
        assert block.number == number
        assert last <= block.start < block.end <= len(document.text)
        assert document.text[block.start : block.end].strip()
        last = block.end
    inside = [number for run in document.runs for number in range(run.first, run.last + 1)]
    assert inside == [block.number for block in document.blocks if block.set_aside is None]


LINES = st.lists(
    st.sampled_from(
        [
            *("The two ministers met in Oslo.", "and left", "U.S.", "Read more", "By Dana Reed", "Label:", "“Quote.”"),
            *("***", "---", "+++", "title: x", "# Head", "- item", "1. item", "(a) item", "> quote", "x" * 300),
            *("| a | b |", "|---|---|", "<!-- c -->", "<div>x", "[a](https://e.org)", "![](a)", "\\###", "```"),
            *("", "", "   ", "a  ", "\u00a0"),
        ]
    ),
    max_size=25,
)


@settings(deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)), st.sampled_from(["a.txt", "a.md"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    check(data, name)


@settings(deadline=None)
@given(LINES, st.sampled_from(["a.txt", "a.md"]))
def test_blocks_are_ordered_and_each_that_is_kept_stands_in_one_run(lines: list[str], name: str) -> None:
    check("\n".join(lines).encode(), name)


@settings(deadline=None)
@given(LINES)
def test_plain_text_keeps_every_word(lines: list[str]) -> None:
    text = "\n".join(line for line in lines if not line.startswith(("#", "[", "!", "\\", "<", "-", "+", "1", "(")))
    if not text.strip():
        return
    document = read_one(text)
    assert "".join(document.text[block.start : block.end] for block in document.blocks).split() == text.split() or (
        "".join("".join(document.text[block.start : block.end].split()) for block in document.blocks)
        == "".join(text.split())
    )
