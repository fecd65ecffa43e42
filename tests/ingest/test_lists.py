"""Sidecars and reference lists: each entry finds its source, and what people say wins over what programs say."""

import json
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import SourceError
from briefing.ingest import SourceFile, read_sources
from briefing.ingest.bibtex import decode_latex, read_bibtex
from briefing.ingest.csl import read_csl
from briefing.ingest.lists import LISTS
from briefing.ingest.ris import read_ris
from briefing.model.finding import Finding
from briefing.model.source import PartialDate, Reference
from tests.ingest import made

TEXT = b"The two ministers met in Halden on Monday and signed the text of the pact.\n"
BIBTEX = r"""
@comment{ignored}
@string{courier = "Northern " # "Courier"}
@online{pact2026,
  title = {Ministers Sign {Air-Defence} Pact in {Malm\"o}},
  author = {Lindqvist, Mara and {Coastal News Agency} and van der Berg, Jan},
  organization = courier,
  date = {2026-05-14},
  url = {https://www.northerncourier.example/a/8812/?utm_source=x},
  urldate = {2026-05-20},
  file = {Full Text:files/7/pact.pdf:application/pdf}
}
@article{second, title="The Price -- of Peace", journal={Harbour Review}, year=2026, month=apr,
  author="Varga, Jr., P{\'e}ter", entrysubtype={magazine}}
"""
RIS = """
TY  - NEWS
TI  - Ministers Sign Air-Defence Pact
AU  - Lindqvist, Mara
AU  - Hale, Robert, Jr.
T2  - Northern Courier
PY  - 2026
DA  - 2026/05/14/
Y2  - 2026/05/20/
UR  - https://northerncourier.example/a/8812
L1  - file:///C:/Users%20x/storage/pact.pdf
ER  -

TY  - CHAP
TI  - The Treaty of 1988
A2  - Varga, Peter
T2  - Small States at Sea
ER  -
"""
ITEM = {
    "id": "lindqvist", "type": "article-newspaper", "title": "Ministers Sign <i>Air-Defence</i> Pact",
    "container-title": "Northern Courier", "issued": {"date-parts": [["2026", 5, 14]]},
    "author": [{"family": "Lindqvist", "given": "Mara"}], "URL": "https://northerncourier.example/a/8812",
}  # fmt: skip


def read(*files: SourceFile, declared: dict[str, Reference] | None = None) -> tuple[Reference, tuple[Finding, ...]]:
    documents, findings = read_sources(files, declared or {})
    return documents[0].reference, findings


def as_csl(*items: Mapping[str, object]) -> SourceFile:
    return SourceFile("library.json", json.dumps(list(items)).encode())


def test_bibtex_is_read_with_its_strings_accents_and_files() -> None:
    first, second = read_bibtex(SourceFile("a.bib", BIBTEX.encode()))
    assert first.reference.title == "Ministers Sign Air-Defence Pact in Malmö"
    assert first.reference.authors == ("Mara Lindqvist", "Coastal News Agency", "Jan van der Berg")
    assert first.reference.publisher == "Northern Courier"
    assert first.reference.date == PartialDate(2026, 5, 14)
    assert first.reference.kind == "reference"
    assert "files/7/pact.pdf" in first.files
    assert second.reference.title == "The Price – of Peace"
    assert second.reference.authors == ("Péter Varga Jr.",)
    assert (second.reference.kind, second.reference.date) == ("news", PartialDate(2026, 4))


def test_ris_is_read_with_its_dates_names_and_files() -> None:
    first, second = read_ris(SourceFile("a.ris", RIS.encode()))
    assert first.reference.authors == ("Mara Lindqvist", "Robert Hale Jr.")
    assert first.reference.date == PartialDate(2026, 5, 14)
    assert str(first.reference.accessed) == "2026-05-20"
    assert (second.reference.kind, second.reference.container) == ("chapter", "Small States at Sea")
    assert second.reference.editors == ("Peter Varga",)


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ({"type": "article-newspaper", "genre": "Opinion"}, "opinion"),
        ({"type": "webpage", "genre": "Press release"}, "official"),
        ({"type": "report", "number": "S/RES/2397"}, "un-document"),
        ({"type": "report", "number": "14"}, "report"),
        ({"type": "song"}, None),
    ],
)
def test_the_kind_is_told_by_type_genre_and_symbol(item: dict[str, object], kind: str | None) -> None:
    assert read_csl(as_csl(item))[0].reference.kind == kind


@pytest.mark.parametrize(
    ("name", "list_file"),
    [
        ("pact.pdf", SourceFile("library.bib", BIBTEX.encode())),
        ("pact.pdf", SourceFile("library.ris", RIS.encode())),
        ("lindqvist.txt", as_csl(ITEM)),
        ("a.html", as_csl(ITEM)),
        ("a.html", SourceFile("library.ris", RIS.encode())),
    ],
)
def test_an_entry_finds_its_source_by_file_key_or_address(name: str, list_file: SourceFile) -> None:
    data = {".pdf": made.as_pdf(), ".txt": TEXT, ".html": made.as_page()}[name[name.index(".") :]]
    reference, findings = read(SourceFile(name, data), list_file)
    assert reference.title is not None
    assert reference.title.startswith("Ministers Sign")
    assert reference.publisher == "Northern Courier"
    assert not [finding for finding in findings if finding.place == list_file.name]


def test_people_win_over_lists_and_lists_over_programs() -> None:
    page = SourceFile("a.html", made.as_page())
    side = SourceFile("a.html.toml", b'title = "From the sidecar"\nid = "side"\n')
    listed = as_csl({**ITEM, "title": "From the list"})
    declared = {"a.html": Reference(title="From brief.toml")}
    assert read(page, side, listed, declared=declared)[0].title == "From brief.toml"
    assert read(page, side, listed)[0].title == "From the sidecar"
    assert read(page, listed)[0].title == "From the list"
    assert read(page)[0].title == made.TITLE
    note = SourceFile("lindqvist.txt", b"---\ntitle: From the front matter\n---\n" + TEXT)
    assert read(note, listed)[0].title == "From the front matter"


def test_a_sidecar_names_the_id_and_complains_of_what_it_cannot_use() -> None:
    side = SourceFile("a.toml", b'id = "pact"\ntitel = "x"\ndate = "soon"\n')
    documents, findings = read_sources([SourceFile("a.txt", TEXT), side])
    assert [document.id for document in documents] == ["pact"]
    said = {finding.code: finding.place for finding in findings}
    assert said["front-matter-key"] == "a.toml, line 2"
    assert said["date-unreadable"] == "a.toml, line 3"


@pytest.mark.parametrize("name", ["a.json", "a.bib", "a.ris"])
@pytest.mark.parametrize("data", [b"", b"{", b"[1]", b'{"a": 1}', b"@book{", b"%PDF-1.7", b"[" * 5000])
def test_a_broken_list_never_stops_the_sources(name: str, data: bytes) -> None:
    reference, findings = read(SourceFile("b.txt", TEXT), SourceFile(name, data))
    assert reference == Reference()
    assert [finding.code for finding in findings if finding.place == name] == ["list-unreadable"]


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"Malm{\"o}", "Malmö"),
        (r"Malm\"{o}", "Malmö"),
        (r"\'Elan", "Élan"),
        (r"\v{S}koda", "Škoda"),
        (r"{\ss}", "ß"),
        (r"na\"{\i}ve", "naïve"),
        (r"A \& B", "A & B"),
        (r"{\emph{Title}}", "Title"),
        ("``Yes''", "“Yes”"),
        (r"Gar\c con", "Garçon"),
    ],
)
def test_latex_becomes_letters(latex: str, words: str) -> None:
    assert decode_latex(latex) == words


PIECES = st.lists(
    st.sampled_from(
        ['{"', '":', '"}', "[", "]", "null", "1", '"type"', '"title"', "@book", "{", "}", "k,", "title=", '"', "#", ",",
         "\\", "\\'", "e", "TY  - NEWS\n", "ER  - \n", "DA  - 2026/99/99\n", "AU  - ,,\n", "\n", "and",
         "author = {", "(",
         ")"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(deadline=None)
@given(PIECES | st.text(max_size=200), st.sampled_from(sorted(LISTS)))
def test_any_list_is_read_or_refused(text: str, suffix: str) -> None:
    try:
        entries = LISTS[suffix](SourceFile(f"a{suffix}", text.encode("utf-8", errors="replace")))
    except SourceError:
        return
    for entry in entries:
        assert all(isinstance(name, str) for name in entry.files)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)
VARIABLES = st.sampled_from(
    ["title", "author", "issued", "accessed", "URL", "DOI", "number", "files", "note", "editor"]
)


@settings(deadline=None)
@given(st.dictionaries(VARIABLES, JSON | st.fixed_dictionaries({"date-parts": JSON}) | st.lists(JSON)))
def test_any_variables_make_an_entry(item: dict[str, object]) -> None:
    read_csl(as_csl({"type": "post", **item}))


def test_a_large_library_is_searched_at_once() -> None:
    items = [{**ITEM, "id": f"k{n}", "URL": f"https://northerncourier.example/{n}"} for n in range(5000)]
    files = [SourceFile(f"k{n}.txt", TEXT + str(n).encode()) for n in range(0, 5000, 100)]
    documents, _ = read_sources([*files, as_csl(*items)])
    assert {document.reference.title for document in documents} == {"Ministers Sign Air-Defence Pact"}
