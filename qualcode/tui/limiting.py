"""The set of transcripts to which the lists and views of the screen are limited."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.domain.sets import TranscriptSet
    from qualcode.project import Project


class Limit:
    """Remembers the chosen set by its id, so that another name or other contents are followed."""

    def __init__(self) -> None:
        """Begin with all transcripts."""
        self.set_id = ""

    def present(self, project: Project) -> TranscriptSet | None:
        """The chosen set; None where none is chosen, or it is not there any more."""
        if not self.set_id:
            return None
        return next((one for one in project.sets.all() if one.id == self.set_id), None)

    def names(self, project: Project) -> tuple[str, ...] | None:
        """Names of the transcripts that are let through, perhaps none; None for all of them."""
        chosen = self.present(project)
        return None if chosen is None else project.sets.names_in(chosen.name)

    def name(self, project: Project) -> str:
        """Name of the chosen set; "" where there is none."""
        chosen = self.present(project)
        return chosen.name if chosen else ""
