"""An edition and its readers -> the message of each, made when its turn comes."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefing.distribute.deliverylog import History
from briefing.distribute.editions import FoundEdition, read_file
from briefing.distribute.identity import identify_delivery, identify_edition
from briefing.distribute.letter import Occasion, write_letter
from briefing.distribute.message import make_message, write_message
from briefing.distribute.readers import Attached, Reader, ReaderList
from briefing.distribute.sending import Delivery, Parcel
from briefing.errors import DossierError, PackError
from briefing.model.artifact import Artifact
from briefing.model.edition import Copy
from briefing.model.finding import Finding
from briefing.packs.lookup import load_pack
from briefing.packs.phrases import Phrases
from briefing.pipeline.copies import CopyMaker, open_copies
from briefing.pipeline.progress import Journal
from briefing.pipeline.request import BuildRequest
from briefing.pipeline.shelf import with_bundled

_PLAIN_PACK = "policy-brief"
_NEEDED = "mail-subject-marked"


@dataclass(slots=True, kw_only=True)
class Desk:
    """Make messages: the common files are read once and checked, personal copies are made one by one."""

    found: FoundEdition
    readers: ReaderList
    request: BuildRequest
    """How the edition was built: personal copies are built the same way."""
    journal: Journal
    _files: dict[str, Artifact] = field(default_factory=dict)
    _words: dict[str, Phrases] = field(default_factory=dict)
    _copies: CopyMaker = field(init=False)

    def prepare(self, chosen: Sequence[Reader], history: History) -> list[Delivery]:
        """Return the delivery of each reader.

        Raises DossierError for a format that the edition does not have, CheckError for a file that is not as built.
        """
        edition = identify_edition(self.found.edition)
        numbers = number_copies(self.readers.readers, history.copies(edition), edition)
        for reader in chosen:
            self._read_files(reader)
            self._load_words(reader)
        return [self._deliver(reader, edition, numbers) for reader in chosen]

    def open_copies(self, deliveries: Sequence[Delivery]) -> None:
        """Assemble the brief once more if there are personal copies among these; raises where it would be another."""
        readers = [each.reader for each in deliveries if each.copy]
        formats = tuple(dict.fromkeys(kind for reader in readers for kind in reader.formats))
        if formats:
            self._copies = open_copies(replace(self.request, formats=formats), self.found, self.journal)

    def estimate(self, delivery: Delivery) -> int:
        """Return about how many bytes the files of a message have."""
        return sum(len(self._files[kind].data) for kind in delivery.reader.formats)

    def _deliver(self, reader: Reader, edition: str, numbers: Mapping[str, Copy]) -> Delivery:
        delivery = identify_delivery(edition, reader.mailbox)
        copy = numbers.get(delivery)
        return Delivery(
            id=delivery,
            edition=edition,
            reader=reader,
            copy=copy.number if copy else 0,
            make=lambda date: self.make(reader, copy, date, delivery),
        )

    def make(self, reader: Reader, copy: Copy | None, date: dt.datetime, delivery: str) -> Parcel:
        """Make the message of one reader."""
        occasion = Occasion(
            edition=self.found.edition,
            reader=reader,
            sender=self.readers.sender,
            files=self._choose_files(reader, copy),
            copy=copy,
        )
        letter = write_letter(occasion, self._load_words(reader))
        data = write_message(make_message(occasion, letter, date, delivery))
        return Parcel(data, {file.name: file.digest for file in occasion.files})

    def _choose_files(self, reader: Reader, copy: Copy | None) -> tuple[Artifact, ...]:
        if copy is None:
            return tuple(self._files[kind] for kind in reader.formats)
        made = self._copies.make_copy(copy.number, copy.total, copy.name)
        return tuple(file for kind in reader.formats for file in made if file.format == kind)

    def _read_files(self, reader: Reader) -> None:
        for kind in reader.formats:
            if kind not in self._files:
                self._files[kind] = self._read_file(kind, reader)

    def _read_file(self, kind: Attached, reader: Reader) -> Artifact:
        file = self.found.find_file(kind)
        if file is None:
            there = ", ".join(each.format for each in self.found.edition.files)
            hint = f"build it with --format {kind}, or take it out of formats; the edition has {there or 'no files'}"
            raise DossierError(f"this edition has no {kind}", place=reader.place, hint=hint)
        return Artifact(kind, file.name, read_file(self.found, file))

    def _load_words(self, reader: Reader) -> Phrases:
        language = reader.language or self.found.edition.language
        if language not in self._words:
            self._words[language], findings = load_words(self.found.edition.pack, self.request.pack_folders, language)
            self.journal.report(findings)
        return self._words[language]


def load_words(pack: str, folders: Sequence[Path], language: str) -> tuple[Phrases, tuple[Finding, ...]]:
    """Return the phrases of messages in a language: of the edition's own pack, else of the one that comes with us."""
    own = pack.partition(" ")[0]
    try:
        loaded = load_pack(own, with_bundled(folders), language)
    except PackError:
        loaded = None
    if loaded is None or loaded.findings or _NEEDED not in loaded.phrases.entries:
        loaded = load_pack(_PLAIN_PACK, with_bundled(()), language)
    return loaded.phrases, loaded.findings


def number_copies(readers: Sequence[Reader], given: Mapping[str, int], edition: str) -> dict[str, Copy]:
    """Give each personal copy of an edition its number, by delivery.

    A number that was given once stays; the others get those that are free, in the order of the list. All readers of
    the list count, whichever are chosen this time: two groups never share a number.
    """
    personal = {identify_delivery(edition, reader.mailbox): reader for reader in readers if reader.personal}
    taken = set(given.values())
    free = (number for number in range(1, len(personal) + len(taken) + 1) if number not in taken)
    numbers = {each: given[each] if each in given else next(free) for each in personal}
    total = max([len(personal), *numbers.values(), *taken], default=0)
    return {each: _name_copy(number, total, personal[each]) for each, number in numbers.items()}


def _name_copy(number: int, total: int, reader: Reader) -> Copy:
    try:
        return Copy(number, total, " ".join(reader.name.split()))
    except ValueError as problem:
        message = f"no copy can bear the name of this reader: {problem}"
        raise DossierError(
            message, place=reader.place, hint="shorten or mend the name, or say copy = false"
        ) from problem
