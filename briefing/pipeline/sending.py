"""From an edition and a list of readers to messages: planned, written as files, or sent."""

import datetime as dt
import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from briefing.distribute import deliverylog
from briefing.distribute.credentials import find_password
from briefing.distribute.deliverylog import Entry, History
from briefing.distribute.editions import FoundEdition, find_edition
from briefing.distribute.identity import identify_edition
from briefing.distribute.logfile import LogFile, load_history, open_log
from briefing.distribute.mailfile import name_mail, write_mail
from briefing.distribute.mailserver import Server
from briefing.distribute.readers import Reader, ReaderList, choose_readers, read_readers
from briefing.distribute.release import Leave, list_obstacles, refuse_obstacles
from briefing.distribute.sending import Clock, Delivery, Post
from briefing.distribute.session import Session, Verdict
from briefing.errors import BriefingError, DossierError, InterruptedBuild, SendingError, UsageError
from briefing.model.edition import EditionSource
from briefing.model.finding import Finding
from briefing.pipeline.letters import Desk
from briefing.pipeline.progress import Journal, Listener, Silence
from briefing.pipeline.request import BuildRequest

Fate = Literal["planned", "written", "sent", "failed", "unknown", "skipped", "untried"]
"""What becomes of a message: it is to go, a file, taken, refused, in doubt, had before, or its turn never came."""

_BUNDLE = "brief.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class SendRequest:
    """Ask for an edition to be sent to readers. Relative paths count from the working folder."""

    readers: Path
    edition: str | None = None
    """A name, a version or a path; None: the newest of the folder."""
    out: Path = Path("out")
    """The folder of editions."""
    groups: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    """Addresses that alone are meant."""
    really: bool = False
    """Whether anything is sent: if not, it is said what would be."""
    mails: Path | None = None
    """The folder that messages are written into instead of being sent."""
    log: Path | None = None
    """The folder of the log, if it does not lie beside the edition."""
    leave: Leave = field(default_factory=Leave)
    resend_unknown: bool = False
    """Whether readers who may have it get it again."""
    inside: bool = False
    """Whether the list of readers may lie in a dossier."""
    build: BuildRequest = field(default_factory=BuildRequest)
    """How the edition was built: personal copies are built the same way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Say what became of the message of one reader."""

    reader: Reader
    fate: Fate
    copy: int = 0
    size: int = 0
    """Bytes of its files, about."""
    reason: str = ""
    """The server's words, or since when it is so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendReport:
    """Hold what was sent, or would be."""

    found: FoundEdition
    rows: tuple[Row, ...]
    log: Path
    really: bool = True
    """Whether this is what was done, not what would be."""
    trouble: BriefingError | None = None
    """What ended the work before its end."""

    def count(self, fate: Fate) -> int:
        """Return for how many readers it ended so."""
        return sum(row.fate == fate for row in self.rows)

    @property
    def complete(self) -> bool:
        """Whether nobody is left without the edition, or in doubt."""
        return self.trouble is None and not any(row.fate in {"failed", "unknown", "untried"} for row in self.rows)


def system_clock() -> Clock:
    """Return the clock of the machine: a message bears the time at which it is sent."""
    return Clock(now=lambda: dt.datetime.fromtimestamp(time.time(), dt.UTC), ticks=time.monotonic, sleep=time.sleep)


def send(
    request: SendRequest, environment: Mapping[str, str], progress: Listener | None = None, clock: Clock | None = None
) -> SendReport:
    """Send an edition to readers, or say what would be sent.

    Raises the BriefingError of whatever keeps anything from being sent; what ends the work in the middle is part of the
    report.
    """
    if request.really and request.mails is not None:
        raise UsageError("messages are either sent or written as files", place="--eml", hint="leave out --yes or --eml")
    journal = Journal(progress or Silence())
    job = _Job(request=request, environment=environment, journal=journal, clock=clock or system_clock())
    journal.begin("reading the list of readers")
    job.read()
    if request.mails is not None:
        return job.write_mails(request.mails)
    return job.send() if request.really else job.plan()


@dataclass(slots=True, kw_only=True)
class _Job:
    """One run, from what is asked for to the report."""

    request: SendRequest
    environment: Mapping[str, str]
    journal: Journal
    clock: Clock
    _readers: ReaderList = field(init=False)
    _found: FoundEdition = field(init=False)
    _chosen: tuple[Reader, ...] = ()

    def read(self) -> None:
        """Read edition and readers, and refuse a list that lies where it may be passed on."""
        self._found = find_edition(self.request.edition, self.request.out)
        if not self.request.inside:
            refuse_inside(self.request.readers, self._found)
        self._readers = self.journal.keep(read_readers(_read_text(self.request.readers), str(self.request.readers)))
        self._chosen = choose_readers(self._readers, self.request.groups, self.request.only)
        if not self._chosen:
            raise DossierError(
                "no reader is chosen", place=str(self.request.readers), hint="look at --group and --only"
            )

    # ------------------------------------------------------------------------------------------------- what is done

    def plan(self) -> SendReport:
        """Say what would be sent, and what stands against it."""
        self.journal.report(tuple(list_obstacles(self._found.edition, self.clock.now(), self.request.leave)))
        self.journal.report(tuple(self._list_gaps()))
        history = load_history(self._find_log())
        desk, deliveries = self._prepare(history)
        for other in self._list_others(history):
            self.journal.report((other,))
        due = self._list_due(deliveries, history)
        desk.open_copies(due)
        again = {each.id for each in due if self.request.resend_unknown}
        latest = history.latest(identify_edition(self._found.edition))
        return self._report(desk, deliveries, {key: each for key, each in latest.items() if key not in again}, {})

    def write_mails(self, folder: Path) -> SendReport:
        """Write each message as a file; the log does not know of them."""
        refuse_obstacles(self._found.edition, self.clock.now(), self.request.leave)
        desk, deliveries = self._prepare(load_history(self._find_log()))
        desk.open_copies(deliveries)
        rows = []
        for number, each in enumerate(deliveries, start=1):
            self.journal.begin(f"writing {number} of {len(deliveries)}")
            place = write_mail(folder, name_mail(number, each.id), each.make(self.clock.now()).data)
            rows.append(
                Row(reader=each.reader, fate="written", copy=each.copy, size=desk.estimate(each), reason=place.name)
            )
        return SendReport(found=self._found, rows=tuple(rows), log=self._find_log())

    def send(self) -> SendReport:
        """Send what is not yet sent."""
        refuse_obstacles(self._found.edition, self.clock.now(), self.request.leave)
        server = self._need_server()
        password = find_password(server, self.environment)
        with open_log(self._find_log()) as log:
            self._tell_torn(log.history)
            for other in self._list_others(log.history):
                raise SendingError(other.message, place=other.place, hint=other.hint)
            desk, deliveries = self._prepare(log.history)
            due = self._list_due(deliveries, log.history)
            desk.open_copies(due)
            session = Session(server, password)
            post = self._open_post(server, session, log)
            try:
                trouble = _run(post, due)
            finally:
                session.close()
        latest = log.history.latest(identify_edition(self._found.edition))
        return self._report(desk, deliveries, latest, post.verdicts, trouble, {each.id for each in due})

    # -------------------------------------------------------------------------------------------------------- parts

    def _prepare(self, history: History) -> tuple[Desk, list[Delivery]]:
        desk = Desk(
            found=self._found,
            readers=self._readers,
            request=self.request.build,
            journal=self.journal,
        )
        return desk, desk.prepare(self._chosen, history)

    def _open_post(self, server: Server, session: Session, log: LogFile) -> Post:
        return Post(
            sender=self._readers.sender.mailbox,
            server=server,
            line=session,
            log=log,
            clock=self.clock,
            begin=self.journal.begin,
        )

    def _list_due(self, deliveries: Sequence[Delivery], history: History) -> list[Delivery]:
        """Return what is to go: what nobody has, and on request what somebody may have."""
        due = {"planned", "unknown"} if self.request.resend_unknown else {"planned"}
        latest = history.latest(identify_edition(self._found.edition))
        return [each for each in deliveries if _read_fate(latest.get(each.id)) in due]

    def _need_server(self) -> Server:
        server = self._readers.server
        if server is None:
            hint = "add [server] with its host, or write the messages as files with --eml"
            raise DossierError("the list names no server", place=str(self.request.readers), hint=hint)
        return replace(server, ca=str(self.request.readers.parent / server.ca)) if server.ca else server

    def _list_gaps(self) -> Iterator[Finding]:
        """Yield a warning for what sending in earnest would miss."""
        try:
            server = self._need_server()
            if not server.keyring:  # which may ask the person at the terminal
                find_password(server, self.environment)
        except BriefingError as problem:
            yield Finding(
                severity="warning", code="server-gap", message=problem.message, place=problem.place, hint=problem.hint
            )

    def _find_log(self) -> Path:
        """Return the place of the log; raises where a second one would not know of the first."""
        name = f"{self._found.edition.stem}{deliverylog.ENDING}"
        beside = self._found.folder / name
        if self.request.log is None or self.request.log.resolve() == self._found.folder.resolve():
            return beside
        if beside.exists():
            hint = f"move {name} into {self.request.log}, or leave --log out"
            raise SendingError("there is a log beside the edition already", place=str(beside), hint=hint)
        return self.request.log / name

    def _tell_torn(self, history: History) -> None:
        if history.torn:
            message = "the last run broke off while it wrote the log"
            self.journal.report((self._warn("log-torn", message, "its last message may be one in doubt"),))

    def _list_others(self, history: History) -> Iterator[Finding]:
        """Yield a warning where another brief was sent under the name of this edition."""
        if history.given_out() - {identify_edition(self._found.edition)}:
            message = "another brief was sent before under this name and version"
            yield self._warn(
                "sent-before", message, "readers could not tell the two apart: raise version in brief.toml"
            )

    def _warn(self, code: str, message: str, hint: str) -> Finding:
        return Finding(severity="warning", code=code, message=message, place=str(self._find_log()), hint=hint)

    def _report(
        self,
        desk: Desk,
        deliveries: Sequence[Delivery],
        latest: Mapping[str, Entry],
        verdicts: Mapping[str, Verdict],
        trouble: BriefingError | None = None,
        due: frozenset[str] | set[str] = frozenset(),
    ) -> SendReport:
        rows = []
        for each in deliveries:
            fate, reason = _tell(latest.get(each.id), verdicts.get(each.id), tried=each.id in due)
            rows.append(Row(reader=each.reader, fate=fate, copy=each.copy, size=desk.estimate(each), reason=reason))
        really = self.request.really
        return SendReport(found=self._found, rows=tuple(rows), log=self._find_log(), really=really, trouble=trouble)


def _run(post: Post, due: Sequence[Delivery]) -> BriefingError | None:
    """Send, and return what ended it early."""
    try:
        post.send(due)
    except KeyboardInterrupt:
        return InterruptedBuild("interrupted: run it again to send the rest")
    except BriefingError as problem:
        return problem
    return None


def _read_fate(entry: Entry | None) -> Fate:
    """Return what the log says of a reader before this run."""
    if entry is None or entry.event in {"failed", "deferred"}:
        return "planned"
    return "skipped" if entry.event == "sent" else "unknown"


def _tell(entry: Entry | None, verdict: Verdict | None, *, tried: bool) -> tuple[Fate, str]:
    """Return the fate of a message, and the reason for it."""
    if verdict is not None:
        answer = " ".join(filter(None, [str(verdict.code or ""), verdict.text]))
        return "failed" if verdict.event == "deferred" else verdict.event, answer
    fate = _read_fate(entry)
    if tried and fate == "planned":
        return "untried", ""
    return fate, _since(entry) if entry is not None else ""


def _since(entry: Entry) -> str:
    said = {"intent": "begun", "deferred": "not taken"}.get(entry.event, entry.event)
    answer = " ".join(filter(None, [str(entry.code or ""), entry.status]))
    return f"{said} {entry.at}{f' ({answer})' if answer and entry.event != 'sent' else ''}"


def refuse_inside(readers: Path, found: FoundEdition) -> None:
    """Raise DossierError for a list of readers in a dossier, or beside the edition: it would be passed on with it."""
    for folder in readers.resolve().parents:
        dossier = (folder / _BUNDLE).is_file() or any(_holds(folder, source) for source in found.edition.sources)
        if dossier or folder == found.folder.resolve():
            what = "in a dossier" if dossier else "beside the edition"
            message = f"the list of readers lies {what}: who hands that folder on hands on names and addresses"
            hint = "keep it in a folder of its own; or say --inside"
            raise DossierError(message, place=str(readers), hint=hint)


def _holds(folder: Path, source: EditionSource) -> bool:
    """Say whether a folder has a source of the edition; a file of its name alone, "README.md" say, is none."""
    try:
        return hashlib.sha256((folder / source.file).read_bytes()).hexdigest() == source.sha256
    except (OSError, ValueError):
        return False


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise DossierError(f"the list of readers cannot be read: {problem.strerror}", place=str(path)) from problem
    except UnicodeDecodeError as problem:
        raise DossierError("the list of readers is not UTF-8", place=str(path), hint="save it as UTF-8") from problem
