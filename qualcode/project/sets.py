"""Named sets of transcripts: chosen by hand, or by conditions that are asked anew each time."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.domain.attributes import Subject
from qualcode.domain.errors import BadInput
from qualcode.domain.ids import new_id
from qualcode.domain.sets import Condition, TranscriptSet, condition
from qualcode.domain.text import one_line
from qualcode.project.actions import Action
from qualcode.project.room import Room
from qualcode.store import people, sets
from qualcode.store.schema import transcript_set, transcript_set_member

_KIND = "kind"


class SetRoom(Room):
    """Sets of transcripts.

    A condition on an attribute of groups is about the transcript; one on an attribute of people
    holds where it holds of somebody in the transcript. ``kind`` is the transcript's kind.
    """

    def all(self) -> list[TranscriptSet]:
        """All sets by name."""
        return sets.sets(self.database)

    def get(self, name: str) -> TranscriptSet:
        """One set by name; raises BadInput where there is none."""
        for one in self.all():
            if one.name == one_line(name):
                return one
        raise BadInput(f"there is no set “{name}” in the study")

    def make(
        self, name: str, transcripts: Sequence[str] = (), where: Sequence[str] = ()
    ) -> TranscriptSet:
        """Make a set, or give one other contents: transcripts by name, or conditions.

        Raises BadInput for names and attributes that the study does not have.
        """
        wanted = one_line(name)
        conditions = tuple(self._condition(text) for text in where)
        if not wanted or bool(transcripts) == bool(conditions):
            raise BadInput("a set needs a name, and either transcripts or conditions")
        known = self.project.transcripts.names()
        ids = dict.fromkeys(self.transcript_ids(list(transcripts)) if transcripts else ())
        chosen = tuple(key for key in known.values() if key in ids)
        present = next((one for one in self.all() if one.name == wanted), None)
        made = TranscriptSet(present.id if present else new_id(), wanted, chosen, conditions)
        with self.act("change set" if present else "make set", members=len(chosen)) as work:
            self._write(work, made, present)
        return made

    def check(self, where: Sequence[str]) -> None:
        """Raise BadInput where something is no condition, or about what the study does not have."""
        for text in where:
            self._condition(text)

    def rename(self, name: str, new: str) -> None:
        """Give a set another name; raises BadInput where it is taken or empty."""
        found, wanted = self.get(name), one_line(new)
        if not wanted:
            raise BadInput("a set needs a name")
        if any(one.name == wanted and one.id != found.id for one in self.all()):
            raise BadInput(f"there is a set “{wanted}” already")
        with self.act("change set") as work:
            work.update(transcript_set, found.id, name=wanted)

    def delete(self, name: str) -> None:
        """Take a set away; the transcripts stay."""
        found = self.get(name)
        with self.act("delete set") as work:
            work.delete(transcript_set_member, sets.member_ids(self.database, set_id=found.id))
            work.delete(transcript_set, [found.id])

    def names_in(self, name: str) -> tuple[str, ...]:
        """Names of the transcripts in a set, in the order of the study; perhaps none."""
        found, known = self.get(name), self.project.transcripts.names()
        if not found.conditions:
            return tuple(one for one, key in known.items() if key in found.transcripts)
        facts = [self._facts(each) for each in found.conditions]
        return tuple(
            one
            for one, key in known.items()
            if all(
                each.holds(fact.get(key, ()))
                for each, fact in zip(found.conditions, facts, strict=True)
            )
        )

    def chosen(self, names: Sequence[str], transcripts: Sequence[str] = ()) -> tuple[str, ...]:
        """Transcripts of some sets and those named beside them, each once, in the study's order.

        Without any names there is no choice, which means all. Raises BadInput for a set that
        holds nothing.
        """
        if not names:
            return tuple(transcripts)
        found = set(transcripts)
        self.transcript_ids(list(transcripts))
        for name in names:
            held = self.names_in(name)
            if not held:
                raise BadInput(f"the set “{name}” holds no transcript")
            found.update(held)
        return tuple(one for one in self.project.transcripts.names() if one in found)

    def described(self, names: Sequence[str]) -> dict[str, str]:
        """What each set is, in words: for recipes and lists."""
        found = {}
        for name in names:
            one = self.get(name)
            told = " and ".join(map(str, one.conditions))
            found[one.name] = told or "transcripts chosen one by one"
        return found

    def _condition(self, text: str) -> Condition:
        try:
            made = condition(text)
        except ValueError as error:
            raise BadInput(str(error)) from None
        self._facts(made)
        return made

    def _facts(self, one: Condition) -> dict[str, tuple[str, ...]]:
        """The values that count for a condition, by transcript id; BadInput where none can."""
        name = one.name.casefold()
        if name == _KIND:
            return {info.id: (info.kind.value,) for info in self.project.transcripts.all()}
        for subject in (Subject.TRANSCRIPT, Subject.PARTICIPANT):
            names = [each.name for each in people.attributes(self.database, subject)]
            if held := [each for each in names if each.casefold() == name]:
                return self._values(subject, held[0])
        raise BadInput(f"there is no attribute “{one.name}” of groups or people in the study")

    def _values(self, subject: Subject, name: str) -> dict[str, tuple[str, ...]]:
        values = people.values(self.database, subject)
        if subject is Subject.TRANSCRIPT:
            return {key: (held[name],) for key, held in values.items() if name in held}
        found: dict[str, tuple[str, ...]] = {}
        for label in self.project.speakers.all():
            value = values.get(label.participant_id or "", {}).get(name)
            if value is not None:
                found[label.transcript_id] = (*found.get(label.transcript_id, ()), value)
        return found

    def _write(self, work: Action, made: TranscriptSet, present: TranscriptSet | None) -> None:
        told = [str(one) for one in made.conditions]
        if present is None:
            row = {"id": made.id, "name": made.name, "conditions": told}
            work.insert(transcript_set, row)
        else:
            work.update(transcript_set, made.id, conditions=told)
            if made.transcripts == present.transcripts:
                return
            work.delete(transcript_set_member, sets.member_ids(self.database, set_id=made.id))
        for key in made.transcripts:
            row = {"id": new_id(), "set_id": made.id, "transcript_id": key}
            work.insert(transcript_set_member, row)
