"""Finding packs, and what they inherit from each other."""

from pathlib import Path

import pytest

from briefing.config.dossier import read_settings
from briefing.errors import DossierError, PackError
from briefing.packs import lookup
from briefing.packs.lookup import answer_options, bundled_packs, list_packs, load_pack
from tests.packs.conftest import PackMaker


def complaint(name: str, folders: list[Path], language: str = "en-GB") -> PackError:
    """Return the error that loading a pack leads to."""
    with pytest.raises(PackError) as caught:
        load_pack(name, folders, language)
    return caught.value


def test_the_bundled_packs_are_found_in_a_checkout() -> None:
    assert (bundled_packs() / "policy-brief" / "pack.toml").is_file()


def test_the_bundled_packs_are_found_in_an_installed_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "briefing" / "templates").mkdir(parents=True)
    monkeypatch.setattr(lookup, "__file__", str(tmp_path / "briefing" / "packs" / "lookup.py"))
    assert bundled_packs() == (tmp_path / "briefing" / "templates").resolve()


def test_the_first_folder_that_has_a_pack_counts(make_pack: PackMaker, folder: Path, folders: list[Path]) -> None:
    assert list_packs(folders)["policy-brief"] == bundled_packs() / "policy-brief"
    make_pack("policy-brief", extends="")
    assert list_packs(folders)["policy-brief"] == folder / "policy-brief"


def test_a_child_inherits_what_it_does_not_have(make_pack: PackMaker, folders: list[Path]) -> None:
    make_pack("memo", manifest='description = "Short"')
    parent, child = load_pack("policy-brief", folders), load_pack("memo", folders)
    assert child.chain == ("memo", "policy-brief")
    assert child.manifest.description == "Short"
    assert child.manifest.sections == parent.manifest.sections
    assert (child.theme, child.templates) == (parent.theme, parent.templates)


def test_tables_merge_and_lists_replace(make_pack: PackMaker, folders: list[Path]) -> None:
    section = '[[sections]]\nid = "economy"\ntitle = "Economic terms"\nshape = "bullets"\nthreshold = 0.5\n'
    theme = {"theme.toml": '[colours]\naccent = "#006633"\n[page]\nsize = "Letter"\n'}
    make_pack("memo", theme, manifest=f"[limits]\nwords = 700\n{section}")
    parent, child = load_pack("policy-brief", folders), load_pack("memo", folders)
    assert [each.id for each in child.manifest.sections] == ["economy"]
    assert (child.manifest.limits.words, child.manifest.limits.statements) == (700, parent.manifest.limits.statements)
    assert child.theme.colours == {**parent.theme.colours, "accent": "#006633"}
    assert (child.theme.page.width, child.theme.page.left) == (612, parent.theme.page.left)


def test_a_childs_words_go_before_its_parents_of_any_region(make_pack: PackMaker, folders: list[Path]) -> None:
    make_pack("memo", {"phrases/en.toml": 'key-points = "In short"\nlabel-mutual-defence = "Joint defence"\n'})
    british, american = load_pack("memo", folders), load_pack("memo", folders, "en-US")
    assert [pack.phrases.say("key-points") for pack in (british, american)] == ["In short"] * 2
    assert american.phrases.say("label-mutual-defence") == "Joint defence"
    assert american.phrases.say("fact-licence") == "License"


def test_a_childs_template_replaces_and_can_still_name_its_parents(make_pack: PackMaker, folders: list[Path]) -> None:
    make_pack("memo", {"layout/brief.md.jinja": "own", "layout/cover.md.jinja": "new"})
    make_pack("note", {"layout/brief.md.jinja": "third"}, extends="memo")
    pack = load_pack("note", folders)
    assert pack.chain == ("note", "memo", "policy-brief")
    assert pack.resolve("brief.md.jinja") == "!note/brief.md.jinja"
    assert pack.resolve("cover.md.jinja") == "!memo/cover.md.jinja"
    assert pack.resolve("!note/cover.md.jinja") == "!memo/cover.md.jinja"
    assert pack.resolve("!policy-brief/brief.md.jinja") == "!policy-brief/brief.md.jinja"
    assert pack.resolve("!parent/brief.md.jinja", "!note/brief.md.jinja") == "!memo/brief.md.jinja"
    assert pack.resolve("!parent/brief.md.jinja", "!memo/brief.md.jinja") == "!policy-brief/brief.md.jinja"
    assert pack.resolve("!parent/brief.md.jinja", "!policy-brief/brief.md.jinja") is None
    assert pack.resolve("!parent/brief.md.jinja") is None
    assert pack.resolve("!stranger/brief.md.jinja") is None
    assert pack.resolve("nothing.md.jinja") is None


def test_an_unknown_pack_is_told_the_nearest(folders: list[Path]) -> None:
    error = complaint("polcy-brief", folders)
    assert (error.message, error.hint) == ('there is no pack "polcy-brief"', 'did you mean "policy-brief"?')


def test_an_unknown_parent_is_named_with_its_line(make_pack: PackMaker, folders: list[Path]) -> None:
    path = make_pack("memo", extends="policy-breif")
    assert complaint("memo", folders).place == f"{path / 'pack.toml'}:4"


def test_packs_in_a_circle_are_refused(make_pack: PackMaker, folders: list[Path]) -> None:
    make_pack("one", extends="two")
    make_pack("two", extends="one")
    assert complaint("one", folders).message == "packs extend each other in a circle: one → two → one"


def test_a_pack_has_the_name_of_its_folder(make_pack: PackMaker, folders: list[Path]) -> None:
    path = make_pack("memo")
    (path / "pack.toml").write_text('name = "other"\nversion = "1"\ncontract = 1\nextends = "policy-brief"\n')
    assert complaint("memo", folders).message == 'the pack in the folder "memo" calls itself "other"'


def test_a_root_needs_all_its_files(make_pack: PackMaker, folders: list[Path]) -> None:
    path = make_pack("alone", extends="")
    error = complaint("alone", folders)
    assert (error.message, error.place) == ("the pack has no theme.toml", str(path))


def test_what_extends_is_not_text_is_refused_with_its_line(make_pack: PackMaker, folders: list[Path]) -> None:
    path = make_pack("memo", manifest="extends = 3", extends="")
    assert complaint("memo", folders).place == f"{path / 'pack.toml'}:4"


def test_a_language_that_the_pack_does_not_speak_falls_back_with_a_finding(folders: list[Path]) -> None:
    pack = load_pack("policy-brief", folders, "xx-XX")
    assert pack.phrases.say("key-points") == "Key points"
    (finding,) = pack.findings
    assert (finding.severity, finding.code) == ("warning", "language-missing")
    assert finding.message == 'the pack has no phrases for "xx-XX": its fixed words are English'
    assert finding.place.endswith("policy-brief/phrases/xx.toml")


def test_phrases_that_a_language_lacks_are_named(make_pack: PackMaker, folders: list[Path]) -> None:
    make_pack("memo", {"phrases/xx.toml": 'key-points = "Punctos"\n'})
    pack = load_pack("memo", folders, "xx")
    assert (pack.phrases.say("key-points"), pack.phrases.say("chronology")) == ("Punctos", "Chronology")
    assert pack.english.say("key-points") == "Key points"
    assert "phrases in English" in pack.findings[0].message


def test_a_pack_without_phrases_is_refused(make_pack: PackMaker, folders: list[Path]) -> None:
    theme = (bundled_packs() / "policy-brief" / "theme.toml").read_text(encoding="utf-8")
    make_pack("alone", {"theme.toml": theme}, extends="")
    assert complaint("alone", folders).message == 'pack "alone" has no phrases'


def test_titles_of_sections_are_phrases_or_words(make_pack: PackMaker, folders: list[Path]) -> None:
    make_pack("memo", manifest='[section.treaty-terms]\ntitle = "What was agreed"\n')
    titles = [section.title for section in load_pack("memo", folders).manifest.sections]
    assert titles == ["What was agreed", "Military cooperation", "Western response", "Analyst views"]


def test_broken_files_are_named_with_their_line(make_pack: PackMaker, folders: list[Path]) -> None:
    path = make_pack("memo", {"theme.toml": "[page]\nsize = \n"})
    assert complaint("memo", folders).place == f"{path / 'theme.toml'}:2"


def test_a_file_that_is_not_utf_8_is_refused(make_pack: PackMaker, folders: list[Path]) -> None:
    path = make_pack("memo", {"theme.toml": ""})
    (path / "theme.toml").write_bytes(b"# caf\xe9")
    error = complaint("memo", folders)
    assert (error.message, error.place) == ("the file is not UTF-8", str(path / "theme.toml"))


def test_a_template_that_is_a_folder_is_refused(make_pack: PackMaker, folders: list[Path]) -> None:
    path = make_pack("memo")
    (path / "layout" / "brief.md.jinja").mkdir(parents=True)
    assert complaint("memo", folders).message.startswith("the file cannot be read: ")


OPTIONS = """
[options.paper]
type = "choice"
choices = ["blue", "white"]
default = "white"
[options.addresses]
default = true
[options.depth]
type = "number"
default = 2
"""


def test_options_are_answered_or_take_their_default(make_pack: PackMaker, folders: list[Path]) -> None:
    make_pack("memo", manifest=OPTIONS)
    manifest = load_pack("memo", folders).manifest
    settings, _ = read_settings("[options]\npaper = 'blue'\ndepth = 3", "brief.toml")
    assert answer_options(manifest, settings) == {"paper": "blue", "addresses": True, "depth": 3.0}


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("[options]\n\npapr = 'blue'", 'unknown key "options.papr"', 'did you mean "paper"?'),
        ("[options]\n\npaper = 'red'", 'key "options.paper" should be "blue" or "white", not "red"', ""),
        ("[options]\n\naddresses = 'yes'", 'key "options.addresses" should be true or false, not "yes"', ""),
    ],
)
def test_wrong_answers_are_named_with_their_line(
    make_pack: PackMaker, folders: list[Path], text: str, message: str, hint: str
) -> None:
    make_pack("memo", manifest=OPTIONS)
    settings, _ = read_settings(text, "brief.toml")
    with pytest.raises(DossierError) as caught:
        answer_options(load_pack("memo", folders).manifest, settings)
    assert (caught.value.message, caught.value.place, caught.value.hint) == (message, "brief.toml:3", hint)
