"""A written address -> the mailbox that it names, fit for an envelope, or the reason why it names none.

The forms are those of RFC 5321 and, for letters beyond ASCII, RFC 6531. Two of them are refused in words: a local part
in quotes and an address of numbers in brackets, which in a list of readers are nearly always a slip.
"""

import re
import unicodedata
from dataclasses import dataclass

_LONGEST_LOCAL, _LONGEST_DOMAIN, _LONGEST_LABEL = 64, 253, 63
"""Octets, by RFC 5321, 4.5.3.1, and RFC 1035, 2.3.4."""
_ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\U0010ffff-]+")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_AMBIGUOUS = "ßς\u200c\u200d"
"""Letters that two versions of the rules for domains (RFC 3490, RFC 5891) take to two different domains."""
_STEERING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of writing: what they stand in reads otherwise than it is."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Hold the two sides of an address: the domain in ASCII and small letters, the local part as it is written."""

    local: str
    domain: str

    def __str__(self) -> str:
        """Return the address as an envelope has it."""
        return f"{self.local}@{self.domain}"

    @property
    def key(self) -> str:
        """What two ways of writing one mailbox have in common: servers that tell cases apart are not met with."""
        return str(self).casefold()

    @property
    def plain(self) -> bool:
        """Whether any server can take it: without letters beyond ASCII before the @."""
        return self.local.isascii()


def read_mailbox(text: str) -> Mailbox:
    """Read an address without a name. Raises ValueError that says in words why it is none."""
    odd = find_control(text)
    if odd:
        raise ValueError(f"it holds {odd}")
    local, at, domain = text.strip().rpartition("@")
    if not at:
        raise ValueError("it has no @")
    return Mailbox(_read_local(unicodedata.normalize("NFC", local)), _read_domain(domain))


def find_control(text: str) -> str:
    """Name the first sign in a text that no line of a message may hold; "" where there is none.

    A break of a line in a name would begin a header of its own.
    """
    for sign in text:
        if unicodedata.category(sign) in {"Cc", "Zl", "Zp", "Cs"} or _STEERING.match(sign):
            known = {"\n": "a line break", "\r": "a line break", "\t": "a tab", "\0": "a NUL"}
            return known.get(sign, f"the control character U+{ord(sign):04X}")
    return ""


def _read_local(local: str) -> str:
    if local.startswith('"'):
        raise ValueError("a part in quotes before the @ is not supported")
    if "@" in local:
        raise ValueError("it has more than one @")
    if not local:
        raise ValueError("nothing stands before the @")
    if len(local.encode()) > _LONGEST_LOCAL:
        raise ValueError(f"more than {_LONGEST_LOCAL} octets stand before the @")
    for atom in local.split("."):
        if not atom:
            raise ValueError("a full stop before the @ has nothing before or behind it")
        _refuse_signs(atom, local)
    return local


def _refuse_signs(atom: str, local: str) -> None:
    """Raise ValueError for a sign that may not stand before the @ without quotes."""
    if any(sign in local for sign in "<>,;"):
        raise ValueError("it is more than one address, or has a name: the name goes under its own key")
    wrong = next((sign for sign in atom if not _ATOM.fullmatch(sign) or not sign.isprintable()), "")
    if wrong:
        shown = wrong if wrong.isprintable() else f"U+{ord(wrong):04X}"
        raise ValueError(f'"{shown}" may not stand before the @')


def _read_domain(domain: str) -> str:
    if domain.startswith("["):
        raise ValueError("an address of numbers in brackets is not supported")
    labels = [_read_label(label) for label in domain.lower().split(".")]
    if len(labels) < 2:  # noqa: PLR2004  # a name and the one that it is registered under
        raise ValueError(f'the domain "{domain}" has no full stop')
    if labels[-1].isdigit():
        raise ValueError(f'the domain "{domain}" ends in a number')
    name = ".".join(labels)
    if len(name) > _LONGEST_DOMAIN:
        raise ValueError(f"the domain has more than {_LONGEST_DOMAIN} octets")
    return name


def _read_label(label: str) -> str:
    """Return one part of a domain in ASCII."""
    if not label:
        raise ValueError("the domain has an empty part")
    plain = label if label.isascii() else _to_ascii(label)
    if not _LABEL.fullmatch(plain):
        raise ValueError(f'"{label}" cannot be part of a domain')
    if len(plain) > _LONGEST_LABEL:
        raise ValueError(f'the part "{label[:20]}…" of the domain has more than {_LONGEST_LABEL} octets')
    return plain


def _to_ascii(label: str) -> str:
    """Encode a part of a domain by IDNA (RFC 3490), where it can mean one domain only."""
    ambiguous = next((sign for sign in label if sign in _AMBIGUOUS), "")
    if ambiguous:
        shown = ambiguous if ambiguous.isprintable() else f"U+{ord(ambiguous):04X}"
        raise ValueError(f'a domain with "{shown}" may mean two: write it in its form beginning with xn--')
    try:
        plain = label.encode("idna").decode("ascii").lower()
        same = plain.encode("ascii").decode("idna") == unicodedata.normalize("NFC", label)
    except UnicodeError as problem:
        raise ValueError(f'"{label}" cannot be part of a domain') from problem
    if not same:
        raise ValueError(f'"{label}" is not the plain form of a domain: write it in small, composed letters')
    return plain
