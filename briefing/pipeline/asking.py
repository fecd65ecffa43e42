"""Questions that no record answers -> new entries: whether they may be sent, saying so before, keeping what comes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.assist.answers import Fault
from briefing.assist.asking import Answered, Asker, Outcome
from briefing.assist.endpoint import Endpoint, is_open, read_endpoint
from briefing.assist.questions import Batch, Manner
from briefing.assist.record import Entry, append_entries
from briefing.config.assist import AssistSettings
from briefing.config.settings import Settings
from briefing.errors import DossierError
from briefing.model.finding import Finding, Severity
from briefing.pipeline.progress import Journal
from briefing.pipeline.request import Consent

_FAULTS: Mapping[Fault, tuple[str, str]] = {
    "number": ("answer to what was not asked", "answers to what was not asked"),
    "label": ("label that there is not", "labels that there are not"),
    "name": ("name that does not stand in its paragraph", "names that do not stand in their paragraph"),
    "missing": ("question without an answer", "questions without an answer"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """Everything that asking takes."""

    settings: Settings
    assist: AssistSettings
    consent: Consent
    environment: Mapping[str, str]
    file: Path
    """The record."""

    def find(self, code: str, message: str, hint: str = "", severity: Severity = "warning") -> Finding:
        """Return a finding about the table [assist]."""
        place = self.settings.place("assist")
        return Finding(severity=severity, code=f"assist-{code}", message=message, place=place, hint=hint)


def ask_model(batches: Sequence[Batch], manner: Manner, inquiry: Inquiry, journal: Journal) -> tuple[Entry, ...]:
    """Ask what may be asked, add the answers to the record and return them; the rest is left to the rules.

    Answers are kept also where an interrupt ends the asking.
    """
    endpoint, key, refused = _may_send(batches, inquiry)
    if endpoint is None:
        journal.report(refused)
        return ()
    # Imported here: a build from the record needs no network.
    from briefing.assist.client import Client

    asker = Asker(Client(endpoint, key, inquiry.assist.timeout), manner, inquiry.assist.timeout)
    journal.announce(tell_sending(batches, endpoint, manner))
    try:
        asker.ask(batches, lambda done: journal.begin(f"asking {endpoint.place}: {done} of {len(batches)}"))
    finally:
        entries = _make_entries(asker.outcome, batches, manner, inquiry)
        journal.report(append_entries(inquiry.file, entries) if entries else ())
    journal.report(tuple(_tell_trouble(asker.outcome, batches, endpoint, inquiry)))
    return entries


def tell_sending(batches: Sequence[Batch], endpoint: Endpoint, manner: Manner) -> str:
    """Say what goes where, before it does."""
    sentences = sum(len(batch.questions) for batch in batches if batch.kind == "sentence")
    pairs = sum(len(batch.questions) for batch in batches if batch.kind == "pair")
    what = f"{sentences} sentences with their neighbours and {pairs} pairs of sentences"
    where = "this machine" if endpoint.local else "beyond this machine"
    requests = "1 request" if len(batches) == 1 else f"{len(batches)} requests"
    return f"sending to {endpoint.place} ({where}), model {manner.model}: {what}, in {requests}"


def _may_send(batches: Sequence[Batch], inquiry: Inquiry) -> tuple[Endpoint | None, str, tuple[Finding, ...]]:
    """Return whom to ask and with which key; None with the finding that says why nothing is sent."""
    number = sum(len(batch.questions) for batch in batches)
    left = f"{number} questions are not asked and left to the rules"
    if not inquiry.consent.send:
        return None, "", (inquiry.find("unsent", f"{left} (--no-send)", severity="note"),)
    if not inquiry.assist.endpoint:
        hint = 'set endpoint = "http://localhost:…/v1" under [assist], as in docs/assist.md'
        return None, "", (inquiry.find("incomplete", f"no endpoint is given: {left}", hint),)
    endpoint = _read_endpoint(inquiry)
    if not endpoint.local and not (inquiry.consent.beyond or inquiry.consent.marked):
        hint = f"--assist sends them to {endpoint.place}"
        return None, "", (inquiry.find("unsent", f"{left}: the model is beyond this machine", hint),)
    key = _read_key(inquiry)
    if key is None:
        hint = "it holds the key, one word of plain characters"
        message = f"{left}: the environment variable {inquiry.assist.key_env} holds no key"
        return None, "", (inquiry.find("key", message, hint),)
    return endpoint, key, ()


def _read_endpoint(inquiry: Inquiry) -> Endpoint:
    """Return the address; raises DossierError for one that cannot be, or that the dossier's marking forbids."""
    settings = inquiry.settings
    try:
        endpoint = read_endpoint(inquiry.assist.endpoint)
    except ValueError as problem:
        raise DossierError(f"endpoint: {problem}", place=settings.place("assist", "endpoint")) from None
    if not endpoint.local and not is_open(settings.marking) and not inquiry.consent.marked:
        message = f"the dossier is marked {settings.marking}: its sentences are not sent to {endpoint.place}"
        hint = "take a model on this machine, use --no-send, or --i-may if you may"
        raise DossierError(message, place=settings.place("marking"), hint=hint)
    return endpoint


def _read_key(inquiry: Inquiry) -> str | None:
    """Return the key, empty where none is asked for; None where there should be one and is not."""
    if not inquiry.assist.key_env:
        return ""
    key = inquiry.environment.get(inquiry.assist.key_env, "").strip()
    return key if key and key.isascii() and key.isprintable() and " " not in key else None


def _make_entries(outcome: Outcome, batches: Sequence[Batch], manner: Manner, inquiry: Inquiry) -> tuple[Entry, ...]:
    """Return what was answered in the order of the questions, whichever answer came first."""
    answered: dict[str, Answered] = {each.question.digest: each for each in outcome.answered}
    questions = (question for batch in batches for question in batch.questions)
    found = [answered[question.digest] for question in questions if question.digest in answered]
    return tuple(
        Entry(
            question=each.question.digest, request=each.request, model=manner.model, version=each.version,
            date=inquiry.consent.day, answer=each.answer,
        )
        for each in found
    )  # fmt: skip


def _tell_trouble(
    outcome: Outcome, batches: Sequence[Batch], endpoint: Endpoint, inquiry: Inquiry
) -> Iterator[Finding]:
    """Yield what went wrong, and how many questions that leaves to the rules."""
    for trouble, count in sorted(outcome.troubles.items()):
        times = "1 request" if count == 1 else f"{count} requests"
        yield inquiry.find("failed", f"{times} to {endpoint.place} failed: {trouble}")
    if outcome.stopped:
        yield inquiry.find("failed", f"asking {endpoint.place} was ended: {outcome.stopped}")
    for fault, count in sorted(outcome.faults.items()):
        if fault != "missing":
            yield inquiry.find("answers", f"dropped: {count} {_FAULTS[fault][count > 1]}")
    left = sum(len(batch.questions) for batch in batches) - len(outcome.answered)
    if left:
        hint = "they are asked again by the next build"
        yield inquiry.find("left", f"{left} {_FAULTS['missing'][left > 1]}, left to the rules", hint)
