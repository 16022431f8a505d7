"""All commands; footer, help, palette, bindings and ``qualcode keys`` read this one list."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from qualcode.tui.commands import (
    answers,
    code,
    code_view,
    dashboard,
    dialogs,
    editing,
    find,
    going,
    group,
    history,
    importing,
    lists,
    marks,
    matrix,
    memos,
    move,
    questions,
    reading,
    search,
    speakers,
    tour,
    tree,
    versions,
    view,
)
from qualcode.tui.commands.base import Command, Context, Group
from qualcode.tui.commands.keymap import active


@cache
def all_commands() -> tuple[type[Command], ...]:
    """Every command of the program, in the order of the help."""
    return (
        *move.COMMANDS,
        *code.COMMANDS,
        *marks.COMMANDS,
        *answers.COMMANDS,
        *editing.COMMANDS,
        *find.COMMANDS,
        *reading.COMMANDS,
        *tree.COMMANDS,
        *going.COMMANDS,
        *view.COMMANDS,
        *speakers.COMMANDS,
        *tour.COMMANDS,
        *versions.COMMANDS,
        *code_view.COMMANDS,
        *matrix.COMMANDS,
        *group.COMMANDS,
        *questions.COMMANDS,
        *dashboard.COMMANDS,
        *memos.COMMANDS,
        *history.COMMANDS,
        *search.COMMANDS,
        *lists.COMMANDS,
        *dialogs.COMMANDS,
        *importing.COMMANDS,
    )


@cache
def commands_by_name() -> dict[str, Command]:
    """An instance of each command by its name."""
    return {command.name(): command() for command in all_commands()}


@cache
def footer_commands() -> tuple[Command, ...]:
    """Commands that the footer may show, the most useful first."""
    found = [command for command in commands_by_name().values() if command.footer]
    return tuple(sorted(found, key=lambda command: command.footer))


class KeyRow(NamedTuple):
    """One line of the table of keys."""

    group: Group
    key: str
    name: str
    label: str
    context: Context
    help: str


def key_table() -> list[KeyRow]:
    """Every command with its key, as the help and ``qualcode keys`` show it."""
    rows = []
    for command in all_commands():
        if command.listed or command.name() in active().retold:
            key = command.way_text()
            name, label = command.name(), command.label
            rows.append(KeyRow(command.group, key, name, label, command.context, command.help()))
    order = list(Group)
    return sorted(rows, key=lambda row: order.index(row.group))
