"""The codebook as a CSV file: taken in as one action, written out cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.domain.codebook import MERGED_FROM, TEXT_FIELDS, Code, Codebook, check_tree
from qualcode.domain.errors import BadInput
from qualcode.formats.codebook_columns import COLUMNS
from qualcode.formats.read.codebook_csv import CodebookFile, read_codebook
from qualcode.formats.read.csv_text import column_key
from qualcode.formats.write.codebook_csv import write_codebook
from qualcode.formats.write.files import replace_file
from qualcode.project.actions import Action
from qualcode.project.codebook import check_name
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
    gone = tuple(_gone(book, one) for one in found.codes if _is_gone(book, one))
    merged = _merged(book, replace(found, codes=_living(book, found.codes)))
    _check_names(book, merged.values(), path.name)
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
    return CodebookImport(added, changed, unchanged, (*found.problems, *gone))


def _check_names(book: Codebook, made: Iterable[Code], file_name: str) -> None:
    """Raise BadInput for a name that no code can be given; names that are there already stay."""
    for one in made:
        known = book.by_id.get(one.id)
        if known is None or known.name != one.name:
            try:
                check_name(one.name)
            except BadInput as error:
                raise BadInput(f"{file_name}: the code_id “{one.key}”: {error}") from error


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


def _is_gone(book: Codebook, one: Code) -> bool:
    known = book.by_key.get(one.key)
    return known is not None and known.merged_into is not None


def _gone(book: Codebook, one: Code) -> str:
    after = book.successor(book.by_key[one.key])
    return f"“{one.key}” was merged into “{after.key}” and stays so"


def _living(book: Codebook, found: Sequence[Code]) -> tuple[Code, ...]:
    """The file's codes without those that were merged; what stood under one goes with it."""
    after = {
        one.id: book.successor(book.by_key[one.key]).id for one in found if _is_gone(book, one)
    }
    living = (one for one in found if one.id not in after)
    return tuple(
        replace(one, parent_id=_after(book, after, one.parent_id)) if one.parent_id else one
        for one in living
    )


def _after(book: Codebook, after: dict[str, str], parent: str) -> str:
    known = book.by_id.get(parent)
    return after.get(parent, book.successor(known).id if known else parent)


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
    known = column_key(MERGED_FROM)
    taken_over = known not in stated and any(MERGED_FROM in one.extras for one in held)
    return [*header, *more, *([MERGED_FROM] if taken_over else [])]


def _parents_first(book: Codebook, merged: dict[str, Code]) -> list[Code]:
    """Codes in an order in which each parent of the file stands before its children."""
    whole = Codebook((*(one for one in book.codes if one.id not in merged), *merged.values()))
    return [one for _, one in whole.walk() if one.id in merged]
