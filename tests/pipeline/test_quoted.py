"""A sentence that is a quotation from end to end names its speaker in its note: nothing else on the line does."""

from pathlib import Path

from briefing.pipeline.assembly import assemble
from briefing.pipeline.progress import Journal, Silence
from briefing.pipeline.request import BuildRequest

TEXT = """\
Northland and Westmark sign a defence pact

Northland and Westmark signed a defence pact in Halden on 14 May 2026, the governments said.

President Ilse Brandt of Westmark welcomed the defence pact with Northland on Tuesday. “We will deploy two battalions to
Northland under the pact,” she said. “The treaty obliges Northland to defend Westmark with all its forces.”
"""


def test_the_note_on_a_whole_quotation_names_its_speaker(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "brief.toml").write_text('parties = ["Northland", "Westmark"]\n', encoding="utf-8")
    brief = assemble(BuildRequest(dossier=tmp_path), Journal(Silence())).brief
    points = [*brief.key_points, *(point for section in brief.sections for point in section.points)]
    quoted = {point.statement.id: point.note.citations[0].quoted for point in points}
    assert quoted["a:3.3"] == "Ilse Brandt"
    assert quoted["a:2.1"] is None
