"""Programs killed in the middle of their work (faults A1, A2, A3)."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qualcode.project import open_project
from qualcode.project.doctor import examine
from tests.factories import make_project, make_transcript, segments_file

OPEN = """
import sys
from pathlib import Path
from qualcode.project import open_project
project = open_project(Path(sys.argv[1]), coder="Ada")
print("ready", flush=True)
"""
CODE = """
one = project.transcripts.get("long")
codes = [code.id for code in project.codebook.current().codes]
for start in range(int(sys.argv[2]), 10**6):
    made = project.segments.add(one.id, start, start + 7, codes[start % len(codes)])
    print(made.id, made.start, made.code_id, flush=True)
"""
IMPORT_SEGMENTS = """
project.segments.import_csv(Path(sys.argv[2]))
print("done", flush=True)
"""
IMPORT_FILES = """
print("done", project.transcripts.import_files(sorted(Path(sys.argv[2]).iterdir())), flush=True)
"""
LONG = {"long": [("Ana", "word " * 4000)]}


def _killed(code: str, path: Path, argument: object, after: float) -> list[str]:
    """What a program said from the moment it was ready until it was killed."""
    command = [sys.executable, "-c", OPEN + code, str(path), str(argument)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(after)
        process.kill()
        said = process.stdout.read()
    return said[: said.rfind("\n") + 1].splitlines()


@pytest.mark.parametrize("kills", [20, pytest.param(200, marks=pytest.mark.slow)])
def test_every_code_that_was_shown_is_there_after_a_kill(tmp_path: Path, kills: int) -> None:
    with make_project(tmp_path, talks=LONG) as project:
        path = project.path
    chance, shown = random.Random(kills), set[tuple[str, str, str]]()
    for _ in range(kills):
        said = _killed(CODE, path, len(shown) + 100, chance.uniform(0, 0.15))
        shown |= {(line.split()[0], line.split()[1], line.split()[2]) for line in said}
        with open_project(path, coder="Ada") as project:
            one = project.transcripts.get("long")
            stored = {
                (made.id, str(made.start), made.code_id) for made in project.segments.of(one.id)
            }
            assert shown <= stored
            assert len(stored - shown) <= 1  # committed, and killed before it could say so
            deeds = [entry for entry in project.history.entries() if entry.kind == "code"]
            assert len(deeds) == len(stored)
        shown = stored
    assert shown
    assert examine(path).ok


def test_a_bulk_import_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    with make_project(tmp_path, talks=LONG) as project:
        path = project.path
    rows = [("long", at, at + 5, "Money", "Ada", f"memo {at}") for at in range(5000)]
    file = segments_file(tmp_path / "rows.csv", rows)
    whole = path.read_bytes()
    outcomes = set()
    for after in (0.0, 0.12, 0.24):
        path.write_bytes(whole)
        said = _killed(IMPORT_SEGMENTS, path, file, after)
        with open_project(path, coder="Ada") as project:
            count = sum(project.segments.counts().values())
            memos = len(project.memos.of_transcript(project.transcripts.get("long").id))
            assert (count, memos) in ((0, 0), (5000, 5000))
            assert count == 5000 or not said
            assert project.history.can_undo()
            assert (project.history.entries()[-1].kind == "import segments") == bool(count)
        assert examine(path).ok
        outcomes.add(count)
    assert 0 in outcomes


@pytest.mark.parametrize("after", [0.03, 0.1])
def test_files_of_an_import_are_whole_and_the_rest_comes_the_second_time(
    tmp_path: Path, after: float
) -> None:
    with make_project(tmp_path, talks={}) as project:
        path = project.path
    files = [
        make_transcript(tmp_path / "in", f"t{at:02}", [("Ana", f"number {at} " * 200)] * 20)
        for at in range(50)
    ]
    _killed(IMPORT_FILES, path, tmp_path / "in", after)
    assert examine(path).ok
    with open_project(path, coder="Ada") as project:
        there = project.transcripts.all()
        assert all(one.turns == 20 for one in there)
        assert all(project.transcripts.original(one.id) for one in there)
        results = project.transcripts.import_files(files)
        assert {one.path.stem for one in results if not one.ok} == {one.name for one in there}
        assert len(project.transcripts.all()) == 50
