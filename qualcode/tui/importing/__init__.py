"""The import: choose files, look at what was understood of each, decide, take them in."""

from __future__ import annotations

from qualcode.tui.importing.screen import ImportScreen

__all__ = ["ImportScreen"]
