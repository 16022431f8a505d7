"""Tables as JSON: a list of objects, one line each."""

from __future__ import annotations

import json
from pathlib import Path

from qualcode.formats.write.cells import Sheet


def write_json(sheet: Sheet, _folder: Path, _flavour: str) -> bytes:
    """UTF-8, characters as they are; an undefined cell is null, figures are exact."""
    sheet.clean()
    sheet.note_bidi()
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    lines = [encode(dict(zip(sheet.names, row, strict=True))) for row in sheet.rows]
    text = "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"
    return text.encode("utf-8", "replace")
