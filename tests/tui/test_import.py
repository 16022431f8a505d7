from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.tui.paths import entries_for
from tests.tui.conftest import Runner, Running

GROUP = "Moderator: Welcome.\nILSE: We came by bus. [laughs]\nIlse: And on foot.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two transcripts, one file that is none, and a folder; it is the present one."""
    folder = tmp_path / "new [files]"
    (folder / "later").mkdir(parents=True)
    (folder / "group [a].txt").write_text(GROUP, "utf-8")
    (folder / "group b.md").write_text(GROUP.replace("bus", "tram"), "utf-8")
    (folder / "notes.pdf").write_bytes(b"%PDF")
    (folder / ".hidden.txt").write_text(GROUP, "utf-8")
    monkeypatch.chdir(folder)
    return folder


async def read(running: Running) -> None:
    """Wait until the files are read."""
    await running.app.workers.wait_for_complete()
    await running.pilot.pause()
    await running.pilot.pause()


def test_entries_are_folders_and_transcripts(folder: Path) -> None:
    names = [entry.name for entry in entries_for(f"{folder}/")]
    assert names == ["later", "group [a].txt", "group b.md"]
    assert [entry.name for entry in entries_for(f"{folder}/group b")] == ["group b.md"]
    assert entries_for(f"{folder}/nowhere/x") == []


async def test_look_first_then_import(folder: Path, study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("i")
        await running.type("group [a")
        await running.press("enter")
        await read(running)
        text = running.text()
        assert "group [a]" in text
        assert "3 turns" in text
        assert "participant" in text
        assert len(running.project.transcripts.all()) == 3
        await running.press("ctrl+s")
        names = [info.name for info in running.project.transcripts.all()]
        assert names[-1] == "group [a]"
        assert running.app.screen is running.bench
        assert "group [a]" in running.text()


async def test_all_of_a_folder(folder: Path, study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("i", "enter")
        await read(running)
        assert "2 of 2 can be imported" in running.text()
        await running.press("ctrl+s")
        assert len(running.project.transcripts.all()) == 5


async def test_the_same_file_twice_is_noticed(folder: Path, study: Path, run: Runner) -> None:
    async with run(study) as running:
        for _ in range(2):
            await running.press("i")
            await running.type("group b")
            await running.press("enter")
            await read(running)
            await running.press("ctrl+s")
        assert "in the study" in running.text()
        assert len(running.project.transcripts.all()) == 4
        await running.press("escape")


async def test_a_file_that_cannot_be_read_is_named(folder: Path, study: Path, run: Runner) -> None:
    (folder / "broken.docx").write_bytes(b"no zip")
    async with run(study) as running:
        await running.press("i")
        await running.type("broken")
        await running.press("enter")
        await read(running)
        assert "✗ broken.docx" in running.text()
        await running.press("ctrl+s")
        assert len(running.project.transcripts.all()) == 3
        await running.press("escape", "escape")


async def test_folders_open(folder: Path, study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("i", "down", "enter")
        assert "new [files]/later/" in running.text()


async def test_undo_of_an_import(folder: Path, study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("i")
        await running.type("group b")
        await running.press("enter")
        await read(running)
        await running.press("ctrl+s")
        running.bench.switch(running.project.transcripts.all()[-1].id)
        assert running.transcript.name == "group b"
        await running.press("u")
        assert running.transcript.name == "FG01 Nurses"
        assert "group b" not in [name for _, name in running.bench.documents.names]
