"""All segments as a table: the one table that leaves nothing out by role."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat
from operator import itemgetter
from typing import NamedTuple, TypeVar

import numpy as np

from qualcode.analysis.axis import Axis
from qualcode.analysis.columns import ColumnRows
from qualcode.analysis.ranges import Ints
from qualcode.analysis.recipes import recipe_of
from qualcode.analysis.scope import Scope, Spans, scope_of, spans_in
from qualcode.domain.corpus import Corpus
from qualcode.domain.guide import questions_of
from qualcode.domain.tables import Cell, Filters, Table
from qualcode.domain.transcripts import Role, Transcript

T = TypeVar("T")

COLUMNS = (
    "segment_id",
    "transcript",
    "coder",
    "code_id",
    "code",
    "code_path",
    "layer",
    "start",
    "end",
    "turn",
    "speaker",
    "role",
    "question",
    "time",
    "quote",
    "memo",
    "origin",
    "created",
    "suggestion_id",
    "codebook_version",
    "key_quote",
    "weight",
)


class SegmentDetail(NamedTuple):
    """What a segment has beside its place; ``created`` is ISO text, ``memo`` all its memos."""

    segment_id: str
    origin: str = ""
    created: str = ""
    memo: str = ""
    suggestion_id: str | None = None
    codebook_version: int | None = None
    key_quote: bool = False
    weight: int | None = None


def segments_table(
    corpus: Corpus, filters: Filters, details: Sequence[SegmentDetail] = ()
) -> Table:
    """One row per segment of the filtered coders, codes and transcripts, whoever speaks.

    Rows by transcript, start, end, code path, coder and id; ``all_text`` and ``union`` change
    nothing. Raises BadInput for names that the study does not have.
    """
    scope = scope_of(corpus, filters)
    spans = spans_in(corpus, scope)
    order = _order(scope, spans)
    ids = _picked(spans.ids, order.tolist())
    columns = [ids, *_places(scope, spans, order), *_details(ids, details)]
    recipe = recipe_of("segments", scope, spans, filters)
    return Table("segments", COLUMNS, ColumnRows(columns), recipe)


def _order(scope: Scope, spans: Spans) -> Ints:
    paths = scope.codebook.paths
    names = [(paths[code.id], code.key) for code in scope.codes]
    rank = np.argsort(np.array(sorted(range(len(names)), key=names.__getitem__), dtype=np.int64))
    keys = [spans.coder, rank[spans.code], spans.end, spans.start, spans.transcript]
    order = np.lexsort(keys)
    # Ids are compared only where everything else is equal: sorting them all takes longer.
    same = np.flatnonzero(np.all([np.diff(key[order]) == 0 for key in keys], axis=0))
    tied = np.unique(order[np.concatenate((same, same + 1))]).tolist()
    by_id = np.zeros(len(order), dtype=np.int64)
    by_id[sorted(tied, key=spans.ids.__getitem__)] = np.arange(len(tied))
    return np.lexsort([by_id, *keys]) if tied else order


def _places(scope: Scope, spans: Spans, order: Ints) -> list[Sequence[Cell]]:
    """The columns from transcript to quote."""
    texts = [transcript.text for transcript in scope.transcripts]
    transcript, code = spans.transcript[order].tolist(), spans.code[order].tolist()
    start, end = spans.start[order].tolist(), spans.end[order].tolist()
    codes, paths = scope.codes, scope.codebook.paths
    return [
        _picked([transcript.name for transcript in scope.transcripts], transcript),
        _picked([coder.name for coder in scope.coders], spans.coder[order].tolist()),
        _picked([code.key for code in codes], code),
        _picked([code.name for code in codes], code),
        _picked([paths[code.id] for code in codes], code),
        _picked([code.layer for code in codes], code),
        start,
        end,
        *_turns(scope, spans, order),
        [texts[t][a:b] for t, a, b in zip(transcript, start, end, strict=True)],
    ]


def _turns(scope: Scope, spans: Spans, order: Ints) -> list[Sequence[Cell]]:
    """The columns turn, speaker, role, question and time."""
    axis = Axis(scope.transcripts, all_text=True)
    first, last = axis.ends(spans.transcript[order], spans.start[order], spans.end[order])
    turns = [turn for t in scope.transcripts for turn in t.turns]
    numbers = [n for t in scope.transcripts for n in range(1, len(t.turns) + 1)]
    names = [name for t in scope.transcripts for name in _names(t)]
    questions = [key or "" for t in scope.transcripts for key in questions_of(t)]
    at = first.tolist()
    return [
        _picked(numbers, at),
        _voices([label for label, _ in names], axis.length, first, last),
        _voices([role for _, role in names], axis.length, first, last),
        _picked(questions, at),
        _picked([clock(turn.start_ms) for turn in turns], at),
    ]


def _voices(names: Sequence[str], length: Ints, first: Ints, last: Ints) -> list[str]:
    """The name of each first turn; where text is of several turns, all their names, each once."""
    found = _picked(names, first.tolist())
    spoken = [name if text else "" for name, text in zip(names, length.tolist(), strict=True)]
    several = np.flatnonzero(last > first)
    known: dict[tuple[int, int], str] = {}
    stretches = zip(first[several].tolist(), last[several].tolist(), strict=True)
    for row, stretch in zip(several.tolist(), stretches, strict=True):
        if stretch not in known:
            said = dict.fromkeys(spoken[stretch[0] : stretch[1] + 1])
            known[stretch] = ";".join(filter(None, said))
        found[row] = known[stretch]
    return found


def _names(transcript: Transcript) -> list[tuple[str, str]]:
    """Label and role of the speaker of each turn."""
    known = {speaker.id: (speaker.label, speaker.role.value) for speaker in transcript.speakers}
    nobody = ("", Role.UNKNOWN.value)
    return [known.get(turn.speaker_id or "", nobody) for turn in transcript.turns]


def clock(milliseconds: int | None) -> str:
    """Time from the start of the recording as hh:mm:ss, or nothing where it is not known."""
    if milliseconds is None:
        return ""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"


def _details(ids: Sequence[str], details: Iterable[SegmentDetail]) -> list[Sequence[Cell]]:
    """The columns from memo on."""
    known = {detail[0]: detail for detail in details}
    found = list(map(known.get, ids, repeat(SegmentDetail(""))))
    fields = COLUMNS[COLUMNS.index("memo") :]
    places = map(SegmentDetail._fields.index, fields)
    return [list(map(itemgetter(at), found)) for at in places]


def _picked(values: Sequence[T], at: Sequence[int]) -> list[T]:
    return list(map(values.__getitem__, at))
