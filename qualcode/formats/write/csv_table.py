"""Tables as CSV: exact cells (data) or cells that no spreadsheet runs (spreadsheet)."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from qualcode.formats.write.cells import BIDI, FORMULA, Sheet, defused

_UNDEFINED = [f"{edge}{figure}" for edge in ",\n" for figure in ("nan", "inf", "-inf")]


def write_csv(sheet: Sheet, _folder: Path, flavour: str) -> bytes:
    """UTF-8 with CRLF rows; an undefined cell is empty, figures are exact."""
    if flavour == "spreadsheet":
        _defuse(sheet)
    text = _text(sheet)
    # Looking into the finished text is ten times faster than looking at every cell.
    if any(found in text for found in _UNDEFINED) or not _encodable(text):
        sheet.clean()
        text = _text(sheet)
    if not text.isascii() and BIDI.search(text):
        sheet.note_bidi()
    return text.encode("utf-8", "replace")


def _text(sheet: Sheet) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(sheet.names)
    writer.writerows(sheet.rows)
    return out.getvalue()


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _defuse(sheet: Sheet) -> None:
    places = sheet.change(defused, FORMULA, sheet.texts())
    names = [defused(name) for name in sheet.names]
    places += [f"header “{a}”" for a, b in zip(sheet.names, names, strict=True) if a != b]
    sheet.note("that would start a formula got an apostrophe", places)
    sheet.names = names
