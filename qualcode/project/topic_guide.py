"""The topic guide: its questions, and the moderator's turns that ask them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qualcode.domain.errors import BadInput
from qualcode.domain.guide import Question, questions_of
from qualcode.domain.ids import new_id
from qualcode.project.files import file_bytes
from qualcode.project.guide_matching import THRESHOLD
from qualcode.project.guide_turns import (
    AskingTurn,
    QuestionProposal,
    asking,
    asking_turns,
    proposals,
)
from qualcode.project.room import Room
from qualcode.store import guide, transcripts
from qualcode.store.schema import question, turn


@dataclass(frozen=True, slots=True)
class GuideImport:
    """What a guide brought: numbers of questions; ``kept`` are not in it but were asked."""

    added: int
    changed: int
    unchanged: int
    removed: int
    kept: tuple[str, ...]


class GuideRoom(Room):
    """The questions of the guide and where they are asked."""

    def questions(self) -> list[Question]:
        """The questions in the order of the guide."""
        return guide.questions(self.database)

    def asked(self) -> dict[str, int]:
        """How many turns are assigned to each question, by key."""
        counts = guide.turns_of_questions(self.database)
        return {one.key: counts.get(one.id, 0) for one in self.questions()}

    def of(self, transcript: str) -> list[str | None]:
        """The key of the question that each turn of a transcript belongs to; None before any."""
        return questions_of(self.project.transcripts.get(transcript))

    def import_file(self, path: Path) -> GuideImport:
        """Take a guide as text, as one action; see ``formats.read.guide_text``.

        Questions that are not in the file go, unless they are assigned to turns.
        """
        from qualcode.formats.read.guide_text import read_guide

        found = read_guide(file_bytes(path), path.name)
        known = {one.key: one for one in self.questions()}
        counts, keys = self.asked(), {one.key for one in found}
        added = changed = 0
        with self.act("import guide", questions=len(found)) as work:
            for at, one in enumerate(found):
                row = {"sequence": at, "text": one.text}
                if one.key in known:
                    changed += work.update(question, known[one.key].id, **row)
                else:
                    work.insert(question, {"id": new_id(), "key": one.key, **row})
                    added += 1
            absent = [one for key, one in known.items() if key not in keys]
            gone = [one.id for one in absent if not counts[one.key]]
            work.delete(question, gone)
            kept = [one for one in absent if counts[one.key]]
            for at, late in enumerate(kept):
                work.update(question, late.id, sequence=len(found) + at)
        self.project.transcripts.clear()
        same = len(found) - added - changed
        return GuideImport(added, changed, same, len(gone), tuple(one.key for one in kept))

    def propose(
        self, transcripts_named: Sequence[str] = (), threshold: float = THRESHOLD
    ) -> list[QuestionProposal]:
        """Turns of moderators that probably ask a question; nothing is stored.

        Turns that are decided on and, within a transcript, questions that are assigned already
        are left out.
        """
        asked, settled = self.questions(), guide.settled(self.database)
        ids = self.transcript_ids(list(transcripts_named))
        return [
            proposal
            for one in transcripts.load_many(self.database, ids)
            for proposal in proposals(one, asked, settled, threshold)
        ]

    def turns(self, transcripts_named: Sequence[str] = ()) -> list[AskingTurn]:
        """Every turn that may ask a question, with what was decided of it or is proposed."""
        asked, settled = self.questions(), guide.settled(self.database)
        ids = self.transcript_ids(list(transcripts_named))
        return [
            found
            for one in transcripts.load_many(self.database, ids)
            for found in asking_turns(one, asked, settled)
        ]

    def assign(self, turn_id: str, key: str | None) -> bool:
        """Say which question a turn asks; None takes that back. Whether that changed anything.

        Raises BadInput for a turn or question that is not there, and for a turn that is not the
        moderator's in a transcript that has one.
        """
        return bool(self._assign([(turn_id, key)]))

    def leave_out(self, turn_id: str) -> bool:
        """Decide that a turn asks no question of the guide; whether that changed anything.

        Raises BadInput as ``assign``.
        """
        place = self._check(turn_id)
        with self.act("leave out of questions", transcripts=[place]) as work:
            changed = work.update(turn, turn_id, question_id=None, asks_nothing=True)
        self.project.transcripts.clear()
        return changed

    def assign_all(self, pairs: Sequence[tuple[str, str]]) -> int:
        """Assign questions (keys) to turns, as one action; the number of turns that changed."""
        return self._assign(pairs)

    def confirm(self, proposals: Sequence[QuestionProposal]) -> int:
        """Assign what was proposed, as one action; the number of turns that changed."""
        return self._assign([(one.turn_id, one.key) for one in proposals])

    def _assign(self, pairs: Iterable[tuple[str, str | None]]) -> int:
        ids: dict[str | None, str | None] = {one.key: one.id for one in self.questions()}
        ids[None] = None
        pairs = list(pairs)
        places = dict.fromkeys(self._check(turn_id) for turn_id, _ in pairs)
        for _, key in pairs:
            if key not in ids:
                raise BadInput(f"there is no question “{key}” in the guide")
        about = {"transcripts": list(places)} if places else {}
        with self.act("assign questions", **about) as work:
            changed = sum(
                work.update(turn, one, question_id=ids[key], asks_nothing=False)
                for one, key in pairs
            )
        self.project.transcripts.clear()
        return changed

    def _check(self, turn_id: str) -> str:
        """The transcript of a turn that may ask a question; raises BadInput for another one."""
        key = transcripts.transcript_of_turn(self.database, turn_id)
        if key is None:
            raise BadInput("there is no such turn in the study")
        one = self.project.transcripts.get(key)
        at = one.turn_index[turn_id]
        if at not in asking(one):
            raise BadInput(f"turn {at + 1} of {one.name} is not the moderator's")
        return key
