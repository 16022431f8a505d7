"""The text that counts as one axis: counted turns of all transcripts, laid end to end.

Mapping a span to the axis clips it to the text that counts: what is left out has no length
there, and the line feeds between turns have none either.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from re import Match

import numpy as np

from qualcode.analysis.ranges import Ints, expanded
from qualcode.domain.text import WORD
from qualcode.domain.transcripts import Role, Speaker, Transcript

NOBODY = -1
"""Person of turns without a speaker and of labels that stand for several people."""


class Axis:
    """Turns of the transcripts in order, as arrays, and where each begins on the axis."""

    def __init__(self, transcripts: Sequence[Transcript], all_text: bool = False) -> None:
        """Lay out the transcripts; ``all_text`` counts moderator, assistant and interpreter."""
        self._texts = tuple(transcript.text for transcript in transcripts)
        turns = [turn for transcript in transcripts for turn in transcript.turns]
        counts, person = _voices(transcripts, all_text)
        per_transcript = np.array([len(t.turns) for t in transcripts], dtype=np.int64)
        length = np.array([len(turn.text) for turn in turns], dtype=np.int64)
        laid = np.concatenate(([0], np.cumsum(length + 1)))
        self._begin = laid[:-1]
        self._offset = laid[np.cumsum(per_transcript) - per_transcript]
        self.length: Ints = length
        """Characters of each turn."""
        self.transcript: Ints = np.repeat(np.arange(len(transcripts)), per_transcript)
        """Index of each turn's transcript."""
        self.person: Ints = np.array(person, dtype=np.int64)
        """Number of the person who speaks each turn, or NOBODY."""
        self.counted: Ints = np.where(np.array(counts, dtype=np.bool_), length, 0)
        """Characters of each turn that count: all or none."""
        self.place: Ints = np.cumsum(self.counted) - self.counted
        """Where each turn begins on the axis."""
        self.live: Ints = np.flatnonzero(self.counted)
        """The turns that hold text that counts."""

    def at(self, transcript: Ints, position: Ints) -> Ints:
        """Places on the axis of positions in transcripts (indices, code points)."""
        laid = self._offset[transcript] + position
        turn = self._turn_at(laid)
        inside: Ints = np.minimum(laid - self._begin[turn], self.counted[turn])
        return self.place[turn] + inside

    def parts(self, start: Ints, end: Ints) -> tuple[Ints, Ints]:
        """The turns in which each range of the axis has text, as (row of the range, turn)."""
        first, last = self._ends(start, end)
        row, live = expanded(first, last + 1)
        return row, self.live[live]

    def ends(self, transcript: Ints, start: Ints, end: Ints) -> tuple[Ints, Ints]:
        """First and last turn in which ranges of transcripts have text that counts.

        A range without such text has the turn of its start.
        """
        first, last = self._ends(self.at(transcript, start), self.at(transcript, end))
        turn = self._turn_at(self._offset[transcript] + start)
        found = np.flatnonzero(first <= last)
        begins, stops = turn.copy(), turn.copy()
        begins[found], stops[found] = self.live[first[found]], self.live[last[found]]
        return begins, stops

    def _ends(self, start: Ints, end: Ints) -> tuple[Ints, Ints]:
        """The first and the last of the live turns; the last comes before for empty ranges."""
        places = self.place[self.live]
        first = np.searchsorted(places, start, side="right") - 1
        return first, np.where(start < end, np.searchsorted(places, end, side="left") - 1, -2)

    def words(self) -> tuple[Ints, Ints, Ints]:
        """All words of all text in order: turn, start and end on the axis (empty if uncounted)."""
        found = [_words(text) for text in self._texts]
        counts = np.array([len(places) for places in found], dtype=np.int64)
        transcript = np.repeat(np.arange(len(found)), counts)
        pairs = np.concatenate([np.empty((0, 2), np.int64), *found])
        turn = self._turn_at(self._offset[transcript] + pairs[:, 0])
        return turn, self.at(transcript, pairs[:, 0]), self.at(transcript, pairs[:, 1])

    def counted_words(self) -> tuple[Ints, Ints]:
        """Start and end on the axis of the words that count."""
        _, start, end = self.words()
        return start[start < end], end[start < end]

    def _turn_at(self, laid: Ints) -> Ints:
        return np.searchsorted(self._begin, laid, side="right") - 1


def _words(text: str) -> Ints:
    """Start and end of the words of a text (n, 2)."""
    places = chain.from_iterable(map(Match.span, WORD.finditer(text)))
    return np.fromiter(places, np.int64).reshape(-1, 2)


def _voices(transcripts: Sequence[Transcript], all_text: bool) -> tuple[list[bool], list[int]]:
    """Per turn whether it counts, and the number of the person who speaks."""
    people: dict[tuple[str, str], int] = {}
    counts, persons = [], []
    for transcript in transcripts:
        voices = {
            speaker.id: (all_text or speaker.role.counts, _person(transcript, speaker, people))
            for speaker in transcript.speakers
        }
        for turn in transcript.turns:
            counted, person = voices.get(turn.speaker_id or "", (True, NOBODY))
            counts.append(counted)
            persons.append(person)
    return counts, persons


def _person(transcript: Transcript, speaker: Speaker, people: dict[tuple[str, str], int]) -> int:
    """The participant where known, else the label in its transcript; several are nobody."""
    if speaker.role is Role.SEVERAL:
        return NOBODY
    known = ("", speaker.participant_id) if speaker.participant_id else None
    return people.setdefault(known or (transcript.id, speaker.label), len(people))
