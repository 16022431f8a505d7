"""What an edit of a text did to the segments on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, astuple, dataclass, fields
from typing import TYPE_CHECKING, Any

from qualcode.domain.alignment import Verdict
from qualcode.domain.tables import Table

if TYPE_CHECKING:
    from qualcode.project.project import Project


@dataclass(frozen=True, slots=True)
class CarriedSegment:
    """One segment of the present coder before and after: turns from 1, whole positions, texts.

    What comes after is None and empty where the segment is lost.
    """

    segment_id: str
    code: str
    verdict: Verdict
    turn: int
    turn_after: int | None
    start: int
    end: int
    start_after: int | None
    end_after: int | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class EditReport:
    """What becomes of a transcript: each own segment, and the numbers of the others'.

    ``kept``, ``gone`` and ``added`` count turns. Of other coders' coding no more than the
    numbers is told: a coder sees nobody else's before the comparison.
    """

    transcript: str
    segments: tuple[CarriedSegment, ...]
    others: Mapping[Verdict, int]
    kept: int
    gone: int
    added: int
    notes: tuple[str, ...] = ()

    @property
    def own(self) -> dict[Verdict, int]:
        """Numbers of own segments by verdict."""
        return dict(Counter(one.verdict for one in self.segments))

    def as_dict(self) -> dict[str, Any]:
        """The form in which the command line prints it."""
        return {
            "transcript": self.transcript,
            "turns": {"kept": self.kept, "gone": self.gone, "added": self.added},
            "segments": {each.value: self.own.get(each, 0) for each in Verdict},
            "others": {each.value: self.others.get(each, 0) for each in Verdict},
            "listed": [{**asdict(one), "verdict": one.verdict.value} for one in self.segments],
            "notes": list(self.notes),
        }


def table_of(project: Project, report: EditReport) -> Table:
    """The present coder's segments of a report as a table that can be written to a file."""
    columns = tuple(one.name for one in fields(CarriedSegment))
    rows = [
        tuple(cell.value if isinstance(cell, Verdict) else cell for cell in astuple(one))
        for one in report.segments
    ]
    recipe: dict[str, object] = {
        "transcript": report.transcript,
        "coders": [project.coder.name],
        "codebook_version": project.codebook.current().version,
        "others": {each.value: report.others.get(each, 0) for each in Verdict},
    }
    return Table("carried segments", columns, rows, recipe)
