from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.tui.commands.base import Context
from qualcode.tui.commands.registry import key_table
from qualcode.tui.screens.help import HelpScreen
from qualcode.tui.screens.help_topics import matching, topics
from tests.tui.conftest import Runner, Running

READER = (Context.READER, Context.STUDY, Context.VIEW, Context.EVERYWHERE)


def listed(running: Running) -> list[str]:
    screen = running.app.screen
    assert isinstance(screen, HelpScreen)
    return ["".join(part.text for part in row.left) for row in screen.rows_list.rows]


@pytest.mark.parametrize("here", [READER, (Context.CODES,), (Context.SPEAKERS, Context.LIST), ()])
def test_every_command_is_told_once_wherever_one_is(here: tuple[Context, ...]) -> None:
    told = [one.name for topic in topics(here, [], place="x") for one in topic.entries if one.name]
    assert sorted(told) == sorted(row.name for row in key_table())


def test_what_works_here_comes_first() -> None:
    found = topics((Context.CODES, Context.EVERYWHERE), [], place="code tree")
    first = {one.name for one in found[0].entries}
    assert "NewCode" in first
    assert found[0].heading.startswith("Here: code tree")
    assert [topic.heading for topic in found][-2:] == ["Mouse", "Files"]


def test_searching_finds_words_keys_and_headings() -> None:
    every = topics(READER, [("settings", "/somewhere/config.toml")], place="transcript")
    assert [one.name for t in matching(every, "undo newest") for one in t.entries] == ["Undo"]
    assert any(one.name == "InVivo" for t in matching(every, "v vivo") for one in t.entries)
    assert [t.heading for t in matching(every, "config.toml")] == ["Files"]
    assert any(one.key == "shift+drag" for t in matching(every, "mouse") for one in t.entries)
    assert matching(every, "no such thing at all") == []


def test_a_command_without_a_key_is_named() -> None:
    every = topics(READER, [], place="transcript")
    row = next(row for row in key_table() if not row.key)
    entry = next(one for t in every for one in t.entries if one.name == row.name)
    assert (entry.key, row.label in entry.text) == ("ctrl+p", True)


async def test_help_is_about_the_focused_panel(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("question_mark")
        assert "Here: transcript" in listed(running)[0]
        assert "Select the next unit." in running.text()
        await running.press("escape", "f3", "f1")
        assert "Here: code tree" in listed(running)[0]
        await running.press("f1", "g", "s", "question_mark")
        assert "Here: speakers" in listed(running)[0]


async def test_help_tells_the_mouse_the_files_and_how_to_quit(study: Path, run: Runner) -> None:
    async with run(study, size=(80, 24)) as running:
        await running.press("question_mark")
        assert "leaves qualcode" in running.text()
        await running.press("end")
        assert "log of faults" in running.text()
        assert {"shift+drag", "double", "settings", "keys"} <= set(
            " ".join(listed(running)).split()
        )


async def test_typing_searches_and_letters_are_no_commands(study: Path, run: Runner) -> None:
    async with run(study, size=(80, 24)) as running:
        await running.press("question_mark")
        await running.type("previous unit")
        text = running.text()
        assert "Select the previous unit." in text
        assert "Select the next unit." not in text
        await running.type("qx")
        assert "Nothing is called" in running.text()
        await running.press("escape")
        assert running.app.screen is running.bench


async def test_the_key_that_opens_help_closes_it(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("question_mark", "question_mark")
        assert running.app.screen is running.bench
        await running.press("question_mark", "m", "question_mark")
        assert isinstance(running.app.screen, HelpScreen)
        await running.press("enter")
        assert running.app.screen is running.bench


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (200, 50)])
async def test_help_fits_every_size(study: Path, run: Runner, size: tuple[int, int]) -> None:
    async with run(study, size=size) as running:
        await running.press("question_mark", "pagedown", "pagedown", "end", "home")
        assert "Keys: transcript" in running.text()
        assert all(len(line) <= size[0] for line in running.lines())


async def test_f1_helps_in_a_dialog_too(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("c", "f1")
        assert "Here: code palette" in listed(running)[0]
        await running.press("f1", "escape", "m", "f1")
        assert "Here: memo" in listed(running)[0]
        await running.press("escape")
        await running.type("x")
        await running.press("escape")
        assert [memo.text for memo in running.bench.memos.here()] == ["x"]
