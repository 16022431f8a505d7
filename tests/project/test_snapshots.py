"""Snapshots: verified, thinned by the calendar, never in the way."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.errors import Damaged
from qualcode.project import Project, open_project, snapshots
from qualcode.project.places import state_folder
from qualcode.store import sqlite
from tests.factories import GROUP, code_words, dump, make_transcript

TODAY = datetime(2026, 3, 10, 12, tzinfo=UTC)


def _named(moments: Sequence[datetime]) -> list[Path]:
    return [Path(f"{moment:{snapshots._STAMP}}-by-hand.qualcode") for moment in moments]


def _kept(moments: Sequence[datetime], today: datetime = TODAY) -> list[datetime]:
    named = _named(moments)
    gone = set(snapshots.superfluous(named, today))
    return [snapshots.taken_at(path) for path in sorted(named) if path not in gone]


def test_a_snapshot_is_the_whole_project_under_its_own_name(project: Project) -> None:
    code_words(project, "trust", "Trust")
    taken = project.snapshot("by-hand")
    assert taken is not None
    assert taken.parent == snapshots.folder_of(project.path, project.id)
    assert stat.S_IMODE(taken.stat().st_mode) == 0o600
    assert abs(snapshots.taken_at(taken) - datetime.now(UTC)) < timedelta(minutes=1)
    with open_project(taken, coder="Ada") as copy:
        assert dump(copy) == dump(project)


def test_each_day_week_and_month_keeps_one_for_as_long_as_is_said() -> None:
    moments = [TODAY - timedelta(hours=6 * step) for step in range(4 * 800)]
    kept = _kept(moments)
    ages = [(TODAY - moment) / timedelta(days=1) for moment in kept]
    assert sum(age < 2 for age in ages) == 8
    assert sum(2 <= age < 14 for age in ages) in (12, 13)
    assert sum(14 <= age < 84 for age in ages) in (10, 11)
    assert sum(84 <= age < 360 for age in ages) in (9, 10, 11)
    assert sum(age >= 360 for age in ages) == 1


def test_a_year_of_work_day_by_day_leaves_the_same_as_one_look_back() -> None:
    """Thinning at each snapshot never lets go what the rule of a later day would keep alone."""
    kept: list[datetime] = []
    for day in range(400):
        today = TODAY + timedelta(days=day)
        kept = _kept([*kept, today - timedelta(hours=3), today], today)
    ages = [(today - moment).days for moment in kept]
    assert len(ages) <= 4 + 13 + 11 + 11 + 1
    for start, end, least in [(0, 2, 4), (2, 14, 12), (14, 84, 10), (84, 360, 8)]:
        assert sum(start <= age < end for age in ages) >= least


moments = st.lists(
    st.integers(-(10**6), 60 * 24 * 800).map(lambda minutes: TODAY - timedelta(minutes=minutes)),
    max_size=30,
    unique=True,
)


@given(moments)
def test_thinning_keeps_the_newest_and_what_comes_from_the_future(taken: list[datetime]) -> None:
    kept = _kept(taken)
    assert kept == _kept(kept)
    assert {moment for moment in taken if TODAY - moment < timedelta(days=2)} <= set(kept)
    if taken:
        assert max(taken) in kept


def test_old_snapshots_are_let_go_when_one_is_taken(project: Project) -> None:
    folder = snapshots.folder_of(project.path, project.id)
    folder.mkdir(parents=True)
    long_ago = datetime.now(UTC).replace(hour=12) - timedelta(days=400)
    for path in _named([long_ago, long_ago + timedelta(hours=1)]):
        (folder / path).write_bytes(b"old")
    (folder / "mine.qualcode").write_bytes(b"not ours")
    (folder / "x-by-hand.part").write_bytes(b"left by a crash")
    taken = project.snapshot("by-hand")
    newest = _named([long_ago + timedelta(hours=1)])[0].name
    assert taken is not None
    assert {path.name for path in folder.iterdir()} == {newest, taken.name, "mine.qualcode"}
    assert [path.name for path in snapshots.kept(folder)] == [newest, taken.name]


@pytest.mark.parametrize("where", ["", "snapshots", "disk"])
def test_without_a_place_for_snapshots_the_work_goes_on(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    if where == "disk":

        def full(_: Path, target: Path) -> None:
            target.touch()
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(sqlite, "copy_file", full)
    else:
        state_folder().parent.mkdir(parents=True, exist_ok=True)
        in_the_way = state_folder() / where if where else state_folder()
        in_the_way.parent.mkdir(exist_ok=True)
        in_the_way.write_text("in the way")
    path = make_transcript(tmp_path, "third", GROUP[:2])
    assert project.transcripts.import_files([path])[0].ok
    assert project.notice == "no snapshot can be kept: the state folder cannot be written"
    if where == "disk":
        assert not list((snapshots.folder_of(project.path, project.id)).iterdir())


def test_a_damaged_project_gets_no_snapshot_and_says_so(project: Project) -> None:
    good = project.snapshot("by-hand")
    with closing(sqlite3.connect(project.path)) as other:
        other.execute("PRAGMA foreign_keys=OFF")
        other.execute("INSERT INTO slot VALUES ('nobody', 1, 'nothing')")
        other.commit()
    with pytest.raises(Damaged, match=r"study\.qualcode is damaged \(table slot, row 1: what it"):
        snapshots.take(project.path, project.id, "by-hand")
    folder = snapshots.folder_of(project.path, project.id)
    assert list(folder.iterdir()) == [good]


def test_a_copy_that_lacks_something_is_not_kept(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_file = sqlite.copy_file

    def poor(path: Path, target: Path) -> None:
        copy_file(path, target)
        with closing(sqlite3.connect(target)) as copy:
            copy.execute("DELETE FROM code WHERE key = 'how'")
            copy.commit()

    monkeypatch.setattr(sqlite, "copy_file", poor)
    with pytest.raises(Damaged, match=r"the snapshot of study\.qualcode is not complete"):
        project.snapshot("by-hand")
    assert list((snapshots.folder_of(project.path, project.id)).iterdir()) == []
