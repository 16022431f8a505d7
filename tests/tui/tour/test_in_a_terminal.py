"""The tour as a user starts it: the command line, a real terminal, keys alone."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

from tests.tui.test_terminal import PATIENCE, Terminal

DOWN = "\x1b[B"


class TourTerminal(Terminal):
    """A terminal with ``qualcode tour`` in it; its temporary folder is a known one."""

    def __init__(self, folder: Path) -> None:
        self.screen = pyte.Screen(80, 24)
        self.stream = pyte.ByteStream(self.screen)
        self.seen = b""
        environment = {**os.environ, "TERM": "xterm-256color", "TMPDIR": str(folder)}
        for size in ("COLUMNS", "LINES"):
            environment.pop(size, None)
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "qualcode", "tour"],
            dimensions=(24, 80),
            env=environment,
            cwd=str(folder.parent),
            timeout=PATIENCE,
        )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "temporary"
    made.mkdir()
    return made


@pytest.fixture
def terminal(folder: Path) -> Iterator[TourTerminal]:
    made = TourTerminal(folder)
    yield made
    with contextlib.suppress(OSError):
        made.child.close(force=True)


def test_the_tour_from_beginning_to_end(
    terminal: TourTerminal, folder: Path, private_home: Path
) -> None:
    terminal.wait_for("Tour 1 of 11: Move")
    assert list(folder.glob("qualcode-tour-*"))
    terminal.press(DOWN * 6, "Code with one key")
    terminal.press("1", "A second code")
    terminal.press("2", "4 of 11: Undo")
    terminal.press("u", "More than a sentence")
    terminal.press("+", "Any other code")
    terminal.press("c", "Tab mark several")
    terminal.press("trust", "+ new code “trust”")
    terminal.press("\r", "Done. Tour")
    terminal.wait_until_gone("Any other code")
    if "Suggestions" in terminal.text:
        terminal.press("s", "reject")
        terminal.press("x", "8 of 11: A memo")
    terminal.press("m", "save and go back")
    terminal.press("so they say", "so they say")
    terminal.press("\x1b", "9 of 11: What is left")
    terminal.press("o", "10 of 11: Other views")
    terminal.press("gs", "11 of 11: Help")
    terminal.press("?", "That was the tour")
    terminal.press("\x1b", "read the turns")
    terminal.child.send("Q")
    assert terminal.end() == 0
    assert "nothing of yours was touched" in " ".join(terminal.seen.decode().split())
    assert list(folder.iterdir()) == []
    kept = [path.name for path in private_home.rglob("*") if path.is_file()]
    assert kept == []


def test_without_a_terminal_a_sentence_says_what_to_do(folder: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "qualcode", "tour"],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "TMPDIR": str(folder)},
        check=False,
    )
    assert result.returncode == 2
    assert "qualcode demo --no-screen" in result.stderr
    assert list(folder.iterdir()) == []
