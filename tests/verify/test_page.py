"""Lines as they were read: which statement a mark belongs to, and what the list of contents names."""

from briefing.verify.delivered import Delivered, Line, Stretch
from briefing.verify.page import check_contents


def line(*stretches: Stretch) -> Line:
    return Line(stretches=stretches, place="page 1")


def test_a_mark_belongs_to_the_statement_right_before_it() -> None:
    read = line(Stretch("One.", "a:1.1"), Stretch("Two.", "a:1.2"), Stretch("", mark=3), Stretch("Three.", "a:1.3"))
    assert list(read.statements()) == [("a:1.1", "One.", 0), ("a:1.2", "Two.", 3), ("a:1.3", "Three.", 0)]
    assert read.text == "One.Two. Three."
    assert read.marks == (3,)


def test_a_list_of_contents_names_headings_of_the_page_alone() -> None:
    heads = [line(Stretch("Treaty terms")), line(Stretch("Chronology"))]
    read = Delivered(
        format="pdf", lines=tuple(heads), notes=(), record="", contents=("Treaty terms … 3", "Chronology", "Verdict 4")
    )
    assert [problem.message for problem in check_contents(read, heads)] == [
        "the list of contents names what is no heading: “Verdict 4”"
    ]
