"""The value type of a finished file."""

import hashlib
from dataclasses import dataclass
from typing import Literal

Format = Literal["docx", "pdf", "md", "html"]
FileKind = Literal["docx", "pdf", "md", "html", "png", "json", "xml"]
"""What a file may be: a format, the picture of a page, the manifest of an edition, or a feed of editions."""
PdfProfile = Literal["3b", "2b"]
"""Parts of PDF/A: 3b carries the evidence record with it, 2b may carry nothing (ISO 19005-2, 6.8)."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """Hold a rendered file before it is written: the same input gives the same bytes."""

    format: FileKind
    name: str
    data: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hex."""
        return hashlib.sha256(self.data).hexdigest()
