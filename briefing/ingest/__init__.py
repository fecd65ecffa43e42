"""Reading: from the bytes of source files to texts, blocks and what is known about them."""

from briefing.ingest.reading import SourceFile
from briefing.ingest.sources import READERS, read_sources

__all__ = ["READERS", "SourceFile", "read_sources"]
