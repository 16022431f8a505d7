"""Participants: who took part, with typed attributes, and which labels they stand behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.domain.attributes import Attribute, AttributeType, Subject, guess_type, normal
from qualcode.domain.errors import BadInput
from qualcode.domain.ids import new_id
from qualcode.domain.people import Participant
from qualcode.domain.text import one_line
from qualcode.domain.transcripts import Role, Transcript
from qualcode.project.actions import Action
from qualcode.project.room import Room
from qualcode.store import people
from qualcode.store.schema import attribute, attribute_value, participant, speaker
from qualcode.store.transcripts import SpeakerInfo

if TYPE_CHECKING:
    from qualcode.project.participants_file import ParticipantsImport
    from qualcode.project.project import Project


class ParticipantRoom(Room):
    """The people of the study, and the attributes of people and of transcripts."""

    def all(self) -> list[Participant]:
        """Everyone who took part, by pseudonym."""
        return people.participants(self.database)

    def get(self, name_or_id: str) -> Participant:
        """One participant by pseudonym or id; raises BadInput where there is none."""
        wanted = one_line(name_or_id)
        for one in self.all():
            if wanted in (one.pseudonym, one.id):
                return one
        raise BadInput(f"there is no participant “{wanted}” in the study")

    def speakers(self) -> dict[str, list[SpeakerInfo]]:
        """The labels behind which each participant stands, by participant id."""
        found: dict[str, list[SpeakerInfo]] = {}
        for one in self.project.speakers.all():
            if one.participant_id:
                found.setdefault(one.participant_id, []).append(one)
        return found

    def attributes(self, subject: Subject = Subject.PARTICIPANT) -> list[Attribute]:
        """The attributes of people, or of transcripts, in order."""
        return people.attributes(self.database, subject)

    def of_transcripts(self) -> people.Values:
        """The attributes of each transcript by its id: value by name."""
        return people.values(self.database, Subject.TRANSCRIPT)

    def create(self, pseudonym: str) -> Participant:
        """Add somebody; raises BadInput where the pseudonym is empty or taken."""
        made = Participant(new_id(), self._free(pseudonym))
        with self.act("create participant", participant=made.id) as work:
            work.insert(participant, {"id": made.id, "pseudonym": made.pseudonym, "consent": ""})
        return made

    def rename(self, name: str, new: str) -> None:
        """Give somebody another pseudonym; raises BadInput where it is empty or taken."""
        found = self.get(name)
        wanted = self._free(new, found.id)
        with self.act("rename participant", participant=found.id) as work:
            work.update(participant, found.id, pseudonym=wanted)

    def delete(self, name: str) -> None:
        """Take somebody out, with their attributes; their labels stay, tied to nobody."""
        found = self.get(name)
        tied = self.speakers().get(found.id, [])
        ids = people.value_ids(self.database, Subject.PARTICIPANT, [found.id])
        with self.act("delete participant", participant=found.id) as work:
            for one in tied:
                work.update(speaker, one.id, participant_id=None)
            work.delete(attribute_value, ids.values())
            work.delete(participant, [found.id])
        self.project.transcripts.clear()

    def tie(self, label: str, name: str | None, transcript: str | None = None) -> int:
        """Say who stands behind a label (None: nobody known); the number of labels changed.

        Without a transcript the label is meant wherever it stands. A label of unknown role
        becomes a participant's. Raises BadInput for names that are not there.
        """
        chosen = [one for one in self.project.speakers.all(transcript) if one.label == label]
        if not chosen:
            where = f" in {transcript}" if transcript else ""
            raise BadInput(f"there is no speaker “{label}”{where}")
        person = None if name is None else self.get(name).id
        with self.act("tie speaker", speakers=[one.id for one in chosen]) as work:
            changed = sum(tie_within(work, one, person) for one in chosen)
        self.project.transcripts.clear()
        return changed

    def create_tied(self, pseudonym: str, label: str, transcript: str) -> Participant:
        """Add somebody and tie a label of a transcript to them, as one action; see ``tie``."""
        made = Participant(new_id(), self._free(pseudonym))
        chosen = [one for one in self.project.speakers.all(transcript) if one.label == label]
        if not chosen:
            raise BadInput(f"there is no speaker “{label}” in {transcript}")
        with self.act("tie speaker", speakers=[one.id for one in chosen]) as work:
            work.insert(participant, {"id": made.id, "pseudonym": made.pseudonym, "consent": ""})
            for one in chosen:
                tie_within(work, one, made.id)
        self.project.transcripts.clear()
        return made

    def declare(
        self,
        name: str,
        kind: AttributeType,
        *,
        subject: Subject = Subject.PARTICIPANT,
        bands: Sequence[float] = (),
        printed: bool = True,
    ) -> Attribute:
        """Add an attribute, or give one another type, other bands for print, or hide it there.

        Raises BadInput where a stored value is not of the type, or bands do not rise.
        """
        cuts = tuple(float(cut) for cut in bands)
        if list(cuts) != sorted(set(cuts)):
            raise BadInput(f"the bands of “{name}” must rise: {', '.join(map(str, bands))}")
        if cuts and kind is not AttributeType.NUMBER:
            raise BadInput(f"“{name}” is no number: only numbers are printed in bands")
        present = self._attribute(name, subject)
        if present is None:
            with self.act("add attribute", subject=subject.value) as work:
                return self.add_within(work, name, kind, subject, cuts, printed)
        with self.act("change attribute", attribute=present.id) as work:
            self._retype(work, present, kind)
            row = people.attribute_row(replace(present, type=kind, bands=cuts, printed=printed))
            work.update(attribute, present.id, **{k: v for k, v in row.items() if k != "id"})
        return replace(present, type=kind, bands=cuts, printed=printed)

    def set(self, name: str, attribute_name: str, value: str | None) -> None:
        """Set what is known of a participant: None was not asked, "" was not answered.

        An attribute that is not there yet is added with the type of the value. Raises BadInput.
        """
        self._set(Subject.PARTICIPANT, self.get(name).id, attribute_name, value)

    def set_of_transcript(self, transcript: str, attribute_name: str, value: str | None) -> None:
        """Set what is known of a transcript, as ``set`` does of a participant."""
        one = self.project.transcripts.get(transcript)
        self._set(Subject.TRANSCRIPT, one.id, attribute_name, value)

    def import_file(
        self,
        path: Path,
        key: str | None = None,
        *,
        subject: Subject = Subject.PARTICIPANT,
        types: Mapping[str, AttributeType] | None = None,
        dry_run: bool = False,
    ) -> ParticipantsImport:
        """Take people (or groups) from a CSV or XLSX file; see ``participants_file``."""
        from qualcode.project.participants_file import import_people

        return import_people(
            self.project, path, key, subject=subject, types=types or {}, dry_run=dry_run
        )

    def export_file(self, path: Path, subject: Subject = Subject.PARTICIPANT) -> int:
        """Write people (or groups) with their attributes as they are stored; number of rows."""
        from qualcode.project.participants_sheet import export_people

        return export_people(self.project, path, subject)

    def add_within(
        self,
        work: Action,
        name: str,
        kind: AttributeType,
        subject: Subject,
        bands: tuple[float, ...] = (),
        printed: bool = True,
    ) -> Attribute:
        """Add an attribute as part of a larger action."""
        wanted = one_line(name)
        if not wanted:
            raise BadInput("an attribute needs a name")
        sort = people.next_sort(self.database, subject)
        made = Attribute(new_id(), subject, wanted, kind, sort, bands, printed)
        work.insert(attribute, people.attribute_row(made))
        return made

    def _attribute(self, name: str, subject: Subject) -> Attribute | None:
        wanted = one_line(name).casefold()
        found = self.attributes(subject)
        return next((one for one in found if one.name.casefold() == wanted), None)

    def _set(self, subject: Subject, owner: str, name: str, value: str | None) -> None:
        present = self._attribute(name, subject)
        kind = present.type if present else guess_type([value or ""])
        try:
            stored = None if value is None else normal(value, kind)
        except ValueError as error:
            raise BadInput(f"{name}: {error}") from None
        if present is None and stored is None:
            return
        with self.act("set attribute", **{subject.value: owner}) as work:
            one = present or self.add_within(work, name, kind, subject)
            rows = people.value_ids(self.database, subject, [owner])
            put_value(work, one, owner, stored, rows.get((one.id, owner)))

    def _retype(self, work: Action, present: Attribute, kind: AttributeType) -> None:
        """Write the stored values of an attribute as values of another type."""
        if present.type is kind:
            return
        known = people.values(self.database, present.subject)
        rows = people.value_ids(self.database, present.subject, known)
        for owner, values in known.items():
            if present.name in values:
                try:
                    stored = normal(values[present.name], kind)
                except ValueError as error:
                    raise BadInput(f"“{present.name}” cannot be a {kind.value}: {error}") from None
                put_value(work, present, owner, stored, rows[present.id, owner])

    def _free(self, pseudonym: str, own: str = "") -> str:
        wanted = one_line(pseudonym)
        if not wanted:
            raise BadInput("a participant needs a pseudonym")
        for one in self.all():
            if one.pseudonym.casefold() == wanted.casefold() and one.id != own:
                raise BadInput(f"there is a participant “{one.pseudonym}” already")
        return wanted


def tie_within(work: Action, one: SpeakerInfo, person: str | None) -> bool:
    """Tie a label to a participant as part of an action; False where it was so already."""
    role = Role.PARTICIPANT if person and one.role is Role.UNKNOWN else one.role
    return work.update(speaker, one.id, participant_id=person, role=role.value)


def tied(project: Project, work: Action, made: Transcript, ties: Mapping[str, str]) -> Transcript:
    """A transcript about to be stored, with people behind labels, as part of an action.

    ``ties`` gives a pseudonym by label; somebody whom the study does not have is added to it.
    """
    known = {one.pseudonym.casefold(): one.id for one in people.participants(project.database)}
    speakers = []
    for one in made.speakers:
        pseudonym = one_line(ties.get(one.label, ""))
        if pseudonym and pseudonym.casefold() not in known:
            known[pseudonym.casefold()] = new_id()
            row = {"id": known[pseudonym.casefold()], "pseudonym": pseudonym, "consent": ""}
            work.insert(participant, row)
        owner = known.get(pseudonym.casefold(), one.participant_id)
        speakers.append(replace(one, participant_id=owner))
    return replace(made, speakers=tuple(speakers))


def put_value(
    work: Action, one: Attribute, owner: str, value: str | None, row_id: str | None
) -> bool:
    """Write, change or (None) take away a value as part of an action; whether it changed."""
    if value is None:
        if row_id is not None:
            work.delete(attribute_value, [row_id])
        return row_id is not None
    if row_id is not None:
        return work.update(attribute_value, row_id, value=value)
    owners = {f"{subject.value}_id": None for subject in Subject}
    row = owners | {f"{one.subject.value}_id": owner, "attribute_id": one.id, "value": value}
    work.insert(attribute_value, {"id": new_id(), **row})
    return True
