"""The two themes: calm, high contrast, and readable without colour."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="qualcode-dark",
    primary="#7aa2d6",
    secondary="#9aa7b8",
    accent="#d9a95b",
    warning="#d9a95b",
    error="#d97b74",
    success="#83b58c",
    foreground="#d8dbe0",
    background="#16181d",
    surface="#16181d",
    panel="#1d2027",
    dark=True,
    variables={
        "text-muted": "#8d95a3",
        "border": "#3a404c",
        "block-cursor-background": "#7aa2d6",
        "block-cursor-foreground": "#101216",
        "input-cursor-background": "#d8dbe0",
        "input-cursor-foreground": "#16181d",
        "input-selection-background": "#7aa2d6 40%",
        "scrollbar": "#343a45",
        "scrollbar-hover": "#4a5261",
        "scrollbar-active": "#7aa2d6",
        "scrollbar-background": "#16181d",
        "scrollbar-background-hover": "#16181d",
        "scrollbar-background-active": "#16181d",
    },
)

LIGHT = Theme(
    name="qualcode-light",
    primary="#2f5f9e",
    secondary="#56606e",
    accent="#8a5a0b",
    warning="#8a5a0b",
    error="#a8342c",
    success="#2f7040",
    foreground="#23272e",
    background="#fbfaf7",
    surface="#fbfaf7",
    panel="#f1efe9",
    dark=False,
    variables={
        "text-muted": "#686f7a",
        "border": "#c9c6bd",
        "block-cursor-background": "#2f5f9e",
        "block-cursor-foreground": "#ffffff",
        "input-cursor-background": "#23272e",
        "input-cursor-foreground": "#fbfaf7",
        "input-selection-background": "#2f5f9e 25%",
        "scrollbar": "#d3cfc4",
        "scrollbar-hover": "#b9b4a6",
        "scrollbar-active": "#2f5f9e",
        "scrollbar-background": "#fbfaf7",
        "scrollbar-background-hover": "#fbfaf7",
        "scrollbar-background-active": "#fbfaf7",
    },
)
