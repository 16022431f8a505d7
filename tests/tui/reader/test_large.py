"""What one key may cost on a transcript of 5,000,000 characters, counted and not timed."""

from __future__ import annotations

from functools import cache

import pytest

from qualcode.domain import exchanges as exchanges_module
from qualcode.domain.transcripts import Transcript
from qualcode.tui.reader import Mark, text
from qualcode.tui.reader.filters import Filter
from tests.tui.reader.build import TALK, ReaderApp, mark, transcript

SIZE = (120, 40)
FILTERS = (
    Filter(), Filter(no_moderator=True), Filter(frozenset({"ann"})), Filter(coded_only=True),
)  # fmt: skip


@cache
def huge() -> Transcript:
    """Turns of some sentences each, 5,000,000 characters together."""
    long = [(speaker, " ".join([words] * 6)) for speaker, words in TALK]
    turns = 5_000_000 // (sum(len(words) for _, words in long) // len(long))
    shown = transcript([long[index % len(long)] for index in range(turns)])
    assert len(shown.text) > 4_900_000
    return shown


def marks(shown: Transcript) -> list[Mark]:
    starts = shown.positions.starts
    return [mark(str(turn), starts[turn] + 3, starts[turn] + 60) for turn in range(1, 9000, 3)]


@pytest.mark.parametrize("wanted", FILTERS, ids=["all", "no-moderator", "only", "coded"])
async def test_a_key_builds_no_more_rows_than_it_changes(wanted: Filter) -> None:
    app = ReaderApp(huge(), marks(huge()))
    async with app.run_test(size=SIZE) as pilot:
        reader = app.reader
        reader.go_to(reader.text.starts[4000])
        assert reader.filter_turns(wanted)
        reader.reveal()
        await pilot.press("down")
        await pilot.pause()
        for key in ["down", "right", "shift+right", "up", "shift+down", "o", "e", "t", "p"] * 2:
            before, top, old = reader.rows_built, reader.scroll_offset.y, reader.selection
            await pilot.press(key)
            await pilot.pause()
            built = reader.rows_built - before
            assert reader.table is not None
            if reader.scroll_offset.y != top:
                assert built <= SIZE[1]
            elif key == "shift+right":
                assert built <= 2
            else:
                spans = [old, reader.selection]
                rows = {y for one in spans for y in range(*_heights(reader.table.rows_of(*one)))}
                assert built <= len(rows)
        for key in ["pagedown", "pageup", "end", "home"]:
            before = reader.rows_built
            await pilot.press(key)
            await pilot.pause()
            assert reader.rows_built - before <= SIZE[1]


def _heights(rows: tuple[int, int]) -> tuple[int, int]:
    return rows[0], rows[1] + 1


async def test_a_mark_builds_the_rows_of_its_segment() -> None:
    app = ReaderApp(huge())
    async with app.run_test(size=SIZE) as pilot:
        reader = app.reader
        reader.go_to(reader.text.starts[4000])
        await pilot.pause()
        before = reader.rows_built
        reader.add_mark(mark("a", *reader.selection))
        await pilot.pause()
        assert reader.table is not None
        first, last = reader.table.rows_of(*reader.selection)
        assert 1 <= reader.rows_built - before <= last - first + 1


async def test_exchanges_and_rows_are_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Transcript] = []

    def counted(shown: Transcript) -> list[object]:
        asked.append(shown)
        return list(exchanges_module.exchanges(shown))

    monkeypatch.setattr(text, "exchanges", counted)
    app = ReaderApp(huge(), marks(huge()))
    async with app.run_test(size=SIZE) as pilot:
        reader = app.reader
        assert reader.table is not None
        wrapped = reader.table.wrapped
        await pilot.press("plus", "plus", "plus", "plus", "down", "up", "t", "p", "o", "end")
        assert reader.unit == "exchange"
        for wanted in FILTERS:
            reader.filter_turns(wanted)
            await pilot.press("down", "minus", "plus", "home", "o")
        reader.spacing = False
        assert reader.table.wrapped.starts is wrapped.starts
        reader.times = False
        assert len(asked) == 1
