"""Who speaks where, and the ways in which voices are put together: people, groups, attributes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from qualcode.domain.errors import BadInput
from qualcode.domain.transcripts import Role
from qualcode.store.database import Database
from qualcode.store.passages import AttributeRow, VoiceRow, attributes, voices

SPEAKER = "speaker"
GROUP = "group"
ROLE = "role"
PARTICIPANT = "participant"
TRANSCRIPT = "transcript"
NO_VALUE = ""
"""Key of the voices without a value of an attribute."""

Voice = tuple[str, str]
"""Transcript id and speaker id ("" for turns without a speaker)."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: key, title, what tells it from others of this title, voices, whether people."""

    key: str
    title: str
    remark: str
    voices: frozenset[Voice]


class Cast:
    """All voices of the study and the attributes of people and transcripts (four queries)."""

    def __init__(self, database: Database) -> None:
        """Read them."""
        self.rows = tuple(voices(database))
        self.by_voice = {(row.transcript_id, row.speaker_id): row for row in self.rows}
        self._values: dict[str, dict[str, AttributeRow]] = {}
        for value in attributes(database):
            by = f"{value.subject}:{value.name}"
            self._values.setdefault(by, {})[value.owner] = value

    @property
    def ways(self) -> tuple[str, ...]:
        """How voices can be put together: speaker, group, role, "participant:size" ..."""
        return (SPEAKER, GROUP, ROLE, *self._values)

    def person(self, row: VoiceRow) -> str | None:
        """The participant where known, else the label; None for several people and for nobody."""
        if row.role is Role.SEVERAL or not row.speaker_id:
            return None
        return row.participant_id or row.speaker_id

    def key(self, row: VoiceRow, by: str) -> str:
        """The key under which a voice is put."""
        if by == GROUP:
            return row.transcript_id
        if by == ROLE:
            return row.role.value
        if by == SPEAKER:
            return self.person(row) or row.speaker_id or f"{row.transcript_id}:"
        value = self._value(row, by)
        return value.value if value else NO_VALUE

    def headings(self, by: str, *, counted: bool = True) -> list[Heading]:
        """The columns of a way in order; BadInput for an unknown way.

        ``counted`` leaves out moderator, assistant and interpreter.
        """
        if by not in self.ways:
            raise BadInput(f"there is no attribute “{by}” in the study")
        found: dict[str, list[VoiceRow]] = {}
        for row in self.rows:
            if row.role.counts or not counted:
                found.setdefault(self.key(row, by), []).append(row)
        made = [self._heading(key, by, rows) for key, rows in self._ordered(found, by)]
        return _told_apart(made) if by == SPEAKER else made

    def voices_of(self, by: str, key: str, *, counted: bool = True) -> frozenset[Voice]:
        """The voices under a key; none where there is no such key."""
        return frozenset(
            (row.transcript_id, row.speaker_id)
            for row in self.rows
            if (row.role.counts or not counted) and self.key(row, by) == key
        )

    def _value(self, row: VoiceRow, by: str) -> AttributeRow | None:
        of_people = by.startswith(f"{PARTICIPANT}:")
        owner = row.participant_id if of_people else row.transcript_id
        return self._values.get(by, {}).get(owner or "")

    def _ordered(
        self, found: dict[str, list[VoiceRow]], by: str
    ) -> Iterable[tuple[str, list[VoiceRow]]]:
        if by == GROUP:
            order = {row.transcript_id: at for at, row in enumerate(_by_study(self.rows))}
            return sorted(found.items(), key=lambda item: order[item[0]])
        if by == ROLE:
            roles = [role.value for role in Role]
            return sorted(found.items(), key=lambda item: roles.index(item[0]))
        if by == SPEAKER:
            return found.items()
        types = {value.type for value in self._values[by].values()}
        return sorted(found.items(), key=lambda item: _rank(item[0], "number" in types))

    def _heading(self, key: str, by: str, rows: list[VoiceRow]) -> Heading:
        first = rows[0]
        titles = {
            SPEAKER: first.pseudonym or first.label or "no speaker",
            GROUP: first.transcript,
            ROLE: key,
        }
        places = dict.fromkeys(row.transcript for row in rows)
        remark = "" if by != SPEAKER else ", ".join(places)
        everyone = frozenset((row.transcript_id, row.speaker_id) for row in rows)
        return Heading(key, titles.get(by, key or "no value"), remark, everyone)


def way_title(by: str) -> str:
    """A way of putting voices together, in words."""
    subject, _, name = by.partition(":")
    plain = {SPEAKER: "speakers", GROUP: "groups", ROLE: "roles"}
    return plain.get(subject) or f"{name} ({'people' if subject == PARTICIPANT else 'groups'})"


def _by_study(rows: Iterable[VoiceRow]) -> list[VoiceRow]:
    return list({row.transcript_id: row for row in rows}.values())


def _told_apart(made: list[Heading]) -> list[Heading]:
    """Headings whose remark says the transcript only where the title stands twice."""
    times = Counter(one.title for one in made)
    return [
        one if times[one.title] > 1 else Heading(one.key, one.title, "", one.voices) for one in made
    ]


def _rank(value: str, number: bool) -> tuple[bool, float, str]:
    """Values in order, numbers by size, what has no value last."""
    try:
        size = float(value) if number else 0.0
    except ValueError:
        size = float("inf")
    return (value == NO_VALUE, size, value.casefold())
