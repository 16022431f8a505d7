"""Each statement of each kind of work fails in turn, and the commit too (fault B1)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from qualcode.domain.errors import Damaged, QualcodeError, Refused
from qualcode.domain.memos import Subject
from qualcode.domain.transcripts import Role
from qualcode.project import Project
from qualcode.store import codes, segments, transcripts
from tests.factories import GROUP, code_named, code_words, dump, make_transcript, segments_file


def _import(project: Project, folder: Path) -> object:
    results = project.transcripts.import_files([make_transcript(folder, "third", GROUP[:2])])
    if results[0].error:
        raise Refused(results[0].error)
    return results


def _codebook(project: Project, folder: Path) -> object:
    path = folder / "codes.csv"
    path.write_text("code_id,name\nwhy,Because\nnew,New\n")
    return project.codebook.import_file(path)


def _rows(project: Project, folder: Path) -> object:
    rows = [("group", 0, 3, "How", "Bea", "hm"), ("group", 4, 7, "How", "Ada", "")]
    return project.segments.import_csv(segments_file(folder / "rows.csv", rows))


def _in_vivo(project: Project, folder: Path) -> object:
    return project.segments.in_vivo(project.transcripts.get("group").id, 0, 3, "Fresh")


WORK: dict[str, Callable[[Project, Path], object]] = {
    "code": lambda project, _: code_words(project, "It is", "Money"),
    "in vivo": _in_vivo,
    "create": lambda project, _: project.codebook.create("Fresh"),
    "move": lambda project, _: project.codebook.move(code_named(project, "Money").id, None),
    "memo": lambda project, _: project.memos.write(Subject.STUDY, "", "hm"),
    "role": lambda project, _: project.speakers.set_role("Ana", Role.SEVERAL),
    "merge": lambda project, _: project.speakers.merge("MOD", "Moderator"),
    "rename": lambda project, _: project.transcripts.rename("group", "other"),
    "delete": lambda project, _: project.transcripts.delete("group"),
    "finish": lambda project, _: project.coders.finish(),
    "undo": lambda project, _: project.history.undo(2),
    "redo": lambda project, _: project.history.redo(),
    "files": _import,
    "codebook": _codebook,
    "segments": _rows,
}


@pytest.fixture
def worked(project: Project) -> Project:
    """A study with something to undo, and something undone."""
    project.codebook.create("First")
    code_words(project, "trust", "Trust")
    code_words(project, "learn", "Money")
    project.history.undo()
    return project


@contextmanager
def _failing(project: Project, number: int) -> Iterator[None]:
    """The statement with this number (from 0) inside a transaction fails."""
    seen = iter(range(10**6))

    def fail(*given: Any) -> None:
        inside = project.database.ask(lambda raw: raw.in_transaction)
        if inside and next(seen) == number:
            raise Refused("the statement failed")

    event.listen(project.database.connection, "before_cursor_execute", fail)
    try:
        yield
    finally:
        event.remove(project.database.connection, "before_cursor_execute", fail)


@contextmanager
def _no_commit(project: Project) -> Iterator[None]:
    def judge(action: int, word: str | None, *_: Any) -> int:
        commit = action == sqlite3.SQLITE_TRANSACTION and word == "COMMIT"
        return sqlite3.SQLITE_DENY if commit else sqlite3.SQLITE_OK

    project.database.ask(lambda raw: raw.set_authorizer(judge))
    try:
        yield
    finally:
        project.database.ask(lambda raw: raw.set_authorizer(None))


def _shown(project: Project) -> tuple[object, ...]:
    """What the screens would show, from what the project keeps in mind."""
    names = project.transcripts.names()
    seen = tuple(project.transcripts.get(key) for key in names.values())
    stored = project.database
    assert list(seen) == transcripts.load_many(stored)
    assert project.codebook.current() == codes.load(stored)
    assert project.segments.counts() == segments.counts(stored, project.coder.id)
    return seen, project.codebook.current(), project.segments.counts(), names


@pytest.mark.parametrize("kind", WORK)
def test_work_that_fails_anywhere_changes_nothing_and_can_be_done_again(
    worked: Project, tmp_path: Path, kind: str
) -> None:
    before, shown = dump(worked), _shown(worked)
    with _no_commit(worked), pytest.raises(Damaged, match="the database says: not authorized"):
        WORK[kind](worked, tmp_path)
    assert (dump(worked), _shown(worked)) == (before, shown)
    for number in range(200):
        try:
            with _failing(worked, number):
                WORK[kind](worked, tmp_path)
        except QualcodeError as error:
            told = str(error)
        else:
            break
        assert "the statement failed" in told
        assert (dump(worked), _shown(worked)) == (before, shown), number
    assert number >= 4
    assert dump(worked) != before
    _shown(worked)
