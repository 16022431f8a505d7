"""A folder of files to import, and waiting for what is read of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.tui.importing import ImportScreen
from qualcode.tui.importing.preview import PreviewScreen
from qualcode.tui.widgets.entry import Entry
from tests.tui.conftest import Running

GROUP = "Moderator: Welcome.\nILSE: We came by bus. [laughs]\nIlse: And on foot.\n"

LONG = (
    "Transcript: Group 7\n\n"
    "Moderator: Welcome to all of you.\n\n"
    "Ana: Thank you. We came by bus.\nNote: the bus was late.\n\n"
    "Bert: I walked. It is not far.\n\n"
    "Moderator: And how do you go home?\n\n"
    "Annna: By bus, I think.\n\n"
    "Bert: On foot.\n\n"
    "Ana: By bus, too.\n"
)
"""A talk with a head, a false label and a slip in a label."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two transcripts, one file that is none, and a folder; it is the present one."""
    folder = tmp_path / "new [files]"
    (folder / "later").mkdir(parents=True)
    (folder / "group [a].txt").write_text(GROUP, "utf-8")
    (folder / "group b.md").write_text(GROUP.replace("bus", "tram"), "utf-8")
    (folder / "notes.xyz").write_bytes(b"%PDF")
    (folder / ".hidden.txt").write_text(GROUP, "utf-8")
    monkeypatch.chdir(folder)
    return folder


def chooser(running: Running) -> ImportScreen:
    """The screen with the list of files."""
    screen = next(one for one in running.app.screen_stack if isinstance(one, ImportScreen))
    assert isinstance(screen, ImportScreen)
    return screen


def preview(running: Running) -> PreviewScreen:
    """The preview."""
    screen = running.app.screen
    assert isinstance(screen, PreviewScreen)
    return screen


async def read(running: Running) -> None:
    """Wait until nothing is read or taken in any more, and all of it is shown."""
    await running.pilot.pause()
    while True:
        screens = [one for one in running.app.screen_stack if isinstance(one, ImportScreen)]
        if not any(one.reading or one.importing for one in screens):
            break
        await running.pilot.pause(0.01)
    await running.app.workers.wait_for_complete()
    await running.pilot.pause()
    await running.pilot.pause()


async def choose(running: Running, path: Path) -> None:
    """Put a path into the entry, as if it were typed, and press Enter."""
    entry = chooser(running).query_one(Entry)
    entry.value = str(path)
    running.app.screen.set_focus(entry)
    await running.pilot.pause()
    await running.press("enter")
    await read(running)


async def look_at(running: Running, path: Path) -> PreviewScreen:
    """Choose a file by its path, and open its preview."""
    await running.press("i")
    await choose(running, path)
    await running.press("tab", "enter")
    await read(running)
    return preview(running)
