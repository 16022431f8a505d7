"""Messages between the painting process and the worker: one JSON object per line.

Requests: hello, codebook, decisions, units, cancel, explain. Every reply carries the number of
its request (0 where there is none) and the version of the codebook that it rests on. Everything
is ASCII on the wire, so that any code point passes and no line is cut in two.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, astuple, fields
from typing import Any

from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.errors import BadInput
from qualcode.domain.suggestions import Decided, Decision, Proposal
from qualcode.suggest.engine import Explanation, Hit, HitKind, PhraseRecord, Unit

Message = dict[str, Any]
_CODE_FIELDS = (
    *("id", "key", "name", "parent_id", "sort", "layer"),
    *("keywords", "weak_keywords", "negative_phrases", "unit", "applies_to", "status"),
)
_LISTS = ("keywords", "weak_keywords", "negative_phrases")
_TYPES: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "float": (float, int),
    "bool": (bool,),
    "str | None": (str, type(None)),
    "Decision": (str,),
    "tuple[tuple[int, int], ...]": (list,),
}


def to_line(message: Mapping[str, object]) -> bytes:
    """A message as one line of ASCII."""
    return json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def from_line(line: bytes) -> Message:
    """The message in a line; BadInput where it is not a JSON object."""
    try:
        message = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInput("the line is not JSON") from error
    if not isinstance(message, dict):
        raise BadInput("the line is not a JSON object")
    return message


def codebook_to(codebook: Codebook) -> Message:
    """The fields of a codebook that suggesters read."""
    codes = [{name: getattr(code, name) for name in _CODE_FIELDS} for code in codebook.codes]
    return {"type": "codebook", "version": codebook.version, "codes": codes}


def codebook_from(message: Message) -> Codebook:
    """The codebook in a message; BadInput naming the field that is wrong."""
    version, listed = message.get("version"), message.get("codes")
    if not isinstance(version, int) or not isinstance(listed, list):
        raise BadInput("a codebook needs a whole number “version” and a list “codes”")
    return Codebook(tuple(_code(entry) for entry in listed), version)


def _code(entry: object) -> Code:
    if not isinstance(entry, dict) or not {"id", "key", "name"} <= entry.keys():
        raise BadInput("each code of a codebook needs “id”, “key” and “name”")
    known = {name: entry[name] for name in _CODE_FIELDS if name in entry}
    for name in _LISTS:
        phrases = known.get(name, [])
        if not isinstance(phrases, list) or not all(isinstance(p, str) for p in phrases):
            raise BadInput(f"“{name}” of a code must be a list of texts")
        known[name] = tuple(phrases)
    for name, value in known.items():
        if name not in (*_LISTS, "sort", "parent_id") and not isinstance(value, str):
            raise BadInput(f"“{name}” of a code must be a text")
    return Code(**known)


def rows_to(things: Iterable[Unit | Decided | Proposal]) -> list[tuple[object, ...]]:
    """Units, decisions or proposals as rows of their fields."""
    return [tuple(getattr(thing, name) for name in thing.__slots__) for thing in things]


def units_from(rows: object) -> list[Unit]:
    """Units from rows; BadInput naming what is wrong, or where positions and text disagree."""
    units = [Unit(**values) for values in _values(Unit, rows)]
    for unit in units:
        if unit.start < 0 or unit.end - unit.start != len(unit.text):
            raise BadInput(f"the unit at {unit.start} to {unit.end} has a text of another length")
    return units


def decisions_from(rows: object) -> list[Decided]:
    """Decisions from rows; BadInput naming what is wrong."""
    found = []
    for values in _values(Decided, rows):
        if values["decision"] not in list(Decision):
            raise BadInput("a decision is one of " + ", ".join(Decision))
        found.append(Decided(**{**values, "decision": Decision(values["decision"])}))
    return found


def proposals_from(rows: object) -> list[Proposal]:
    """Proposals from rows; BadInput naming what is wrong."""
    return [
        Proposal(**{**values, "words": tuple((int(a), int(b)) for a, b in values["words"])})
        for values in _values(Proposal, rows)
    ]


def _values(kind: type[Unit | Decided | Proposal], rows: object) -> list[Message]:
    """Rows as dictionaries by field name, each value of the type that the field has."""
    columns = [(field.name, _TYPES[str(field.type)]) for field in fields(kind)]
    if not isinstance(rows, list):
        raise BadInput(f"a list of rows of {kind.__name__} is missing")
    for row in rows:
        if not isinstance(row, list) or len(row) != len(columns):
            raise BadInput(f"a row of {kind.__name__} has {len(columns)} values")
        for value, (name, types) in zip(row, columns, strict=True):
            if not isinstance(value, types):
                raise BadInput(f"“{name}” of a row of {kind.__name__} is of the wrong type")
    names = [name for name, _ in columns]
    return [dict(zip(names, row, strict=True)) for row in rows]


def explanation_to(explanation: Explanation) -> Message:
    """An explanation as nested JSON values."""
    plain = asdict(explanation)
    return {
        **plain,
        "hits": [astuple(h) for h in explanation.hits],
        "records": [astuple(r) for r in explanation.records],
    }


def explanation_from(plain: Message) -> Explanation:
    """The explanation in what ``explanation_to`` made."""
    hits = tuple(Hit(h[0], HitKind(h[1]), *h[2:]) for h in plain["hits"])
    records = tuple(PhraseRecord(*record) for record in plain["records"])
    return Explanation(**{**plain, "hits": hits, "records": records})
