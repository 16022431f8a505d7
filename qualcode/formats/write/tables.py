"""Tables to files, each with the recipe that made it beside it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from qualcode.domain.errors import BadInput
from qualcode.domain.tables import Table
from qualcode.formats.write.cells import Sheet
from qualcode.formats.write.csv_table import write_csv
from qualcode.formats.write.files import move, put, real_target, workshop
from qualcode.formats.write.json_table import write_json
from qualcode.formats.write.md_table import write_markdown
from qualcode.formats.write.xlsx_table import write_xlsx

FLAVOURS = ("data", "spreadsheet")
"""``data`` keeps every cell exactly; ``spreadsheet`` defuses what looks like a formula in CSV."""

RECIPE = ".recipe.json"

WRITERS: Mapping[str, Callable[[Sheet, Path, str], bytes]] = {
    ".csv": write_csv,
    ".xlsx": write_xlsx,
    ".json": write_json,
    ".md": write_markdown,
}
"""Formats by suffix; a writer takes the cells, a folder for its work and the flavour."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written where, and sentences on cells that could not be kept as they are."""

    path: Path
    recipe_path: Path
    notes: tuple[str, ...]


def check_target(target: Path, own: Path | None = None) -> bool:
    """Whether a table would replace a file there.

    Raises BadInput for an unknown format, a folder or a place that cannot be, and for ``own``, the
    file of the study.
    """
    suffix = target.suffix.lower()
    if suffix not in WRITERS:
        known = ", ".join(WRITERS)
        raise BadInput(f"{target}: tables are written as {known}, not as “{suffix}”")
    real = real_target(target)
    if own is not None and real == own.resolve():
        raise BadInput(f"{target} is the study itself")
    return real.exists()


def write_table(table: Table, target: Path, flavour: str = "data") -> Written:
    """Write a table and its recipe; both old files stay until both new ones are whole.

    Raises BadInput for an unknown format or flavour, a folder as target or a table that the
    format cannot hold, Refused where the disk does not allow it.
    """
    check_target(target)
    suffix = target.suffix.lower()
    if flavour not in FLAVOURS:
        raise BadInput(f"there is no flavour “{flavour}”: use {' or '.join(FLAVOURS)}")
    if len(set(table.columns)) != len(table.columns):
        raise BadInput(f"the table {table.name} has two columns of one name")
    recipe_path = target.with_name(target.name + RECIPE)
    recipe_target = real_target(recipe_path)
    with workshop(target) as folder:
        sheet = Sheet(table)
        product = WRITERS[suffix](sheet, folder, flavour)
        made = put(folder, "product", product)
        recipe = _recipe(table, sheet, suffix, flavour, product)
        old = recipe_target.read_bytes() if recipe_target.is_file() else None
        with workshop(recipe_path) as beside:
            move(put(beside, "recipe", recipe), recipe_path)
            try:
                move(made, target)
            except OSError:
                _take_back(beside, recipe_target, old)
                raise
    return Written(target, recipe_path, tuple(sheet.notes))


def _take_back(folder: Path, recipe_target: Path, old: bytes | None) -> None:
    """The recipe as it was, since its product did not come into place."""
    if old is None:
        recipe_target.unlink(missing_ok=True)
    else:
        move(put(folder, "old", old), recipe_target)


def _recipe(table: Table, sheet: Sheet, suffix: str, flavour: str, product: bytes) -> bytes:
    """The recipe as JSON: the table's own, and how this file was made of it."""
    recipe = {
        "table": table.name,
        "rows": len(table.rows),
        **table.recipe,
        "format": suffix.removeprefix("."),
        "flavour": flavour,
        "notes": sheet.notes,
        "sha256": hashlib.sha256(product).hexdigest(),
    }
    text = json.dumps(
        recipe, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False, default=_plain
    )
    return (text + "\n").encode("utf-8", "replace")


def _plain(value: object) -> object:
    """Sets in a fixed order, anything else as text."""
    if isinstance(value, set | frozenset):
        return sorted(value, key=str)
    return str(value)
