"""Transcripts: read from files, added, renamed, deleted."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.domain.errors import BadInput, QualcodeError
from qualcode.domain.ids import new_id, now
from qualcode.domain.text import one_line, storable
from qualcode.domain.transcripts import Kind, Role, Speaker, Transcript, Turn
from qualcode.formats.options import AUTOMATIC, ReadOptions
from qualcode.formats.read.roles import guess_role
from qualcode.formats.reading import Reading
from qualcode.project.actions import Action
from qualcode.project.files import file_bytes
from qualcode.project.reading_ahead import read_ahead
from qualcode.project.room import Room
from qualcode.store import coders, memos, people, segments, sets, suggestions, transcripts
from qualcode.store.schema import (
    attribute_value,
    coder_transcript,
    memo,
    original,
    segment,
    speaker,
    suggestion,
    transcript,
    transcript_set_member,
    turn,
)
from qualcode.store.transcripts import TranscriptInfo

if TYPE_CHECKING:
    from qualcode.project.labels import Decisions
    from qualcode.project.taking import Progress

_KEPT = 8
"""Transcripts kept in memory."""


@dataclass(frozen=True, slots=True)
class SpeakerCount:
    """A label found in a file, the role it suggests, and its number of turns.

    ``participant`` is the pseudonym of the person behind it, where that was decided.
    """

    name: str
    role: Role
    turns: int
    participant: str | None = None


@dataclass(frozen=True, slots=True)
class FileReading:
    """What a file holds, before anything is stored."""

    path: Path
    name: str
    data: bytes
    sha256: str
    reading: Reading
    speakers: tuple[SpeakerCount, ...]
    duplicate_of: str | None

    @property
    def problems(self) -> tuple[str, ...]:
        """What was not understood, and what must be known before adding."""
        twice = f"the same file is in the study as “{self.duplicate_of}”"
        return (*([twice] if self.duplicate_of else []), *self.reading.problems)

    def as_dict(self) -> dict[str, Any]:
        """The form in which the command line prints it."""
        return {
            "file": str(self.path),
            "transcript": self.name,
            "format": self.reading.format,
            "encoding": self.reading.encoding,
            "convention": self.reading.convention,
            "turns": len(self.reading.turns),
            "speakers": [
                {"name": one.name, "role": one.role.value, "turns": one.turns}
                for one in self.speakers
            ],
            "problems": list(self.problems),
        }


@dataclass(slots=True)
class ImportResult:
    """What became of one file: its reading, or the sentence why it was not taken."""

    path: Path
    file: FileReading | None = None
    error: str = ""
    transcript: str | None = None

    def refuse(self, why: str) -> None:
        """Note why the file is not taken; the first reason stands."""
        self.error, self.transcript = self.error or why, None

    @property
    def ok(self) -> bool:
        """Whether the file was understood (and, without a dry run, added)."""
        return not self.error

    def as_dict(self) -> dict[str, Any]:
        """The form in which the command line prints it."""
        if self.file is None:
            empty: dict[str, Any] = {"format": None, "encoding": None, "convention": None}
            empty |= {"turns": 0, "speakers": []}
            return {"file": str(self.path), "transcript": None, **empty, "problems": [self.error]}
        found = self.file.as_dict()
        extra = [self.error] if self.error else []
        return {**found, "transcript": self.transcript, "problems": [*extra, *found["problems"]]}


class TranscriptRoom(Room):
    """The transcripts of the study."""

    def __init__(self, project: Any) -> None:
        """Take the project this is a part of."""
        super().__init__(project)
        self._cache: dict[str, Transcript] = {}
        self._names: dict[str, str] | None = None
        self._known = transcripts.hashes(self.database)

    def clear(self) -> None:
        """Forget cached transcripts after a change of turns, speakers or names."""
        self._cache.clear()
        self._names = None
        self._known = transcripts.hashes(self.database)

    def all(self) -> list[TranscriptInfo]:
        """All transcripts with counts, in the order of the study."""
        return transcripts.infos(self.database)

    def names(self) -> dict[str, str]:
        """Id of each transcript by name, in the order of the study."""
        if self._names is None:
            self._names = transcripts.names(self.database)
        return self._names

    def get(self, name_or_id: str) -> Transcript:
        """One transcript by name or id; raises BadInput where there is none."""
        key = self.names().get(name_or_id, name_or_id)
        found = self._cache.pop(key, None)
        if found is None:
            if key not in self.names().values():
                raise BadInput(f"there is no transcript “{name_or_id}” in the study")
            found = transcripts.load(self.database, key)
            if len(self._cache) >= _KEPT:
                self._cache.pop(next(iter(self._cache)))
        # What was asked for last stands last: the first to go is the longest unused.
        self._cache[key] = found
        return found

    def original(self, name_or_id: str) -> bytes | None:
        """The file as it was imported, or None where it was dropped."""
        return transcripts.original_bytes(self.database, self.get(name_or_id).id)

    def read(
        self, path: Path, options: ReadOptions = AUTOMATIC, *, encoding: str | None = None
    ) -> FileReading:
        """Read a file without storing anything (also in a thread); raises BadInput.

        It is read in a process apart, with limits of time and memory (``formats.read.apart``).
        """
        # The readers are loaded with the first file, not with the study.
        from qualcode.formats.read.apart import READERS
        from qualcode.formats.read.original import check_size

        data = file_bytes(path, lambda size: check_size(path.name, size))
        options = replace(options, encoding=encoding or options.encoding)
        reading = READERS.read(data, path.name, options)
        sha256 = hashlib.sha256(data).hexdigest()
        return FileReading(
            path=path,
            name=one_line(path.stem),
            data=data,
            sha256=sha256,
            reading=reading,
            speakers=_speaker_counts(reading),
            duplicate_of=self._known.get(sha256),
        )

    def compared(self, file: FileReading) -> FileReading:
        """The reading with the transcript that holds the same file now, or none."""
        return replace(file, duplicate_of=self._known.get(file.sha256))

    def stop_reading(self) -> None:
        """End what ``read`` is reading in other threads; there it raises BadInput."""
        apart = sys.modules.get("qualcode.formats.read.apart")
        if apart is not None:
            apart.READERS.stop()

    def add(
        self, file: FileReading, *, kind: Kind = Kind.FOCUS_GROUP, name: str | None = None
    ) -> Transcript:
        """Store a file that was read, as one action; raises BadInput where it is there already."""
        wanted = self._name(name or file.name)
        if file.sha256 in self._known:
            twice = self._known[file.sha256]
            raise BadInput(f"{file.path.name} is in the study already, as “{twice}”")
        if wanted in self.names():
            raise BadInput(f"there is a transcript “{wanted}” already: rename one of them")
        made = _transcript(file, wanted, file.reading.kind or kind)
        with self.act("import transcript", transcript=made.id, turns=len(made.turns)) as work:
            made, questions = self._take_beside(work, made, file)
            row = _row(file, made, transcripts.next_sequence(self.database))
            work.insert_bulk(transcript, [row])
            work.insert_bulk(original, [{"id": made.id, "data": file.data}])
            speakers = enumerate(made.speakers)
            work.insert_bulk(
                speaker, [transcripts.speaker_row(made.id, one, at) for at, one in speakers]
            )
            rows = (
                transcripts.turn_row(made.id, one)
                | {"question_id": questions.get(one.question or "")}
                for one in made.turns
            )
            work.insert_bulk(turn, rows)
        self._known[file.sha256] = wanted
        self._names = None
        return made

    def _take_beside(
        self, work: Action, made: Transcript, file: FileReading
    ) -> tuple[Transcript, dict[str, str]]:
        """The transcript with the people and questions of its file, and question ids by key."""
        from qualcode.project.survey import take_people, take_questions

        reading, questions = file.reading, dict[str, str]()
        if ties := {one.name: one.participant for one in file.speakers if one.participant}:
            from qualcode.project.participants import tied

            made = tied(self.project, work, made, ties)
        if any(one.question for one in reading.turns):
            made, questions = take_questions(self.project, work, made, reading)
        if reading.people:
            made = take_people(self.project, work, made, reading)
        return made, questions

    def import_files(
        self,
        paths: Sequence[Path],
        *,
        kind: Kind = Kind.FOCUS_GROUP,
        encoding: str | None = None,
        options: ReadOptions = AUTOMATIC,
        dry_run: bool = False,
        progress: Callable[[int, int, Path], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> list[ImportResult]:
        """Read files and, without ``dry_run``, add each one whole or not at all.

        A file that cannot be taken does not stop the others. ``progress`` is told the number of
        files read, their number and the path; ``cancelled`` is asked all the time: then Cancelled
        is raised, and nothing was added. A verified snapshot is taken before the first is added.
        """
        if not dry_run:
            self.project.actions.check_writable()
        options = replace(options, encoding=encoding or options.encoding)
        results: list[ImportResult] = []
        for one in read_ahead(paths, lambda path: self._read_one(path, options), cancelled):
            results.append(one)
            if progress is not None:
                progress(len(results), len(paths), one.path)
        _name_apart(results)
        if dry_run:
            _foretell(set(self.names()), results)
        else:
            self._take_in(results, kind, cancelled)
        return results

    def import_readings(
        self,
        files: Sequence[tuple[FileReading, Decisions]],
        *,
        kind: Kind = Kind.FOCUS_GROUP,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> list[ImportResult]:
        """Add files that were read, with decisions on their labels; see ``taking``.

        Raises Cancelled where ``cancelled`` says so: nothing was added then.
        """
        from qualcode.project.taking import import_readings

        return import_readings(
            self.project, files, kind=kind, progress=progress, cancelled=cancelled
        )

    def _read_one(self, path: Path, options: ReadOptions) -> ImportResult:
        try:
            file = self.read(path, options)
        except QualcodeError as error:
            return ImportResult(path, error=str(error))
        return ImportResult(path, file=file, transcript=file.name)

    def _take_in(
        self, results: list[ImportResult], kind: Kind, cancelled: Callable[[], bool] | None
    ) -> None:
        """Add the files that could be read, and note beside each what became of it."""
        read = [(one, one.file) for one in results if one.file is not None and one.ok]
        files: list[tuple[FileReading, Decisions]] = [(file, {}) for _, file in read]
        taken = self.import_readings(files, kind=kind, cancelled=cancelled)
        for (result, _), told in zip(read, taken, strict=True):
            result.error, result.transcript = told.error, told.transcript

    def rename(self, name: str, new: str) -> None:
        """Give a transcript another name; raises BadInput where that is taken or empty."""
        wanted, key = self._name(new), self.get(name).id
        if self.names().get(wanted, key) != key:
            raise BadInput(f"there is a transcript “{wanted}” already")
        with self.act("rename transcript", transcript=key) as work:
            work.update(transcript, key, name=wanted)
        self.clear()

    def _name(self, text: str) -> str:
        wanted = one_line(text)
        if not wanted:
            raise BadInput("a transcript needs a name")
        return wanted

    def delete(self, name: str) -> None:
        """Delete a transcript with all coding and memos on it, as one action that can be undone."""
        found = self.get(name)
        self.project.snapshot("before-deletion")
        coded = segments.ids_in(self.database, found.id)
        turns = [one.id for one in found.turns]
        with self.act("delete transcript", transcript=found.id, segments=len(coded)) as work:
            for column, ids in (
                ("segment_id", coded),
                ("turn_id", turns),
                ("speaker_id", [one.id for one in found.speakers]),
                ("transcript_id", [found.id]),
            ):
                work.delete(memo, memos.ids_on(self.database, column, ids))
            work.delete(segment, coded)
            work.delete(suggestion, suggestions.ids_in(self.database, found.id))
            states = coders.state_ids(self.database, found.id)
            work.delete(coder_transcript, states)
            # Turns go and come back in parts; none may point at one that is not there then.
            replying = [one.id for one in found.turns if one.replies_to]
            work.update_many(turn, replying, replies_to=None)
            work.delete(turn, turns)
            values = people.ids_of_transcript(self.database, found.id)
            work.delete(attribute_value, values)
            members = sets.member_ids(self.database, transcript_id=found.id)
            work.delete(transcript_set_member, members)
            work.delete(speaker, [one.id for one in found.speakers])
            work.delete(original, [found.id])
            work.delete(transcript, [found.id])
        self.clear()


def _name_apart(results: Sequence[ImportResult]) -> None:
    """Name the second of two files of one name in different folders with its folder."""
    from qualcode.project.objections import names_by_folder

    names = names_by_folder(one.path for one in results)
    for one in results:
        if one.file is not None and one.path in names:
            one.transcript = names[one.path]
            one.file = replace(one.file, name=one.transcript)


def _foretell(names: set[str], results: list[ImportResult]) -> None:
    """Note what an import of these files would refuse; ``names`` are those of the study."""
    from qualcode.project.objections import objections

    read = [one for one in results if one.file is not None and one.ok]
    found = objections([one.file for one in read if one.file is not None], names)
    for result, why in zip(read, found, strict=True):
        if why:
            result.refuse(why)


def _speaker_counts(reading: Reading) -> tuple[SpeakerCount, ...]:
    counts: dict[str, int] = {}
    for one in reading.turns:
        if one.speaker is not None:
            counts[one.speaker] = counts.get(one.speaker, 0) + 1
    return tuple(SpeakerCount(name, _role(reading, name), turns) for name, turns in counts.items())


def _role(reading: Reading, label: str) -> Role:
    """The role that a label suggests, or what the legend of the file says that it means."""
    return guess_role(dict(reading.legend).get(label, label))


def _transcript(file: FileReading, name: str, kind: Kind) -> Transcript:
    """The reading as a transcript with ids."""
    reading = file.reading
    speakers = {one.name: Speaker(new_id(), one.name, one.role) for one in file.speakers}
    turns = tuple(
        Turn(
            id=new_id(),
            sequence=sequence,
            text=one.text,
            speaker_id=speakers[one.speaker].id if one.speaker is not None else None,
            start_ms=one.start_ms,
            end_ms=one.end_ms,
            source=one.source,
        )
        for sequence, one in enumerate(reading.turns)
    )
    people = tuple(speakers.values())
    return Transcript(new_id(), name, turns, people, kind=kind, preface=reading.preface)


def _row(file: FileReading, made: Transcript, sequence: int) -> dict[str, Any]:
    return {
        "id": made.id,
        "name": made.name,
        "sequence": sequence,
        "kind": made.kind.value,
        "language": made.language,
        "preface": made.preface,
        "format": file.reading.format,
        "encoding": file.reading.encoding,
        "file_name": storable(file.path.name).text,
        "sha256": file.sha256,
        "imported": now(),
    }
