"""Undo and redo across edits of a text: nothing may come back onto words it was not put on.

Segments and suggestions are kept as places in turns. Where a step back or forward would write
such places into a turn whose text is not what it was when they were made, it is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.domain.errors import Refused
from qualcode.store import editing, journal
from qualcode.store.changes import Change, Log, Row
from qualcode.store.editing import TextStep
from qualcode.store.journal import REDO, UNDO, Entry
from qualcode.store.schema import metadata

if TYPE_CHECKING:
    from qualcode.project.project import Project

CORRECT = "correct turn"
SPLIT = "split turn"
JOIN = "join turns"
SPEAKER = "change speaker of turn"
REPLACE = "replace transcript"

TEXT_KINDS = frozenset({CORRECT, SPLIT, JOIN, REPLACE})
"""The kinds of actions that change the text under segments."""

EDIT_KINDS = TEXT_KINDS | {SPEAKER}

_PLACES = ("segment", "suggestion")


def make_way(project: Project, entry: Entry, log: Log, *, undone: bool) -> None:
    """Before a step: move readers out of turns that will go with it."""
    if entry.kind in TEXT_KINDS:
        leaving = [one for one in log if one["table"] == "turn" and _goes(one, undone)]
        ids = {row["id"] for one in leaving for row in one.get("rows") or [one["after"]]}
        editing.leave_turns(project.database.connection, ids)


def _goes(change: Change, undone: bool) -> bool:
    return change["op"] == ("insert" if undone else "delete")


def check_text(project: Project, entry: Entry, log: Log, *, undone: bool) -> None:
    """After a step, in its transaction: raise Refused where it breaks what was coded later."""
    steps = editing.text_steps(project.database, TEXT_KINDS)
    if not steps:
        return
    last, moment = editing.last_step(project.database, entry.sequence)
    if entry.kind in TEXT_KINDS:
        own = {row for table in _PLACES for row in _written(log, table, undone)[0]}
        if editing.coded_since(project.database, sorted(edited_turns(log)), moment) - own:
            raise Refused("later work depends on it: something was coded in the text as it is now")
    differing = _standing_then(steps, last) ^ _standing_now(steps)
    differing -= {entry.sequence}
    if not differing:
        return
    written = _places_written(project, log, undone)
    for sequence in differing if written else ():
        edit = journal.payload(project.database, sequence)
        # What an edit did that was purged is not known any more: it may have been anything.
        if edit is not None and not written & edited_turns(edit):
            continue
        raise Refused("the text it was made on has been edited since")


def _standing_now(steps: list[TextStep]) -> set[int]:
    return {step.sequence for step in steps if step.target is None and not step.undone}


def _standing_then(steps: list[TextStep], last: int) -> set[int]:
    """Sequence numbers of the edits that stood when an entry of the journal was written."""
    standing: set[int] = set()
    for step in steps:
        if step.sequence > last:
            break
        if step.kind == UNDO:
            standing.discard(step.target or 0)
        else:
            standing.add(step.target if step.kind == REDO and step.target else step.sequence)
    return standing


def edited_turns(log: Log) -> set[str]:
    """Ids of the turns whose text a log changes, brings or takes."""
    found: set[str] = set()
    for change in log:
        if change["table"] != "turn":
            continue
        if change["op"] == "update":
            found.update([change["id"]] if "text" in change["after"] else [])
        elif change["op"] != "bulk":
            found.update(row["id"] for row in change.get("rows") or [change["after"]])
    return found


def _written(log: Log, table: str, undone: bool) -> tuple[set[str], set[str]]:
    """Rows that a step writes with a place: their ids, and the turns where images name them."""
    ids: set[str] = set()
    turns: set[str] = set()
    for change in log:
        if change["table"] != table:
            continue
        images = _images(change, undone)
        ids.update(change["id"] if change["op"] == "update" else row["id"] for row in images)
        turns.update(
            row[name] for row in images for name in ("start_turn_id", "end_turn_id") if name in row
        )
    return ids, turns


def _images(change: Change, undone: bool) -> list[Row]:
    """The images with a place that a step puts into the table."""
    if change["op"] == "update":
        image = change["before" if undone else "after"]
        places = {"start_turn_id", "start_offset", "end_turn_id", "end_offset"}
        return [image] if places & image.keys() else []
    if _goes(change, undone) or change["op"] == ("bulk" if undone else "delete"):
        return []
    return change.get("rows") or [change["after"]]


def _places_written(project: Project, log: Log, undone: bool) -> set[str]:
    """The turns into which a step writes places."""
    found: set[str] = set()
    for name in _PLACES:
        ids, turns = _written(log, name, undone)
        found |= turns | editing.turns_of(project.database, metadata.tables[name], sorted(ids))
    return found
