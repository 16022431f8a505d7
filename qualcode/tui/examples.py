"""The coder's own quotes of codes, as the inspector shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from qualcode.domain.display import shortened

if TYPE_CHECKING:
    from qualcode.project import Project

QUOTES = 2
LONGEST = 300


class _Known(NamedTuple):
    """Quotes with the state of the study and the number of segments they were read at."""

    quotes: Sequence[str]
    change: int
    number: int


class Examples:
    """Two quotes of a code, read when they are asked for and not known any more."""

    def __init__(self, project: Project) -> None:
        """Take an open study; nothing is read yet."""
        self.project = project
        self._coder = ""
        self._known: dict[str, _Known] = {}

    def of(self, code_id: str, count: int) -> Sequence[str]:
        """Quotes of a code that has so many segments: key quotes first, then the newest.

        They are not read again for a segment that was added, so that coding waits for nothing:
        what they quote is still there.
        """
        if self.project.coder.id != self._coder:
            self._coder, self._known = self.project.coder.id, {}
        change, known = self.project.change_counter, self._known.get(code_id)
        if known is not None and known.change != change and count > known.number >= QUOTES:
            known = self._known[code_id] = _Known(known.quotes, change, count)
        if known is None or known.change != change:
            found = self.project.segments.examples(code_id, QUOTES)
            known = _Known([shortened(quote, LONGEST) for quote in found], change, count)
            self._known[code_id] = known
        return known.quotes
