"""A study in which every text tries to drive the terminal or the markup."""

from __future__ import annotations

import re
from pathlib import Path

from qualcode.domain.memos import Subject
from qualcode.project import Project, create_project

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
