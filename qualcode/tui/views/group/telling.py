"""What the view of the group says of a cell, and of how a table is made."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping

from qualcode.analysis.group_questions import SHOWN as STANCES
from qualcode.analysis.group_replies import EVERYONE
from qualcode.domain import tables
from qualcode.domain.display import shortened
from qualcode.project.group import TO, GroupTable
from qualcode.tui.views.dashboard_rows import counted
from qualcode.tui.views.group.sheets import head_of, words_of
from qualcode.tui.widgets.painting import Pieces, pieces

TITLES = {
    GroupTable.CORPUS: "Corpus",
    GroupTable.PARTICIPANTS: "Participants",
    GroupTable.QUESTIONS: "Question by participant",
    GroupTable.REPLIES: "Who answers whom",
}
UNITS = {
    GroupTable.CORPUS: "a row is a transcript",
    GroupTable.PARTICIPANTS: "a row is a person, as printed",
    GroupTable.QUESTIONS: "a cell: a person, a question",
    GroupTable.REPLIES: "a cell counts answers",
}
MISSING = {
    "share_to_moderator": "no share, for the text of this speaker does not count",
    "date": "no date: an attribute of the group gives it",
    "minutes": "no times in this transcript, and no attribute of the group that says it",
    "moderator_share": "not a word",
    "coded_share": "no text that counts",
    "people_alike": "not known",
}
"""Why there is no figure in a column."""

NO_CODE = "no code of that name in the layer interaction of the codebook"
ORDERS = {1: "first", 2: "second", 3: "third"}
NAME = 40


def of_question(name: str, question: str, asked: str, row: Mapping[str, tables.Cell]) -> Pieces:
    """What a participant said to a question: order, turns, words, stances; or silence."""
    head = (f"{shortened(name, NAME)} × {question}: ", "muted")
    text = (f"  “{asked}”", "muted")
    if not row["asked"]:
        return pieces(head, ("not asked in this transcript", "strong"), text)
    if row["no_answer"]:
        return pieces(head, ("silent: asked, and not a turn", "strong"), text)
    order = row["order"]
    place = ORDERS.get(order, f"number {order}") if isinstance(order, int) else "–"
    said = f"{place} to answer, {counted(_int(row['turns']), 'turn')}, "
    said += counted(_int(row["words"]), "word")
    stances = [f"{name.replace('_', ' ')} {row[name]}" for name in STANCES if row[name] is not None]
    return pieces(head, (", ".join([said, *stances]), "strong"), text)


def of_replies(name: str, column: str, value: tables.Cell) -> Pieces:
    """A cell of who answers whom."""
    who = "all participants together" if name == EVERYONE else shortened(name, NAME)
    head = (f"{who}: ", "muted")
    if column == "role":
        return pieces(head, (str(value) or "–", "strong"))
    if value is None:
        told = MISSING.get(column, NO_CODE)
        told = "nobody of that name here" if column.startswith(TO) else told
        return pieces(head, (f"{head_of(column)}: {told}", "strong"))
    if column == "share_to_moderator":
        return pieces(
            head, (f"{words_of(column, value)} of the replies go to the moderator", "strong")
        )
    number = counted(_int(value), "reply", "replies")
    return pieces(head, (f"{number} {_which(column)}".rstrip(), "strong"))


def _which(column: str) -> str:
    if column == "replies":
        return "in all"
    if column == "to_moderator":
        return "to a moderator"
    if column.startswith(TO):
        return f"to {shortened(column.removeprefix(TO), NAME)}"
    return f"coded by you as “{column}”"


def of_row(name: str, column: str, value: tables.Cell, warning: str = "") -> Pieces:
    """A cell of another table: its row, its column, its value in full, the row's warning."""
    head = (f"{shortened(name, NAME)} × {head_of(column)}: ", "muted")
    more = [(f"  ! {warning}", "warn")] if warning and column != "warning" else []
    words = MISSING.get(column, "–") if value is None else words_of(column, value) or "–"
    return pieces(head, (words, "strong"), *more)


def made_words(table: tables.Table, command: str) -> Iterator[Pieces]:
    """How a table is made: its recipe's definitions, filters, versions, and the command."""
    recipe = table.recipe
    yield pieces(("The figures are those of this command, which also writes the recipe:", "muted"))
    yield pieces((command, "key"))
    yield ()
    for what, meaning in _mapping(recipe.get("definitions")).items():
        yield pieces((f"{what}: ", "accent"), str(meaning))
        yield ()
    for what, value in _mapping(recipe.get("filters")).items():
        told = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        yield pieces((f"only {what}: ", "muted"), told)
    for what, value in _mapping(recipe.get("sets")).items():
        yield pieces((f"set {what}: ", "muted"), str(value))
    for what in ("codebook_version", "data_hash", "group_data_hash"):
        if what in recipe:
            yield pieces((f"{what.replace('_', ' ')}: ", "muted"), str(recipe[what]))


def command_of(table: str, study: str, coder: str, transcript: str, set_name: str) -> str:
    """The command that exports a table as it is shown."""
    words = ["qualcode", "export", study, table, f"{table}.csv", "--coder", coder]
    words += ["--transcript", transcript] if transcript else []
    words += ["--set", set_name] if set_name and not transcript else []
    return shlex.join(words)


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _int(value: tables.Cell) -> int:
    return value if isinstance(value, int) else 0
