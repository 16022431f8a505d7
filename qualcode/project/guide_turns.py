"""The turns that may ask a question of the guide: what was decided of each, what is proposed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qualcode.domain.guide import Question
from qualcode.domain.transcripts import Role, Transcript
from qualcode.project.guide_matching import THRESHOLD, matches, score


@dataclass(frozen=True, slots=True)
class QuestionProposal:
    """A turn (number from 1) that probably asks a question; score 0 to 100."""

    transcript_id: str
    transcript: str
    turn_id: str
    turn: int
    text: str
    key: str
    score: float
    ordered: bool
    """Whether it stands in the order of the guide."""


class Decision(StrEnum):
    """What is known of a turn that may ask a question."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    NONE = "no question"
    OPEN = "not decided"


@dataclass(frozen=True, slots=True)
class AskingTurn:
    """A turn (number from 1) that may ask a question, and the question that it does ask.

    ``start`` and ``end`` are whole positions; ``key`` and ``score`` (0 to 100) are those of the
    question that is proposed or confirmed.
    """

    transcript_id: str
    transcript: str
    turn_id: str
    turn: int
    speaker: str
    text: str
    start: int
    end: int
    decision: Decision
    key: str = ""
    score: float | None = None
    ordered: bool = True


def asking(one: Transcript) -> list[int]:
    """Indices of the turns that may ask: the moderators', or all where there is no moderator."""
    roles = [one.role_of(each) for each in one.turns]
    found = [at for at, role in enumerate(roles) if role is Role.MODERATOR]
    return found or list(range(len(roles)))


def proposals(
    one: Transcript,
    questions: Sequence[Question],
    settled: Collection[str] = (),
    threshold: float = THRESHOLD,
) -> list[QuestionProposal]:
    """What is proposed for the turns of a transcript that are neither assigned nor ``settled``."""
    known = {each.question for each in one.turns if each.question}
    free = [each for each in questions if each.key not in known]
    open_ = [at for at in asking(one) if not one.turns[at].question]
    places = [at for at in open_ if one.turns[at].id not in settled]
    turns = [one.turns[at] for at in places]
    found = matches([each.text for each in turns], [each.text for each in free], threshold)
    return [
        QuestionProposal(
            transcript_id=one.id,
            transcript=one.name,
            turn_id=turns[match.turn].id,
            turn=places[match.turn] + 1,
            text=turns[match.turn].text,
            key=free[match.question].key,
            score=match.score,
            ordered=match.ordered,
        )
        for match in found
    ]


def asking_turns(
    one: Transcript, questions: Sequence[Question], settled: Collection[str] = ()
) -> list[AskingTurn]:
    """Every turn of a transcript that may ask a question, in order."""
    proposed = {each.turn_id: each for each in proposals(one, questions, settled)}
    texts = {each.key: each.text for each in questions}
    return [_found(one, at, texts, proposed, settled) for at in asking(one)]


def _found(
    one: Transcript,
    at: int,
    texts: dict[str, str],
    proposed: dict[str, QuestionProposal],
    settled: Collection[str],
) -> AskingTurn:
    turn, speaker = one.turns[at], one.speaker_of(one.turns[at])
    decision, key, points, ordered = Decision.OPEN, "", None, True
    if turn.question:
        decision, key = Decision.CONFIRMED, turn.question
        points = score(turn.text, texts.get(key, ""))
    elif turn.id in settled:
        decision = Decision.NONE
    elif each := proposed.get(turn.id):
        decision, key, points, ordered = Decision.PROPOSED, each.key, each.score, each.ordered
    start = one.positions.starts[at]
    end = start + one.positions.lengths[at]
    label = speaker.label if speaker else ""
    place = (one.id, one.name, turn.id, at + 1)
    return AskingTurn(*place, label, turn.text, start, end, decision, key, points, ordered)
