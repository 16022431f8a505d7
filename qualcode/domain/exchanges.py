"""Exchanges: a moderator's question and all answers up to the next question."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.domain.spans import Span
from qualcode.domain.transcripts import Role, Transcript


def runs(asking: Sequence[bool]) -> list[range]:
    """Turns (one flag each: a moderator's turn or not) as exchanges, from the first to the last.

    Moderator's turns that follow each other are one question. What stands before the first of
    them is an exchange of its own. Without any there is no exchange.
    """
    if not any(asking):
        return []
    begins = [
        turn for turn, asks in enumerate(asking) if turn == 0 or (asks and not asking[turn - 1])
    ]
    return [range(*pair) for pair in zip(begins, [*begins[1:], len(asking)], strict=True)]


def exchanges(transcript: Transcript) -> list[Span]:
    """Exchanges as whole-transcript positions, from the first to the last turn with text.

    Exchanges without any text are left out.
    """
    moderators = {s.id for s in transcript.speakers if s.role is Role.MODERATOR}
    starts, lengths = transcript.positions.starts, transcript.positions.lengths
    found = []
    for turns in runs([turn.speaker_id in moderators for turn in transcript.turns]):
        spoken = [turn for turn in turns if lengths[turn]]
        if spoken:
            found.append(Span(starts[spoken[0]], starts[spoken[-1]] + lengths[spoken[-1]]))
    return found
