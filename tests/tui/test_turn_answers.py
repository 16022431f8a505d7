"""Whom a turn answers and which question it asks, changed from the text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.replies import default_replies
from qualcode.domain.transcripts import Kind, Speaker, Transcript, Turn
from qualcode.project import open_project
from qualcode.tui.screens.turn_answers import (
    EARLIER,
    AnswerPicker,
    earlier,
    same_talk,
    set_here,
    told,
    why_no_answer,
)
from tests.tui.conftest import Runner, Running
from tests.tui.views.grouped import asking, group_study

SPEAKERS = tuple(Speaker(name, name.upper()) for name in "abc")


def talk(voices: str, **replies: int) -> Transcript:
    """A transcript in which these speak one after the other ("." is nobody)."""
    turns = tuple(
        Turn(str(at), at, f"words {at}", None if voice == "." else voice)
        for at, voice in enumerate(voices)
    )
    changed = {int(at.removeprefix("t")): str(target) for at, target in replies.items()}
    turns = tuple(replace(turn, replies_to=changed.get(turn.sequence)) for turn in turns)
    return Transcript("x", "talk", turns, SPEAKERS)


@given(st.text("abc.", min_size=1, max_size=30), st.data())
def test_what_can_be_answered_is_earlier_and_by_others(voices: str, data: st.DataObject) -> None:
    one = talk(voices)
    at = data.draw(st.integers(0, len(voices) - 1))
    found = earlier(one, at)
    assert len(found) <= EARLIER
    assert found == sorted(found, reverse=True)
    assert all(number < at and voices[number] not in (".", voices[at]) for number in found)
    usual = default_replies(one)[at]
    if usual is not None:
        assert found[0] == usual
    elif voices[at] != ".":
        assert why_no_answer(one, at)


def test_what_was_set_is_among_the_choices_however_far_back() -> None:
    one = talk("ab" + "ca" * 20, t41=1)
    assert earlier(one, 41)[-1] == 1
    assert len(earlier(one, 41)) == EARLIER
    assert told(one, 41) == "turn 2 (B), set by hand"
    picker = AnswerPicker(one, 41)
    assert [key for key, _, _ in picker.options][-3:] == ["1", "nobody", "usual"]
    assert [remark for _, _, remark in picker.options].count("as now") == 1
    assert len(picker.letters) == len(picker.options)


def test_nobody_and_the_usual_turn_in_words() -> None:
    one = talk("abc", t2=2)
    assert told(one, 2) == "nobody in particular, set by hand"
    assert told(one, 1) == "turn 1 (A), as usual"
    assert set_here(one, 2) == [("answers ", "nobody in particular, set by hand")]
    assert set_here(one, 1) == []
    assert "No speaker" in why_no_answer(talk("a."), 1)
    assert "answer sheet" in why_no_answer(replace(talk("ab"), kind=Kind.ANSWER_SHEET), 1)


def test_the_same_talk_differs_in_questions_and_replies_only() -> None:
    one = talk("abc")
    assert same_talk(one, talk("abc", t2=0))
    assert same_talk(
        one, replace(one, turns=(replace(one.turns[0], question="Q1"), *one.turns[1:]))
    )
    assert not same_talk(one, talk("abb"))
    assert not same_talk(one, talk("ab"))
    assert not same_talk(one, replace(one, name="other"))


async def to(running: Running, words: str) -> None:
    """Put the cursor on words."""
    start = running.transcript.text.index(words)
    running.app.open_place(running.transcript.id, start, start + len(words))
    await running.pilot.pause()


def line_of(running: Running, words: str) -> str:
    return next(line for line in running.lines() if words in line)


async def test_one_key_changes_whom_a_turn_answers(study: Path, run: Runner) -> None:
    async with run(study, size=(80, 24)) as running:
        await to(running, "Same with us.")
        before = (running.bench.selection, running.bench.reader.scroll_offset.y)
        asked = len(running.worker.requests)
        await running.press("a")
        assert "Whom does turn 4 (Beatriz) answer?" in running.text()
        assert "usual, as now" in line_of(running, "Amina, 3: It was")
        await running.press("2")
        assert "Turn 4 (Beatriz) answers turn 2 (Moderator), set by hand." in running.text()
        assert running.project.replies.of(running.transcript.id)[3].target == 2
        assert "«" in line_of(running, "Same with us.")
        assert "answers turn 2 (Moderator), set by hand" in running.bench.inspector.text
        assert (running.bench.selection, running.bench.reader.scroll_offset.y) == before
        assert len(running.worker.requests) == asked
        await running.press("a", "0")
        assert running.project.replies.of(running.transcript.id)[3].target is None
        await running.press("a", "d")
        assert not any(one.changed for one in running.project.replies.of(running.transcript.id))
        assert "«" not in line_of(running, "Same with us.")
        await running.press("u")
        assert running.project.replies.of(running.transcript.id)[3].target is None
        await running.press("u", "u")
        assert not any(one.changed for one in running.project.replies.of(running.transcript.id))
        assert (running.bench.selection, running.bench.reader.scroll_offset.y) == before
        await running.press("home", "a")
        assert "Nobody else has spoken before this turn." in running.text()


async def test_one_key_gives_a_moderators_turn_its_question(
    study: Path, run: Runner, tmp_path: Path
) -> None:
    async with run(study, size=(80, 24)) as running:
        await running.press("w")
        assert "The study has no topic guide yet: g q imports one." in running.text()
    group_study(study, tmp_path)
    async with run(study, size=(80, 24)) as running:
        await to(running, "And how did staff react?")
        await running.press("w")
        assert "Which question does turn 5 ask?" in running.text()
        assert "proposed 100" in line_of(running, "Q2 How did")
        await running.press("2")
        assert "Turn 5 asks Q2." in running.text()
        assert running.transcript.turns[4].question == "Q2"
        assert "?" in line_of(running, "And how did staff").split("And")[0]
        await running.press("w", "x")
        assert "Turn 5 asks no question of the guide." in running.text()
        await running.press("w")
        assert "as now" in line_of(running, "no question of the guide")
        await running.press("escape", "u", "u")
        assert running.transcript.turns[4].question is None
        await running.press("t", "w")
        assert "Only a moderator's turn asks a question of the guide." in running.text()


async def test_a_study_that_is_read_only_says_so(study: Path, run: Runner, tmp_path: Path) -> None:
    group_study(study, tmp_path)
    with open_project(study, coder="RK") as project:
        place = asking(project, "FG01 Nurses")[0]
        async with run(study) as running:
            assert running.transcript.turns[place].question == "Q1"
            for key in ("a", "w"):
                await running.press(key)
                assert "This study is open for reading only." in running.text()


@pytest.mark.parametrize("ascii_only", [False, True])
async def test_the_signs_stand_in_every_layout(
    study: Path, run: Runner, tmp_path: Path, ascii_only: bool
) -> None:
    group_study(study, tmp_path)
    async with run(study, size=(60, 30)) as running:
        running.bench.reader.ascii_only = ascii_only
        await to(running, "What was it like")
        assert any(line.strip().startswith("Moderator ?") for line in running.lines())
        await to(running, "straight through")
        sign = "<" if ascii_only else "«"
        assert any(line.strip().startswith(f"Amina {sign}") for line in running.lines())


async def test_turns_are_bound_to_an_exchange_by_a_command(study: Path, run: Runner) -> None:
    async with run(study, size=(80, 24)) as running:
        reader = running.bench.reader
        await to(running, "Same with us.")
        running.app.action_command("BindExchange")
        await running.pilot.pause()
        assert "Select more than one turn first" in running.text()
        usual = reader.text.exchanges
        start = running.transcript.text.index("Same with us.")
        end = running.transcript.text.index("That was it.")
        running.app.open_place(running.transcript.id, start, end)
        running.app.action_command("BindExchange")
        await running.pilot.pause()
        assert "Turns 4 to 6 are one exchange." in running.text()
        assert "begins here, set by hand" in running.bench.inspector.text
        await to(running, "And how did staff react?")
        await running.press("plus", "plus", "plus", "plus")
        assert reader.unit == "exchange"
        assert running.selected().startswith("Same with us.")
        assert running.selected().endswith("That was it.")
        running.app.action_command("LoosenExchange")
        await running.pilot.pause()
        assert reader.text.exchanges == usual
        await running.press("u", "u")
        assert reader.text.exchanges == usual
        assert not any(turn.opens for turn in running.transcript.turns)
