"""What the view of the group says where there is nothing to show: what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.analysis.group_people import ALONE, NOBODY_KNOWN
from qualcode.domain import tables
from qualcode.project.group import GroupTable
from qualcode.tui.views.group.sheets import Measure

if TYPE_CHECKING:
    from qualcode.project import Project

OPENING = (GroupTable.QUESTIONS, GroupTable.REPLIES)
"""The tables whose cells stand for turns."""

STANCES = (Measure.AGREE, Measure.DISSENT, Measure.FOR, Measure.AGAINST)
"""Measures that count turns by how they are coded."""


NO_SETS = "none yet: {MakeSet} makes one of transcripts you mark, {MakeSetWhere} by conditions"


def warning(table: tables.Table | None) -> str:
    """What is to be known of a table before its figures, in words; "" where nothing is."""
    if table is None:
        return ""
    if table.name == GroupTable.PARTICIPANTS:
        return _about_people(table)
    if table.name == GroupTable.QUESTIONS:
        asked = table.columns.index("asked")
        if not any(row[asked] for row in table.rows):
            return "no question is assigned to a turn yet: {GoQuestions} finds where they are asked"
    return ""


def _about_people(table: tables.Table) -> str:
    """Who stands alone with the printed values; else how people come in where nobody is known."""
    number = sum(row[-1] == ALONE for row in table.rows)
    if number:
        who = "1 person" if number == 1 else f"{number} people"
        return f"! {who} may be recognised (see warning)"
    if table.rows and all(row[-1] == NOBODY_KNOWN for row in table.rows):
        return "nobody is known behind the labels yet: {ImportGroupData} takes people in"
    return ""


def nothing(tab: str, project: Project, *, limited: bool) -> tuple[str, ...]:
    """A first sentence, and what to do next."""
    if not project.transcripts.names():
        return (
            "There are no transcripts yet.",
            "Press Esc and import files with {ImportFiles}; then this shows the group as data.",
        )
    if limited:
        return (
            "The chosen set holds no transcript at present.",
            "{ShowSets} shows the sets: Enter on “all transcripts” shows everything again.",
        )
    if tab == GroupTable.QUESTIONS and not project.guide.questions():
        return (
            "There is no topic guide yet, so nobody knows what was asked.",
            "{ImportGroupData} takes one from a text file with a question per line, as "
            "“qualcode guide STUDY import FILE” does. Then {GoQuestions} finds the moderator's "
            "turns that ask its questions.",
        )
    if tab == GroupTable.PARTICIPANTS:
        return (
            "Nobody is known yet: no participants, and no label with the role of a participant.",
            "{ImportGroupData} takes people with their attributes from a table (.csv, .xlsx), as "
            "“qualcode participants STUDY import FILE” does. In {GoSpeakers}, r gives a label "
            "its role and p says who it is.",
        )
    return (
        "Nobody is named in these transcripts.",
        "Lines such as “Anna: …” name speakers at import; {GoSpeakers} shows who is known.",
    )
