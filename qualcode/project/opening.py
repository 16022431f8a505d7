"""Making and opening projects."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from qualcode.domain.errors import BadInput, Damaged, Locked, NoSuchProject
from qualcode.project import snapshots
from qualcode.project.lock import ProjectLock
from qualcode.project.places import coder_name, is_writable, private_folder
from qualcode.project.project import Project
from qualcode.store import migrate, sqlite, study
from qualcode.store.database import Database

SUFFIX = ".qualcode"
LONGEST_NAME = 220
"""In bytes; file systems take 255, and the journal and the lock have longer names."""


def project_path(path: Path) -> Path:
    """The project file that is meant: the suffix may be left out.

    Raises BadInput for a name that no project can have.
    """
    if not path.name or len(os.fsencode(path.name)) > LONGEST_NAME:
        raise BadInput(f"“{path}” is no name for a project, or too long a one")
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


def create_project(
    path: Path, *, title: str = "", approach: str = "reliability", coder: str | None = None
) -> Project:
    """Make a project and open it for writing; raises BadInput where it exists."""
    if approach not in study.APPROACHES:
        raise BadInput(f"“{approach}” is no approach: use one of {', '.join(study.APPROACHES)}")
    path = project_path(path)
    if path.exists():
        raise BadInput(f"{path} exists already: open it, or choose another name")
    try:
        private_folder(path.parent)
    except OSError as error:
        raise BadInput(f"{path.parent} cannot be made: {error.strerror}") from error
    working = path.with_name(f".{path.name}.part")
    working.unlink(missing_ok=True)
    sqlite.create(working)
    try:
        database = Database(partial(sqlite.connect, working))
        try:
            migrate.upgrade(database)
            study.create(
                database, title or path.stem, approach, random.SystemRandom().getrandbits(31)
            )
        finally:
            database.close()
        working.rename(path)
    finally:
        working.unlink(missing_ok=True)
    return open_project(path, coder=coder)


def open_project(
    path: Path, *, coder: str | None = None, write: bool = True, wait_readonly: bool = False
) -> Project:
    """Open a project; with ``write`` under its lock.

    Raises NoSuchProject, BadInput (not a project, a newer version), Damaged, and Locked where
    another program writes, unless ``wait_readonly`` asks to read in that case.
    """
    path = _existing(path)
    sqlite_check(path)
    if not write:
        return _open_for_reading(path, coder, "opened for reading")
    lock = ProjectLock(path)
    if not is_writable(path) or not is_writable(path.parent):
        return _open_for_reading(path, coder, "the file or its folder is read-only")
    try:
        lock.acquire()
    except Locked as error:
        if not wait_readonly:
            raise
        return _open_for_reading(path, coder, str(error))
    except (OSError, NotImplementedError) as error:
        return _open_for_reading(path, coder, f"its folder takes no lock file ({error})")
    try:
        return _open_for_writing(path, coder, lock)
    except BaseException:
        lock.release()
        raise


def sqlite_check(path: Path) -> None:
    """Raise BadInput where the file is not a qualcode project."""
    try:
        sqlite.check_header(path)
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}") from error


def _existing(path: Path) -> Path:
    if path.is_dir():
        raise BadInput(f"{path} is a folder, not a qualcode project: name the file in it")
    if not path.exists() and project_path(path).exists():
        path = project_path(path)
    if not path.exists():
        raise NoSuchProject(f"there is no project {path}: check the path, or make a new one")
    return path


def _open_for_writing(path: Path, coder: str | None, lock: ProjectLock) -> Project:
    notice = ""
    if _hot_journal(path):
        notice = "the last session ended suddenly; its unfinished change was taken back"
    database = Database(partial(sqlite.connect, path))
    try:
        if not _is_current(database, path):
            study_id = study.stored_id(database)
            snapshots.take(path, study_id or "unknown", "before-migration")
            migrate.upgrade(database)
        database.settle()
        return Project(path, database, coder_name(coder), lock=lock, notice=notice)
    except BaseException:
        database.close()
        raise


def _open_for_reading(path: Path, coder: str | None, why: str) -> Project:
    database, notice = Database(_reading_connection(path)), why
    try:
        if not _is_current(database, path):
            database = _brought_up_to_date(database)
            notice = f"{why}; it is of an older version and is read from a copy in memory"
        return Project(path, database, coder_name(coder), read_only=why, notice=notice)
    except BaseException:
        database.close()
        raise


def _brought_up_to_date(older: Database) -> Database:
    """A private copy in memory with the tables of this version; the older one is closed."""
    copy = older.ask(sqlite.private_copy)
    older.close()
    database = Database(lambda: copy)
    try:
        migrate.upgrade(database)
        database.ask(sqlite.forbid_writing)
    except BaseException:
        database.close()
        raise
    return database


def _is_current(database: Database, path: Path) -> bool:
    """Whether the tables are this version's; Damaged where someone put more than tables in."""
    others = database.ask(sqlite.foreign_objects)
    if others:
        names = ", ".join(f"“{name}”" for name in others)
        raise Damaged(f"{path.name} holds {names}, which no qualcode project does: it stays shut")
    return migrate.check_revision(database, path.name)


def _reading_connection(path: Path) -> Callable[[], sqlite3.Connection]:
    """How to read without ever standing in a writer's way, or on a read-only disk."""
    if _hot_journal(path) and not (is_writable(path) and is_writable(path.parent)):
        return partial(_copy_with_journal, path)
    if ProjectLock(path).held_elsewhere():
        return partial(sqlite.copy_into_memory, path)
    if _hot_journal(path):
        # Opening for writing once rolls the unfinished change back.
        sqlite.connect(path).close()
    return partial(sqlite.connect, path, read_only=True)


def _copy_with_journal(path: Path) -> sqlite3.Connection:
    """Read a project whose hot journal lies on a read-only disk, from private copies of both."""
    with tempfile.TemporaryDirectory(prefix="qualcode-") as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        shutil.copyfile(_journal_of(path), _journal_of(copy))
        sqlite.connect(copy).close()
        return sqlite.copy_into_memory(copy)


def _journal_of(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def _hot_journal(path: Path) -> bool:
    journal = _journal_of(path)
    try:
        return journal.stat().st_size > 0
    except OSError:
        return False
