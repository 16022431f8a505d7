from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from qualcode.formats.options import AUTOMATIC, ReadOptions
from qualcode.formats.reading import Reading, Scored
from qualcode.tui.importing.choosing import Choosing


def choosing_for(ways: tuple[str, ...], options: ReadOptions = AUTOMATIC) -> Choosing:
    """What can be chosen for a file that was read in the first of these ways."""
    ranking = tuple(Scored(way, 1 / (at + 1)) for at, way in enumerate(ways))
    reading = Reading("txt", "utf-8", True, ways[0], (), "", (), ranking)
    item = SimpleNamespace(options=options)
    screen = SimpleNamespace(item=item, reading=reading, read_again=lambda: None)
    return Choosing(cast("Any", screen))


@pytest.mark.parametrize(
    ("ways", "wanted"),
    [
        (("name and colon", "[name] text"), ReadOptions(convention="[name] text")),
        (("name and colon", "no labels"), ReadOptions(no_speakers=True)),
        (("[time] name:", "[time] text"), ReadOptions(no_speakers=True)),
        (("table of turns", "survey"), ReadOptions(convention="survey")),
    ],
)
def test_the_way_that_came_second_is_taken_and_left_again(
    ways: tuple[str, ...], wanted: ReadOptions
) -> None:
    choosing = choosing_for(ways)
    assert choosing.why_no_other() == ""
    assert choosing.other_name() == ways[1]
    choosing.take_other()
    assert choosing.options == wanted
    assert choosing.other_name() == "found out"
    choosing.take_other()
    assert choosing.options == AUTOMATIC


@pytest.mark.parametrize(
    ("ways", "options", "why"),
    [
        (("name and colon",), AUTOMATIC, "No other way"),
        (("[time] text", "no labels"), AUTOMATIC, "names no speakers either"),
        (("a", "b"), ReadOptions(turns="{speaker}: {text}"), "The pattern says"),
    ],
)
def test_where_there_is_no_other_way_it_is_said(
    ways: tuple[str, ...], options: ReadOptions, why: str
) -> None:
    assert why in choosing_for(ways, options).why_no_other()


def test_what_was_set_is_said_in_a_few_words() -> None:
    options = ReadOptions(
        encoding="cp1252",
        turns="{speaker}: {text}",
        each_cue=True,
        columns={"text": "a"},
        speakers=frozenset(("Note",)),
        not_speakers=frozenset(("A", "B")),
    )
    assert choosing_for(("a",), options).set_options() == [
        "encoding cp1252",
        "pattern {speaker}: {text}",
        "each caption a turn",
        "columns",
        "1 label added",
        "2 labels left out",
    ]
