"""What every file must meet, whoever wrote the document: the machine-checkable core of PDF/UA-1 and PDF/A."""

import re
from typing import Any

from tests.render.pdf.reading import File, Node, Reference, list_marks, read_file, read_tree


def check_file(data: bytes) -> Node:
    """Check a whole file and return its structure tree."""
    file = read_file(data)
    tree = read_tree(file)
    check_marks(file, tree)
    check_links(file, tree)
    check_ids(file, tree)
    check_fonts(file)
    check_headings(tree)
    check_tables(tree)
    return tree


def read_parents(file: File) -> dict[int, Any]:
    numbers = file.follow(file.catalog["StructTreeRoot"])["ParentTree"]["Nums"]
    return dict(zip(numbers[::2], numbers[1::2], strict=True))


def number_nodes(file: File) -> dict[Reference, dict[str, Any]]:
    return {Reference(number): each for number, each in file.objects.items() if isinstance(each, dict) and "S" in each}


def check_marks(file: File, tree: Node) -> None:
    """Each text operator is in marked content, each of whose numbers leads to one element that holds it once."""
    parents = read_parents(file)
    held = list_contents(tree)
    assert len(held) == len(set(held))
    expected = []
    for page in file.pages:
        numbers, bare = list_marks(file.contents(page))
        assert not bare
        elements = parents[file.objects[page]["StructParents"]]
        assert numbers == list(range(len(elements)))
        for number, element in enumerate(elements):
            kids = file.objects[element]["K"]
            assert holds(kids, number, page, file.objects[element])
        expected += [(page, number) for number in numbers]
        assert file.objects[page]["Tabs"] == "/S"
    assert sorted(held) == sorted(expected)


def holds(kids: Any, number: int, page: Reference, element: dict[str, Any]) -> bool:
    """Tell whether marked content is among the kids of an element."""
    for kid in kids if isinstance(kids, list) else [kids]:
        if isinstance(kid, dict) and kid.get("MCID") == number and kid["Pg"] == page:
            return True
        if isinstance(kid, int) and not isinstance(kid, Reference) and kid == number and element["Pg"] == page:
            return True
    return False


def list_contents(node: Node) -> list[tuple[Reference, int]]:
    found: list[tuple[Reference, int]] = []
    for kid in node.kids:
        if isinstance(kid, Node):
            found += list_contents(kid)
        elif isinstance(kid, tuple):
            found.append(kid)
    return found


def check_links(file: File, tree: Node) -> None:
    """Each annotation has words of its own and is held by a link, which the parent tree leads back to."""
    parents = read_parents(file)
    links = {click: link for link in tree.find("Link") for click in link.kids if isinstance(click, Reference)}
    annotations = [each for page in file.pages for each in file.objects[page].get("Annots", [])]
    assert sorted(links) == sorted(annotations)
    for reference in annotations:
        annotation = file.objects[reference]
        assert annotation["Contents"]
        assert annotation["F"] == 4
        assert file.objects[parents[annotation["StructParent"]]]["K"] == links[reference].entries["K"]
    for link in tree.find("Link"):
        assert list_contents(link)


def check_ids(file: File, tree: Node) -> None:
    """See that notes and quotations have ids, each its own, and the tree of ids knows them."""
    nodes = [*tree.find("Note"), *tree.find("Quote")]
    ids = [node.entries["ID"] for node in nodes]
    assert len(ids) == len(set(ids))
    names = file.follow(file.catalog["StructTreeRoot"]).get("IDTree", {"Names": []})["Names"]
    assert names[::2] == sorted(ids)


def check_fonts(file: File) -> None:
    """Each font that the file names is in the file and says what its codes mean."""
    fonts = [each for each in file.objects.values() if isinstance(each, dict) and each.get("Type") == "/Font"]
    assert fonts
    for font in fonts:
        assert "FontFile2" in file.follow(font["FontDescriptor"])
        assert "ToUnicode" in font
        assert re.fullmatch(r"/[A-Z]{6}\+[\w-]+", font["BaseFont"])


def check_headings(tree: Node) -> None:
    """One heading is of the first level, and no level is left out on the way down."""
    levels = [int(node.tag[1]) for node in walk(tree) if re.fullmatch(r"H\d", node.tag)]
    assert levels.count(1) <= 1
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))


def check_tables(tree: Node) -> None:
    """Each row of a table covers as many columns, and each head says what it heads."""
    for table in tree.find("Table"):
        rows = [[cell for cell in row.kids if isinstance(cell, Node)] for row in table.find("TR")]
        covered = [0] * len(rows)
        for number, row in enumerate(rows):
            for columns, high in map(read_span, row):
                assert number + high <= len(rows)
                for beside in range(number, number + high):
                    covered[beside] += columns
        assert len(set(covered)) == 1
        assert all(cell.entries["A"]["Scope"] in {"/Column", "/Row"} for cell in table.find("TH"))


def read_span(cell: Node) -> tuple[int, int]:
    """Return over how many columns and rows a cell is."""
    attributes = cell.entries.get("A", {})
    return attributes.get("ColSpan", 1), attributes.get("RowSpan", 1)


def walk(node: Node) -> list[Node]:
    """Return a node and all below it, in order."""
    return [node, *(each for kid in node.kids if isinstance(kid, Node) for each in walk(kid))]
