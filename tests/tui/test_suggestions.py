from __future__ import annotations

from pathlib import Path

from qualcode.domain.segments import Origin
from qualcode.domain.suggestions import Decision
from qualcode.project import open_project
from tests.tui.conftest import Runner, Running, suggest

WAITING = "It was the waiting that got to me."
TRUST = "I do not trust them."


def to(running: Running, words: str) -> None:
    running.bench.reader.go_to(running.transcript.text.index(words))
    running.bench.after_move()


async def test_the_open_transcript_is_asked_for_after_the_first_paint(
    study: Path, run: Runner
) -> None:
    async with run(study) as running:
        assert running.worker.requests == [running.transcript.id]


async def test_ghosts_stand_in_the_margin_with_their_reason_in_the_inspector(
    study: Path, run: Runner
) -> None:
    async with run(study) as running:
        await suggest(running, (WAITING, "waiting", 0.8), (TRUST, "trust", 0.5))
        assert "waiting?" in running.text()
        assert "2 suggestions" in running.text()
        to(running, WAITING)
        await running.pilot.pause()
        assert "keyword “waiting”" in running.text() or 'keyword "waiting"' in running.text()
        assert "accept waiting" in running.text()


async def test_weak_ones_and_more_than_three_are_left_out(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await suggest(
            running,
            (WAITING, "waiting", 0.8),
            (WAITING, "trust", 0.7),
            (WAITING, "respect", 0.6),
            (WAITING, "meetup", 0.5),
            (TRUST, "trust", 0.3),
        )
        assert running.bench.desk.proposals.left == 3


async def test_accepted_is_recorded_with_its_origin(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await suggest(running, (WAITING, "waiting", 0.8))
        to(running, WAITING)
        await running.press("enter")
        (segment,) = running.project.segments.of(running.transcript.id)
        assert segment.origin is Origin.ACCEPTED
        (decided,) = running.project.suggestions.decided(running.transcript.id)
        assert decided.decision is Decision.ACCEPTED


async def test_rejected_does_not_come_back(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await suggest(running, (WAITING, "waiting", 0.8))
        to(running, WAITING)
        await running.press("x")
        await suggest(running, (WAITING, "waiting", 0.8))
        assert running.bench.desk.proposals.left == 0
    async with run(study) as running:
        await suggest(running, (WAITING, "waiting", 0.8))
        assert running.bench.desk.proposals.left == 0


async def test_reject_goes_to_the_next_one_here_first(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await suggest(running, (WAITING, "waiting", 0.8), (WAITING, "trust", 0.7))
        to(running, WAITING)
        await running.press("x")
        assert running.selected() == WAITING
        assert "accept trust" in running.text()
        await running.press("x")
        assert running.selected() != WAITING


async def test_undo_brings_a_rejected_one_back(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await suggest(running, (WAITING, "waiting", 0.8))
        to(running, WAITING)
        await running.press("x", "u")
        assert running.bench.desk.proposals.left == 1
        assert "waiting?" in running.text()


async def test_coding_by_hand_settles_the_suggestion(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await suggest(running, (WAITING, "waiting", 0.8))
        to(running, WAITING)
        await running.press("c", "enter")
        assert running.coded() == [("waiting", WAITING)]
        assert running.bench.desk.proposals.left == 0
        assert "waiting?" not in running.text()


async def test_the_palette_lists_suggestions_first(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await suggest(running, (WAITING, "meetup", 0.8))
        to(running, WAITING)
        await running.press("c")
        found = [line for line in running.lines() if "suggested 0.80" in line]
        assert len(found) == 1
        assert "meetup" in found[0]
        await running.press("enter")
        assert running.coded() == [("meetup", WAITING)]


async def test_answers_for_another_transcript_are_dropped(study: Path, run: Runner) -> None:
    async with run(study) as running:
        other = running.project.transcripts.all()[1].id
        running.worker.answer(other)
        await running.pilot.pause(0.05)
        assert running.bench.desk.proposals.left == 0


async def test_after_a_crash_it_is_started_again_with_one_line(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.worker.die()
        await running.pilot.pause(0.05)
        assert running.worker.restarts == 1
        assert "started again" in running.text()
        await suggest(running, (WAITING, "waiting", 0.8))
        assert running.bench.desk.proposals.left == 1


async def test_after_many_crashes_the_screen_works_without(study: Path, run: Runner) -> None:
    async with run(study) as running:
        for _ in range(4):
            running.worker.die()
            await running.pilot.pause(0.05)
        assert running.bench.suggesting.off
        to(running, WAITING)
        await running.press("v", "enter")
        assert len(running.coded()) == 1


async def test_read_only_asks_for_nothing(study: Path, run: Runner) -> None:
    with open_project(study, coder="ML"):
        async with run(study) as running:
            assert running.project.read_only
            assert running.worker.requests == []


SAYS = "It was the waiting that got to me. You sit there two hours, and nobody tells you anything."


async def test_s_and_enter_accept_the_suggestion_that_was_gone_to(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await suggest(running, (SAYS, "respect", 0.5), (WAITING[7:], "waiting", 0.9))
        await running.press("s")
        assert running.selected() == SAYS
        assert "accept respect" in running.text()
        await running.press("enter")
        assert running.coded() == [("respect", SAYS)]
        (segment,) = running.project.segments.of(running.transcript.id)
        assert segment.origin is Origin.ACCEPTED
        assert running.selected() == WAITING[7:]
        await running.press("enter")
        assert running.coded() == [("respect", SAYS), ("waiting", WAITING[7:])]


async def test_x_rejects_the_suggestion_that_was_gone_to(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await suggest(running, (SAYS, "respect", 0.5), (WAITING[7:], "waiting", 0.9))
        await running.press("s", "x")
        (decided,) = running.project.suggestions.decided(running.transcript.id)
        assert decided.end - decided.start == len(SAYS)
        assert running.selected() == WAITING[7:]


async def test_without_another_selection_a_suggestion_keeps_its_own_range(
    study: Path, run: Runner
) -> None:
    async with run(study) as running:
        await suggest(running, ("the waiting", "waiting", 0.9))
        to(running, WAITING)
        assert running.selected() == WAITING
        await running.press("enter")
        assert running.coded() == [("waiting", "the waiting")]
        (segment,) = running.project.segments.of(running.transcript.id)
        assert segment.origin is Origin.ACCEPTED


async def test_another_selection_made_of_it_changes_the_range(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await suggest(running, (SAYS, "respect", 0.5), (WAITING, "waiting", 0.9))
        await running.press("s", "s")
        assert running.selected() == SAYS
        await running.press("shift+right")
        longer = running.selected()
        assert longer != SAYS
        await running.press("enter")
        assert running.coded() == [("respect", longer)]
        (segment,) = running.project.segments.of(running.transcript.id)
        assert segment.origin is Origin.CHANGED


async def test_a_selection_inside_it_changes_the_range(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await suggest(running, (SAYS, "respect", 0.5))
        await running.press("s", "right", "right")
        assert running.selected() == "was"
        await running.press("enter")
        assert running.coded() == [("respect", "was")]
