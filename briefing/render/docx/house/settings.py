"""The house's settings, without what asks, locks, leaks or restarts note numbers."""

from docx.oxml.parser import parse_xml

from briefing.render.docx.house.notes import list_special
from briefing.render.docx.house.section import normalise_notes
from briefing.render.docx.house.tree import Tree, drop, make, said, tidy, w, write
from briefing.render.docx.language import write_languages
from briefing.render.docx.xml import Attributes, element

_LOCKS = ("writeProtection", "documentProtection", "readModeInkLockDown")
_ASKS = ("updateFields", "mailMerge", "attachedTemplate", "linkStyles", "saveThroughXslt", "removePersonalInformation")
_LEAKS = ("rsids", "docVars", "proofState", "revisionView", "attachedSchema", "trackRevisions")
_ELSEWHERE = ("endnotePr",)
"""Settings of a part that does not come along."""

_AFTER_NOTES = (
    "endnotePr compat docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats "
    "doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary shapeDefaults "
    "doNotEmbedSmartTags decimalSymbol listSeparator"
).split()
"""What follows w:footnotePr in the schema; what follows w:compat is the rest of it."""
_MODE = "compatibilityMode"
_WORD = "http://schemas.microsoft.com/office/word"
_MODERN = 15


def merge_settings(ours: str, theirs: Tree | None, special: tuple[str, ...], language: str) -> tuple[str, bool]:
    """Return settings.xml, and whether the house numbered its notes in a way of its own."""
    if theirs is None:
        tree = parse_xml(ours.encode())
        _set_special(tree, special)
        return write(tree), False
    tidy(theirs)
    restarts = normalise_notes(theirs)
    drop(theirs, *_LOCKS, *_ASKS, *_LEAKS, *_ELSEWHERE)
    _set_special(theirs, special)
    _set_mode(theirs)
    _set_language(theirs, language)
    for zoom in theirs.findall(w("zoom")):
        zoom.set(w("percent"), said(zoom, "percent") or "100")
    return write(theirs), restarts


def _set_special(tree: Tree, special: tuple[str, ...]) -> None:
    """Name the separators; where notes stand on the page is the house's choice."""
    places = [place for old in tree.findall(w("footnotePr")) for place in old.findall(w("pos"))]
    drop(tree, "footnotePr")
    named = list_special(special)
    named[0:0] = places
    _insert_before(tree, named, _AFTER_NOTES)


def _set_mode(tree: Tree) -> None:
    """Let Word open the file in no compatibility mode, whatever Word the house file was made with."""
    if tree.find(w("compat")) is None:
        _insert_before(tree, make("<w:compat/>"), _AFTER_NOTES[2:])
    for compat in tree.findall(w("compat")):
        for setting in compat.findall(w("compatSetting")):
            if said(setting, "name") == _MODE:
                compat.remove(setting)
        mode: Attributes = {"w:name": _MODE, "w:uri": _WORD, "w:val": _MODERN}
        compat.append(make(element("w:compatSetting", mode)))


def _set_language(tree: Tree, language: str) -> None:
    for fonts in tree.findall(w("themeFontLang")):
        for key, value in make(write_languages(language)).attrib.items():
            if key == w("val") or key in fonts.attrib:
                fonts.set(key, value)


def _insert_before(tree: Tree, child: Tree, followers: list[str]) -> None:
    tags = set(followers)
    places = (index for index, each in enumerate(tree) if str(each.tag).rpartition("}")[2] in tags)
    tree.insert(next(places, len(tree)), child)
