"""Which contexts are active together, so that one key cannot serve both."""

from __future__ import annotations

from qualcode.tui.commands.base import Command, Context

DIALOGS = frozenset(
    {
        *(Context.MEMO, Context.PALETTE, Context.IMPORT, Context.DIALOG, Context.CONFIRM),
        *(Context.CHOICE, Context.TO_READ, Context.FORM, Context.AUTO_CODE, Context.SPLIT),
        Context.MARKING,
        Context.PREVIEW,
    }
)
PANELS = frozenset({Context.READER, Context.CODES, Context.DOCUMENTS})
CODING = frozenset({Context.STUDY, *PANELS})
BESIDE = frozenset({Context.AWAY, Context.VIEW, Context.EVERYWHERE})
"""What meets every view beside the coding screen."""


def meet(one: Context, other: Context, key: str) -> bool:
    """Whether a key cannot do both: the same focus reaches both, or one would never be reached.

    The code tree and the list of transcripts come before the coding screen and may use its keys
    for something of their own; so may each dialog with the keys that all dialogs have.
    """
    if one is other:
        return True
    pair = {one, other}
    if pair & DIALOGS:
        # Of what lies below a dialog only keys with ctrl get through.
        return Context.LIST in pair or (Context.EVERYWHERE in pair and key.startswith("ctrl"))
    if Context.START in pair:
        return bool(pair & {Context.LIST, Context.EVERYWHERE})
    if Context.EVERYWHERE in pair:
        return True
    if Context.LIST in pair:
        return Context.READER not in pair
    if pair & CODING:
        return pair in ({Context.READER, Context.STUDY}, {Context.READER, Context.VIEW},
                        {Context.STUDY, Context.VIEW})  # fmt: skip
    return bool(pair & BESIDE)


def clash(one: type[Command], other: type[Command], key: str) -> bool:
    """Whether two commands cannot both have a key."""
    return one is not other and meet(one.context, other.context, key)
