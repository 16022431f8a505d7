"""A table with its heading: what each column is called and what its cells are like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from qualcode.formats.read.cell_times import is_time, number_of
from qualcode.formats.read.delimited import Grid
from qualcode.formats.read.original import word_set

PART_NAMES = {
    "text": word_set(
        "text utterance utterances content contents transcript transcription message speech "
        "said sentence caption subtitle words body dialogue dialog line statement segment "
        "segment_text turn_text texto texte testo tekst äusserung aussage wortlaut beitrag "
        "enunciado contenu propos message_text full_text utterance_text spoken"
    ),
    "speaker": word_set(
        "speaker speakers speaker_name speaker_label speaker_id name participant who author "
        "from sender user username user_name talker voice person respondent interlocutor "
        "sprecher sprecherin sprecher_in redner person_speaking hablante orador participante "
        "locuteur locutrice intervenant nom spreker parlante interlocuteur teilnehmer label"
    ),
    "start": word_set(
        "start start_time starttime begin begin_time from_time in time_in tc_in timecode "
        "timestamp time start_ms start_s start_sec startzeit beginn zeit début debut inicio "
        "date datetime date_time created_at tiempo hora heure onset time_start in_time "
        "start_timecode ts"
    ),
    "end": word_set(
        "end end_time endtime stop finish to_time out time_out tc_out end_ms end_s end_sec ende "
        "endzeit fin offset time_end out_time end_timecode"
    ),
    "question": word_set(
        "question topic prompt item guide_question frage thema pregunta tema sujet thème q "
        "question_text section topic_guide domanda vraag"
    ),
    "number": word_set(
        "turn turn_number turn_no no number nr nummer index idx id seq sequence order line_no "
        "line_number row n # numéro número turn_id utterance_id segment_id"
    ),
}
"""How the columns of the parts of a turn are called, as ``key_of_column`` writes it."""
_OPEN_ENDED = word_set("response open_ended_response offene_antwort réponse_libre")
_SAMPLE = 400
_TOP_ROWS = 12
_LONGEST = 2_000
_SEPARATORS = re.compile(r"[\s\-./]+")


def key_of_column(name: str) -> str:
    """A column name as it is compared."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.strip()[:_LONGEST])
    return _SEPARATORS.sub("_", spaced.casefold()).strip("_:*")


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what its first cells are like; shares are between 0 and 1.

    ``cells`` is the number of cells looked at that are filled, ``words`` the mean number of
    words in them, ``rising`` the share of numbers that are not smaller than the one before.
    """

    index: int
    name: str
    cells: int
    filled: float
    words: float
    most_words: int
    distinct: float
    numeric: float
    timed: float
    rising: float

    @property
    def prose(self) -> bool:
        """Whether people's own words stand in it, not names, numbers or fixed answers."""
        talks = self.words >= 4 or self.most_words >= 9
        return talks and self.distinct > 0.5 and self.numeric + self.timed < 0.3

    @property
    def nameless(self) -> bool:
        """Whether no heading names it."""
        return self.name == f"column {self.index + 1}"

    def is_named(self, part: str) -> bool:
        """Whether its name says that it holds that part of a turn."""
        return key_of_column(self.name) in PART_NAMES[part]


class Table(NamedTuple):
    """A grid with the rows above its heading, the row of the heading and the first row of data.

    ``head`` is None where no row names the columns; ``width`` counts the cells of the heading.
    """

    grid: Grid
    above: range
    head: int | None
    first: int
    width: int
    columns: list[Column]

    @property
    def rows(self) -> range:
        """The rows of data."""
        return range(self.first, len(self.grid))

    @property
    def wide(self) -> list[int]:
        """Rows that have words beyond the last column."""
        return [
            row
            for row in self.rows
            if self.grid.width(row) > self.width
            and any(cell.text for cell in self.grid.row(row)[self.width :])
        ]


def table_of(grid: Grid) -> Table:
    """The table of a grid that has a row; a title of one cell above the heading is left aside."""
    sample = [grid.width(row) for row in range(min(len(grid), _SAMPLE))]
    usual = Counter(sample).most_common(1)[0][0]
    top = 0
    if usual > 1:
        rows = range(min(_TOP_ROWS, len(grid) - 1))
        top = next((row for row in rows if _filled(grid, row) > 1 or _names_a_part(grid, row)), 0)
    named = top + 1 < len(grid) and _is_heading(grid, top)
    width = max(grid.width(top), 1) if named else usual
    names = [cell.text for cell in grid.row(top)] if named else []
    names, first = _second_heading(grid, top + named, names)
    table = Table(grid, range(top), top if named else None, first, width, [])
    rows = range(table.first, min(len(grid), table.first + _SAMPLE))
    for index in range(width):
        name = " ".join(names[index].split()) if named else ""
        cells = [grid.said(row, index) for row in rows]
        table.columns.append(_described(index, name, cells))
    return table


def _second_heading(grid: Grid, first: int, names: list[str]) -> tuple[list[str], int]:
    """The names and the first row of data of a survey program's table.

    Some put the questions into a second row and keys of their own into a third, some say in the
    second that answers are open.
    """
    if names and first + 1 < len(grid) and grid.said(first + 1, 0).startswith('{"ImportId"'):
        asked = [grid.said(first, index) for index in range(len(names))]
        return [one or name for one, name in zip(asked, names, strict=True)], first + 2
    if names and first < len(grid):
        second = (key_of_column(cell.text) for cell in grid.row(first))
        return names, first + any(key in _OPEN_ENDED for key in second)
    return names, first


def _filled(grid: Grid, row: int) -> int:
    return sum(1 for cell in grid.row(row) if cell.text)


def _names_a_part(grid: Grid, row: int) -> bool:
    keys = {key_of_column(cell.text) for cell in grid.row(row)}
    return any(keys & names for names in PART_NAMES.values())


def _is_heading(grid: Grid, top: int) -> bool:
    """Whether a row names the columns."""
    first = [cell.text for cell in grid.row(top)]
    if _names_a_part(grid, top):
        return True
    if any(number_of(name) is not None or is_time(name) for name in first):
        return False
    rows = range(top + 1, min(len(grid), _SAMPLE))
    return not any(
        name and any(grid.said(row, index) == name for row in rows)
        for index, name in enumerate(first)
    )


def _described(index: int, name: str, cells: Sequence[str]) -> Column:
    filled = [cell for cell in cells if cell]
    number = len(filled) or 1
    words = [len(cell[:_LONGEST].split()) for cell in filled]
    numbers = [found for cell in filled if (found := number_of(cell)) is not None]
    steps = list(pairwise(numbers))
    return Column(
        index=index,
        name=name or f"column {index + 1}",
        cells=len(filled),
        filled=len(filled) / max(1, len(cells)),
        words=sum(words) / number,
        most_words=max(words, default=0),
        distinct=len(set(filled)) / number,
        numeric=len(numbers) / number,
        timed=sum(is_time(cell) for cell in filled) / number,
        rising=sum(two >= one for one, two in steps) / len(steps) if steps else 0.0,
    )
