"""The decoded original of a file that was read: what the places of its turns point into."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.project.transcripts import FileReading


def decoded(file: FileReading, encoding: str | None = None) -> str:
    """The text of the file as its reader saw it (also in a thread); raises BadInput.

    ``encoding`` is the one that the user gave when it was read.
    """
    from qualcode.formats.read.transcript import decoded_text

    return decoded_text(file.data, file.path.name, encoding=encoding)


def heads(text: str, file_name: str, delimiter: str = "") -> tuple[str, ...]:
    """The names of the columns of a decoded table; empty where it is none.

    ``delimiter`` is the mark or its name, where the user gave one.
    """
    from qualcode.formats.read.delimited import DELIMITER_NAMES, read_grid
    from qualcode.formats.read.table import table_of

    marks = {name: mark for mark, name in DELIMITER_NAMES.items()}
    fixed = "" if file_name.lower().endswith(".csv") else "\t" if "\t" in text else ""
    grid = read_grid(text, file_name, marks.get(delimiter, delimiter) or fixed)
    return tuple(column.name for column in table_of(grid).columns) if len(grid) else ()
