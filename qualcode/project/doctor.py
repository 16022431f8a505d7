"""Examination of a project: integrity, references, positions and quotations."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from qualcode.domain.codebook import check_tree
from qualcode.domain.errors import BadInput, Damaged, NoSuchProject, QualcodeError
from qualcode.project import snapshots
from qualcode.project.lock import ProjectLock
from qualcode.project.opening import sqlite_check
from qualcode.store import codes, journal, migrate, segments, sqlite, study, transcripts
from qualcode.store.database import Database


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found, and what was looked at."""

    path: Path
    findings: tuple[str, ...]
    checked: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings

    def as_dict(self) -> dict[str, Any]:
        """The form in which the command line prints it."""
        return {
            "project": str(self.path),
            "ok": self.ok,
            "findings": list(self.findings),
            "checked": list(self.checked),
        }

    def as_text(self) -> str:
        """The examination in lines."""
        lines = [f"checked: {', '.join(self.checked)}"]
        lines += list(self.findings) or ["nothing is wrong"]
        return "\n".join(lines)


def examine(path: Path) -> Examination:
    """Examine a project without changing it; what is damaged is a finding, not an error.

    Raises NoSuchProject and BadInput where there is no project to examine.
    """
    if not path.exists():
        raise NoSuchProject(f"there is no project {path}")
    try:
        sqlite_check(path)
    except BadInput as error:
        # Without a header it might be any file; where we have copied it before, it is ours.
        if snapshots.newest_of(path) is None:
            raise
        return Examination(path, (str(error), *_offer(path)), ("header",))
    try:
        database = Database(_connection(path))
    except Damaged as error:
        return Examination(path, (str(error), *_offer(path)), ("opening",))
    try:
        return _examine(path, database)
    finally:
        database.close()


def _connection(path: Path) -> Any:
    if ProjectLock(path).held_elsewhere():
        return partial(sqlite.copy_into_memory, path)
    return partial(sqlite.connect, path)


def _examine(path: Path, database: Database) -> Examination:
    findings = database.ask(sqlite.integrity_findings)
    checked = ["integrity", "references"]
    try:
        others = database.ask(sqlite.foreign_objects)
        findings += [f"“{name}” does not belong here" for name in others]
        if not migrate.check_revision(database, path.name):
            findings.append("the tables are not those of this version of qualcode")
        else:
            findings += [] if study.stored_id(database) else ["the row of the study is missing"]
            for check in (_positions, _originals, _codebook, _journal):
                findings += check(database)
            findings += database.ask(sqlite.index_findings)
            checked += ["positions", "quotations", "originals", "codebook", "journal"]
            checked += ["search index"]
    except QualcodeError as error:
        findings.append(str(error))
    return Examination(path, (*findings, *(_offer(path) if findings else ())), tuple(checked))


def _positions(database: Database) -> list[str]:
    findings = segments.misplaced(database)
    for name, _, sequence, text, digest in transcripts.stored_turns(database):
        if transcripts.digest(text) != digest:
            findings.append(f"the text of turn {sequence + 1} of {name} is not as it was stored")
    return findings


def _originals(database: Database) -> list[str]:
    findings = []
    for one in transcripts.infos(database):
        data = transcripts.original_bytes(database, one.id)
        if data is not None and hashlib.sha256(data).hexdigest() != one.sha256:
            findings.append(f"the original of {one.name} is not as it was imported")
    return findings


def _codebook(database: Database) -> list[str]:
    try:
        check_tree(codes.load(database).codes)
    except QualcodeError as error:
        return [str(error)]
    return []


def _journal(database: Database) -> list[str]:
    findings = []
    for entry in journal.entries(database):
        try:
            journal.payload(database, entry.sequence)
        except Damaged as error:
            findings.append(f"entry {entry.sequence} of the journal: {error}")
    return findings


def _offer(path: Path) -> tuple[str, ...]:
    """The newest good snapshot of this file, by time."""
    newest = snapshots.newest_of(path)
    if newest is None:
        return ()
    moment = snapshots.taken_at(newest).strftime("%Y-%m-%d %H:%M UTC")
    return (f"the newest snapshot of this file is of {moment}: {newest}",)
