"""Question by participant (T9): who answered what, in which order, how much; silence is a cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
from qualcode.domain.guide import questions_of
from qualcode.domain.tables import Cell, Filters, Table
from qualcode.domain.text import count_words
from qualcode.domain.transcripts import Role, Transcript, Turn

SHOWN = ("agree", "dissent", "statement_for", "statement_against")

COLUMNS = (
    "transcript",
    "question",
    "question_text",
    "asked",
    "participant",
    "order",
    "turns",
    "words",
    *SHOWN,
    "no_answer",
)

Stances = Mapping[str, set[str] | None]


def questions_table(corpus: Corpus, filters: Filters, group: GroupData) -> Table:
    """One row per transcript, question of the guide and participant.

    Where a question was not asked the figures are empty; where it was, silence is 0 turns.
    Raises BadInput for names that the study does not have.
    """
    scope = scope_of(corpus, filters)
    spans = spans_in(corpus, scope)
    stances = stance_turns(scope, spans, SHOWN)
    known = {one.id: one for one in group.participants}
    rows: list[tuple[Cell, ...]] = []
    for one in scope.transcripts:
        people = [each for each in people_in(one, known) if each.role is Role.PARTICIPANT]
        said = said_under(one, people)
        asked = {turn.question for turn in one.turns if turn.question}
        for question in group.questions:
            head = (one.name, question.key, question.text)
            answers = [said.get((question.key, each.key), []) for each in people]
            if question.key in asked:
                rows += _answered(head, people, answers, stances)
            else:
                empty = (None,) * (len(COLUMNS) - len(head) - 2)
                rows += [(*head, False, each.name, *empty) for each in people]
    made = recipe_of("questions", scope, spans, filters)
    return Table("questions", COLUMNS, rows, made | {"group_data_hash": group_hash(scope, group)})


def said_under(one: Transcript, people: Sequence[Person]) -> dict[tuple[str, str], list[Turn]]:
    """The turns of each person (key) under each question (key), in order."""
    voices = {speaker: each.key for each in people for speaker in each.speakers}
    found: dict[tuple[str, str], list[Turn]] = {}
    for turn, question in zip(one.turns, questions_of(one), strict=True):
        key = voices.get(turn.speaker_id or "")
        if key is not None and question is not None:
            found.setdefault((question, key), []).append(turn)
    return found


def _answered(
    head: tuple[Cell, ...],
    people: Sequence[Person],
    answers: Sequence[Sequence[Turn]],
    stances: Stances,
) -> list[tuple[Cell, ...]]:
    """The rows of a question that was asked; the first to speak has order 1."""
    begun = sorted(turns[0].sequence for turns in answers if turns)
    rows: list[tuple[Cell, ...]] = []
    for person, turns in zip(people, answers, strict=True):
        order = begun.index(turns[0].sequence) + 1 if turns else None
        words = sum(count_words(turn.text) for turn in turns)
        marked = [_marked(turns, stances[name]) for name in SHOWN]
        rows.append((*head, True, person.name, order, len(turns), words, *marked, not turns))
    return rows


def _marked(turns: Sequence[Turn], coded: set[str] | None) -> int | None:
    return None if coded is None else sum(turn.id in coded for turn in turns)
