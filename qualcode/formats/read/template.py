"""Lines by a pattern that the user gives: ``[{time}] {speaker}: {text}``.

A template and no regular expression: it is written as the line looks, and no template can make
a file take long to read, because each field looks at a bounded stretch of each line, once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from qualcode.domain.errors import BadInput
from qualcode.formats.read.labels import Candidate
from qualcode.formats.read.page import Page, spoken_lines
from qualcode.formats.read.times import STAMP, stamp_times

FIELDS = ("time", "speaker", "number", "skip", "text")
"""What can stand in braces; ``skip`` is anything that is to be left out."""
_LONGEST_PATTERN = 200
_LONGEST_FIELD = 80
_WINDOW = _LONGEST_FIELD + 2 * _LONGEST_PATTERN
_TOKEN = re.compile(r"\{\{|\}\}|\{(\w*)\}|\\t|[^{}\\]+|.", re.S)
_OWN_SHAPE = {"time": re.compile(STAMP), "number": re.compile(r"\d{1,9}")}


class Part(NamedTuple):
    """A field, or (with an empty name) what must stand literally."""

    field: str
    shape: re.Pattern[str] | None


@lru_cache(maxsize=16)
def parse_template(pattern: str) -> tuple[Part, ...]:
    """The parts of a template; raises BadInput where it is no use."""
    if len(pattern) > _LONGEST_PATTERN:
        raise BadInput(f"a pattern for turns has at most {_LONGEST_PATTERN} characters")
    parts = tuple(_parts(pattern))
    fields = [part.field for part in parts if part.field]
    if len(set(fields) - {"skip"}) < len(fields) - fields.count("skip"):
        raise BadInput(f"the pattern “{pattern}” names a field twice")
    if not {"speaker", "time"} & set(fields):
        raise BadInput(f"the pattern “{pattern}” needs {{speaker}} or {{time}}")
    if "text" in fields[:-1] or (fields[-1] == "text" and parts[-1].field != "text"):
        raise BadInput(f"in the pattern “{pattern}” {{text}} must come last")
    if not any(part.shape for part in parts):
        raise BadInput(f"the pattern “{pattern}” would fit every line: add what marks a label")
    for one, two in pairwise(parts):
        if one.shape is None and two.shape is None:
            raise BadInput(f"in the pattern “{pattern}” something must stand between two fields")
    return parts


def _parts(pattern: str) -> Iterator[Part]:
    literal = ""
    for match in _TOKEN.finditer(pattern):
        if match[1] is None:
            literal += {"{{": "{", "}}": "}", "\\t": "\t"}.get(match[0], match[0])
            continue
        if match[1] not in FIELDS:
            known = ", ".join(f"{{{field}}}" for field in FIELDS)
            raise BadInput(f"the pattern “{pattern}” has “{match[0]}”; fields are {known}")
        if literal:
            yield Part("", _shape(literal))
            literal = ""
        yield Part(match[1], _OWN_SHAPE.get(match[1]))
    if literal.strip():
        yield Part("", _shape(literal))


def _shape(literal: str) -> re.Pattern[str]:
    """A literal in which a run of blanks stands for any blanks, a tab for a tab with blanks."""
    found = []
    for run in re.findall(r"\s+|\S+", literal):
        if "\t" in run:
            found.append(r"[ \xa0]{0,80}\t[ \t\xa0]{0,80}")
        else:
            found.append(r"[ \t\xa0\u202f]{1,80}" if run.isspace() else re.escape(run))
    return re.compile("".join(found))


class Fit(NamedTuple):
    """A line taken apart: label (empty without one), stamp, and where the text starts."""

    label: str
    stamp: str | None
    at: int


def fit(parts: tuple[Part, ...], text: str) -> Fit | None:
    """A line by the parts of a template; None where it does not fit."""
    at = len(text) - len(text.lstrip())
    # With a blank at the end of the text, a label with nothing after it fits too.
    head = text[: at + _WINDOW * len(parts)] + " "
    found: dict[str, str] = {}
    waiting = ""
    for part in parts:
        if part.shape is None:
            waiting = part.field
            continue
        match = _next(part.shape, head, at, waiting)
        if match is None:
            return None
        if waiting:
            found[waiting] = head[at : match.start()].strip()
            waiting = ""
        found[part.field] = match[0]
        at = match.end()
    if waiting in ("speaker", "skip"):
        found[waiting] = text[at:].strip() if len(text) - at <= _LONGEST_FIELD else ""
        at = len(text)
    if "speaker" in found and not found["speaker"]:
        return None
    return Fit(found.get("speaker", ""), found.get("time"), min(at, len(text)))


def _next(shape: re.Pattern[str], head: str, at: int, waiting: str) -> re.Match[str] | None:
    """Where a shape stands: here, or a little further on where a field comes before it."""
    if not waiting:
        return shape.match(head, at)
    match = shape.search(head, at + 1, at + _WINDOW)
    return match if match and match.start() - at <= _LONGEST_FIELD else None


def by_template(page: Page, pattern: str) -> list[Candidate]:
    """Every line that fits a template, as a candidate; raises BadInput where none does."""
    parts = parse_template(pattern)
    found = []
    for index, text, opened in spoken_lines(page):
        line = fit(parts, text)
        if line is not None:
            start, end = stamp_times(line.stamp or page.pending.get(index))
            style = f"the pattern {pattern}"
            found.append(Candidate(index, line.label, line.at, style, start, end, open=opened))
    if not found:
        raise BadInput(f"the pattern “{pattern}” fits none of its lines")
    return found
