"""Pictures of every view as text and in colour; ``pytest --snapshot-update`` makes them anew."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from qualcode.domain.memos import MemoKind, Subject
from qualcode.project import Project, open_project
from tests.tui.conftest import Runner
from tests.tui.factory import code_id, make_study
from tests.tui.views.grouped import group_study

SIZES = {"80x24": (80, 24), "120x40": (120, 40), "200x50": (200, 50)}
STATES = {
    "workbench": (),
    "dashboard": ("g", "d"),
    "speakers": ("g", "s"),
    "code": ("f3", "end", "up", "g", "v"),
    "matrix": ("g", "m"),
    "search": ("g", "f", *"waiting"),
    "memos": ("g", "n"),
    "history": ("g", "h"),
    "versions": ("g", "b"),
}
GROUPED = {
    "corpus": ("g", "p"),
    "participants": ("g", "p", "2"),
    "answered": ("g", "p", "3", "down", "enter"),
    "replies": ("g", "p", "4"),
    "sets": ("g", "p", "5", "down"),
    "questions": ("g", "q", "home"),
    "asked": ("p", "p", "w"),
    "answers": ("t", "t", "t", "a", "2"),
}
"""The same study with what is known of the group."""
CODED = (
    ("It was the waiting that got to me.", "waiting"),
    ("You sit there two hours, and nobody tells you anything.", "hours"),
    ("You sit there two hours, and nobody tells you anything.", "waiting"),
    ("I trust the list more.", "trust"),
    ("They looked straight through you, like you were a number.", "respect"),
)
_NUMBER = re.compile(r"terminal-\d+-")
_FONT_FACE = re.compile(r"@font-face\s*{.*?}", re.S)


class Words(SingleFileSnapshotExtension):
    """One text file per picture, so that a change is read as a picture."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


class Colours(SingleFileSnapshotExtension):
    """One drawing per picture, to look at."""

    _write_mode = WriteMode.TEXT
    file_extension = "svg"


class Clock(datetime):
    """A clock that goes on by a minute whenever it is looked at."""

    looked = 0

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        cls.looked += 1
        return datetime(2026, 3, 2, 9, 0, tzinfo=UTC) + timedelta(minutes=cls.looked)


def code_all(project: Project, number: int) -> None:
    """Code the first transcripts, with a memo, a key quote and a version with a label."""
    for name in list(project.transcripts.names())[:number]:
        one = project.transcripts.get(name)
        for words, code in CODED:
            start = one.text.index(words)
            project.segments.add(one.id, start, start + len(words), code_id(project, code))


@pytest.fixture(scope="session")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A study of two coders that is the same whenever it is made."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("qualcode.domain.ids.datetime", Clock)
        patch.setattr(Clock, "looked", 0)
        path = make_study(tmp_path_factory.mktemp("pictured"))
        with open_project(path, coder="ML") as project:
            code_all(project, 1)
            project.coders.finish(("FG01 Nurses",))
        with open_project(path, coder="RK") as project:
            code_all(project, 2)
            one = project.transcripts.get("FG01 Nurses")
            first = project.segments.of(one.id)[0]
            project.segments.set_key_quote(first.id, True)
            project.memos.write(Subject.SEGMENT, first.id, "Said twice; compare FG02.")
            project.memos.write(
                Subject.TRANSCRIPT, one.id, "Ask for the second list.", MemoKind.TO_DO
            )
            project.codebook.edit(code_id(project, "waiting"), definition="Time spent waiting.")
            project.codebook.freeze("after the first group")
        yield path


@pytest.fixture
def same_everywhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Times as in Greenwich and a terminal with all colours, wherever the suite runs."""
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(scope="session")
def grouped(pictured: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same study with people, a guide, a reply and a set."""
    folder = tmp_path_factory.mktemp("grouped")
    path = folder / "clinic.qualcode"
    shutil.copyfile(pictured, path)
    path.chmod(0o600)
    group_study(path, folder)
    return path


@pytest.mark.usefixtures("same_everywhere")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", STATES)
async def test_view(
    pictured: Path, tmp_path: Path, run: Runner, snapshot: SnapshotAssertion, state: str, size: str
) -> None:
    await _compare(pictured, tmp_path, run, snapshot, STATES[state], SIZES[size])


@pytest.mark.usefixtures("same_everywhere")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", GROUPED)
async def test_group(
    grouped: Path, tmp_path: Path, run: Runner, snapshot: SnapshotAssertion, state: str, size: str
) -> None:
    await _compare(grouped, tmp_path, run, snapshot, GROUPED[state], SIZES[size])


async def _compare(
    source: Path,
    folder: Path,
    run: Runner,
    snapshot: SnapshotAssertion,
    keys: tuple[str, ...],
    size: tuple[int, int],
) -> None:
    """Press the keys in a copy of a study, and compare what is drawn with the pictures."""
    study = folder / "clinic.qualcode"
    shutil.copyfile(source, study)
    study.chmod(0o600)
    async with run(study, size=size) as running:
        await running.press(*keys)
        await running.app.workers.wait_for_complete()
        for _ in range(100):
            await running.pilot.pause()
            if not running.bench.documents.unknown():
                break
            await running.pilot.pause(0.02)
        await running.pilot.pause()
        assert running.text() + "\n" == snapshot.use_extension(Words)
        drawn = running.app.export_screenshot(title="qualcode")
        assert plain(drawn) == snapshot.use_extension(Colours)


def plain(svg: str) -> str:
    """A drawing without the numbers and fonts that differ from one to the next."""
    return _FONT_FACE.sub("", _NUMBER.sub("terminal-", svg)).replace("Fira Code", "monospace")
