"""One writer at a time: an operating-system lock on a file beside the project.

The lock is free the moment its holder ends, however it ends; the file says who holds it.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from qualcode.domain.errors import Locked
from qualcode.domain.ids import now


class ProjectLock:
    """The right to write to a project, held from ``acquire`` to ``release``."""

    def __init__(self, project: Path) -> None:
        """Take the project's path; the lock file is the hidden ``.NAME.qualcode.lock``."""
        self.name = project.name
        self.path = project.with_name(f".{project.name}.lock")
        self._lock = FileLock(self.path, timeout=0, mode=0o600)

    def acquire(self) -> None:
        """Take the lock, or raise Locked with who has it; OSError where the folder is read-only."""
        try:
            self._lock.acquire()
        except Timeout:
            raise Locked(self._holder()) from None
        who = {
            "user": user_name(),
            "host": platform.node(),
            "process": os.getpid(),
            "since": now().isoformat(timespec="seconds"),
        }
        with suppress(OSError):  # a full disk: the lock holds all the same
            self.path.write_text(json.dumps(who), encoding="utf-8")

    def release(self) -> None:
        """Give the lock back.

        The file stays, empty: removing it while another program waits would let two in.
        """
        if self._lock.is_locked:
            with suppress(OSError):  # the folder may be gone
                os.truncate(self.path, 0)
            self._lock.release()

    def held_elsewhere(self) -> bool:
        """Whether another program holds the lock; False where no lock can be had at all."""
        if not self.path.exists():
            return False
        try:
            self._lock.acquire()
        except Timeout:
            return True
        except OSError:
            return False
        self._lock.release()
        return False

    def _holder(self) -> str:
        try:
            who = json.loads(self.path.read_text(encoding="utf-8"))
            text = f"{who['user']} on {who['host']} (process {who['process']}) since {who['since']}"
        except (OSError, ValueError, KeyError, TypeError):
            text = "another program"
        return f"{self.name} is open for coding by {text}"


def user_name() -> str:
    """The login name, or 'coder' where the system knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "coder"
