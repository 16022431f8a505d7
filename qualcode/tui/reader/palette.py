"""Colours of codes: twelve hues, and any colour made readable on the surface it stands on."""

from __future__ import annotations

import colorsys
import re
from functools import lru_cache

PALETTE = (
    "#d9534f",
    "#e08a2e",
    "#c2a41c",
    "#82a82c",
    "#35a35a",
    "#1fa598",
    "#2c93d1",
    "#5b7ce0",
    "#8a68dc",
    "#b35cc4",
    "#d9569a",
    "#9a7b62",
)
"""Twelve hues for codes, in the order in which they are given out."""

NAMES = (
    *("red", "orange", "yellow", "lime", "green", "teal"),
    *("blue", "indigo", "violet", "purple", "pink", "brown"),
)
"""What the hues are called, in the same order."""

DARK_SURFACE = "#1e1e1e"
LIGHT_SURFACE = "#e0e0e0"
CONTRAST = 4.5
"""Least contrast of a code's name against the surface (WCAG 2.2, text)."""

_HEX = re.compile(r"#?([0-9a-fA-F]{6})\Z")
_UNKNOWN = "#8c8c8c"

Rgb = tuple[int, int, int]


def name_of(colour: str) -> str:
    """What a colour is called: a hue by its name, another one as it is written."""
    known = dict(zip(PALETTE, NAMES, strict=True))
    return known.get(colour.strip().casefold(), colour.strip() or "of its family")


def nearest(colour: str) -> str:
    """The hue that a colour comes closest to; the colour itself where it is one, "" without any."""
    rgb = parsed(colour)
    if rgb is None:
        return ""
    hues = [(one, parsed(one) or (0, 0, 0)) for one in PALETTE]
    return min(hues, key=lambda one: sum((a - b) ** 2 for a, b in zip(rgb, one[1], strict=True)))[0]


def parsed(colour: str) -> Rgb | None:
    """Red, green and blue (0 to 255) of a colour written as ``#rrggbb``; None otherwise."""
    match = _HEX.match(colour.strip())
    if match is None:
        return None
    number = int(match[1], 16)
    return number >> 16, number >> 8 & 255, number & 255


def written(rgb: Rgb) -> str:
    """A colour as ``#rrggbb``."""
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def luminance(rgb: Rgb) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in rgb)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Rgb, other: Rgb) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def blended(colour: str, surface: str, share: float) -> str:
    """The colour laid over a surface with the given opacity; grey where it cannot be read."""
    over = parsed(colour) or parsed(_UNKNOWN) or (0, 0, 0)
    under = parsed(surface) or (0, 0, 0)
    red, green, blue = (round(b + (a - b) * share) for a, b in zip(over, under, strict=True))
    return written((red, green, blue))


@lru_cache(maxsize=4096)
def colour_for(colour: str, dark: bool, surface: str = "") -> str:
    """A code's colour with its lightness moved until it stands out from the surface.

    What is not ``#rrggbb`` becomes grey. ``surface`` defaults to that of the usual themes.
    """
    rgb = parsed(colour) or parsed(_UNKNOWN) or (0, 0, 0)
    ground = parsed(surface) or parsed(DARK_SURFACE if dark else LIGHT_SURFACE) or (0, 0, 0)
    hue, lightness, saturation = colorsys.rgb_to_hls(*(value / 255 for value in rgb))
    step = 0.01 if dark else -0.01
    while contrast(rgb, ground) < CONTRAST and 0 <= lightness + step <= 1:
        lightness += step
        red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
        rgb = round(red * 255), round(green * 255), round(blue * 255)
    return written(rgb)
