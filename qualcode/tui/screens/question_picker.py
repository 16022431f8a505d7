"""Which question of the guide a turn asks: one of them, none, or not decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcode.domain.display import shortened
from qualcode.domain.guide import Question
from qualcode.project.guide_turns import AskingTurn, Decision
from qualcode.tui.screens.choose import Choose

if TYPE_CHECKING:
    from qualcode.project import Project

NONE, OPEN = "no question", "not decided"
"""Keys of the last two options; keys of questions never have a space."""

_LETTERS = "1234567890abcdefghilmnopqrstuvwy"
WIDTH = 44


class QuestionPicker(Choose):
    """The questions of the guide with what is known of each here; x is none of them."""

    def __init__(self, questions: Sequence[Question], turn: AskingTurn, asked: dict[str, int]):
        """Take the guide, the turn, and by question the turn that asks it in this transcript."""
        shown = questions[: len(_LETTERS)]
        options = [
            (f"q{one.key}", f"{one.key} {shortened(one.text, WIDTH)}", _remark(one, turn, asked))
            for one in shown
        ]
        here = turn.decision
        options.append((NONE, "no question of the guide", _now(here is Decision.NONE)))
        options.append((OPEN, "not decided", _now(here is Decision.OPEN)))
        heading = f"Which question does turn {turn.turn} ask?"
        super().__init__(heading, options, f"{_LETTERS[: len(shown)]}xz")
        self.hint = "⏎ choose · x no question · z not decided · Esc back"


def decide(project: Project, turn: AskingTurn, answer: str) -> str:
    """Store what was chosen; a sentence about it. Raises BadInput as the guide does."""
    if answer == NONE:
        project.guide.leave_out(turn.turn_id)
        return f"Turn {turn.turn} asks no question of the guide."
    if answer == OPEN:
        project.guide.assign(turn.turn_id, None)
        return f"Turn {turn.turn} is not decided."
    key = answer.removeprefix("q")
    project.guide.assign(turn.turn_id, key)
    return f"Turn {turn.turn} asks {key}."


def asked_in(turns: Sequence[AskingTurn], transcript_id: str) -> dict[str, int]:
    """By question the turn that is confirmed to ask it in a transcript."""
    return {
        one.key: one.turn
        for one in turns
        if one.transcript_id == transcript_id and one.decision is Decision.CONFIRMED
    }


def _remark(one: Question, turn: AskingTurn, asked: dict[str, int]) -> str:
    if one.key == turn.key:
        score = f" {turn.score:.0f}" if turn.score is not None else ""
        return f"{turn.decision.value}{score}"
    return f"asked in turn {asked[one.key]}" if one.key in asked else ""


def _now(here: bool) -> str:
    return "as now" if here else ""
