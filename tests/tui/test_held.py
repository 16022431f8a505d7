from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.segments import Origin, Segment
from qualcode.domain.spans import Span
from qualcode.domain.suggestions import Decided, Decision, Proposal
from qualcode.domain.transcripts import Role, Speaker, Transcript, Turn
from qualcode.tui.held import HeldSegments
from qualcode.tui.proposals import Proposals

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
SPEAKERS = (Speaker("m", "Moderator", Role.MODERATOR), Speaker("a", "Amina", Role.PARTICIPANT))
TRANSCRIPT = Transcript(
    "t",
    "group",
    tuple(
        Turn(str(number), number, text, "m" if number % 2 else "a")
        for number, text in enumerate(("one two three", "why?", "", "so?", "four five six seven"))
    ),
    SPEAKERS,
)
END = TRANSCRIPT.positions.end
SPANS = st.tuples(st.integers(0, END), st.integers(0, END)).filter(lambda s: s[0] < s[1])


def segment(number: int, start: int, end: int, code: str = "c") -> Segment:
    return Segment(str(number), "t", code, "me", start, end, Origin.HAND, 1, MOMENT, MOMENT)


def counted_characters() -> set[int]:
    found: set[int] = set()
    for index, turn in enumerate(TRANSCRIPT.turns):
        if TRANSCRIPT.role_of(turn).counts:
            start = TRANSCRIPT.positions.starts[index]
            found |= set(range(start, start + len(turn.text)))
    return found


@given(st.lists(SPANS, max_size=8), st.data())
def test_the_share_equals_a_count_of_characters(
    spans: list[tuple[int, int]], data: st.DataObject
) -> None:
    held = HeldSegments(TRANSCRIPT)
    present: dict[int, tuple[int, int]] = {}
    for number, span in enumerate(spans):
        held.add(segment(number, *span))
        present[number] = span
        if data.draw(st.booleans()):
            held.remove(str(number))
            del present[number]
        coded = {place for start, end in present.values() for place in range(start, end)}
        counted = counted_characters()
        assert held.coded_share == pytest.approx(len(coded & counted) / len(counted))


@given(st.lists(SPANS, max_size=8), SPANS)
def test_segments_at_a_place_are_those_that_share_text(
    spans: list[tuple[int, int]], place: tuple[int, int]
) -> None:
    held = HeldSegments(TRANSCRIPT, [segment(n, *span) for n, span in enumerate(spans)])
    span = Span(*place)
    feeds = {start - 1 for start in TRANSCRIPT.positions.starts[1:]}
    wanted = {
        str(number)
        for number, (start, end) in enumerate(spans)
        if set(range(max(start, span.start), min(end, span.end))) - feeds
    }
    assert wanted <= {found.id for found in held.at(span)}
    assert all(Span(s.start, s.end).overlaps(span) for s in held.at(span))


def test_the_segment_that_equals_the_place_comes_first_then_the_shortest() -> None:
    held = HeldSegments(TRANSCRIPT, [segment(1, 0, 13), segment(2, 4, 7), segment(3, 0, 7)])
    assert [one.id for one in held.at(Span(0, 7))] == ["3", "2", "1"]


def proposal(start: int, end: int, code: str, score: float) -> Proposal:
    return Proposal("t", start, end, code, score, "", "rules")


def test_the_best_three_of_a_unit_stay() -> None:
    waiting = Proposals()
    waiting.take(
        [
            proposal(0, 13, code, score)
            for code, score in (("a", 0.4), ("b", 0.9), ("c", 0.5), ("d", 0.6), ("e", 0.34))
        ],
        [],
    )
    assert [(one.code_id, rank) for one, rank in waiting.all()] == [("b", 1), ("d", 2), ("c", 3)]
    assert waiting.left == 3


def test_decided_and_coded_ones_do_not_come() -> None:
    decided = [
        Decided("t", 0, 13, "a", "me", Decision.REJECTED),
        Decided("t", 0, 13, "b", "me", Decision.SHOWN),
    ]
    waiting = Proposals(decided)
    both = [proposal(0, 13, "a", 0.9), proposal(0, 13, "b", 0.8), proposal(0, 13, "c", 0.7)]
    waiting.take(both, [(5, 6, "c")])
    assert [one.code_id for one, _ in waiting.all()] == ["b"]


def test_a_second_answer_for_a_unit_replaces_the_first() -> None:
    waiting = Proposals()
    waiting.take([proposal(0, 13, "a", 0.9)], [])
    waiting.take([proposal(0, 13, "b", 0.8)], [])
    assert [one.code_id for one, _ in waiting.all()] == ["b"]


def test_dropped_ones_do_not_come_back() -> None:
    waiting = Proposals()
    first = proposal(0, 13, "a", 0.9)
    waiting.take([first], [])
    waiting.drop(first)
    waiting.take([first], [])
    assert waiting.left == 0


def test_at_lists_the_best_first() -> None:
    waiting = Proposals()
    waiting.take([proposal(0, 3, "a", 0.4), proposal(4, 7, "b", 0.9)], [])
    assert [one.code_id for one, _ in waiting.at(Span(0, 13))] == ["b", "a"]
    assert [one.code_id for one, _ in waiting.at(Span(0, 4))] == ["a"]
