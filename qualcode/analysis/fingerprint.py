"""The data hash: equal for equal data, whatever the order of rows and whatever the ids."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict

import numpy as np

from qualcode.analysis.ranges import Ints
from qualcode.analysis.scope import Scope, Spans
from qualcode.domain.transcripts import Transcript


def data_hash(scope: Scope, spans: Spans) -> str:
    """SHA-256 (hexadecimal) over texts, turns, speakers, codes, coders and spans of a scope.

    Ids are left out: transcripts count by name, codes by key, coders by name and pass, and
    participants by which labels they stand behind.
    """
    texts = [text_hash(transcript) for transcript in scope.transcripts]
    transcripts = _order(
        (t.name, text, t.id) for t, text in zip(scope.transcripts, texts, strict=True)
    )
    codes = _order((code.key,) for code in scope.codes)
    digest = hashlib.sha256()
    people: dict[str, int] = {}
    for at in transcripts.tolist():
        digest.update(_transcript(scope.transcripts[at], texts[at], people))
    for at in codes.tolist():
        digest.update(_code(scope, at))
    for coder in scope.coders:
        digest.update(_line([coder.name, coder.kind, coder.pass_number]))
    digest.update(_spans(spans, np.argsort(transcripts), np.argsort(codes)))
    return digest.hexdigest()


def text_hash(transcript: Transcript) -> str:
    """SHA-256 (hexadecimal) of a transcript's whole text in UTF-8."""
    return hashlib.sha256(transcript.text.encode("utf-8", "surrogatepass")).hexdigest()


def _order(keys: Iterable[tuple[str, ...]]) -> Ints:
    """The places of the keys, in the order of the keys."""
    numbered = sorted((key, at) for at, key in enumerate(keys))
    return np.array([at for _, at in numbered], dtype=np.int64)


def _transcript(transcript: Transcript, text: str, people: dict[str, int]) -> bytes:
    """Name, text, speakers by label, and per turn length, speaker, question and times."""
    speakers = sorted(transcript.speakers, key=lambda speaker: (speaker.label, speaker.id))
    number = {speaker.id: at for at, speaker in enumerate(speakers)}
    turns = transcript.turns
    head = [
        [transcript.name, transcript.kind, text, len(turns)],
        [
            [s.label, s.role, s.participant_id and people.setdefault(s.participant_id, len(people))]
            for s in speakers
        ],
        [turn.question for turn in turns],
    ]
    figures = [
        [len(turn.text) for turn in turns],
        [number.get(turn.speaker_id or "", -1) for turn in turns],
        [-1 if turn.start_ms is None else turn.start_ms for turn in turns],
    ]
    return _line(head) + np.array(figures, dtype="<i8").tobytes()


def _code(scope: Scope, at: int) -> bytes:
    """A code with its path and all its fields, without ids."""
    fields = asdict(scope.codes[at]) | {"path": scope.codebook.paths[scope.codes[at].id]}
    return _line({name: fields[name] for name in fields if name not in ("id", "parent_id")})


def _spans(spans: Spans, transcript: Ints, code: Ints) -> bytes:
    """Spans as sorted rows of transcript, coder, code, start and end."""
    columns = (transcript[spans.transcript], spans.coder, code[spans.code], spans.start, spans.end)
    order = np.lexsort(columns)
    rows = np.array([column[order] for column in columns], dtype="<i8")
    return _line([len(order)]) + rows.tobytes()


def _line(content: object) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode("ascii") + b"\n"
