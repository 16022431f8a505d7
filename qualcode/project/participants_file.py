"""People, or groups, from a CSV or XLSX file: matched by name, all rows or none, one action."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.domain.attributes import Attribute, AttributeType, Subject, guess_type, normal
from qualcode.domain.errors import BadInput
from qualcode.domain.ids import new_id
from qualcode.domain.transcripts import Role
from qualcode.formats.read.people_table import PeopleTable, read_people
from qualcode.project.actions import Action
from qualcode.project.files import file_bytes
from qualcode.project.participants import put_value, tie_within
from qualcode.project.participants_columns import Columns, columns_of, find, group_columns
from qualcode.store import people
from qualcode.store.schema import participant
from qualcode.store.transcripts import SpeakerInfo

if TYPE_CHECKING:
    from qualcode.project.project import Project

_GENERIC = re.compile(
    r"(?:[a-z]|speaker|participant|respondent|person|teilnehmer\w*|voice|caller|guest|user)?"
    r"[ _.-]*\d+|[a-z]|[mfw]\w?\d*"
)
"""Labels (folded) that mean somebody else in each transcript."""

_TOLD = 10
"""Errors that are told at once."""


@dataclass(frozen=True, slots=True)
class ParticipantsImport:
    """What a file brought: names, ties as (transcript, label, name), types of its columns.

    Unmatched rows are (line, name): people without a label stay in the study, groups that are
    not there are left out. Unmatched speakers are (transcript, label).
    """

    created: tuple[str, ...]
    known: tuple[str, ...]
    tied: tuple[tuple[str, str, str], ...]
    types: Mapping[str, AttributeType]
    values: int
    unmatched_rows: tuple[tuple[int, str], ...]
    unmatched_speakers: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]


def import_people(
    project: Project,
    path: Path,
    key: str | None,
    *,
    subject: Subject,
    types: Mapping[str, AttributeType],
    dry_run: bool,
) -> ParticipantsImport:
    """Take every row of a file, or none; with ``dry_run`` only say what it would bring.

    Rows are matched by pseudonym or label. Empty cells leave what is known as it is. Raises
    BadInput with the lines that are wrong. A verified snapshot is taken first.
    """
    table = read_people(file_bytes(path), path.name)
    made = _People if subject is Subject.PARTICIPANT else _Groups
    plan = made(project, table, path.name, key, types)
    for line, cells in table.rows:
        plan.take(line, cells)
    plan.check()
    result = plan.result()
    if not dry_run:
        project.snapshot("before-participant-import")
        kind = f"import {'participants' if subject is Subject.PARTICIPANT else 'groups'}"
        with project.actions.action(project.coder, kind, rows=len(table.rows)) as work:
            plan.write(work)
        project.transcripts.clear()
    return result


def fold(text: str) -> str:
    """A name as it is compared: case, spaces and marks at its end do not matter."""
    return " ".join(text.casefold().split()).rstrip(" .:")


@dataclass(slots=True)
class _Owner:
    """A participant or a transcript with what the file says of them."""

    id: str
    name: str
    line: int
    is_new: bool = False
    values: dict[str, str] = field(default_factory=dict)


class _Groups:
    """Rows about transcripts; what is common to both kinds of rows."""

    subject = Subject.TRANSCRIPT

    def __init__(
        self,
        project: Project,
        table: PeopleTable,
        file_name: str,
        key: str | None,
        types: Mapping[str, AttributeType],
    ) -> None:
        self.project = project
        self.file_name = file_name
        self.owners: dict[str, _Owner] = {}
        self.unmatched: list[tuple[int, str]] = []
        self.problems = list(table.problems)
        self.errors: list[tuple[int, str]] = []
        self.names = {fold(name): key for name, key in project.transcripts.names().items()}
        self.columns = self._columns(table, key)
        self.present = {
            one.name.casefold(): one for one in people.attributes(project.database, self.subject)
        }
        self.types = self._types(table, types)

    def _columns(self, table: PeopleTable, key: str | None) -> Columns:
        return group_columns(table.header, key, self.file_name)

    def _types(
        self, table: PeopleTable, given: Mapping[str, AttributeType]
    ) -> dict[str, AttributeType]:
        """Type of each column that holds anything: as stored, as given, else as guessed."""
        wanted = {table.header[find(table.header, n, self.file_name)]: k for n, k in given.items()}
        found: dict[str, AttributeType] = {}
        for name, at in self.columns.attributes.items():
            values = [cells[at] for _, cells in table.rows]
            stored = self.present.get(name.casefold())
            if stored is not None:
                found[name] = stored.type
                if wanted.get(name, stored.type) is not stored.type:
                    raise BadInput(f"“{name}” is a {stored.type.value} in the study already")
            elif any(values):
                found[name] = wanted.get(name) or guess_type(values)
            else:
                self.problems.append(f"the column “{name}” is empty and was left out")
        return found

    def take(self, line: int, cells: list[str]) -> None:
        """Plan one row, or note why it is wrong."""
        name = self.columns.name(cells)
        if not name:
            self.errors.append((line, "the row names nobody"))
            return
        try:
            owner = self._owner(line, name, cells)
        except BadInput as error:
            self.errors.append((line, str(error)))
            return
        if owner is not None:
            self._fill(line, owner, cells)

    def _owner(self, line: int, name: str, cells: list[str]) -> _Owner | None:  # noqa: ARG002
        key = self.names.get(fold(name))
        if key is None:
            self.unmatched.append((line, name))
            return None
        if key in self.owners:
            raise BadInput(f"“{name}” stands in line {self.owners[key].line} already")
        return self.owners.setdefault(key, _Owner(key, name, line))

    def _fill(self, line: int, owner: _Owner, cells: list[str]) -> None:
        for name, kind in self.types.items():
            cell = cells[self.columns.attributes[name]]
            if not cell:
                continue
            try:
                value = normal(cell, kind)
            except ValueError as error:
                self.errors.append((line, f"{name}: {error}"))
                continue
            if owner.values.setdefault(name, value) != value:
                before = f"line {owner.line} says “{owner.values[name]}”"
                self.errors.append((line, f"{name} of “{owner.name}” is “{value}”, but {before}"))

    def check(self) -> None:
        """Raise BadInput with all that is wrong, line by line."""
        if self.errors:
            told = [f"line {line}: {why}" for line, why in self.errors[:_TOLD]]
            more = len(self.errors) - len(told)
            rest = [f"and {more} more"] if more else []
            raise BadInput(f"{self.file_name}: nothing was taken; {'; '.join([*told, *rest])}")

    def result(self) -> ParticipantsImport:
        """What the plan will bring."""
        owners = self.owners.values()
        return ParticipantsImport(
            created=tuple(one.name for one in owners if one.is_new),
            known=tuple(one.name for one in owners if not one.is_new),
            tied=(),
            types=self.types,
            values=sum(len(one.values) for one in owners),
            unmatched_rows=tuple(self.unmatched),
            unmatched_speakers=(),
            problems=tuple(self.problems),
        )

    def write(self, work: Action) -> None:
        """Write attributes and values of what was planned."""
        room, known = self.project.participants, dict(self.present)
        rows = people.value_ids(self.project.database, self.subject, self.owners)
        attributes: dict[str, Attribute] = {}
        for name, kind in self.types.items():
            stored = known.get(name.casefold())
            attributes[name] = stored or room.add_within(work, name, kind, self.subject)
        for owner in self.owners.values():
            for name, value in owner.values.items():
                one = attributes[name]
                put_value(work, one, owner.id, value, rows.get((one.id, owner.id)))


class _People(_Groups):
    """Rows about people: found by pseudonym or label, made where they are not known."""

    subject = Subject.PARTICIPANT

    def __init__(self, project: Project, *given: object) -> None:
        self.labels: dict[str, list[SpeakerInfo]] = {}
        self.everyone = project.speakers.all()
        for one in self.everyone:
            self.labels.setdefault(fold(one.label), []).append(one)
        self.pseudonyms: dict[str, _Owner] = {}
        self.by_id: dict[str, _Owner] = {}
        for known in people.participants(project.database):
            owner = _Owner(known.id, known.pseudonym, 0)
            self.pseudonyms[fold(known.pseudonym)] = self.by_id[known.id] = owner
        self.ties: dict[str, tuple[SpeakerInfo, _Owner]] = {}
        self.absent: set[tuple[int, str]] = set()
        super().__init__(project, *given)  # type: ignore[arg-type]

    def _columns(self, table: PeopleTable, key: str | None) -> Columns:
        rows = [cells for _, cells in table.rows]
        return columns_of(table.header, rows, key, self.names, self.file_name)

    def _owner(self, line: int, name: str, cells: list[str]) -> _Owner:
        said, places = self.columns.said(cells), self.columns.places(cells)
        found = self._labelled(line, said, places)
        if not found and said != name:
            found = self._labelled(line, name, places)
        # A row that gives a name beside the label means the one of that name and no other.
        owner = self._person(line, name, found if name == said else [])
        owner.line = owner.line or line
        self.owners[owner.id] = owner
        for one in found:
            self._tie(one, owner)
        return owner

    def _person(self, line: int, name: str, found: list[SpeakerInfo]) -> _Owner:
        """The participant of that name, else the one behind these labels, else somebody new."""
        behind = {one.participant_id for one in found if one.participant_id}
        owner = self.pseudonyms.get(fold(name))
        if owner is None and len(behind) == 1:
            owner = self.by_id[behind.pop()]
        if owner is None:
            owner = _Owner(new_id(), name, line, is_new=True)
            self.pseudonyms[fold(name)] = self.by_id[owner.id] = owner
        return owner

    def _labelled(self, line: int, label: str, places: list[str]) -> list[SpeakerInfo]:
        """The labels that a row means; none where it could mean several people."""
        found = self.labels.get(fold(label), [])
        if places:
            for place in places:
                if fold(place) not in self.names and (line, place) not in self.absent:
                    self.absent.add((line, place))
                    self.problems.append(f"line {line}: there is no transcript “{place}”")
            wanted = {self.names.get(fold(place)) for place in places}
            return [one for one in found if one.transcript_id in wanted]
        if len({one.transcript for one in found}) > 1 and _GENERIC.fullmatch(fold(label)):
            where = ", ".join(one.transcript for one in found)
            self.problems.append(
                f"line {line}: “{label}” speaks in {where}: a column “transcript” must say in which"
            )
            return []
        return found

    def _tie(self, one: SpeakerInfo, owner: _Owner) -> None:
        other = self.ties.get(one.id, (one, self.by_id.get(one.participant_id or "", owner)))[1]
        if other is not owner:
            raise BadInput(f"“{one.label}” of {one.transcript} is “{other.name}” already")
        self.ties[one.id] = (one, owner)

    def result(self) -> ParticipantsImport:
        """What the plan will bring, with labels that nobody in the file stands behind."""
        found = super().result()
        tied = [(one, owner) for one, owner in self.ties.values() if not one.participant_id]
        heard = {owner.id for _, owner in self.ties.values()}
        heard |= {one.participant_id for one in self.everyone if one.participant_id}
        silent = [one for one in self.owners.values() if one.id not in heard]
        alone = [
            one
            for one in self.everyone
            if one.role in (Role.PARTICIPANT, Role.UNKNOWN)
            and not one.participant_id
            and one.id not in self.ties
        ]
        return ParticipantsImport(
            found.created,
            found.known,
            tuple((one.transcript, one.label, owner.name) for one, owner in tied),
            found.types,
            found.values,
            tuple((one.line, one.name) for one in silent),
            tuple((one.transcript, one.label) for one in alone),
            found.problems,
        )

    def write(self, work: Action) -> None:
        """Write the people, their labels and their values."""
        for owner in self.owners.values():
            if owner.is_new:
                row = {"id": owner.id, "pseudonym": owner.name, "consent": ""}
                work.insert(participant, row)
        for one, owner in self.ties.values():
            tie_within(work, one, owner.id)
        super().write(work)
