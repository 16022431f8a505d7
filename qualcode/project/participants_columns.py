"""What the columns of a table about people mean: who, which label, which transcript, the rest."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from qualcode.domain.errors import BadInput
from qualcode.formats.read.csv_text import column_key

_PERSON = ("participant", "pseudonym")
_LABEL = ("speaker", "label", "name", "person", "who")
_NUMBER = ("code", "id", "nr", "no")
_TRANSCRIPT = ("transcript", "group", "focus_group", "file", "document")


@dataclass(frozen=True, slots=True)
class Columns:
    """Places of columns: the person's name, the label, the transcript; the others by name."""

    person: int | None
    label: int | None
    transcript: int | None
    attributes: dict[str, int]

    def name(self, cells: Sequence[str]) -> str:
        """The participant's name in a row, else the label."""
        named = cells[self.person] if self.person is not None else ""
        return named or self.said(cells)

    def said(self, cells: Sequence[str]) -> str:
        """The label in a row, else the participant's name."""
        label = cells[self.label] if self.label is not None else ""
        return label or (cells[self.person] if self.person is not None else "")

    def places(self, cells: Sequence[str]) -> list[str]:
        """The transcripts that a row names, separated by semicolons."""
        text = cells[self.transcript] if self.transcript is not None else ""
        return [part.strip() for part in text.split(";") if part.strip()]


def columns_of(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    key: str | None,
    transcripts: Collection[str],
    file_name: str,
) -> Columns:
    """The columns of a table of people; ``key`` names the one that labels are matched by.

    A column of transcripts is called so, or names one of ``transcripts`` (folded) at least.
    Raises BadInput for a key that is not there.
    """
    keys = [column_key(name) for name in header]
    person = _first(keys, _PERSON)
    likely = _LABEL if person is not None else (*_LABEL, *_NUMBER)
    label = find(header, key, file_name) if key else _first(keys, likely)
    if person is None and label is None:
        person = 0
    at = _first(keys, _TRANSCRIPT)
    if at is not None and keys[at] != _TRANSCRIPT[0] and not _names(rows, at, transcripts):
        at = None
    taken = {person, label, at}
    rest = {name: place for place, name in enumerate(header) if place not in taken}
    return Columns(person, label, at, rest)


def group_columns(header: Sequence[str], key: str | None, file_name: str) -> Columns:
    """The columns of a table of transcripts; ``key``, else the first likely one, names them."""
    keys = [column_key(name) for name in header]
    at = find(header, key, file_name) if key else (_first(keys, (*_TRANSCRIPT, "name")) or 0)
    rest = {name: place for place, name in enumerate(header) if place != at}
    return Columns(at, None, None, rest)


def find(header: Sequence[str], name: str, file_name: str) -> int:
    """The place of a column; raises BadInput where it is not there."""
    keys = [column_key(one) for one in header]
    if column_key(name) not in keys:
        raise BadInput(f"{file_name} has no column “{name}”; it has {', '.join(header)}")
    return keys.index(column_key(name))


def _first(keys: Sequence[str], wanted: Sequence[str]) -> int | None:
    return next((keys.index(name) for name in wanted if name in keys), None)


def _names(rows: Sequence[Sequence[str]], at: int, known: Collection[str]) -> bool:
    parts = (part.strip().casefold() for cells in rows for part in cells[at].split(";"))
    return any(part in known for part in parts)
