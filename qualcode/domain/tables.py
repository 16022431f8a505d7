"""Tables that leave the study, each with the recipe that made it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

Cell = str | int | float | bool | None


@dataclass(frozen=True)
class Table:
    """A named table: column names, rows of cells in the same order, and its recipe.

    An undefined figure is None. The recipe holds filters, codebook version, data hash and
    program version; nothing in it depends on the clock or the machine.
    """

    name: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    recipe: dict[str, object] = field(default_factory=dict)

    def records(self) -> list[dict[str, Cell]]:
        """The rows as dictionaries by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Filters:
    """Which part of the study a table is about; empty tuples mean everything.

    ``all_text`` counts moderator, assistant and interpreter too; ``union`` merges overlapping
    segments of several coders with one code. Names are those of the study, codes are ids.
    """

    coders: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    transcripts: tuple[str, ...] = ()
    all_text: bool = False
    union: bool = False
    sets: tuple[str, ...] = ()
    """Names of sets whose transcripts are added to ``transcripts``."""
