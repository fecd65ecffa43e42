"""What a dossier declares of its sources, held against what was found and read."""

from collections.abc import Iterable, Mapping

from briefing.config.settings import Settings
from briefing.config.tables import suggest
from briefing.errors import DossierError
from briefing.model.source import Reference, SourceDocument, SourceId


def declared_references(settings: Settings) -> Mapping[str, Reference]:
    """Return what the dossier says of each source, by file name."""
    return {source.file: source.reference for source in settings.sources}


def declared_ids(settings: Settings) -> Mapping[str, SourceId]:
    """Return the ids that the dossier gives, by file name."""
    return {source.file: source.id for source in settings.sources if source.id is not None}


def refuse_missing(settings: Settings, names: Iterable[str]) -> None:
    """Raise DossierError for the first source that is declared and not there, with the nearest name that is."""
    there = tuple(names)
    for number, source in enumerate(settings.sources):
        if source.file not in there:
            message = f'source "{source.file}" is listed, but there is no such file in the dossier'
            place = settings.place("source", number, "file")
            raise DossierError(message, place=place, hint=suggest(source.file, there, "files"))


def refuse_late(settings: Settings, documents: Iterable[SourceDocument]) -> None:
    """Raise DossierError for the first source that is certainly dated after the cut-off.

    A source dated to a month or a year is late only if the whole of it is.
    """
    if settings.as_of is None:
        return
    for document in documents:
        date = document.reference.date
        if date is not None and date.first > settings.as_of:
            message = f'source "{document.file}" is dated {date}, after the cut-off as_of = {settings.as_of}'
            raise DossierError(
                message, place=_place_of_date(settings, document.file), hint="move as_of, or take the source out"
            )


def _place_of_date(settings: Settings, file: str) -> str:
    """Return where the date of a source is stated: in brief.toml, else in the source itself."""
    for number, source in enumerate(settings.sources):
        if source.file == file and source.reference.date is not None:
            return settings.place("source", number, "date")
    return file
