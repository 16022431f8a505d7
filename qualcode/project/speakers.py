"""Speakers: roles, variants of one label, merging and renaming."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.domain.errors import BadInput
from qualcode.domain.text import one_line
from qualcode.domain.transcripts import Role
from qualcode.formats.read.roles import variants
from qualcode.project.room import Room
from qualcode.store import memos, transcripts
from qualcode.store.schema import memo, speaker, turn
from qualcode.store.transcripts import SpeakerInfo


@dataclass(frozen=True, slots=True)
class Variant:
    """A label that is probably another spelling of the main one."""

    transcript: str
    label: str
    main: str
    reason: str


class SpeakerRoom(Room):
    """The labels of those who speak; without a transcript every transcript is meant."""

    def all(self, transcript: str | None = None) -> list[SpeakerInfo]:
        """Labels with role and counts, by transcript and first appearance."""
        key = None if transcript is None else self.project.transcripts.get(transcript).id
        return transcripts.speaker_infos(self.database, key)

    def variants(self, transcript: str | None = None) -> list[Variant]:
        """Labels that look like another spelling of a label of the same transcript."""
        found: list[Variant] = []
        by_transcript: dict[str, list[tuple[str, int]]] = {}
        for one in self.all(transcript):
            by_transcript.setdefault(one.transcript, []).append((one.label, one.turns))
        for name, labels in by_transcript.items():
            found.extend(Variant(name, *variant) for variant in variants(labels))
        return found

    def set_role(self, label: str, role: Role, transcript: str | None = None) -> int:
        """Give a label another role; the number of labels changed. Raises BadInput."""
        chosen = self._named(label, transcript)
        with self.act("set role", role=role.value, speakers=[one.id for one in chosen]) as work:
            changed = sum(work.update(speaker, one.id, role=role.value) for one in chosen)
        self.project.transcripts.clear()
        return changed

    def rename(self, label: str, new: str, transcript: str | None = None) -> None:
        """Write a label otherwise; raises BadInput where the other label exists beside it."""
        wanted, chosen = one_line(new), self._named(label, transcript)
        if not wanted:
            raise BadInput("a speaker needs a label")
        for one in chosen:
            if wanted != label and self._find(wanted, one.transcript):
                raise BadInput(f"“{wanted}” is a speaker of {one.transcript} already: merge them")
        with self.act("rename speaker", speakers=[one.id for one in chosen]) as work:
            for one in chosen:
                work.update(speaker, one.id, label=wanted)
        self.project.transcripts.clear()

    def merge(self, other: str, into: str, transcript: str | None = None) -> int:
        """Make all turns of one label those of another; the number of turns moved.

        Where a transcript has the first label only, the label is renamed. Raises BadInput.
        """
        if other == into:
            raise BadInput(f"“{other}” cannot be merged with itself")
        chosen = self._named(other, transcript)
        if not any(self._find(into, one.transcript) for one in chosen):
            raise BadInput(f"there is no speaker “{into}” beside “{other}”")
        moved = 0
        with self.act("merge speakers", speakers=[one.id for one in chosen]) as work:
            for one in chosen:
                target = self._find(into, one.transcript)
                if target is None:
                    work.update(speaker, one.id, label=into)
                    continue
                turns = transcripts.turns_of_speaker(self.database, one.id)
                for turn_id in turns:
                    work.update(turn, turn_id, speaker_id=target.id)
                for memo_id in memos.ids_on(self.database, "speaker_id", [one.id]):
                    work.update(memo, memo_id, speaker_id=target.id)
                work.delete(speaker, [one.id])
                moved += len(turns)
        self.project.transcripts.clear()
        return moved

    def _find(self, label: str, transcript: str) -> SpeakerInfo | None:
        return next((one for one in self.all(transcript) if one.label == label), None)

    def _named(self, label: str, transcript: str | None) -> list[SpeakerInfo]:
        chosen = [one for one in self.all(transcript) if one.label == label]
        if not chosen:
            where = f" in {transcript}" if transcript else ""
            raise BadInput(f"there is no speaker “{label}”{where}")
        return chosen
