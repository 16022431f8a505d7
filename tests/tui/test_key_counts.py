"""One test per row of the table of key counts: the work is done, with so many keys at most."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.project import open_project
from tests.tui.conftest import Runner, suggest
from tests.tui.factory import code_id

WAITING = "It was the waiting that got to me."
HOURS = "You sit there two hours, and nobody tells you anything."
HOME = "My mother gave up and went home."


async def test_next_sentence_with_a_pinned_code_two_keys(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.project.codebook.pin(1, code_id(running.project, "waiting"))
        running.bench.open_transcript(running.transcript.id)
        running.bench.reader.go_to(running.transcript.text.index(WAITING))
        assert await running.press("down", "1") == 2
        assert running.coded() == [("waiting", HOURS)]


async def test_next_sentence_with_the_last_code_two_keys(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.bench.reader.go_to(running.transcript.text.index(WAITING))
        running.bench.coding.apply(code_id(running.project, "trust"))
        assert await running.press("down", "full_stop") == 2
        assert running.coded() == [("trust", WAITING), ("trust", HOURS)]


@pytest.mark.parametrize("number", [0, 57, 110, 199])
async def test_any_of_two_hundred_codes_by_three_letters_six_keys(
    study: Path, run: Runner, number: int
) -> None:
    with open_project(study, coder="RK") as project:
        while len(project.codebook.current().codes) < 200:
            project.codebook.create(made_up(len(project.codebook.current().codes)))
        name = project.codebook.current().codes[number].name
    async with run(study) as running:
        running.bench.reader.go_to(running.transcript.text.index(WAITING))
        pressed = await running.press("down", "c") + await running.type(name[:3])
        pressed += await running.press("enter")
        assert pressed == 6
        assert running.coded() == [(name, HOURS)]


def made_up(number: int) -> str:
    """A name that, as in a codebook of real words, few others begin like."""
    first, rest = divmod(number, 20)
    return "bdfgklmnpr"[first] + "aeio"[rest % 4] + "lnrst"[rest // 4] + f"ing {number}"


async def test_new_code_in_vivo_one_key(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.bench.reader.go_to(running.transcript.text.index("That was it."))
        assert await running.press("v") == 1
        assert running.coded() == [("That was it", "That was it.")]


async def test_long_selection_in_vivo_two_keys(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.bench.reader.go_to(running.transcript.text.index(WAITING))
        assert await running.press("v", "enter") == 2
        assert running.coded() == [(WAITING[:-1], WAITING)]


async def test_new_named_code(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.bench.reader.go_to(running.transcript.text.index(WAITING))
        pressed = (
            await running.press("c") + await running.type("anger") + await running.press("enter")
        )
        assert pressed == 2 + len("anger")
        assert running.coded() == [("anger", WAITING)]


async def test_accept_a_suggestion_and_go_on_one_key(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.bench.reader.go_to(running.transcript.text.index(WAITING))
        await suggest(running, (WAITING, "waiting", 0.8))
        assert await running.press("enter") == 1
        assert running.coded() == [("waiting", WAITING)]
        assert running.selected() == HOURS


async def test_accept_and_go_to_the_next_suggestion_one_key(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await suggest(running, (WAITING, "waiting", 0.8), ("I do not trust them.", "trust", 0.6))
        await running.press("s")
        assert running.selected() == WAITING
        assert await running.press("enter") == 1
        assert running.selected() == "I do not trust them."


async def test_reject_and_go_on_one_key(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.bench.reader.go_to(running.transcript.text.index(WAITING))
        await suggest(running, (WAITING, "waiting", 0.8))
        assert await running.press("x") == 1
        assert running.coded() == []
        assert running.selected() == HOURS
        assert running.bench.desk.proposals.left == 0


async def test_memo_on_this_segment_two_keys_and_the_text(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.bench.reader.go_to(running.transcript.text.index(WAITING))
        running.bench.coding.apply(code_id(running.project, "waiting"))
        pressed = await running.press("m")
        await running.type("being made to wait")
        pressed += await running.press("escape")
        assert pressed == 2
        memos = running.project.memos.of_transcript(running.transcript.id)
        assert [memo.text for found in memos.values() for memo in found] == ["being made to wait"]


async def test_undo_any_action_any_depth_one_key_each(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.bench.reader.go_to(running.transcript.text.index(WAITING))
        running.bench.coding.apply(code_id(running.project, "waiting"))
        await running.press("greater_than_sign", "v", "enter")
        assert len(running.coded()) == 2
        await running.press("u")
        assert len(running.coded()) == 1
        assert "It was the" not in str([c.name for c in running.project.codebook.current().codes])
        await running.press("u")
        assert running.coded() == [("waiting", WAITING)]
        await running.press("u")
        assert running.coded() == []


async def test_next_uncoded_one_key(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.bench.reader.go_to(running.transcript.text.index(WAITING))
        running.bench.coding.apply(code_id(running.project, "waiting"))
        await running.press("down", "full_stop", "up")
        assert await running.press("o") == 1
        assert running.selected() == HOME


async def test_move_a_boundary_by_one_word_one_key(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.bench.reader.go_to(running.transcript.text.index(WAITING))
        running.bench.coding.apply(code_id(running.project, "waiting"))
        assert await running.press("greater_than_sign") == 1
        assert running.coded() == [("waiting", WAITING + " You")]


async def test_move_a_boundary_by_one_sentence_two_keys(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.bench.reader.go_to(running.transcript.text.index(WAITING))
        running.bench.coding.apply(code_id(running.project, "waiting"))
        assert await running.press("b", "greater_than_sign") == 2
        assert running.coded() == [("waiting", f"{WAITING} {HOURS}")]


async def test_mark_a_key_quote_one_key(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.bench.reader.go_to(running.transcript.text.index(WAITING))
        running.bench.coding.apply(code_id(running.project, "waiting"))
        assert await running.press("q") == 1
        assert [one.key_quote for one in running.project.segments.of(running.transcript.id)] == [
            True
        ]


async def test_weigh_a_segment_two_keys(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.project.set_weighted(True)
        running.bench.reader.go_to(running.transcript.text.index(WAITING))
        running.bench.coding.apply(code_id(running.project, "waiting"))
        assert await running.press("W", "3") == 2
        assert [one.weight for one in running.project.segments.of(running.transcript.id)] == [3]


async def test_copy_a_quote_with_its_source_one_key(
    study: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualcode.tui.clipboard.tool_for", lambda *_: None)
    async with run(study) as running:
        running.bench.reader.go_to(running.transcript.text.index(WAITING))
        assert await running.press("y") == 1
        assert running.app.clipboard == f"“{WAITING}” (Amina, FG01 Nurses, turn 3)"


async def test_code_a_whole_turn_three_keys(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.project.codebook.pin(1, code_id(running.project, "waiting"))
        running.bench.open_transcript(running.transcript.id)
        running.bench.reader.go_to(running.transcript.text.index(WAITING))
        pressed = await running.press("plus", "1")
        assert pressed <= 3
        assert running.coded() == [("waiting", f"{WAITING} {HOURS} {HOME}")]


async def test_ten_sentences_in_order_twenty_keys(study: Path, run: Runner) -> None:
    async with run(study) as running:
        for digit, name in enumerate(("waiting", "trust", "respect"), 1):
            running.project.codebook.pin(digit, code_id(running.project, name))
        running.bench.open_transcript(running.transcript.id)
        pressed = 0
        for number in range(10):
            pressed += await running.press("down", str(number % 3 + 1))
        assert pressed == 20
        assert len(running.coded()) == 10
        assert len({words for _, words in running.coded()}) == 10
