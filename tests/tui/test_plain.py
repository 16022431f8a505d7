from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.geometry import Offset

from qualcode import settings
from qualcode.domain.display import displayed
from qualcode.tui.screens.theme_picker import ThemePicker
from qualcode.tui.views.registry import VIEWS
from qualcode.tui.widgets.lines import LineList
from qualcode.tui.widgets.painting import cells, fit, pieces
from qualcode.tui.widgets.plain import PlainFilter, make_plain, shown
from tests.tui.conftest import Runner, Running

DIALOGS = {
    "palette": ("c",),
    "commands": ("colon",),
    "go": ("g",),
    "help": ("question_mark",),
    "memo": ("m",),
    "import": ("i",),
    "in vivo": ("v",),
    "search": ("slash",),
}


@pytest.fixture(autouse=True)
def not_plain_after() -> object:
    """Signs again after each test."""
    yield
    make_plain(False)


def own_text(running: Running) -> set[str]:
    """The characters of the study's own text."""
    return set(running.transcript.text)


def strange(running: Running) -> list[str]:
    """Lines with a character that is neither ASCII nor of the transcript."""
    own = own_text(running)
    return [
        line
        for line in running.lines()
        if any(not letter.isascii() and letter not in own for letter in line)
    ]


@pytest.mark.parametrize(
    "size",
    [(80, 24), *(pytest.param(one, marks=pytest.mark.slow) for one in ((120, 40), (60, 16)))],
)
@pytest.mark.parametrize("name", ["screen", *DIALOGS])
async def test_a_plain_screen_is_ascii_around_the_text(
    study: Path, run: Runner, name: str, size: tuple[int, int]
) -> None:
    settings.save(plain=True)
    async with run(study, size=size) as running:
        await running.press("minus", "v", "down", *DIALOGS.get(name, ()))
        assert strange(running) == []


@pytest.mark.parametrize("size", [pytest.param((120, 40), marks=pytest.mark.slow), (80, 24)])
@pytest.mark.parametrize("view", sorted(VIEWS))
async def test_a_plain_view_is_ascii_around_the_text(
    study: Path, run: Runner, view: str, size: tuple[int, int]
) -> None:
    settings.save(plain=True)
    async with run(study, size=size) as running:
        await running.press("minus", "v")
        running.app.go(view)
        await running.pilot.pause()
        await running.pilot.pause()
        assert running.app.current_mode == view
        assert strange(running) == []


async def test_codes_and_suggestions_in_the_margin_are_ascii(study: Path, run: Runner) -> None:
    settings.save(plain=True)
    async with run(study) as running:
        await running.press("minus", "v", "plus", "plus", "c", "enter")
        assert any("/" in line or "[" in line for line in running.lines())
        assert strange(running) == []


async def test_ascii_alone_changes_only_the_transcript(study: Path, run: Runner) -> None:
    settings.save(ascii=True)
    async with run(study) as running:
        assert running.bench.reader.ascii_only
        assert any("│" in line for line in running.lines())


async def test_states_are_words_and_the_row_is_marked(study: Path, run: Runner) -> None:
    settings.save(plain=True)
    async with run(study) as running:
        await running.press("f2")
        rows = [line for line in running.lines() if "FG0" in line]
        assert any(line.startswith(">FG01") and "open 0%" in line for line in rows)
        await running.press("down")
        line = next(line for line in running.lines() if line.startswith(">"))
        assert line.startswith(">FG02")


@pytest.mark.parametrize("plain", [True, False])
async def test_the_terminals_cursor_stands_on_the_row(
    study: Path, run: Runner, plain: bool
) -> None:
    settings.save(plain=plain)
    async with run(study) as running:
        await running.press("f3", "down", "down")
        codes = running.bench.codes
        assert running.app.cursor_position == codes.content_region.offset + Offset(0, 2)
        await running.press("escape")
        reader = running.bench.reader
        assert reader.content_region.contains_point(running.app.cursor_position)


async def test_the_terminals_cursor_follows_the_row_of_a_picker(study: Path, run: Runner) -> None:
    settings.save(plain=True)
    async with run(study) as running:
        await running.press("colon", "down")
        rows = running.app.screen.query_one("#rows", LineList)
        assert running.app.cursor_position == rows.content_region.offset + Offset(0, rows.cursor)


async def test_plain_is_for_this_run_only(study: Path) -> None:
    from qualcode.tui.program import QualcodeApp

    assert QualcodeApp(None, plain=True).settings.plain
    assert not QualcodeApp(None).settings.plain
    assert settings.load().settings == settings.Settings()


async def test_themes_can_be_chosen_on_a_plain_screen(study: Path, run: Runner) -> None:
    settings.save(plain=True)
    async with run(study) as running:
        running.app.push_screen(ThemePicker("dark"))
        await running.pilot.pause()
        assert strange(running) == []


async def test_suggestions_can_be_off(study: Path, run: Runner) -> None:
    settings.save(suggestions=False)
    async with run(study) as running:
        await running.pilot.pause()
        assert not running.worker.requests
        assert not running.worker.alive


async def test_the_reader_follows_the_settings(study: Path, run: Runner) -> None:
    settings.save(text_width=40, blank_lines=False, times=False)
    async with run(study) as running:
        reader = running.bench.reader
        assert (reader.text_width, reader.spacing, reader.times) == (40, False, False)


@pytest.mark.parametrize("mouse", [True, False])
def test_the_mouse_can_be_off(monkeypatch: pytest.MonkeyPatch, mouse: bool) -> None:
    from qualcode.tui import app as starting
    from qualcode.tui.program import QualcodeApp

    asked: list[object] = []
    settings.save(mouse=mouse)
    monkeypatch.setattr(starting, "has_terminal", lambda: True)
    monkeypatch.setattr(QualcodeApp, "run", lambda self, **options: asked.append(options))
    assert starting.run_screen(None, plain=True) == 0
    assert asked == [{"mouse": mouse}]


def test_words_for_signs() -> None:
    make_plain(True)
    assert shown("⏎ choose · Esc back") == "Enter choose - Esc back"
    assert shown("↓↑ scroll") == "up/down scroll"
    assert shown("“a – b…”") == '"a - b..."'
    make_plain(False)
    assert shown("⏎ choose") == "⏎ choose"


@given(st.text(), st.integers(0, 30))
def test_what_is_cut_fits_and_plain_text_stays(text: str, width: int) -> None:
    make_plain(True)
    try:
        assert shown(shown(text)) == shown(text)
        if text.isascii():
            assert shown(text) == displayed(text)
        assert cells(fit(pieces(text), width)) <= width
    finally:
        make_plain(False)


@given(st.text(st.characters(min_codepoint=0x2190, max_codepoint=0x28FF)))
def test_the_filter_keeps_the_width(text: str) -> None:
    (after,) = PlainFilter().apply([Segment(text)], Color(0, 0, 0))
    assert len(after.text) == len(text)
    drawn = [letter for letter in text if 0x2500 <= ord(letter) < 0x25A0 or ord(letter) >= 0x2800]
    if len(drawn) == len(text):
        assert after.text.isascii()
        assert cell_len(after.text) == len(text)
