"""Raw transcripts of real meetings, coded at random, replaced by their corrected files.

Whether a segment's words still exist is found without the aligner: its words stand in the
corrected text one after the other, within 200 words of the proportional place.
"""

from __future__ import annotations

import random
import re
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from qualcode.domain.alignment import Verdict
from qualcode.project import create_project
from tests.factories import code_named

PAIRS = (
    *("acdc_2026-02-19_175", "acdc_2026-03-19_176", "allwalletdevs_2026-05-20_039"),
    *("focil_2026-04-07_032", "pqinterop_2026-07-08_047", "rpcstandards_2026-07-13_030"),
)
SEGMENTS = 300
WINDOW = 200
_WORD = re.compile(r"\w+(?:['’-]\w+)*")

Coded = dict[str, tuple[int, int]]
"""First word and number of words of each segment, by its id."""


def words(text: str) -> list[str]:
    """The words of a text, told apart otherwise than by the aligner."""
    return _WORD.findall(text)


def near(wanted: list[str], there: list[str], place: int) -> bool:
    """Whether the words stand one after the other in the window around a place."""
    first, last = max(0, place - WINDOW), min(len(there) - len(wanted), place + WINDOW)
    return any(there[at : at + len(wanted)] == wanted for at in range(first, last + 1))


@pytest.mark.parametrize("back", [False, True], ids=["corrected", "back"])
@pytest.mark.parametrize("pair", PAIRS)
def test_segments_keep_their_words(shared: Path, tmp_path: Path, pair: str, back: bool) -> None:
    folder = shared / "data" / "zoom-meetings-vtt" / pair
    names = ["transcript.vtt", "transcript_corrected.vtt"]
    first, second = (folder / name for name in (reversed(names) if back else names))
    chance = random.Random(2026)
    with create_project(tmp_path / "study", coder="Ada") as project:
        project.codebook.create("Said")
        one = project.transcripts.add(project.transcripts.read(first))
        code = code_named(project, "Said").id
        places = [found.span() for found in _WORD.finditer(one.text)]
        coded: Coded = {}
        with project.actions.action(project.coder, "code") as work:
            for at, size in _chosen(chance, len(places)):
                start, end = places[at][0], places[at + size - 1][1]
                made = project.segments.add_within(work, one.id, start, end, code)
                coded[made.id] = (at, size)
        report = project.editing.replace(one.name, project.transcripts.read(second))
        after = project.transcripts.get(one.id)
        found = {each.id: (each.start, each.end) for each in project.segments.of(one.id)}
    old, new = words(one.text), words(after.text)
    kept = still = 0
    assert {row.segment_id for row in report.segments} == coded.keys()
    for row in report.segments:
        at, size = coded[row.segment_id]
        start, end = found.get(row.segment_id, (0, 0))
        wanted, now = old[at : at + size], words(after.text[start:end])
        place = round(at * len(new) / len(old))
        if now != wanted:
            assert row.verdict in (Verdict.ALTERED, Verdict.LOST)
        if row.verdict is Verdict.ALTERED:
            assert SequenceMatcher(None, wanted, now, autojunk=False).ratio() >= 0.5 or size < 4
        if near(wanted, new, place):
            still += 1
            kept += now == wanted and abs(len(words(after.text[:start])) - place) <= WINDOW
    assert still > 0.4 * len(coded)
    assert kept >= 0.99 * still


def _chosen(chance: random.Random, count: int) -> set[tuple[int, int]]:
    """Different stretches of 1 to 60 words: first word, number of words."""
    found: set[tuple[int, int]] = set()
    while len(found) < SEGMENTS:
        at = chance.randrange(count)
        found.add((at, min(count - at, chance.randint(1, 60))))
    return found
