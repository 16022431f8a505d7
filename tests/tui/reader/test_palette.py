from __future__ import annotations

import colorsys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.tui.reader.look import TINT
from qualcode.tui.reader.palette import (
    DARK_SURFACE,
    LIGHT_SURFACE,
    PALETTE,
    blended,
    colour_for,
    contrast,
    luminance,
    parsed,
)

SURFACES = [(DARK_SURFACE, True), (LIGHT_SURFACE, False), ("#16181d", True), ("#fbfaf7", False)]
TEXTS = {DARK_SURFACE: "#e0e0e0", LIGHT_SURFACE: "#1f1f1f", "#16181d": "#d8dbe0",
         "#fbfaf7": "#23272e"}  # fmt: skip


def ratio(one: str, other: str) -> float:
    first, second = parsed(one), parsed(other)
    assert first is not None
    assert second is not None
    return contrast(first, second)


@pytest.mark.parametrize(("surface", "dark"), SURFACES)
@pytest.mark.parametrize("hue", PALETTE)
def test_each_hue_stands_out_from_each_surface(hue: str, surface: str, dark: bool) -> None:
    assert ratio(colour_for(hue, dark, surface), surface) >= 4.5


@pytest.mark.parametrize("surface", [surface for surface, _ in SURFACES])
@pytest.mark.parametrize("hue", PALETTE)
def test_text_is_readable_on_each_tint(hue: str, surface: str) -> None:
    assert ratio(TEXTS[surface], blended(hue, surface, TINT)) >= 4.5


@pytest.mark.parametrize(("surface", "dark"), SURFACES)
def test_the_hues_stay_apart(surface: str, dark: bool) -> None:
    assert len({colour_for(hue, dark, surface) for hue in PALETTE}) == 12


@given(st.integers(0, 0xFFFFFF), st.booleans())
def test_any_colour_becomes_readable_and_keeps_its_hue(number: int, dark: bool) -> None:
    colour = f"#{number:06x}"
    found = colour_for(colour, dark)
    assert ratio(found, DARK_SURFACE if dark else LIGHT_SURFACE) >= 4.5
    before, after = parsed(colour), parsed(found)
    assert before is not None
    assert after is not None
    hues = [colorsys.rgb_to_hls(*(part / 255 for part in rgb)) for rgb in (before, after)]
    if min(hues[0][2], hues[1][2]) > 0.3 and 0.2 < hues[0][1] < 0.8 and 0.1 < hues[1][1] < 0.9:
        assert min(abs(hues[0][0] - hues[1][0]), 1 - abs(hues[0][0] - hues[1][0])) < 0.06


@pytest.mark.parametrize("colour", ["", "red", "#12", "[b]", "\x1b[31m"])
def test_what_is_no_colour_becomes_grey(colour: str) -> None:
    rgb = parsed(colour_for(colour, True))
    assert rgb is not None
    assert len(set(rgb)) == 1


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert luminance((119, 119, 119)) == pytest.approx(0.1845, abs=0.001)
