from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
from itertools import combinations

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.widgets import Input, TextArea

import qualcode.tui
from qualcode.tui.commands.base import SAFE_KEYS, Command, Context, Group
from qualcode.tui.commands.matrix import MatrixCommand
from qualcode.tui.commands.registry import (
    all_commands,
    commands_by_name,
    footer_commands,
    key_table,
)
from qualcode.tui.screens.footing import with_keys

VIEWS = (
    Context.DASHBOARD,
    Context.SPEAKERS,
    Context.CODE_VIEW,
    Context.MATRIX,
    Context.GROUP,
    Context.QUESTIONS,
    Context.SEARCH,
    Context.MEMOS,
    Context.HISTORY,
    Context.VERSIONS,
)
TOGETHER = (
    {Context.READER, Context.STUDY, Context.VIEW, Context.EVERYWHERE},
    {Context.CODES, Context.LIST, Context.STUDY, Context.VIEW, Context.EVERYWHERE},
    {Context.DOCUMENTS, Context.LIST, Context.STUDY, Context.VIEW, Context.EVERYWHERE},
    *({Context.VIEW, Context.AWAY, Context.LIST, Context.EVERYWHERE, one} for one in VIEWS),
    {Context.LIST, Context.PALETTE},
    {Context.LIST, Context.IMPORT},
    {Context.LIST, Context.PREVIEW},
    {Context.MEMO},
    {Context.START, Context.LIST, Context.EVERYWHERE},
    *(
        {Context.LIST, one}
        for one in (
            *(Context.CHOICE, Context.TO_READ, Context.AUTO_CODE, Context.SPLIT),
            *(Context.MARKING, Context.DIALOG),
        )
    ),
    {Context.DIALOG, Context.FORM},
)
"""Contexts that are active at the same time."""


@pytest.mark.parametrize("command", all_commands(), ids=lambda one: one.name())
def test_every_command_is_documented_and_named(command: type[Command]) -> None:
    assert command.help()
    assert command.help().endswith(".")
    assert command.label
    assert command.group in Group
    assert command.context in Context


@pytest.mark.parametrize("command", all_commands(), ids=lambda one: one.name())
def test_every_key_exists_on_every_keyboard_and_terminal(command: type[Command]) -> None:
    assert set(command.key_names()) <= SAFE_KEYS


@pytest.mark.parametrize("contexts", TOGETHER, ids=lambda one: "+".join(sorted(one)))
def test_no_two_commands_share_a_key(contexts: set[Context]) -> None:
    active = [one for one in all_commands() if one.context in contexts]
    for one, other in combinations(active, 2):
        inner = Context.LIST in contexts and Context.STUDY in {one.context, other.context}
        if inner and one.context is not other.context:
            continue  # The focused widget's keys come before the screen's.
        assert not set(one.key_names()) & set(other.key_names()), (one, other)


def test_the_keys_of_a_list_hide_only_keys_that_make_no_sense_in_it() -> None:
    lists = {
        key for one in all_commands() if one.context is Context.LIST for key in one.key_names()
    }
    coding = {
        key for one in all_commands() if one.context is Context.STUDY for key in one.key_names()
    }
    assert not lists & coding


def test_names_are_unique_and_can_be_found() -> None:
    assert len(commands_by_name()) == len(all_commands())
    assert commands_by_name()["NextUnit"].label == "next unit"


def test_letters_after_g_are_unique() -> None:
    letters = [command.go for command in all_commands() if command.go]
    assert len(letters) == len(set(letters))
    assert set("dwsvmfnhblktupq") <= set(letters)


def test_the_footer_lists_the_most_useful_first() -> None:
    order = [command.footer for command in footer_commands()]
    assert order == sorted(order)


def test_the_key_table_has_every_key_of_the_design() -> None:
    shown = " ".join(row.key for row in key_table()).split()
    wanted = (
        "↓ j ↑ k → ← shift+↓ shift+↑ + = - t T p P PgUp PgDn Home End < > ( ) 1-9 . c v ⏎ x d m"
    )
    wanted += " q W b y Y u U s S o O e E / n N g Tab : ctrl+p ? F1 z i f ctrl+q Q"
    assert set(wanted.split()) <= set(shown)


def test_the_registry_needs_no_textual() -> None:
    code = (
        "import sys; from qualcode.tui.commands.registry import key_table; key_table(); "
        "sys.exit('textual' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


TEXT_FIELDS = {
    "Entry": "letters, cursor and deletion of Textual's Input",
    "TextEntry": "letters, cursor and deletion of Textual's TextArea",
}
"""Widgets in which keys edit text, with what these keys are."""


def classes_with_keys() -> list[type[DOMNode]]:
    """Every program, screen and widget of qualcode."""
    for module in pkgutil.walk_packages(qualcode.tui.__path__, "qualcode.tui."):
        importlib.import_module(module.name)
    found, waiting = [], [DOMNode]
    while waiting:
        below = waiting.pop().__subclasses__()
        waiting += below
        found += [one for one in below if one.__module__.startswith("qualcode.")]
    return list(dict.fromkeys(found))


def bindings_of(one: type[DOMNode]) -> list[Binding]:
    """All keys that a class has, its own and those of its bases."""
    merged = one._merged_bindings
    return [b for several in merged.key_to_bindings.values() for b in several] if merged else []


def test_every_key_of_every_screen_and_widget_comes_from_a_command() -> None:
    classes = classes_with_keys()
    assert {"StartScreen", "AutoCodeDialog", "HelpScreen", "Confirm", "Workbench", "LineList"} <= {
        one.__name__ for one in classes
    }
    for one in classes:
        if one.__name__ in TEXT_FIELDS:
            assert issubclass(one, Input | TextArea), one
            continue
        for binding in bindings_of(one):
            assert binding.id in commands_by_name(), (one, binding)
            assert binding.action == f"app.command({binding.id!r})", (one, binding)


def test_each_command_has_its_key_where_it_is_listed() -> None:
    bound = {binding.id for one in classes_with_keys() for binding in bindings_of(one)}
    assert {one.name() for one in all_commands()} <= bound


@pytest.mark.parametrize("command", all_commands(), ids=lambda one: one.name())
def test_a_command_that_cannot_always_be_done_says_why(command: type[Command]) -> None:
    # There is always a table in the matrix.
    if command.possible in (Command.possible, MatrixCommand.possible):
        return
    own = command.excuse is not Command.excuse
    assert own or command.writes or command.needs, command
    if command.needs:
        assert with_keys(command.needs).endswith(".")
