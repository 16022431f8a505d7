from __future__ import annotations

from pathlib import Path

from qualcode.tui.paths import entries_for
from qualcode.tui.widgets.entry import Entry
from tests.tui.conftest import Runner
from tests.tui.importing.conftest import GROUP, choose, chooser, read


def test_entries_are_folders_and_transcripts(folder: Path) -> None:
    names = [entry.name for entry in entries_for(f"{folder}/")]
    assert names == ["later", "group [a].txt", "group b.md"]
    assert [entry.name for entry in entries_for(f"{folder}/group b")] == ["group b.md"]
    assert entries_for(f"{folder}/nowhere/x") == []


async def test_look_first_then_import(folder: Path, study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("i")
        await choose(running, folder / "group [a")
        text = running.text()
        assert "group [a]" in text
        assert "3 turns" in text
        assert "participant" in text
        assert len(running.project.transcripts.all()) == 3
        await running.press("ctrl+s")
        await read(running)
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
        await read(running)
        assert len(running.project.transcripts.all()) == 5


async def test_the_same_file_twice_is_noticed(folder: Path, study: Path, run: Runner) -> None:
    async with run(study) as running:
        for _ in range(2):
            await running.press("i")
            await choose(running, folder / "group b")
            await running.press("ctrl+s")
            await read(running)
        assert "in the study" in running.text()
        assert len(running.project.transcripts.all()) == 4
        await running.press("escape")


async def test_a_file_that_cannot_be_read_is_named(folder: Path, study: Path, run: Runner) -> None:
    (folder / "broken.docx").write_bytes(b"no zip")
    async with run(study) as running:
        await running.press("i")
        await choose(running, folder / "broken")
        assert "✗ broken.docx" in running.text()
        await running.press("ctrl+s")
        await read(running)
        assert len(running.project.transcripts.all()) == 3
        await running.press("escape", "escape")


async def test_folders_open(folder: Path, study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("i", "down", "down", "enter")
        assert "new [files]/later/" in running.text()


async def test_undo_of_an_import(folder: Path, study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("i")
        await choose(running, folder / "group b")
        await running.press("ctrl+s")
        await read(running)
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
    (folder / "later" / "group b.md").write_text(GROUP.replace("bus", "boat"), "utf-8")
    (folder / "later" / "FG01 Nurses.txt").write_text(GROUP.replace("bus", "train"), "utf-8")
    async with run(study) as running:
        await running.press("i", "enter")
        await read(running)
        assert "2 of 2 can be imported" in running.text()
        chooser(running).query_one(Entry).value = f"{folder}/later/"
        await running.press("enter")
        await read(running)
        assert "3 of 6 can be imported" in running.text()
        errors = list(chooser(running).verdicts.values())
        assert "twin.txt is the same file as group [a].txt" in errors
        assert "there is a transcript “later group b” already: rename one of them" in errors
        assert "there is a transcript “FG01 Nurses” already: rename one of them" in errors
        await running.press("ctrl+s")
        await read(running)
        assert list(running.project.transcripts.names())[-1] == "later group b"
        assert len(running.project.transcripts.all()) == 6
        assert "0 of 3 can be imported" in running.text()
        errors = list(chooser(running).verdicts.values())
        assert "twin.txt is in the study already, as “group [a]”" in errors


async def test_a_file_of_the_study_is_refused_once(folder: Path, study: Path, run: Runner) -> None:
    async with run(study) as running:
        for _ in range(2):
            await running.press("i")
            await choose(running, folder / "group [a")
            details = running.text()
            await running.press("ctrl+s", "escape")
        await read(running)
        assert "0 of 1 can be imported" in details
        assert details.count("is in the study") == 1


async def test_one_turn_of_one_speaker_is_counted_as_one(
    folder: Path, study: Path, run: Runner
) -> None:
    (folder / "later" / "one.txt").write_text("ILSE: We came by bus.\n", "utf-8")
    async with run(study) as running:
        await running.press("i")
        await choose(running, folder / "later/one")
        assert "1 turn  1 speaker" in running.text()
        assert "1 turns" not in running.text()
