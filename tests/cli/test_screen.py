"""The commands that open a screen, in a real terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pexpect
import pytest

from tests.cli.conftest import Shell

LEAVE = "Q"


def spawn(words: list[object], **environment: str) -> pexpect.spawn[str]:
    """One command line in a terminal of 80 by 24."""
    return pexpect.spawn(
        sys.executable,
        ["-m", "qualcode", *map(str, words)],
        dimensions=(24, 80),
        timeout=120,
        encoding="utf-8",
        env={**os.environ, "TERM": "xterm-256color", **environment},
    )


def left(child: pexpect.spawn[str]) -> int:
    """Leave the screen by its key; the exit code."""
    child.send(LEAVE)
    child.expect(pexpect.EOF)
    child.close()
    return int(child.exitstatus)


def test_demo_opens_what_it_built(shell: Shell, tmp_path: Path) -> None:
    child = spawn(["demo", "--into", tmp_path / "d"])
    child.expect_exact("rk × ml")
    child.expect_exact("\x1b[?1049h")
    child.expect_exact("Moder")
    assert left(child) == 0
    # Whoever opens it is a coder of their own, with nothing coded.
    counts = shell.good("status", tmp_path / "d" / "city_networks", "--everyone", "--json").json[
        "segments"
    ]
    assert {name: number for name, number in counts.items() if number} == {"rk": 391, "ml": 391}


def test_open_at_a_transcript(study: Path) -> None:
    child = spawn(["open", study, "--coder", "rk", "--transcript", "group"])
    child.expect_exact("Why did your city")
    assert left(child) == 0


def test_the_start_screen(shell: Shell) -> None:
    child = spawn([])
    child.expect_exact("\x1b[?1049h")
    child.expect("(?i)demo")
    assert left(child) == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["open", "gone.qualcode"], 10, "gone.qualcode"),
        (["open", "clinic.qualcode", "--transcript", "other"], 2, "“other”"),
    ],
)
def test_what_cannot_be_opened_is_a_sentence(
    study: Path, words: list[object], code: int, said: str
) -> None:
    child = spawn(words)
    shown = child.read()
    child.close()
    assert child.exitstatus == code
    assert said in shown
    assert "\x1b" not in shown


def test_a_dumb_terminal_gets_a_sentence(study: Path) -> None:
    child = spawn(["open", study], TERM="dumb")
    shown = child.read()
    child.close()
    assert child.exitstatus == 2
    assert "\x1b" not in shown
