"""A letter with its files -> the message that carries them (RFC 5322), in seven bits and in lines that none breaks.

One message has one recipient, and names nobody else.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from email.header import Header
from email.headerregistry import Address, AddressHeader
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, quote
from typing import Any
from urllib.parse import quote as percent_encode

from briefing.distribute.addresses import Mailbox
from briefing.distribute.letter import Letter, Occasion, fill_url
from briefing.distribute.readers import TOKEN
from briefing.model.artifact import FileKind

_LINE = 76
"""Signs of a line that holds encoded words, at most (RFC 2047, 2)."""
_LONGEST_PLAIN = 60
"""Signs of a name or a word that are still written as they are."""
_TYPES: Mapping[FileKind, tuple[str, str]] = {
    "pdf": ("application", "pdf"),
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


def make_message(occasion: Occasion, letter: Letter, date: dt.datetime, delivery: str) -> EmailMessage:
    """Make the message of one delivery; `delivery` names it and is the same at each attempt.

    A message that arrives twice after all can thus be told by its Message-ID, which servers and mailboxes compare.
    """
    message = EmailMessage(_POLICY if occasion.reader.mailbox.plain else _POLICY.clone(utf8=True))
    _address(message, occasion, letter, date, delivery)
    _name_list(message, occasion)
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    for file in occasion.files:
        maintype, subtype = _TYPES[file.format]
        message.add_attachment(file.data, maintype=maintype, subtype=subtype, filename=file.name)
    message["Content-Language"] = letter.language
    _part(message, delivery)
    return message


def write_message(message: EmailMessage) -> bytes:
    """Return the bytes of a message, lines ended by CR and LF."""
    return message.as_bytes()


def _address(message: EmailMessage, occasion: Occasion, letter: Letter, date: dt.datetime, delivery: str) -> None:
    sender, reader = occasion.sender, occasion.reader
    message["From"] = _name_mailbox(sender.mailbox, sender.name)
    message["To"] = _name_mailbox(reader.mailbox, reader.name)
    if sender.reply_to:
        message["Reply-To"] = _name_mailbox(sender.reply_to, "")
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(date)
    message["Message-ID"] = f"<{delivery}@{sender.mailbox.domain}>"


def _name_mailbox(mailbox: Mailbox, name: str) -> Address:
    return Address(name, mailbox.local, mailbox.domain)


def _name_list(message: EmailMessage, occasion: Occasion) -> None:
    """Say which list it is, how to leave it (RFC 2369, RFC 8058), and that no machine should answer (RFC 3834)."""
    sender = occasion.sender
    if sender.list_id:
        message["List-Id"] = f"<{sender.list_id}>"
    url = fill_url(sender, occasion.reader)
    mail = (
        f"mailto:{percent_encode(str(sender.unsubscribe_mail), safe='@')}?subject=unsubscribe"
        if sender.unsubscribe_mail
        else ""
    )
    ways = [f"<{way}>" for way in (url, mail) if way]
    if ways:
        message["List-Unsubscribe"] = ", ".join(ways)
    if TOKEN in sender.unsubscribe_url:  # one click sends no name: the address itself must tell whose click it is
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["Auto-Submitted"] = "auto-generated"
    message["Precedence"] = "bulk"


def _part(message: EmailMessage, delivery: str) -> None:
    """Name the boundaries between parts after the delivery: the same message has the same bytes.

    What is encoded in base64 or quoted-printable never holds "=_" (RFC 2045, 6.7).
    """
    for number, part in enumerate(each for each in message.walk() if each.is_multipart()):
        part.set_boundary(f"=_{hashlib.sha256(f'{delivery} {number}'.encode()).hexdigest()[:32]}")


# -------------------------------------------------------------------------------------------------------- header lines


class _HeaderPolicy(EmailPolicy):
    """Fold headers by the rules of each: the library takes a long address of a web page for a text to be encoded."""

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        """Keep a subject as it is: the library would decode what in it looks encoded."""
        return (name, value) if name.lower() == "subject" else super().header_store_parse(name, value)

    def fold(self, name: str, value: Any) -> str:
        """Return one header with its line ends."""
        known: Mapping[str, Callable[[str, Any], str]] = {
            "subject": _fold_text, "from": _fold_mailbox, "to": _fold_mailbox, "reply-to": _fold_mailbox,
            "list-unsubscribe": _fold_ways,
        }  # fmt: skip
        if name.lower().startswith("content-"):
            return str(super().fold(name, value))
        fold = known.get(name.lower())
        return f"{name}: {fold(name, value) if fold else value}\r\n"

    def fold_binary(self, name: str, value: Any) -> bytes:
        """Return one header as bytes."""
        return self.fold(name, value).encode("utf-8" if self.utf8 else "ascii")


_POLICY = _HeaderPolicy(linesep="\r\n", cte_type="7bit", max_line_length=_LINE)


def _fold_ways(_name: str, value: str) -> str:
    """Set each way to leave the list on a line of its own."""
    return str(value).replace(", ", ",\r\n ")


def _fold_text(name: str, text: str) -> str:
    """Encode a text as a header has it: plain if it can be, else in words of at most 75 signs (RFC 2047)."""
    plain = text.isascii() and "=?" not in text and all(len(word) <= _LONGEST_PLAIN for word in text.split())
    return _encode_words(name, text, "us-ascii" if plain else "utf-8")


def _encode_words(name: str, text: str, charset: str) -> str:
    return Header(str(text), charset, maxlinelen=_LINE, header_name=name).encode(linesep="\r\n")


def _fold_mailbox(name: str, value: AddressHeader) -> str:
    """Set the one address of a header, its name in quotes or encoded: a comma in it never parts it in two."""
    (address,) = value.addresses
    shown, spec = address.display_name, f"<{address.addr_spec}>"
    if not shown:
        return address.addr_spec
    plain = shown.isascii() and "=?" not in shown and len(shown) <= _LONGEST_PLAIN
    words = f'"{quote(shown)}"' if plain else _encode_words(name, shown, "utf-8")
    last = f"{name}: {words}".rpartition("\n")[2]
    gap = " " if len(last) + 1 + len(spec) <= _LINE else "\r\n "
    return f"{words}{gap}{spec}"
