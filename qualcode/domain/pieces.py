"""Source maps of turns that are cut, joined or corrected."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.domain.transcripts import Piece

Pieces = tuple[Piece, ...]


def cut(pieces: Sequence[Piece], start: int, end: int) -> Pieces:
    """The pieces of a stretch of a turn's text, counted from where the stretch begins."""
    found = []
    for piece in pieces:
        first, last = max(piece.offset, start), min(piece.offset + piece.length, end)
        if first < last:
            source = piece.source + first - piece.offset
            found.append(Piece(first - start, source, last - first))
    return tuple(found)


def shifted(pieces: Sequence[Piece], by: int) -> Pieces:
    """The pieces, all later in the text by a number of characters."""
    return tuple(Piece(piece.offset + by, piece.source, piece.length) for piece in pieces)


def corrected(pieces: Sequence[Piece], before: str, after: str) -> Pieces:
    """The pieces of what both texts begin and end with; between them nothing has a source."""
    shorter = min(len(before), len(after))
    head = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    rest = shorter - head
    tail = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    end = len(before) - tail
    return cut(pieces, 0, head) + shifted(cut(pieces, end, len(before)), len(after) - tail)
