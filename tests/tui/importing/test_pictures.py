"""Pictures of the import as text, at two sizes; ``pytest --snapshot-update`` makes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from qualcode.tui.widgets.entry import Entry
from tests.tui.conftest import Runner
from tests.tui.importing.conftest import LONG, chooser, read
from tests.tui.test_pictures import SIZES, Picture

STATES = {
    "nothing": None,
    "files": (),
    "turns": ("tab", "home", "down", "enter", "down"),
    "labels": ("tab", "home", "down", "enter", "tab", "tab", "end"),
    "remarks": ("tab", "home", "down", "enter", "tab", "tab", "tab", "end"),
    "options": ("tab", "home", "down", "enter", "o"),
    "refused": ("tab", "home", "enter"),
}
"""Keys after all files of the folder were read; None reads none."""


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """The stored picture to compare with."""
    return snapshot.use_extension(Picture)


@pytest.fixture
def talks(folder: Path) -> Path:
    """A folder with a file that is refused, a talk, and captions."""
    talks = folder / "talks"
    talks.mkdir()
    (talks / "broken.docx").write_bytes(b"no zip")
    (talks / "group 7.txt").write_text(LONG)
    (talks / "zoom.vtt").write_text(
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.000\nAna: Hello.\n\n"
        "2\n00:00:04.000 --> 00:00:06.000\nBert: Good day.\n"
    )
    (talks / "voice.mp3").write_bytes(b"x")
    return talks


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", STATES)
async def test_import(
    talks: Path, study: Path, run: Runner, picture: SnapshotAssertion, state: str, size: str
) -> None:
    keys = STATES[state]
    async with run(study, size=SIZES[size]) as running:
        await running.press("i")
        chooser(running).query_one(Entry).value = "talks/"
        await running.pilot.pause()
        if keys is not None:
            await running.press("enter")
            await read(running)
            await running.press(*keys)
            await read(running)
        assert running.text() + "\n" == picture
