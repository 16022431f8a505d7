"""Hundreds of random things done to a reader: it always shows a whole picture of what it holds."""

from __future__ import annotations

from random import Random

import pytest
from textual.pilot import Pilot

from qualcode.tui.reader import Reader
from qualcode.tui.reader.filters import Filter
from tests.tui.reader.build import KEYS, PIECES, ReaderApp, ghost, mark, transcript

PRESSED = [pair.split("=")[0] for pair in KEYS.split()]
SIZES = ((120, 40), (60, 16), (80, 24), (20, 5), (300, 100))


def talk(random: Random, turns: int) -> list[tuple[str, str]]:
    words = ["word ", "I ", "know. ", "Why? ", "שלום ", "two hours, ", *PIECES]
    return [
        (random.choice(["mod", "ann", "bea", ""]), "".join(random.choices(words, k=length)))
        for length in random.choices([0, 1, 5, 20, 60], k=turns)
    ]


def some_filter(random: Random) -> Filter:
    only = random.choice([frozenset(), frozenset(), frozenset({"ann"}), frozenset({"bea", "mod"})])
    return Filter(only, random.random() < 0.3, random.random() < 0.4)


async def do_something(pilot: Pilot[None], reader: Reader, random: Random) -> None:
    end = reader.text.end
    start = random.randrange(end)
    stop = min(end, start + random.choice([1, 5, 40, 400]))
    number = random.randrange(12)
    if number < 4:
        await pilot.press(*random.choices(PRESSED, k=3))
    elif number == 4:
        reader.filter_turns(some_filter(random))
    elif number == 5:
        reader.add_mark(mark(str(random.randrange(6)), start, stop))
    elif number == 6:
        reader.remove_mark(str(random.randrange(6)))
    elif number == 7:
        x, y = random.randrange(reader.size.width), random.randrange(reader.size.height)
        await pilot.click(Reader, offset=(x, y), times=random.randint(1, 3))
    elif number == 8:
        to = (random.randrange(reader.size.width), random.randrange(reader.size.height))
        await pilot.mouse_down(Reader, offset=(to[0] // 2, to[1] // 2))
        await pilot.hover(Reader, offset=to)
        await pilot.mouse_up(Reader, offset=to)
    elif number == 9:
        await pilot.resize_terminal(*random.choice(SIZES))
    elif number == 10:
        reader.spacing, reader.times = random.random() < 0.5, random.random() < 0.5
        reader.text_width = random.choice([40, 84, 120])
    else:
        reader.find(random.choice(["", "word", "o", "know"]))
        random.choice([reader.go_to, lambda at: reader.select(reader.selection)])(start)


@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.slow)])
async def test_anything_in_any_order(seed: int) -> None:
    random = Random(seed)
    app = ReaderApp(transcript(talk(random, 40)))
    async with app.run_test(size=SIZES[seed]) as pilot:
        reader = app.reader
        reader.set_ghosts([ghost(at, at + 9) for at in range(0, reader.text.end - 9, 97)])
        for _ in range(60):
            await do_something(pilot, reader, random)
            await pilot.pause()
            assert reader.table is not None
            start, end = reader.selection
            assert 0 <= start < end <= reader.text.end
            assert reader.text.shows_any(start, end) or 0 not in reader.text.hidden
            widths = {reader.render_line(y).cell_length for y in range(reader.size.height)}
            assert widths == {reader.scrollable_content_region.width}
            assert 0 <= reader.scroll_offset.y <= max(0, reader.table.height)
