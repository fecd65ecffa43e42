"""A brief whose sources hold names and words in other scripts is proven like any other, in both formats."""

import shutil
from pathlib import Path

import pytest

from briefing.verify.pdf import read_pdf
from tests.render.pdf.typefaces import make_arabic, make_chinese, make_devanagari, make_hebrew, make_korean
from tests.verify.conftest import Desk, make_desk, tell

NAMES = {
    "North Korean leader Kim Jong Un": "North Korean leader Kim Jong Un (김정은)",
    "Russian President Vladimir Putin": "Russian President Vladimir Putin (Владимир Путин)",
    "South Korea's presidential office": "South Korea's presidential office (대통령실, in Arabic المكتب الرئاسي)",
    "what the sanctions": "what (בקיצור) the sanctions",
    "mutual assistance": "mutual assistance (互助, पारस्परिक सहायता)",
}
TITLE = "Kim (김정은) and Putin: ‘معاهدة’ and שלום"


@pytest.fixture(scope="module")
def house(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Give the sample with names in other scripts, and a pack that has fonts for them."""
    folder = tmp_path_factory.mktemp("tongues")
    for source in (root / "sources").iterdir():
        text = source.read_text(encoding="utf-8")
        for plain, named in NAMES.items():
            text = text.replace(plain, named)
        (folder / source.name).write_text(text, encoding="utf-8")
    packs = tmp_path_factory.mktemp("packs")
    shutil.copytree(root / "templates" / "policy-brief", packs / "policy-brief")
    fonts = packs / "house" / "fonts"
    fonts.mkdir(parents=True)
    (fonts.parent / "pack.toml").write_text(
        'name = "house"\nversion = "1"\nextends = "policy-brief"\n', encoding="utf-8"
    )
    (fonts.parent / "theme.toml").write_text("[script_fonts]\nsystem = false\n", encoding="utf-8")
    make_korean(fonts, "김정은대통령실")
    make_chinese(fonts, "互助")
    for make in (make_arabic, make_hebrew, make_devanagari):
        make(fonts)
    return make_desk(folder, packs, pack="house", title=TITLE, short_title=TITLE)


def test_names_in_other_scripts_are_proven(house: Desk) -> None:
    docx, pdf = house.render(house.document, ["docx", "pdf"])
    text = " ".join(line.text for line in read_pdf(pdf).lines)
    assert all(name in text for name in ("김정은", "대통령실", "المكتب الرئاسي", "互助, पारस्परिक सहायता"))
    for data in (docx, pdf):
        report = house.check(data, pack="house")
        assert report.exit_code == 0, tell(report)


def test_without_fonts_the_code_points_are_read_and_told(house: Desk, tmp_path: Path) -> None:
    packs = tmp_path / "packs"
    shutil.copytree(house.packs, packs)
    shutil.rmtree(packs / "house" / "fonts")
    bare = make_desk(house.folder, packs, pack="house", title=TITLE)
    (pdf,) = bare.render(bare.document, ["pdf"])
    delivered = read_pdf(pdf)
    assert "김정은" in " ".join(line.text for line in delivered.lines)
    assert "김" in delivered.spelt
    report = bare.check(pdf, pack="house")
    assert report.exit_code == 0, tell(report)
    assert any("spelt out by their code points: U+" in remark and "more" in remark for remark in report.remarks)
