"""What the brief says of itself in numbers, counted afresh: from the sources' sentences and the record's ledger."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from briefing.model.brief import WITHHELD_REASONS
from briefing.model.evidence import Address
from briefing.packs.lookup import Pack
from briefing.packs.phrases import Phrases
from briefing.verify.problems import Problem
from briefing.verify.record import Record
from briefing.verify.sources import Witness


def check_ledger(record: Record, witness: Witness) -> Iterator[Problem]:
    """Hold the ledger against the sources: each of their sentences is printed, withheld or set aside, once."""
    aside = {address: reason for reason, listed in record.aside.items() for address in listed}
    withheld = [address for listed in record.withheld.values() for address in listed]
    real = {address: each.set_aside for address, each in witness.sentences.items() if each.set_aside is not None}
    if aside != real:
        yield Problem("ledger-aside", _name("sentences set aside", aside.keys() ^ real.keys() or aside.keys()))
    accounted = Counter([*record.addresses, *withheld, *aside])
    unknown, left = accounted.keys() - witness.sentences.keys(), witness.sentences.keys() - accounted.keys()
    if unknown or left:
        yield Problem("ledger-sentences", _name("sentences without a fate, or of no source", unknown | left))
    accounted.update(Counter(a for listed in record.aside.values() for a in listed) - Counter(aside.keys()))
    twice = [address for address, count in accounted.items() if count > 1]
    if twice:
        yield Problem("ledger-twice", _name("sentences with two fates", twice))
    if record.withheld.keys() - set(WITHHELD_REASONS):
        yield Problem("ledger-reason", "a reason for withholding is not on the closed list")
    moved = record.assist.moved if record.assist is not None else ()
    if unmovable := set(moved) - (witness.sentences.keys() - real.keys()):
        yield Problem("ledger-assist", _name("sentences of no report that a model has moved", unmovable))
    strange = {each for listed in record.belongs.values() for each in listed} - (witness.sentences.keys() - real.keys())
    if strange:
        yield Problem("ledger-section", _name("sentences of no report that belong under a heading", strange))


def _name(what: str, addresses: Iterable[str]) -> str:
    listed = sorted(addresses)
    return f"{what}: {', '.join(listed[:5])}{' …' if len(listed) > 5 else ''}"  # noqa: PLR2004  # enough to look up


def count_again(record: Record, witness: Witness | None, pack: Pack) -> Mapping[str, frozenset[str]]:
    """Return what the phrases that can be recomputed must say, by key."""
    said: dict[str, set[str]] = {}
    for key, text in (*_count_record(record, pack), *_count_dates(record, pack.phrases)):
        said.setdefault(key, set()).add(text)
    if witness is not None and len(witness.documents) == len(record.sources):
        for key, text in _count_sentences(record, witness, pack.phrases):
            said.setdefault(key, set()).add(text)
    return {key: frozenset(texts) for key, texts in said.items()}


def _count_record(record: Record, pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield what follows from the list of sources, the statements and the ledger."""
    phrases, number = pack.phrases, len(record.sources)
    words = phrases.say_number(number)
    kinds = Counter(claim.reference.kind or "unknown" for claim in record.sources)
    items = [
        phrases.say(
            "method-kind-count", count=n, number=phrases.say_number(n), kind=phrases.say(f"kinds-{kind}", count=n)
        )
        for kind, n in kinds.items()
    ]
    listed = phrases.say("method-kinds", items=phrases.join(items))
    yield "method-rests-on", phrases.say("method-rests-on", count=number, number=words, kinds=listed)
    yield from _count_withheld(record, phrases)
    yield from _count_coverage(record, pack)
    yield from _count_authored(record, phrases)
    yield from _count_assist(record, phrases)


def _count_assist(record: Record, phrases: Phrases) -> Iterator[tuple[str, str]]:
    """Yield what must be said of a model that was heard; without one nothing may be."""
    keys = ("method-assist", "method-assist-none", "method-assist-unheard", "method-assist-pairs")
    yield from ((key, "") for key in keys)
    claim = record.assist
    if claim is None:
        return
    count, number = len(claim.moved), phrases.say_number(len(claim.moved))
    version = phrases.join(claim.versions) or phrases.say("not-stated")
    key = "method-assist" if count else "method-assist-none" if claim.credit else "method-assist-unheard"
    told = {"model": claim.model, "version": version, "heard": claim.heard}
    yield key, phrases.say(key, count=count, number=number, **told)
    if claim.pairs and claim.credit:
        spoken = phrases.say_number(claim.pairs)
        yield "method-assist-pairs", phrases.say("method-assist-pairs", count=claim.pairs, number=spoken)


def _count_withheld(record: Record, phrases: Phrases) -> Iterator[tuple[str, str]]:
    counts = {reason: len(record.withheld.get(reason, ())) for reason in WITHHELD_REASONS}
    items = [
        phrases.say("method-withheld-item", count=n, reason=phrases.say(f"withheld-{reason}", count=n))
        for reason, n in counts.items() if n
    ]  # fmt: skip
    if items:
        yield "method-withheld", phrases.say("method-withheld", items=phrases.join(items))
        # Said only where nothing is withheld: a text that no page may have.
        yield "method-withheld-none", ""
    else:
        yield "method-withheld-none", phrases.say("method-withheld-none")


def _count_coverage(record: Record, pack: Pack) -> Iterator[tuple[str, str]]:
    items = []
    for section in pack.manifest.sections:
        if section.authored:
            continue  # nothing of the sources is sorted there
        here = record.belongs.get(section.id, ())
        printed = sum(1 for address in here if address in record.addresses)
        items.append(pack.phrases.say("method-coverage-item", section=section.title, printed=printed, total=len(here)))
    yield "method-coverage", pack.phrases.say("method-coverage", items=pack.phrases.join(items))


def _count_authored(record: Record, phrases: Phrases) -> Iterator[tuple[str, str]]:
    authors = [each.author for each in record.statements.values() if each.author]
    if authors:
        for names in (list(dict.fromkeys(authors)), list(dict.fromkeys(_in_order(record)))):
            count, number = len(authors), phrases.say_number(len(authors)).capitalize()
            said = phrases.say("method-automation-authored", count=count, number=number, by=phrases.join(names))
            yield "method-automation-authored", said


def _in_order(record: Record) -> Iterator[str]:
    """Yield the authors in the order in which the dossier has their sentences: "authored:1" first."""
    own = sorted((k for k, each in record.statements.items() if each.author), key=lambda k: (len(k), k))
    yield from (record.statements[key].author for key in own)


def _count_dates(record: Record, phrases: Phrases) -> Iterator[tuple[str, str]]:
    """Yield what the dates of the sources come to."""
    dates = [claim.reference.date for claim in record.sources if claim.reference.date is not None]
    undated = len(record.sources) - len(dates)
    many, few = (phrases.say_number(n).capitalize() for n in (len(dates), undated))
    # A sentence that does not hold is given as no text at all: then it may not be printed.
    yield from ((key, "") for key in ("method-dated", "method-dated-same", "method-undated", "method-undated-all"))
    if len(dates) == 1:
        yield "method-dated", phrases.say("method-dated", count=1, dates=phrases.say_date(dates[0]))
    elif dates and len(set(dates)) == 1:
        yield "method-dated-same", phrases.say("method-dated-same", number=many, date=phrases.say_date(dates[0]))
    elif dates:
        first, last = min(dates, key=lambda d: d.first), max(dates, key=lambda d: d.last)
        stretch = {"first": phrases.say_date(first), "last": phrases.say_date(last)}
        yield "method-dated", phrases.say("method-dated", count=len(dates), number=many, **stretch)
    if undated == len(record.sources):
        yield "method-undated-all", phrases.say("method-undated-all", count=undated)
    elif undated:
        yield "method-undated", phrases.say("method-undated", count=undated, number=few)


def _count_sentences(record: Record, witness: Witness, phrases: Phrases) -> Iterator[tuple[str, str]]:
    """Yield what follows from the sentences of the sources themselves."""
    printed: set[Address] = set(record.addresses)
    aside = Counter(each.set_aside for each in witness.sentences.values() if each.set_aside is not None)
    total = len(witness.sentences)
    yield "method-counts", phrases.say(
        "method-counts", total=total, printed=len(printed), aside=aside.total(),
        withheld=total - len(printed) - aside.total(),
    )  # fmt: skip
    told = [
        phrases.say("method-set-aside-item", count=n, reason=phrases.say(f"aside-{reason}", count=n))
        for reason, n in aside.items()
    ]
    if told:
        yield "method-set-aside", phrases.say("method-set-aside", items=phrases.join(told))
