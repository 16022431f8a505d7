"""What the dashboard says: rows and lines made of the overview."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from rich.cells import cell_len, set_cell_size

from qualcode.domain.display import shortened
from qualcode.domain.people import Progress
from qualcode.project.levelling import BASE, RUN, Trend
from qualcode.project.overview import Overview, Stop, TranscriptState
from qualcode.project.to_do import ToDo, ToDoKind
from qualcode.tui.reader.text import clock
from qualcode.tui.widgets.lines import Row
from qualcode.tui.widgets.painting import Pieces, cells, pieces
from qualcode.tui.widgets.plain import is_plain

SHOWN = 4
"""Things of one kind that are listed before the rest is asked for."""

NAME, BAR, STATE = 24, 20, 12
"""Widths in cells: the name at most, the bar at most, a state word with a gap."""

LEAST_BAR = 6
INDENT, SEPARATOR, PERCENT = "   ", " · ", "  100%   "

KINDS = {
    ToDoKind.DRAFT: ("memo is not saved", "memos are not saved"),
    ToDoKind.PLACELESS: (
        "kept memo whose place is gone",
        "kept memos whose places are gone",
    ),
    ToDoKind.MEMO: ("“to do” memo", "“to do” memos"),
    ToDoKind.OPEN: ("transcript is open", "transcripts are open"),
    ToDoKind.RETIRED: ("retired code is still used", "retired codes are still used"),
    ToDoKind.UNDEFINED: ("code without definition", "codes without definition"),
    ToDoKind.ONCE: ("code you used once", "codes you used once"),
}
STATES = {Progress.FINISHED: "good", Progress.NOT_STARTED: "muted", Progress.OPEN: ""}
TRENDS = {Trend.LEVELLING_OFF: "good", Trend.RISING: "accent", Trend.TOO_FEW: "muted"}


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def start_row(found: Overview, *, read_only: bool) -> Row:
    """The first line: what Enter does."""
    key = pieces((" ⏎ ", "key"))
    if found.stop is not None:
        words = pieces("Continue ", (shortened(found.stop.transcript, 60), "strong"))
        return Row("continue", key + words + pieces(f" at {_place(found.stop)}"))
    if found.transcripts:
        unfinished = [one for one in found.transcripts if one.progress is not Progress.FINISHED]
        first = (unfinished or [*found.transcripts])[0]
        words = pieces(
            "Begin with " if unfinished else "Look at ", (shortened(first.name, 60), "strong")
        )
        return Row(f"transcript:{first.id}", key + words)
    if read_only:
        return Row("none", pieces((" No transcripts yet.", "muted")), heading=True)
    kinds = (" documents, texts, captions, tables, chats", "muted")
    return Row("import", key + pieces("Import transcripts", kinds))


def _place(stop: Stop) -> str:
    when = f" / {clock(stop.start_ms)}" if stop.start_ms is not None else ""
    return f"turn {stop.turn}{when}"


def totals_line(found: Overview, width: int) -> Pieces:
    """Sizes of the study and of one's own work, as far as there is room."""
    totals = found.totals
    parts = [
        counted(totals.transcripts, "transcript"),
        counted(totals.speakers, "speaker"),
        f"{counted(totals.codes, 'code')}, {totals.codes_in_use} in use",
        counted(totals.segments, "own segment"),
        counted(totals.memos, "own memo"),
    ]
    for least in (1, 0, -1):
        if len(INDENT + SEPARATOR.join(parts)) > width:
            parts.pop(least)
    return pieces((INDENT + SEPARATOR.join(parts), "muted"))


def new_codes_line(found: Overview, width: int) -> Pieces:
    """Codes first used in each transcript that one coded, in study order, and the trend.

    Where there is no room for all, those that the trend compares stay: the first and the last.
    """
    counts = [one.first_used for one in found.transcripts if one.first_used is not None]
    if not counts:
        return ()
    label, word = f"{INDENT}New codes per transcript  ", f"  {found.trend}"
    digits = _fitting([str(count) for count in counts], width - len(label) - len(word))
    return pieces((label, "muted"), digits, (word, TRENDS[found.trend]))


def _fitting(digits: list[str], room: int) -> str:
    """Numbers in a row; those in the middle give way."""
    if len(" ".join(digits)) <= room:
        return " ".join(digits)
    first = " ".join(digits[:BASE]) + " … "
    last = digits[BASE:]
    while len(last) > RUN and len(first + " ".join(last)) > room:
        last.pop(0)
    return first + " ".join(last)


# Transcripts


def progress_rows(found: Overview, width: int) -> list[Row]:
    """A heading and one row per transcript: bar, percent, own state, states of other coders."""
    if not found.transcripts:
        return []
    others = [name for name, _ in found.transcripts[0].others]
    longest = max(cell_len(shortened(one.name, NAME)) for one in found.transcripts)
    room = width - len(INDENT) - longest - len(PERCENT) - STATE
    fitting = min(len(others), max(0, (room - LEAST_BAR) // STATE))
    # On plain screens the percentage says it in words.
    bar = 0 if is_plain() else max(LEAST_BAR, min(BAR, room - fitting * STATE))
    before = len(INDENT) + longest + bar + len(PERCENT)
    words = pieces((_cell(" Progress", before), "heading"), *_heads(others, fitting))
    heading = Row("progress", words, heading=True)
    return [heading, *(_transcript(one, longest, bar, fitting) for one in found.transcripts)]


def _heads(others: Sequence[str], fitting: int) -> list[tuple[str, str]]:
    names = [_cell(shortened(name, STATE - 1), STATE) for name in others[:fitting]]
    if names and (rest := len(others) - fitting):
        names[-1] = _cell(f"{shortened(others[fitting - 1], STATE - 5)} +{rest}", STATE)
    return [(name, "muted") for name in (_cell("you", STATE), *names)]


def _transcript(one: TranscriptState, name: int, bar: int, fitting: int) -> Row:
    share = one.coverage.share
    full = min(bar, max(round(share * bar), 1 if share else 0))
    states = [one.progress, *(state for _, state in one.others[:fitting])]
    left = pieces(
        f"{INDENT}{_cell(shortened(one.name, NAME), name)} ",
        ("█" * full, "bar"),
        ("░" * (bar - full), "muted"),
        f" {share:4.0%}   ",
        *((_cell(state.value, STATE), STATES[state]) for state in states),
    )
    return Row(f"transcript:{one.id}", left)


def _cell(text: str, width: int) -> str:
    shown = shortened(text, width)
    return set_cell_size(shown, width) if cell_len(shown) != width else shown


# What waits, and what was done


def waiting_rows(found: Overview, opened: Collection[ToDoKind], width: int) -> list[Row]:
    """What waits, by kind; a kind with many things shows some and asks for the rest."""
    if not found.transcripts and not found.to_do and not found.recent:
        return []
    rows = [Row("to do", pieces((" To do", "heading")), heading=True)]
    if not found.to_do:
        rows.append(Row("nothing", pieces(("   Nothing waits.", "muted")), heading=True))
    for kind in ToDoKind:
        things = [one for one in found.to_do if one.kind is kind]
        if things:
            rows += _kind(kind, things, kind in opened, width)
    return rows + list(_recent(found, width))


def _kind(kind: ToDoKind, things: Sequence[ToDo], opened: bool, width: int) -> list[Row]:
    heading = pieces((f"   {counted(len(things), *KINDS[kind])}", "muted"))
    rows = [Row(f"kind:{kind}", heading, heading=True)]
    # One more row than the others instead of a row that says so.
    listed = things if opened or len(things) <= SHOWN + 1 else things[:SHOWN]
    rows += [Row(thing_key(one), _thing(one, width), _uses(one)) for one in listed]
    if len(listed) < len(things):
        more = pieces((f"     … {len(things) - len(listed):,} more", "muted"))
        rows.append(Row(f"more:{kind}", more))
    return rows


def thing_key(one: ToDo) -> str:
    """The key of the row of a thing that waits."""
    return f"{one.kind.name}:{one.subject}:{one.subject_id}"


def _thing(one: ToDo, width: int) -> Pieces:
    room = width - 8 - cells(_uses(one))
    text = shortened(one.label.strip(), max(room, 10))
    quoted = one.kind in (ToDoKind.DRAFT, ToDoKind.PLACELESS, ToDoKind.MEMO)
    return pieces(f"     “{text}”" if quoted else f"     {text}")


def _uses(one: ToDo) -> Pieces:
    if one.kind is ToDoKind.RETIRED or (one.kind is ToDoKind.UNDEFINED and one.uses):
        return pieces((f"{counted(one.uses, 'segment')} ", "muted"))
    return ()


def _recent(found: Overview, width: int) -> Iterator[Row]:
    if not found.recent:
        return
    yield Row("gap", (), heading=True)
    yield Row("recent", pieces((" Recent", "heading")), heading=True)
    moments = [moment(entry.at) for entry in found.recent]
    longest = max(map(len, moments))
    for entry, at in zip(found.recent, moments, strict=True):
        when = pieces((f"   {at:<{longest}}  ", "muted"))
        words = shortened(entry.sentence, max(width - cells(when) - 1, 10))
        yield Row(f"history:{entry.sequence}", when + pieces(words))


def moment(at: datetime) -> str:
    """A time of today as hours and minutes, an earlier one as its day; local time."""
    local, now = at.astimezone(), datetime.now().astimezone()
    return f"{local:%H:%M}" if local.date() == now.date() else f"{local:%d %b %H:%M}"
