"""A study in which every text tries to drive the terminal or the markup."""

from __future__ import annotations

import re
from pathlib import Path

from qualcode.domain.ids import new_id
from qualcode.domain.memos import MemoKind, Subject
from qualcode.project import Project, create_project, open_project
from qualcode.store.schema import attribute, attribute_value, participant, speaker

ESCAPES = "\x1b]0;owned\x07\x1b]52;c;ZXZpbA==\x07\x1b[6n\x1b[31m\x9b31m\u202e\u200b\x7f"
MARKUP = "[/] [b] [link=x] [laughs]"
EVIL = f"{MARKUP} {ESCAPES}"
HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069]")
BYTES = (b"\x1b]0;owned", b"\x1b]52;", b"\x1b[6n", b"\x1b[31m", b"\xc2\x9b", "\u202e".encode())


def hostile_study(folder: Path) -> Path:
    """The study; the coder is called as badly as everything else."""
    project = create_project(folder / "evil.qualcode", title=f"Study {EVIL}", coder="RK")
    with project:
        _fill(project, folder)
    return folder / "evil.qualcode"


def _fill(project: Project, folder: Path) -> None:
    talk = f"Moderator: Welcome {EVIL} here.\nAmina: I waited {EVIL} a lot.\x00 Yes.\n" * 3
    file = folder / "group.txt"
    file.write_text(talk, "utf-8")
    (result,) = project.transcripts.import_files([file])
    assert result.ok, result.error
    project.transcripts.rename("group", f"Group {EVIL}")
    name = f"Group {EVIL}"
    project.speakers.rename("Amina", f"Amina {EVIL}", name)
    code = project.codebook.create(
        f"waiting {EVIL}",
        definition=f"Definition {EVIL}",
        include_when=f"Include {EVIL}",
        exclude_when=f"Exclude {EVIL}",
        example=f"Example {EVIL}",
        keywords=(f"key {EVIL}",),
    )
    project.codebook.create(f"child {EVIL}", code.id)
    transcript = project.transcripts.get(name)
    start = transcript.text.index("I waited")
    segment = project.segments.add(transcript.id, start, start + 30, code.id)
    project.memos.write(Subject.SEGMENT, segment.id, f"Memo {EVIL}")


def hostile_everywhere(path: Path) -> None:
    """What the views show beside: attributes, people, versions, more memos, another coder."""
    with open_project(path, coder="RK") as project:
        (one,) = project.transcripts.all()
        first = project.codebook.current().codes[0]
        project.codebook.freeze(f"Frozen {EVIL}")
        project.codebook.create(f"spare {EVIL}", definition=EVIL)
        project.memos.write(Subject.STUDY, "", f"Study memo {EVIL}", MemoKind.TO_DO)
        project.memos.write(Subject.TRANSCRIPT, one.id, f"Group memo {EVIL}", MemoKind.REFLEXIVE)
        project.memos.write(Subject.CODE, first.id, f"Code memo {EVIL}")
        (segment,) = project.segments.of(one.id)
        project.segments.set_key_quote(segment.id, True)
        _people(project, one.id)
    with open_project(path, coder=f"ML {EVIL}") as project:
        project.segments.add(one.id, 0, 9, first.id)


def _people(project: Project, transcript_id: str) -> None:
    person, of_group, of_person = new_id(), new_id(), new_id()
    rows = [
        {"id": of_group, "subject": "transcript", "name": f"Ward {EVIL}"},
        {"id": of_person, "subject": "participant", "name": f"Work {EVIL}"},
    ]
    values = [
        {"attribute_id": of_group, "transcript_id": transcript_id, "participant_id": None},
        {"attribute_id": of_person, "transcript_id": None, "participant_id": person},
    ]
    with project.database.write() as connection:
        connection.execute(participant.insert(), {"id": person, "pseudonym": f"Nurse {EVIL}"})
        connection.execute(speaker.update().values(participant_id=person))
        for number, (row, value) in enumerate(zip(rows, values, strict=True)):
            connection.execute(attribute.insert(), {**row, "type": "text", "sort": number})
            value = {"id": new_id(), "value": f"Night {EVIL}", **value}
            connection.execute(attribute_value.insert(), value)
