"""The clipboard: the computer's own tool where there is one, the terminal's (OSC 52) elsewhere.

A terminal does not answer whether it took a text, so only a tool's success is told as one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import NamedTuple

COPIED = "Copied."
SENT = "Sent to the terminal clipboard; if paste fails: {SaveQuote} saves to file."
"""The key stands in for ``{SaveQuote}`` where it is said."""
PATIENCE = 1.5
"""Seconds after which a tool that does not end is given up."""

Which = Callable[[str], "str | None"]


class Tool(NamedTuple):
    """A program that takes the text on standard input, and the encoding it wants."""

    command: tuple[str, ...]
    encoding: str = "utf-8"


def tool_for(
    environment: Mapping[str, str], platform: str = sys.platform, which: Which = shutil.which
) -> Tool | None:
    """The tool of this computer; None where there is none, or where it is not the user's own."""
    if is_remote(environment):
        return None
    found = [Tool(("pbcopy",))] if platform == "darwin" else []
    if platform == "win32" or "WSL_DISTRO_NAME" in environment:
        found.append(Tool(("clip.exe",), "utf-16"))
    if environment.get("WAYLAND_DISPLAY"):
        found.append(Tool(("wl-copy",)))
    if environment.get("DISPLAY"):
        found.append(Tool(("xclip", "-selection", "clipboard")))
        found.append(Tool(("xsel", "--clipboard", "--input")))
    return next((tool for tool in found if which(tool.command[0])), None)


def is_remote(environment: Mapping[str, str]) -> bool:
    """Whether the screen is certainly another computer's."""
    return any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"))


def is_unsure(environment: Mapping[str, str]) -> bool:
    """Whether the terminal may have been attached from elsewhere since it was started."""
    return any(environment.get(name) for name in ("TMUX", "STY", "ZELLIJ"))


def copy(
    text: str,
    to_terminal: Callable[[str], None],
    environment: Mapping[str, str] = os.environ,
    tool: Tool | None = None,
) -> str:
    """Copy a text by the way that fits; what can be said about it, as a sentence.

    ``to_terminal`` sends the text to the terminal's clipboard.
    """
    tool = tool or tool_for(environment)
    copied = tool is not None and _run(tool, text)
    if not copied or is_unsure(environment):
        to_terminal(text)
        return SENT
    return COPIED


def _run(tool: Tool, text: str) -> bool:
    """Give a tool the text; whether it says that it took it."""
    try:
        done = subprocess.run(
            tool.command,
            input=text.encode(tool.encoding),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "LC_CTYPE": "UTF-8"} if tool.command[0] == "pbcopy" else None,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError, UnicodeError):
        return False
    return done.returncode == 0
