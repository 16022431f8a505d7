"""The tables of the group on the screen: the present coder's figures, and what stands behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from qualcode.analysis import (
    GroupData,
    corpus_table,
    participants_table,
    questions_table,
    replies_table,
)
from qualcode.analysis.group_data import STANCES, Person, people_in, stance_turns
from qualcode.analysis.group_questions import said_under
from qualcode.analysis.group_replies import SHOWN, Answer, answers
from qualcode.analysis.scope import scope_of, spans_in
from qualcode.domain.corpus import Corpus
from qualcode.domain.spans import Span
from qualcode.domain.tables import Filters, Table
from qualcode.domain.transcripts import Role, Transcript
from qualcode.project.room import Room
from qualcode.store import coders, segments, transcripts

TO = "to "
"""What the column of replies to somebody begins with."""


class GroupTable(StrEnum):
    """The tables, by the names that they have on the command line."""

    CORPUS = "corpus"
    PARTICIPANTS = "participants"
    QUESTIONS = "questions"
    REPLIES = "replies"


MAKERS: dict[GroupTable, Callable[[Corpus, Filters, GroupData], Table]] = {
    GroupTable.CORPUS: corpus_table,
    GroupTable.PARTICIPANTS: participants_table,
    GroupTable.QUESTIONS: questions_table,
    GroupTable.REPLIES: replies_table,
}


@dataclass(frozen=True, slots=True)
class Behind:
    """A turn (number from 1) behind a figure; ``answers`` is the turn that it answers, if any."""

    transcript_id: str
    turn: int
    span: Span
    speaker: str
    text: str
    answers: int | None = None
    answered: str = ""


@dataclass(frozen=True, eq=False)
class Material:
    """What the tables of one state of the study are made of: spans of the present coder only."""

    corpus: Corpus
    group: GroupData

    @cached_property
    def transcripts(self) -> dict[str, Transcript]:
        """The transcripts by name."""
        return {one.name: one for one in self.corpus.transcripts}

    def cast(self, name: str) -> list[Person]:
        """Everyone in a transcript (name), in the order of the rows of replies."""
        known = {one.id: one for one in self.group.participants}
        return people_in(self.transcripts[name], known)

    def participants(self, name: str) -> list[Person]:
        """Those who have the role of a participant, in the order of the rows of questions."""
        return [one for one in self.cast(name) if one.role is Role.PARTICIPANT]

    def said(self, name: str, question: str, at: int, stance: str = "") -> list[Behind]:
        """What the participant of a row said to a question; with a stance what was coded so."""
        one, people = self.transcripts[name], self.participants(name)
        found = said_under(one, people).get((question, people[at].key), [])
        coded = self._coded(stance)
        return [
            _behind(one, one.turn_index[turn.id])
            for turn in found
            if coded is None or turn.id in coded
        ]

    def answers(self, name: str, at: int, column: str) -> list[Behind]:
        """The answers behind a cell of replies: row of the cast (its length: all), column."""
        one, cast = self.transcripts[name], self.cast(name)
        coded = self._coded(column if column in SHOWN else "")
        return [
            _behind(one, each.turn, each.target)
            for each in answers(one, cast)
            if _in_row(each, cast, at)
            and _in_column(each, column)
            and (coded is None or one.turns[each.turn].id in coded)
        ]

    def _coded(self, stance: str) -> set[str] | None:
        """Ids of the turns with a stance; None where none is asked for."""
        return self._stances[stance] or set() if stance else None

    @cached_property
    def _stances(self) -> dict[str, set[str] | None]:
        scope = scope_of(self.corpus, Filters())
        return stance_turns(scope, spans_in(self.corpus, scope), tuple(STANCES))


class GroupRoom(Room):
    """Tables as ``tables`` makes them for the present coder, from material that is read once."""

    def read(self) -> Material:
        """Read all that the tables are made of."""
        loaded = tuple(transcripts.load_many(self.database))
        own = segments.spans(self.database, loaded, self.coder.id)
        people = tuple(coders.everyone(self.database))
        if self.coder.id not in {one.id for one in people}:
            people = (*people, self.coder)
        book = self.project.codebook.current()
        return Material(Corpus(loaded, book, people, own), self.project.tables.group_data())

    def table(
        self,
        which: GroupTable,
        material: Material,
        *,
        transcripts: Sequence[str] = (),
        sets: Sequence[str] = (),
    ) -> Table:
        """The table of the named transcripts and sets (none: of all), of the present coder.

        Raises BadInput as every table.
        """
        filters = Filters((self.coder.name,), transcripts=tuple(transcripts), sets=tuple(sets))
        made: Table = self.project.tables.finished(
            lambda chosen: MAKERS[which](material.corpus, chosen, material.group), filters
        )
        return made

    def would_replace(self, target: Path) -> bool:
        """Whether an export would replace a file; raises BadInput where it cannot be written."""
        from qualcode.formats.write.tables import check_target

        return check_target(target, self.project.path)

    def export(self, table: Table, target: Path) -> tuple[str, ...]:
        """Write a table, with its recipe beside it; notes on cells that could not be kept.

        Raises BadInput and Refused as every export.
        """
        from qualcode.formats.write.tables import write_table

        return write_table(table, target).notes


def _in_row(one: Answer, cast: Sequence[Person], at: int) -> bool:
    return one.speaker.role.counts if at == len(cast) else one.speaker.key == cast[at].key


def _in_column(one: Answer, column: str) -> bool:
    if column in ("to_moderator", "share_to_moderator"):
        return one.answered.role is Role.MODERATOR
    return not column.startswith(TO) or one.answered.name == column.removeprefix(TO)


def _behind(one: Transcript, at: int, target: int | None = None) -> Behind:
    turn, start = one.turns[at], one.positions.starts[at]
    span = Span(start, start + len(turn.text))
    answered = "" if target is None else _label(one, target)
    number = None if target is None else target + 1
    return Behind(one.id, at + 1, span, _label(one, at), turn.text, number, answered)


def _label(one: Transcript, at: int) -> str:
    speaker = one.speaker_of(one.turns[at])
    return speaker.label if speaker else ""
