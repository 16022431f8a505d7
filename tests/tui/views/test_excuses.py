"""Keys that cannot be done in a view say why."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.project import open_project
from tests.tui.conftest import Runner, Running
from tests.tui.views.coded import code_study


async def said(running: Running, key: str) -> str:
    """What the screen shows after a key, in one line."""
    await running.press(key)
    return " ".join(running.text().split())


@pytest.mark.parametrize(
    ("view", "keys"),
    [
        ("code", "dcqJu"),
        ("memos", "n"),
        ("speakers", "rmnq"),
        ("versions", "F"),
        ("history", "HU"),
    ],
)
async def test_a_study_that_is_only_read_says_so_and_who_holds_it(
    study: Path, run: Runner, view: str, keys: str
) -> None:
    code_study(study)
    with open_project(study, coder="ML") as holder:
        before = holder.change_counter
        async with run(study, size=(200, 50)) as running:
            running.app.go(view)
            await running.pilot.pause()
            shown = running.app.screen
            for key in keys:
                text = await said(running, key)
                assert "This study is open for reading only: clinic" in text, key
                assert "is open for coding by" in text
                assert running.app.screen is shown
        assert holder.change_counter == before


async def test_what_is_missing_is_said(study: Path, run: Runner) -> None:
    async with run(study, size=(200, 50)) as running:
        for view, key, why in (
            ("code", "m", "There is no passage here: choose a code that has some."),
            ("code", "x", "The passages of all speakers and groups are shown already."),
            ("memos", "d", "There is no memo here."),
            ("matrix", "tab", "No passages are listed: ⏎ on a cell lists them"),
        ):
            running.app.go(view)
            await running.pilot.pause()
            shown = running.app.screen
            assert why in await said(running, key), (view, key)
            assert running.app.screen is shown
