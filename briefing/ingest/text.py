"""Read plain text: blank-line blocks; where there are none, lines; hard-wrapped lines are joined.

A text file whose content is Markdown is handed to the Markdown reader.
"""

import re

from briefing.ingest import lines, markdown
from briefing.ingest.decoding import decode
from briefing.ingest.frontmatter import split_front_matter
from briefing.ingest.metadata import FieldReader
from briefing.ingest.reading import Reading, SourceFile, number_blocks

_MARKDOWN = re.compile(
    r"^#{1,6} +\S"  # a heading
    r"|\]\((?:https?://|www\.|/|mailto:)"  # the middle of a link
    r"|!\[[^\]\n]{0,200}\]\("  # an image
    r"|^ {0,3}\\[#*_>-]"  # an escaped mark at the head of a line
    r"|\\\*\\\*"
    r"|^ {0,3}<!--",  # a comment
    re.MULTILINE,
)


def read_text(file: SourceFile) -> Reading:
    """Read a plain text file; offsets refer to the text below its front matter."""
    decoded = decode(file)
    front = split_front_matter(file.name, decoded.text)
    if _MARKDOWN.search(front.body):
        return markdown.read_decoded(file.name, decoded)
    fields = FieldReader(file.name)
    reference = fields.read(front.fields)
    return Reading(
        text=front.body,
        blocks=number_blocks(lines.draft_blocks(front.body), front.body),
        reference=reference,
        id=fields.id,
        findings=(*decoded.findings, *front.findings, *fields.findings),
    )
