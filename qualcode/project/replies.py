"""Who answers whom: the turn before by another speaker, unless somebody says otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.domain.errors import BadInput
from qualcode.domain.replies import default_replies, replies_of
from qualcode.project.room import Room
from qualcode.store.schema import turn


@dataclass(frozen=True, slots=True)
class Reply:
    """A turn (number from 1) and the one it answers (None: nobody); whether that was set."""

    turn: int
    turn_id: str
    target: int | None
    changed: bool


class ReplyRoom(Room):
    """Replies within transcripts; only what differs from the default is stored."""

    def of(self, transcript: str) -> list[Reply]:
        """What each turn of a transcript (name or id) answers, in order."""
        one = self.project.transcripts.get(transcript)
        return [
            Reply(at + 1, each.id, None if target is None else target + 1, bool(each.replies_to))
            for at, (each, target) in enumerate(zip(one.turns, replies_of(one), strict=True))
        ]

    def set(self, turn_id: str, target: str | None) -> bool:
        """Let a turn answer an earlier one (ids); None is the default again, itself is nobody.

        Whether that changed anything. Raises BadInput for a turn that cannot be answered by it.
        """
        one = self.project.transcripts.get(self._transcript(turn_id))
        at = one.turn_index[turn_id]
        if target is not None and one.turn_index.get(target, at + 1) > at:
            raise BadInput(f"turn {at + 1} of {one.name} can only answer an earlier turn of it")
        default = default_replies(one)[at]
        usual = one.turns[at if default is None else default].id
        stored = None if target in (None, usual) else target
        with self.act("set reply", transcript=one.id) as work:
            changed = work.update(turn, turn_id, replies_to=stored)
        self.project.transcripts.clear()
        return changed

    def _transcript(self, turn_id: str) -> str:
        from qualcode.store.transcripts import transcript_of_turn

        found = transcript_of_turn(self.database, turn_id)
        if found is None:
            raise BadInput("there is no such turn in the study")
        return found
