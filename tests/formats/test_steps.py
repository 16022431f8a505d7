"""Reading takes steps in proportion to the lines: calls of functions are counted, not seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from qualcode.formats.options import ReadOptions
from qualcode.formats.read.transcript import read_transcript

SHAPES: dict[str, Callable[[int], str]] = {
    "two people": lambda n: f"{'Ana' if n % 2 else 'Bert'}: yes {n}",
    "everybody once": lambda n: f"Ana{n}: yes",
    "titles": lambda n: f"Title{n}: short\n\nnotice {n}\n",
    "legends": lambda n: f"A{n % 50}: Interviewer",
    "times": lambda n: f"00:00:{n % 60:02}",
    "times and names": lambda n: f"00:00:{n % 60:02}\nAna\nyes\n",
    "numbers": lambda n: f"{n} Ana: yes",
    "blank": lambda n: "",
    "headings": lambda n: f"# Ana{n % 5}\nyes",
    "names on lines": lambda n: f"{'Ana' if n % 2 else 'Bert'}\nyes",
    "brackets": lambda n: f"[Ana{n % 7}] yes",
    "tabs": lambda n: f"Ana{n % 7}\tyes",
    "false labels": lambda n: f"Note: yes\nhttp://x{n}\nthe thing {n}: yes",
    "arrows": lambda n: f"{n}\n00:00:01.000 --> 00:00:02.000\nAna: yes",
}


def steps(text: str, options: ReadOptions) -> int:
    """Functions called while a text is read."""
    counted = 0

    def count(frame: FrameType, event: str, arg: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read_transcript(text.encode(), "talk.md", options)
    finally:
        sys.setprofile(before)
    return counted


def written(shape: Callable[[int], str], lines: int) -> str:
    return "Ana: so\n" + "\n".join(shape(n) for n in range(lines))


@pytest.mark.parametrize("name", SHAPES)
def test_twice_the_lines_take_twice_the_steps(name: str) -> None:
    shape = SHAPES[name]
    read_transcript(written(shape, 50).encode(), "talk.md")
    few, many = (steps(written(shape, lines), ReadOptions()) for lines in (1_000, 4_000))
    assert many < few * 4.6


def test_a_pattern_takes_steps_by_the_lines() -> None:
    options = ReadOptions(turns="{skip}:{skip}:{speaker}: {text}")
    line = "a:" * 60 + "Ana: yes"
    few, many = (steps("x: y:Ana: b\n" + f"{line}\n" * n, options) for n in (500, 2_000))
    assert many < few * 4.6
