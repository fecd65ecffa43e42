"""The pieces of a statement -> the texts that are printed, with the spaces between them as in the source."""

from collections.abc import Callable
from itertools import pairwise

from briefing.model.document import Text
from briefing.model.source import Span
from briefing.model.statement import Authored, Insertion, Omission, Piece, Verbatim

Quote = Callable[[Span], str]
"""Returns the words at a span: white space folded, yet not cut at the ends; soft hyphens gone."""

_CLOSING = frozenset(".,;:!?)]’”»")


def print_pieces(pieces: tuple[Piece, ...], quote: Quote) -> tuple[Text, ...]:
    """Return one text for each piece; a space belongs to the source's words where it can.

    An omission stands between spaces, an insertion that replaces nothing behind one, and "[.]" behind none.
    """
    kept = [piece for piece in pieces if not isinstance(piece, Verbatim) or quote(piece.span).strip()]
    texts = [_print_piece(piece, quote) for piece in kept]
    for number, (before, after) in enumerate(pairwise(kept)):
        if _parts(before, after, quote):
            texts[number : number + 2] = _put_space(texts[number], texts[number + 1])
    return tuple(texts)


def _print_piece(piece: Piece, quote: Quote) -> Text:
    match piece:
        case Verbatim():
            return Text(quote(piece.span).strip(), "source")
        case Omission():
            return Text("…", "omission")
        case Insertion():
            return Text(f"[{piece.text}]", "insertion")
        case Authored():
            return Text(piece.text, "authored")


def _put_space(left: Text, right: Text) -> tuple[Text, Text]:
    """Put a space between two texts, on the side of the source's words."""
    if right.origin == "source" and left.origin != "source":
        return left, Text(f" {right.text}", right.origin)
    return Text(f"{left.text} ", left.origin), right


def _parts(before: Piece, after: Piece, quote: Quote) -> bool:
    """Say whether a space parts two pieces."""
    match before, after:
        case _, Insertion(kind="stop"):
            return False
        case (Omission(), _) | (_, Omission()):
            return not _closes(after, quote)
        case _, Insertion(at=at) if at.start == at.end:
            return True
        case Insertion(at=at), Verbatim(span=span) if at.start == at.end:
            return _is_spaced(before, after, quote) or quote(span)[:1].isalnum()
        case _:
            return _is_spaced(before, after, quote)


def _closes(piece: Piece, quote: Quote) -> bool:
    """Say whether a piece begins with a mark that clings to what stands before it."""
    return isinstance(piece, Verbatim) and quote(piece.span).lstrip()[:1] in _CLOSING


def _is_spaced(before: Piece, after: Piece, quote: Quote) -> bool:
    """Say whether the source parts two pieces; those of different places are always parted."""
    left, right = _span_of(before), _span_of(after)
    if left is None or right is None or left.source != right.source or left.end != right.start:
        return True
    return quote(left)[-1:].isspace() or quote(right)[:1].isspace()


def _span_of(piece: Piece) -> Span | None:
    match piece:
        case Verbatim() | Omission():
            return piece.span
        case Insertion():
            return piece.at
        case Authored():
            return None
