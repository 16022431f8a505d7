"""Only regular files are read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from qualcode.domain.errors import BadInput
from qualcode.project.files import file_bytes


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    with pytest.raises(BadInput, match=r"pipe\.txt is not a regular file"):
        file_bytes(pipe)


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is a folder, not a file"):
        file_bytes(tmp_path)
    with pytest.raises(BadInput, match=r"gone\.txt cannot be read: No such file"):
        file_bytes(tmp_path / "gone.txt")
    with pytest.raises(BadInput, match="cannot be read: embedded null"):
        file_bytes(Path("a\0b"))
