"""The evidence record as a custom XML part: programs find it there, and editors carry it along unseen."""

import re
import uuid
from collections.abc import Sequence

from briefing.render.characters import Sieve
from briefing.render.docx.xml import element, plain

NAMESPACE = "urn:briefing:evidence:1"

_PROPERTIES = ' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"'
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What XML forbids, discourages or changes on reading; in JSON all of it can only stand inside a string."""


def write_evidence(statements: Sequence[tuple[str, str]], record: str) -> str:
    """Return the part: the bookmark of each statement, as (id, bookmark), then the record as JSON text.

    A bookmark's name cannot hold every id, so the way back from name to id is written down.
    """
    marked = (element("statement", {"id": Sieve().clean(identity), "bookmark": name}) for identity, name in statements)
    return element("evidence", {"xmlns": NAMESPACE}, *marked, _write_record(record))


def write_properties(evidence: str) -> str:
    """Return the properties that Word wants beside a custom part: an id, which follows from the content."""
    identity = uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE + evidence)
    reference = element("ds:schemaRefs", None, element("ds:schemaRef", {"ds:uri": NAMESPACE}))
    opening = f'{_PROPERTIES} ds:itemID="{{{str(identity).upper()}}}"'
    return f"<ds:datastoreItem{opening}>{reference}</ds:datastoreItem>"


def _write_record(record: str) -> str:
    safe = _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", record.replace("\r\n", "\n"))
    return plain("record", safe, {"type": "application/json"})
