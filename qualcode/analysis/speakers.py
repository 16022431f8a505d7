"""Who spoke how much, and how much of it was coded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from qualcode.analysis.coded import Coded, counted
from qualcode.analysis.ranges import Ints, distinct, merged, tally
from qualcode.domain.corpus import Corpus
from qualcode.domain.tables import Cell, Filters, Table
from qualcode.domain.transcripts import Role, Speaker, Transcript

COLUMNS = (
    "transcript",
    "speaker",
    "role",
    "turns",
    "words",
    "share_of_words",
    "share_of_counted_words",
    "coded_share",
    "segments",
    "codes",
)

NO_SPEAKER = Speaker(id="", label="", role=Role.UNKNOWN)
"""Stands for the turns of a transcript that have no speaker."""


class Voice(NamedTuple):
    """A speaker of a transcript (index in the scope), and whether what they say counts."""

    transcript: int
    speaker: Speaker
    counts: bool


def speakers_table(corpus: Corpus, filters: Filters) -> Table:
    """One row per transcript and speaker, and one for turns without a speaker if there are any.

    Raises BadInput for names that the study does not have.
    """
    found = counted(corpus, filters)
    voices, voice = _voices(found.scope.transcripts, filters.all_text)
    turns = tally(voice, len(voices)).tolist()
    words = tally(voice[found.axis.words()[0]], len(voices)).tolist()
    spoken, heard = Counter[int](), Counter[int]()
    for one, count in zip(voices, words, strict=True):
        spoken[one.transcript] += count
        heard[one.transcript] += count * one.counts
    rows: list[tuple[Cell, ...]] = []
    for at, (one, coded) in enumerate(zip(voices, _coded(found, voice, len(voices)), strict=True)):
        name = found.scope.transcripts[one.transcript].name
        said = (turns[at], words[at], _share(words[at], spoken[one.transcript]))
        share = _share(words[at], heard[one.transcript])
        known = (share, *coded) if one.counts else (None, None, None, None)
        rows.append((name, one.speaker.label, one.speaker.role.value, *said, *known))
    made = found.recipe("speakers", filters)
    return Table("speakers", COLUMNS, rows, made)


def _voices(transcripts: Sequence[Transcript], all_text: bool) -> tuple[list[Voice], Ints]:
    """The voices in order, and the number of the voice of each turn."""
    voices: list[Voice] = []
    turns: list[int] = []
    for at, transcript in enumerate(transcripts):
        known = {speaker.id: len(voices) + n for n, speaker in enumerate(transcript.speakers)}
        voices += [Voice(at, s, all_text or s.role.counts) for s in transcript.speakers]
        spoken = [known.get(turn.speaker_id or "", len(voices)) for turn in transcript.turns]
        if len(voices) in spoken:
            voices.append(Voice(at, NO_SPEAKER, True))
        turns += spoken
    return voices, np.array(turns, dtype=np.int64)


def _coded(found: Coded, voice: Ints, voices: int) -> list[tuple[float | None, int, int]]:
    """Per voice: share of its characters that is coded, segments, different codes."""
    axis = found.axis
    runs = merged(np.zeros_like(found.start), found.start, found.end)
    row, turn = axis.parts(runs.start, runs.end)
    last = axis.place[turn] + axis.counted[turn]
    inside = np.minimum(runs.end[row], last) - np.maximum(runs.start[row], axis.place[turn])
    segment, where = axis.parts(found.start, found.end)
    columns = (
        tally(voice[turn], voices, inside),
        tally(voice, voices, axis.counted),
        distinct(voice[where], segment, voices),
        distinct(voice[where], found.code[segment], voices),
    )
    cells = zip(*(column.tolist() for column in columns), strict=True)
    return [(_share(part, whole), *counts) for part, whole, *counts in cells]


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
