"""Key quotes, weights and boundaries from the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.domain.segments import Segment
from tests.tui.conftest import Runner, Running
from tests.tui.factory import code_id

WAITING = "It was the waiting that got to me."
HOURS = "You sit there two hours, and nobody tells you anything."
HOME = "My mother gave up and went home."
BEFORE = "What was it like at the clinic?"


def code(running: Running, words: str, name: str) -> None:
    """Code a sentence by hand."""
    at(running, words)
    running.bench.coding.apply(code_id(running.project, name))


def at(running: Running, words: str) -> None:
    """Put the cursor on a sentence."""
    running.bench.reader.go_to(running.transcript.text.index(words))
    running.bench.after_move()


def only(running: Running) -> Segment:
    """The one segment on disk."""
    (segment,) = running.project.segments.of(running.transcript.id)
    return segment


async def test_a_key_quote_is_marked_in_margin_and_inspector(study: Path, run: Runner) -> None:
    async with run(study) as running:
        code(running, WAITING, "waiting")
        assert "q key quote" in running.text()
        await running.press("q")
        assert only(running).key_quote
        assert "★ waiting" in running.text()
        assert "key quote" in running.text()
        await running.press("u")
        assert not only(running).key_quote
        assert "★" not in running.text()
        assert "Undone: mark as key quote “waiting”" in running.text()
        await running.press("U", "q")
        assert not only(running).key_quote


async def test_the_signs_in_ascii(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.project.set_weighted(True)
        running.bench.marker.ascii_only = True
        code(running, WAITING, "waiting")
        await running.press("q", "W", "2")
        assert "!=2 waiting" in running.text()
        assert "★" not in running.text()


async def test_q_does_nothing_where_nothing_is_coded(study: Path, run: Runner) -> None:
    async with run(study) as running:
        counter = running.project.change_counter
        await running.press("q", "W", "b")
        assert "No segment is here" in running.text()
        assert running.project.change_counter == counter
        assert running.app.screen is running.bench


async def test_a_weight_is_asked_for_only_where_the_study_weighs(study: Path, run: Runner) -> None:
    async with run(study) as running:
        code(running, WAITING, "waiting")
        await running.press("W")
        assert running.app.screen is running.bench
        running.bench.coding.marks.switch_weights()
        await running.press("W")
        assert "Weight of “waiting” here" in running.text()
        await running.press("0")
        assert only(running).weight == 0
        assert "⁰ waiting" in running.text()
        assert "weight 0 of 3" in running.text()
        await running.press("W", "3")
        assert "³ waiting" in running.text()
        await running.press("W", "n")
        assert only(running).weight is None
        await running.press("W", "escape")
        assert only(running).weight is None


@pytest.mark.parametrize(
    ("letter", "wanted"),
    [
        ("greater_than_sign", f"{HOURS} {HOME}"),
        ("left_parenthesis", f"{WAITING} {HOURS}"),
    ],
)
async def test_a_boundary_goes_by_a_sentence(
    study: Path, run: Runner, letter: str, wanted: str
) -> None:
    async with run(study) as running:
        code(running, HOURS, "hours")
        await running.press("b", letter)
        assert running.coded() == [("hours", wanted)]
        back = {"greater_than_sign": "less_than_sign", "left_parenthesis": "right_parenthesis"}
        await running.press("b", back[letter])
        assert running.coded() == [("hours", HOURS)]
        await running.press("u")
        assert running.coded() == [("hours", wanted)]


async def test_a_boundary_inside_a_sentence_goes_to_its_edge(study: Path, run: Runner) -> None:
    async with run(study) as running:
        code(running, HOURS, "hours")
        await running.press("less_than_sign", "right_parenthesis")
        await running.press("b", "greater_than_sign", "b", "left_parenthesis")
        assert running.coded() == [("hours", HOURS)]


async def test_the_only_sentence_cannot_be_shortened_by_one(study: Path, run: Runner) -> None:
    async with run(study) as running:
        code(running, HOURS, "hours")
        for letter in ("less_than_sign", "right_parenthesis"):
            await running.press("b", letter)
            assert "This boundary cannot go further." in running.text()
        assert running.coded() == [("hours", HOURS)]


async def test_the_segment_worked_on_is_stretched_to_the_cursor(study: Path, run: Runner) -> None:
    async with run(study) as running:
        code(running, WAITING, "waiting")
        await running.press("down", "down", "b")
        assert "end to the cursor waiting" in " ".join(running.text().split())
        await running.press("e")
        assert running.coded() == [("waiting", f"{WAITING} {HOURS} {HOME}")]
        await running.press("u")
        assert running.coded() == [("waiting", WAITING)]
        await running.press("up", "up", "up", "b", "s")
        assert running.coded() == [("waiting", f"{BEFORE}\n{WAITING}")]


async def test_a_boundary_comes_back_to_the_cursor_inside_the_segment(
    study: Path, run: Runner
) -> None:
    async with run(study) as running:
        at(running, WAITING)
        await running.press("plus")
        running.bench.coding.apply(code_id(running.project, "waiting"))
        await running.press("minus", "down", "b", "e")
        assert running.coded() == [("waiting", f"{WAITING} {HOURS}")]
        await running.press("b", "s")
        assert running.coded() == [("waiting", HOURS)]


async def test_of_two_codes_the_one_that_would_change_is_meant(study: Path, run: Runner) -> None:
    async with run(study) as running:
        code(running, HOURS, "hours")
        code(running, WAITING, "waiting")
        await running.press("down", "b", "e")
        assert running.coded() == [("waiting", f"{WAITING} {HOURS}"), ("hours", HOURS)]


async def test_a_boundary_does_not_cross_the_other(study: Path, run: Runner) -> None:
    async with run(study) as running:
        code(running, HOURS, "hours")
        await running.press("up", "b", "e")
        assert "The cursor is before the start of this segment" in running.text()
        await running.press("down", "down", "b", "s")
        assert "The cursor is after the end of this segment" in running.text()
        assert running.coded() == [("hours", HOURS)]


async def test_each_boundary_move_is_a_command_of_its_own(study: Path, run: Runner) -> None:
    async with run(study) as running:
        code(running, HOURS, "hours")
        for name, wanted in (
            ("EndSentenceLater", f"{HOURS} {HOME}"),
            ("StartSentenceEarlier", f"{WAITING} {HOURS} {HOME}"),
            ("EndSentenceEarlier", f"{WAITING} {HOURS}"),
            ("StartSentenceLater", HOURS),
        ):
            running.app.action_command(name)
            assert running.coded() == [("hours", wanted)]


async def test_the_palette_shows_key_quotes_first_from_all_transcripts(
    study: Path, run: Runner
) -> None:
    async with run(study) as running:
        names = list(running.project.transcripts.names().values())
        other = running.project.transcripts.get(names[1])
        start = other.text.index(HOME)
        trust = code_id(running.project, "trust")
        key = running.project.segments.add(other.id, start, start + len(HOME), trust)
        for words in (WAITING, HOURS, "That was it."):
            code(running, words, "trust")
        await running.press("c", "t", "r", "u")
        assert HOME not in running.text()
        await running.press("escape")
        running.project.segments.set_key_quote(key.id, True)
        await running.press("c", "t", "r", "u")
        assert "“My mother gave up" in running.text()
