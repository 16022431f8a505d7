"""A codebook from a CSV file; every cell is kept, whatever the typed form makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from qualcode.domain.codebook import Code, Codebook, check_tree, slug
from qualcode.domain.errors import BadInput
from qualcode.domain.ids import new_id
from qualcode.formats.codebook_columns import FIELDS, cell_of, typed
from qualcode.formats.read.csv_text import column_key, read_sheet
from qualcode.formats.read.original import counted

_NOTHING = Codebook(())


@dataclass(frozen=True, slots=True)
class CodebookFile:
    """Codes of a file with fresh ids, the header as it stands there, sentences on the rest."""

    codes: tuple[Code, ...]
    columns: tuple[str, ...]
    problems: tuple[str, ...]


class _Row(NamedTuple):
    """A row with its line and its cells by field; ``extras`` by column name as in the file."""

    line: int
    known: dict[str, str]
    columns: dict[str, str]
    extras: dict[str, str]


def read_codebook(data: bytes, file_name: str, known: Codebook = _NOTHING) -> CodebookFile:
    """Codes from a CSV file; only a column ``code_id`` or ``name`` is needed.

    A parent is looked for in the file and then among the ``known`` codes, by code_id or name.
    Raises BadInput, naming file and line, for a repeated code_id, a missing parent, a cycle of
    parents, a row of another length than the header, and where there is no header.
    """
    sheet = read_sheet(data, file_name, FIELDS)
    columns, problems = _columns(sheet.header, file_name), list(sheet.problems)
    if not {"code_id", "name"} & {column_key(name) for name in columns}:
        seen = ", ".join(columns[:6])
        raise BadInput(f"{file_name}, line 1: there is no column code_id or name (found: {seen})")
    rows = []
    for line, cells in sheet.rows:
        if any(cells):
            rows.append(_row(line, cells, columns, file_name))
    codes = _with_keys(rows, file_name)
    codes = _with_parents(rows, codes, file_name, known)
    same = len(codes) - len({code.name.casefold() for code in codes})
    if same:
        problems.append(f"{counted(same, 'code has', 'codes have')} the name of another code.")
    return CodebookFile(tuple(codes), columns, tuple(problems))


def _columns(header: Sequence[str], file_name: str) -> tuple[str, ...]:
    """The header, without nameless columns at its end; each name stands once."""
    names = list(header)
    while names and not names[-1].strip():
        names.pop()
    keys = [column_key(name) for name in names]
    for number, (name, key) in enumerate(zip(names, keys, strict=True), start=1):
        if not key:
            raise BadInput(f"{file_name}, line 1: column {number} has no name")
        if keys.index(key) != number - 1:
            raise BadInput(f"{file_name}, line 1: the column “{name}” stands twice")
    return tuple(names)


def _row(line: int, cells: list[str], columns: Sequence[str], file_name: str) -> _Row:
    """The cells of a row by column; BadInput where there are more or fewer than columns."""
    if len(cells) < len(columns) or any(cells[len(columns) :]):
        found = f"{len(cells)} cells where the header has {len(columns)}"
        raise BadInput(f"{file_name}, line {line}: {found}")
    known, extras, names = {}, {}, {}
    for column, cell in zip(columns, cells, strict=False):
        key = column_key(column)
        if key in FIELDS:
            known[key], names[key] = cell, column
        else:
            extras[column] = cell
    if not known.get("code_id", "").strip() and not known.get("name", "").strip():
        raise BadInput(f"{file_name}, line {line}: neither code_id nor name is given")
    return _Row(line, known, names, extras)


def _with_keys(rows: Sequence[_Row], file_name: str) -> list[Code]:
    """A code per row, with its key, still without its parent."""
    codes: list[Code] = []
    lines: dict[str, int] = {}
    given = {row.known.get("code_id", "").strip() for row in rows}
    for row in rows:
        key = row.known.get("code_id", "").strip()
        if key in lines:
            first = lines[key]
            raise BadInput(
                f"{file_name}, line {row.line}: the code_id “{key}” stands in line {first} already"
            )
        key = key or _made_key(row.known, given | lines.keys())
        lines[key] = row.line
        codes.append(_code(row, key))
    return codes


def _made_key(known: dict[str, str], taken: set[str]) -> str:
    """A key from the path: that of the parent as written, and the name."""
    above = known.get("parent_id", "").strip()
    parts = [slug(part) for part in (above, known.get("name", "")) if part.strip()]
    key = stem = ".".join(parts)
    number = 2
    while key in taken:
        key, number = f"{stem}-{number}", number + 1
    return key


def _code(row: _Row, key: str) -> Code:
    """The typed form of a row; a cell that it does not give back exactly stays in extras."""
    name = row.known.get("name", "").strip() or key
    code = Code(id=new_id(), key=key, name=name, extras=dict(row.extras))
    fields = {field: typed(field, row.known[field]) for field in row.known if field in _TYPED}
    return replace(code, **fields)  # type: ignore[arg-type]


_TYPED = frozenset(FIELDS) - {"code_id", "parent_id", "level", "name"}


def _with_parents(
    rows: Sequence[_Row], codes: list[Code], file_name: str, known: Codebook
) -> list[Code]:
    """The codes with their parents, and with the cells that need keeping."""
    own, others = _Names(codes), _Names(known.codes)
    placed = []
    for row, code in zip(rows, codes, strict=True):
        above = row.known.get("parent_id", "").strip()
        parent = own.find(above) or others.find(above)
        if above and parent is None:
            several = own.has(above) or others.has(above)
            what = "names several codes" if several else "is not in the file or the study"
            raise BadInput(f"{file_name}, line {row.line}: the parent “{above}” {what}")
        placed.append(replace(code, parent_id=parent.id if parent else None))
    _check(rows, placed, file_name)
    book = Codebook((*placed, *known.codes))
    return [_kept(row, code, book) for row, code in zip(rows, placed, strict=True)]


class _Names:
    """Codes by key and by name."""

    def __init__(self, codes: Sequence[Code]) -> None:
        self._by_key = {code.key: code for code in codes}
        self._by_name: dict[str, list[Code]] = {}
        for code in codes:
            self._by_name.setdefault(code.name.casefold(), []).append(code)

    def find(self, text: str) -> Code | None:
        """The code of that key, or the only one of that name."""
        named = self._by_name.get(text.casefold(), [])
        return self._by_key.get(text) or (named[0] if len(named) == 1 else None)

    def has(self, text: str) -> bool:
        """Whether a code has that name."""
        return text.casefold() in self._by_name


def _check(rows: Sequence[_Row], codes: Sequence[Code], file_name: str) -> None:
    """Raise BadInput for a cycle, naming the line of a code in it."""
    parents = {code.id: code.parent_id for code in codes}
    for row, code in zip(rows, codes, strict=True):
        above, steps = code.parent_id, 0
        while above is not None and above != code.id and steps < len(codes):
            above, steps = parents.get(above), steps + 1
        if above == code.id:
            raise BadInput(
                f"{file_name}, line {row.line}: “{code.key}” stands above itself (a cycle)"
            )
    check_tree(replace(code, parent_id=None) for code in codes)


def _kept(row: _Row, code: Code, book: Codebook) -> Code:
    """The code with those known cells in extras that its fields would write otherwise."""
    extras = dict(code.extras)
    for field, cell in row.known.items():
        if cell_of(code, field, book) != cell:
            extras[row.columns[field]] = cell
    return replace(code, extras=extras)
