"""Verified copies of the project, taken before every import and every change of its tables.

They lie in the user's state folder, away from synced folders. A copy gets its good name only
after it was opened, checked and counted. Thinning keeps all copies of two days, then one a day
for 12 days, one a week for 10 weeks and one a month for 9 months.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from qualcode.domain.errors import Damaged
from qualcode.domain.ids import now
from qualcode.project.places import private_folder, state_folder
from qualcode.store import sqlite

_STAMP = "%Y%m%dT%H%M%S%fZ"
_NAME = re.compile(r"(\d{8}T\d{12}Z)-[a-z-]+\.qualcode$")
_COUNTED = ("turn", "segment", "code", "memo")


def take(project: Path, study_id: str, reason: str) -> Path | None:
    """Copy, check and keep; None where the state folder cannot be written.

    Raises Damaged where the copy does not pass its check: the project itself is then damaged.
    """
    try:
        folder = private_folder(folder_of(project, study_id))
    except OSError:
        return None
    stamp = now().strftime(_STAMP)
    target = folder / f"{stamp}-{reason}.qualcode"
    working = target.with_suffix(".part")
    for left in folder.glob("*.part"):
        left.unlink(missing_ok=True)
    try:
        sqlite.copy_file(project, working)
        _verify(project, working)
    except OSError:
        working.unlink(missing_ok=True)
        return None
    except BaseException:
        working.unlink(missing_ok=True)
        raise
    working.replace(target)
    for old in superfluous(kept(folder), now()):
        old.unlink(missing_ok=True)
    return target


def folder_of(project: Path, study_id: str) -> Path:
    """Where the snapshots of a study at this place are kept; a copy elsewhere has its own."""
    return _root() / study_id / _place(project)


def newest_of(project: Path) -> Path | None:
    """The newest snapshot taken of the file at this place, whatever its present state; or None."""
    found = [one for folder in _root().glob(f"*/{_place(project)}") for one in kept(folder)]
    return max(found, key=lambda snapshot: snapshot.name, default=None)


def _root() -> Path:
    return state_folder() / "snapshots"


def _place(project: Path) -> str:
    """A place as a folder's name, which does not give the place away."""
    return hashlib.sha256(os.fsencode(project.resolve())).hexdigest()[:16]


def kept(folder: Path) -> list[Path]:
    """The snapshots in a study's folder, oldest first."""
    return sorted(path for path in folder.glob("*.qualcode") if _NAME.fullmatch(path.name))


def taken_at(snapshot: Path) -> datetime:
    """When a snapshot was taken, from its name."""
    stamp = snapshot.name.split("-", 1)[0]
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)


def superfluous(snapshots: Iterable[Path], today: datetime) -> list[Path]:
    """Those that the thinning rule lets go; one from the future is never let go."""
    seen: set[tuple[str, str]] = set()
    gone = []
    for path in sorted(snapshots, reverse=True):
        slot = _slot(taken_at(path), today)
        if slot is None:
            continue
        if slot in seen:
            gone.append(path)
        seen.add(slot)
    return gone


def _slot(moment: datetime, today: datetime) -> tuple[str, str] | None:
    """The day, week or month a snapshot stands for; None where every one is kept."""
    age = today - moment
    if age < timedelta(days=2):
        return None
    if age < timedelta(days=14):
        return ("day", moment.strftime("%Y-%m-%d"))
    if age < timedelta(days=84):
        return ("week", moment.strftime("%G-%V"))
    if age < timedelta(days=360):
        return ("month", moment.strftime("%Y-%m"))
    return ("older", "")


def _verify(project: Path, copy: Path) -> None:
    findings = sqlite.findings_in(copy)
    if findings:
        raise Damaged(f"{project.name} is damaged ({findings[0]}): run qualcode doctor on it")
    if not sqlite.rows_agree(project, copy, _COUNTED):
        raise Damaged(f"the snapshot of {project.name} is not complete")
