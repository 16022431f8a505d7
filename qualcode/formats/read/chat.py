"""Chat logs among text files: messages with the day and time at which they were written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from qualcode.formats.read.chat_lines import STYLES, Style, is_label, label_in
from qualcode.formats.read.chat_times import HALF, ORDERS, date_order, moments
from qualcode.formats.read.original import Line, Original, counted
from qualcode.formats.read.turn_text import TurnText
from qualcode.formats.read.turns import time_problems
from qualcode.formats.reading import NotTaken, Reading, ReadTurn, Scored

_SAMPLE = 200
_ALL_ONCE = 4
_FEW_ONCE = 3
_MAY_BEGIN = re.compile(r".{0,100}?(?:\d[:.]\d\d|<)")
_MEDIA = re.compile(
    "\u200e?<[^<>]{4,40}>$|\u200e?[^.!?]{2,30} (?:omitted|weggelassen|omitid[oa]|omis|absente)$"
)
_EVERYONE = re.compile(r"(?:every|all)(?:one|body)?\b|alle|tous|tou[st]|todos|tutti|iedereen", re.I)
_MARKS = " \t\xa0\u200e\u200f"
_LONGEST_SHOWN = 80


class _Message(NamedTuple):
    """Where a message begins: its line, who wrote it, where the text begins, its stamp."""

    line: int
    label: str
    at: int
    date: str
    clock: str
    private: bool


class _Log(NamedTuple):
    """The messages of a style, the lines that the program wrote, further lines of heads."""

    style: Style
    messages: list[_Message]
    system: list[int]
    fields: list[int]


def chat_reading(original: Original, name: str) -> Reading | None:
    """The messages of a chat log as turns; None where the file is none."""
    options = original.options
    # In a chat every name is one; who wants to choose labels has the file read as a talk.
    if options.turns is not None or options.no_speakers or options.speakers or options.not_speakers:
        return None
    spoken = [index for index, line in enumerate(original.lines) if line.text.strip()]
    sample = spoken[:_SAMPLE]
    # Most text files are no chats; this is what they pay for it.
    if sum(1 for i in sample if _MAY_BEGIN.match(original.lines[i].text)) * 10 < len(sample):
        return None
    tried = [(_weight(original.lines, sample, style), style) for style in STYLES]
    weight, style = max(tried, key=lambda pair: pair[0])
    if not weight:
        return None
    log = _log(original.lines, spoken, style)
    weight += len(log.fields) / len(spoken)
    return _reading(original, name, log, weight) if _is_talked(log) else None


def _is_talked(log: _Log) -> bool:
    """Whether anybody writes twice: minutes, programmes and logs name each thing once.

    Stamps without a date are in many files, and names without a stamp are marks or tags in most.
    """
    people = {message.label for message in log.messages}
    if len(log.messages) > len(people):
        stamped = any(message.clock for message in log.messages)
        return stamped or len(people) > 1
    dated = any(message.date for message in log.messages)
    return 0 < len(people) < (_ALL_ONCE if dated or log.style.exact else _FEW_ONCE)


def _weight(lines: Sequence[Line], sample: Sequence[int], style: Style) -> float:
    """Share of the lines that begin a message; 0 where that is too few to be a chat."""
    found = sum(
        1
        for index in sample
        if (match := style.head.match(lines[index].text)) and label_in(match, style)
    )
    share = found / max(1, len(sample))
    enough = found >= style.least and share >= style.share
    return share if enough or (share >= 0.5 and style.least < 3) else 0.0


def _log(lines: Sequence[Line], spoken: Sequence[int], style: Style) -> _Log:
    """The messages and system lines of a file in one style."""
    log = _Log(style, [], [], [])
    heads = [(index, style.head.match(lines[index].text)) for index in spoken]
    labels = [label_in(match, style) if match else "" for _, match in heads]
    counts = Counter(labels)
    often = [label for label in counts if counts[label] > 1 and label]
    for (index, match), label in zip(heads, labels, strict=True):
        text = lines[index].text
        once = counts[label] == 1 and not style.exact
        if match and label and (not once or is_label(label, often)):
            log.messages.append(_message(index, match, label))
        elif style.fields and (field := style.fields.match(text)) and _in_head(log, index):
            log.fields.append(index)
            if log.messages and field["date"]:
                last = log.messages.pop()
                log.messages.append(last._replace(date=field["date"], clock=field["clock"]))
        elif style.system and style.system.match(text):
            log.system.append(index)
        elif style.more and log.messages and (more := style.more.match(text)):
            last = log.messages[-1]
            log.messages.append(last._replace(line=index, at=more.end(), clock=more["clock"]))
    return log


def _in_head(log: _Log, index: int) -> bool:
    """Whether a line directly follows the head of the last message or another field of it."""
    last = [message.line for message in log.messages[-1:]] + log.fields[-1:]
    return not last or index - 1 in last


def _message(index: int, match: re.Match[str], label: str) -> _Message:
    groups = match.groupdict()
    to = groups.get("to") or ""
    text = match.string[match.end() :]
    # The program's own marks before a text say that it is one of its own.
    at = match.end() + len(text) - len(text.lstrip(_MARKS))
    private = bool(to) and not _EVERYONE.match(to)
    return _Message(index, label, at, groups.get("date") or "", groups.get("clock") or "", private)


def _reading(original: Original, name: str, log: _Log, weight: float) -> Reading:
    problems = list(original.problems)
    times = _times(log, problems)
    turns, empty = [], 0
    for message, body, ms in zip(log.messages, _bodies(original, log), times, strict=True):
        text = TurnText()
        first = original.lines[message.line]
        text.add(first.text[message.at :], first.start + message.at)
        for index in body:
            text.add(original.lines[index].text, original.lines[index].start)
        if text.length:
            turns.append(ReadTurn(message.label, text.text, ms, None, text.pieces))
        else:
            empty += 1
    problems += _told(log, turns, empty) + time_problems(turns)
    front = original.lines[: min([log.messages[0].line, *log.system])]
    return Reading(
        format=name,
        encoding=original.encoding,
        encoding_certain=original.certain,
        convention=f"chat: {log.style.name}",
        turns=tuple(turns),
        preface="\n".join(line.text for line in front).strip(),
        problems=tuple(problems),
        ranking=(Scored(f"chat: {log.style.name}", round(min(1.0, weight), 3)),),
        not_taken=tuple(_not_taken(original, log)),
        line_ends=original.line_ends,
    )


def _bodies(original: Original, log: _Log) -> Iterator[list[int]]:
    """The lines that go on with each message."""
    starts = [message.line for message in log.messages]
    left = {*log.system, *log.fields}
    for begin, end in zip(starts, [*starts[1:], len(original.lines)], strict=True):
        yield [index for index in range(begin + 1, end) if index not in left]


def _times(log: _Log, problems: list[str]) -> list[int | None]:
    """Milliseconds of each message from the first one, or of the clock where there is no date."""
    dates = [message.date for message in log.messages if message.date]
    halves = any(re.search(HALF, message.clock) for message in log.messages)
    order = date_order(dates, halves)
    found = moments([(message.date, message.clock) for message in log.messages], order)
    known = [ms for ms in found if ms is not None]
    if not dates or not known:
        return found
    first = min(known)
    day = datetime.fromtimestamp(first / 1000, tz=UTC).strftime("%Y-%m-%d %H:%M")
    problems.append(f"Dates read as {ORDERS[order]}; times count from the first message, {day}.")
    return [None if ms is None else ms - first for ms in found]


def _told(log: _Log, turns: Sequence[ReadTurn], empty: int) -> list[str]:
    """Sentences on what is no message, on media and on private messages."""
    said = []
    if log.system:
        said.append(f"Left out, written by the program: {counted(len(log.system), 'line')}.")
    if empty:
        said.append(f"Left out: {counted(empty, 'message')} without any text.")
    media = sum(1 for turn in turns if _MEDIA.match(turn.text))
    if media:
        said.append(f"Pictures or sounds that the file does not hold: {counted(media, 'message')}.")
    private = sum(message.private for message in log.messages)
    if private:
        said.append(
            f"Sent to one person only, and read all the same: {counted(private, 'message')}."
        )
    return said


def _not_taken(original: Original, log: _Log) -> Iterator[NotTaken]:
    for index in log.system:
        text = original.lines[index].text.strip()[:_LONGEST_SHOWN]
        yield NotTaken(index + 1, text, "written by the program, not by a person")
