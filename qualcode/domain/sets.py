"""Sets of transcripts: chosen one by one, or by conditions on what is known of them."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from qualcode.domain.attributes import date_of, number_of

_CONDITION = re.compile(r"\s*([^=<>!]+?)\s*(<=|>=|!=|=|<|>)\s*(.*?)\s*", re.DOTALL)
_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True, slots=True)
class Condition:
    """``name=value,value`` (one of these), ``name!=value`` (none of these), ``name<number``."""

    name: str
    sign: str
    values: tuple[str, ...]

    def __str__(self) -> str:
        """The condition as it is typed."""
        return f"{self.name}{self.sign}{','.join(self.values)}"

    def holds(self, values: Collection[str]) -> bool:
        """Whether it is true of somebody or something that has these values."""
        if self.sign in _COMPARED:
            return any(self._compared(value) for value in values)
        wanted = {value.casefold() for value in self.values}
        met = any(value.casefold() in wanted for value in values)
        return met if self.sign == "=" else not met

    def _compared(self, value: str) -> bool:
        compare, limit = _COMPARED[self.sign], self.values[0]
        for read in (date_of, number_of):
            left, right = read(value), read(limit)
            if left is not None and right is not None:
                return compare(left, right)
        return False


@dataclass(frozen=True, slots=True)
class TranscriptSet:
    """A named set: transcripts (ids) that were chosen, or those that meet all conditions."""

    id: str
    name: str
    transcripts: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()


def condition(text: str) -> Condition:
    """A condition as it was typed; raises ValueError, with a reason, for anything else."""
    found = _CONDITION.fullmatch(text)
    values = tuple(part.strip() for part in found[3].split(",")) if found else ()
    if found is None or not any(values):
        raise ValueError(f"“{text}” is no condition: write attribute=value, or attribute>number")
    name, sign = found[1], found[2]
    comparable = len(values) == 1 and any(
        read(values[0]) is not None for read in (date_of, number_of)
    )
    if sign in _COMPARED and not comparable:
        raise ValueError(f"“{text}”: {sign} needs one number or date (2025-05-14)")
    return Condition(name, sign, values)
