"""The user's file of keys: read and checked, and a sample of it with every command."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from qualcode import settings
from qualcode.tui.commands.base import Command, Context, Group
from qualcode.tui.commands.keymap import DEFAULT, Keymap
from qualcode.tui.commands.meeting import clash
from qualcode.tui.commands.registry import all_commands
from qualcode.tui.keyboard import BadKey, aliases, characters_of_keys, key_named, key_of

GO = "go"
"""The table of letters after g; all other tables hold keys."""

OF_LISTS = frozenset({"enter", "escape", "tab", "shift+tab"})
"""Keys that choose and leave in every list."""

WAYS_OUT = ("Quit", "QuitHere", "AllCommands")

HEADING = """\
# Keys of qualcode. Take away the “# ” before a line to change the keys of that command:
#     Command = "key, key"        "" takes its keys away
# A key is a character (j, J, ?), or comma, space, enter, tab, escape, backspace, delete, insert,
# up, down, left, right, home, end, pageup, pagedown, f1 to f24; with shift+, ctrl+ or alt+ before
# it as far as terminals send that (“qualcode keys --show” tells). “qualcode keys --check” lists
# what is wrong with this file; as long as something is, the default keys hold.
"""


class LoadedKeys(NamedTuple):
    """The keymap, and a sentence for each thing that is wrong, or else worth knowing."""

    keymap: Keymap
    problems: list[str]
    found: list[str]
    """Both what is wrong and what is worth knowing."""


@dataclass
class _Wanted:
    """What a file asks for, by name of the command."""

    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    go: dict[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def keys_path() -> Path:
    """The file of keys; it may not exist yet."""
    return settings.folder() / "keys.toml"


def load(
    path: Path | None = None, *, layouts: Iterable[str] = (), words: bool = False
) -> LoadedKeys:
    """Read the keys; with an error in the file the defaults hold, whatever else it says."""
    path = path or keys_path()
    values, problem = settings.read_toml(path)
    wanted = _Wanted(errors=[problem] if problem else [])
    if values:
        _read(values, wanted)
        _resolve(wanted)
        wanted.errors = [f"{path}: {error}" for error in wanted.errors]
        wanted.notes = [f"{path}: {note}" for note in wanted.notes]
    if wanted.errors:
        wanted.keys, wanted.go = {}, {}
    found = [*wanted.errors, *wanted.notes]
    return LoadedKeys(_keymap(wanted, layouts, words), wanted.errors or wanted.notes, found)


def _keymap(wanted: _Wanted, layouts: Iterable[str], words: bool) -> Keymap:
    layouts = tuple(layouts)
    if not (wanted.keys or wanted.go or layouts or words):
        return DEFAULT
    changed = {command.__doc__ for command in all_commands() if command.name() in wanted.keys}
    retold = [command.name() for command in all_commands() if command.__doc__ in changed]
    latin = aliases(layouts)
    same: dict[str, list[str]] = defaultdict(list)
    taken = {key for command in all_commands() for key in _keys(command, wanted.keys)}
    for own, letter in latin.items():
        if key_of(own) not in taken:
            same[key_of(letter)].append(key_of(own))
    return Keymap(
        keys=wanted.keys,
        go=wanted.go,
        retold=frozenset(retold),
        aliases={key: tuple(others) for key, others in same.items()},
        latin=latin,
        words=words,
    )


def _keys(command: type[Command], changed: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return changed.get(command.name(), command.default_keys())


# Reading


def _read(values: Mapping[str, Any], wanted: _Wanted) -> None:
    known = {command.name() for command in all_commands()}
    for table, entries in _tables(values):
        for name, value in entries.items():
            if name not in known:
                near = get_close_matches(name, known, 1)
                more = f"; did you mean {near[0]}?" if near else "."
                wanted.errors.append(f"there is no command {name}{more}")
            elif table == GO:
                _take_letter(name, value, wanted)
            else:
                _take_keys(name, value, wanted)


def _tables(values: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    loose = {name: value for name, value in values.items() if not isinstance(value, dict)}
    tables = [(name, value) for name, value in values.items() if isinstance(value, dict)]
    return [("", loose), *tables]


def _take_keys(name: str, value: object, wanted: _Wanted) -> None:
    if isinstance(value, str):
        given = [value.strip()] if len(value.strip()) <= 1 else value.split(",")
    elif isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        given = value
    else:
        wanted.errors.append(f'the keys of {name} must be text in quotes, such as "x, f5".')
        return
    if name in wanted.keys:
        wanted.errors.append(f"{name} stands there twice.")
    found = []
    for word in given:
        try:
            found += [key_named(word)] if word.strip() else []
        except BadKey as error:
            wanted.errors.append(f"{name}: {error}.")
    wanted.keys[name] = tuple(dict.fromkeys(found))


def _take_letter(name: str, value: object, wanted: _Wanted) -> None:
    if isinstance(value, str) and len(value) <= 1 and (value.isprintable() and value != " "):
        wanted.go[name] = value
    else:
        wanted.errors.append(f"the letter of {name} after g must be one character in quotes.")


# Checking


def _resolve(wanted: _Wanted) -> None:
    """Find what cannot be, and take keys away from defaults that lose them."""
    for name, keys in wanted.keys.items():
        command = _named(name)
        for key in OF_LISTS.intersection(keys) - set(command.default_keys()):
            if command.context is Context.LIST:
                wanted.errors.append(f"{name}: {key} chooses or leaves in every list.")
    explicit = frozenset(wanted.keys)
    holders: dict[str, list[type[Command]]] = defaultdict(list)
    for command in all_commands():
        for key in _keys(command, wanted.keys):
            holders[key].append(command)
    for key, commands in holders.items():
        for one, other in combinations(commands, 2):
            if clash(one, other, key):
                _settle(key, one, other, explicit, wanted)
    _resolve_letters(wanted)
    if not any(_keys(_named(name), wanted.keys) for name in WAYS_OUT):
        wanted.errors.append(f"no key would lead out: {', '.join(WAYS_OUT)} have none.")
    if not _keys(_named("CloseDialog"), wanted.keys):
        wanted.errors.append("no key would close a dialog: CloseDialog has none.")


def _settle(
    key: str,
    one: type[Command],
    other: type[Command],
    explicit: frozenset[str],
    wanted: _Wanted,
) -> None:
    """Two commands have one key: a default gives way, two wishes are an error."""
    given = [command for command in (one, other) if command.name() in explicit]
    shown = written(key)
    if len(given) == 2:
        wanted.errors.append(
            f"{one.name()} ({one.context}) and {other.name()} ({other.context}) both have {shown}."
        )
    elif given:
        loser = other if given[0] is one else one
        wanted.keys[loser.name()] = tuple(left for left in _keys(loser, wanted.keys) if left != key)
        wanted.notes.append(
            f"{given[0].name()} takes {shown} from {loser.name()}; "
            f'give {loser.name()} a key of its own, or "".'
        )


def _resolve_letters(wanted: _Wanted) -> None:
    letters: dict[str, list[type[Command]]] = defaultdict(list)
    explicit = frozenset(wanted.go)
    for command in all_commands():
        if letter := wanted.go.get(command.name(), command.go):
            letters[letter].append(command)
    for letter, commands in letters.items():
        given = [command for command in commands if command.name() in explicit]
        if len(given) > 1:
            names = " and ".join(command.name() for command in given)
            wanted.errors.append(f"{names} both have {letter} after g.")
        for command in commands if given else ():
            if command.name() not in explicit:
                wanted.go[command.name()] = ""
                wanted.notes.append(
                    f"{given[0].name()} takes {letter} after g from {command.name()}."
                )


def _named(name: str) -> type[Command]:
    return next(command for command in all_commands() if command.name() == name)


# The sample


def written(key: str) -> str:
    """A key as it stands in the file: a character where it is one."""
    return "comma" if key == "comma" else characters_of_keys().get(key, key)


def sample() -> str:
    """The documented file: every command with its help and its default keys, as comments."""
    lines = [HEADING, "[keys]"]
    for group in Group:
        commands = [command for command in all_commands() if command.group is group]
        lines += ["", f"# {group.value}", ""] if commands else []
        for command in commands:
            keys = ", ".join(written(key) for key in command.default_keys())
            lines += [f"# {command.help()} ({command.context.value})"]
            lines += [f"# {command.name()} = {json.dumps(keys, ensure_ascii=False)}"]
    lines += ["", f"[{GO}]", "# The letters after g; any command may have one.", ""]
    for command in all_commands():
        if command.go:
            lines += [f"# {command.help()}", f"# {command.name()} = {json.dumps(command.go)}"]
    return "\n".join([*lines, ""])
