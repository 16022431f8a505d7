"""Editing a transcript after coding: correct, split and join turns, say who speaks.

Each is one action for the whole study: the segments, memos, suggestions and reading places of
all coders follow, also where a transcript is marked as finished, since it is the text that
changes and not a decision of theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qualcode.domain.alignment import Block
from qualcode.domain.errors import BadInput, Refused
from qualcode.domain.ids import new_id
from qualcode.domain.pieces import corrected, cut, shifted
from qualcode.domain.spans import trimmed
from qualcode.domain.text import normalise_newlines, one_line, storable
from qualcode.domain.transcripts import Piece, Speaker, Transcript, Turn
from qualcode.formats.read.roles import guess_role
from qualcode.project.carrying import Carrying
from qualcode.project.edit_report import EditReport
from qualcode.project.room import Room
from qualcode.project.standing_text import CORRECT, JOIN, SPEAKER, SPLIT
from qualcode.store import transcripts
from qualcode.store.schema import speaker, turn

if TYPE_CHECKING:
    from qualcode.project.transcripts import FileReading


@dataclass(frozen=True, slots=True)
class _Edit:
    """Turns from ``at`` on, ``old`` of them, become others; with a label that is not there yet."""

    kind: str
    at: int
    old: int
    turns: tuple[Turn, ...]
    new_speaker: Speaker | None = None


class EditingRoom(Room):
    """Edits of single turns; turns are numbered from 1, offsets count in the turn's text."""

    def correct(
        self, transcript: str, number: int, text: str, *, dry_run: bool = False
    ) -> EditReport:
        """Write a turn otherwise; segments in it follow. Raises BadInput where nothing is left."""
        one, at = self._turn(transcript, number)
        old = one.turns[at]
        wanted = storable(normalise_newlines(text)).text.strip()
        if not wanted:
            raise BadInput(
                f"turn {number} of {one.name} cannot be made empty: join it with another"
            )
        if wanted == old.text:
            raise Refused(f"turn {number} of {one.name} is like that already")
        source = corrected(self._sources(one)[old.id], old.text, wanted)
        return self._edit(
            one, _Edit(CORRECT, at, 1, (replace(old, text=wanted, source=source),)), dry_run
        )

    def split(
        self,
        transcript: str,
        number: int,
        offset: int,
        *,
        label: str | None = None,
        dry_run: bool = False,
    ) -> EditReport:
        """Make two turns of one; the second may be another speaker's (a label).

        White space around the place goes. Raises BadInput where one part would be empty.
        """
        one, at = self._turn(transcript, number)
        old, pieces = one.turns[at], self._sources(one)[one.turns[at].id]
        head = trimmed(old.text, 0, max(0, min(offset, len(old.text))))
        tail = trimmed(old.text, max(0, min(offset, len(old.text))), len(old.text))
        if head.start == head.end or tail.start == tail.end:
            raise BadInput(
                f"turn {number} of {one.name} cannot be split at {offset}: both parts need words"
            )
        who, made = (old.speaker_id, None) if label is None else self._speaker(one, label)
        first = replace(
            old, text=old.text[: head.end], end_ms=None, source=cut(pieces, 0, head.end)
        )
        second = Turn(
            id=new_id(),
            sequence=at + 1,
            text=old.text[tail.start :],
            speaker_id=who,
            end_ms=old.end_ms,
            source=cut(pieces, tail.start, len(old.text)),
        )
        return self._edit(one, _Edit(SPLIT, at, 1, (first, second), made), dry_run)

    def join(self, transcript: str, number: int, *, dry_run: bool = False) -> EditReport:
        """Make one turn of a turn and the next; it is the first one's. Raises BadInput."""
        one, at = self._turn(transcript, number)
        if at + 1 >= len(one.turns):
            raise BadInput(
                f"turn {number} is the last of {one.name}: there is none to join it with"
            )
        first, second = one.turns[at], one.turns[at + 1]
        sources = self._sources(one)
        text = f"{first.text} {second.text}"
        source = sources[first.id] + shifted(sources[second.id], len(first.text) + 1)
        end = second.end_ms if second.end_ms is not None else first.end_ms
        joined = replace(first, text=text, end_ms=end, source=source)
        notes = []
        if first.speaker_id != second.speaker_id:
            names = [self._label(one, each) for each in (first, second)]
            notes.append(f"what {names[1]} says is {names[0]}'s now")
        return self._edit(one, _Edit(JOIN, at, 2, (joined,)), dry_run, notes)

    def set_speaker(
        self, transcript: str, number: int, label: str, *, dry_run: bool = False
    ) -> EditReport:
        """Say who speaks a turn; a label that is not in the transcript yet is added to it."""
        one, at = self._turn(transcript, number)
        who, made = self._speaker(one, label)
        notes = [f"“{made.label}” is a new speaker of {one.name}"] if made else []
        changed = replace(one.turns[at], speaker_id=who)
        if changed == one.turns[at]:
            raise Refused(f"turn {number} of {one.name} is {one_line(label)}'s already")
        report = self._carrying(one, _Edit(SPEAKER, at, 1, (changed,))).report(notes)
        if not dry_run:
            with self.act(SPEAKER, transcript=one.id) as work:
                if made:
                    work.insert(speaker, transcripts.speaker_row(one.id, made, len(one.speakers)))
                work.update(turn, changed.id, speaker_id=who)
            self.project.transcripts.clear()
        return report

    def replace(self, transcript: str, file: FileReading, *, dry_run: bool = False) -> EditReport:
        """Put a corrected file in the place of a transcript; see ``replacing``."""
        from qualcode.project.replacing import replace_transcript

        return replace_transcript(self.project, transcript, file, dry_run=dry_run)

    def _edit(
        self, one: Transcript, edit: _Edit, dry_run: bool, notes: Sequence[str] = ()
    ) -> EditReport:
        carrying = self._carrying(one, edit)
        made = edit.new_speaker
        if made:
            notes = [*notes, f"“{made.label}” is a new speaker of {one.name}"]
        report = carrying.report(notes)
        if not dry_run:
            with self.act(edit.kind, transcript=one.id) as work:
                if made:
                    work.insert(speaker, transcripts.speaker_row(one.id, made, len(one.speakers)))
                carrying.write(work)
            self.project.transcripts.clear()
        return report

    def _carrying(self, one: Transcript, edit: _Edit) -> Carrying:
        at, stop, size = edit.at, edit.at + edit.old, len(one.turns)
        after = replace(one, turns=(*one.turns[:at], *edit.turns, *one.turns[stop:]))
        grown = at + len(edit.turns)
        blocks = [
            Block(range(at), range(at)),
            Block(range(at, stop), range(at, grown)),
            Block(range(stop, size), range(grown, len(after.turns))),
        ]
        return Carrying(self.project, one, after, blocks=blocks)

    def _turn(self, transcript: str, number: int) -> tuple[Transcript, int]:
        one = self.project.transcripts.get(transcript)
        if not 1 <= number <= len(one.turns):
            raise BadInput(f"{one.name} has turns 1 to {len(one.turns)}, none with number {number}")
        return one, number - 1

    def _speaker(self, one: Transcript, label: str) -> tuple[str, Speaker | None]:
        """Id of the speaker with a label; and the speaker, where there is none of it yet."""
        wanted = one_line(label)
        if not wanted:
            raise BadInput("a speaker needs a label")
        for known in one.speakers:
            if known.label == wanted:
                return known.id, None
        made = Speaker(new_id(), wanted, guess_role(wanted))
        return made.id, made

    def _label(self, one: Transcript, each: Turn) -> str:
        who = one.speaker_of(each)
        return who.label if who else "nobody"

    def _sources(self, one: Transcript) -> dict[str, tuple[Piece, ...]]:
        return transcripts.sources(self.database, one.id)
