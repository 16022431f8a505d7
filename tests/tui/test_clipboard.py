"""Which way a text goes to the clipboard, and what is said of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from qualcode.tui.clipboard import COPIED, SENT, Tool, copy, tool_for

EVERYTHING = {"pbcopy", "clip.exe", "wl-copy", "xclip", "xsel"}


def which(*known: str) -> object:
    return lambda name: f"/bin/{name}" if name in known else None


@pytest.mark.parametrize(
    ("environment", "platform", "known", "wanted"),
    [
        ({}, "darwin", EVERYTHING, "pbcopy"),
        ({}, "linux", EVERYTHING, None),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "linux", EVERYTHING, "wl-copy"),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "linux", {"xsel"}, "xsel"),
        ({"DISPLAY": ":0"}, "linux", EVERYTHING, "xclip"),
        ({"DISPLAY": ""}, "linux", EVERYTHING, None),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux", EVERYTHING, "clip.exe"),
        ({}, "win32", EVERYTHING, "clip.exe"),
        ({"DISPLAY": ":0"}, "linux", set(), None),
        ({"SSH_CONNECTION": "1 2 3 4", "DISPLAY": "localhost:10"}, "linux", EVERYTHING, None),
        ({"SSH_TTY": "/dev/pts/1"}, "darwin", EVERYTHING, None),
    ],
)
def test_the_tool_is_that_of_the_computer(
    environment: dict[str, str], platform: str, known: set[str], wanted: str | None
) -> None:
    found = tool_for(environment, platform, which(*known))  # type: ignore[arg-type]
    assert (found.command[0] if found else None) == wanted


def tool(folder: Path, code: str) -> Tool:
    """A tool that runs Python code; it stands in for those of a desktop."""
    return Tool(
        (sys.executable, "-c", f"import sys, pathlib; out = {str(folder / 'out')!r}; {code}")
    )


TAKES = "pathlib.Path(out).write_bytes(sys.stdin.buffer.read())"


def test_only_a_tool_that_took_the_text_is_told_as_success(tmp_path: Path) -> None:
    sent: list[str] = []
    assert copy("“ß”", sent.append, {}, tool(tmp_path, TAKES)) == COPIED
    assert (tmp_path / "out").read_text("utf-8") == "“ß”"
    assert sent == []


@pytest.mark.parametrize("code", ["sys.exit(1)", "import time; time.sleep(60)"])
def test_a_tool_that_fails_or_hangs_is_followed_by_the_terminal(
    tmp_path: Path, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualcode.tui.clipboard.PATIENCE", 0.3)
    sent: list[str] = []
    assert copy("words", sent.append, {}, tool(tmp_path, code)) == SENT
    assert sent == ["words"]


def test_a_tool_that_is_not_there_is_no_fault() -> None:
    sent: list[str] = []
    assert copy("words", sent.append, {}, Tool(("/nowhere/at-all",))) == SENT
    assert sent == ["words"]


def test_where_it_is_not_sure_both_ways_are_gone(tmp_path: Path) -> None:
    sent: list[str] = []
    environment = {"TMUX": "/tmp/tmux-1/default,1,0"}
    assert copy("words", sent.append, environment, tool(tmp_path, TAKES)) == SENT
    assert (tmp_path / "out").read_text("utf-8") == "words"
    assert sent == ["words"]


def test_over_ssh_the_terminal_gets_the_text() -> None:
    sent: list[str] = []
    assert copy("words", sent.append, {"SSH_TTY": "/dev/pts/1", "DISPLAY": ":0"}) == SENT
    assert sent == ["words"]
