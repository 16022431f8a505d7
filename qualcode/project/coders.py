"""Coders: how far each is, and where the present one stopped reading."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.domain.ids import now
from qualcode.domain.people import Coder, CoderState, Progress, ReadingPlace
from qualcode.project.room import Room
from qualcode.store import coders
from qualcode.store.schema import coder_transcript


class CoderRoom(Room):
    """Everyone who codes in this study."""

    def all(self) -> list[Coder]:
        """All coders who have coded or said something, by name."""
        return coders.everyone(self.database)

    def states(self, transcript: str | None = None) -> list[CoderState]:
        """How far coders are; a pair without an entry is not started."""
        found = coders.states(self.database)
        if transcript is None:
            return found
        key = self.project.transcripts.get(transcript).id
        return [state for state in found if state.transcript_id == key]

    def finished(self, transcript_id: str) -> bool:
        """Whether the present coder has marked the transcript as finished."""
        state = coders.state_row(self.database, self.coder.id, transcript_id)
        return state is not None and state[1] is Progress.FINISHED

    def open_to_me(self) -> dict[str, frozenset[str]]:
        """The transcripts in which each coder's coding may be seen by the present one, by ids.

        One's own in all of them, another's where both have finished: nobody is led by what others
        coded. Whoever asks for everyone's work opens the comparison on purpose.
        """
        done: dict[str, set[str]] = {}
        for state in coders.states(self.database):
            if state.progress is Progress.FINISHED:
                done.setdefault(state.coder_id, set()).add(state.transcript_id)
        mine = done.get(self.coder.id, set())
        found = {one.id: frozenset(done.get(one.id, set()) & mine) for one in self.all()}
        found[self.coder.id] = frozenset(self.project.transcripts.names().values())
        return found

    def finish(self, transcripts: Sequence[str] = ()) -> int:
        """Mark transcripts (all where none is named) as finished; how many changed."""
        return self._set(Progress.FINISHED, transcripts)

    def reopen(self, transcripts: Sequence[str] = ()) -> int:
        """Take the finished mark off; how many changed."""
        return self._set(Progress.OPEN, transcripts)

    def _set(self, progress: Progress, names: Sequence[str]) -> int:
        chosen = self.transcript_ids(list(names))
        finished = progress is Progress.FINISHED
        version = self.project.codebook.current().version if finished else None
        moment = now() if finished else None
        kind = "finish" if finished else "reopen"
        changed = []
        with self.act(kind) as work:
            for key in chosen:
                state = coders.state_row(self.database, self.coder.id, key)
                if state is None and not finished:
                    continue
                if state is None:
                    row = coders.fresh_state(self.coder.id, key, progress)
                    work.insert(
                        coder_transcript, {**row, "finished": moment, "codebook_version": version}
                    )
                elif state[1] is progress:
                    continue
                else:
                    values = {"finished": moment, "codebook_version": version}
                    work.update(coder_transcript, state[0], progress=progress.value, **values)
                changed.append(key)
            work.details["transcripts"] = changed
        return len(changed)

    def place(self, transcript_id: str) -> ReadingPlace:
        """Where the present coder stopped in a transcript."""
        stored = coders.place(self.database, self.coder.id, transcript_id)
        if stored is None:
            return ReadingPlace()
        positions = self.project.transcripts.get(transcript_id).positions
        # The text may have become shorter since, by an edit that was taken back.
        offset = min(stored.offset, positions.lengths[stored.turn])
        return ReadingPlace(positions.whole(stored.turn, offset), stored.unit)

    def remember(self, transcript_id: str, place: ReadingPlace) -> None:
        """Store where the present coder is; outside the journal, nothing where read-only."""
        if self.project.read_only:
            return
        one = self.project.transcripts.get(transcript_id)
        if not one.turns:
            return
        at = one.positions.place(min(max(0, place.position), one.positions.end))
        turn_id = one.turns[at.turn].id
        with self.project.actions.transaction(self.coder) as connection:
            coders.remember(
                connection, self.coder.id, transcript_id, turn_id, at.offset, place.unit
            )

    def last_transcript(self) -> str | None:
        """Id of the transcript the present coder was in last, or None."""
        return coders.last_read(self.database, self.coder.id)
