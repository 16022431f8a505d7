"""Where qualcode keeps what is not the study: snapshots, logs, settings."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import PlatformDirs

from qualcode import settings
from qualcode.project.lock import user_name

_DIRS = PlatformDirs("qualcode", appauthor=False)


def private_folder(path: Path) -> Path:
    """Make the folder if need be, for its owner only; raises OSError where that is impossible."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def state_folder() -> Path:
    """Folder of snapshots and logs (not made here)."""
    return Path(_DIRS.user_state_dir)


def coder_name(given: str | None) -> str:
    """Who is coding: the given name, else the configured one, else the login name."""
    return (given or "").strip() or settings.load().settings.coder.strip() or user_name()


def is_writable(path: Path) -> bool:
    """Whether a file or folder can be written to by this user."""
    return os.access(path, os.W_OK)
