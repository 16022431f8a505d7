"""Completing paths of transcripts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from qualcode.formats.read.transcript import SUFFIXES

MOST_ENTRIES = 500


def expanded(text: str) -> Path:
    """The path that was typed, with ~ for the home folder."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def is_file(path: Path) -> bool:
    """Whether there is such a file; a name that the system does not take is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def entries_for(text: str) -> list[Path]:
    """Folders and transcripts that fit a path in the making; hidden ones are left out."""
    path = expanded(text)
    folder, start = (path, "") if text.endswith("/") or not text else (path.parent, path.name)
    try:
        found = [entry for entry in folder.iterdir() if _fits(entry, start)]
    except OSError:
        return []
    found.sort(key=lambda entry: (entry.is_file(), entry.name.casefold()))
    return found[:MOST_ENTRIES]


def _fits(entry: Path, start: str) -> bool:
    if entry.name.startswith(".") or not entry.name.casefold().startswith(start.casefold()):
        return False
    return entry.is_dir() or can_be_read(entry)


def files_in(folder: Path, *, deep: bool = False) -> Iterator[Path]:
    """The files of a folder by name, with ``deep`` also those of its subfolders.

    Hidden files and folders are left out, and links to folders are not followed.
    """
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if deep and not name.startswith("."))
        for name in sorted(names, key=str.casefold):
            path = Path(place, name)
            if not name.startswith(".") and is_file(path):
                yield path


def can_be_read(path: Path) -> bool:
    """Whether transcripts are read from files with this suffix."""
    return path.suffix.lower() in SUFFIXES
