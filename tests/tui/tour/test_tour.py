from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from qualcode.project import Project, open_project
from qualcode.project.demo import build_demo
from qualcode.tui.commands import keymap
from qualcode.tui.commands.registry import commands_by_name
from qualcode.tui.screens.footing import with_keys
from qualcode.tui.tour.panel import TourPanel
from qualcode.tui.tour.program import TourApp
from qualcode.tui.tour.start import CODER, tour_study
from qualcode.tui.tour.steps import STEPS, Step
from tests.tui.conftest import Running, screen_lines, suggest

MOVE = ("down",) * 6
TITLES = [step.title for step in STEPS]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample study, made once."""
    return build_demo(tmp_path_factory.mktemp("tour"))


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    path = tmp_path / built.name
    path.write_bytes(built.read_bytes())
    path.chmod(0o600)
    return path


class Touring(Running):
    """A running tour."""

    app: TourApp

    @property
    def step(self) -> Step:
        return self.app.guide.step

    async def look(self) -> str:
        """Title of the step, after the guide has looked."""
        self.app.guide.look()
        await self.pilot.pause()
        return self.step.title


@asynccontextmanager
async def touring(
    path: Path, *, size: tuple[int, int] = (80, 24), to: str = TITLES[0]
) -> AsyncIterator[Touring]:
    project = open_project(path, coder=CODER)
    _pin(project)
    app = TourApp(project)
    try:
        async with app.run_test(size=size) as pilot:
            await _settled(pilot)
            running = Touring(app, pilot, project)
            app.guide.number = TITLES.index(to)
            app.guide._begin()
            app.guide.show()
            await pilot.pause()
            yield running
            assert app.failures == []
            app.close_study()
    finally:
        project.close()


def _pin(project: Project) -> None:
    codes = [code.id for depth, code in project.codebook.current().walk() if depth]
    for digit in (1, 2, 3):
        project.codebook.pin(digit, codes[digit])


async def _settled(pilot: Pilot[int]) -> None:
    for _ in range(4):
        await pilot.pause()


async def test_move(copy: Path) -> None:
    async with touring(copy) as tour:
        assert await tour.look() == "Move"
        await tour.press(*MOVE)
        assert await tour.look() == "Code with one key"


async def test_one_digit(copy: Path) -> None:
    async with touring(copy, to="Code with one key") as tour:
        await tour.press(*MOVE)
        assert await tour.look() == "Code with one key"
        await tour.press("1")
        assert await tour.look() == "A second code"


async def test_second_code_on_the_same_sentence(copy: Path) -> None:
    async with touring(copy, to="Code with one key") as tour:
        await tour.press(*MOVE, "1")
        await tour.look()
        await tour.press("down", "1")
        assert await tour.look() == "A second code"
        await tour.press("2")
        assert await tour.look() == "Undo"


async def test_undo(copy: Path) -> None:
    async with touring(copy, to="Code with one key") as tour:
        await tour.press(*MOVE, "1")
        await tour.look()
        await tour.press("2")
        assert await tour.look() == "Undo"
        await tour.press("u")
        assert await tour.look() == "More than a sentence"


async def test_nothing_to_undo_is_not_done(copy: Path) -> None:
    async with touring(copy, to="Undo") as tour:
        await tour.press("u")
        assert await tour.look() == "Undo"


async def test_larger_unit(copy: Path) -> None:
    async with touring(copy, to="More than a sentence") as tour:
        await tour.press("plus")
        assert await tour.look() == "Any other code"


async def test_code_by_letters(copy: Path) -> None:
    async with touring(copy, to="Any other code") as tour:
        await tour.press(*MOVE, "c", "escape", "1")
        assert await tour.look() == "Any other code"
        await tour.press("c")
        await tour.type("humour")
        await tour.press("enter")
        assert await tour.look() in ("Suggestions", "A memo")


async def test_a_suggestion_is_decided(copy: Path) -> None:
    async with touring(copy, to="Any other code") as tour:
        text = tour.transcript.text
        words = text[text.index("\n") + 1 :][:30].split("\n")[0]
        code = tour.project.codebook.current().codes[3].name
        await suggest(tour, (words, code, 0.9))
        await tour.press(*MOVE, "c")
        await tour.type("humour")
        await tour.press("enter")
        assert await tour.look() == "Suggestions"
        await tour.press("home", "s", "x")
        assert await tour.look() == "A memo"


async def test_without_suggestions_their_step_is_left_out(copy: Path) -> None:
    async with touring(copy, to="Any other code") as tour:
        await tour.press(*MOVE, "c")
        await tour.type("humour")
        await tour.press("enter")
        assert await tour.look() == "A memo"


async def test_memo(copy: Path) -> None:
    async with touring(copy, to="A memo") as tour:
        await tour.press(*MOVE, "m")
        await tour.type("a thought")
        assert await tour.look() == "A memo"
        await tour.press("escape")
        assert await tour.look() == "What is left"


async def test_next_uncoded(copy: Path) -> None:
    async with touring(copy, to="What is left") as tour:
        await tour.press("down", "o")
        assert await tour.look() == "Other views"


async def test_a_view_by_g(copy: Path) -> None:
    async with touring(copy, to="Other views") as tour:
        await tour.press("g", "s")
        assert await tour.look() == "Help"
        assert tour.app.screen.query_one(TourPanel).display
        assert "Done. Tour 11 of 11: Help" in tour.text()


async def test_help_and_the_end(copy: Path) -> None:
    async with touring(copy, to="Help") as tour:
        await tour.press("question_mark")
        assert await tour.look() == TITLES[-1]
        await tour.press("escape")
        await tour.look()
        assert "That was the tour" in tour.text()


async def test_the_whole_tour_by_keys_alone(copy: Path) -> None:
    async with touring(copy) as tour:
        for title, keys in (
            (TITLES[1], MOVE),
            (TITLES[2], ("1",)),
            (TITLES[3], ("2",)),
            (TITLES[4], ("u",)),
            (TITLES[5], ("plus",)),
            ("A memo", ("c", *"peer", "enter")),
            ("What is left", ("m", *"ah", "escape")),
            ("Other views", ("o",)),
            ("Help", ("g", "s")),
            (TITLES[-1], ("question_mark",)),
        ):
            await tour.press(*keys)
            await tour.pilot.pause(0.3)
            assert tour.step.title == title
        await tour.press("escape", "escape", "Q")
    assert tour.app.return_code == 0


async def test_the_panel_leaves_the_text_alone(copy: Path) -> None:
    async with touring(copy) as tour:
        panel, reader = tour.app.screen.query_one(TourPanel), tour.bench.reader
        assert not panel.region.overlaps(reader.region)
        assert not panel.region.overlaps(tour.bench.footer.region)
        assert reader.size.height >= 15
        assert "Tour 1 of 11: Move" in tour.text()


async def test_escape_hides_the_panel_and_a_key_brings_it_back(copy: Path) -> None:
    async with touring(copy) as tour:
        await tour.press("escape")
        assert "Tour 1 of 11" not in tour.text()
        assert "F5 shows the tour again" in tour.text()
        await tour.press(*MOVE)
        await tour.look()
        assert not tour.app.screen.query_one(TourPanel).display
        await tour.press("f5")
        assert "Tour 2 of 11: Code with one key" in tour.text()


async def test_escape_from_a_dialog_or_a_search_keeps_the_panel(copy: Path) -> None:
    async with touring(copy) as tour:
        await tour.press("c", "escape", "f3", "escape")
        assert tour.app.screen.query_one(TourPanel).display


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
async def test_the_words_of_every_step_can_be_read(copy: Path, size: tuple[int, int]) -> None:
    async with touring(copy, size=size) as tour:
        for number, step in enumerate(STEPS):
            tour.app.guide.number = number
            tour.app.guide.show()
            await _settled(tour.pilot)
            shown = " ".join(" ".join(screen_lines(tour.app)).split())
            assert " ".join(with_keys(step.words).split())[-20:] in shown


def test_the_words_name_commands_that_exist() -> None:
    for step in STEPS:
        assert "{" not in with_keys(step.words)
        assert step.title
        assert set(with_keys(step.words)) & set(step.words)
    assert commands_by_name()["ShowTour"].key_text() == "F5"


def test_remapped_keys_are_named() -> None:
    try:
        keymap.use(keymap.Keymap(keys={"Undo": ("z",), "NextUnit": ("n",)}))
        assert with_keys("{Undo} takes back").startswith("z ")
        assert "n selects the next one" in with_keys(STEPS[0].words)
    finally:
        keymap.use(keymap.DEFAULT)


def test_the_copy_is_private_and_removed(private_home: Path) -> None:
    with tour_study() as project:
        folder = project.path.parent
        assert folder.stat().st_mode & 0o077 == 0
        assert project.coder.name == CODER
        assert set(project.codebook.slots()) == {1, 2, 3}
        assert project.segments.counts() == {}
    assert not folder.exists()
    assert [path for path in private_home.rglob("*") if path.is_file()] == []
