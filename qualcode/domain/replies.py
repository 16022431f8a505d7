"""Who answers whom: the turn that each turn replies to."""

from __future__ import annotations

from qualcode.domain.transcripts import Kind, Transcript


def default_replies(transcript: Transcript) -> list[int | None]:
    """Index of the turn that each turn replies to where nobody says otherwise.

    It is the turn before by another speaker. Turns without a speaker answer nobody and are
    passed over; on an answer sheet nobody hears the others.
    """
    if transcript.kind is Kind.ANSWER_SHEET:
        return [None] * len(transcript.turns)
    found: list[int | None] = []
    voice: str | None = None
    last: int | None = None
    other: int | None = None
    for index, turn in enumerate(transcript.turns):
        if turn.speaker_id is None:
            found.append(None)
            continue
        if turn.speaker_id != voice:
            voice, other = turn.speaker_id, last
        found.append(other)
        last = index
    return found


def replies_of(transcript: Transcript) -> list[int | None]:
    """Index of the turn that each turn replies to; None where it answers nobody.

    What is stored comes before the default; a turn stored as its own answer answers nobody.
    """
    found = default_replies(transcript)
    for index, turn in enumerate(transcript.turns):
        if turn.replies_to is not None:
            target = transcript.turn_index.get(turn.replies_to)
            found[index] = None if target == index else target
    return found
