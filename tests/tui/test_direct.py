"""What reaches the terminal bit by bit is what painting everything at once would show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyte
import pytest
from textual.app import App, ComposeResult
from textual.filter import Monochrome
from textual.geometry import Region

from qualcode.tui.program import QualcodeApp
from qualcode.tui.widgets.codes import CodeTree
from qualcode.tui.widgets.lines import LineList, Row
from qualcode.tui.widgets.painting import pieces
from tests.tui.conftest import Runner, screen_lines
from tests.tui.factory import code_id

SIZE = (120, 20)
KEYS = (
    "down", "1", "down", "down", "2", "up", "1", "pagedown", "1", "u", "u", "pageup", "r", "plus",
    "f3", "down", "down", "escape", "f2", "down", "escape", "shift+down", "minus", "o", "1",
)  # fmt: skip


async def test_painting_bit_by_bit_shows_the_same_as_painting_everything(
    study: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = pyte.Screen(*SIZE)
    stream = pyte.Stream(terminal)

    def display(app: QualcodeApp, _screen: object, update: Any) -> None:
        if update is not None:
            stream.feed(update.render_segments(app.console).replace("\n", ""))

    monkeypatch.setattr(QualcodeApp, "_display", display)
    async with run(study, size=SIZE) as running:
        for digit, name in ((1, "waiting"), (2, "trust")):
            running.project.codebook.pin(digit, code_id(running.project, name))
        running.bench.open_transcript(running.transcript.id)
        running.bench.refresh()
        for key in KEYS:
            await running.press(key)
            await running.pilot.pause(0.03)
            shown = [line.rstrip() for line in terminal.display]
            assert shown == running.lines(), key


async def test_the_bar_at_the_edge_shows_where_the_text_stands(study: Path, run: Runner) -> None:
    async with run(study, size=(120, 16)) as running:
        bar = running.bench.reader.vertical_scrollbar
        whole = Region(0, 0, 1, bar.size.height)
        thumb = {"top": bar.render_lines(whole)}
        assert len(thumb["top"]) == bar.size.height
        assert all(strip.cell_length == 1 for strip in thumb["top"])
        await running.press("end")
        thumb["end"] = bar.render_lines(whole)
        assert [list(strip) for strip in thumb["top"]] != [list(strip) for strip in thumb["end"]]
        part = bar.render_lines(Region(0, 3, 1, 2))
        assert part == thumb["end"][3:5]


async def test_without_colour_the_reader_has_none(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.app._filters.append(Monochrome())
        reader = running.bench.reader
        for strip in reader.render_lines(Region(0, 0, reader.region.width, 5)):
            for segment in strip:
                colour = segment.style.color if segment.style else None
                if colour and colour.triplet:
                    assert len(set(colour.triplet)) == 1
        assert sum(s.cell_length for s in reader.render_lines(Region(2, 0, 7, 1))) == 7


async def test_scrolling_back_builds_no_row_again(study: Path, run: Runner) -> None:
    async with run(study, size=(120, 12)) as running:
        await running.press("pagedown", "pageup", "pagedown")
        built = running.bench.reader.rows_built
        await running.press("pageup", "pagedown")
        assert running.bench.reader.rows_built <= built + 2


class Listing(App[None]):
    """A list that is longer than its window."""

    def compose(self) -> ComposeResult:
        yield LineList()

    def on_mount(self) -> None:
        self.query_one(LineList).styles.padding = (0, 1)
        rows = [Row(str(n), pieces("a long name of a code"), pieces("1,234")) for n in range(30)]
        self.query_one(LineList).set_rows(rows)


async def test_counts_stand_beside_the_scrollbar_not_under_it() -> None:
    app = Listing()
    async with app.run_test(size=(20, 6)) as pilot:
        await pilot.pause()
        lines = screen_lines(app)  # type: ignore[arg-type]
        assert len(lines) == 6
        assert all("1,234" in line for line in lines)


async def test_a_code_that_is_counted_again_changes_its_row_only(study: Path, run: Runner) -> None:
    async with run(study) as running:
        tree: CodeTree = running.bench.codes
        before = {row.key: row for row in tree.rows}
        code = code_id(running.project, "waiting")
        running.bench.reader.go_to(running.transcript.text.index("That was it."))
        running.bench.coding.apply(code)
        running.bench.coding.apply(code_id(running.project, "trust"))
        after = {row.key: row for row in tree.rows}
        changed = {running.bench.desk.code_name(key) for key in before if before[key] != after[key]}
        assert changed == {"waiting", "trust"}
        assert "1" in "".join(part.text for part in after[code].right)
