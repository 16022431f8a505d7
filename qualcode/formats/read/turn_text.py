"""The text of one turn while it is put together, with the map back to the original."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.domain.transcripts import Piece

_ENDS = " \t\xa0\u3000"


class TurnText:
    """Collects the stretches of one turn and where each stood in the original."""

    def __init__(self) -> None:
        """Start with nothing said."""
        self._parts: list[str] = []
        self._pieces: list[list[int]] = []
        self.length = 0

    def add(self, text: str, source: int, joiner: str = "\n") -> None:
        """Append a stretch after a joiner; its ends are trimmed, blanks alone add nothing."""
        kept = text.lstrip(_ENDS)
        source += len(text) - len(kept)
        kept = kept.rstrip(_ENDS)
        if kept:
            self.extend([(kept, source)], joiner)

    def extend(self, stretches: Sequence[tuple[str, int | None]], joiner: str) -> None:
        """Append stretches (text, place in the original or None) after one joiner."""
        if self.length:
            first = stretches[0][1]
            # One character between two stretches is the line feed that is joined with.
            adjoins = joiner == "\n" and first is not None and first == self._source_end() + 1
            self._append(joiner, self._source_end() if adjoins else None)
        for text, source in stretches:
            self._append(text, source)

    def _source_end(self) -> int:
        """Where the original goes on after the last stretch; -1 if that was not mapped."""
        if not self._pieces:
            return -1
        offset, source, length = self._pieces[-1]
        return source + length if offset + length == self.length else -1

    def _append(self, text: str, source: int | None) -> None:
        if source is not None:
            if source == self._source_end():
                self._pieces[-1][2] += len(text)
            else:
                self._pieces.append([self.length, source, len(text)])
        self._parts.append(text)
        self.length += len(text)

    def ends_with(self, marks: tuple[str, ...]) -> bool:
        """Whether the last stretch ends with one of the marks, closing quotes left aside."""
        return bool(self._parts) and self._parts[-1].rstrip("\"'”’»)]").endswith(marks)

    @property
    def text(self) -> str:
        """All stretches with their joiners."""
        return "".join(self._parts)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The map: each piece of the text and where it stood."""
        return tuple(Piece(*piece) for piece in self._pieces)
