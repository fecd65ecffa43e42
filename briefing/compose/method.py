"""Sources and method: what the brief rests on, what was withheld, what was looked for and not found, all counted."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.compose.selection import Selection
from briefing.config.settings import Settings
from briefing.model.brief import WITHHELD_REASONS, BriefFact
from briefing.model.evidence import Address, Analysis, DateMention, Evidence
from briefing.model.source import PartialDate, SourceDocument
from briefing.packs.manifest import CheckSpec, PackManifest
from briefing.packs.phrases import Phrases

MOST_SHOWN = 5
"""Withheld sentences whose place the brief names; the full list is in `explain`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Everything that the method is told from."""

    analysis: Analysis
    selection: Selection
    settings: Settings
    manifest: PackManifest
    phrases: Phrases
    program: str
    single: int
    """Statements that rest on one source alone."""
    total: int
    """Different statements printed."""
    printed: frozenset[Address]
    cite: Callable[[Evidence], str]
    """Names the source and paragraph of a sentence as a short note does."""
    checks: Mapping[str, bool]
    """For each check of the pack with cues, whether a sentence answers it."""


def tell_facts(account: Account) -> tuple[BriefFact, ...]:
    """Return the line of facts under the title: only what is known."""
    say, settings = account.phrases.say, account.settings
    facts: list[BriefFact] = []
    if settings.published is not None:
        facts.append(BriefFact(say("fact-published"), account.phrases.say_date(settings.published)))
    latest = find_latest_date(account.analysis)
    if settings.as_of is not None:
        facts.append(BriefFact(say("fact-as-of"), account.phrases.say_date(settings.as_of)))
    elif latest is not None:
        facts.append(BriefFact(say("fact-latest-date"), account.phrases.say_date(latest)))
    status = say(f"status-{settings.status}")
    facts.append(BriefFact(say("fact-version"), say("fact-version-value", version=settings.version, status=status)))
    facts.append(BriefFact(say("fact-rests-on"), _say_rests(account)))
    if settings.authors:
        facts.append(BriefFact(say("fact-prepared-by"), account.phrases.join(settings.authors)))
    heard = account.analysis.hearing is not None and account.analysis.hearing.credit > 0
    by = "fact-assembled-by-assisted" if heard else "fact-assembled-by-value"
    facts.append(BriefFact(say("fact-assembled-by"), say(by, program=account.program)))
    return tuple(facts)


def _say_rests(account: Account) -> str:
    say = account.phrases.say
    number = len(account.analysis.sources)
    sources = say("fact-rests-on-value", count=number)
    unstated = sum(1 for origin in account.analysis.origins.values() if origin is None)
    return say("fact-rests-on-unstated", sources=sources, count=unstated) if unstated else sources


def find_latest_date(analysis: Analysis) -> PartialDate | None:
    """Return the latest absolute date that sources name or bear: the one that begins last; None without any."""
    borne = [d.reference.date for d in analysis.sources if d.reference.date is not None]
    named = [_as_partial(m) for e in analysis.evidence for m in e.dates if not m.relative and m.interval is not None]
    dates = [*borne, *(date for date in named if date is not None)]
    return max(dates, key=lambda date: (date.first, date.day is not None), default=None)


def _as_partial(mention: DateMention) -> PartialDate | None:
    first = mention.interval.first if mention.interval is not None else None
    if first is None or mention.form not in {"day", "month", "year"}:
        return None
    return PartialDate(
        first.year, None if mention.form == "year" else first.month, first.day if mention.form == "day" else None
    )


def tell_missing(account: Account) -> str:
    """Return the line of what was looked for and not found; empty where everything was found."""
    items = [words for check in account.manifest.checks if (words := _say_missing(check, account))]
    return (
        account.phrases.say("not-in-sources", items=account.phrases.say("list-semicolon").join(items)) if items else ""
    )


def _say_missing(check: CheckSpec, account: Account) -> str | None:
    if check.actors:
        return _say_missing_actors(check, account)
    held = check.kind is not None and any(d.reference.kind == check.kind for d in account.analysis.sources)
    return None if held or account.checks.get(check.id, False) else account.phrases.say(check.phrase)


def _say_missing_actors(check: CheckSpec, account: Account) -> str | None:
    """Say that no government of a class is heard, or one alone: its name stands in the phrase KEY-but."""
    heard = sorted({name for e in account.analysis.evidence for name in _heard(e)} - set(account.analysis.parties))
    if len(heard) > 1:
        return None
    return (
        account.phrases.say(f"{check.phrase}-but", country=_with_article(heard[0], account.phrases.language))
        if heard
        else account.phrases.say(check.phrase)
    )


_ALLIANCES = frozenset(["The West", "European Union", "NATO", "G7"])


def _heard(evidence: Evidence) -> Iterator[str]:
    """Yield the Western governments whose words a sentence gives."""
    speaker = evidence.attribution
    if speaker is not None and speaker.west and speaker.actor and speaker.actor not in _ALLIANCES:
        yield speaker.actor


def _with_article(country: str, language: str) -> str:
    """Put "the" before the names that have it in English; other languages name a country as the sources do."""
    if not language.startswith("en"):
        return country
    plural = country.startswith("United ") or country.endswith(("s", "Republic", "Union"))
    return f"the {country}" if plural else country


def tell_method(account: Account) -> tuple[str, ...]:
    """Return the paragraphs of "Sources and method" in order."""
    paragraphs = (
        _tell_sources(account), _tell_support(account), _tell_counts(account), _tell_marks(account),
        _tell_program(account),
    )  # fmt: skip
    return tuple(" ".join(sentences) for sentences in (list(p) for p in paragraphs) if sentences)


def _tell_sources(account: Account) -> Iterator[str]:
    say, phrases = account.phrases.say, account.phrases
    sources = account.analysis.sources
    kinds = Counter(d.reference.kind or "unknown" for d in sources)
    items = [
        say("method-kind-count", count=n, number=phrases.say_number(n), kind=say(f"kinds-{kind}", count=n))
        for kind, n in kinds.items()
    ]
    yield say(
        "method-rests-on", count=len(sources), number=phrases.say_number(len(sources)),
        kinds=say("method-kinds", items=phrases.join(items)),
    )  # fmt: skip
    yield from _tell_origins(account)
    yield from _tell_dates(account, sources)


def _tell_origins(account: Account) -> Iterator[str]:
    say, number = account.phrases.say, account.phrases.say_number
    stated = [origin for origin in account.analysis.origins.values() if origin is not None]
    unstated = len(account.analysis.origins) - len(stated)
    if stated:
        origins = list(dict.fromkeys(stated))
        yield say(
            "method-origins",
            count=len(origins),
            number=number(len(origins)).capitalize(),
            items=account.phrases.join(origins),
        )
    if unstated:
        yield say("method-origins-unstated", count=unstated, number=number(unstated))


def _tell_dates(account: Account, sources: Sequence[SourceDocument]) -> Iterator[str]:
    say, phrases = account.phrases.say, account.phrases
    dates = [d.reference.date for d in sources if d.reference.date is not None]
    if len(dates) == 1:
        yield say("method-dated", count=1, dates=phrases.say_date(dates[0]))
    elif dates and len(set(dates)) == 1:
        yield say(
            "method-dated-same", number=phrases.say_number(len(dates)).capitalize(), date=phrases.say_date(dates[0])
        )
    elif dates:
        first, last = min(dates, key=lambda d: d.first), max(dates, key=lambda d: d.last)
        yield say(
            "method-dated", count=len(dates), number=phrases.say_number(len(dates)).capitalize(),
            first=phrases.say_date(first), last=phrases.say_date(last),
        )  # fmt: skip
    undated = len(sources) - len(dates)
    if undated == len(sources):
        yield say("method-undated-all", count=undated)
    elif undated:
        yield say("method-undated", count=undated, number=phrases.say_number(undated).capitalize())
    latest = find_latest_date(account.analysis)
    if account.settings.as_of is not None:
        yield say("method-as-of", date=phrases.say_date(account.settings.as_of))
    elif latest is not None:
        yield say("method-latest-date", date=phrases.say_date(latest))


def _tell_support(account: Account) -> Iterator[str]:
    say = account.phrases.say
    if account.total:
        if account.single == 0:
            yield say("method-single-source-none")
        elif account.single == account.total:
            yield say("method-single-source-all")
        else:
            yield say("method-single-source", count=account.single, total=account.total)
    found = account.selection.pairs
    if not account.analysis.disagreements:
        yield say("method-disagreements-none")
        return
    if found:
        yield say("method-disagreements", count=len(found), number=account.phrases.say_number(len(found)))


def _tell_counts(account: Account) -> Iterator[str]:
    say, phrases = account.phrases.say, account.phrases
    aside = Counter(s.set_aside for s in account.analysis.sentences if s.set_aside is not None)
    reasons = Counter(account.selection.withheld.values())
    yield say(
        "method-counts", total=len(account.analysis.sentences), printed=len(account.printed),
        withheld=sum(reasons.values()), aside=sum(aside.values()),
    )  # fmt: skip
    items = [
        say("method-withheld-item", count=reasons[r], reason=say(f"withheld-{r}", count=reasons[r]))
        for r in WITHHELD_REASONS if reasons[r]
    ]  # fmt: skip
    yield say("method-withheld", items=phrases.join(items)) if items else say("method-withheld-none")
    yield from _tell_most_salient(account)
    if aside:
        told = [say("method-set-aside-item", count=n, reason=say(f"aside-{r}", count=n)) for r, n in aside.items()]
        yield say("method-set-aside", items=phrases.join(told))
    yield say("method-coverage", items=phrases.join(_count_coverage(account)))


def _tell_most_salient(account: Account) -> Iterator[str]:
    """Say where the most salient withheld sentences stand, so that a reader can judge what is missing."""
    withheld = [e for e in account.analysis.evidence if e.address in account.selection.withheld]
    ranked = sorted(withheld, key=lambda e: (-e.salience, e.address))[:MOST_SHOWN]
    if ranked:
        places = [account.cite(e) for e in ranked]
        items = account.phrases.say("list-semicolon").join(dict.fromkeys(places))
        yield account.phrases.say("method-withheld-salient", count=len(ranked), items=items)


def _count_coverage(account: Account) -> list[str]:
    items: list[str] = []
    for section in account.manifest.sections:
        if section.authored:
            continue
        sorted_here = [e for e in account.analysis.evidence if e.section == section.id]
        printed = sum(1 for e in sorted_here if e.address in account.printed)
        items.append(
            account.phrases.say("method-coverage-item", section=section.title, printed=printed, total=len(sorted_here))
        )
    return items


def _tell_marks(account: Account) -> Iterator[str]:
    say = account.phrases.say
    yield say("method-paragraphs")
    if any(document.pages or any(b.article for b in document.blocks) for document in account.analysis.sources):
        yield say("method-pages")
    yield say("method-omissions")
    yield say("method-dates")
    unresolved = sum(
        1 for e in account.analysis.evidence if e.address in account.printed
        for m in e.dates if m.relative and m.interval is None
    )  # fmt: skip
    if unresolved:
        yield say(
            "method-unresolved-dates", count=unresolved, number=account.phrases.say_number(unresolved).capitalize()
        )


def _tell_program(account: Account) -> Iterator[str]:
    say, edit = account.phrases.say, account.settings.edit
    counts = {"omitted": len(edit.omit), "pinned": len(edit.pin), "moved": len(edit.move)}
    items = [
        say(f"method-edit-{name}", count=n, number=account.phrases.say_number(n)) for name, n in counts.items() if n
    ]
    if items:
        yield say("method-automation-edited", program=account.program, items=account.phrases.join(items))
    else:
        yield say("method-automation", program=account.program)
    yield from _tell_hearing(account)
    authored = account.settings.authored
    if authored:
        by = account.phrases.join(list(dict.fromkeys(a.by for a in authored)))
        number = account.phrases.say_number(len(authored)).capitalize()
        yield say("method-automation-authored", count=len(authored), number=number, by=by)
    yield say("method-truth")


def _tell_hearing(account: Account) -> Iterator[str]:
    """Say which model was heard, on what, and what came of it."""
    hearing, phrases = account.analysis.hearing, account.phrases
    if hearing is None:
        return
    witness = hearing.witness
    version = phrases.join(witness.versions) or phrases.say("not-stated")
    values = {"model": witness.model, "version": version, "heard": len(witness.sentences)}
    if not hearing.credit:
        yield phrases.say("method-assist-unheard", **values)
        return
    moved = len(hearing.ruled)
    key = "method-assist" if moved else "method-assist-none"
    yield phrases.say(key, count=moved, number=phrases.say_number(moved), **values)
    if witness.pairs:
        count = len(witness.pairs)
        yield phrases.say("method-assist-pairs", count=count, number=phrases.say_number(count))
