"""What every part of a project shares."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from qualcode.domain.errors import BadInput
from qualcode.domain.people import Coder
from qualcode.project.actions import Action
from qualcode.store.database import Database

if TYPE_CHECKING:
    from qualcode.project.project import Project


class Room:
    """A part of a project: its database, its present coder, and the way to act."""

    def __init__(self, project: Project) -> None:
        """Take the project this is a part of."""
        self.project = project

    @property
    def database(self) -> Database:
        """The project's database."""
        return self.project.database

    @property
    def coder(self) -> Coder:
        """Who is coding."""
        return self.project.coder

    def act(self, kind: str, **details: Any) -> AbstractContextManager[Action]:
        """One action of the present coder."""
        return self.project.actions.action(self.coder, kind, **details)

    def transcript_ids(self, names: tuple[str, ...] | list[str]) -> list[str]:
        """Ids of the named transcripts; of all where none is named. Raises BadInput."""
        known = self.project.transcripts.names()
        for name in names:
            if name not in known:
                raise BadInput(f"there is no transcript “{name}” in the study")
        return [known[name] for name in names] if names else list(known.values())
