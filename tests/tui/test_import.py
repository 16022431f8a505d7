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
    (folder / "notes.xyz").write_bytes(b"%PDF")
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


async def test_what_add_would_refuse_is_refused_before_in_one_sentence(
    folder: Path, study: Path, run: Runner
) -> None:
    (folder / "later" / "twin.txt").write_bytes((folder / "group [a].txt").read_bytes())
    (folder / "later" / "group b.txt").write_text(GROUP.replace("bus", "ship"), "utf-8")
    (folder / "later" / "FG01 Nurses.txt").write_text(GROUP.replace("bus", "train"), "utf-8")
    async with run(study) as running:
        await running.press("i", "enter")
        await read(running)
        assert "2 of 2 can be imported" in running.text()
        await running.type("later/")
        await running.press("enter")
        await read(running)
        assert "2 of 5 can be imported" in running.text()
        errors = [one.error for one in running.app.screen.results.values()]  # type: ignore[attr-defined]
        assert "twin.txt is the same file as group [a].txt" in errors
        assert "there is a transcript “group b” already: rename one of them" in errors
        assert "there is a transcript “FG01 Nurses” already: rename one of them" in errors
        await running.press("ctrl+s")
        assert len(running.project.transcripts.all()) == 5


async def test_a_file_of_the_study_is_refused_once(folder: Path, study: Path, run: Runner) -> None:
    async with run(study) as running:
        for _ in range(2):
            await running.press("i")
            await running.type("group [a")
            await running.press("enter")
            await read(running)
            details = running.text()
            await running.press("ctrl+s", "escape")
        assert "0 of 1 can be imported" in details
        assert details.count("is in the study") == 1


async def test_one_turn_of_one_speaker_is_counted_as_one(
    folder: Path, study: Path, run: Runner
) -> None:
    (folder / "later" / "one.txt").write_text("ILSE: We came by bus.\n", "utf-8")
    async with run(study) as running:
        await running.press("i")
        await running.type("later/one")
        await running.press("enter")
        await read(running)
        assert "1 turn  1 speaker" in running.text()
        assert "1 turns" not in running.text()
