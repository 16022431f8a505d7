from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.project import open_project
from qualcode.tui.tour.program import TourApp
from tests.tui.conftest import Runner, Running, proposals_for
from tests.tui.hostile import ESCAPES, EVIL, HARMFUL, hostile_everywhere, hostile_study

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

VIEWS = {
    "dashboard": ("g", "d", "tab", "down", "tab", "down", "tab", "down", "enter"),
    "speakers": ("g", "s", "a", "tab", "down", "tab", "down", "f", "r", "escape", "m"),
    "code view": ("g", "v", "tab", "o", "w", "b", "space", "c", "escape", "d", "escape", "m"),
    "matrix": ("g", "m", *"rnphrnphrr", "c", "down", "enter", "c", "end", "enter", "x"),
    "matrix cell": ("g", "m", "right", "down", "enter", "enter"),
    "search": ("g", "f", *"waited", "enter", "down", "A", "enter", "down", "m"),
    "hits here": ("slash", *"wait", "enter", "A", "enter", "down"),
    "memos": ("g", "n", "o", "down", "down", "K", "escape", "E", "escape", "d", "escape", "n"),
    "history": ("g", "h", "s", "c", "escape", "t", "escape", "down", "enter", "escape", "b"),
    "versions": ("g", "b", "space", "down", "enter", "tab", "down", "o", "escape", "F"),
    "code form": ("f3", "E", "tab", "tab", "tab", "tab", "tab"),
    "merge": ("f3", "J", "enter", "escape"),
    "split": ("f3", "X", *"apart", "enter", "down"),
    "colour and all of it": ("f3", "C", "escape", "D", "pagedown"),
    "reading aids": ("r", "o", "r", "u", "r"),
    "boundary": ("e", "b"),
    "remove one of two": ("e", "c", *"spare", "enter", "d"),
    "quote": ("e", "y", "W"),
    "turn": ("g", "t"),
    "another theme": ("colon", *"theme", "enter", "down", "down"),
    "everything undone": ("u", "u", "U", "u", "g", "h", "u", "u", "u"),
}
REACHED = {
    "dashboard": "Dashboard",
    "speakers": "SpeakersView",
    "code view": "CodeView RetagPicker MemoScreen",
    "matrix": "MatrixView Prompt",
    "search": "SearchView CodeForHits AutoCodeDialog",
    "hits here": "CodeForHits AutoCodeDialog",
    "memos": "MemosView MemoScreen Confirm",
    "history": "HistoryView FilterPicker BookThen",
    "versions": "VersionsView Prompt",
    "code form": "CodeForm",
    "merge": "MergeTarget Confirm",
    "split": "SplitInto SplitCode",
    "colour and all of it": "Recolour WholeCode",
    "another theme": "ThemePicker",
    "everything undone": "HistoryView",
}
"""Screens to which a walk must have led."""


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


async def back(running: Running) -> None:
    """Leave whatever is open: dialogs, views, an entry."""
    while running.app.screen is not running.bench or running.bench.panels.current != "reader":
        await running.press("escape")


@pytest.mark.parametrize("begin", range(3))
async def test_no_screen_shows_it_raw(evil: Path, run: Runner, begin: int) -> None:
    async with run(evil, size=(140, 40)) as running:
        running.worker.answer(
            running.transcript.id, *proposals_for(running, ("I waited", f"waiting {EVIL}", 0.9))
        )
        await running.pilot.pause(0.02)
        for walk in [*WALKS][begin::3]:
            await running.press(*WALKS[walk])
            harmless(running)
            await back(running)
            assert running.app.failures == [], walk


@pytest.fixture(scope="module")
def made_worse(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    worse = tmp_path_factory.mktemp("worse") / made.name
    worse.write_bytes(made.read_bytes())
    hostile_everywhere(worse)
    return worse


@pytest.mark.parametrize("walk", VIEWS)
async def test_no_view_shows_it_raw_after_any_key(
    made_worse: Path, tmp_path: Path, run: Runner, monkeypatch: pytest.MonkeyPatch, walk: str
) -> None:
    monkeypatch.setattr("qualcode.tui.clipboard.tool_for", lambda *_: None)
    path = tmp_path / made_worse.name
    path.write_bytes(made_worse.read_bytes())
    async with run(path, size=(140, 40)) as running:
        reached = set()
        for key in VIEWS[walk]:
            await running.press(key)
            harmless(running)
            reached.add(type(running.app.screen).__name__)
        assert reached >= set(REACHED.get(walk, "").split())
        assert running.app.failures == []


async def test_the_panel_of_the_tour_beside_it(made_worse: Path, tmp_path: Path) -> None:
    path = tmp_path / made_worse.name
    path.write_bytes(made_worse.read_bytes())
    with open_project(path, coder="RK") as project:
        app = TourApp(project)
        async with app.run_test(size=(140, 40)) as pilot:
            running = Running(app, pilot, project)
            for key in ("down", "c", "w", "a", "i", "enter", "e", "f3", "escape", "g", "m"):
                await running.press(key)
                harmless(running)
            assert app.failures == []
            app.save_before_leaving()
            app.close_study()


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
