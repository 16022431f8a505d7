from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual import events

from qualcode.domain.segments import Origin
from qualcode.project import open_project
from qualcode.project.history import HistoryRoom, Step
from qualcode.tui.widgets.entry import Entry
from tests.tui.conftest import Runner, Running, suggest
from tests.tui.factory import code_id

WAITING = "It was the waiting that got to me."
TRUST = "I do not trust them."


def at(running: Running, words: str) -> None:
    """Put the cursor on a sentence."""
    running.bench.reader.go_to(running.transcript.text.index(words))
    running.bench.after_move()


def code(running: Running, words: str, name: str) -> None:
    """Code a sentence by hand."""
    at(running, words)
    running.bench.coding.apply(code_id(running.project, name))


async def test_counts_and_progress_change_in_the_same_frame(study: Path, run: Runner) -> None:
    async with run(study) as running:
        code(running, WAITING, "waiting")
        await running.pilot.pause()
        text = running.text()
        row = next(line for line in running.lines() if "• waiting" in line)
        assert row.endswith("1")
        assert "1 segment" in text
        held = running.bench.desk.held
        assert held is not None
        assert f"{held.coded_share:.0%} coded" in text
        assert held.coded_share > 0


async def test_the_share_on_screen_is_that_of_the_study(study: Path, run: Runner) -> None:
    async with run(study) as running:
        code(running, WAITING, "waiting")
        code(running, TRUST, "trust")
        code(running, "Welcome everybody.", "meetup")
        desk = running.bench.desk
        assert desk.held is not None
        stored = running.project.segments.progress()[running.transcript.id]
        assert desk.held.coded_share == pytest.approx(stored.share)


async def test_undo_and_redo_say_what_they_did(study: Path, run: Runner) -> None:
    async with run(study) as running:
        code(running, WAITING, "waiting")
        await running.press("u")
        assert running.coded() == []
        assert "Undone: code “waiting”" in running.text()
        await running.press("U")
        assert running.coded() == [("waiting", WAITING)]
        assert "Redone: code “waiting”" in running.text()
        assert len(running.bench.reader.marks) == 1


async def test_a_step_back_is_told_in_the_words_of_the_history(
    study: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run(study) as running:
        code(running, WAITING, "waiting")
        undo = HistoryRoom.undo

        def told(room: HistoryRoom, *given: int) -> list[Step]:
            return [replace(step, sentence="what the history says") for step in undo(room, *given)]

        monkeypatch.setattr(HistoryRoom, "undo", told)
        await running.press("u")
        assert running.lines()[-1].strip() == "Undone: what the history says"


async def test_undo_works_after_a_restart(study: Path, run: Runner) -> None:
    async with run(study) as running:
        code(running, WAITING, "waiting")
    async with run(study) as running:
        assert running.coded() == [("waiting", WAITING)]
        await running.press("u")
        assert running.coded() == []


async def test_nothing_to_undo_is_said(study: Path, run: Runner) -> None:
    async with run(study, coder="ML") as running:
        await running.press("u")
        assert "nothing to undo" in running.text()


async def test_the_same_code_twice_is_refused_with_a_sentence(study: Path, run: Runner) -> None:
    async with run(study) as running:
        code(running, WAITING, "waiting")
        await running.press("full_stop")
        assert running.coded() == [("waiting", WAITING)]
        assert "already" in running.text()


async def test_remove_the_only_code_at_once(study: Path, run: Runner) -> None:
    async with run(study) as running:
        code(running, WAITING, "waiting")
        await running.press("d")
        assert running.coded() == []
        assert len(running.bench.reader.marks) == 0


async def test_remove_one_of_several_by_its_digit(study: Path, run: Runner) -> None:
    async with run(study) as running:
        code(running, WAITING, "waiting")
        code(running, WAITING, "trust")
        await running.press("d")
        assert "Remove which code?" in running.text()
        order = [s.code_id for s in running.bench.segments_here]
        gone = running.bench.desk.code_name(order[1])
        await running.press("2")
        assert gone not in [name for name, _ in running.coded()]
        assert len(running.coded()) == 1


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("less_than_sign", "It was the waiting that got to"),
        ("right_parenthesis", "was the waiting that got to me."),
        ("greater_than_sign", WAITING + " You"),
        ("left_parenthesis", "clinic?\n" + WAITING),
    ],
)
async def test_each_boundary_key(study: Path, run: Runner, key: str, wanted: str) -> None:
    async with run(study) as running:
        code(running, WAITING, "waiting")
        await running.press(key)
        assert running.coded() == [("waiting", wanted)]
        await running.press("u")
        assert running.coded() == [("waiting", WAITING)]


async def test_in_vivo_is_one_undo_step(study: Path, run: Runner) -> None:
    async with run(study) as running:
        at(running, "That was it.")
        before = len(running.project.codebook.current().codes)
        await running.press("v")
        assert running.coded() == [("That was it", "That was it.")]
        await running.press("u")
        assert running.coded() == []
        assert len(running.project.codebook.current().codes) == before


async def test_in_vivo_prompt_can_be_left(study: Path, run: Runner) -> None:
    async with run(study) as running:
        at(running, WAITING)
        await running.press("v", "escape")
        assert running.coded() == []


async def test_palette_applies_several_marked_codes(study: Path, run: Runner) -> None:
    async with run(study) as running:
        at(running, WAITING)
        await running.press("c")
        await running.type("trust")
        await running.press("tab")
        await running.type("wait")
        await running.press("enter")
        assert sorted(running.coded()) == [("trust", WAITING), ("waiting", WAITING)]


async def test_palette_places_a_new_code_by_its_path(study: Path, run: Runner) -> None:
    async with run(study) as running:
        at(running, WAITING)
        await running.press("c")
        await running.type("access/queue")
        await running.press("enter")
        book = running.project.codebook.current()
        assert book.paths[book.find("queue").id] == "access > queue"
        assert running.coded() == [("queue", WAITING)]


async def test_slots_stay_and_free_ones_fill(study: Path, run: Runner) -> None:
    async with run(study) as running:
        code(running, WAITING, "waiting")
        code(running, TRUST, "trust")
        slots = running.bench.desk.slots
        assert [running.bench.desk.code_name(slots[digit]) for digit in (1, 2)] == [
            "waiting",
            "trust",
        ]
        at(running, "That was it.")
        await running.press("2")
        assert ("trust", "That was it.") in running.coded()
        assert running.bench.desk.slots == slots


async def test_an_empty_slot_does_nothing(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("9")
        assert running.coded() == []


async def test_finish_and_reopen(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("f")
        assert "Finish this transcript?" in running.text()
        await running.press("enter")
        assert running.project.coders.finished(running.transcript.id)
        assert "finished" in running.text()
        at(running, WAITING)
        await running.press("c")
        await running.type("trust")
        assert "You have finished this transcript: f reopens it." in running.text()
        await running.press("enter", "1")
        assert running.coded() == []
        assert "f reopens it" in running.text()
        assert "suggestion" not in running.text()
        await running.press("f", "enter")
        assert not running.project.coders.finished(running.transcript.id)


async def test_memo_without_a_segment_is_on_the_turn(study: Path, run: Runner) -> None:
    async with run(study) as running:
        at(running, WAITING)
        await running.press("m")
        assert "Memo on turn 3 of Amina" in running.text()
        await running.type("tired")
        await running.press("ctrl+s")
        assert "tired" in running.text()
        await running.press("m", "backspace", "backspace", "backspace", "backspace", "backspace")
        await running.press("tab")
        assert "tired" not in running.text()
        assert running.bench.memos.here() == []


async def test_accepting_on_a_larger_selection_codes_the_selection(
    study: Path, run: Runner
) -> None:
    async with run(study) as running:
        at(running, WAITING)
        await suggest(running, (WAITING, "waiting", 0.9))
        await running.press("plus", "enter")
        (segment,) = running.project.segments.of(running.transcript.id)
        assert segment.origin is Origin.CHANGED
        assert running.coded()[0][1].endswith("went home.")


async def test_after_quitting_all_is_there(study: Path, run: Runner) -> None:
    async with run(study) as running:
        code(running, WAITING, "waiting")
        await running.press("down", "down", "plus", "Q")
        assert running.app.return_code == 0
    with open_project(study, coder="RK") as project:
        first = project.transcripts.all()[0].id
        assert len(project.segments.of(first)) == 1
        assert project.coders.place(first).unit == "paragraph"


async def test_a_code_that_is_no_longer_there_is_not_offered_again(
    study: Path, run: Runner
) -> None:
    async with run(study, size=(160, 40)) as running:
        running.bench.reader.go_to(running.transcript.text.index(WAITING))
        running.bench.after_move()
        await running.press("c")
        await running.type("something quite different")
        await running.press("enter")
        assert ". something quite" in running.lines()[-1]
        await running.press("u")
        await running.press("down")
        assert ". ?" not in running.lines()[-1]
        before = running.coded()
        await running.press("full_stop")
        assert running.coded() == before


async def test_several_codes_at_once_are_one_step(study: Path, run: Runner) -> None:
    async with run(study) as running:
        at(running, WAITING)
        await running.press("c")
        for name in ("trust", "hours"):
            await running.type(name)
            await running.press("tab")
        assert "2 marked: trust, hours" in running.text()
        await running.type("hope")
        await running.press("enter")
        assert {code for code, _ in running.coded()} == {"trust", "hours", "hope"}
        await running.press("u")
        assert running.coded() == []
        assert not any(code.name == "hope" for code in running.project.codebook.current().codes)
        await running.press("U")
        assert len(running.coded()) == 3


async def test_a_key_that_can_do_nothing_says_why(study: Path, run: Runner) -> None:
    async with run(study) as running:
        at(running, WAITING)
        for key, sentence in (
            ("7", "No code on 7: the codes you use get digits."),
            ("d", "Nothing is coded here."),
            ("q", "Nothing is coded here."),
            ("greater_than_sign", "Nothing is coded here."),
            ("x", "Nothing is suggested here."),
            ("W", "This study does not weigh its segments"),
        ):
            await running.press(key)
            assert sentence in running.text()
        running.bench.coding.apply(code_id(running.project, "trust"))
        await running.press("7")
        assert "No code on 7: 1 trust." in running.text()


async def test_the_unit_is_named_while_it_is_not_the_sentence(study: Path, run: Runner) -> None:
    async with run(study) as running:
        at(running, WAITING)
        assert "by " not in running.lines()[0]
        await running.press("plus")
        assert "by paragraph" in running.lines()[0]
        await running.press("minus")
        assert "by " not in running.lines()[0]


async def test_too_long_a_paste_into_a_line_is_refused(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("slash")
        entry = running.app.focused
        assert isinstance(entry, Entry)
        entry.post_message(events.Paste("x" * 5_000_000))
        await running.pilot.pause()
        assert entry.value == ""
        assert "5,000,000 characters" in running.text()
