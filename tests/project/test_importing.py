"""Many files at once: order, progress, stopping, and files that harm their reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.domain.errors import Cancelled
from qualcode.formats.read import apart
from qualcode.formats.read.apart import Limits, Readers
from qualcode.project import Project, snapshots
from tests.factories import dump, make_transcript


def many(folder: Path, number: int = 6) -> list[Path]:
    """Files whose order by size is the opposite of that of their names."""
    return [
        make_transcript(folder, f"t{at}", [("Ana", "word " * 400 * (number - at)), ("Bo", f"{at}")])
        for at in range(number)
    ]


def test_files_come_in_the_order_of_their_paths_and_progress_is_told(
    project: Project, tmp_path: Path
) -> None:
    paths, told = many(tmp_path), []
    results = project.transcripts.import_files(
        paths, progress=lambda done, number, path: told.append((done, number, path))
    )
    assert [one.path for one in results] == paths
    assert told == [(at, 6, path) for at, path in enumerate(paths, 1)]
    assert list(project.transcripts.names())[2:] == [path.stem for path in paths]


@pytest.mark.parametrize("dry_run", [True, False])
def test_files_of_one_name_in_different_folders_come_in_together(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dry_run: bool
) -> None:
    for folder in ("march", "april"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "talk.txt").write_text(f"Ana: In {folder}.\nBo: Yes.\n")
    monkeypatch.chdir(tmp_path / "april")
    paths = [Path("../march/talk.txt"), Path("talk.txt")]
    results = project.transcripts.import_files(paths, dry_run=dry_run)
    assert [(one.error, one.transcript) for one in results] == [("", "talk"), ("", "april talk")]
    assert ("april talk" in project.transcripts.names()) is not dry_run


@pytest.mark.parametrize("asked", [1, 3, 8, 12])
def test_an_import_that_is_stopped_leaves_nothing_behind(
    project: Project, tmp_path: Path, asked: int
) -> None:
    paths, before, told = many(tmp_path), dump(project), []
    entries = project.history.entries()

    def cancelled() -> bool:
        told.append(1)
        return len(told) >= asked

    with pytest.raises(Cancelled, match="nothing was taken in"):
        project.transcripts.import_files(paths, cancelled=cancelled)
    assert dump(project) == before
    assert project.history.entries() == entries
    assert apart.READERS.busy == 0
    assert all(one.ok for one in project.transcripts.import_files(paths))


def test_stopping_does_not_wait_for_the_file_that_is_being_read(
    project: Project, tmp_path: Path
) -> None:
    slow = make_transcript(tmp_path, "slow", [("Ana", "so it is " * 100)] * 20_000)
    with pytest.raises(Cancelled):
        project.transcripts.import_files([slow], cancelled=lambda: apart.READERS.busy > 0)
    assert apart.READERS.busy == 0
    assert "slow" not in project.transcripts.names()


def test_a_file_that_breaks_its_limits_is_named_and_the_rest_comes_in(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tight = Readers(Limits(memory_mb=24))
    monkeypatch.setattr(apart, "READERS", tight)
    slow = make_transcript(tmp_path, "large", [("Ana", "so it is " * 100)] * 10_000)
    paths = [*many(tmp_path, 2), slow, make_transcript(tmp_path, "last", [("Ana", "Yes.")])]
    results = project.transcripts.import_files(paths)
    tight.close()
    assert [one.error for one in results] == [
        *["", ""],
        "large.txt needs more than 24 MB of memory to be read",
        "",
    ]
    assert list(project.transcripts.names())[2:] == ["t0", "t1", "last"]


def test_nothing_is_read_for_a_study_that_cannot_be_written(
    project: Project, tmp_path: Path
) -> None:
    folder = snapshots.folder_of(project.path, project.id)
    results = project.transcripts.import_files([tmp_path / "gone.txt"])
    assert results[0].error.endswith("gone.txt cannot be read: No such file or directory")
    assert not list(folder.glob("*.qualcode"))
