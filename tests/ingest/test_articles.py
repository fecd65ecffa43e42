"""Treaties: each block knows its article and numbered paragraph."""

from briefing.ingest import SourceFile, read_sources
from briefing.model.source import Reference, SourceDocument
from tests.ingest.reading import list_asides, list_blocks

TREATY = """\
Treaty of Halden

The Parties have agreed as follows:

Article 1

The Parties shall keep the peace of the strait.

Article 2: Mutual assistance

(1) If a Party is attacked, the other shall assist it without delay.

(2) Assistance under Article 5 shall be lent in accordance with the law of each Party.

Article 3

1. This Treaty is subject to ratification.
2. It shall enter into force on the exchange of instruments.

Article 4. This Treaty shall remain in force for ten years.
"""


def read(text: str, reference: Reference | None = None) -> SourceDocument:
    (document,), _ = read_sources([SourceFile("a.txt", text.encode())], {"a.txt": reference} if reference else {})
    return document


def test_blocks_know_their_article_and_paragraph() -> None:
    source = read(TREATY)
    named = dict(zip(list_blocks(source), (block.article for block in source.blocks), strict=True))
    assert named["The Parties have agreed as follows:"] is None
    assert named["The Parties shall keep the peace of the strait."] == "1"
    assert named["If a Party is attacked, the other shall assist it without delay."] == "2(1)"
    assert [a for w, a in named.items() if w.startswith("Assistance under")] == ["2(2)"]
    assert named["It shall enter into force on the exchange of instruments."] == "3(2)"
    assert named["Article 4. This Treaty shall remain in force for ten years."] == "4"


def test_headings_of_articles_are_set_aside() -> None:
    asides = list_asides(read(TREATY))
    assert asides["Article 1"] == asides["Article 2: Mutual assistance"] == "headline"


def test_a_report_that_speaks_of_articles_has_none() -> None:
    text = (
        "Article 4 obliges each Party to assist.\n\nArticle 7 is about ratification.\n\nArticle 9 says nothing of it.\n"
    )
    assert {block.article for block in read(text).blocks} == {None}
    assert {block.article for block in read(TREATY, Reference(kind="news")).blocks} == {None}


def test_roman_numbers_are_kept_as_they_are_printed() -> None:
    text = (
        TREATY.replace("Article 1", "ARTICLE I").replace("Article 2", "ARTICLE II").replace("Article 3", "ARTICLE III")
    )
    assert "III(2)" in {block.article for block in read(text).blocks}
