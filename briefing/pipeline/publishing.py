"""From a finished edition to a folder for a web server: its files, its page, a list and a feed of editions."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefing.config.settings import Publishing, Settings
from briefing.distribute.clearance import clear
from briefing.distribute.editions import FoundEdition, find_edition, read_file
from briefing.distribute.feed import NAME, Entry, Feed, find_day, identify_feed, sort_entries, write_feed
from briefing.distribute.folder import PublishedFolder, join_edition, list_entries, open_folder, refuse_clash
from briefing.distribute.index import PAGE, write_index
from briefing.distribute.manifest import make_manifest
from briefing.errors import DossierError, UsageError
from briefing.model.artifact import Artifact
from briefing.model.edition import Edition, EditionFile
from briefing.model.finding import Finding
from briefing.packs.lookup import Pack
from briefing.pipeline.assembly import find_pack, read_dossier
from briefing.pipeline.build import lay_out
from briefing.pipeline.output import WrittenFile, write_artifacts
from briefing.pipeline.progress import Journal, Listener, Silence
from briefing.pipeline.request import BuildRequest, keep_silent
from briefing.render import render


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishRequest:
    """Ask for an edition to be published."""

    folder: Path
    """Where it is published; made if need be."""
    now: dt.datetime
    """The time of asking, aware: an embargo is held against it, and nothing else."""
    edition: str | None = None
    """Its name, version or manifest; None is the newest."""
    may: bool = False
    """Whether somebody answers for publishing what is marked, or a draft."""
    over: bool = False
    """Whether what stands in the way is written over."""
    build: BuildRequest = field(default_factory=BuildRequest)
    """The dossier, the folder of its editions, the packs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishResult:
    """Hold what was published."""

    edition: Edition
    files: tuple[WrittenFile, ...]
    entries: tuple[Entry, ...]
    """All editions of the folder, newest first."""
    findings: tuple[Finding, ...]


def publish(request: PublishRequest, progress: Listener | None = None) -> PublishResult:
    """Publish an edition beside those that the folder has: all of its files are written, or none.

    Raises PublishingError for one that is not for everybody, OutputError where something stands in the way,
    DossierError where the page would say something else than the edition, and what reading them raises.
    """
    journal = Journal(progress or Silence())
    found = find_edition(request.edition, request.build.out)
    journal.report(clear(found.edition, request.now, may=request.may))
    _refuse_own_folder(request)
    folder = open_folder(request.folder, over=request.over)
    journal.report(folder.findings)
    _, settings = read_dossier(request.build, Journal(Silence()))
    _refuse_undated(found.edition, settings)
    artifacts = collect_files(found, request, journal)
    edition = join_edition(folder, _describe(found.edition, artifacts))
    journal.begin("writing the files")
    artifacts = (*artifacts, make_manifest(edition))
    refuse_clash(folder, edition, artifacts, over=request.over)
    feed = make_feed(folder, edition, settings.publish)
    lists = _write_lists(feed, find_pack(settings, request.build.pack_folders))
    files = write_artifacts(request.folder, (*artifacts, *lists))
    return PublishResult(edition=edition, files=files, entries=feed.entries, findings=tuple(journal.findings))


def _refuse_own_folder(request: PublishRequest) -> None:
    """Raise UsageError for the folder that editions are built in: what lies there is not for everybody."""
    if request.folder.resolve() == request.build.out.resolve():
        hint = "name a folder of its own, such as public"
        raise UsageError("editions are not published where they are built", place=str(request.folder), hint=hint)


def _refuse_undated(edition: Edition, settings: Settings) -> None:
    if find_day(edition) is None:
        hint = "set published (or as_of) in brief.toml and build it again"
        raise DossierError("an edition that is published needs a day: a feed says when", place=settings.file, hint=hint)


def collect_files(found: FoundEdition, request: PublishRequest, journal: Journal) -> tuple[Artifact, ...]:
    """Return the files of an edition, whole as they were built, and its page; one that was not built is made now."""
    files = tuple(Artifact(each.format, each.name, read_file(found, each)) for each in found.edition.files)
    return files if found.find_file("html") else (*files, make_page(found, request.build, journal))


def make_page(found: FoundEdition, request: BuildRequest, journal: Journal) -> Artifact:
    """Assemble the brief of an edition again and write its page.

    Raises DossierError where the dossier gives another brief by now: the page must say what the other files say.
    """
    journal.begin("setting the page")
    since = request.since or found.edition.since
    assembly, document, _ = lay_out(replace(keep_silent(request), since=since), Journal(Silence()))
    record = hashlib.sha256(document.record.encode("utf-8", "backslashreplace")).hexdigest()
    if record != found.edition.record:
        message = f"the dossier no longer gives the edition {found.edition.stem}: its page would say something else"
        hint = "build it with -f html too; or name its dossier, and what was --set when it was built"
        raise DossierError(message, place=str(request.dossier), hint=hint)
    (page,) = render(document, assembly.pack.theme, ("html",))
    journal.report(page.findings)
    return Artifact("html", f"{found.edition.stem}.html", page.data)


def _describe(edition: Edition, artifacts: Sequence[Artifact]) -> Edition:
    files = (
        EditionFile(name=each.name, format=each.format, sha256=each.digest, size=len(each.data)) for each in artifacts
    )
    return replace(edition, files=tuple(files))


def make_feed(folder: PublishedFolder, edition: Edition, asked: Publishing) -> Feed:
    """Return the feed with a new edition. What the dossier leaves open stays as the feed has it."""
    known = folder.feed
    base_url = asked.base_url or (known.base_url if known else "")
    title = asked.title or (known.title if known else "") or edition.issuer or edition.series or edition.title
    return Feed(
        id=known.id if known else identify_feed(title, base_url),
        title=title,
        author=asked.author or (known.author if known else "") or edition.issuer or title,
        base_url=base_url,
        entries=sort_entries(tuple(list_entries(folder, edition, base_url))),
    )


def _write_lists(feed: Feed, pack: Pack) -> tuple[Artifact, ...]:
    page = write_index(feed, pack.theme, pack.phrases)
    return Artifact("html", PAGE, page), Artifact("xml", NAME, write_feed(feed))
