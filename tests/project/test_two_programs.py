"""Two programs on one project (faults C1 to C3, B8, B9, C4)."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from qualcode.domain.errors import BadInput, Damaged, Locked
from qualcode.domain.memos import Subject
from qualcode.project import Project, open_project
from qualcode.project.doctor import examine
from qualcode.project.lock import ProjectLock
from tests.factories import code_words, dump, make_project

HOLDER = """
import sys
from pathlib import Path
from qualcode.project import open_project
project = open_project(Path(sys.argv[1]), coder="Ada")
print("open", flush=True)
sys.stdin.read()
"""


@contextmanager
def _holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that has the project open until it is killed."""
    command = [sys.executable, "-c", HOLDER, str(path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        try:
            yield process
        finally:
            process.kill()


def test_the_second_program_is_told_who_has_it_until_the_first_is_killed(tmp_path: Path) -> None:
    with make_project(tmp_path) as project:
        path = project.path
    with _holder(path) as first:
        for _ in range(2):
            with pytest.raises(Locked) as told:
                open_project(path)
            assert f"(process {first.pid}) since 20" in str(told.value)
            assert f" on {os.uname().nodename} " in str(told.value)
        assert told.value.exit_code == 11
        with open_project(path, wait_readonly=True) as second:
            assert second.read_only
            assert f"process {first.pid}" in second.notice
        assert examine(path).ok
        first.send_signal(signal.SIGKILL)
        first.wait()
        with open_project(path, coder="Bea") as second:
            assert not second.read_only
            assert code_words(second, "trust", "Trust").start > 0


def test_a_reader_has_a_copy_that_stays_as_it_was_and_hinders_nobody(
    project: Project,
) -> None:
    project.database.ask(lambda raw: raw.execute("PRAGMA busy_timeout=0"))
    code_words(project, "It is the money", "Money")
    before = dump(project)
    with open_project(project.path, coder="Ada", write=False) as reader:
        cursor = reader.database.connection.exec_driver_sql("SELECT * FROM turn")
        cursor.fetchone()
        with project.database.write(), open_project(project.path, write=False) as other:
            assert dump(other) == before
        code_words(project, "trust", "Trust")
        assert dump(reader) == before
        assert sum(reader.segments.counts().values()) == 1
        cursor.close()
    with open_project(project.path, coder="Ada", write=False) as reader:
        assert dump(reader) == dump(project)


def test_the_lock_file_says_who_and_is_empty_afterwards(tmp_path: Path) -> None:
    lock = ProjectLock(tmp_path / "a.qualcode")
    assert not lock.held_elsewhere()
    lock.acquire()
    said = json.loads(lock.path.read_text())
    assert (said["process"], sorted(said)) == (os.getpid(), ["host", "process", "since", "user"])
    other = ProjectLock(tmp_path / "a.qualcode")
    assert other.held_elsewhere()
    lock.path.write_text("nonsense")
    with pytest.raises(Locked, match=r"^a\.qualcode is open for coding by another program$"):
        other.acquire()
    lock.release()
    lock.release()
    assert lock.path.read_text() == ""
    assert not other.held_elsewhere()


def test_a_lock_that_cannot_be_had_is_nobody_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = ProjectLock(tmp_path / "a.qualcode")
    lock.path.mkdir()
    assert not lock.held_elsewhere()


def test_a_full_disk_does_not_keep_the_lock_from_holding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    lock = ProjectLock(tmp_path / "a.qualcode")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", full)
        lock.acquire()
    assert ProjectLock(tmp_path / "a.qualcode").held_elsewhere()
    lock.release()


def test_without_a_login_name_the_coder_is_called_so(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", nobody)
    with open_project(project.path, write=False) as reader:
        assert reader.coder.name == "coder"


def _replace(path: Path) -> None:
    copy = path.with_name("copy")
    shutil.copy(path, copy)
    copy.replace(path)


def _overwrite(path: Path) -> None:
    """What a sync client does that writes a newer state into the same file."""
    copy = path.with_name("copy")
    shutil.copy(path, copy)
    _edit(copy)
    path.write_bytes(copy.read_bytes())


def _edit(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE study SET title = 'theirs'")
        connection.commit()


@pytest.mark.parametrize(
    "happens",
    [_replace, _overwrite, _edit, Path.unlink, lambda path: shutil.rmtree(path.parent)],
    ids=["replaced", "overwritten", "edited", "deleted", "folder gone"],
)
def test_a_file_that_changes_under_us_stops_the_work(tmp_path: Path, happens: object) -> None:
    project = make_project(tmp_path / "study")
    code_words(project, "It is the money", "Money")
    happens(project.path)  # type: ignore[operator]
    before = project.path.read_bytes() if project.path.exists() else None
    acts = [
        lambda: code_words(project, "trust", "Trust"),
        project.history.undo,
        lambda: project.snapshot("x"),
        lambda: project.memos.save_draft(Subject.STUDY, "", "half a thought"),
    ]
    for act in acts:
        with pytest.raises(Damaged, match="moved, replaced or changed by another program"):
            act()  # type: ignore[operator]
    assert (project.path.read_bytes() if project.path.exists() else None) == before
    project.close()


def test_only_a_project_can_be_examined(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="Is a directory"):
        examine(tmp_path)
