from __future__ import annotations

from pathlib import Path

import pytest
from rich.color import Color as RichColor
from textual.app import App

from qualcode import settings
from qualcode.tui.reader.look import Base, Depth, Look, Paint, depth_of
from qualcode.tui.reader.palette import PALETTE, blended, colour_for, contrast, parsed
from qualcode.tui.themes import ANSI, DARK, THEMES, WORDS, fitting, setting_of
from qualcode.tui.widgets.base import STYLES
from qualcode.tui.widgets.lines import LineList
from tests.tui.conftest import Runner, Running

COLOURED = [name for name in THEMES if name != "ansi"]
TEXT, MUTED, MUTED_OF_HIGH_CONTRAST, LANE, SELECTED = 4.5, 3.0, 4.5, 3.0, 4.5
DECORATION = {"bar"}


def of(colour: RichColor | None) -> tuple[int, int, int]:
    """Red, green and blue."""
    assert colour is not None
    return tuple(colour.get_truecolor())  # type: ignore[return-value]


async def shown_in(theme: str, running: Running) -> None:
    running.app.show_theme(theme)
    await running.pilot.pause()
    await running.pilot.pause()


def test_the_settings_name_the_themes() -> None:
    assert tuple(THEMES) == settings.THEMES == tuple(WORDS)
    assert [setting_of(theme.name) for theme in THEMES.values()] == list(THEMES)


@pytest.mark.parametrize("name", COLOURED)
async def test_all_text_has_contrast(study: Path, run: Runner, name: str) -> None:
    muted = MUTED_OF_HIGH_CONTRAST if name.startswith("contrast") else MUTED
    async with run(study) as running:
        await shown_in(name, running)
        bench = running.bench
        for widget in (bench.codes, bench.header, bench.inspector):
            ground = of(widget.base.bgcolor)
            assert contrast(of(widget.base.color), ground) >= TEXT
            for style in set(STYLES) - DECORATION:
                least = muted if style in ("muted", "ghost") else TEXT
                colour = widget.style_of(style).color
                if colour is not None:
                    assert contrast(of(colour), ground) >= least, (widget, style)
        look = bench.reader.look
        for field in Base._fields:
            style = getattr(look.base, field)
            least = {"text": TEXT, "speaker": TEXT, "selection": SELECTED, "rule": 1.0}.get(
                field, muted
            )
            assert contrast(of(style.color), of(style.bgcolor)) >= least, field


@pytest.mark.parametrize("name", COLOURED)
async def test_the_row_under_the_cursor_has_contrast(study: Path, run: Runner, name: str) -> None:
    async with run(study) as running:
        await shown_in(name, running)
        codes = running.bench.codes
        for style in ("lines--cursor", "lines--cursor-away"):
            base = codes.base + codes.get_component_rich_style(style)
            assert contrast(of(base.color), of(base.bgcolor)) >= TEXT
            for piece in ("key", "muted"):
                colour = (base + codes.style_of(piece)).color
                assert contrast(of(colour), of(base.bgcolor)) >= MUTED


@pytest.mark.parametrize("name", COLOURED)
@pytest.mark.parametrize("colour", PALETTE)
def test_code_lanes_and_tinted_text_have_contrast(name: str, colour: str) -> None:
    theme = THEMES[name]
    assert theme.surface
    assert theme.panel
    assert theme.foreground
    for ground in (theme.surface, theme.panel):
        lane = parsed(colour_for(colour, theme.dark, ground))
        against = parsed(ground)
        assert lane
        assert against
        assert contrast(lane, against) >= LANE
    tint, text = parsed(blended(colour, theme.surface, 0.28)), parsed(theme.foreground)
    assert tint
    assert text
    assert contrast(text, tint) >= TEXT


def test_which_theme_can_be_shown() -> None:
    for name in THEMES:
        assert fitting(name, no_color=False, few=False) == name
        assert fitting(name, no_color=False, few=True) == "ansi"
        for few in (True, False):
            assert fitting(name, no_color=True, few=few) == ("dark" if name == "ansi" else name)


async def test_the_picker_shows_each_theme_at_once(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("colon")
        await running.type("theme …")
        await running.press("enter")
        seen = [running.app.theme_name]
        for _ in list(THEMES)[1:]:
            await running.press("down")
            seen.append(running.app.theme_name)
        assert seen == list(THEMES)
        await running.press("escape")
        assert running.app.theme_name == "dark"
        assert not settings.config_path().exists()


async def test_a_chosen_theme_is_kept(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.app.choose_theme()
        await running.pilot.pause()
        await running.press("down", "down", "enter")
        assert running.app.theme_name == "contrast-dark"
    assert settings.load().settings.theme == "contrast-dark"
    async with run(study) as running:
        assert running.app.theme_name == "contrast-dark"
        running.app.toggle_theme()
        assert running.app.theme_name == "contrast-light"
    assert settings.load().settings.theme == "contrast-light"


async def test_codes_change_their_colours_with_the_theme(study: Path, run: Runner) -> None:
    async with run(study) as running:
        before = dict(running.bench.codes.colours)
        running.app.choose_theme()
        await running.pilot.pause()
        await running.press("down")
        await running.pilot.pause()
        after = running.bench.codes.colours
        assert after.keys() == before.keys()
        assert any(after[code] != before[code] for code in after if after[code].startswith("#"))


async def test_a_theme_that_cannot_be_kept_is_told(
    study: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run(study) as running:
        monkeypatch.setattr(settings, "save", lambda **changes: "It cannot be written.")
        running.app.toggle_theme()
        await running.pilot.pause()
        assert "It cannot be written." in running.text()
        assert running.app.theme_name == "light"


async def test_without_colour_nothing_has_a_hue(
    study: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    settings.save(theme="ansi")
    async with run(study) as running:
        assert running.app.theme == DARK.name
        assert depth_of(running.app) is Depth.NONE
        await running.press("minus", "v", "tab")
        for strip in running.app.screen._compositor.render_strips():
            for segment in strip:
                if segment.style and segment.style.color and segment.text.strip():
                    assert len(set(of(segment.style.color))) == 1
                    ground = of(segment.style.bgcolor)
                    assert contrast(of(segment.style.color), ground) >= 1.5, segment.text
        running.app.choose_theme()
        await running.pilot.pause()
        rows = [row.key for row in running.app.screen.query_one("#rows", LineList).rows]
        assert rows == COLOURED


async def test_the_terminals_own_theme_uses_only_its_colours(study: Path, run: Runner) -> None:
    settings.save(theme="ansi")
    async with run(study) as running:
        assert running.app.theme == ANSI.name
        await running.press("minus", "v", "tab")
        for strip in running.app.screen._compositor.render_strips():
            for segment in strip:
                for colour in (segment.style.color, segment.style.bgcolor) if segment.style else ():
                    assert colour is None or colour.triplet is None, segment
        reversed_ = [
            segment.text
            for strip in running.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.style.reverse and segment.text.strip()
        ]
        assert reversed_


@pytest.mark.parametrize(
    ("system", "depth", "theme"),
    [("truecolor", "full", "light"), ("256", "few", "light"), ("standard", "none", "ansi")],
)
def test_the_terminal_decides_how_much_colour_there_is(
    monkeypatch: pytest.MonkeyPatch, system: str, depth: str, theme: str
) -> None:
    from qualcode.tui.program import QualcodeApp

    settings.save(theme="light")
    app = QualcodeApp(None)
    monkeypatch.setattr(type(app.console), "color_system", system)
    app.fit_terminal()
    assert depth_of(app) == depth
    assert app.theme_name == theme
    assert settings.load().settings.theme == "light"


def test_without_tints_selection_and_hits_are_reversed_and_codes_underlined() -> None:
    from rich.style import Style

    plain = Style.parse("white on black")
    base = Base(*[plain] * len(Base._fields))
    look = Look(base, surface="#000000", dark=True, depth=Depth.NONE)
    coded = look.paint(Paint(colour="#d9534f"))
    assert coded.underline
    assert coded.bgcolor == plain.bgcolor
    assert look.paint(Paint(chosen=True)).reverse
    assert look.paint(Paint(chosen=True, colour="#d9534f")).underline
    assert look.paint(Paint(hit=1)).bold
    assert not look.paint(Paint(hit=1)).underline
    assert look.paint(Paint(hit=2)).underline
    assert look.lane("#d9534f").color == plain.color
    assert not look.paint(Paint()).reverse


def test_depth_takes_any_program() -> None:
    assert depth_of(App()) in list(Depth)
