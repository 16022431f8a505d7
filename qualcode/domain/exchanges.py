"""Exchanges: a moderator's question and all answers up to the next, or as somebody bound them."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.domain.spans import Span
from qualcode.domain.transcripts import Role, Transcript


def usual(asking: Sequence[bool], turn: int) -> bool:
    """Whether an exchange begins with a turn where nobody says otherwise."""
    return asking[turn] and (turn == 0 or not asking[turn - 1])


def runs(asking: Sequence[bool], opens: Sequence[bool | None] = ()) -> list[range]:
    """Turns (one flag each: a moderator's turn or not) as exchanges, from the first to the last.

    Moderator's turns that follow each other are one question. ``opens`` says of each turn, or
    with None does not say, whether an exchange begins with it. What stands before the first one
    is an exchange of its own. Where none begins there is none.
    """
    told = opens or [None] * len(asking)
    begun = [usual(asking, at) if said is None else said for at, said in enumerate(told)]
    if not any(begun):
        return []
    begins = [turn for turn, here in enumerate(begun) if turn == 0 or here]
    return [range(*pair) for pair in zip(begins, [*begins[1:], len(asking)], strict=True)]


def asking(transcript: Transcript) -> list[bool]:
    """One flag per turn: whether it is a moderator's."""
    moderators = {s.id for s in transcript.speakers if s.role is Role.MODERATOR}
    return [turn.speaker_id in moderators for turn in transcript.turns]


def exchanges(transcript: Transcript) -> list[Span]:
    """Exchanges as whole-transcript positions, from the first to the last turn with text.

    Exchanges without any text are left out.
    """
    starts, lengths = transcript.positions.starts, transcript.positions.lengths
    found = []
    for turns in runs(asking(transcript), [turn.opens for turn in transcript.turns]):
        spoken = [turn for turn in turns if lengths[turn]]
        if spoken:
            found.append(Span(starts[spoken[0]], starts[spoken[-1]] + lengths[spoken[-1]]))
    return found
