"""How files, labels and remarks are listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from qualcode.domain.transcripts import Role
from qualcode.formats.reading import NotTaken, Reading
from qualcode.project.labels import Voice, voices
from qualcode.project.transcripts import FileReading
from qualcode.tui.importing.session import Item
from qualcode.tui.widgets.lines import Row
from qualcode.tui.widgets.painting import Pieces, cells, fit, pieces, wrap

WIDEST_NAME = 24


def counted(number: int, word: str) -> str:
    """A number with its noun."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def encoding_of(reading: Reading) -> str:
    """The encoding, and whether statistics chose it."""
    sure = "" if reading.encoding_certain else " (guessed)"
    return f"{reading.encoding}{sure}".strip()


def verdict_mark(item: Item, why: str) -> tuple[str, str]:
    """Sign and style: being read, refused, taken with remarks, taken."""
    if item.waiting and item.file is None:
        return "… ", "muted"
    if why:
        return "✗ ", "warn"
    if item.file is not None and item.file.reading.problems:
        return "! ", "warn"
    return "✓ ", "good"


def file_row(item: Item, why: str) -> Row:
    """A file with its verdict and what was found in it."""
    mark = verdict_mark(item, why)
    file = item.file
    if file is None:
        return Row(str(item.path), pieces(mark, item.path.name))
    reading = file.reading
    found = voices(file.speakers, item.decisions)
    form = reading.format if reading.encoding_certain else f"{reading.format} {reading.encoding}?"
    facts = f"{form}  {counted(len(reading.turns), 'turn')}  {counted(len(found), 'speaker')}"
    return Row(str(item.path), pieces(mark, file.name), pieces((facts, "muted")))


def other_rows(others: Iterable[Path]) -> list[Row]:
    """A row that says which files of a folder are of kinds that are not read."""
    suffixes = [path.suffix.lower() or "no suffix" for path in others]
    if not suffixes:
        return []
    kinds = " ".join(sorted(set(suffixes)))
    said = f"  {counted(len(suffixes), 'file')} of other kinds: {kinds}"
    return [Row("others", pieces((said, "muted")), heading=True)]


def file_details(item: Item, why: str) -> list[Pieces]:
    """What was understood of a file: how it was read, who speaks, what was not understood."""
    if item.file is None:
        waits = pieces(("being read …", "muted"))
        return [pieces((why, "warn"))] if why else [waits]
    reading = item.file.reading
    shown = [pieces((why, "warn"))] if why else []
    facts = (reading.format, encoding_of(reading), reading.convention)
    shown.append(pieces(("read as ", "muted"), " · ".join(fact for fact in facts if fact)))
    for voice in voices(item.file.speakers, item.decisions):
        role = f"{voice.role.value}, {counted(voice.turns, 'turn')}"
        person = f", {voice.participant}" if voice.participant else ""
        shown.append(pieces((f"{voice.name}  ", "accent"), role + person))
    shown += [pieces(("! ", "warn"), problem) for problem in reading.problems]
    return shown


def label_rows(
    file: FileReading, found: Sequence[Voice], proposals: Mapping[str, tuple[str, str]]
) -> list[Row]:
    """Each speaker with role, turns and person; at the right what it was, or might be."""
    widest = max((cells(pieces(one.name)) for one in found), default=0)
    column = min(widest, WIDEST_NAME)
    own = {one.name: one.role for one in file.speakers}
    legend, rows = dict(file.reading.legend), []
    for one in found:
        name = fit(pieces((one.name, "accent")), column)
        gap = " " * (column - cells(name))
        changed = one.role is not own.get(one.labels[0])
        parts = [*pieces(" "), *name, *pieces(f"{gap} {one.turns:>6,}  ")]
        if not one.participant or one.role is not Role.PARTICIPANT:
            parts += pieces((one.role.value, "strong" if changed else ""))
        if one.participant:
            parts += pieces((" is " if one.role is not Role.PARTICIPANT else "is ", "muted"))
            parts += pieces((one.participant, "strong"))
        beside = _beside(one, proposals, legend)
        rows.append(Row(one.name, tuple(parts), fit(pieces((beside, "muted")), WIDEST_NAME)))
    nobody = sum(turn.speaker is None for turn in file.reading.turns)
    if nobody:
        said = f" {counted(nobody, 'turn')} without a speaker"
        rows.append(Row("", pieces((said, "muted")), heading=True))
    return rows


def _beside(
    voice: Voice, proposals: Mapping[str, tuple[str, str]], legend: Mapping[str, str]
) -> str:
    """The labels it was made of, what the file says that it means, or which it probably is."""
    if voice.labels != (voice.name,):
        return " = " + " + ".join(voice.labels)
    if voice.name in legend:
        return f" {legend[voice.name]}"
    main, reason = proposals.get(voice.name, ("", ""))
    return f" {main}? ({reason})" if main else ""


class Remarks:
    """What was not understood: sentences, and what was not taken with its lines."""

    def __init__(self, reading: Reading | None, error: str) -> None:
        """Take a reading, or the sentence why there is none."""
        self.sentences = [error] if error else []
        if reading is not None:
            self.sentences += reading.problems
        self.groups: list[list[NotTaken]] = _grouped(reading.not_taken if reading else ())

    def __len__(self) -> int:
        """The number of remarks."""
        return len(self.sentences) + len(self.groups)

    def rows(self, width: int) -> list[Row]:
        """Sentences wrapped to the width; what was not taken with lines and reason."""
        rows = []
        for number, sentence in enumerate(self.sentences):
            first, *more = wrap(sentence, max(width - 3, 10))
            rows.append(Row(f"p{number}", pieces((" ! ", "warn"), first)))
            rows += [Row(f"p{number} {at}", pieces(f"   {line}")) for at, line in enumerate(more)]
        for number, group in enumerate(self.groups):
            one = group[0]
            lines = f"line {one.line:,}" if len(group) == 1 else f"{len(group)} × from {one.line:,}"
            text = " ".join(one.text.split())
            said = pieces((f" {lines}  ", "muted"), (text, "accent"), (f"  {one.why}", "muted"))
            rows.append(Row(f"n{number}", said))
        return rows

    def group_of(self, key: str) -> list[NotTaken]:
        """What was not taken under a row; empty for sentences."""
        return self.groups[int(key[1:])] if key.startswith("n") else []


def _grouped(listing: Iterable[NotTaken]) -> list[list[NotTaken]]:
    """The same text with the same reason is listed once, with all its lines."""
    found: dict[tuple[str, str], list[NotTaken]] = {}
    for one in listing:
        found.setdefault((one.text, one.why), []).append(one)
    return list(found.values())


ROLE_WORDS = [(role.value, role.value, "" if role.counts else "not counted") for role in Role]
"""The roles as they are chosen."""
