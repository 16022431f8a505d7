"""A transcript replaced by a corrected file: matched turns keep their ids, all coding follows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qualcode.domain.alignment import Alignment
from qualcode.domain.errors import BadInput, QualcodeError, Refused
from qualcode.domain.ids import new_id
from qualcode.domain.text import storable
from qualcode.domain.transcripts import Speaker, Transcript, Turn
from qualcode.domain.word_links import NONE
from qualcode.formats.read.roles import guess_role
from qualcode.project.actions import Action
from qualcode.project.carrying import Carrying
from qualcode.project.edit_report import EditReport
from qualcode.project.standing_text import REPLACE
from qualcode.store import editing, memos, transcripts
from qualcode.store.schema import original, speaker
from qualcode.store.schema import transcript as transcript_table

if TYPE_CHECKING:
    from qualcode.formats.reading import Reading
    from qualcode.project.project import Project
    from qualcode.project.transcripts import FileReading


def replace_transcript(
    project: Project, name: str, file: FileReading, *, dry_run: bool = False
) -> EditReport:
    """Put the text of a file in the place of a transcript's, as one action after a snapshot.

    Raises BadInput where the file is another transcript of the study, Refused where nothing
    would change.
    """
    one = project.transcripts.get(name)
    info = next(each for each in project.transcripts.all() if each.id == one.id)
    if file.duplicate_of not in (None, one.name):
        raise BadInput(f"{file.path.name} is in the study already, as “{file.duplicate_of}”")
    plan = _Plan(project, one, file.reading, info.file_name)
    if _same(one, plan.after) and file.sha256 == info.sha256:
        raise Refused(f"{one.name} has the text of {file.path.name} already")
    notes = (*plan.notes, *file.reading.problems)
    report = plan.carrying.report(notes)
    if dry_run:
        return report
    project.snapshot("before-replacement")
    with project.actions.action(
        project.coder, REPLACE, transcript=one.id, turns=len(plan.after.turns)
    ) as work:
        plan.write(work)
        _write_file(work, one, file)
    project.transcripts.clear()
    return report


def _same(one: Transcript, other: Transcript) -> bool:
    told = [
        [(each.id, each.text, each.speaker_id, each.start_ms, each.end_ms) for each in text.turns]
        for text in (one, other)
    ]
    return told[0] == told[1]


def _write_file(work: Action, one: Transcript, file: FileReading) -> None:
    """The file itself in the place of the earlier one, which undo brings back."""
    work.update(
        transcript_table,
        one.id,
        preface=file.reading.preface,
        format=file.reading.format,
        encoding=file.reading.encoding,
        file_name=storable(file.path.name).text,
        sha256=file.sha256,
    )
    if editing.has_original(work.connection, one.id):
        work.update(original, one.id, data=file.data)
    else:
        work.insert(original, {"id": one.id, "data": file.data})


@dataclass(slots=True)
class _Voices:
    """Who in the study is meant by each label of the file."""

    by_label: dict[str, Speaker] = field(default_factory=dict)
    made: list[Speaker] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


class _Plan:
    """The transcript as it will be, and what that does to all that hangs on it."""

    def __init__(self, project: Project, one: Transcript, reading: Reading, file_name: str) -> None:
        self.project, self.one, self.reading = project, one, reading
        labels = [_label(one, each) for each in one.turns]
        self.alignment = Alignment(
            [each.text for each in one.turns],
            [each.text for each in reading.turns],
            speakers=(labels, [each.speaker or "" for each in reading.turns]),
        )
        self.voices = self._voices(_labels_of_file(project, one, file_name))
        self.after = self._transcript()
        self.carrying = Carrying(project, one, self.after, alignment=self.alignment)
        self.silent = self._silent()
        self.notes = (
            *self.voices.notes,
            *(f"“{each.label}” has no turns any more and goes" for each in self.silent),
        )

    def _transcript(self) -> Transcript:
        matched = {new: self.one.turns[old] for old, new in enumerate(self.alignment.turns)}
        turns = []
        for at, each in enumerate(self.reading.turns):
            who = self.voices.by_label[each.speaker].id if each.speaker is not None else None
            base = matched.get(at) or Turn(new_id(), at, "")
            turns.append(
                replace(
                    base,
                    text=each.text,
                    speaker_id=who,
                    start_ms=each.start_ms,
                    end_ms=each.end_ms,
                    source=each.source,
                )
            )
        return replace(self.one, turns=tuple(turns), preface=self.reading.preface)

    def _votes(self) -> dict[str, Counter[str]]:
        """How much of what each label of the file says is each speaker's of the study."""
        votes: dict[str, Counter[str]] = {}
        for old, new in enumerate(self.alignment.turns):
            if new == NONE:
                continue
            label, who = self.reading.turns[new].speaker, self.one.turns[old].speaker_id
            if label is not None and who is not None:
                votes.setdefault(label, Counter())[who] += len(self.one.turns[old].text)
        return votes

    def _voices(self, before: frozenset[str] | None) -> _Voices:
        """Speakers of the study for the labels of the file.

        A label that the study has is that one. One that the earlier file had (``before``; None
        where that cannot be read) was renamed or merged in the study, and stays so. One that is
        only in this file is the corrected name of a speaker whose own label is gone.
        """
        found, votes = _Voices(), self._votes()
        labels = dict.fromkeys(each.speaker for each in self.reading.turns if each.speaker)
        known = {each.label: each for each in self.one.speakers}
        found.by_label = {label: known[label] for label in labels if label in known}
        for label in labels:
            if label in known:
                continue
            (best, _), *_ = votes.get(label, Counter()).most_common(1) or [("", 0)]
            who = self.one.speaker_by_id.get(best)
            if who is not None and (before is None or label in before):
                found.notes.append(f"“{label}” of the file is “{who.label}” of the study")
            elif who is not None and who.label not in labels and who.id not in found.renamed:
                self._rename(found, who, label, before)
            else:
                who = Speaker(new_id(), label, guess_role(label))
                found.made.append(who)
                found.notes.append(f"“{label}” is a new speaker")
            found.by_label[label] = who
        return found

    def _rename(
        self, found: _Voices, who: Speaker, label: str, before: frozenset[str] | None
    ) -> None:
        """Take the corrected name, unless the study has given the speaker a name of its own."""
        if before is not None and who.label in before:
            found.renamed[who.id] = label
            found.notes.append(f"“{who.label}” is “{label}” now")
        else:
            found.renamed[who.id] = who.label
            found.notes.append(f"“{label}” of the file is “{who.label}” of the study")

    def _silent(self) -> list[Speaker]:
        """Speakers that no turn is left for and on whom nothing else depends."""
        speaking = {each.speaker_id for each in self.after.turns}
        database = self.project.database
        return [
            each
            for each in self.one.speakers
            if each.id not in speaking
            and each.participant_id is None
            and not memos.ids_on(database, "speaker_id", [each.id])
        ]

    def write(self, work: Action) -> None:
        """Write speakers and turns, and what hangs on them."""
        for number, each in enumerate(self.voices.made, start=len(self.one.speakers)):
            work.insert(speaker, transcripts.speaker_row(self.one.id, each, number))
        self.carrying.write(work)
        work.delete(speaker, [each.id for each in self.silent])
        for speaker_id, label in self.voices.renamed.items():
            work.update(speaker, speaker_id, label=label)


def _label(one: Transcript, each: Turn) -> str:
    who = one.speaker_of(each)
    return who.label if who else ""


def _labels_of_file(project: Project, one: Transcript, file_name: str) -> frozenset[str] | None:
    """The labels in the file that the transcript was read from; None where it cannot be read."""
    from qualcode.formats.read.apart import READERS

    data = transcripts.original_bytes(project.database, one.id)
    if data is None:
        return None
    try:
        reading = READERS.read(data, file_name)
    except QualcodeError:
        return None
    return frozenset(each.speaker for each in reading.turns if each.speaker)
