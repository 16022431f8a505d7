"""Which table of transcribers' marks goes for a study."""

from __future__ import annotations

from pathlib import Path

from qualcode import settings
from qualcode.domain.marks import MarkRule, MarkSpan, marks, rules_for
from qualcode.project.demo import source_folder
from qualcode.project.files import file_bytes

FILE = "verbatim_marks.csv"


def marks_file(study: Path) -> Path:
    """The table beside the study, else the one of the settings, else the one that comes along."""
    for place in (study.parent, settings.folder()):
        if (place / FILE).is_file():
            return place / FILE
    return source_folder() / "codebooks" / FILE


def mark_table(study: Path) -> tuple[MarkRule, ...]:
    """The rules of that table; raises BadInput, naming the file, where it cannot be used."""
    from qualcode.formats.read.marks import read_marks

    path = marks_file(study)
    return read_marks(file_bytes(path), path.name)


def marks_in(study: Path, text: str) -> tuple[MarkSpan, ...]:
    """The marks in the whole text of a transcript of the study, by its table."""
    return marks(text, rules_for(mark_table(study), text))
