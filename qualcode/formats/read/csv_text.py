"""Rows of a CSV file of any of the usual dialects, each with its line number."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from typing import NamedTuple

from qualcode.domain.errors import BadInput
from qualcode.formats.read.decode import decode_exactly
from qualcode.formats.read.original import MAX_BYTES

csv.field_size_limit(MAX_BYTES)

DELIMITERS = ",;\t"


class Sheet(NamedTuple):
    """A CSV file: header cells, the rest as (line, cells), sentences on its characters."""

    header: list[str]
    rows: Iterator[tuple[int, list[str]]]
    problems: tuple[str, ...]


def read_sheet(data: bytes, file_name: str, known: Collection[str]) -> Sheet:
    """The header and rows of a CSV file whose header should hold one of the ``known`` names.

    The delimiter (comma, semicolon, tab) is the one under which the header has most known
    names. Raises BadInput where the file is empty or (while iterating) a quote stays open.
    """
    if len(data) > MAX_BYTES:
        raise BadInput(f"{file_name} is larger than {MAX_BYTES // 2**20} MB, the limit for tables")
    original = decode_exactly(data, file_name)
    text = original.text
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    delimiter = _delimiter(text, known)
    rows = _rows(text, delimiter, file_name)
    _, header = next(rows, (0, []))
    if not header:
        raise BadInput(f"{file_name} is empty: a header row is needed")
    return Sheet(header, rows, original.problems)


def _rows(text: str, delimiter: str, file_name: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not an empty line, with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadInput(f"{file_name}, line {line}: not a CSV row ({error})") from None


def _delimiter(text: str, known: Collection[str]) -> str:
    best, most = ",", 0
    start = text.lstrip("\r\n")
    for delimiter in DELIMITERS:
        try:
            header = next(csv.reader(io.StringIO(start, newline=""), delimiter=delimiter), [])
        except csv.Error:
            continue
        score = sum(1 for cell in header if column_key(cell) in known)
        if score > most:
            best, most = delimiter, score
    return best


def column_key(name: str) -> str:
    """A column name as it is compared: case, white space and hyphens do not matter."""
    return name.strip().casefold().replace(" ", "_").replace("-", "_")
