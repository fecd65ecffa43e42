"""The editor's hand: what is left out, pinned, moved or put into the box, by address."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefing.config.settings import Settings
from briefing.config.tables import suggest
from briefing.errors import DossierError
from briefing.model.evidence import Address, Analysis, Evidence
from briefing.packs.lookup import Pack

BOX = "summary"
"""Where a sentence is moved to become a key point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """The editor's decisions that selecting keeps to."""

    omitted: frozenset[Address] = frozenset()
    pinned: frozenset[Address] = frozenset()
    """What is boxed is pinned too."""
    boxed: frozenset[Address] = frozenset()


def read_hand(settings: Settings) -> Hand:
    """Return the decisions of `[edit]`."""
    boxed = frozenset(address for address, place in settings.edit.move.items() if place == BOX)
    return Hand(omitted=frozenset(settings.edit.omit), pinned=frozenset(settings.edit.pin) | boxed, boxed=boxed)


def apply_moves(analysis: Analysis, settings: Settings, pack: Pack) -> Analysis:
    """Let the editor's moves decide sections. Raises DossierError for an address or a section that does not exist.

    What is pinned or boxed and belongs nowhere goes where it fits best.
    """
    _check_addresses(analysis, settings)
    _check_sections(settings, pack)
    return replace(analysis, evidence=tuple(_move(found, settings) for found in analysis.evidence))


def _move(found: Evidence, settings: Settings) -> Evidence:
    target = settings.edit.move.get(found.address)
    if target is not None and target != BOX:
        return replace(found, section=target)
    wanted = target == BOX or found.address in settings.edit.pin
    if wanted and found.section is None and found.scores:
        return replace(found, section=max(found.scores, key=lambda name: found.scores[name]))
    return found


def _check_addresses(analysis: Analysis, settings: Settings) -> None:
    known = {found.address for found in analysis.evidence}
    for address, place in _named_addresses(settings):
        if address not in known:
            hint = suggest(address, sorted(known), "addresses")
            raise DossierError(f'no sentence of the report has the address "{address}"', place=place, hint=hint)


def _named_addresses(settings: Settings) -> Iterator[tuple[Address, str]]:
    edit = settings.edit
    for key, addresses in (("omit", edit.omit), ("pin", edit.pin), ("move", tuple(edit.move))):
        for address in addresses:
            yield address, settings.place("edit", key)
    for authored in settings.authored:
        for address in authored.cites:
            yield address, authored.place


def _check_sections(settings: Settings, pack: Pack) -> None:
    sections = {section.id for section in pack.manifest.sections} | {BOX}
    moved = ((name, settings.place("edit", "move")) for name in settings.edit.move.values())
    for name, place in (*moved, *((a.section, a.place) for a in settings.authored)):
        if name not in sections:
            raise DossierError(
                f'no section "{name}" in the pack', place=place, hint=suggest(name, sections, "sections")
            )
