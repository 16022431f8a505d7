"""Many keys in one burst: none is lost, and each costs the same however many wait."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from qualcode.tui.widgets.text_entry import TextEntry
from tests.tui.conftest import Runner, Running


async def burst(running: Running, *keys: events.Key) -> None:
    """Let keys arrive at once, and wait until all are handled."""
    for key in keys:
        running.app.post_message(key)
    while running.app._line or running.app._message_queue.qsize():
        await running.pilot.pause(0.001)
    await running.pilot.pause()


async def test_a_burst_of_letters_is_written_into_a_memo_whole(study: Path, run: Runner) -> None:
    text = "word " * 100
    async with run(study) as running:
        await running.press("m")
        keys = [events.Key("space" if one == " " else one, one) for one in text]
        await burst(running, *keys)
        assert running.app.screen.query_one("#memo", TextEntry).text == text
        await running.press("ctrl+s")


async def test_a_key_whose_command_fails_does_not_stop_those_behind_it(
    study: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr("qualcode.tui.screens.workbench.Workbench.reader_moved", fail)
    async with run(study) as running:
        before = running.bench.reader.position
        await burst(running, *[events.Key("down", None) for _ in range(3)])
        assert running.bench.reader.position > before
        running.app.failures.clear()


async def test_the_work_for_a_key_does_not_grow_with_the_keys_that_wait(
    study: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = 0
    async with run(study) as running:
        real = running.app._catch_up

        async def counted() -> None:
            nonlocal turns
            turns += 1
            await real()

        monkeypatch.setattr(running.app, "_catch_up", counted)
        await burst(running, *[events.Key("down", None) for _ in range(200)])
    assert 200 <= turns <= 1000
