"""The mouse in tmux: what is clicked and dragged there is coded, and is in the file."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from qualcode.project import open_project
from tests.tui.factory import code_id
from tests.tui.test_terminal import LAUNCH, PATIENCE, WORDS_OF_SEGMENTS

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

LEFT, HELD, WHEEL_DOWN, WHEEL_UP = 0, 32, 65, 64
FORM = "“Just fill in the form.”"
Place = tuple[int, int]


class Pane:
    """A tmux server of its own with the program in its one pane."""

    def __init__(self, study: Path, columns: int = 120, rows: int = 40) -> None:
        self.socket = f"qualcode-{os.getpid()}-{time.monotonic_ns()}"
        program = [sys.executable, "-c", LAUNCH, str(study)]
        size = ["-x", str(columns), "-y", str(rows)]
        self.tmux("new-session", "-d", *size, "env", "COLORTERM=truecolor", *program)

    def tmux(self, *words: str) -> str:
        """Say something to the server; its answer."""
        # The size is the pane's, not the one of the terminal in which the tests run.
        left_out = ("TMUX", "COLUMNS", "LINES")
        surroundings = {name: value for name, value in os.environ.items() if name not in left_out}
        told = ["tmux", "-L", self.socket, "-f", os.devnull, *words]
        done = subprocess.run(told, env=surroundings, capture_output=True, text=True, check=True)
        return done.stdout

    def send(self, keys: str) -> None:
        """Type, byte by byte."""
        self.tmux("send-keys", "-l", keys)

    def lines(self) -> list[str]:
        return self.tmux("capture-pane", "-p").splitlines()

    def wait_for(self, words: str) -> None:
        """Wait until words are on the screen."""
        end = time.monotonic() + PATIENCE
        while words not in (text := "\n".join(self.lines())):
            assert time.monotonic() < end, f"{words!r} did not come:\n{text}"
            time.sleep(0.05)

    def wait_for_last(self, words: str, rows: int) -> None:
        """Wait until the last of so many rows holds words: the program has taken the size."""
        end = time.monotonic() + PATIENCE
        while len(lines := self.lines()) < rows or words not in lines[rows - 1]:
            assert time.monotonic() < end, "\n".join(lines)
            time.sleep(0.05)

    def find(self, words: str) -> Place:
        """The cell, counted from 1, at which words begin."""
        for number, line in enumerate(self.lines(), 1):
            if (place := line.find(words)) >= 0:
                return place + 1, number
        raise AssertionError(f"{words!r} is not there:\n" + "\n".join(self.lines()))

    def mouse(self, button: int, place: Place, *, up: bool = False) -> None:
        """One report of the mouse, as a terminal sends it."""
        self.send(f"\x1b[<{button};{place[0]};{place[1]}{'m' if up else 'M'}")

    def click(self, place: Place) -> None:
        self.mouse(LEFT, place)
        self.mouse(LEFT, place, up=True)

    def click_until(self, words: str, shown: str) -> None:
        """Click on words until something is shown: what arrives during a resize can be lost."""
        end = time.monotonic() + PATIENCE
        while shown not in "\n".join(self.lines()):
            assert time.monotonic() < end, f"{shown!r} did not come"
            self.click(self.find(words))
            time.sleep(1)

    def drag(self, start: Place, end: Place) -> None:
        self.mouse(LEFT, start)
        self.mouse(HELD, ((start[0] + end[0]) // 2, end[1]))
        self.mouse(HELD, end)
        self.mouse(LEFT, end, up=True)


@pytest.fixture
def pane(study: Path) -> Iterator[Pane]:
    """The program in tmux, on a study in which the digit 1 holds a code."""
    with open_project(study, coder="RK") as project:
        (first, *_) = project.transcripts.all()
        start = project.transcripts.get(first.id).text.index(FORM)
        project.segments.add(first.id, start, start + len(FORM), code_id(project, "trust"))
        project.segments.add(first.id, 0, 23, code_id(project, "waiting"))
    opened = Pane(study)
    yield opened
    opened.tmux("kill-server")


def code_here(pane: Pane, segments: int) -> None:
    """Code what is selected; there are so many segments then."""
    pane.send("1")
    pane.wait_for(f"{segments} segments")


def newest(study: Path) -> tuple[str, str]:
    """Code and words of the segment that was made last."""
    with closing(sqlite3.connect(study)) as file:
        code, words = file.execute(WORDS_OF_SEGMENTS).fetchall()[-1]
    return code, words


def test_what_the_mouse_selects_is_coded(pane: Pane, study: Path) -> None:
    pane.wait_for("2 segments")
    pane.click(pane.find("You sit there"))
    code_here(pane, 3)
    assert newest(study) == ("waiting", "You sit there two hours, and nobody tells you anything.")
    place = pane.find("neighbour")
    pane.click(place)
    pane.click(place)
    code_here(pane, 4)
    assert newest(study) == ("waiting", "neighbour")
    pane.drag(pane.find("Same with"), pane.find("They changed"))
    code_here(pane, 5)
    assert newest(study) == ("waiting", "Same with us. They")
    pane.click(pane.find("[ trust"))
    code_here(pane, 6)
    assert newest(study) == ("waiting", FORM)


def test_the_wheel_moves_the_text_and_not_the_selection(pane: Pane, study: Path) -> None:
    pane.wait_for("2 segments")
    pane.tmux("resize-window", "-y", "30")
    pane.wait_for_last("keys", 30)
    pane.click_until("Welcome everybody.", "▌Welcome")
    here = pane.find("You sit there")
    pane.mouse(WHEEL_DOWN, here)
    end = time.monotonic() + PATIENCE
    while pane.find("You sit there") == here:
        assert time.monotonic() < end, "the text did not move"
        time.sleep(0.05)
    pane.mouse(WHEEL_UP, here)
    code_here(pane, 3)
    assert newest(study) == ("waiting", "Welcome everybody.")
