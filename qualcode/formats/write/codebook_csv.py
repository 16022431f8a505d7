"""The codebook as a CSV file, every cell as it came as long as it still says the same."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from qualcode.domain.codebook import Code, Codebook
from qualcode.formats.codebook_columns import COLUMNS, FIELDS, cell_of, typed
from qualcode.formats.read.csv_text import column_key


def write_codebook(codes: Sequence[Code], columns: Sequence[str] = ()) -> bytes:
    """UTF-8 bytes of a CSV table with CRLF rows, one code per row in the given order.

    ``columns`` is the header of the file the codes came from; empty means the default columns.
    """
    book = Codebook(tuple(codes))
    header = list(columns) or _default_columns(codes)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    for code in codes:
        writer.writerow([_cell(code, column, book) for column in header])
    return out.getvalue().encode("utf-8", "replace")


def _default_columns(codes: Sequence[Code]) -> list[str]:
    """The default header and, after it, every extra column that holds something."""
    more = {
        column: None
        for code in codes
        for column in code.extras
        if column_key(column) not in COLUMNS
    }
    return [*COLUMNS, *more]


def _cell(code: Code, column: str, book: Codebook) -> str:
    """A cell: as it stood in the file, unless its field was changed since."""
    field = column_key(column)
    kept = code.extras.get(column)
    if field not in FIELDS:
        return kept or ""
    cell = cell_of(code, field, book)
    return kept if kept is not None and _means(kept, code, field, book) else cell


def _means(kept: str, code: Code, field: str, book: Codebook) -> bool:
    """Whether the cell as it came still states what the code holds."""
    text = kept.strip()
    if field == "name":
        return (text or code.key) == code.name
    if field == "code_id":
        # A key that was made from the path is made again; one that was given is trimmed.
        return text in ("", code.key)
    if field == "parent_id":
        return _is_parent(text, code, book)
    if field == "level":
        # Moving a code drops the level that came with it, so what is here still stands.
        return True
    return bool(typed(field, kept) == getattr(code, field))


def _is_parent(text: str, code: Code, book: Codebook) -> bool:
    parent = book.by_id.get(code.parent_id) if code.parent_id else None
    if parent is None:
        return not text
    return text == parent.key or text.casefold() == parent.name.casefold()
