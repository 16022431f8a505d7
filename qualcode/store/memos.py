"""Memos on anything."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Select, case, func, select

from qualcode.domain.memos import Memo, MemoKind, Subject
from qualcode.store.database import Database
from qualcode.store.schema import code, memo, participant, segment, speaker, transcript, turn

COLUMNS = {
    Subject.TRANSCRIPT: "transcript_id",
    Subject.TURN: "turn_id",
    Subject.SEGMENT: "segment_id",
    Subject.CODE: "code_id",
    Subject.SPEAKER: "speaker_id",
    Subject.PARTICIPANT: "participant_id",
}
"""The column that holds what a memo is on; a memo on the study has none."""

_TABLES = {
    Subject.TRANSCRIPT: transcript,
    Subject.TURN: turn,
    Subject.SEGMENT: segment,
    Subject.CODE: code,
    Subject.SPEAKER: speaker,
    Subject.PARTICIPANT: participant,
}


def row_of(one: Memo) -> dict[str, Any]:
    """The row of a memo."""
    row: dict[str, Any] = {
        "id": one.id,
        "coder_id": one.coder_id,
        "kind": one.kind.value,
        "text": one.text,
        "created": one.created,
        "changed": one.changed,
        **dict.fromkeys(COLUMNS.values()),
    }
    column = COLUMNS.get(one.subject)
    return {**row, column: one.subject_id} if column else row


def thing_is_there(database: Database, subject: Subject, subject_id: str) -> bool:
    """Whether what a memo would be on is stored; the study always is."""
    table = _TABLES.get(subject)
    if table is None:
        return True
    chosen = select(table.c.id).where(table.c.id == subject_id)
    return database.read(chosen).first() is not None


def on(database: Database, subject: Subject, subject_id: str, coder_id: str) -> list[Memo]:
    """One coder's memos on a thing, oldest first."""
    column = COLUMNS.get(subject)
    if column:
        chosen = _memos().where(memo.c[column] == subject_id)
    else:
        chosen = _memos().where(*(memo.c[name].is_(None) for name in COLUMNS.values()))
    chosen = chosen.where(memo.c.coder_id == coder_id).order_by(memo.c.created)
    return [_memo(row) for row in database.read(chosen)]


def on_segments(database: Database, transcript_id: str, coder_id: str) -> dict[str, list[Memo]]:
    """One coder's memos on the segments of a transcript, by segment id, oldest first."""
    chosen = (
        _memos()
        .join(segment, segment.c.id == memo.c.segment_id)
        .where(segment.c.transcript_id == transcript_id, memo.c.coder_id == coder_id)
        .order_by(memo.c.created)
    )
    found: dict[str, list[Memo]] = {}
    for row in database.read(chosen):
        one = _memo(row)
        found.setdefault(one.subject_id, []).append(one)
    return found


def texts_of_segments(database: Database) -> dict[str, str]:
    """All memo texts on each segment, oldest first, joined by line feeds."""
    statement = select(memo.c.segment_id, memo.c.text).where(memo.c.segment_id.is_not(None))
    found: dict[str, list[str]] = {}
    for segment_id, text in database.read(statement.order_by(memo.c.created, memo.c.id)):
        found.setdefault(segment_id, []).append(text)
    return {segment_id: "\n".join(texts) for segment_id, texts in found.items()}


class Passage(NamedTuple):
    """A stretch of one turn that a memo is on: the turn by number from 0, offsets in its text."""

    memo_id: str
    transcript_id: str
    code_id: str | None
    turn: int
    start_ms: int | None
    start: int
    end: int
    text: str


class Owner(NamedTuple):
    """What a memo on no passage is on: a transcript, or a speaker in one, or a participant."""

    memo_id: str
    transcript_id: str | None
    name: str


def everything(database: Database, coder_id: str) -> list[Memo]:
    """All memos of one coder, oldest first."""
    chosen = _memos().where(memo.c.coder_id == coder_id).order_by(memo.c.created, memo.c.id)
    return [_memo(row) for row in database.read(chosen)]


def passages(database: Database, coder_id: str) -> list[Passage]:
    """The text under one coder's memos on segments and turns, turn by turn in reading order."""
    return _under_segments(database, coder_id) + _under_turns(database, coder_id)


def _under_segments(database: Database, coder_id: str) -> list[Passage]:
    s, t = segment.c, turn.c
    first, last = turn.alias("first"), turn.alias("last")
    begin = case((t.id == s.start_turn_id, s.start_offset), else_=0)
    end = case((t.id == s.end_turn_id, s.end_offset), else_=func.length(t.text))
    statement = (
        select(memo.c.id, s.transcript_id, s.code_id, t.sequence, t.start_ms, begin, end)
        .add_columns(func.substr(t.text, begin + 1, end - begin))
        .join(segment, s.id == memo.c.segment_id)
        .join(first, first.c.id == s.start_turn_id)
        .join(last, last.c.id == s.end_turn_id)
        .join(
            turn,
            (t.transcript_id == s.transcript_id)
            & t.sequence.between(first.c.sequence, last.c.sequence),
        )
        .where(memo.c.coder_id == coder_id, s.coder_id == coder_id)
    )
    return [Passage(*row) for row in database.read(statement.order_by(memo.c.id, t.sequence))]


def _under_turns(database: Database, coder_id: str) -> list[Passage]:
    t = turn.c
    statement = select(memo.c.id, t.transcript_id, t.sequence, t.start_ms, t.text)
    statement = statement.join(turn, t.id == memo.c.turn_id).where(memo.c.coder_id == coder_id)
    return [
        Passage(row[0], row[1], None, row[2], row[3], 0, len(row[4]), row[4])
        for row in database.read(statement)
    ]


def owners(database: Database, coder_id: str) -> list[Owner]:
    """What one coder's memos on transcripts, speakers and participants are on."""
    mine = memo.c.coder_id == coder_id
    of_transcripts = select(memo.c.id, transcript.c.id, transcript.c.name).join(
        transcript, transcript.c.id == memo.c.transcript_id
    )
    of_speakers = select(memo.c.id, speaker.c.transcript_id, speaker.c.label).join(
        speaker, speaker.c.id == memo.c.speaker_id
    )
    of_people = select(memo.c.id, memo.c.transcript_id, participant.c.pseudonym).join(
        participant, participant.c.id == memo.c.participant_id
    )
    chosen = [one.where(mine) for one in (of_transcripts, of_speakers, of_people)]
    return [Owner(*row) for row in database.read(chosen[0].union_all(*chosen[1:]))]


def of_kind(database: Database, coder_id: str, kind: str) -> list[Memo]:
    """One coder's memos of a kind, oldest first."""
    chosen = _memos().where(memo.c.coder_id == coder_id, memo.c.kind == kind)
    return [_memo(row) for row in database.read(chosen.order_by(memo.c.created, memo.c.id))]


def by_id(database: Database, memo_id: str) -> Memo | None:
    """One memo, or None."""
    row = database.read(_memos().where(memo.c.id == memo_id)).first()
    return _memo(row) if row else None


def ids_on(database: Database, column: str, ids: list[str]) -> list[str]:
    """Ids of all coders' memos on things of one kind (a column of the table)."""
    found: list[str] = []
    for at in range(0, len(ids), 500):
        part = select(memo.c.id).where(memo.c[column].in_(ids[at : at + 500]))
        found.extend(database.read(part).scalars())
    return found


def _memos() -> Select[Any]:
    m = memo.c
    places = [m[name] for name in COLUMNS.values()]
    return select(m.id, m.coder_id, m.kind, m.text, m.created, m.changed, *places)


def _memo(row: Any) -> Memo:
    for subject, value in zip(COLUMNS, row[6:], strict=True):
        if value is not None:
            return Memo(row[0], subject, value, row[1], MemoKind(row[2]), *row[3:6])
    return Memo(row[0], Subject.STUDY, "", row[1], MemoKind(row[2]), *row[3:6])
