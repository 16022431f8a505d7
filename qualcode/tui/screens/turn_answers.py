"""Whom the turn under the cursor answers, which question it asks, which exchange it is in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from qualcode.domain.display import shortened
from qualcode.domain.replies import default_replies, replies_of
from qualcode.domain.transcripts import Kind, Transcript
from qualcode.project.guide_turns import asking
from qualcode.tui.screens.choose import Choose
from qualcode.tui.screens.footing import with_keys
from qualcode.tui.screens.question_picker import QuestionPicker, asked_in, decide

if TYPE_CHECKING:
    from qualcode.tui.screens.workbench import Workbench

NOBODY, USUAL = "nobody", "usual"
EARLIER = 7
"""Earlier turns that can be chosen: the nearest by other speakers."""

LETTERS = "12345670d"
WORDS = 28
NAME = 12


class Answer(NamedTuple):
    """Whom a turn answers: the index of that turn (None: nobody), as usual or as somebody set."""

    target: int | None
    changed: bool


def answer_of(one: Transcript, at: int) -> Answer:
    """Whom a turn of a transcript answers."""
    return Answer(replies_of(one)[at], one.turns[at].replies_to is not None)


def named(one: Transcript, at: int) -> str:
    """A turn by its number and speaker."""
    speaker = one.speaker_of(one.turns[at])
    return f"turn {at + 1}" + (f" ({shortened(speaker.label, NAME)})" if speaker else "")


def told(one: Transcript, at: int) -> str:
    """Whom a turn answers, in words."""
    answer = answer_of(one, at)
    whom = "nobody in particular" if answer.target is None else named(one, answer.target)
    return f"{whom}, {'set by hand' if answer.changed else 'as usual'}"


def earlier(one: Transcript, at: int) -> list[int]:
    """Earlier turns by other speakers, the nearest first; what the turn answers is among them."""
    own = one.turns[at].speaker_id
    spoken = (n for n in range(at - 1, -1, -1) if one.turns[n].speaker_id not in (None, own))
    found = []
    for number in spoken:
        found.append(number)
        if len(found) == EARLIER:
            break
    answered = answer_of(one, at).target
    if answered is not None and answered not in found:
        found = [*found[: EARLIER - 1], answered]
    return found


def why_no_answer(one: Transcript, at: int) -> str:
    """Why a turn cannot answer anybody, as a sentence; "" where it can."""
    if one.kind is Kind.ANSWER_SHEET:
        return "This is an answer sheet: nobody hears the others."
    if one.turns[at].speaker_id is None:
        return "No speaker is known for this turn, so it answers nobody."
    return "" if earlier(one, at) else "Nobody else has spoken before this turn."


class AnswerPicker(Choose):
    """The turns that a turn may answer; ends with an index, or NOBODY, or USUAL."""

    def __init__(self, one: Transcript, at: int) -> None:
        """Take a transcript and the index of one of its turns."""
        usual, answer = default_replies(one)[at], answer_of(one, at)
        found = earlier(one, at)
        options = []
        for number in found:
            speaker = one.speaker_of(one.turns[number])
            said = shortened(" ".join(one.turns[number].text.split()), WORDS)
            label = shortened(speaker.label, NAME) if speaker else ""
            remarks = {"usual": number == usual, "as now": number == answer.target}
            remark = ", ".join(words for words, holds in remarks.items() if holds)
            options.append((str(number), f"{label}, {number + 1}: {said}", remark))
        now = "as now" if answer.target is None else ""
        options.append((NOBODY, "nobody in particular, or everybody", now))
        options.append((USUAL, "as usual: the turn before by another speaker", ""))
        letters = f"{LETTERS[: len(found)]}0d"
        super().__init__(f"Whom does {named(one, at)} answer?", options, letters)
        self.hint = f"1-{len(found)} choose · 0 nobody · d as usual · Esc back"


class TurnAnswers:
    """Changes of the turn in which the selection begins; each is one undo step."""

    def __init__(self, screen: Workbench) -> None:
        """Take the coding screen; there must be a transcript with a turn."""
        opened = screen.desk.transcript
        assert opened is not None
        self.screen, self.transcript = screen, opened
        self.at = opened.positions.turn_at(screen.selection.start)
        self.project = screen.desk.project

    def ask_answer(self) -> None:
        """Ask whom the turn answers."""
        self.screen.program.push_screen(
            AnswerPicker(self.transcript, self.at), lambda key: self._done(key, self._set_answer)
        )

    def _set_answer(self, key: str) -> None:
        turns = self.transcript.turns
        own = turns[self.at].id
        target = {NOBODY: own, USUAL: None}.get(key, "")
        self.project.replies.set(own, turns[int(key)].id if target == "" else target)
        now = self.project.transcripts.get(self.transcript.id)
        self._show()
        self.screen.say(f"{_first_up(named(now, self.at))} answers {told(now, self.at)}.")

    def why_no_question(self) -> str:
        """Why the turn can be given no question, as a sentence; "" where it can."""
        if not self.project.guide.questions():
            how = with_keys("{GoQuestions} imports one")
            return f"The study has no topic guide yet: {how}."
        if self.at not in asking(self.transcript):
            return "Only a moderator's turn asks a question of the guide."
        return ""

    def ask_question(self) -> None:
        """Ask which question of the guide the turn asks."""
        turns = self.project.guide.turns([self.transcript.name])
        own = self.transcript.turns[self.at].id
        one = next(turn for turn in turns if turn.turn_id == own)
        asked = asked_in(turns, self.transcript.id)
        picker = QuestionPicker(self.project.guide.questions(), one, asked)

        def answered(key: str) -> None:
            said = decide(self.project, one, key)
            self._show()
            self.screen.say(said)

        self.screen.program.push_screen(picker, lambda key: self._done(key, answered))

    @property
    def selected(self) -> tuple[int, int]:
        """The first and the last turn that the selection touches."""
        start, end = self.screen.selection
        return self.at, self.transcript.positions.turn_at(max(end - 1, start))

    def bind(self) -> None:
        """Make one exchange of the selected turns."""
        first, last = self.selected
        went = self.project.exchanges.bind(self.transcript.id, first, last)
        self._show()
        words = f"Turns {first + 1} to {last + 1} are one exchange"
        self.screen.say(f"{words}{'' if went else ' already'}.")

    def loosen(self) -> None:
        """Let exchanges begin as usual in the selected turns."""
        went = self.project.exchanges.loosen(self.transcript.id, *self.selected)
        self._show()
        usual = "Exchanges begin as usual here"
        self.screen.say(f"{usual}{'' if went else ' already'}: with a moderator's question.")

    def _done(self, key: str | None, change: Callable[[str], None]) -> None:
        if key is not None:
            self.screen.program.attempt(lambda: change(key))

    def _show(self) -> None:
        self.screen.reload_if_changed()
        self.screen.show_state()


def set_here(one: Transcript, at: int) -> Sequence[tuple[str, str]]:
    """What somebody decided of a turn, for the details of the selection: label and words."""
    turn = one.turns[at]
    found = []
    if turn.question:
        found.append(("asks ", f"{turn.question} of the guide"))
    if turn.replies_to is not None:
        found.append(("answers ", told(one, at)))
    if turn.opens is not None:
        words = "begins here" if turn.opens else "goes on here"
        found.append(("exchange ", f"{words}, set by hand"))
    return found


def same_talk(one: Transcript, other: Transcript) -> bool:
    """Whether two states of a transcript differ in questions, replies and exchanges at most."""
    if (one.speakers, one.name, one.kind) != (other.speakers, other.name, other.kind):
        return False
    return len(one.turns) == len(other.turns) and all(
        (a.id, a.speaker_id, a.start_ms, a.end_ms, a.text)
        == (b.id, b.speaker_id, b.start_ms, b.end_ms, b.text)
        for a, b in zip(one.turns, other.turns, strict=True)
    )


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]
