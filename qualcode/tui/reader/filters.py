"""What is read of a transcript: one speaker, no moderator, coded turns only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from qualcode.tui.reader.spans import MarkIndex
from qualcode.tui.reader.text import FOLDED, HIDDEN, SHOWN, ReaderText


class Filter(NamedTuple):
    """What is left out: all but some speakers (ids; none: nobody), those whose role does not
    count, turns without a mark. Turns in ``lifted`` are shown whatever else is asked for."""

    only: frozenset[str] = frozenset()
    no_moderator: bool = False
    coded_only: bool = False
    lifted: frozenset[int] = frozenset()

    def with_turns(self, turns: Iterable[int]) -> Filter:
        """The same, with some turns shown in any case."""
        return self._replace(lifted=self.lifted.union(turns))


def hidden_turns(text: ReaderText, marks: MarkIndex, wanted: Filter) -> bytes:
    """SHOWN, FOLDED or HIDDEN for each turn."""
    turns = text.transcript.turns
    found = bytearray(len(turns))
    if wanted.coded_only:
        found[:] = bytes(
            FOLDED if not marks.touching(turn) else SHOWN for turn in range(len(turns))
        )
    for index, quiet in enumerate(text.quiet if wanted.no_moderator else ()):
        if quiet:
            found[index] = HIDDEN
    if wanted.only:
        for index, turn in enumerate(turns):
            if turn.speaker_id not in wanted.only:
                found[index] = HIDDEN
    for index in wanted.lifted:
        found[index] = SHOWN
    return bytes(found)


def in_words(text: ReaderText, wanted: Filter) -> str:
    """What is left out, for the header; "" where nothing is."""
    labels = dict.fromkeys(
        text.labels[speaker] for speaker in text.labels if speaker in wanted.only
    )
    found = [f"only {', '.join(labels)}"] if labels else []
    if wanted.no_moderator:
        found.append("no moderator")
    if wanted.coded_only:
        found.append("uncoded collapsed")
    return ", ".join(found)


def fold_words(turns: int, *, ascii_only: bool) -> str:
    """What stands for turns without a code."""
    dots = "..." if ascii_only else "···"
    return f"{dots} {turns:,} {'turn' if turns == 1 else 'turns'} without a code {dots}"
