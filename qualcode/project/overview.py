"""The study in one look, for the coder who opens it: where to go on, how far, what waits.

Of other coders it holds the words for their states and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.domain.people import Progress
from qualcode.project.history import HistoryEntry
from qualcode.project.levelling import Trend, first_uses, trend
from qualcode.project.segments import Coverage
from qualcode.project.to_do import ToDo, to_do
from qualcode.store import coders, overview, segments
from qualcode.store.overview import Coded, Size

if TYPE_CHECKING:
    from qualcode.project.project import Project

RECENT = 5


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the coder stopped: number of the turn from 1, milliseconds, code points, unit."""

    transcript_id: str
    transcript: str
    turn: int
    start_ms: int | None
    position: int
    unit: str


@dataclass(frozen=True, slots=True)
class Totals:
    """Sizes of the study; segments, codes in use and memos are the coder's own."""

    transcripts: int
    speakers: int
    words: int
    codes: int
    codes_in_use: int
    segments: int
    memos: int


@dataclass(frozen=True, slots=True)
class TranscriptState:
    """A transcript: how far the coder is with it, and the states of the other coders by name.

    ``first_used`` is the number of codes used here first, None where the coder coded nothing.
    """

    id: str
    name: str
    words: int
    coverage: Coverage
    progress: Progress
    others: tuple[tuple[str, Progress], ...]
    first_used: int | None


@dataclass(frozen=True, slots=True)
class Overview:
    """What the dashboard shows; ``stop`` is None for a coder who has not read anything yet."""

    stop: Stop | None
    totals: Totals
    transcripts: tuple[TranscriptState, ...]
    to_do: tuple[ToDo, ...]
    trend: Trend
    recent: tuple[HistoryEntry, ...]


def overview_of(project: Project) -> Overview:
    """Read the overview of the present coder, in a number of queries that does not grow."""
    database, me = project.database, project.coder.id
    sizes = overview.sizes(database)
    counts = segments.counts(database, me)
    coded = overview.coded(database, me, sum(counts.values()))
    states = overview.states(database)
    new = first_uses(
        [one.id for one in sizes], set(zip(coded.transcripts, coded.codes, strict=True))
    )
    shares = _shares(coded, overview.uncounted_turns(database))
    others = [
        one for one in coders.everyone(database) if one.id != me and one.id in _active(states)
    ]
    found = tuple(
        TranscriptState(
            size.id,
            size.name,
            size.words,
            Coverage(shares.get(size.id, 0), size.counted),
            _state(states, size, me),
            tuple((one.name, _state(states, size, one.id)) for one in others),
            new.get(size.id),
        )
        for size in sizes
    )
    return Overview(
        stop=_stop(project),
        totals=_totals(project, sizes, counts),
        transcripts=found,
        to_do=to_do(project, counts, [(one.id, one.name, one.progress) for one in found]),
        trend=trend([*new.values()]),
        recent=tuple(project.history.mine(RECENT)),
    )


def _stop(project: Project) -> Stop | None:
    last = overview.last_place(project.database, project.coder.id)
    if last is None:
        return None
    position = last.before + last.offset
    return Stop(
        last.transcript_id, last.transcript, last.turn + 1, last.start_ms, position, last.unit
    )


def _totals(project: Project, sizes: list[Size], counts: dict[str, int]) -> Totals:
    speakers, memos = overview.speakers_and_memos(project.database, project.coder.id)
    return Totals(
        transcripts=len(sizes),
        speakers=speakers,
        words=sum(one.words for one in sizes),
        codes=len(project.codebook.current().codes),
        codes_in_use=len(counts),
        segments=sum(counts.values()),
        memos=memos,
    )


def _active(states: dict[str, list[tuple[str, str, Progress]]]) -> set[str]:
    return {coder_id for found in states.values() for coder_id, _, _ in found}


def _state(
    states: dict[str, list[tuple[str, str, Progress]]], size: Size, coder_id: str
) -> Progress:
    known = {key: progress for key, _, progress in states.get(size.id, ())}
    return known.get(coder_id, Progress.NOT_STARTED)


def _shares(coded: Coded, uncounted: set[str]) -> dict[str, int]:
    """Coded characters of the text that counts, by transcript id; overlaps count once."""
    by_turn: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for turn_id, start, end in zip(coded.turns, coded.starts, coded.ends, strict=True):
        by_turn[turn_id].append((start, end))
    home = dict(zip(coded.turns, coded.transcripts, strict=True))
    found: dict[str, int] = {}
    for turn_id, spans in by_turn.items():
        if turn_id not in uncounted:
            where = home[turn_id]
            found[where] = found.get(where, 0) + _covered(spans)
    return found


def _covered(spans: list[tuple[int, int]]) -> int:
    """Length of the union of ranges."""
    if len(spans) == 1:
        return spans[0][1] - spans[0][0]
    spans.sort()
    total = reached = 0
    for start, end in spans:
        if end > reached:
            total += end - max(start, reached)
            reached = end
    return total
