"""The environment of processes that qualcode starts for its own work."""

from __future__ import annotations

import os
from pathlib import Path

_KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "SYSTEMROOT", "VIRTUAL_ENV", "LD_LIBRARY_PATH")


def child_environment(**more: str) -> dict[str, str]:
    """Environment of a child: this package, no proxy, no other variable of the user."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    package_root = str(Path(__file__).resolve().parents[1])
    inherited = os.environ.get("PYTHONPATH")
    path = os.pathsep.join(filter(None, (package_root, inherited)))
    return {**kept, "PYTHONPATH": path, "PYTHONUTF8": "1", **more}
