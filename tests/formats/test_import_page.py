"""The examples of docs/import.md are read as the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qualcode.formats.read.transcript import SUFFIXES, read_transcript

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "import.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"```text turns=(\d+) speakers=(\d+)\n(.*?)```", re.S)


@pytest.mark.parametrize("number", range(len(EXAMPLE.findall(PAGE))))
def test_an_example_is_read_as_it_says(number: int) -> None:
    turns, speakers, text = EXAMPLE.findall(PAGE)[number]
    reading = read_transcript(text.encode(), "example.md")
    assert len(reading.turns) == int(turns)
    assert len({turn.speaker for turn in reading.turns if turn.speaker}) == int(speakers)


def test_every_format_is_on_the_page() -> None:
    assert all(f"`{suffix}`" in PAGE for suffix in SUFFIXES)
