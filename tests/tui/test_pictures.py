"""Pictures of the screens as text, at two sizes; ``pytest --snapshot-update`` makes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from qualcode.tui import places
from qualcode.tui.program import QualcodeApp
from tests.tui.conftest import Runner, Running, screen_lines, suggest
from tests.tui.factory import code_id

WAITING = "It was the waiting that got to me."
HOURS = "You sit there two hours, and nobody tells you anything."
SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
STATES = {
    "reading": (),
    "documents": ("f2",),
    "codes": ("f3", "down"),
    "palette": ("c",),
    "palette_query": ("c", "r", "e", "s"),
    "palette_new": ("c", "h", "o", "p", "e"),
    "memo": ("m", "w", "h", "y"),
    "commands": ("colon", "u", "n"),
    "help": ("question_mark",),
    "go": ("g",),
    "speakers": ("g", "s"),
    "roles": ("g", "s", "down", "r"),
    "rules": ("f3", "E"),
    "move": ("f3", "M"),
    "pin": ("f3", "P"),
    "in_vivo": ("down", "v"),
    "remove": ("d",),
    "finish": ("f",),
    "search": ("slash", "c", "l", "i"),
    "undone": ("u",),
    "only": ("z",),
}


class Picture(SingleFileSnapshotExtension):
    """One text file per picture, so that a change is read as a picture."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """The stored picture to compare with."""
    return snapshot.use_extension(Picture)


async def prepare(running: Running) -> None:
    """Two codes on one sentence, one suggestion on the next, a memo."""
    running.bench.reader.go_to(running.transcript.text.index(WAITING))
    for name in ("waiting", "trust"):
        running.bench.coding.apply(code_id(running.project, name))
    await suggest(running, (HOURS, "access", 0.81), ("We go there on Thursdays.", "meetup", 0.5))
    await running.pilot.pause()


async def settled(running: Running) -> None:
    """Wait until the progress of what is in view is known."""
    for _ in range(100):
        await running.pilot.pause()
        if not running.bench.documents.unknown():
            return
        await running.pilot.pause(0.02)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", STATES)
async def test_screen(
    study: Path, run: Runner, picture: SnapshotAssertion, state: str, size: str
) -> None:
    async with run(study, size=SIZES[size]) as running:
        await prepare(running)
        await running.press(*STATES[state])
        await settled(running)
        assert running.text() + "\n" == picture


@pytest.mark.parametrize("size", SIZES)
async def test_start(study: Path, picture: SnapshotAssertion, size: str) -> None:
    app = QualcodeApp(None)
    async with app.run_test(size=SIZES[size]) as pilot:
        await pilot.pause()
        assert places.recent_studies() == []
        assert "\n".join(screen_lines(app)) + "\n" == picture
