"""The themes: calm, high contrast and the terminal's own colours, all readable without colour."""

from __future__ import annotations

from textual.theme import Theme


def _theme(
    name: str,
    *,
    ground: str,
    panel: str,
    text: str,
    muted: str,
    border: str,
    main: str,
    second: str,
    warm: str,
    good: str,
    bad: str,
    on_main: str,
    bars: tuple[str, str],
    chosen: str,
    dark: bool,
) -> Theme:
    """A theme from its colours; ``bars`` are those of a scrollbar at rest and under the mouse."""
    flat = {f"scrollbar-background{part}": ground for part in ("", "-hover", "-active")}
    # Textual would mix these with black or white and lose the contrast.
    named = {
        "text-primary": main,
        "text-secondary": second,
        "text-accent": warm,
        "text-warning": warm,
        "text-error": bad,
        "text-success": good,
    }
    return Theme(
        name=f"qualcode-{name}",
        primary=main,
        secondary=second,
        accent=warm,
        warning=warm,
        error=bad,
        success=good,
        foreground=text,
        background=ground,
        surface=ground,
        panel=panel,
        dark=dark,
        variables={
            **flat,
            **named,
            "text-muted": muted,
            "border": border,
            "block-cursor-background": main,
            "block-cursor-foreground": on_main,
            "input-cursor-background": text,
            "input-cursor-foreground": ground,
            "input-selection-background": chosen,
            "scrollbar": bars[0],
            "scrollbar-hover": bars[1],
            "scrollbar-active": main,
        },
    )


DARK = _theme(
    "dark",
    ground="#16181d",
    panel="#1d2027",
    text="#d8dbe0",
    muted="#8d95a3",
    border="#3a404c",
    main="#7aa2d6",
    second="#9aa7b8",
    warm="#d9a95b",
    good="#83b58c",
    bad="#d97b74",
    on_main="#101216",
    bars=("#343a45", "#4a5261"),
    chosen="#7aa2d6 40%",
    dark=True,
)

LIGHT = _theme(
    "light",
    ground="#fbfaf7",
    panel="#f1efe9",
    text="#23272e",
    muted="#686f7a",
    border="#c9c6bd",
    main="#2f5f9e",
    second="#56606e",
    warm="#8a5a0b",
    good="#2f7040",
    bad="#a8342c",
    on_main="#ffffff",
    bars=("#d3cfc4", "#b9b4a6"),
    chosen="#2f5f9e 25%",
    dark=False,
)

CONTRAST_DARK = _theme(
    "contrast-dark",
    ground="#000000",
    panel="#000000",
    text="#ffffff",
    muted="#c8ccd4",
    border="#9aa0aa",
    main="#7cc4ff",
    second="#d5dbe5",
    warm="#ffd35c",
    good="#8ee79b",
    bad="#ff9d94",
    on_main="#000000",
    bars=("#8a8f99", "#b9bec8"),
    chosen="#1f5f96",
    dark=True,
)

CONTRAST_LIGHT = _theme(
    "contrast-light",
    ground="#ffffff",
    panel="#ffffff",
    text="#000000",
    muted="#3d434c",
    border="#5b616b",
    main="#00408f",
    second="#2b333f",
    warm="#6b3d00",
    good="#0b5121",
    bad="#8c0f0f",
    on_main="#ffffff",
    bars=("#737a85", "#4c525c"),
    chosen="#b9d6ff",
    dark=False,
)

ANSI = Theme(
    name="qualcode-ansi",
    ansi=True,
    primary="ansi_blue",
    secondary="ansi_default",
    accent="ansi_default",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    variables={
        # Textual leaves these out of a theme of this kind, and its own style sheet needs them.
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "foreground-disabled": "ansi_default",
        "surface-active": "ansi_default",
        "text-primary": "ansi_default",
        "text-secondary": "ansi_default",
        "text-accent": "ansi_default",
        "text-warning": "ansi_default",
        "text-error": "ansi_default",
        "text-success": "ansi_default",
        "text-muted": "ansi_default",
        "border": "ansi_default",
        "scrollbar": "ansi_bright_black",
        "scrollbar-hover": "ansi_white",
        "scrollbar-active": "ansi_white",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
        "input-selection-background": "ansi_default",
        "input-selection-foreground": "ansi_default",
    },
)

THEMES = {
    "dark": DARK,
    "light": LIGHT,
    "contrast-dark": CONTRAST_DARK,
    "contrast-light": CONTRAST_LIGHT,
    "ansi": ANSI,
}
"""By the name that stands in the settings."""

WORDS = {
    "dark": ("dark", "calm, on a dark ground"),
    "light": ("light", "calm, on a light ground"),
    "contrast-dark": ("high contrast, dark", "white on black"),
    "contrast-light": ("high contrast, light", "black on white"),
    "ansi": ("terminal", "the terminal's own 16 colours"),
}
"""Name and remark of each theme as they are shown."""


def fitting(wanted: str, *, no_color: bool, few: bool) -> str:
    """The theme that can be shown: with 16 colours the terminal's own, without colour never.

    Without colour the terminal's own theme would leave text and ground alike on some terminals.
    """
    if no_color:
        return "dark" if wanted == "ansi" else wanted
    return "ansi" if few else wanted


def setting_of(theme: str) -> str:
    """The name in the settings of a theme with Textual's name."""
    return theme.removeprefix("qualcode-")
