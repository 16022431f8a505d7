"""Lists of turns in a JSON value: found anywhere in it, whatever their keys are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from qualcode.formats.read.original import word_set


def _keys(names: str) -> tuple[str, ...]:
    return tuple(names.split())


TEXT_KEYS = _keys(
    "text utterance content transcript message body sentence caption speech said line raw_text "
    "display_text punctuated_text value"
)
PART_KEYS = _keys("elements segs sentences parts tokens fragments words alternatives lines")
"""Keys of lists that make up the text of a turn where it has no text of its own."""
SPEAKER_KEYS = _keys(
    "speaker speaker_name speaker_label speakername from author sender user_profile user "
    "user_name username participant who person name agent actor role speaker_id speakerid voice "
    "channel_label id"
)
START_KEYS = _keys(
    "start start_time starttime begin start_ms t_start_ms start_ts timestamp time ts offset "
    "from_time in date created_at"
)
END_KEYS = _keys("end end_time endtime stop end_ms end_ts to_time out")
LENGTH_KEYS = _keys("duration dur d_duration_ms length")
QUESTION_KEYS = _keys("question topic prompt section")
_NO_NAMES = word_set("null none undefined")
_LETTER = re.compile("[A-Z]")
_MAX_DEPTH = 40
_LONGEST = 60

Item = Mapping[str, Any]


class Lists(NamedTuple):
    """All lists of objects that stand at one place of the structure (``segments[].words[]``)."""

    path: str
    items: list[list[Item]]


def lists_of(value: Any) -> list[Lists]:
    """Every list of objects in a JSON value, those at the same place together, outer ones first."""
    found: dict[str, list[list[Item]]] = {}
    waiting: list[tuple[str, Any, int]] = [("", value, 0)]
    while waiting:
        path, here, depth = waiting.pop()
        inner: list[tuple[str, Any, int]] = []
        if isinstance(here, list) and depth < _MAX_DEPTH:
            items: list[Item] = [item for item in here if isinstance(item, dict)]
            if items:
                found.setdefault(path, []).append(items)
            inner = [(f"{path}[]", one, depth + 1) for one in here if isinstance(one, dict | list)]
        elif isinstance(here, dict) and depth < _MAX_DEPTH:
            inner = [
                (f"{path}.{str(key)[:_LONGEST]}".lstrip("."), one, depth + 1)
                for key, one in here.items()
                if isinstance(one, dict | list)
            ]
        waiting.extend(reversed(inner))
    return [Lists(path, items) for path, items in found.items()]


def lowered(item: Item) -> dict[str, Any]:
    """The object with keys as they are compared: ``startTime`` as ``start_time``."""
    return {_key(str(key)): value for key, value in item.items()}


@lru_cache(maxsize=4096)
def _key(key: str) -> str:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key.strip())
    return re.sub(r"[\s\-.]+", "_", spaced).casefold()


def first_of(item: Mapping[str, Any], keys: Sequence[str]) -> tuple[str, Any]:
    """The first of the keys that an object has with a value, and the value."""
    for key in keys:
        if item.get(key) is not None and item[key] != "":
            return key, item[key]
    return "", None


def texts_of(item: Mapping[str, Any]) -> list[str]:
    """The strings that make up what an item says, in order; empty where it says nothing."""
    for key in TEXT_KEYS:
        if key in item and (found := list(_strings(item[key], 0))):
            return found
    for key in PART_KEYS:
        if isinstance(item.get(key), list):
            parts = item[key][:1] if key == "alternatives" else item[key]
            if found := list(_joined(parts)):
                return found
    return []


def _strings(value: Any, depth: int) -> Iterator[str]:
    """A string, or the strings of a list of strings and objects with a text (entities of chats)."""
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, list) and depth < 3:
        for one in value:
            yield from _strings(one, depth + 1)
    elif isinstance(value, dict) and depth < 3:
        _, inner = first_of(lowered(value), ("text", "simple_text", "content", "value"))
        yield from _strings(inner, depth + 1)


def _joined(parts: Sequence[Any]) -> Iterator[str]:
    """Words and marks of a turn; a blank between two that do not bring their own."""
    before = ""
    for part in parts:
        item = lowered(part) if isinstance(part, dict) else {}
        if isinstance(part, str):
            said = part
        else:
            keys = ("punctuated_word", "value", "utf8", "text", "word", "content", "transcript")
            _, said = first_of(item, keys)
            if said is None and isinstance(item.get("alternatives"), list):
                said = "".join(_joined(item["alternatives"][:1]))
        if not isinstance(said, str) or not said:
            continue
        mark = item.get("type") in ("punct", "punctuation") or said in ".,;:?!"
        spaced = before[-1:].isspace() or said[0].isspace() or "utf8" in item
        # Rev writes the blanks between its words as elements of their own.
        if before and not mark and not spaced and item.get("ts") is None:
            yield " "
        yield said
        before = said


def speaker_key(items: Sequence[Mapping[str, Any]]) -> str:
    """The key under which most items name their speaker; empty where none does.

    What only numbers the items (``id``) is no speaker: its values do not come again.
    """
    for key in SPEAKER_KEYS:
        said = [label for item in items if (label := speaker_of(item, key, {}))]
        if len(said) * 2 < len(items) or not said:
            continue
        again = len(said) - len(set(said))
        if (key != "id" or again * 2 >= len(said)) and (key not in ("name", "role") or again):
            return key
    return ""


def speaker_of(item: Mapping[str, Any], key: str, names: Mapping[str, str]) -> str | None:
    """The speaker of an item; numbers and letters of machines become ``Speaker 0``."""
    value = item.get(key)
    if isinstance(value, dict):
        inner = ("name", "real_name", "display_name", "label", "id")
        _, value = first_of(lowered(value), inner)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    said = " ".join(str(value).split())
    if not said or said.casefold() in _NO_NAMES:
        return None
    if said in names:
        return names[said]
    return f"Speaker {said}" if said.isdecimal() or _LETTER.fullmatch(said) else said


def speaker_names(value: Any) -> dict[str, str]:
    """Names by id where the file has a list of its speakers or participants."""
    found: dict[str, str] = {}
    if not isinstance(value, dict):
        return found
    top = lowered(value)
    for key in ("speakers", "participants", "users", "members"):
        several = top.get(key)
        for one in several if isinstance(several, list) else ():
            item = lowered(one) if isinstance(one, dict) else {}
            _, name = first_of(item, ("name", "real_name", "display_name", "label"))
            _, number = first_of(item, ("id", "speaker_id", "speaker", "key"))
            if isinstance(name, str) and name.strip() and number is not None:
                found[str(number)] = " ".join(name.split())
    return found
