from __future__ import annotations

from pathlib import Path

from qualcode.domain.transcripts import Role
from qualcode.tui.importing.preview import PreviewScreen
from tests.tui.conftest import Runner, Running
from tests.tui.importing.conftest import LONG, choose, chooser, look_at, preview, read


def names(screen: PreviewScreen) -> list[str]:
    """The speakers as they stand in the list."""
    return [voice.name for voice in screen.voices]


def role_of(screen: PreviewScreen, name: str) -> Role:
    """The role of a speaker as it stands in the list."""
    return next(voice.role for voice in screen.voices if voice.name == name)


async def chosen(running: Running, key: str, *keys: str) -> None:
    """Press a key, then those of the dialog it opens, and wait for the file."""
    await running.press(key)
    await running.press(*keys)
    await read(running)


async def test_turns_and_the_original_scroll_together(
    folder: Path, study: Path, run: Runner
) -> None:
    (folder / "long.txt").write_text(LONG + "".join(f"Ana: Word {n}.\n\n" for n in range(200)))
    async with run(study) as running:
        screen = await look_at(running, folder / "long.txt")
        text = running.text()
        assert "name and colon" in text
        assert "behind it: no labels" in text
        assert "207 turns" in text.lower()
        await running.press("down")
        assert "▌ Ana: Thank you. We came by bus." in running.text()
        assert "6▌" in running.text()
        await running.press("end")
        assert "Word 199." in running.text()
        assert screen.original.lines.numbers[screen.original.cursor] > 400
        await running.press("enter", "home")
        assert screen.part == "original"
        assert screen.turns.cursor == 0
        await running.press(*["down"] * 5)
        assert screen.turns.cursor == 1
        await running.press("enter")
        assert screen.part == "turns"


async def test_labels_are_decided_and_stored_with_the_file(
    folder: Path, study: Path, run: Runner
) -> None:
    talk = LONG.replace("Annna", "Katrinna").replace("Ana", "Katrina")
    (folder / "long.txt").write_text(talk)
    async with run(study) as running:
        people = {one.pseudonym for one in running.project.participants.all()}
        screen = await look_at(running, folder / "long.txt")
        assert names(screen) == ["Moderator", "Katrina", "Bert", "Katrinna"]
        await running.press("tab", "tab", "end")
        assert screen.part == "labels"
        assert "Katrina? (spelling)" in running.text()
        assert "v join as proposed" in running.text()
        await running.press("v")
        assert "= Katrina + Katrinna" in running.text()
        await running.press("u")
        assert "Katrina? (spelling)" in running.text()
        await running.press("end", "m", "2")
        assert names(screen) == ["Moderator", "Katrina", "Bert"]
        assert screen.labels.current is not None
        assert screen.labels.current.key == "Katrina"
        await running.press("n")
        await running.type(" M")
        await running.press("enter")
        assert names(screen) == ["Moderator", "Katrina M", "Bert"]
        await running.press("p", "end", "enter", "ctrl+u")
        await running.type("Nurse 9")
        await running.press("enter")
        assert "is Nurse 9" in running.text()
        await chosen(running, "down", "r", "5")
        await running.press("enter")
        assert screen.turns.cursor == 2
        await running.press("ctrl+s")
        await read(running)
        made = running.project.transcripts.get("long")
        assert [(one.label, one.role) for one in made.speakers] == [
            ("Moderator", Role.MODERATOR),
            ("Katrina M", Role.PARTICIPANT),
            ("Bert", Role.SEVERAL),
        ]
        assert [len(made.turns), made.turns[4].text] == [7, "By bus, I think."]
        now = {one.pseudonym: one.id for one in running.project.participants.all()}
        assert set(now) - people == {"Nurse 9"}
        assert made.speakers[1].participant_id == now["Nurse 9"]
        running.project.history.undo()
        assert {one.pseudonym for one in running.project.participants.all()} == people


async def test_what_is_a_label_is_read_again_and_decisions_stay(
    folder: Path, study: Path, run: Runner
) -> None:
    (folder / "long.txt").write_text(LONG)
    async with run(study) as running:
        screen = await look_at(running, folder / "long.txt")
        await chosen(running, "down", "r", "2")
        assert role_of(screen, "Ana") is Role.ASSISTANT
        await running.press("tab", "tab", "end", "x")
        await read(running)
        assert names(screen) == ["Moderator", "Ana", "Bert"]
        assert role_of(screen, "Ana") is Role.ASSISTANT
        assert "1 label left out" in running.text()
        assert screen.reading is not None
        assert "Annna: By bus, I think." in screen.reading.turns[3].text
        remarks = [row.key for row in screen.remarks.rows]
        await running.press("tab")
        screen.remarks.select(next(key for key in remarks if _text(screen, key) == "Note"))
        await running.pilot.pause()
        screen.show_hint()
        assert "s take as a speaker" in running.text()
        await running.press("enter")
        assert screen.part == "original"
        assert screen.original.lines.numbers[screen.original.cursor] == 6
        await running.press("tab", "tab", "s")
        await read(running)
        assert "Note" in names(screen)
        await running.press("tab", "home", "u")
        await read(running)
        assert names(screen) == ["Moderator", "Ana", "Bert", "Annna"]
        assert role_of(screen, "Ana") is Role.ASSISTANT
        await running.press("u")
        assert "Nothing was decided about Moderator" in running.text()
        await running.press("down", "down", "r", "2", "up", "u")
        assert role_of(screen, "Ana") is Role.PARTICIPANT
        assert role_of(screen, "Bert") is Role.ASSISTANT
        await running.press("tab", "u")
        assert not screen.item.changed
        await running.press("tab", "tab")
        await running.press("u")
        assert "Nothing was changed" in running.text()


def _text(screen: PreviewScreen, key: str) -> str:
    group = screen.notes.group_of(key)
    return group[0].text if group else ""


async def test_options_read_the_file_again_at_once(folder: Path, study: Path, run: Runner) -> None:
    (folder / "long.txt").write_text(LONG)
    (folder / "other.txt").write_text(LONG.replace("bus", "train"))
    (folder / "old.txt").write_bytes("Ana: Käse\n\nBert: Öl\n\nAna: Ä\n".encode("mac_roman"))
    async with run(study) as running:
        screen = await look_at(running, folder / "long.txt")
        await running.press("ctrl+p")
        assert "take as a speaker" not in running.text()
        assert "set role" not in running.text()
        assert "join with" in running.text()
        await running.press("escape", "question_mark")
        assert "Keys: preview of an import" in running.text()
        await running.press("escape", "c")
        await read(running)
        assert names(screen) == []
        assert "no speakers" in running.text()
        assert "c as found out" in running.text()
        await running.press("c")
        await read(running)
        assert len(names(screen)) == 4
        await chosen(running, "o", "p", "ctrl+u")
        for wrong in ("{speaker}", "{text}"):
            await running.press("ctrl+u")
            await running.press(*wrong, "enter")
            assert "The pattern" in running.text()
        await running.press("ctrl+u", *"{speaker}: B{text}", "enter")
        await read(running)
        assert names(screen) == ["Annna", "Ana"]
        assert "pattern {speaker}: B{text}" in running.text()
        await chosen(running, "o", "p", "1")
        assert len(names(screen)) == 4
        await chosen(running, "o", "n")
        assert names(screen) == []
        await running.press("escape")
        await choose(running, folder / "o")
        await choose(running, folder / "old.txt")
        await running.press("tab", "home", "enter", "a")
        await read(running)
        others = [item for item in chooser(running).session if item.path.stem != "long"]
        assert all(item.options.no_speakers for item in others)
        assert all(item.file and not item.file.speakers for item in others)
        await running.press("a")
        assert "already" in running.text()
        await running.press("t")
        await chosen(running, "o", "e", "3")
        item = preview(running).item
        assert item.options.encoding == "mac_roman"
        await running.press("t")
        assert "This is the last file." in running.text() or preview(running).item is not item


async def test_columns_of_a_table_are_shown_and_changed(
    folder: Path, study: Path, run: Runner
) -> None:
    rows = "\n".join(f"P{n % 2},It was number {n} for me then,We went there {n}" for n in range(9))
    (folder / "talk.csv").write_text(f"who,first,second\n{rows}\n")
    async with run(study) as running:
        screen = await look_at(running, folder / "talk.csv")
        assert screen.reading is not None
        assert dict(screen.reading.columns)["speaker"] == "who"
        await chosen(running, "o", "k", "1")
        await chosen(running, "3")
        assert screen.reading.turns[0].text == "We went there 0"
        assert "text = second" in running.text()
        await running.press("x")
        assert "names its speakers apart from the text" in running.text()
        await chosen(running, "o", "k", "7")
        assert screen.item.options.columns is None
        await running.press("c")
        await read(running)
        assert screen.reading.convention == "survey"
        await running.press("tab", "tab", "r")
        assert "In a survey each row is a person" in running.text()


async def test_a_file_that_is_refused_says_why_and_can_be_read_otherwise(
    folder: Path, study: Path, run: Runner
) -> None:
    (folder / "x.csv").write_text("code,definition\na,b\nc,d\n")
    async with run(study, size=(80, 24)) as running:
        screen = await look_at(running, folder / "x.csv")
        text = running.text()
        assert "✗ x.csv" in text
        assert "No turns" in text
        assert "cannot be shown" in text
        for key in ("n", "r", "enter", "m", "v", "p", "x", "s", "c", "a", "t", "T", "u"):
            await running.press(key)
            assert running.app.screen is screen
        await running.press("tab", "tab", "tab")
        assert "looks like a codebook" in " ".join(running.text().split())
        await chosen(running, "o", "k", "1")
        await running.press(*"definition", "enter")
        await read(running)
        assert screen.reading is not None
        assert len(screen.reading.turns) == 2
        await running.press("escape", "d")
        assert len(chooser(running).session) == 0
