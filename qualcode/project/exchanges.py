"""Exchanges made by hand: a run of turns that hang together."""

from __future__ import annotations

from qualcode.domain.errors import BadInput
from qualcode.domain.exchanges import asking, runs, usual
from qualcode.domain.transcripts import Transcript
from qualcode.project.room import Room
from qualcode.store.schema import turn


class ExchangeRoom(Room):
    """Where exchanges begin in a transcript; only what differs from the default is stored."""

    def of(self, transcript: str) -> list[range]:
        """The exchanges of a transcript (name or id) as ranges of turns from 0."""
        one = self.project.transcripts.get(transcript)
        return runs(asking(one), [each.opens for each in one.turns])

    def bind(self, transcript: str, first: int, last: int) -> bool:
        """Make one exchange of a run of turns (from 0, both in it), as one action.

        What stands before and behind it stays in exchanges of its own. Whether that changed
        anything. Raises BadInput for turns that are not there.
        """
        one = self._checked(transcript, first, last)
        wanted = {at: at == first for at in range(first, last + 1)}
        if last + 1 < len(one.turns):
            wanted[last + 1] = True
        asks = asking(one)
        # The first turn of all begins an exchange in any case.
        stored = {at: None if usual(asks, at) == on else on for at, on in wanted.items()}
        return self._write("bind exchange", one, stored)

    def loosen(self, transcript: str, first: int, last: int) -> bool:
        """Let exchanges begin as usual from a turn to another, and behind it, as one action."""
        one = self._checked(transcript, first, last)
        places = range(first, min(last + 2, len(one.turns)))
        return self._write("loosen exchange", one, dict.fromkeys(places))

    def _write(self, kind: str, one: Transcript, stored: dict[int, bool | None]) -> bool:
        with self.act(kind, transcript=one.id) as work:
            changed = [
                work.update(turn, one.turns[at].id, opens_exchange=value)
                for at, value in stored.items()
            ]
        self.project.transcripts.clear()
        return any(changed)

    def _checked(self, transcript: str, first: int, last: int) -> Transcript:
        one = self.project.transcripts.get(transcript)
        if not 0 <= first <= last < len(one.turns):
            raise BadInput(f"{one.name} has no turns {first + 1} to {last + 1}")
        return one
