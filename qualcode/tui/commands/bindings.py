"""Commands as Textual bindings; apart from the registry, which does not need Textual."""

from __future__ import annotations

from dataclasses import replace

from textual.binding import Binding, BindingsMap

from qualcode.tui.commands.base import Context
from qualcode.tui.commands.keymap import DEFAULT, active
from qualcode.tui.commands.registry import all_commands, commands_by_name

UNSET = "unset+"
"""Begins the place holder for the key of a command without one; no terminal sends it."""


def bindings_for(*contexts: Context) -> list[Binding]:
    """Bindings of the commands of these contexts; the id of each is the command's name."""
    return [
        Binding(
            command.key or f"{UNSET}{command.name()}",
            f"app.command({command.name()!r})",
            command.label,
            show=False,
            id=command.name(),
            priority=command.context is Context.EVERYWHERE and command.key.startswith("ctrl"),
        )
        for command in all_commands()
        if command.context in contexts
    ]


def binding_of(name: str, key: str) -> Binding:
    """One command's binding with one of its keys, for screens that leave out the others."""
    command = commands_by_name()[name]
    return Binding(key, f"app.command({name!r})", command.label, show=False, id=name)


def remapped(bindings: BindingsMap) -> BindingsMap:
    """The bindings with the keys in force; the same ones where those are the defaults.

    Done once for each widget. Textual's own keymap would be applied anew for every key that is
    pressed: 2 ms with a layout for all letters.
    """
    keymap = active()
    if keymap is DEFAULT or not bindings.key_to_bindings:
        return bindings
    found: dict[str, list[Binding]] = {}
    moved: dict[str, Binding] = {}
    for key, several in bindings.key_to_bindings.items():
        for binding in several:
            if binding.id and binding.id in keymap.keys:
                if binding.id not in moved or binding.priority:
                    moved[binding.id] = binding
            else:
                found.setdefault(key, []).append(binding)
    for name, binding in moved.items():
        everywhere = commands_by_name()[name].context is Context.EVERYWHERE
        for key in keymap.keys[name]:
            first = key.startswith("ctrl") if everywhere else binding.priority
            again = replace(binding, key=key, priority=first)
            found.setdefault(key, []).insert(0, again)
    for key in list(found):
        for other in keymap.aliases.get(key, ()):
            found.setdefault(other, [replace(one, key=other) for one in found[key]])
    return BindingsMap.from_keys(found)
