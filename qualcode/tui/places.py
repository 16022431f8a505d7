"""Where the program keeps what is not part of a study: recent studies."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from platformdirs import user_state_path

MOST_RECENT = 9


def state_folder() -> Path:
    """Folder of the log and the list of recent studies; it may not exist yet."""
    return user_state_path("qualcode", appauthor=False)


def recent_studies() -> list[Path]:
    """Studies that were open and are still there, the latest first."""
    try:
        stored = json.loads((state_folder() / "recent.json").read_text("utf-8"))
    except (OSError, ValueError):
        return []
    paths = [Path(entry) for entry in stored if isinstance(entry, str)]
    return [path for path in paths if path.exists()][:MOST_RECENT]


def remember_study(path: Path) -> None:
    """Put a study first in the list; silent where the folder cannot be written."""
    path = path.resolve()
    known = [str(other) for other in recent_studies() if other != path]
    _write("recent.json", json.dumps([str(path), *known][:MOST_RECENT]))


def _write(name: str, text: str) -> None:
    with contextlib.suppress(OSError):
        state_folder().mkdir(parents=True, exist_ok=True, mode=0o700)
        target = state_folder() / name
        partial = target.with_suffix(f".{os.getpid()}")
        partial.write_text(text, "utf-8")
        partial.chmod(0o600)
        partial.replace(target)
