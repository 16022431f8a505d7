"""What the code view lists: codes with counts, passages in groups, one passage in its turn."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from qualcode.domain.codebook import PATH_SEPARATOR, Codebook
from qualcode.domain.display import shortened
from qualcode.domain.memos import Memo
from qualcode.domain.spans import Span
from qualcode.domain.transcripts import Transcript
from qualcode.project.passages import Passage
from qualcode.project.voices import GROUP, SPEAKER, Cast, Heading
from qualcode.tui.reader.text import clock
from qualcode.tui.widgets.lines import Row
from qualcode.tui.widgets.painting import Piece, Pieces, pieces

LEAST_AROUND = 80
"""Characters before and after a passage that are shown at least."""


class Shown(NamedTuple):
    """How passages are shown: put together by, marked, in one row each, with several codes."""

    by: str
    marked: Collection[str]
    compact: bool
    several: bool


def code_rows(
    book: Codebook,
    counts: Mapping[str, int],
    marked: Collection[str],
    colour: Callable[[str], str],
) -> list[Row]:
    """The codes as a tree with the coder's own counts, without retired ones that are unused."""
    found = []
    for depth, code in book.walk():
        count = counts.get(code.id, 0)
        if code.retired and not count:
            continue
        mark = ("✓", "good") if code.id in marked else " "
        name = (code.name, "muted" if code.retired or not count else "")
        left = pieces(mark, "  " * depth, ("•", colour(code.colour)), " ", name)
        found.append(Row(code.id, left, pieces((f"{count:,}" if count else "", "muted"))))
    return found


def grouped(
    found: Sequence[Passage], cast: Cast, by: str
) -> list[tuple[Heading | None, list[Passage]]]:
    """Passages under their headings; one of several speakers stands under the first of them."""
    headings = cast.headings(by, counted=False)
    place = {voice: at for at, one in enumerate(headings) for voice in one.voices}
    parts: dict[int, list[Passage]] = {}
    for one in found:
        parts.setdefault(place[one.transcript_id, one.voices[0]], []).append(one)
    return [(headings[at], parts[at]) for at in sorted(parts)]


def passage_rows(
    parts: Sequence[tuple[Heading | None, Sequence[Passage]]], shown: Shown
) -> tuple[list[Row], dict[str, str], dict[str, Pieces]]:
    """Rows, quotes and second right pieces of the list of passages."""
    rows: list[Row] = []
    quotes: dict[str, str] = {}
    under: dict[str, Pieces] = {}
    for heading, found in parts:
        if heading is not None:
            rows.append(_heading(heading, len(found)))
        for one in found:
            rows.append(passage_row(one, shown))
            quotes[one.id] = one.quote
            if shown.several and not shown.compact:
                under[one.id] = _code(one.code)
    return rows, quotes, under


def _heading(heading: Heading, count: int) -> Row:
    remark = f"  {heading.remark}" if heading.remark else ""
    left = pieces((heading.title, "heading"), (remark, "muted"))
    return Row(f"heading {heading.key}", left, pieces((f"{count:,}", "muted")), heading=True)


def passage_row(one: Passage, shown: Shown) -> Row:
    """The row of a passage: marks at the left, its source at the right."""
    left = _marks(one.id in shown.marked, one.key_quote, one.has_memo)
    lead = _code(one.code) + _GAP if shown.several and shown.compact else ()
    words = f"turn {one.turn}{_source(one.speakers, one.transcript, shown.by)}"
    return Row(one.id, left, (*lead, Piece(words, "muted")))


_GAP = pieces("  ")

# Thousands of rows have few different parts: each is made once.


@cache
def _marks(marked: bool, key_quote: bool, memo: bool) -> Pieces:
    return pieces(
        ("✓" if marked else " ", "good"),
        ("★" if key_quote else " ", "warn"),
        ("✎" if memo else " ", "accent"),
        " ",
    )


@lru_cache(maxsize=1024)
def _code(path: str) -> Pieces:
    return pieces((shortened(path.rsplit(PATH_SEPARATOR, 1)[-1], 24), "accent"))


@lru_cache(maxsize=4096)
def _source(speakers: tuple[str, ...], transcript: str, by: str) -> str:
    who = "" if by == SPEAKER else shortened(", ".join(speakers), 14)
    where = "" if by == GROUP else shortened(transcript, 14)
    return "".join(f" · {name}" for name in (who, where) if name)


def preview(
    one: Passage, transcript: Transcript, span: Span, memos: Sequence[Memo], room: int
) -> list[Pieces]:
    """The passage between marks in its turns, with the turns before and after it.

    ``room`` is how many characters can be seen: what stands around takes half of that.
    """
    around = max(room // 8, LEAST_AROUND)
    first = transcript.positions.turn_at(span.start)
    last = transcript.positions.turn_at(max(span.end - 1, span.start))
    facts = [one.code, one.transcript, f"turn {one.turn}"]
    if one.start_ms is not None:
        facts.append(clock(one.start_ms))
    facts += [one.origin, f"codebook version {one.codebook_version}"]
    found = [
        pieces(("★ key quote  ", "warn") if one.key_quote else "", (" · ".join(facts), "muted"))
    ]
    found += [pieces(("✎ ", "accent"), memo.text) for memo in memos]
    if first > 0:
        found.append(_turn(transcript, first - 1, None, around))
    for index in range(first, min(last, first + 6) + 1):
        found.append(_turn(transcript, index, span, around))
    if last + 1 < len(transcript.turns):
        found.append(_turn(transcript, last + 1, None, around))
    return found


def _turn(transcript: Transcript, index: int, span: Span | None, around: int) -> Pieces:
    turn = transcript.turns[index]
    speaker = transcript.speaker_of(turn)
    label = pieces((f"{speaker.label if speaker else ''}: ", "muted" if span is None else "strong"))
    if span is None:
        return (*label, *pieces((shortened(turn.text, around), "muted")))
    begin = transcript.positions.starts[index]
    start = min(max(span.start - begin, 0), len(turn.text))
    end = min(max(span.end - begin, 0), len(turn.text))
    before, after = turn.text[:start], turn.text[end:]
    before = before if len(before) <= around else f"…{before[-around:]}"
    after = after if len(after) <= around else f"{after[:around]}…"
    # Marks, not colours, say where the passage begins and ends.
    return (*label, *pieces(f"{before}▌{turn.text[start:end]}▐{after}"))
