from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.transcripts import Piece
from qualcode.formats.reading import NotTaken, ReadTurn
from qualcode.project.labels import Decision
from qualcode.tui.importing.going import place_of
from qualcode.tui.importing.original import LONGEST, Lines
from qualcode.tui.importing.turn_list import Places, TurnRows, spans_of, time_of
from qualcode.tui.reader.layout import row_starts

TEXTS = st.text(st.sampled_from("ab \n…中"), max_size=60) | st.builds(
    lambda a, b: f"{a}\n{'x' * b}\n{a}", st.text("ab\n", max_size=4), st.integers(0, 3 * LONGEST)
)


@given(TEXTS)
def test_parts_hold_each_character_once_and_know_their_line(text: str) -> None:
    lines = Lines(text)
    said = text.split("\n")
    parts = [text[lines.starts[at] : lines.end(at)] for at in range(len(lines))]
    found: dict[int, str] = {}
    for number, part in zip(lines.numbers, parts, strict=True):
        found[number] = found.get(number, "") + part
    assert list(found.values()) == said
    assert max(map(len, parts)) <= LONGEST
    for number in range(1, len(said) + 1):
        first = lines.of_line(number)
        assert lines.numbers[first] == number
        assert first == 0 or lines.numbers[first - 1] == number - 1
    assert all(lines.at(start) == at for at, start in enumerate(lines.starts))
    assert lines.of_line(10**9) == len(lines) - 1


@given(TEXTS, st.integers(2, 40))
def test_rows_of_a_line_begin_in_order_and_at_its_beginning(text: str, width: int) -> None:
    text = text.replace("\n", " ")
    begins = row_starts(text, 0, len(text), width)
    assert begins[0] == 0
    assert begins == sorted(set(begins))


def test_a_place_leads_to_its_turn_and_back() -> None:
    turns = [
        ReadTurn("A", "one two", source=(Piece(0, 10, 3), Piece(4, 14, 3))),
        ReadTurn("B", "no place"),
        ReadTurn("A", "three", source=(Piece(0, 40, 5),)),
    ]
    places = Places(turns)
    assert [places.turn_at(at) for at in (0, 10, 39, 40, 99)] == [0, 0, 0, 2, 2]
    assert spans_of(turns[0]) == [(10, 13), (14, 17)]
    assert spans_of(turns[1]) == []
    assert Places([]).turn_at(3) is None


def test_rows_of_turns_are_made_when_they_are_asked_for() -> None:
    turns = [
        ReadTurn("Ana", "yes\n" * 500, start_ms=61_000),
        ReadTurn(None, "no", start_ms=3_661_000),
    ]
    rows = TurnRows(turns, {"Ana": Decision(name="Anna M.")})
    shown = ["".join(part.text for part in row.left) for row in rows]
    assert shown[0].startswith(" Anna M.  yes yes")
    assert shown[1] == " –        no"
    assert [time_of(one) for one in turns] == [" 1:01", " 1:01:01"]
    assert [row.key for row in rows[0:2]] == ["0", "1"]
    assert len(rows) == 2


def test_what_was_not_taken_is_found_on_its_line_or_after_it() -> None:
    text = 'head\n"a\nb",Ana: yes\nTip: x\n'
    assert place_of(text, NotTaken(4, "Tip", "")) == text.index("Tip")
    assert place_of(text, NotTaken(2, "Tip", "")) == text.index("Tip")
    assert place_of(text, NotTaken(2, "gone", "")) == 5
    assert place_of(text, NotTaken(99, "x", "")) == len(text)
