"""What an edition and a delivery are called where names must not stand: in the log and in the id of a message."""

import hashlib
import hmac
import json
from dataclasses import asdict

from briefing.distribute.addresses import Mailbox
from briefing.model.edition import Edition

_EDITION, _DELIVERY = 16, 32
"""Hexadecimal digits: enough that two editions of a desk, or two readers of an edition, never meet."""


def identify_edition(edition: Edition) -> str:
    """Return what tells an edition from any other: the digest of all that it says of itself, but for its files.

    A format that is built later joins the edition, and whoever has the PDF has the brief. What it does not say leaves
    no trace, so that a later version of this program, whose editions may say more, knows an earlier one again.
    """
    said = {name: value for name, value in asdict(edition).items() if value and name not in {"files", "program"}}
    content = json.dumps(said, default=str, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:_EDITION]


def identify_delivery(edition: str, mailbox: Mailbox) -> str:
    """Return the pseudonym of a reader for one edition: the same at each attempt, another for each edition.

    It hides the address from whoever comes across it, not from one who has the list and tries each: see decision 11.
    """
    return hmac.new(edition.encode(), mailbox.key.encode(), "sha256").hexdigest()[:_DELIVERY]
