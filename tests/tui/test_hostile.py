from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import Runner, Running, proposals_for
from tests.tui.hostile import ESCAPES, EVIL, HARMFUL, hostile_study

WALKS = {
    "reader": (),
    "documents": ("f2",),
    "codes": ("f3",),
    "palette": ("c",),
    "palette typed": ("c", "w", "a", "i", "tab"),
    "memo": ("e", "m"),
    "help": ("question_mark",),
    "commands": ("colon",),
    "go": ("g",),
    "speakers": ("g", "s"),
    "role": ("g", "s", "down", "r"),
    "merge": ("g", "s", "down", "m"),
    "speaker's name": ("g", "s", "down", "n"),
    "in vivo": ("t", "v"),
    "remove": ("e", "d"),
    "undo": ("u",),
    "finish": ("f",),
    "new code": ("f3", "n"),
    "rename": ("f3", "r"),
    "rules": ("f3", "E"),
    "move": ("f3", "M"),
    "pin": ("f3", "P"),
    "retire": ("f3", "R"),
    "search": ("slash", "w", "a", "i", "enter"),
    "narrow": ("z",),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_study(tmp_path_factory.mktemp("evil"))


@pytest.fixture
def evil(made: Path, tmp_path: Path) -> Path:
    copy = tmp_path / made.name
    copy.write_bytes(made.read_bytes())
    return copy


def harmless(running: Running) -> str:
    """The text on the screen, after a look for what must not be there."""
    text = running.text()
    assert not HARMFUL.search(text), HARMFUL.findall(text)
    return text


@pytest.mark.parametrize("walk", WALKS)
async def test_no_screen_shows_it_raw(evil: Path, run: Runner, walk: str) -> None:
    async with run(evil, size=(140, 40)) as running:
        running.worker.answer(
            running.transcript.id, *proposals_for(running, ("I waited", f"waiting {EVIL}", 0.9))
        )
        await running.pilot.pause(0.02)
        await running.press(*WALKS[walk])
        harmless(running)
        assert running.app.failures == []


async def test_square_brackets_are_shown_as_typed(evil: Path, run: Runner) -> None:
    async with run(evil, size=(160, 50)) as running:
        await running.press("e")
        text = harmless(running)
        assert text.count("[laughs]") >= 4
        for words in ("Study [/] [b]", "waiting [/] [b]", "Memo [/] [b]", "Definition [/] [b]"):
            assert words in text


async def test_file_names_on_the_import_screen(
    evil: Path, run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    name = f"b [b] {ESCAPES}.txt".replace("/", "")
    (folder / name).write_text("Amina: one two three.\nBea: four.\n", "utf-8")
    monkeypatch.chdir(folder)
    async with run(evil) as running:
        await running.press("i")
        harmless(running)
        await running.press("enter")
        await running.app.workers.wait_for_complete()
        await running.pilot.pause()
        assert "b [b]" in harmless(running)
        await running.press("ctrl+s")
        harmless(running)


async def test_an_error_that_quotes_it(evil: Path, run: Runner) -> None:
    async with run(evil) as running:
        running.app.say(f"There is a code “{EVIL}” already.", warn=True)
        await running.pilot.pause()
        assert "[laughs]" in harmless(running)
        await running.press("g", "s")
        running.app.say(EVIL * 5, warn=True)
        await running.pilot.pause(0.1)
        harmless(running)


async def test_a_memo_that_is_looked_at_is_not_changed(evil: Path, run: Runner) -> None:
    async with run(evil) as running:
        await running.press("e", "m", "escape")
        memos = running.project.memos.of_transcript(running.transcript.id)
        assert [memo.text for found in memos.values() for memo in found] == [f"Memo {EVIL}"]


async def test_rules_that_are_looked_at_are_not_changed(evil: Path, run: Runner) -> None:
    async with run(evil) as running:
        before = running.project.codebook.current()
        await running.press("f3", "E", "ctrl+s")
        assert running.project.codebook.current() == before


async def test_a_hostile_coder_name(evil: Path, run: Runner) -> None:
    async with run(evil, coder=f"ML {EVIL}") as running:
        assert "ML [/] [b]" in harmless(running)
