"""How readings travel from the process that reads: lines of JSON, the turns in parts.

JSON, and nothing that makes objects by itself: the sender has read a stranger's file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from qualcode.domain.transcripts import Kind, Piece
from qualcode.formats.options import ReadOptions
from qualcode.formats.reading import NotTaken, Reading, ReadPerson, ReadTurn, Scored

_PART = 2_000
"""Turns in a line: in one line, all of them would be in memory several times over."""


def to_line(value: object) -> bytes:
    """A value as one line; what is no text (half a character) passes too."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass") + b"\n"


def from_line(line: bytes) -> Any:
    """The value in a line; ValueError where the line is cut off."""
    return json.loads(line.decode("utf-8", "surrogatepass"))


def options_to(options: ReadOptions) -> dict[str, Any]:
    """What a user set, as plain values."""
    sets = {"speakers": sorted(options.speakers), "not_speakers": sorted(options.not_speakers)}
    columns = None if options.columns is None else dict(options.columns)
    return {**vars(options), **sets, "columns": columns}


def options_from(value: dict[str, Any]) -> ReadOptions:
    """The options in a request."""
    sets = {name: frozenset(value[name]) for name in ("speakers", "not_speakers")}
    return ReadOptions(**{**value, **sets})


def reading_to(reading: Reading) -> Iterator[bytes]:
    """A reading as lines: all but the turns, the turns in parts, and an empty part."""
    facts = {name: getattr(reading, name) for name in _PLAIN}
    facts["kind"] = reading.kind.value if reading.kind else None
    for name in ("ranking", "not_taken", "people"):
        facts[name] = [asdict(one) for one in getattr(reading, name)]
    yield to_line({"reading": facts})
    for at in range(0, len(reading.turns), _PART):
        yield to_line([_turn_to(one) for one in reading.turns[at : at + _PART]])
    yield to_line([])


_PLAIN = (
    *("format", "encoding", "encoding_certain", "convention", "preface", "problems"),
    *("line_ends", "legend", "columns"),
)


def _turn_to(one: ReadTurn) -> list[Any]:
    pieces = [(piece.offset, piece.source, piece.length) for piece in one.source]
    return [one.speaker, one.text, one.start_ms, one.end_ms, pieces, one.question]


def turns_from(rows: list[list[Any]], labels: dict[str, str]) -> Iterator[ReadTurn]:
    """The turns of a part; ``labels`` keeps one string for all turns of a speaker."""
    for speaker, text, start, end, pieces, question in rows:
        name = None if speaker is None else labels.setdefault(speaker, speaker)
        source = tuple(Piece(*piece) for piece in pieces)
        yield ReadTurn(name, text, start, end, source, question)


def reading_from(facts: dict[str, Any], turns: list[ReadTurn]) -> Reading:
    """The reading of its facts and turns."""
    people = [ReadPerson(one["name"], _pairs(one["attributes"])) for one in facts["people"]]
    ranking = [
        Scored(one["convention"], one["score"], _pairs(one["parts"])) for one in facts["ranking"]
    ]
    made = {
        "turns": tuple(turns),
        "problems": tuple(facts["problems"]),
        "ranking": tuple(ranking),
        "not_taken": tuple(NotTaken(**one) for one in facts["not_taken"]),
        "legend": _pairs(facts["legend"]),
        "kind": Kind(facts["kind"]) if facts["kind"] else None,
        "people": tuple(people),
        "columns": _pairs(facts["columns"]),
    }
    return Reading(**{**facts, **made})


def _pairs(rows: list[list[Any]]) -> tuple[tuple[Any, Any], ...]:
    return tuple((one, two) for one, two in rows)
