from __future__ import annotations

from pathlib import Path

from tests.tui.conftest import Runner, Running


def highlight(running: Running, name: str) -> None:
    """Put the cursor of the code tree on a code."""
    running.bench.codes.select(running.project.codebook.current().find(name).id)


def paths(running: Running) -> set[str]:
    return set(running.project.codebook.current().paths.values())


async def test_new_code_beside_and_below(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("f3")
        highlight(running, "waiting")
        await running.press("n")
        await running.type("queue")
        await running.press("enter")
        assert "queue" in paths(running)
        assert running.bench.codes.code is not None
        assert running.bench.codes.code.name == "queue"
        await running.press("N")
        await running.type("length")
        await running.press("enter")
        assert "queue > length" in paths(running)
        assert "• length" in running.text()


async def test_new_code_by_path(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("f3", "n")
        await running.type("relations/shame")
        await running.press("enter")
        assert "relations > shame" in paths(running)


async def test_rename_shows_in_tree_and_margin(study: Path, run: Runner) -> None:
    async with run(study) as running:
        highlight(running, "waiting")
        await running.press("f3", "enter")
        await running.press("r")
        for _ in "waiting":
            await running.press("backspace")
        await running.type("queueing")
        await running.press("enter")
        assert "queueing" in paths(running)
        assert running.coded()[0][0] == "queueing"
        assert running.text().count("queueing") >= 2
        assert "• waiting" not in running.text()


async def test_enter_in_the_tree_codes_and_keeps_the_focus(study: Path, run: Runner) -> None:
    async with run(study) as running:
        highlight(running, "trust")
        await running.press("f3", "enter")
        assert [name for name, _ in running.coded()] == ["trust"]
        assert running.app.focused is running.bench.codes


async def test_move_under_another_code_and_to_the_top(study: Path, run: Runner) -> None:
    async with run(study) as running:
        highlight(running, "waiting")
        await running.press("f3", "M")
        await running.type("relat")
        await running.press("enter")
        assert "relations > waiting" in paths(running)
        await running.press("M", "enter")
        assert "waiting" in paths(running)


async def test_a_code_cannot_be_moved_below_itself(study: Path, run: Runner) -> None:
    async with run(study) as running:
        highlight(running, "relations")
        await running.press("f3", "M")
        await running.type("trust")
        assert "relations > trust" not in running.text()


async def test_retire_and_take_back(study: Path, run: Runner) -> None:
    async with run(study) as running:
        highlight(running, "waiting")
        await running.press("f3", "R")
        assert running.project.codebook.current().find("waiting").retired
        await running.press("escape", "c")
        await running.type("waiting")
        assert "used" not in running.text()
        await running.press("escape", "f3", "R")
        assert not running.project.codebook.current().find("waiting").retired


async def test_edit_the_rules(study: Path, run: Runner) -> None:
    async with run(study) as running:
        highlight(running, "waiting")
        await running.press("f3", "E")
        await running.type("Time lost.")
        await running.press("tab")
        await running.type("Hours are named.")
        await running.press("ctrl+s")
        code = running.project.codebook.current().find("waiting")
        assert (code.definition, code.include_when) == ("Time lost.", "Hours are named.")
        assert "Time lost." in running.text()


async def test_leaving_a_changed_form_is_asked_about(study: Path, run: Runner) -> None:
    async with run(study) as running:
        highlight(running, "waiting")
        await running.press("f3", "E")
        await running.type("Time")
        await running.press("escape")
        assert "Leave without saving?" in running.text()
        await running.press("enter")
        assert running.project.codebook.current().find("waiting").definition == ""
        assert running.app.screen is running.bench


async def test_pin_and_unpin(study: Path, run: Runner) -> None:
    async with run(study) as running:
        highlight(running, "trust")
        await running.press("f3", "P", "4")
        trust = running.project.codebook.current().find("trust").id
        assert running.project.codebook.slots() == {4: trust}
        assert running.bench.desk.slots[4] == trust
        row = next(line for line in running.lines() if "• trust" in line)
        assert "4" in row
        await running.press("P", "0")
        assert running.project.codebook.slots() == {}


async def test_fold(study: Path, run: Runner) -> None:
    async with run(study) as running:
        highlight(running, "access")
        assert "• distance" in running.text()
        await running.press("f3", "space")
        assert "• distance" not in running.text()
        await running.press("space")
        assert "• distance" in running.text()


async def test_a_change_of_the_codebook_asks_for_suggestions_again(
    study: Path, run: Runner
) -> None:
    async with run(study) as running:
        before = len(running.worker.requests)
        await running.press("f3", "n")
        await running.type("hope")
        await running.press("enter")
        assert len(running.worker.requests) == before + 1
        assert running.worker.codebooks[-1] == running.project.codebook.current().version


async def test_undo_of_a_new_code(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("f3", "n")
        await running.type("hope")
        await running.press("enter", "u")
        assert "hope" not in paths(running)
        assert "• hope" not in running.text()
