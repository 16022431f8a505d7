"""Who answers whom (T10): a matrix of replies per transcript, and how many go to the moderator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from qualcode.analysis.group_data import (
    GroupData,
    Person,
    group_hash,
    people_in,
    stance_turns,
)
from qualcode.analysis.recipes import recipe_of
from qualcode.analysis.scope import scope_of, spans_in
from qualcode.domain.corpus import Corpus
from qualcode.domain.replies import replies_of
from qualcode.domain.tables import Cell, Filters, Table
from qualcode.domain.transcripts import Role, Transcript

SHOWN = ("agree", "build", "dissent", "challenge")

HEAD = ("transcript", "speaker", "role", "replies", "to_moderator", "share_to_moderator", *SHOWN)

EVERYONE = "all participants"
"""Speaker of the last row of each transcript: the sum over those whose text counts."""

Stances = Mapping[str, set[str] | None]


class Answer(NamedTuple):
    """A turn and the one it answers, by index, with who speaks them."""

    turn: int
    target: int
    speaker: Person
    answered: Person


@dataclass(slots=True)
class _Sum:
    """Replies of one person, by the key of whom they answer, and by stance."""

    to: Counter[str] = field(default_factory=Counter)
    moderator: int = 0
    stances: Counter[str] = field(default_factory=Counter)


def replies_table(corpus: Corpus, filters: Filters, group: GroupData) -> Table:
    """One row per transcript and speaker, one column per name that is answered anywhere.

    A cell is empty where nobody of that name is in the transcript. Raises BadInput for names
    that the study does not have.
    """
    scope = scope_of(corpus, filters)
    spans = spans_in(corpus, scope)
    stances = stance_turns(scope, spans, SHOWN)
    known = {one.id: one for one in group.participants}
    casts = [people_in(one, known) for one in scope.transcripts]
    names = list(dict.fromkeys(person.name for cast in casts for person in cast))
    rows: list[tuple[Cell, ...]] = []
    for one, cast in zip(scope.transcripts, casts, strict=True):
        sums = _summed(one, cast, stances)
        for person in cast:
            rows.append(_row(one.name, person, sums[person.key], cast, names, stances))
        if cast:
            whole = _whole([sums[person.key] for person in cast if person.role.counts])
            everyone = Person("", EVERYONE, Role.PARTICIPANT, ())
            rows.append(_row(one.name, everyone, whole, cast, names, stances))
    made = recipe_of("replies", scope, spans, filters)
    columns = (*HEAD, *(f"to {name}" for name in names))
    return Table("replies", columns, rows, made | {"group_data_hash": group_hash(scope, group)})


def answers(one: Transcript, cast: Sequence[Person]) -> list[Answer]:
    """The turns of a transcript that answer somebody of its cast, in order."""
    voices = {speaker: person for person in cast for speaker in person.speakers}
    found = []
    for at, target in enumerate(replies_of(one)):
        speaker = voices.get(one.turns[at].speaker_id or "")
        answered = None if target is None else voices.get(one.turns[target].speaker_id or "")
        if target is not None and speaker is not None and answered is not None:
            found.append(Answer(at, target, speaker, answered))
    return found


def _summed(one: Transcript, cast: Sequence[Person], stances: Stances) -> dict[str, _Sum]:
    found = {person.key: _Sum() for person in cast}
    for each in answers(one, cast):
        mine = found[each.speaker.key]
        mine.to[each.answered.key] += 1
        mine.moderator += each.answered.role is Role.MODERATOR
        for stance, coded in stances.items():
            mine.stances[stance] += one.turns[each.turn].id in (coded or ())
    return found


def _whole(sums: Sequence[_Sum]) -> _Sum:
    whole = _Sum()
    for one in sums:
        whole.to += one.to
        whole.moderator += one.moderator
        whole.stances += one.stances
    return whole


def _row(
    transcript: str,
    person: Person,
    total: _Sum,
    cast: Sequence[Person],
    names: Sequence[str],
    stances: Stances,
) -> tuple[Cell, ...]:
    replies = total.to.total()
    share = total.moderator / replies if replies and person.role.counts else None
    marked = [None if stances[name] is None else total.stances[name] for name in SHOWN]
    cells: dict[str, int] = {}
    for other in cast:
        cells[other.name] = cells.get(other.name, 0) + total.to[other.key]
    role = person.role.value if person.key else ""
    head = (transcript, person.name, role, replies, total.moderator, share, *marked)
    return (*head, *(cells.get(name) for name in names))
