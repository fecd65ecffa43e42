"""What every page must bear: the marking, the notice of a draft or an embargo, the line of a personal copy."""

from collections.abc import Iterator

from briefing.packs.handling import say_copy, say_notice
from briefing.packs.phrases import Phrases
from briefing.verify.delivered import Delivered
from briefing.verify.page import tighten
from briefing.verify.problems import Problem
from briefing.verify.record import Record

_BORNE = {"marking": "the marking", "notice": "the notice of a draft or an embargo", "copy": "the line of the copy"}


def check_handling(delivered: Delivered, record: Record, phrases: Phrases | None) -> Iterator[Problem]:
    """Say which lines do not follow from what the record states, and on which page one is missing.

    In a Word file one header and one footer must bear them: how many pages it has, only Word knows.
    """
    if phrases is not None:
        yield from _check_words(record, phrases)
    whole = [line.text for line in delivered.lines] if delivered.format == "pdf" else []
    for name, what in _BORNE.items():
        text = tighten(delivered.as_printed(record.masthead.get(name, "")))
        for number, running in enumerate(_list_pages(delivered), 1):
            # The head of the first page of a PDF is part of its text.
            if text and text not in running and not (number == 1 and any(text == tighten(line) for line in whole)):
                place = f" of page {number}" if delivered.format == "pdf" else ""
                said = record.masthead[name]
                yield Problem(f"{name}-missing", f"head and foot{place} do not bear {what}: “{said}”")


def _check_words(record: Record, phrases: Phrases) -> Iterator[Problem]:
    """Work out again what the notice and the copy's line must say."""
    handling = record.handling
    expected = {
        "notice": say_notice(phrases, handling.status, handling.embargo),
        "copy": say_copy(phrases, handling.copy) if handling.copy is not None else "",
    }
    for name, words in expected.items():
        found = record.masthead.get(name, "")
        if found != words:
            yield Problem(f"{name}-wrong", f"{_BORNE[name]} is not what the record gives", words, found)


def _list_pages(delivered: Delivered) -> list[str]:
    """Return what runs along on each page of a PDF, and all that does in a Word file, without white space."""
    running = [tighten(text) for text in delivered.running]
    return running if delivered.format == "pdf" else ["\n".join(running)]
