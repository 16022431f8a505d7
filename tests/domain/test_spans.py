from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.spans import Span, total_length, trimmed, union
from tests.domain.texts import quick, texts

ranges = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=8)


def _set(spans: list[tuple[int, int]] | list[Span]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


@quick
@given(ranges)
def test_union_covers_the_same_and_its_ranges_are_apart(spans: list[tuple[int, int]]) -> None:
    merged = union(spans)
    assert _set(merged) == _set(spans)
    assert all(left.end < right.start for left, right in itertools.pairwise(merged))
    assert all(span.start < span.end for span in merged)
    assert union(merged) == merged
    assert total_length(spans) == len(_set(spans))


@quick
@given(*[st.integers(0, 6)] * 4)
def test_overlap_and_cover_are_those_of_sets(a: int, b: int, c: int, d: int) -> None:
    left, right = Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d))
    if left.start < left.end and right.start < right.end:
        assert left.overlaps(right) == bool(_set([left]) & _set([right]))
        assert left.covers(right) == (_set([right]) <= _set([left]))


@quick
@given(texts, st.data())
def test_trimming_takes_white_space_only(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = trimmed(text, start, end)
    assert text[span.start : span.end] == text[start:end].strip()
    assert start <= span.start <= span.end <= end
