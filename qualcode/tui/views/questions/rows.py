"""The rows of the questions: by question of the guide, or by transcript; and a turn in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from qualcode.domain.display import shortened
from qualcode.domain.guide import Question
from qualcode.project.guide_turns import AskingTurn, Decision
from qualcode.tui.views.dashboard_rows import counted
from qualcode.tui.widgets.lines import Row
from qualcode.tui.widgets.painting import Pieces, pieces

NAME = 20
STYLES = {
    Decision.PROPOSED: "accent",
    Decision.CONFIRMED: "good",
    Decision.NONE: "muted",
    Decision.OPEN: "muted",
}
MARKS = {
    Decision.PROPOSED: "?",
    Decision.CONFIRMED: "+",
    Decision.NONE: "x",
    Decision.OPEN: " ",
}
"""Signs of the decisions; the word stands behind."""

STATE = max(len(one.value) for one in Decision)


class Order(StrEnum):
    """What the rows are listed by."""

    QUESTION = "by question"
    TRANSCRIPT = "by transcript"


def rows_of(
    turns: Sequence[AskingTurn], questions: Sequence[Question], order: Order, *, waiting: bool
) -> list[Row]:
    """Rows under headings; ``waiting`` lists only what is proposed."""
    shown = [one for one in turns if not waiting or one.decision is Decision.PROPOSED]
    if order is Order.TRANSCRIPT:
        return list(_by_transcript(shown))
    return list(_by_question(shown, turns, questions, waiting=waiting))


def _by_transcript(turns: Iterable[AskingTurn]) -> Iterator[Row]:
    before = ""
    for one in turns:
        if one.transcript_id != before:
            yield _heading(one.transcript)
            before = one.transcript_id
        yield _row(one, where="")


def _by_question(
    shown: Sequence[AskingTurn],
    turns: Sequence[AskingTurn],
    questions: Sequence[Question],
    *,
    waiting: bool,
) -> Iterator[Row]:
    groups = len({one.transcript_id for one in turns})
    for question in questions:
        asking = [one for one in shown if one.key == question.key]
        known = {
            one.transcript_id
            for one in turns
            if one.key == question.key and one.decision is Decision.CONFIRMED
        }
        if not waiting or asking:
            told = f"asked in {len(known)} of {groups}"
            yield _heading(f"{question.key} {question.text}", told)
        for one in asking:
            yield _row(one, where=one.transcript)
    for decision, words in (
        (Decision.OPEN, "not decided, and nothing is proposed"),
        (Decision.NONE, "no question of the guide"),
    ):
        rest = [one for one in shown if one.decision is decision]
        if rest:
            yield _heading(f"{words[:1].upper()}{words[1:]}", counted(len(rest), "turn"))
        for one in rest:
            yield _row(one, where=one.transcript)


def _heading(text: str, right: str = "") -> Row:
    return Row("", pieces((text, "heading")), pieces((right, "muted")), heading=True)


def _row(one: AskingTurn, where: str) -> Row:
    style = STYLES[one.decision]
    state = f" {MARKS[one.decision]} {one.decision.value:<{STATE}} "
    key = "" if where else f"{one.key:<4} "
    score = f"{one.score:>3.0f}" if one.score is not None else "   "
    place = f"{shortened(where, NAME)} " if where else ""
    left = pieces(
        (state, style), (key, "strong"), (f"{score}  ", "muted"), " ".join(one.text.split())
    )
    return Row(one.turn_id, left, pieces((f"{place}{one.turn}", "muted")))


def totals(turns: Sequence[AskingTurn]) -> Pieces:
    """How many turns are decided, and how many wait."""
    number = {one: sum(turn.decision is one for turn in turns) for one in Decision}
    parts = [f"{number[one]:,} {one.value}" for one in Decision if number[one]]
    return pieces((counted(len(turns), "turn"), "heading"), (f"  {', '.join(parts)}", "muted"))


def details(one: AskingTurn, questions: Mapping[str, str]) -> list[Pieces]:
    """A turn in full, and the question that it asks."""
    found = []
    if one.key:
        found.append(pieces((f"{one.key} in the guide: ", "accent"), questions.get(one.key, "?")))
    else:
        found.append(pieces((f"{one.decision.value}", "strong")))
    who = f"{one.speaker}, " if one.speaker else ""
    head = f"{who}turn {one.turn} of {shortened(one.transcript, 40)}: "
    found.append(pieces((head, "accent"), " ".join(one.text.split())))
    if one.score is not None:
        order = "" if one.ordered else "; not in the order of the guide"
        words = f"{one.decision.value}; the words fit by {one.score:.0f} of 100{order}"
        found.append(pieces((words, "muted")))
    return found
