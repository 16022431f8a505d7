"""The corpus as a table (T1): per transcript when, how long, who, how much, how much is coded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from qualcode.analysis.coded import coded
from qualcode.analysis.group_data import GroupData, group_hash, people_in
from qualcode.analysis.ranges import merged, tally
from qualcode.domain.attributes import Attribute, AttributeType, number_of
from qualcode.domain.corpus import Corpus
from qualcode.domain.tables import Cell, Filters, Table
from qualcode.domain.text import count_words
from qualcode.domain.transcripts import Role, Transcript

COLUMNS = (
    "transcript",
    "date",
    "minutes",
    "participants",
    "turns",
    "words",
    "moderator_share",
    "coded_share",
)
_DATE = ("date", "group date", "day")
_MINUTES = ("minutes", "duration", "length")


def corpus_table(corpus: Corpus, filters: Filters, group: GroupData) -> Table:
    """One row per transcript, in the order of the study.

    Raises BadInput for names that the study does not have.
    """
    found = coded(corpus, filters)
    axis, given = found.axis, found.scope.transcripts
    runs = merged(np.zeros_like(found.start), found.start, found.end)
    row, part = axis.parts(runs.start, runs.end)
    last = axis.place[part] + axis.counted[part]
    inside = np.minimum(runs.end[row], last) - np.maximum(runs.start[row], axis.place[part])
    marked = tally(axis.transcript[part], len(given), inside)
    counted = tally(axis.transcript, len(given), axis.counted)
    columns = zip(marked.tolist(), counted.tolist(), strict=True)
    rows: list[tuple[Cell, ...]] = []
    for one, (code, text) in zip(given, columns, strict=True):
        said, led = _words(one, group)
        turns = len(one.turns)
        led_share = _share(led, said) if one.speakers else None
        rows.append((*_facts(one, group), turns, said, led_share, _share(code, text)))
    made = found.recipe("corpus", filters) | {"group_data_hash": group_hash(found.scope, group)}
    return Table("corpus", COLUMNS, rows, made)


def _words(one: Transcript, group: GroupData) -> tuple[int, int]:
    """Words of everyone, and of moderators."""
    counted = group.words.get(one.id)
    if counted is None:
        found: Counter[str] = Counter()
        for turn in one.turns:
            found[turn.speaker_id or ""] += count_words(turn.text)
        counted = found
    moderators = [s.id for s in one.speakers if s.role is Role.MODERATOR]
    return sum(counted.values()), sum(counted.get(each, 0) for each in moderators)


def _facts(one: Transcript, group: GroupData) -> tuple[Cell, ...]:
    """Name, date, minutes and the number of participants."""
    values, declared = group.transcript_values.get(one.id, {}), group.transcript_attributes
    dates = [each for each in declared if each.type is AttributeType.DATE]
    day = _named(dates, _DATE) or (dates[0].name if len(dates) == 1 else "")
    stated = values.get(_named(declared, _MINUTES))
    minutes = number_of(stated) if stated else None
    known = {each.id: each for each in group.participants}
    present = [each for each in people_in(one, known) if each.role is Role.PARTICIPANT]
    return one.name, values.get(day), _recorded(one) if minutes is None else minutes, len(present)


def _named(declared: Sequence[Attribute], names: Sequence[str]) -> str:
    """Name of the attribute that is called as the first of the names that any has."""
    by_name = {one.name.casefold(): one.name for one in declared}
    return next((by_name[name] for name in names if name in by_name), "")


def _recorded(one: Transcript) -> float | None:
    """Minutes from the first to the last time stamp, to one decimal."""
    starts = [turn.start_ms for turn in one.turns if turn.start_ms is not None]
    ends = [turn.end_ms for turn in one.turns if turn.end_ms is not None]
    span = max([*starts, *ends]) - min(starts) if starts else 0
    return round(span / 60_000, 1) if span > 0 else None


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
