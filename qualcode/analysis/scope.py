"""What the filters of a table let through."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

import numpy as np

from qualcode.analysis.ranges import Ints
from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.corpus import CodedSpan, Corpus
from qualcode.domain.errors import BadInput, Damaged
from qualcode.domain.people import Coder
from qualcode.domain.tables import Filters
from qualcode.domain.transcripts import Transcript


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """Transcripts in study order, coders by name and codes in codebook order that take part."""

    transcripts: tuple[Transcript, ...]
    coders: tuple[Coder, ...]
    codes: tuple[Code, ...]
    codebook: Codebook

    def ancestry(self) -> list[list[int]]:
        """Per code the indices of itself and of the codes above it that take part."""
        index = {code.id: at for at, code in enumerate(self.codes)}
        lines = ([*self.codebook.ancestors(code), code] for code in self.codes)
        return [[index[code.id] for code in line if code.id in index] for line in lines]


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """Spans of a scope (equal lengths): ids, indices in the scope, positions."""

    ids: list[str]
    transcript: Ints
    coder: Ints
    code: Ints
    start: Ints
    end: Ints


def scope_of(corpus: Corpus, filters: Filters) -> Scope:
    """The part of the study that the filters name; BadInput for names it does not have."""
    names = {transcript.name for transcript in corpus.transcripts}
    _refuse("transcript", filters.transcripts, names)
    _refuse("coder", filters.coders, {coder.name for coder in corpus.coders})
    _refuse("code", filters.codes, corpus.codebook.by_id)
    coders = sorted(corpus.coders, key=lambda c: (c.name.casefold(), c.name, c.pass_number, c.id))
    place = {code.id: at for at, (_, code) in enumerate(corpus.codebook.walk())}
    # A code that the tree does not reach still has its segments: it stands at the end.
    codes = sorted(corpus.codebook.codes, key=lambda code: place.get(code.id, len(place)))
    return Scope(
        tuple(t for t in corpus.transcripts if _named(t.name, filters.transcripts)),
        tuple(c for c in coders if _named(c.name, filters.coders)),
        tuple(c for c in codes if _named(c.id, filters.codes)),
        corpus.codebook,
    )


def spans_in(corpus: Corpus, scope: Scope) -> Spans:
    """The spans of the scope, in the order of the corpus.

    Raises Damaged where a span names a transcript, coder or code that the study does not have.
    """
    ids, transcripts, codes, coders, starts, ends = _columns(corpus.spans)
    transcript = _indices(transcripts, corpus.transcript_by_id, scope.transcripts)
    code = _indices(codes, corpus.codebook.by_id, scope.codes)
    coder = _indices(coders, corpus.coder_names, scope.coders)
    start, end = (np.fromiter(column, np.int64, len(column)) for column in (starts, ends))
    kept = (transcript >= 0) & (code >= 0) & (coder >= 0)
    return Spans(
        list(compress(ids, kept.tolist())),
        *(column[kept] for column in (transcript, coder, code, start, end)),
    )


def _named(name: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or name in wanted


def _refuse(what: str, wanted: Iterable[str], known: Collection[str]) -> None:
    missing = [f"“{name}”" for name in wanted if name not in known]
    if missing:
        raise BadInput(f"there is no {what} {' or '.join(missing)} in the study")


def _columns(spans: Sequence[CodedSpan]) -> tuple[list[Any], ...]:
    """The fields of the spans as lists."""
    columns: tuple[list[Any], ...] = tuple([] for _ in CodedSpan._fields)
    # All at once would make as many iterators as there are spans, which is five times slower.
    for at in range(0, len(spans), 256):
        for column, cells in zip(columns, zip(*spans[at : at + 256], strict=True), strict=True):
            column.extend(cells)
    return columns


def _indices(
    ids: Sequence[str],
    known: Iterable[str],
    chosen: Sequence[Transcript | Code | Coder],
) -> Ints:
    """Index of each id in ``chosen``; -1 for what the filters leave out."""
    index: dict[str, int] = dict.fromkeys(known, -1)
    index.update((thing.id, at) for at, thing in enumerate(chosen))
    try:
        return np.fromiter(map(index.__getitem__, ids), np.int64, len(ids))
    except KeyError as missing:
        raise Damaged(f"a segment names {missing}, which the study does not have") from None
