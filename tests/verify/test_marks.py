"""Marks of notes before the punctuation that a statement ends in, as some packs set them."""

from briefing.verify.delivered import Line, Stretch


def test_a_mark_before_the_last_punctuation_belongs_to_the_statement() -> None:
    parts = (Stretch("Ships met", "000:1.1"), Stretch("", mark=4), Stretch("[.]", "000:1.1"), Stretch("”", "000:1.1"))
    line = Line(stretches=(*parts, Stretch(" ours")), place="page 1")
    assert list(line.statements()) == [("000:1.1", "Ships met[.]”", 4)]
    assert line.text == "Ships met[.]” ours"
    assert line.marks == (4,)


def test_a_mark_in_the_midst_of_words_parts_them() -> None:
    parts = (Stretch("Ships", "000:1.1"), Stretch("", mark=4), Stretch(" met.", "000:1.1"))
    line = Line(stretches=parts, place="page 1")
    assert list(line.statements()) == [("000:1.1", "Ships", 4), ("000:1.1", "met.", 0)]


def test_the_end_of_another_statement_stays_where_it_is() -> None:
    parts = (Stretch("Ships met", "000:1.1"), Stretch("", mark=4), Stretch("…", "000:2.1"))
    assert Line(stretches=parts, place="page 1").text == "Ships met …"
