from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from qualcode.domain.errors import Damaged, Refused
from qualcode.project.snapshots import folder_of, kept
from qualcode.project.taking import Taking
from qualcode.project.transcripts import TranscriptRoom
from qualcode.tui.widgets.entry import Entry
from tests.factories import dump
from tests.tui.conftest import Runner
from tests.tui.hostile import EVIL, HARMFUL
from tests.tui.importing.conftest import GROUP, choose, chooser, preview, read

FILES = 12


@pytest.fixture
def many(folder: Path) -> Path:
    """A folder with a dozen transcripts, one of them in a subfolder, and what is none."""
    many = folder / "many"
    (many / "sub").mkdir(parents=True)
    for number in range(FILES - 1):
        (many / f"t{number:02}.txt").write_text(GROUP.replace("bus", f"bus {number}"))
    (many / "sub" / "last.txt").write_text(GROUP.replace("bus", "bike"))
    (many / "broken.docx").write_bytes(b"no zip")
    (many / "photo.jpg").write_bytes(b"x")
    return many


async def test_a_folder_with_its_subfolders_gets_a_verdict_per_file(
    many: Path, study: Path, run: Runner
) -> None:
    async with run(study, size=(80, 24)) as running:
        await running.press("i")
        screen = chooser(running)
        screen.query_one(Entry).value = f"{many}/"
        await running.pilot.pause()
        await running.press("down", "enter")
        await read(running)
        text = running.text()
        assert f"{FILES} of {FILES + 1} can be im" in text
        assert "✗ broken.docx" in text
        assert "1 file of other kinds: .jpg" in text
        await running.press("tab", "end")
        assert "✓ last" in running.text()
        await running.press("n", "ctrl+u", *"Group", "enter")
        await running.press("up", "d")
        await running.press("ctrl+s")
        await read(running)
        names = list(running.project.transcripts.names())
        assert names[-1] == "Group"
        assert len(names) == 3 + FILES - 1
        assert [item.path.name for item in screen.session] == ["broken.docx"]
        await running.press("ctrl+s")
        assert "None of these files can be imported" in running.text()
        await running.press("escape")
        assert running.app.screen is running.bench
        running.project.history.undo()
        assert list(running.project.transcripts.names()) == names[:-1]


async def test_an_import_that_is_taken_back_leaves_nothing(
    many: Path, study: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One file at a time, with long pauses: the key comes between two of them.
    monkeypatch.setattr("qualcode.tui.importing.storing.SLICE", -1.0)
    monkeypatch.setattr("qualcode.tui.importing.storing.PAUSE", 0.3)
    async with run(study) as running:
        project = running.project
        await running.press("i")
        screen = chooser(running)
        await choose(running, many)
        await running.press("enter")
        await read(running)
        await running.press("tab")
        before = dump(project)
        await running.pilot.press("ctrl+s")
        while screen.storing is None or screen.storing.taking.done < 5:
            await asyncio.sleep(0.01)
        assert "importing" in running.text()
        await running.press("escape")
        await read(running)
        assert "taken back" in running.text()
        assert dump(project) == before
        assert kept(folder_of(project.path, project.id)) == []
        assert len(project.transcripts.names()) == 3
        assert screen.ready_count == FILES - 1
        monkeypatch.setattr("qualcode.tui.importing.storing.PAUSE", 0.01)
        await running.press("ctrl+s")
        await read(running)
        assert len(project.transcripts.names()) == 3 + FILES - 1
        assert len(kept(folder_of(project.path, project.id))) == 1


async def test_a_fault_while_files_are_taken_in_leaves_nothing(
    many: Path, study: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run(study) as running:
        before = dump(running.project)
        await running.press("i")
        await choose(running, many / "t00.txt")

        def fails(*arguments: Any, **options: Any) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr(TranscriptRoom, "add", fails)
        await running.press("ctrl+s")
        await read(running)
        (fault,) = running.app.failures
        assert isinstance(fault, ZeroDivisionError)
        running.app.failures.clear()
        assert dump(running.project) == before
        assert chooser(running).ready_count == 1
        assert not chooser(running).importing


async def test_a_study_that_is_busy_can_be_imported_into_later(
    many: Path, study: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*arguments: Any) -> None:
        raise Refused("another program is writing to the project: try again")

    async with run(study) as running:
        await running.press("i")
        await choose(running, many / "t00.txt")
        number = len(running.project.transcripts.all())
        with monkeypatch.context() as patch:
            patch.setattr(Taking, "begin", busy)
            await running.press("ctrl+s")
            await running.pilot.pause(0.5)
            assert "Another program is writing" in running.text()
            assert not chooser(running).importing
        await running.press("ctrl+s")
        await read(running)
        assert len(running.project.transcripts.all()) == number + 1


async def test_a_damaged_study_is_not_imported_into(
    many: Path, study: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*arguments: Any) -> None:
        raise Damaged("clinic.qualcode is damaged: run qualcode doctor on it")

    async with run(study) as running:
        await running.press("i")
        await choose(running, many / "t00.txt")
        monkeypatch.setattr("qualcode.project.snapshots.take", damaged)
        before = dump(running.project)
        await running.press("ctrl+s")
        await read(running)
        assert "is damaged: run qualcode doctor" in running.text()
        assert dump(running.project) == before
        assert chooser(running).ready_count == 1


async def test_who_leaves_while_files_are_taken_in_takes_them_back(
    many: Path, study: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualcode.tui.importing.storing.SLICE", -1.0)
    monkeypatch.setattr("qualcode.tui.importing.storing.PAUSE", 0.3)
    async with run(study) as running:
        before = dump(running.project)
        await running.press("i")
        await choose(running, many)
        await running.press("enter")
        await read(running)
        await running.pilot.press("ctrl+s")
        storing = chooser(running).storing
        while storing is None or storing.taking.done < 2:
            await asyncio.sleep(0.01)
            storing = chooser(running).storing
        running.app.save_before_leaving()
        assert not storing.taking.under_way
        assert dump(running.project) == before
        await running.pilot.pause(0.4)
        assert dump(running.project) == before


async def test_reading_is_stopped_by_a_key_and_keys_are_answered_meanwhile(
    many: Path, study: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    from threading import Event

    gate, begun = Event(), Event()
    real = TranscriptRoom.read

    def slow(room: TranscriptRoom, path: Path, *rest: Any, **options: Any) -> Any:
        if path.name == "t02.txt":
            begun.set()
            gate.wait(20)
        return real(room, path, *rest, **options)

    monkeypatch.setattr(TranscriptRoom, "read", slow)
    async with run(study) as running:
        await running.press("i")
        screen = chooser(running)
        await choose_without_waiting(running, many)
        while not begun.is_set() or len(screen.session) < 3:
            await running.pilot.pause(0.01)
        await running.pilot.pause(0.1)
        assert "reading" in running.text()
        assert "t02.txt" in running.text()
        await running.press("ctrl+s")
        assert "Wait: files are being read." in running.text()
        await running.press("tab", "down")
        assert screen.item is not None
        assert screen.item.path.name == "t00.txt"
        await running.press("escape")
        gate.set()
        await read(running)
        assert "Reading was stopped" in running.text()
        assert [item.path.stem for item in screen.session] == ["broken", "t00", "t01"]
        await running.press("escape")
        assert running.app.screen is running.bench


async def choose_without_waiting(running: Any, folder: Path) -> None:
    """All files of a folder, whatever is read of them."""
    chooser(running).query_one(Entry).value = f"{folder}/"
    await running.pilot.pause()
    await running.press("enter")


async def test_hostile_names_and_labels_are_harmless(
    folder: Path, study: Path, run: Runner
) -> None:
    evil = EVIL.replace("/", "").replace("\x00", "")
    bad = folder / f"bad {evil}.txt"
    bad.write_text(
        "".join(f"Ana [b]\x1b[31m: I came {EVIL} there.\nBert [/]: {EVIL}\n" for _ in range(3))
        + f"Note: {EVIL}\n"
    )
    worse = folder / f"worse {evil}.docx"
    worse.write_bytes(b"x")
    async with run(study) as running:
        await running.press("i")
        chooser(running).read([bad])
        await read(running)
        await running.press("tab", "enter")
        await read(running)
        screen = preview(running)
        seen = [running.text()]
        for keys in (("tab",), ("tab", "down"), ("r",), ("escape", "m"), ("escape", "n"),
                     ("escape", "p"), ("escape", "tab", "end"), ("enter",), ("o",),
                     ("escape", "escape")):  # fmt: skip
            await running.press(*keys)
            seen.append(running.text())
        assert chooser(running).session.items
        chooser(running).read([worse])
        await read(running)
        seen.append(running.text())
        (folder / f"folder {evil}").mkdir()
        entry = chooser(running).query_one(Entry)
        running.app.screen.set_focus(entry)
        entry.value = f"{folder}/folder"
        await running.press("down", "enter")
        seen.append(running.text())
        assert "rename it" in seen[-1]
        assert screen.item.file is not None
        for text in seen:
            assert not HARMFUL.search(text.replace("\n", ""))
        await running.press("ctrl+s")
        await read(running)
        assert len(running.project.transcripts.names()) == 4


async def test_a_study_that_is_only_read_opens_no_import(study: Path, run: Runner) -> None:
    from qualcode.project import open_project

    with open_project(study, coder="ML"):
        async with run(study) as running:
            await running.press("i")
            assert running.app.screen is running.bench
