"""A small study, open for writing by Ada."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.project import Project
from tests.factories import make_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A study with two transcripts and four codes."""
    made = make_project(tmp_path)
    yield made
    made.close()
