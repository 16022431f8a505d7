"""What one comparison needs: documents, coders, codes and coded spans, as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qualcode.domain.errors import BadInput

_INDEXED = ("document", "coder", "code")
MOST_CODERS = 62
"""Coders are bits of one signed 64-bit mask."""


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """Coded text of one comparison, as plain int64 arrays; checked when it is made.

    Positions are code points of their document, half open. Raises `BadInput`.
    """

    documents: tuple[str, ...]
    """Names."""
    lengths: NDArray[np.int64]
    """Characters per document."""
    counted: tuple[NDArray[np.int64], ...]
    """Per document (k, 2): sorted disjoint ranges of the text that counts (the mask)."""
    units: tuple[NDArray[np.int64], ...] | None
    """Per document (n, 2): sorted disjoint units; None compares character by character."""
    coders: tuple[str, ...]
    """Names, two or more."""
    codes: tuple[str, ...]
    """Names or paths."""
    spans: NDArray[np.int64]
    """(n, 5): document, coder, code, start, end; overlaps are allowed."""

    def __post_init__(self) -> None:
        """Check the shapes, the indices and the positions."""
        if not 2 <= len(self.coders) <= MOST_CODERS:
            raise BadInput(f"a comparison needs 2 to {MOST_CODERS} coders, not {len(self.coders)}")
        if self.lengths.shape != (len(self.documents),):
            raise BadInput("every document of a comparison needs one length")
        self._check_ranges("text that counts", self.counted)
        if self.units is not None:
            self._check_ranges("units", self.units)
        self._check_spans()

    @property
    def offsets(self) -> NDArray[np.int64]:
        """Where each document begins when all are laid end to end (n documents,)."""
        return np.asarray(np.cumsum(self.lengths) - self.lengths, dtype=np.int64)

    def laid_out(self, ranges: tuple[NDArray[np.int64], ...]) -> NDArray[np.int64]:
        """Ranges per document as one (n, 2) array over all documents laid end to end."""
        parts = [part + offset for part, offset in zip(ranges, self.offsets, strict=True)]
        return np.concatenate([np.empty((0, 2), np.int64), *parts])

    def _check_ranges(self, what: str, ranges: tuple[NDArray[np.int64], ...]) -> None:
        """Ranges of one document must be sorted, disjoint and inside it."""
        if len(ranges) != len(self.documents):
            raise BadInput(f"the {what} must be given for every document")
        for name, length, part in zip(self.documents, self.lengths, ranges, strict=True):
            flat = part.ravel()
            if part.shape != (len(part), 2) or bool(np.any(flat[1:] < flat[:-1])):
                raise BadInput(f"the {what} of {name} are not sorted disjoint ranges")
            if len(flat) and (flat[0] < 0 or flat[-1] > length):
                raise BadInput(f"the {what} of {name} reach beyond its {length} characters")

    def _check_spans(self) -> None:
        """Spans must name known documents, coders and codes and lie inside their document."""
        if self.spans.ndim != 2 or self.spans.shape[1] != 5:
            raise BadInput("spans need five columns: document, coder, code, start, end")
        known = (len(self.documents), len(self.coders), len(self.codes))
        for column, (what, count) in enumerate(zip(_INDEXED, known, strict=True)):
            index = self.spans[:, column]
            if bool(np.any((index < 0) | (index >= count))):
                raise BadInput(f"a span names a {what} outside 0 to {count - 1}")
        document, start, end = self.spans[:, 0], self.spans[:, 3], self.spans[:, 4]
        wrong = (start < 0) | (end < start) | (end > self.lengths[document])
        if bool(np.any(wrong)):
            row = int(np.argmax(wrong))
            name = self.documents[int(document[row])]
            raise BadInput(f"span {row} ({start[row]} to {end[row]}) does not lie in {name}")
