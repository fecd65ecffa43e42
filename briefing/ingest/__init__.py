"""Reading: from the bytes of source files to texts, blocks and what is known about them."""

from briefing.ingest.formats import READERS
from briefing.ingest.reading import SourceFile
from briefing.ingest.sources import read_sources

__all__ = ["READERS", "SourceFile", "read_sources"]
