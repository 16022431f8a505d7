"""What the history view says: rows under the days on which things were done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from qualcode.domain.display import shortened
from qualcode.project.history import HistoryEntry
from qualcode.project.history_window import CodedThen, HistoryFilter
from qualcode.tui.widgets.lines import Row
from qualcode.tui.widgets.painting import Pieces, pieces

DAY, MORE = "day:", "more"
WHO = 12
"""Width of a coder's name at most."""


def rows_of(
    entries: Sequence[HistoryEntry], others: Iterable[CodedThen], *, more: bool
) -> list[Row]:
    """Rows newest first: a row for each day, then its actions; ``more`` where older ones wait."""
    days: dict[date, list[HistoryEntry]] = {}
    for entry in entries:
        days.setdefault(day_of(entry.at), []).append(entry)
    coded: dict[date, set[str]] = {}
    for one in others:
        coded.setdefault(day_of(one.at), set()).add(one.coder)
    oldest = min(days, default=date.max) if more else date.min
    who = min(WHO, max((len(one.coder) for one in entries), default=0))
    rows: list[Row] = []
    for day in sorted({*days, *(day for day in coded if day >= oldest)}, reverse=True):
        if rows:
            rows.append(Row(f"gap:{day}", (), heading=True))
        rows.append(_day(day, coded.get(day, set())))
        rows += [_entry(entry, who) for entry in days.get(day, ())]
    if more:
        rows.append(Row(MORE, pieces(("   … older actions", "muted"))))
    return rows


def day_of(at: datetime) -> date:
    """The local day of a moment."""
    return at.astimezone().date()


def end_of(day: date) -> datetime:
    """The last moment of a local day."""
    following = datetime.combine(day + timedelta(days=1), time())
    return following.astimezone() - timedelta(microseconds=1)


def _day(day: date, coded: set[str]) -> Row:
    others = ", ".join(shortened(name, 20) for name in sorted(coded))
    right = pieces((f"{others} coded ", "muted")) if others else ()
    return Row(f"{DAY}{day.isoformat()}", pieces((f" {day_words(day)}", "heading")), right)


def day_words(day: date) -> str:
    """A day with its name."""
    return f"{day:%A}, {day.day} {day:%B %Y}"


def _entry(entry: HistoryEntry, who: int) -> Row:
    style = "muted" if entry.undone else ""
    left = pieces(
        (f"   {entry.at.astimezone():%H:%M}  ", "muted"),
        (f"{shortened(entry.coder, who):<{who}}  ", "muted"),
        (entry.sentence, style),
    )
    right = pieces(("taken back ", "warn")) if entry.undone else ()
    return Row(str(entry.sequence), left, right)


def filter_line(wanted: HistoryFilter, coder: str, transcript: str) -> Pieces:
    """What is shown, with the keys that change it."""
    return pieces(
        *_part("c", coder or "all coders", wanted.coder_id is not None),
        *_part("s", str(wanted.sort or "everything"), wanted.sort is not None),
        *_part("t", transcript or "all transcripts", wanted.transcript_id is not None),
    )


def _part(key: str, words: str, chosen: bool) -> tuple[tuple[str, str], ...]:
    return (key, "key"), (f" {shortened(words, 30)}   ", "accent" if chosen else "muted")
