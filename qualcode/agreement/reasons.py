"""Sentences for results that are undefined or rest on one coder only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Words(NamedTuple):
    """How a sentence speaks of its codes."""

    used: str
    """After 'used'."""
    gave: str
    """After 'gave'."""
    nothing: str
    """The whole sentence where there is nothing to compare."""


THIS_CODE = Words("this code", "this code", "none of the text counts in this comparison")
ANY_CODE = Words(
    "any of these codes",
    "all of these codes",
    "no text or no code counts in this comparison",
)


def reason(
    coders: Sequence[str], coded: Sequence[int], total: int, words: Words = THIS_CODE
) -> str:
    """Why agreement is undefined, or who did not use the code; empty where neither applies.

    `coded` of `total` cells per coder.
    """
    if not total:
        return words.nothing
    pair = len(coders) == 2
    used, gave = words.used, words.gave
    users = [name for name, count in zip(coders, coded, strict=True) if count]
    if not users:
        return f"{'neither' if pair else 'no'} coder used {used} in the text compared"
    if min(coded) == total:
        return f"{'both' if pair else 'all'} coders gave {gave} to all of the text compared"
    if len(users) == 1:
        return f"only {users[0]} uses {used}"
    others = [name for name in coders if name not in users]
    if others:
        verb = "does" if len(others) == 1 else "do"
        return f"{' and '.join(others)} {verb} not use {used}"
    return ""
