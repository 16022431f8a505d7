"""Transcripts with their turns, speakers and originals."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from qualcode.domain.text import count_words
from qualcode.domain.transcripts import Kind, Piece, Role, Speaker, Transcript, Turn
from qualcode.store.database import Database
from qualcode.store.schema import (
    original,
    question,
    speaker,
    transcript,
    turn,
)


@dataclass(frozen=True, slots=True)
class TranscriptInfo:
    """A transcript without its text: counts of turns, speakers, words and characters."""

    id: str
    name: str
    kind: Kind
    turns: int
    speakers: int
    words: int
    characters: int
    format: str
    encoding: str
    file_name: str
    sha256: str
    imported: datetime


@dataclass(frozen=True, slots=True)
class SpeakerInfo:
    """A label in a transcript with its counts."""

    id: str
    transcript: str
    transcript_id: str
    label: str
    role: Role
    participant_id: str | None
    turns: int
    words: int


def digest(text: str) -> str:
    """A short hash of a turn's text, by which damage of the stored text is noticed."""
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def turn_row(transcript_id: str, one: Turn) -> dict[str, Any]:
    """The row of a turn."""
    return {
        "id": one.id,
        "transcript_id": transcript_id,
        "sequence": one.sequence,
        "speaker_id": one.speaker_id,
        "text": one.text,
        "digest": digest(one.text),
        "words": count_words(one.text),
        "start_ms": one.start_ms,
        "end_ms": one.end_ms,
        "question_id": None,
        "replies_to": one.replies_to,
        "source": [[piece.offset, piece.source, piece.length] for piece in one.source],
    }


def speaker_row(transcript_id: str, one: Speaker, sequence: int) -> dict[str, Any]:
    """The row of a speaker."""
    return {
        "id": one.id,
        "transcript_id": transcript_id,
        "label": one.label,
        "role": one.role.value,
        "participant_id": one.participant_id,
        "sequence": sequence,
    }


def infos(database: Database) -> list[TranscriptInfo]:
    """All transcripts in the order of the study."""
    t = transcript.c
    per_turn = (
        select(
            turn.c.transcript_id,
            func.count().label("turns"),
            func.sum(turn.c.words).label("words"),
            func.sum(func.length(turn.c.text)).label("characters"),
        )
        .group_by(turn.c.transcript_id)
        .subquery()
    )
    per_speaker = (
        select(speaker.c.transcript_id, func.count().label("speakers"))
        .group_by(speaker.c.transcript_id)
        .subquery()
    )
    counts = (per_turn.c.turns, per_speaker.c.speakers, per_turn.c.words, per_turn.c.characters)
    filled = [func.coalesce(count, 0) for count in counts]
    statement = (
        select(
            t.id, t.name, t.kind, *filled, t.format, t.encoding, t.file_name, t.sha256, t.imported
        )
        .outerjoin(per_turn, per_turn.c.transcript_id == t.id)
        .outerjoin(per_speaker, per_speaker.c.transcript_id == t.id)
        .order_by(t.sequence)
    )
    return [_info(row) for row in database.read(statement)]


def _info(row: Any) -> TranscriptInfo:
    # The whole text has a line feed between turns, which the sum of lengths does not.
    characters = row[6] + max(0, row[3] - 1)
    return TranscriptInfo(
        id=row[0],
        name=row[1],
        kind=Kind(row[2]),
        turns=row[3],
        speakers=row[4],
        words=row[5],
        characters=characters,
        format=row[7],
        encoding=row[8],
        file_name=row[9],
        sha256=row[10],
        imported=row[11],
    )


def names(database: Database) -> dict[str, str]:
    """Id of each transcript by its name, in the order of the study."""
    rows = database.read(select(transcript.c.name, transcript.c.id).order_by(transcript.c.sequence))
    return {row[0]: row[1] for row in rows}


def hashes(database: Database) -> dict[str, str]:
    """Name of the transcript by the hash of its original."""
    rows = database.read(select(transcript.c.sha256, transcript.c.name))
    return {row[0]: row[1] for row in rows}


def next_sequence(database: Database) -> int:
    """The place in the study of the next transcript."""
    return int(database.read(select(func.max(transcript.c.sequence))).scalar() or 0) + 1


def load(database: Database, transcript_id: str) -> Transcript:
    """One transcript with its turns and speakers, source maps left out."""
    return load_many(database, [transcript_id])[0]


def load_many(database: Database, ids: list[str] | None = None) -> list[Transcript]:
    """Transcripts with turns and speakers in the order of the study; None means all."""
    t = transcript.c
    wanted = select(t.id, t.name, t.kind, t.language, t.preface).order_by(t.sequence)
    wanted = wanted if ids is None else wanted.where(t.id.in_(ids))
    speakers = _speakers(database, ids)
    turns = _turns(database, ids)
    return [
        Transcript(
            id=row[0],
            name=row[1],
            turns=tuple(turns.get(row[0], ())),
            speakers=tuple(speakers.get(row[0], ())),
            kind=Kind(row[2]),
            language=row[3],
            preface=row[4],
        )
        for row in database.read(wanted)
    ]


def _speakers(database: Database, ids: list[str] | None) -> dict[str, list[Speaker]]:
    s = speaker.c
    wanted = select(s.transcript_id, s.id, s.label, s.role, s.participant_id).order_by(s.sequence)
    wanted = wanted if ids is None else wanted.where(s.transcript_id.in_(ids))
    found: dict[str, list[Speaker]] = {}
    for row in database.read(wanted):
        found.setdefault(row[0], []).append(Speaker(row[1], row[2], Role(row[3]), row[4]))
    return found


def _turns(database: Database, ids: list[str] | None) -> dict[str, list[Turn]]:
    t = turn.c
    columns = (t.transcript_id, t.id, t.sequence, t.text, t.speaker_id, t.start_ms, t.end_ms)
    wanted = (
        select(*columns, question.c.key, t.replies_to, t.opens_exchange)
        .outerjoin(question, question.c.id == t.question_id)
        .order_by(t.transcript_id, t.sequence)
    )
    wanted = wanted if ids is None else wanted.where(t.transcript_id.in_(ids))
    found: dict[str, list[Turn]] = {}
    for row in database.read(wanted).all():
        found.setdefault(row[0], []).append(_turn(*row[1:]))
    return found


def _turn(key: str, sequence: int, text: str, *told: Any) -> Turn:
    speaker, start_ms, end_ms, asked, replies_to, opens = told
    return Turn(key, sequence, text, speaker, start_ms, end_ms, asked, replies_to, opens=opens)


def sources(database: Database, transcript_id: str) -> dict[str, tuple[Piece, ...]]:
    """The source map of each turn by the turn's id."""
    statement = select(turn.c.id, turn.c.source).where(turn.c.transcript_id == transcript_id)
    return {row[0]: tuple(Piece(*piece) for piece in row[1]) for row in database.read(statement)}


def original_bytes(database: Database, transcript_id: str) -> bytes | None:
    """The file as it was imported, or None where it was dropped."""
    statement = select(original.c.data).where(original.c.id == transcript_id)
    return database.read(statement).scalar()


def speaker_infos(database: Database, transcript_id: str | None = None) -> list[SpeakerInfo]:
    """Labels of a transcript (None: of all) with counts, by transcript and first appearance."""
    s = speaker.c
    statement = (
        select(
            s.id,
            transcript.c.name,
            s.transcript_id,
            s.label,
            s.role,
            s.participant_id,
            func.count(turn.c.id),
            func.coalesce(func.sum(turn.c.words), 0),
        )
        .join(transcript, transcript.c.id == s.transcript_id)
        .outerjoin(turn, turn.c.speaker_id == s.id)
        .group_by(s.id)
        .order_by(transcript.c.sequence, s.sequence)
    )
    if transcript_id is not None:
        statement = statement.where(s.transcript_id == transcript_id)
    return [
        SpeakerInfo(row[0], row[1], row[2], row[3], Role(row[4]), row[5], row[6], row[7])
        for row in database.read(statement)
    ]


def words_by_speaker(database: Database) -> dict[str, dict[str, int]]:
    """Words by transcript and speaker id ("" for turns without a speaker)."""
    t = turn.c
    counted = select(t.transcript_id, t.speaker_id, func.sum(t.words))
    found: dict[str, dict[str, int]] = {}
    for row in database.read(counted.group_by(t.transcript_id, t.speaker_id)):
        found.setdefault(row[0], {})[row[1] or ""] = row[2]
    return found


def turns_of_speaker(database: Database, speaker_id: str) -> list[str]:
    """Ids of a speaker's turns in order."""
    statement = select(turn.c.id).where(turn.c.speaker_id == speaker_id)
    return list(database.read(statement.order_by(turn.c.sequence)).scalars())


def stored_turns(database: Database) -> list[tuple[str, str, int, str, str]]:
    """Transcript name, turn id, sequence, text and stored digest of every turn."""
    t = turn.c
    statement = select(transcript.c.name, t.id, t.sequence, t.text, t.digest)
    joined = statement.join(transcript, transcript.c.id == t.transcript_id)
    rows = database.read(joined.order_by(transcript.c.sequence, t.sequence))
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]


def transcript_of_turn(database: Database, turn_id: str) -> str | None:
    """Id of the transcript that holds a turn, or None where no turn has this id."""
    return database.read(select(turn.c.transcript_id).where(turn.c.id == turn_id)).scalar()
