"""What a pack.toml may declare."""

import pytest

from briefing.config.tables import merge_layers, read_layer
from briefing.errors import PackError
from briefing.packs.cues import find_cue_fault
from briefing.packs.manifest import (
    CheckSpec,
    CueGroup,
    KeyPointSlot,
    Limits,
    Option,
    PackManifest,
    SectionSpec,
    read_manifest,
)

HEAD = 'name = "memo"\nversion = "1.0.0"\ncontract = 1\n'
SECTION = '[[sections]]\nid = "terms"\ntitle = "Terms"\nshape = "table"\nthreshold = 1\n'


def read(text: str) -> PackManifest:
    """Read a manifest as pack.toml."""
    return read_manifest(merge_layers([read_layer(text, "pack.toml", PackError)], PackError))


def test_little_is_needed() -> None:
    manifest = read(HEAD)
    assert (manifest.name, manifest.version, manifest.languages) == ("memo", "1.0.0", ("en",))
    assert (manifest.limits, manifest.sections, manifest.checks) == (Limits(), (), ())
    assert manifest.section("terms") is None


def test_sections_groups_and_checks_are_read() -> None:
    text = """
budget = 4
optional = true
columns = ["a", "b"]
register = { official = 0.5 }
speakers = { expert = -1 }
actors = { western = 0.25 }
status = { alleged = 0 }
[[sections.groups]]
id = "defence"
label = "Mutual defence"
weight = 2
cues = ["mutual* defen*", "{party} ... attack*"]
[[sections.groups]]
id = "plain"
[[checks]]
id = "force"
phrase = "missing-in-force"
cues = ["ratif*"]
[[checks]]
id = "western"
phrase = "missing-western"
actors = "western"
[[checks]]
id = "text"
phrase = "missing-text"
kind = "treaty"
[[key_points]]
id = "event"
sections = ["terms"]
groups = ["defence"]
status = ["reported"]
[[key_points]]
id = "views"
sections = ["terms"]
"""
    manifest = read(HEAD + SECTION + text)
    section = SectionSpec(
        id="terms",
        title="Terms",
        shape="table",
        threshold=1.0,
        budget=4,
        optional=True,
        columns=("a", "b"),
        register={"official": 0.5},
        speakers={"expert": -1.0},
        actors={"western": 0.25},
        status={"alleged": 0.0},
        groups=(
            CueGroup(id="defence", label="Mutual defence", weight=2.0, cues=("mutual* defen*", "{party} ... attack*")),
            CueGroup(id="plain"),
        ),
    )
    assert manifest.section("terms") == section
    assert manifest.checks == (
        CheckSpec(id="force", phrase="missing-in-force", cues=("ratif*",)),
        CheckSpec(id="western", phrase="missing-western", actors="western"),
        CheckSpec(id="text", phrase="missing-text", kind="treaty"),
    )
    assert manifest.key_points == (
        KeyPointSlot(id="event", sections=("terms",), groups=("defence",), status=("reported",)),
        KeyPointSlot(id="views", sections=("terms",)),
    )


def test_limits_and_options_are_read() -> None:
    manifest = read(HEAD + '[limits]\nwords = 0\n[options.x]\ntype = "text"\ndefault = "a"\nhelp = "Why?"\n')
    assert manifest.limits == Limits(words=0)
    assert manifest.options == {"x": Option(type="text", default="a", help="Why?")}


NAMED = """
[section.economy]
title = "Economic terms"
shape = "bullets"
threshold = 0.5
after = "terms"
[section.economy.group.trade]
cues = ["trade"]
[section.terms]
title = "What was agreed"
[section.terms.group.force]
weight = 3
[section.terms.group.trade]
after = "force"
[[sections]]
id = "terms"
title = "Terms"
shape = "table"
threshold = 1
[[sections.groups]]
id = "force"
cues = ["ratif*"]
[[sections.groups]]
id = "other"
[[sections]]
id = "views"
title = "Views"
shape = "labelled"
threshold = 1
"""


def test_sections_and_groups_are_changed_and_added_by_their_id() -> None:
    manifest = read(HEAD + NAMED)
    assert [section.id for section in manifest.sections] == ["terms", "economy", "views"]
    terms, economy, _ = manifest.sections
    assert (terms.title, terms.shape, terms.threshold) == ("What was agreed", "table", 1.0)
    assert [group.id for group in terms.groups] == ["force", "trade", "other"]
    assert terms.groups[0] == CueGroup(id="force", weight=3.0, cues=("ratif*",))
    assert economy.groups == (CueGroup(id="trade", cues=("trade",)),)


def test_the_order_names_the_sections_that_there_are() -> None:
    manifest = read(HEAD + 'order = ["views", "terms"]\n' + NAMED)
    assert [section.id for section in manifest.sections] == ["views", "terms"]


def test_a_fault_in_what_changes_a_section_has_its_own_line() -> None:
    for text, line in ((NAMED.replace("weight = 3", "weight = 'x'"), 15), (NAMED.replace("ratif*", "ra(tif"), 25)):
        with pytest.raises(PackError) as caught:
            read(HEAD + text)
        assert caught.value.place == f"pack.toml:{line}"


WRONG = [
    (HEAD + 'requires = "99.0"', "the pack needs briefing 99.0 or newer, and this is ", 4),
    (HEAD + "order = ['x']", 'there is no section "x"', 4),
    (HEAD + SECTION + "[section.terms]\nid = 'a'", 'the id stands in the name of the table: "terms"', 10),
    (HEAD + SECTION + "[section.terms]\nafter = 'a'", 'there is no "a" to stand after', 10),
    (HEAD + 'order = ["terms",\n"terms"]\n' + SECTION, 'section "terms" stands in the order twice', 5),
    (HEAD + SECTION + "[section.terms]\nshap = 'a'", 'unknown key "section.terms.shap"', 10),
    (HEAD + "nam = 1", 'unknown key "nam"', 4),
    ('name = "x"\nversion = "1"\ncontract = 2', "the pack is written for contract 2, not 1", 3),
    ('name = "x"\nversion = "1"\ncontract = 0', "the pack is written for contract 0, not 1", 3),
    ('name = "x"\ncontract = 1', 'key "version" is missing: it should be a version such as "1.0.0"', None),
    (HEAD + "[limits]\nwords = -1", 'key "limits.words" should be a whole number, not -1', 5),
    (HEAD + "[limits]\nword = 1", 'unknown key "limits.word"', 5),
    (HEAD + SECTION + "shap = 1", 'unknown key "sections.shap"', 9),
    (HEAD + SECTION.replace("table", "tables"), 'key "sections.shape" should be "bullets", "table" or "labelled"', 7),
    (HEAD + SECTION.replace("threshold = 1", ""), 'key "sections.threshold" is missing: it should be a number', 4),
    (HEAD + SECTION + "columns = ['a']", "a table has two columns: the label and the words", 9),
    (HEAD + SECTION + "register = { news = 'x' }", 'key "sections.register.news" should be a number, not "x"', 9),
    (HEAD + SECTION + SECTION, 'id "terms" is given twice', 10),
    (HEAD + SECTION + "[[sections.groups]]\ncues = []", 'key "sections.groups.id" is missing', 9),
    (HEAD + SECTION + "[[sections.groups]]\nid='a'\n[[sections.groups]]\nid='a'", 'id "a" is given twice', 12),
    (HEAD + SECTION + "[[sections.groups]]\nid='a'\ncues = [\n'x',\n'a(b)']", 'cue "a(b)": "a(b)" is no word', 13),
    (HEAD + "[[checks]]\nid='a'\nphrase='b'", 'a check looks for one of "cues", "actors" and "kind"', 4),
    (HEAD + "[[checks]]\nid='a'\nphrase='b'\nactors='c'\ncues=['d']", 'a check looks for one of', 4),
    (HEAD + "[[key_points]]\nid='a'", 'key "key_points.sections" is missing', 4),
    (HEAD + "[[key_points]]\nid='a'\nsections=[]\nstatus=['said']", 'key "key_points.status" should be a list', 7),
    (HEAD + "[options.x]\ntype='flag'\ndefault=1", 'key "options.x.default" should be true or false, not 1', 6),
    (HEAD + "[options.x]\ntype='choice'\ndefault='a'", '"choices" are for the type "choice"', 5),
    (HEAD + "[options.x]\ntype='text'\ndefault='a'\nchoices=['a']", '"choices" are for the type "choice"', 5),
    (HEAD + "[options.x]\ntype='choice'\ndefault='a'\nchoices=['b']", 'key "options.x.default" should be "b"', 6),
    (HEAD + "[options]\nx = 1", 'key "options.x" should be a table, not 1', 5),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message", "line"), WRONG)
def test_what_a_pack_may_not_declare_is_named_with_its_line(text: str, message: str, line: int | None) -> None:
    with pytest.raises(PackError) as caught:
        read(text)
    assert caught.value.message.startswith(message)
    assert caught.value.place == ("pack.toml" if line is None else f"pack.toml:{line}")


@pytest.mark.parametrize(
    "cue", ["treaty", "mutual* defen*", "*ratif*", "{party} ... {western-state}", "cease-fire", "l’Union", "24 years"]
)
def test_words_wildcards_gaps_and_classes_make_a_cue(cue: str) -> None:
    assert find_cue_fault(cue) is None


@pytest.mark.parametrize(
    ("cue", "fault"),
    [
        ("", "a cue needs at least one word"),
        ("* ...", "a cue needs at least one word"),
        ("... treaty", 'a gap "..." stands between words'),
        ("treaty ...", 'a gap "..." stands between words'),
        ("a ... ... b", 'two gaps "..." in a row are one'),
        ("{party", '"{party" is no word, no gap and no {class}'),
        ("{Party}", '"{Party}" is no word, no gap and no {class}'),
        (r"\bpact", r'"\bpact" is no word, no gap and no {class}'),
        ("(a|b)", '"(a|b)" is no word, no gap and no {class}'),
    ],
)
def test_anything_else_is_named(cue: str, fault: str) -> None:
    assert find_cue_fault(cue) == fault
