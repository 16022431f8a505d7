"""The one door to a study: open, act, undo, ask."""

from __future__ import annotations

from qualcode.project.opening import create_project, open_project
from qualcode.project.project import Project

__all__ = ["Project", "create_project", "open_project"]
