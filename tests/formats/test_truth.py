"""Boundaries and speakers of turns against truth made by hand, per convention.

``truth/*.json`` hold, for each turn of a file of the shared folder, the line on which its words
begin (from 1) and the number of its speaker in order of appearance (0: nobody). They were made
with one rule per file from its own convention, looked through, and never with the reader.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualcode.formats.read.transcript import decoded_text, read_transcript
from qualcode.formats.reading import Reading

TRUTH = sorted((Path(__file__).parent / "truth").glob("*.json"))
LEAST_F1 = 0.99


def found_turns(reading: Reading, original: str) -> list[tuple[int, int]]:
    numbers: dict[str, int] = {}
    found = []
    for turn in reading.turns:
        line = original.count("\n", 0, turn.source[0].source) + 1
        speaker = turn.speaker
        number = 0 if speaker is None else numbers.setdefault(speaker, len(numbers) + 1)
        found.append((line, number))
    return found


def f1(found: set[object], right: set[object]) -> float:
    """Harmonic mean of precision and recall: 2 |both| / (|found| + |right|)."""
    return 2 * len(found & right) / (len(found) + len(right))


def test_there_are_twelve_files_and_more() -> None:
    assert len(TRUTH) >= 12


@pytest.mark.parametrize("path", TRUTH, ids=lambda path: path.stem)
def test_boundaries_and_speakers(shared: Path, path: Path) -> None:
    truth = json.loads(path.read_text(encoding="utf-8"))
    file = shared / "data" / truth["file"]
    data = file.read_bytes()
    right = [(line, speaker) for line, speaker in truth["turns"]]
    found = found_turns(read_transcript(data, file.name), decoded_text(data, file.name))
    assert f1({line for line, _ in found}, {line for line, _ in right}) >= LEAST_F1
    assert f1(set(found), set(right)) >= LEAST_F1
