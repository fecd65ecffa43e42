"""The title page that a pack may ask for: what stands on it, and how far down the title begins."""

from collections.abc import Sequence

from briefing.model.document import Block, Callout, Heading

TITLE_SHARE = 0.2
"""Of the page's height, the room above the title of a title page."""


def find_cover_end(blocks: Sequence[Block]) -> int:
    """Return the index of the first block behind the title page: the first box or heading."""
    return next((index for index, block in enumerate(blocks) if isinstance(block, Callout | Heading)), len(blocks))
