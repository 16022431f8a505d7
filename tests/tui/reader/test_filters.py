from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.tui.reader import MOVES, Reader, ReaderText
from qualcode.tui.reader.filters import Filter, fold_words, hidden_turns, in_words
from qualcode.tui.reader.jumps import JUMPS, Layers
from qualcode.tui.reader.layout import BLANK, FOLD, RowTable
from qualcode.tui.reader.navigator import cursor_at
from qualcode.tui.reader.spans import MarkIndex, TurnIndex
from qualcode.tui.reader.text import FOLDED, HIDDEN, SHOWN
from tests.tui.reader.build import (
    TALK,
    ReaderApp,
    ghost,
    long_transcript,
    mark,
    said,
    text_of,
    transcript,
    turn_texts,
    where,
)

SIZE = (120, 20)
TEXT = ReaderText(transcript())
NO_MARKS = MarkIndex(TEXT)
kinds = st.lists(st.sampled_from([SHOWN, FOLDED, HIDDEN]), min_size=6, max_size=6)


def test_each_filter_leaves_out_what_it_should() -> None:
    marks = MarkIndex(TEXT, [mark("a", *where(TEXT, "We left.")), mark("b", 0, 4)])
    shown = {
        Filter(): "SSSSSS",
        Filter(only=frozenset({"ann"})): "HSHSHH",
        Filter(no_moderator=True): "HSSSHS",
        Filter(coded_only=True): "SSFFFF",
        Filter(no_moderator=True, coded_only=True): "HSFFHF",
        Filter(only=frozenset({"bea"}), coded_only=True): "HHFHHF",
        Filter(only=frozenset({"bea"})).with_turns([0]): "SHSHHS",
    }
    for wanted, expected in shown.items():
        assert "".join("SFH"[kind] for kind in hidden_turns(TEXT, marks, wanted)) == expected


def test_what_is_left_out_is_said() -> None:
    assert in_words(TEXT, Filter()) == ""
    assert in_words(TEXT, Filter(frozenset({"ann"}))) == "only Amina"
    assert in_words(TEXT, Filter(frozenset(), True, True)) == "no moderator, uncoded collapsed"
    assert fold_words(1, ascii_only=True) == "... 1 turn without a code ..."
    assert fold_words(1200, ascii_only=False) == "··· 1,200 turns without a code ···"


@given(kinds, st.integers(10, 50), st.booleans(), st.booleans())
def test_rows_are_those_of_the_turns_that_are_shown(
    hidden: list[int], width: int, header: bool, spacing: bool
) -> None:
    text = TEXT.filtered(bytes(hidden))
    table = RowTable(text, width, header=header, spacing=spacing)
    rows = [table.row(y) for y in range(table.height)]
    read = [row for row in rows if row.number >= 0]
    seen = "\n".join(TEXT.quote(TEXT.turn_span(t)) for t in range(6) if hidden[t] == SHOWN)
    texts = [TEXT.text[row.start : row.end] for row in read]
    assert "".join(texts).replace("\n", "") == seen.replace("\n", "")
    folds = [table.folded_count(row.turn) for row in rows if row.number == FOLD]
    assert sum(folds) == hidden.count(FOLDED)
    numbers = [row.number for row in rows if row.number != BLANK]
    assert all(pair != (FOLD, FOLD) for pair in pairwise(numbers))
    assert numbers == [] or rows[-1].number != BLANK


@given(kinds, st.integers(10, 50), st.booleans(), st.booleans())
def test_every_height_and_every_position_lead_somewhere_that_is_shown(
    hidden: list[int], width: int, header: bool, spacing: bool
) -> None:
    text = TEXT.filtered(bytes(hidden))
    table = RowTable(text, width, header=header, spacing=spacing)
    assert (table.height == 0) == (set(hidden) == {HIDDEN})
    for y in range(table.height):
        near = table.nearest(y)
        assert near.number >= 0 or SHOWN not in hidden
    for position in range(0, TEXT.end + 1, 7):
        y = table.y_of(position)
        assert 0 <= y < max(1, table.height)
        turn = TEXT.turn_at(position)
        if table.height and hidden[turn] == SHOWN:
            assert table.row(y).start <= position <= table.row(y).end
        elif table.height and hidden[turn] == FOLDED:
            row = table.row(y)
            assert row.number == FOLD
            assert turn in table.folded(row.turn)


@given(turn_texts, st.data())
def test_filtering_does_not_wrap_again(texts: list[str], data: st.DataObject) -> None:
    text = text_of(*texts)
    table = RowTable(text, 20)
    hidden = data.draw(
        st.lists(st.sampled_from([0, 1, 2]), min_size=len(texts), max_size=len(texts))
    )
    again = RowTable(text.filtered(bytes(hidden)), 20, wrapped=table.wrapped)
    assert again.starts is table.starts
    assert list(again.tops) == list(RowTable(text.filtered(bytes(hidden)), 20).tops)


STEPS = ["next_unit", "previous_unit", "next_turn", "previous_turn", "next_same_speaker",
         "previous_same_speaker", "next_word", "previous_word", "to_start", "to_end",
         "larger_unit", "smaller_unit"]  # fmt: skip


@given(kinds, st.sampled_from(["word", "sentence", "turn"]), st.lists(st.sampled_from(STEPS)))
def test_moves_pass_over_hidden_turns(hidden: list[int], unit: str, names: list[str]) -> None:
    if SHOWN not in hidden:
        return
    text = TEXT.filtered(bytes(hidden))
    cursor = cursor_at(text, text.starts[hidden.index(SHOWN)], unit)
    for name in names:
        cursor = MOVES[name](text, cursor)
        assert text.shows_any(*cursor.selection)
        if cursor.unit != "exchange":
            assert text.hidden_in(*cursor.selection) == 0


@given(kinds, st.sampled_from(["sentence", "turn", "exchange"]), st.sampled_from(sorted(JUMPS)))
def test_jumps_pass_over_hidden_turns(hidden: list[int], unit: str, name: str) -> None:
    text = TEXT.filtered(bytes(hidden))
    marks = MarkIndex(TEXT, [mark(w, *where(TEXT, w)) for w in ("We left.", "I know.", "cold")])
    ghosts = TurnIndex(TEXT, [ghost(*where(TEXT, w)) for w in ("Same with us.", "And how")])
    start = cursor_at(TEXT, TEXT.end if name.startswith("prev") else 0, unit)
    cursor = start
    for _ in range(4):
        before, cursor = cursor, JUMPS[name](Layers(marks, ghosts, text), cursor)
        assert cursor == before or text.shows_any(*cursor.selection)


def test_an_exchange_is_uncoded_where_no_mark_touches_it() -> None:
    marks = MarkIndex(TEXT, [mark("a", *where(TEXT, "I know."))])
    assert marks.next_uncoded(0, "exchange") == TEXT.exchanges[1]
    assert marks.previous_uncoded(TEXT.end, "exchange") == TEXT.exchanges[1]
    assert marks.previous_uncoded(TEXT.exchanges[1].start, "exchange") is None
    marks.remove("a")
    assert marks.next_uncoded(0, "exchange") == TEXT.exchanges[0]


# In the reader


def top_of(reader: Reader, turn: int) -> int:
    """Height of a turn."""
    assert reader.table is not None
    return reader.table.tops[turn]


def sentences(app: ReaderApp) -> list[str]:
    return [m.sentence for m in app.heard if isinstance(m, Reader.Told)]


async def test_only_one_speaker_is_read_and_the_place_is_kept() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE) as pilot:
        reader = app.reader
        reader.go_to(where(reader, "I know.").start)
        assert reader.only_speakers(reader.speakers_here())
        shown = "\n".join(app.lines())
        assert "Beatriz" not in shown
        assert "It was the waiting." in shown
        assert said(reader) == "I know."
        assert reader.reading_state() == "only Amina"
        await pilot.press("down")
        assert said(reader) == "I know."
        await pilot.press("up")
        assert said(reader) == "We left."
        assert reader.show_all()
        assert reader.reading_state() == ""
        assert "Beatriz" in "\n".join(app.lines())


async def test_the_cursor_leaves_a_turn_that_is_hidden() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE):
        reader = app.reader
        assert reader.leave_moderator_out()
        assert said(reader) == "It was the waiting."
        reader.to_end()
        reader.show_all()
        reader.go_to(where(reader, "And how").start)
        reader.only_speakers({"ann"})
        assert said(reader) == "I know."


async def test_turns_without_a_mark_share_a_row_that_a_click_opens() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE) as pilot:
        reader = app.reader
        assert not reader.collapse_uncoded()
        assert reader.reading_state() == ""
        reader.add_mark(mark("a", *where(reader, "I know.")))
        assert reader.collapse_uncoded()
        assert [line.split("┆")[0].strip() for line in app.lines()[:5]] == [
            "··· 3 turns without a code ···",
            "",
            "03:00 Amina     ▌I know.",
            "",
            "··· 2 turns without a code ···",
        ]
        await pilot.click(Reader, offset=(30, 4))
        assert "They looked straight through you." in "\n".join(app.lines())
        assert said(reader) == "I know."
        assert reader.reading_state() == "uncoded collapsed"


async def test_a_turn_that_gets_a_mark_opens_and_one_that_loses_it_stays() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE):
        reader = app.reader
        reader.add_mark(mark("a", *where(reader, "I know.")))
        reader.collapse_uncoded()
        reader.add_mark(mark("b", *where(reader, "Same with us.")))
        assert "Beatriz" in "\n".join(app.lines())
        reader.remove_mark("a")
        assert "I know." in "\n".join(app.lines())
        reader.set_marks([mark("c", *where(reader, "It was cold."))])
        shown = "\n".join(app.lines())
        assert "It was cold." in shown
        assert "I know." in shown


async def test_going_to_a_hidden_place_shows_its_turn_and_says_so() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE) as pilot:
        reader = app.reader
        reader.go_to(where(reader, "I know.").start)
        reader.only_speakers({"ann"})
        place = where(reader, "And how did staff react?")
        assert reader.go_to(place.start)
        assert reader.selection == place
        await pilot.pause()
        assert sentences(app) == ["Shown although “only Amina” is on."]
        assert "Say what you like." in "\n".join(app.lines())
        assert "Beatriz" not in "\n".join(app.lines())
        both = where(reader, "What do you remember of it?")
        assert reader.select(both)
        assert reader.selection == both
        await pilot.pause()
        assert len(sentences(app)) == 2


async def test_hits_in_hidden_turns_are_passed_over_and_told_of() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE) as pilot:
        reader = app.reader
        reader.go_to(where(reader, "I know.").start)
        reader.only_speakers({"ann"})
        reader.to_start()
        assert reader.find("you") == 5
        assert reader.next_hit()
        assert said(reader).startswith("You sit there")
        assert reader.next_hit()
        assert not reader.next_hit()
        await pilot.pause()
        assert sentences(app) == ["More hits stand in turns that are not shown."]


async def test_a_selection_over_hidden_turns_is_told_of() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE) as pilot:
        reader = app.reader
        reader.go_to(where(reader, "We left.").start)
        reader.only_speakers({"ann"})
        reader.extend_next_unit()
        assert said(reader) == "We left.\nSame with us. They changed the interpreter.\nI know."
        await pilot.pause()
        assert sentences(app) == ["The selection holds 1 turn that is not shown."]


async def test_a_mark_over_hidden_turns_is_named_where_it_is_seen_first() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE):
        reader = app.reader
        reader.set_marks([mark("a", 0, where(reader, "I know.").end, "waiting")])
        reader.leave_moderator_out()
        assert app.lines()[0].endswith("│ waiting")
        assert [line[-1:] for line in app.lines()[:5]].count("└") == 0
        assert app.lines()[5].endswith("└")


async def test_the_first_visible_place_stays_through_every_aid() -> None:
    app = ReaderApp(long_transcript())
    async with app.run_test(size=SIZE) as pilot:
        reader = app.reader
        reader.go_to(reader.text.starts[100])
        reader.scroll_to(y=top_of(reader, 61), animate=False, immediate=True)
        await pilot.pause()

        def top() -> int:
            assert reader.table is not None
            return reader.table.nearest(reader.scroll_offset.y).start

        first = top()
        reader.go_to(first)
        reader.scroll_to(y=top_of(reader, 61), animate=False, immediate=True)
        assert top() == first
        for change in (
            lambda: reader.leave_moderator_out(),
            lambda: reader.leave_moderator_out(False),
            lambda: setattr(reader, "times", False),
            lambda: setattr(reader, "spacing", False),
            lambda: setattr(reader, "text_width", 40),
            lambda: setattr(reader, "text_width", 84),
            lambda: setattr(reader, "spacing", True),
            lambda: setattr(reader, "times", True),
        ):
            change()
            assert top() == first


async def test_another_transcript_is_shown_whole_and_the_same_one_as_before() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=SIZE):
        reader = app.reader
        reader.leave_moderator_out()
        reader.show(transcript())
        assert reader.reading_state() == "no moderator"
        assert said(reader) == "It was the waiting."
        reader.show(replace(transcript(), id="other"))
        assert reader.reading_state() == ""


@pytest.mark.parametrize(
    "size",
    [(60, 16), *(pytest.param(one, marks=pytest.mark.slow) for one in ((300, 100), (30, 6)))],
)
async def test_filters_work_at_any_size_and_while_resized(size: tuple[int, int]) -> None:
    app = ReaderApp(long_transcript(60))
    async with app.run_test(size=size) as pilot:
        reader = app.reader
        reader.set_marks([mark("a", *where(reader, "I know."))])
        filters = (Filter(no_moderator=True), Filter(coded_only=True), Filter(frozenset({"bea"})))
        for wanted in (*filters, Filter()):
            assert reader.filter_turns(wanted)
            for other in ((60, 16), (300, 100), (20, 4), size):
                await pilot.resize_terminal(*other)
                await pilot.pause()
                await pilot.press("down", "pagedown", "up", "end", "home", "o", "e")
                widths = {reader.render_line(y).cell_length for y in range(reader.size.height)}
                assert widths == {other[0] - 1}
                assert reader.text.shows_any(*reader.selection)


def test_talk_has_what_these_tests_need() -> None:
    assert [speaker for speaker, _ in TALK] == ["mod", "ann", "bea", "ann", "mod", "bea"]
