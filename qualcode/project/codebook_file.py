"""The codebook as a CSV file: taken in as one action, written out cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.domain.codebook import TEXT_FIELDS, Code, Codebook, check_tree
from qualcode.formats.codebook_columns import COLUMNS
from qualcode.formats.read.codebook_csv import CodebookFile, read_codebook
from qualcode.formats.read.csv_text import column_key
from qualcode.formats.write.codebook_csv import write_codebook
from qualcode.formats.write.files import replace_file
from qualcode.project.actions import Action
from qualcode.project.files import file_bytes
from qualcode.store import codes, study
from qualcode.store.schema import code
from qualcode.store.schema import study as study_table

if TYPE_CHECKING:
    from qualcode.project.project import Project


@dataclass(frozen=True, slots=True)
class CodebookImport:
    """What a codebook file brought: numbers of codes, and what was noticed."""

    added: int
    changed: int
    unchanged: int
    problems: tuple[str, ...]


def import_codebook(project: Project, path: Path) -> CodebookImport:
    """Take the codes of a CSV file: known keys are updated, others added; one action.

    A verified snapshot is taken first; BadInput names file and line of what is wrong.
    """
    book = project.codebook.current()
    found = read_codebook(file_bytes(path), path.name, book)
    merged = _merged(book, found)
    check_tree([*(one for one in book.codes if one.id not in merged), *merged.values()])
    project.snapshot("before-codebook-import")
    added = changed = 0
    with project.actions.action(project.coder, "import codebook", codes=len(merged)) as work:
        for one in _parents_first(book, merged):
            row = codes.row_of(one)
            if one.id not in book.by_id:
                work.insert(code, row)
                added += 1
            else:
                changed += work.update(code, one.id, **{k: row[k] for k in row if k != "id"})
        _remember_columns(project, work, found.columns)
    project.codebook.clear()
    unchanged = len(merged) - added - changed
    return CodebookImport(added, changed, unchanged, found.problems)


def export_codebook(project: Project, path: Path) -> int:
    """Write the codebook as CSV, every cell as it came; the number of codes."""
    ordered = [one for _, one in project.codebook.current().walk()]
    columns = _columns(study.load(project.database).codebook_columns, ordered)
    replace_file(path, write_codebook(ordered, columns))
    return len(ordered)


def _remember_columns(project: Project, work: Action, columns: Sequence[str]) -> None:
    known = study.load(project.database).codebook_columns
    more = [name for name in columns if name not in known]
    work.update(study_table, project.id, codebook_columns=[*known, *more])


def _merged(book: Codebook, file: CodebookFile) -> dict[str, Code]:
    """The codes as they will be, by id; of a known code only the file's columns change.

    Without a column for the order, those that are added stand last, in the order of the file.
    """
    known = book.by_key
    ids = {one.id: known[one.key].id if one.key in known else one.id for one in file.codes}
    columns = {column_key(name) for name in file.columns}
    stated = columns & (TEXT_FIELDS | {"sort", "parent_id"})
    merged = {}
    last: dict[str | None, int] = {}
    for one in file.codes:
        parent = ids.get(one.parent_id, one.parent_id) if one.parent_id else None
        made = replace(one, id=ids[one.id], parent_id=parent)
        if made.key in known:
            present = known[made.key]
            kept = {k: v for k, v in present.extras.items() if column_key(k) not in columns}
            values = {name: getattr(made, name) for name in stated}
            made = replace(present, **values, extras={**kept, **made.extras})
        elif "sort" not in columns:
            last[parent] = last.get(parent, _last_sort(book, parent)) + 10
            made = replace(made, sort=last[parent])
        merged[made.id] = made
    return merged


def _last_sort(book: Codebook, parent: str | None) -> int:
    return max((one.sort for one in book.children.get(parent, ())), default=0)


def _columns(header: Sequence[str], held: Sequence[Code]) -> list[str]:
    """The header of the files that came in, and after it the fields that hold more by now."""
    if not header:
        return []
    stated, blank = {column_key(name) for name in header}, Code("", "", "")
    more = [
        name
        for name in COLUMNS
        if name in TEXT_FIELDS | {"parent_id"}
        and name not in stated
        and any(getattr(one, name) != getattr(blank, name) for one in held)
    ]
    return [*header, *more]


def _parents_first(book: Codebook, merged: dict[str, Code]) -> list[Code]:
    """Codes in an order in which each parent of the file stands before its children."""
    whole = Codebook((*(one for one in book.codes if one.id not in merged), *merged.values()))
    return [one for _, one in whole.walk() if one.id in merged]
