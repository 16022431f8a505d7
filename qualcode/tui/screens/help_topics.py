"""What the help says, from the commands themselves: what works here first, then everything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from qualcode.tui.commands.base import Context, Group
from qualcode.tui.commands.registry import KeyRow, commands_by_name, key_table
from qualcode.tui.screens.footing import first_key

MOUSE = (
    ("click", "select the unit under the pointer"),
    ("double click", "select the word; three clicks select the sentence"),
    ("drag", "select freely, by whole words; at the edge the text scrolls along"),
    ("click a speaker", "select the turn"),
    ("click a bracket", "select that segment and show its code"),
    ("drag an end", "of a bracket, or of a segment in the text: move this boundary, by words"),
    ("click ··· turns ···", "open the turns that this row stands for"),
    ("wheel", "scroll the text, the selection stays"),
    ("shift+drag", "the terminal's own selection, for copying"),
)

SHARED = frozenset({Context.STUDY, Context.VIEW, Context.AWAY, Context.EVERYWHERE, Context.LIST})
"""Contexts that are no place of their own: their keys stand after those of the focused panel."""


class Entry(NamedTuple):
    """One line of the help: the key, what it does, and the name of its command ("" for others)."""

    key: str
    text: str
    name: str = ""
    label: str = ""


class Topic(NamedTuple):
    """Some entries under a heading."""

    heading: str
    entries: tuple[Entry, ...]


def topics(here: Iterable[Context], files: Sequence[tuple[str, str]], *, place: str) -> list[Topic]:
    """All topics: keys of these contexts by group, the other keys, the mouse, the files.

    ``place`` names the panel or view that has the focus, ``files`` are (what, where).
    """
    contexts = frozenset(here)
    shared = SHARED - {Context.STUDY} if Context.READER in contexts else SHARED
    own = [row for row in key_table() if row.context in contexts - shared]
    near = [row for row in key_table() if row.context in contexts & shared]
    rest = [row for row in key_table() if row.context not in contexts]
    found = [_topic(f"Here: {place}", group, rows) for group, rows in _grouped(own)]
    found += [_topic("Also here", group, rows) for group, rows in _grouped(near)]
    found += [_topic("Elsewhere", _home(rows[0]), rows) for rows in _at_home(rest)]
    found.append(Topic("Mouse", tuple(Entry(*one) for one in MOUSE)))
    found.append(Topic("Files", tuple(Entry(*one) for one in files)))
    return found


def matching(topics: Iterable[Topic], query: str) -> list[Topic]:
    """Topics with the entries in which every typed word occurs: key, words or heading."""
    words = query.casefold().split()
    found = []
    for topic in topics:
        entries = tuple(one for one in topic.entries if _fits(one, topic.heading, words))
        if entries:
            found.append(Topic(topic.heading, entries))
    return found


def _fits(entry: Entry, heading: str, words: list[str]) -> bool:
    keys = entry.key.split()
    text = f"{entry.label} {entry.text} {heading}".casefold()
    return all(word in text or word in (key.casefold() for key in keys) for word in words)


def _topic(where: str, group: str, rows: Iterable[KeyRow]) -> Topic:
    return Topic(f"{where} · {group}", tuple(map(_entry, rows)))


def _entry(row: KeyRow) -> Entry:
    """A command without a key is found by its words in the list of all commands."""
    if row.key:
        return Entry(row.key, row.help, row.name, row.label)
    return Entry(
        first_key(commands_by_name()["AllCommands"]), f"“{row.label}”: {row.help}", row.name
    )


def _grouped(rows: Iterable[KeyRow]) -> list[tuple[Group, list[KeyRow]]]:
    found: dict[Group, list[KeyRow]] = {}
    for row in rows:
        found.setdefault(row.group, []).append(row)
    return list(found.items())


def _home(row: KeyRow) -> str:
    """Where a key belongs: in the transcript its group says more than the panel."""
    return row.group if row.context in SHARED | {Context.READER} else row.context


def _at_home(rows: Iterable[KeyRow]) -> list[list[KeyRow]]:
    found: dict[str, list[KeyRow]] = {}
    for row in rows:
        found.setdefault(_home(row), []).append(row)
    return list(found.values())
