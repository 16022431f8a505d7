from __future__ import annotations

from math import inf
from pathlib import Path

import pytest
from textual.css.stylesheet import Stylesheet

from qualcode.tui import program
from tests.tui.conftest import Runner


async def test_all_style_sheets_are_read_once_before_a_view_is_opened(
    study: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run(study) as running:
        warming, sheet = running.app.warming, running.app.stylesheet
        warming.last_key = 0.0
        while warming.steps:
            warming.step()
        folder = Path(program.__file__).resolve().parent
        sheets = {str(path) for path in folder.rglob("*.tcss")}
        assert sheets <= {path for path, _ in sheet.source}
        before = set(sheet.source)
        again: list[object] = []
        monkeypatch.setattr(Stylesheet, "reparse", again.append)
        for letter in "dvmnhb":
            await running.press("g", letter)
        assert again == []
        added = {path for path, _ in sheet.source if (path, _) not in before}
        assert not {path for path in added if path.endswith(".tcss")}


async def test_nothing_is_done_while_someone_types(
    study: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run(study) as running:
        warming = running.app.warming
        left = len(warming.steps)
        monkeypatch.setattr("qualcode.tui.warming.QUIET", 3600.0)
        warming.last_key = -inf
        await running.press("down")
        warming.step()
        assert len(warming.steps) == left
