"""Words that a pack's templates print by themselves are the pack's, as those of its phrases are."""

from pathlib import Path

import pytest

from briefing.packs.lookup import load_pack
from briefing.verify.templates import list_patterns
from briefing.verify.wording import Wordbook
from tests.verify.conftest import Desk, codes, edit_part, make_desk, tell

PACK = """name = "mine"
version = "1.0.0"
contract = 1
extends = "policy-brief"
[options.audience]
type = "text"
default = "the committee on foreign affairs"
"""
LAYOUT = """{% extends "!parent/brief.md.jinja" %}
{# Nothing of a comment is printed. #}
{% block key_points %}
Prepared for {{ options.audience }} by the desk{% if options.audience %}, in confidence{% else %}, openly{% endif %}.

**Please note**: numbers are *rounded* in
places; see [our rules](https://example.org/rules).

- One thing of ours
- Another thing

{{ super() }}
{% endblock %}
"""


@pytest.fixture
def mine(root: Path, tmp_path: Path) -> Desk:
    """Give the sample in a pack whose template says things of its own."""
    layout = tmp_path / "mine" / "layout"
    layout.mkdir(parents=True)
    (tmp_path / "mine" / "pack.toml").write_text(PACK, encoding="utf-8")
    (layout / "brief.md.jinja").write_text(LAYOUT, encoding="utf-8")
    for each in (root / "templates").iterdir():
        (tmp_path / each.name).symlink_to(each)
    return make_desk(root / "sources", tmp_path, pack="mine")


def test_the_words_of_a_template_are_accounted_for(mine: Desk) -> None:
    for report in mine.check_all(mine.document):
        assert report.exit_code == 0, tell(report)
        texts = {entry.text: (entry.kind, entry.verdict) for entry in report.entries}
        assert texts["One thing of ours"] == ("pack", "proven")
        words = "Prepared for the committee on foreign affairs by the desk, in confidence."
        assert texts[words] == ("derived", "stated")


def test_other_words_in_their_place_are_not(mine: Desk) -> None:
    (data,) = mine.render(mine.document, ["docx"])
    changed = edit_part(data, "word/document.xml", lambda xml: xml.replace("Another thing", "Another lie"))
    assert "unaccounted" in codes(mine.check(changed))


def test_a_line_with_conditions_may_print_in_each_way(mine: Desk) -> None:
    words = Wordbook(load_pack("mine", [mine.packs]))
    said = {fixed for fixed, _ in list_patterns(words.pack)}
    assert "Prepared for  by the desk, in confidence." in said
    assert "Please note: numbers are rounded in places; see our rules." in said
    for text in ("Prepared for me by the desk.", "Prepared for me by the desk, openly."):
        assert words.recognise(text) is not None
    assert words.recognise("Prepared for me by the desk, in anger.") is None


def test_many_conditions_in_a_line_are_expected_all_together(mine: Desk) -> None:
    text = "".join(f"{{% if a %}}word{n} {{% endif %}}" for n in range(8))
    layout = mine.packs / "mine" / "layout" / "other.md.jinja"
    layout.write_text(text, encoding="utf-8")
    fixed = {each for each, _ in list_patterns(load_pack("mine", [mine.packs])) if each.startswith("word")}
    assert fixed == {" ".join(f"word{n}" for n in range(8))}
