from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.domain.errors import BadInput
from qualcode.formats.read.transcript import SUFFIXES, read_transcript
from tests.formats.expected_counts import (
    CAPTIONS,
    EMPTY_CAPTIONS,
    TURNS_AND_SPEAKERS,
    of_captions,
)


def counts(path: Path) -> tuple[int, int]:
    turns = read_transcript(path.read_bytes(), path.name).turns
    return len(turns), len({turn.speaker for turn in turns} - {None})


@pytest.mark.parametrize("file", TURNS_AND_SPEAKERS)
def test_turns_and_speakers(shared: Path, file: str) -> None:
    assert counts(shared / "data" / file) == TURNS_AND_SPEAKERS[file]


def test_every_caption_file(shared: Path) -> None:
    folder = shared / "data" / CAPTIONS
    files = [path for path in sorted(folder.rglob("*.*")) if path.suffix in SUFFIXES]
    assert len(files) > 70
    for path in files:
        name = path.relative_to(folder).as_posix()
        if name in EMPTY_CAPTIONS:
            with pytest.raises(BadInput, match=path.name):
                counts(path)
        elif path.name != "README.md":
            assert counts(path) == of_captions(name), name


def test_no_transcript_of_the_shared_folder_was_forgotten(shared: Path) -> None:
    """What is not listed is a codebook, a table of codes, a project, or a text about the data."""
    others = ("README.md", "LICENSE", "codebook", "code", "highlights", "cases", "plain_codes")
    folders = {file.partition("/")[0] for file in TURNS_AND_SPEAKERS} - {"tool-exports"}
    found = {
        path.relative_to(shared / "data").as_posix()
        for folder in folders
        for path in (shared / "data" / folder).rglob("*.*")
        if path.suffix in SUFFIXES and not path.name.startswith((*others, "project_memo"))
    }
    assert found <= set(TURNS_AND_SPEAKERS)
