"""Open-answer surveys: a row is a person, a column a question, other columns attributes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from qualcode.domain.transcripts import Kind
from qualcode.formats.read.delimited import Cell
from qualcode.formats.read.original import counted, listed, word_set
from qualcode.formats.read.table import Column, Table, key_of_column
from qualcode.formats.read.table_columns import guess_columns
from qualcode.formats.read.turn_text import TurnText
from qualcode.formats.reading import Reading, ReadPerson, ReadTurn, Scored

_PEOPLE = word_set(
    "case cases respondent respondent_id response_id responseid participant participant_id "
    "person person_id id pid code_name pseudonym name alias nickname subject subject_id user "
    "interviewee teilnehmer teilnehmerin fall befragte teilnehmer_id participante caso encuestado "
    "répondant participant_e token respondentid record_id recordid nr no # participant_code"
)
_NOT_ONLY_PEOPLE = word_set("id nr no # name participant user person code alias token")
_PERSONAL = re.compile(
    r"(?:e_?mail(?:_address|_adresse)?|ip_?(?:address|adresse)?|phone|telephone|telefon"
    r"|recipient\w*|(?:location)?latitude|(?:location)?longitude|(?:first|last)_?name|surname)"
)
_QUESTION = re.compile(r"(?:q|f|p|frage|question|pregunta|item)_?\d{1,3}(?:\D.*)?", re.I)
_MOST_ATTRIBUTE = 200


class _Parts(NamedTuple):
    """The columns of a survey."""

    person: int | None
    answers: list[int]
    attributes: list[int]


def is_survey(table: Table) -> bool:
    """Whether rows are people: none speaks twice, nothing has a time, and answers are prose."""
    parts = guess_columns(table.columns)
    prose = _answers(table.columns)
    if table.head is None or not prose:
        return False
    asks = any(_is_question(column) for column in prose)
    person = _person(table.columns)
    called = person is not None and key_of_column(person.name) in _PEOPLE - _NOT_ONLY_PEOPLE
    if "start" in parts and not (asks or called):
        return False
    if "speaker" in parts and table.columns[parts["speaker"]].distinct < 0.95:
        return False
    text = "text" in parts and table.columns[parts["text"]].is_named("text")
    if person is None:
        return asks and not text
    return called or len(prose) > 1 or not text


def survey_score(table: Table) -> float:
    """How much of the table a survey would explain: named people, halved without, by prose."""
    prose = _answers(table.columns)
    filled = sum(column.filled for column in prose) / max(1, len(prose))
    return round(filled * (1.0 if _person(table.columns) else 0.5), 4)


def _answers(columns: Sequence[Column]) -> list[Column]:
    """Columns of people's own words; a question may have been answered shortly by all."""
    return [
        column
        for column in columns
        if column.filled
        and not _PERSONAL.fullmatch(key_of_column(column.name))
        and (column.prose or (_is_question(column) and _in_words(column)))
    ]


def _is_question(column: Column) -> bool:
    """Whether the heading asks something, or is numbered as questions are."""
    name = column.name
    asks = name.endswith(("?", "？", "…")) or len(name.split()) >= 6
    return asks or bool(_QUESTION.fullmatch(key_of_column(name)))


def _in_words(column: Column) -> bool:
    return column.numeric + column.timed < 0.3 and column.words >= 2 and column.distinct > 0.7


def _person(columns: Sequence[Column]) -> Column | None:
    """The column that names each row's person: called so, filled and different in every row."""
    named = [c for c in columns if key_of_column(c.name) in _PEOPLE and c.words <= 4]
    good = [c for c in named if c.filled > 0.9 and c.distinct > 0.95]
    return good[0] if good else None


def survey_of(table: Table, wanted: Mapping[str, list[int]], empty: Reading) -> Reading:
    """Each answer as a turn of its person with its question; other columns as attributes."""
    parts = _parts(table, wanted)
    heads = [column.name for column in table.columns]
    rows = table.rows
    labels = _labels(table, parts, rows)
    turns = [
        turn
        for row, label in zip(rows, labels, strict=True)
        for column in parts.answers
        if (turn := _answer(table.grid.cell(row, column), label, heads[column]))
    ]
    people: dict[str, ReadPerson] = {}
    for row, label in zip(rows, labels, strict=True):
        values = tuple(
            (heads[c], " ".join(table.grid.said(row, c).split())) for c in parts.attributes
        )
        people.setdefault(label, ReadPerson(label, values))
    return replace(
        empty,
        convention="survey",
        turns=tuple(turns),
        problems=(*empty.problems, *_told(table, parts, heads, labels, len(turns))),
        kind=Kind.ANSWER_SHEET,
        people=tuple(people.values()),
        columns=_columns(table, parts),
        ranking=(Scored("survey", survey_score(table)),),
    )


def _parts(table: Table, wanted: Mapping[str, list[int]]) -> _Parts:
    """What the user named, else guessed; e-mail addresses and the like are no attributes."""
    columns = table.columns
    guessed = _person(columns)
    person = wanted.get("person", wanted.get("speaker", [guessed.index] if guessed else []))
    used = {index for found in wanted.values() for index in found} | set(person)
    answers = wanted.get("answers", wanted.get("text"))
    if answers is None:
        answers = [c.index for c in _answers(columns) if c.index not in used]
    attributes = wanted.get("attributes")
    if attributes is None:
        attributes = [
            c.index
            for c in columns
            if c.index not in {*answers, *used}
            and c.filled
            and not _PERSONAL.fullmatch(key_of_column(c.name))
        ]
    return _Parts(person[0] if person else None, answers, attributes[:_MOST_ATTRIBUTE])


def _labels(table: Table, parts: _Parts, rows: range) -> list[str]:
    """The label of each row's person; a number where the table has none."""
    said = [" ".join(table.grid.said(row, parts.person).split()) for row in rows]
    if parts.person is None:
        return [f"Respondent {number}" for number in range(1, len(said) + 1)]
    numeric = all(label.isdecimal() for label in said if label)
    return [
        (f"Respondent {label}" if numeric else label) if label else f"Row {table.grid.line(row)}"
        for label, row in zip(said, rows, strict=True)
    ]


def _answer(cell: Cell | None, label: str, question: str) -> ReadTurn | None:
    if cell is None or not cell.text:
        return None
    text = TurnText()
    kept = cell.text.strip()
    begin = len(cell.text) - len(cell.text.lstrip())
    stretches = cell.stretches(begin, begin + len(kept))
    if not stretches:
        return None
    text.extend(stretches, "\n")
    return ReadTurn(label, text.text, None, None, text.pieces, question)


def _told(
    table: Table, parts: _Parts, heads: Sequence[str], labels: Sequence[str], answered: int
) -> list[str]:
    """Sentences on what was taken for what, on empty cells and on people who stand twice."""
    person = "none" if parts.person is None else f"“{table.columns[parts.person].name}”"
    said = [
        f"Read as a survey: person = {person}, "
        f"{counted(len(parts.answers), 'question')} = {listed(heads[c] for c in parts.answers)}, "
        f"attributes = {listed(heads[c] for c in parts.attributes) or 'none'}."
    ]
    cells = len(labels) * len(parts.answers)
    if answered < cells:
        said.append(f"Not answered: {cells - answered:,} of {cells:,} cells.")
    twice = [label for label, rows in Counter(labels).items() if rows > 1]
    if twice:
        said.append(f"In several rows (attributes of the first were taken): {listed(twice)}.")
    used = {parts.person, *parts.answers, *parts.attributes}
    left = [c.name for c in table.columns if c.index not in used and c.filled]
    if left:
        said.append(f"Columns not taken: {listed(left)}.")
    if table.wide:
        rows = counted(len(table.wide), "row")
        said.append(f"Wider than the heading, the rest left out: {rows}.")
    return said


def _columns(table: Table, parts: _Parts) -> tuple[tuple[str, str], ...]:
    names = [column.name for column in table.columns]
    person = [] if parts.person is None else [parts.person]
    return tuple(
        (part, names[index])
        for part, indices in (
            ("person", person),
            ("answers", parts.answers),
            ("attributes", parts.attributes),
        )
        for index in indices
    )
