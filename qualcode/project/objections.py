"""Why a file that was read cannot be added: it is there already, or its name is taken.

And what files of one name are called, so that both can be.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.domain.text import one_line

if TYPE_CHECKING:
    from qualcode.project.transcripts import FileReading


def names_by_folder(paths: Iterable[Path], before: Iterable[Path] = ()) -> dict[Path, str]:
    """Of two files of one name in different folders the second one's name, with its folder.

    ``before`` are files that were chosen earlier. Files that keep their own name are not in it.
    """
    folders: dict[str, str] = {}
    for path in before:
        folders.setdefault(path.stem, _folder(path))
    return {
        path: one_line(f"{os.path.basename(_folder(path))} {path.stem}")
        for path in paths
        if folders.setdefault(path.stem, _folder(path)) != _folder(path)
    }


def _folder(path: Path) -> str:
    return os.path.dirname(os.path.abspath(path))


def objections(files: Iterable[FileReading], names: Collection[str]) -> list[str]:
    """For each file the sentence why it cannot be added after those before it, or ``""``.

    ``names`` are those of the transcripts in the study.
    """
    taken = set(names)
    twins: dict[str, str] = {}
    found = []
    for file in files:
        why = _objection(file, taken, twins)
        if not why:
            twins[file.sha256] = file.path.name
            taken.add(file.name)
        found.append(why)
    return found


def _objection(file: FileReading, taken: Collection[str], twins: dict[str, str]) -> str:
    if file.duplicate_of:
        return f"{file.path.name} is in the study already, as “{file.duplicate_of}”"
    if file.sha256 in twins:
        return f"{file.path.name} is the same file as {twins[file.sha256]}"
    if file.name in taken:
        return f"there is a transcript “{file.name}” already: rename one of them"
    return ""
