"""Which font serves a script: first the theme's, then the pack's, then the machine's; the same whatever the order."""

import os
import shutil
from pathlib import Path

import pytest

from briefing.model.scripts import HAN, SCRIPTS
from briefing.packs.theme import ScriptFonts, Weight
from briefing.render.pdf.shelf import Shelf, find_system_folders
from briefing.render.pdf.writer import write_pdf
from tests.render.pdf.builders import document, read_texts, statement
from tests.render.pdf.tongues import take_fonts
from tests.render.pdf.typefaces import make_arabic, make_chinese, make_font, make_korean

HANGUL = SCRIPTS["Hang"]


def list_names(shelf: Shelf, language: str = "", weight: Weight = "regular", script: str = "Hang") -> list[str]:
    return [each.facts.full_name for each in shelf.list_fonts(SCRIPTS[script], language, ("serif", weight))]


def put(folder: Path, family: str, weight: int = 400, **changes: object) -> Path:
    return make_font(folder / f"{family}-{weight}.ttf", family, "가", [56], weight=weight, **changes)  # type: ignore[arg-type]


def shelve(*folders: Path) -> Shelf:
    return Shelf(ScriptFonts(folders=folders, system=False))


def test_the_theme_goes_before_the_pack_and_the_pack_before_the_machine(tmp_path: Path) -> None:
    for place in ("theme", "pack", "machine"):
        put(tmp_path / place, place.title())
    wanted = ScriptFonts(files={"Hang": (tmp_path / "theme/Theme-400.ttf",)}, folders=(tmp_path / "pack",))
    shelf = Shelf(wanted, lambda: (tmp_path / "machine",))
    assert list_names(shelf) == ["Theme", "Pack", "Machine"]


def test_a_theme_that_refuses_the_machine_never_looks_there(tmp_path: Path) -> None:
    def refuse() -> tuple[Path, ...]:
        raise AssertionError

    assert list_names(Shelf(ScriptFonts(system=False), refuse)) == []
    put(tmp_path, "A")
    assert list_names(Shelf(ScriptFonts(), lambda: (tmp_path,))) == ["A"]


def test_a_family_made_for_the_script_and_face_goes_first(tmp_path: Path) -> None:
    for family in ("Zeta", "Alpha", "NanumGothic", "NanumMyeongjo"):
        put(tmp_path, family)
    assert list_names(shelve(tmp_path)) == ["NanumMyeongjo", "NanumGothic", "Alpha", "Zeta"]


def test_the_weight_nearest_to_the_text_goes_first(tmp_path: Path) -> None:
    for weight in (400, 700):
        put(tmp_path, "A", weight)
    cuts: dict[Weight, list[int]] = {"regular": [400, 700], "semibold": [700, 400], "bold": [700, 400]}
    for cut, expected in cuts.items():
        made = shelve(tmp_path).list_fonts(HANGUL, "", ("sans", cut))
        assert [each.facts.weight for each in made] == expected


def test_a_text_is_not_set_in_bold_for_want_of_a_serif(tmp_path: Path) -> None:
    put(tmp_path, "NanumMyeongjo", 700)
    put(tmp_path, "NanumGothic", 400)
    assert list_names(shelve(tmp_path)) == ["NanumGothic", "NanumMyeongjo"]
    assert list_names(shelve(tmp_path), weight="bold") == ["NanumMyeongjo", "NanumGothic"]


def test_ideographs_take_the_font_of_their_language(tmp_path: Path) -> None:
    for family in ("SimSun", "PMingLiU", "IPAMincho"):
        make_font(tmp_path / f"{family}.ttf", family, "国", [59])
    shelf = shelve(tmp_path)
    for language, family in (("", "SimSun"), ("zh", "SimSun"), ("zh-Hant", "PMingLiU"), ("ja", "IPAMincho")):
        assert list_names(shelf, language, script="Hani")[0] == family
    assert list_names(shelf, script="Hani")[0] == "SimSun"
    assert HAN.language == ""


def test_a_newer_version_goes_before_an_older_one(tmp_path: Path) -> None:
    for place, version in (("a", "Version 1.9"), ("b", "Version 1.10")):
        put(tmp_path / place, "A", version=version)
    found = [each.facts.version for each in shelve(tmp_path).list_fonts(HANGUL, "", ("serif", "regular"))]
    assert found == ["1.10", "1.9"]


def test_the_choice_does_not_depend_on_where_files_lie(tmp_path: Path) -> None:
    for number, (text, family) in enumerate([("가", "A"), ("가나", "A"), ("가다", "B")]):
        make_font(tmp_path / "one" / f"{number}.ttf", family, text, [56])
    for number, path in enumerate(sorted((tmp_path / "one").iterdir(), reverse=True)):
        (tmp_path / "two" / str(number)).mkdir(parents=True)
        shutil.copy(path, tmp_path / "two" / str(number) / f"{number}.TTF")
    orders = [
        [each.facts.path.read_bytes() for each in shelve(tmp_path / name).list_fonts(HANGUL, "", ("serif", "regular"))]
        for name in ("one", "two")
    ]
    assert len(orders[0]) == 3
    assert orders[0] == orders[1]


def test_a_font_that_may_not_be_embedded_is_not_used_and_named(tmp_path: Path) -> None:
    put(tmp_path, "Locked", permission=2)
    data, (finding,) = write_pdf(document(statement("가")), take_fonts(tmp_path))
    assert "\u2039U+AC00\u203a" in read_texts(data)[0]
    assert "Locked may not be embedded" in finding.hint


def test_what_is_no_font_in_the_pack_is_a_finding_and_the_next_one_serves(tmp_path: Path) -> None:
    make_korean(tmp_path, "가")
    (tmp_path / "empty.ttf").write_bytes(b"")
    data, (finding,) = write_pdf(document(statement("가")), take_fonts(tmp_path))
    assert "가" in read_texts(data)[0]
    assert finding.code == "font-broken"
    assert finding.place == str(tmp_path / "empty.ttf")


def test_a_font_that_cannot_be_drawn_is_a_finding_and_the_next_one_serves(tmp_path: Path) -> None:
    good = make_korean(tmp_path, "가").read_bytes()
    broken = bytearray(good)
    place = good.index(b"hhea")
    broken[place : place + 4] = b"hheb"
    (tmp_path / "A.ttf").write_bytes(
        bytes(broken).replace("Test Korean".encode("utf-16-be"), "NanumGothic".encode("utf-16-be"))
    )
    data, (finding,) = write_pdf(document(statement("가")), take_fonts(tmp_path))
    assert "가" in read_texts(data)[0]
    assert finding.code == "font-broken"
    assert "A.ttf" in finding.message


def test_a_font_of_the_machine_is_named_with_its_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_korean(tmp_path / "fonts", "가", version="Version 2.5")
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path))
    theme = take_fonts(tmp_path / "none", system=True)
    data, (finding,) = write_pdf(document(statement("가")), theme)
    assert "가" in read_texts(data)[0]
    assert (finding.severity, finding.code) == ("note", "font-of-machine")
    assert "Test Korean 2.5 (TestKorean.ttf)" in finding.message
    _, (refused,) = write_pdf(document(statement("가")), take_fonts(tmp_path / "none"))
    assert refused.code == "character-missing"


def test_a_folder_of_the_machine_with_broken_files_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").write_bytes(b"nothing")
    (tmp_path / "b.txt").write_bytes(b"nothing")
    shelf = Shelf(ScriptFonts(), lambda: (tmp_path, tmp_path, tmp_path / "none"))
    assert list_names(shelf) == []
    assert shelf.faults == {}
    assert shelf.explain_absence(HANGUL) == ""


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_every_kind_of_machine_has_its_folders(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", platform)
    for name in ("XDG_DATA_DIRS", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    folders = find_system_folders()
    assert any(str(folder).lower().endswith("fonts") for folder in folders)
    assert Path(os.environ["HOME"]) in {parent for folder in folders for parent in folder.parents}


def test_fonts_of_a_script_are_asked_for_by_what_they_say_they_have(tmp_path: Path) -> None:
    make_arabic(tmp_path)
    make_chinese(tmp_path, "国")
    assert list_names(shelve(tmp_path), script="Arab") == ["Test Arabic"]
    assert list_names(shelve(tmp_path), script="Hani") == ["Test Han"]
