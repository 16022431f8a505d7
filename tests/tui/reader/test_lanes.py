from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.tui.reader import Ghost, Mark, ReaderText
from qualcode.tui.reader.lanes import (
    BOTTOM,
    MIDDLE,
    SINGLE,
    TOP,
    Margin,
    MarginRow,
    continued,
)
from qualcode.tui.reader.layout import RowTable
from qualcode.tui.reader.spans import MarkIndex, TurnIndex
from tests.tui.reader.build import ghost, mark, text_of, transcript, where
from tests.tui.reader.test_spans import many_marks

TEXT = ReaderText(transcript())
PARTS = {TOP: "┌", MIDDLE: "│", BOTTOM: "└", SINGLE: "["}


def margin_of(text: ReaderText, marks: list[Mark], *ghosts: Ghost, width: int = 20) -> Margin:
    table = RowTable(text, 16)
    return Margin(table, MarkIndex(text, marks), TurnIndex(text, ghosts), width)


def rows(margin: Margin) -> list[MarginRow]:
    return [margin.row(y, margin.table.row(y).turn) for y in range(margin.table.height)]


def drawn(margin: Margin) -> list[str]:
    """Lanes and names of each row, as one would draw them."""
    found = []
    for row in rows(margin):
        lanes = "".join(PARTS[lane.part] if lane else " " for lane in row.lanes)
        names = ", ".join(name.text if name.mark else f"{name.text}?" for name in row.names)
        found.append(f"{lanes} {names}".strip() if names else lanes.strip())
    return found


@given(many_marks, st.integers(8, 50))
def test_each_mark_has_one_lane_and_all_of_its_rows(marks: list[Mark], width: int) -> None:
    table = RowTable(TEXT, width, header=width < 20)
    margin = Margin(table, MarkIndex(TEXT, marks), TurnIndex(TEXT), 20)
    lanes: dict[str, set[int]] = {}
    heights: dict[str, list[int]] = {}
    for y, row in enumerate(rows(margin)):
        for lane, cell in enumerate(row.lanes):
            if cell:
                lanes.setdefault(cell.mark.id, set()).add(lane)
                heights.setdefault(cell.mark.id, []).append(y)
    for one in marks:
        first, last = table.rows_of(one.start, one.end)
        assert len(lanes[one.id]) == 1
        assert heights[one.id] == list(range(first, last + 1))


@given(many_marks)
def test_brackets_open_and_close_where_the_mark_does(marks: list[Mark]) -> None:
    margin = margin_of(TEXT, marks)
    parts: dict[str, list[int]] = {}
    for row in rows(margin):
        for lane in row.lanes:
            if lane:
                parts.setdefault(lane.mark.id, []).append(lane.part)
    for found in parts.values():
        assert found in ([SINGLE], [TOP, *[MIDDLE] * (len(found) - 2), BOTTOM])


def test_sentences_that_meet_in_a_row_stand_side_by_side() -> None:
    text = text_of("One two three. Four five six. Seven.")
    marks = [
        mark("a", *where(text, "One two three."), "alpha"),
        mark("b", *where(text, "Four five six."), "beta"),
        mark("c", *where(text, "Seven."), "gamma"),
    ]
    assert drawn(margin_of(text, marks)) == ["[ alpha", "[ beta", "[ gamma"]
    wider = Margin(RowTable(text, 19), MarkIndex(text, marks), TurnIndex(text), 20)
    assert drawn(wider) == ["[┌ alpha, beta", "[└ gamma"]


def test_a_mark_over_several_turns_runs_through_the_blank_row() -> None:
    text = text_of("One.", "Two.")
    marks = [mark("long", 0, text.end, "long"), mark("short", *where(text, "Two."), "short")]
    assert drawn(margin_of(text, marks)) == ["┌ long", "│", "└[ short"]


def test_a_name_without_room_goes_to_the_next_row() -> None:
    text = text_of("One two three. Four five six.")
    marks = [mark("a", 0, text.end, "alphabetical"), mark("b", 0, text.end, "betterment")]
    assert drawn(margin_of(text, marks)) == ["┌┌ alphabetical", "└└ betterment"]


def test_suggestions_stand_after_the_names_best_first() -> None:
    text = text_of("One two three. Four five six.")
    first, second = where(text, "One two three."), where(text, "Four five six.")
    margin = margin_of(
        text,
        [mark("a", *first, "alpha")],
        ghost(*first, "worse", 1),
        ghost(*first, "good"),
        ghost(*second, "other"),
    )
    assert drawn(margin) == ["[ alpha, good?", "other?"]


def test_a_star_tells_of_a_memo() -> None:
    text = text_of("One.")
    margin = margin_of(text, [mark("a", 0, 4)._replace(memo=True)])
    assert drawn(margin) == ["[ waiting*"]


def test_the_first_row_of_the_screen_names_what_began_above() -> None:
    text = text_of("One two three. Four five six.")
    margin = margin_of(text, [mark("a", 0, text.end, "alpha")])
    top, below = rows(margin)
    assert continued(top) == top
    assert [name.text for name in continued(below).names] == ["alpha"]


def test_only_the_turns_that_change_are_worked_out_again() -> None:
    text = text_of("One.", "Two.", "Three.")
    margin = margin_of(text, [mark("a", 0, 4)])
    rows(margin)
    margin.forget(margin.marks.add(mark("b", *where(text, "Two."), "two")))
    assert sorted(margin._turns) == [0, 2]
    assert drawn(margin) == ["[ waiting", "", "[ two", "", ""]
