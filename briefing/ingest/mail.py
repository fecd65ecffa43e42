"""Read mails and saved web archives: the part with the text, and what the headers say of it."""

import re
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.ingest import html, lines
from briefing.ingest.decoding import decode_page
from briefing.ingest.metadata import merge
from briefing.ingest.reading import Reading, SourceFile, number_blocks
from briefing.model.finding import Finding
from briefing.model.marks import fold_space
from briefing.model.source import PartialDate, Reference

if TYPE_CHECKING:
    from email.message import Message, MIMEPart

_PREFIX = re.compile(r"(?:(?:re|fwd?|aw|wg|tr)\s*:\s*)+", re.IGNORECASE)
_LINE_END = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def read_mail(file: SourceFile) -> Reading:
    """Read a mail (.eml) or a web archive (.mht); raises SourceError for one without a part of text."""
    from email import message_from_bytes, policy

    try:
        message = message_from_bytes(file.data, policy=policy.default)
        body = message.get_body(("plain", "html"))
        kind, content = _read_body(body) if body is not None else ("", b"")
        attached = sum(1 for _ in message.iter_attachments()) if message.is_multipart() else 0
        headers = _read_headers(message)
    except Exception as problem:  # headers of strangers break the parser of the standard library in many ways
        raise _refuse(file) from problem
    if not content:
        raise _refuse(file)
    reading = _read_part(file, kind, content)
    return Reading(
        text=reading.text,
        blocks=reading.blocks,
        properties=merge(reading.properties, headers) if "related" in message.get_content_type() else headers,
        findings=(*reading.findings, *_report(file, attached)),
    )


def _refuse(file: SourceFile) -> SourceError:
    """Make the error for a mail that holds no text."""
    return SourceError("no text was found in this mail", place=file.name, hint="Save its text as .txt or .md.")


def _read_body(body: "MIMEPart") -> tuple[str, bytes]:
    """Return the type of a part and its text as UTF-8."""
    content = body.get_content()
    if isinstance(content, bytes):
        return body.get_content_type(), content
    return body.get_content_type(), content.encode("utf-8", errors="replace")


def _read_part(file: SourceFile, kind: str, content: bytes) -> Reading:
    """Read the part of a mail that holds its text."""
    if kind == "text/html":
        return html.read_page_text(file.name, decode_page(SourceFile(file.name, content)))
    text = _CONTROL.sub(" ", _LINE_END.sub("\n", content.decode("utf-8", errors="replace")))
    return Reading(text=text, blocks=number_blocks(lines.draft_blocks(text), text))


def _read_headers(message: "Message[str, str]") -> Reference:
    """Return what the headers say: subject, sender, and the day in the sender's own time."""
    from email.utils import parseaddr

    subject = _PREFIX.sub("", fold_space(str(message.get("Subject") or "")).strip())
    name, _ = parseaddr(str(message.get("From") or ""))
    sender = () if "saved by" in name.lower() else (fold_space(name).strip(),)
    url = str(message.get("Snapshot-Content-Location") or "").strip()
    return Reference(
        title=subject or None,
        authors=tuple(filter(None, sender)),
        date=_read_date(str(message.get("Date") or "")),
        url=url if url.startswith(("http://", "https://")) else None,
    )


def _read_date(text: str) -> PartialDate | None:
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return PartialDate(moment.year, moment.month, moment.day)


def _report(file: SourceFile, attached: int) -> tuple[Finding, ...]:
    """Say how many attachments were not read."""
    if not attached:
        return ()
    message = f"{attached} attachment{'' if attached == 1 else 's'} not read"
    hint = "Save what matters as a file of its own."
    return (Finding(severity="note", code="attachments", message=message, place=file.name, hint=hint),)
