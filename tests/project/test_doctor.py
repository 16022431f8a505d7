"""The examination (faults B5, B14, D5, D6, D8)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from qualcode.domain.errors import BadInput, NoSuchProject
from qualcode.project.doctor import examine
from tests.factories import code_words, make_project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A coded study that nobody has open, with a snapshot of it."""
    with make_project(tmp_path) as project:
        code_words(project, "trust", "Trust")
        project.snapshot("by-hand")
        return project.path


def _changed(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount != 0, statement
        connection.commit()


def test_a_good_project_is_found_good_and_not_changed(path: Path) -> None:
    before = path.read_bytes()
    found = examine(path)
    assert (found.ok, found.findings) == (True, ())
    assert found.as_dict() == {
        "project": str(path),
        "ok": True,
        "findings": [],
        "checked": [
            *("integrity", "references", "positions", "quotations", "originals"),
            *("codebook", "journal", "search index"),
        ],
    }
    assert found.as_text().splitlines()[-1] == "nothing is wrong"
    assert path.read_bytes() == before
    with pytest.raises(NoSuchProject):
        examine(path.with_name("gone"))


ONE_TURN = "(SELECT id FROM turn WHERE text LIKE 'I would%')"


@pytest.mark.parametrize(
    ("statements", "finding"),
    [
        (
            ["UPDATE segment SET end_offset = 999"],
            "(why.trust, Ada) does not fit the text",
        ),
        (["UPDATE segment SET start_offset = end_offset"], "does not fit the text of group"),
        (
            ["UPDATE segment SET transcript_id = (SELECT id FROM transcript WHERE sequence = 2)"],
            "does not fit the text of interview",
        ),
        (
            ["UPDATE segment SET end_turn_id = (SELECT id FROM turn ORDER BY sequence LIMIT 1)"],
            "does not fit the text of group",
        ),
        (
            [f"UPDATE turn SET text = replace(text, 'trust', 'trout') WHERE id = {ONE_TURN}"],
            "the text of turn 3 of group is not as it was stored",
        ),
        (["UPDATE original SET data = x'00'"], "the original of group is not as it was imported"),
        (["DELETE FROM coder"], "what it refers to in coder is gone"),
        (
            [
                "UPDATE code SET parent_id = (SELECT id FROM code WHERE key = 'why.money') "
                "WHERE key = 'why'"
            ],
            "stands above itself (a cycle of parents)",
        ),
        (["DELETE FROM study"], "the row of the study is missing"),
        (["UPDATE journal_payload SET data = x'0102'"], "entry 1 of the journal: what undo needs"),
        (["UPDATE alembic_version SET version_num = '0999'"], "made by a newer version"),
        (["UPDATE alembic_version SET version_num = '0000'"], "not those of this version"),
        (["DELETE FROM alembic_version"], "holds no study"),
    ],
)
def test_each_fault_is_found_and_named(path: Path, statements: list[str], finding: str) -> None:
    _changed(path, *statements)
    before = path.read_bytes()
    found = examine(path)
    assert not found.ok
    assert any(finding in line for line in found.findings), found.findings
    assert finding in found.as_text()
    assert path.read_bytes() == before


def test_damage_offers_the_newest_snapshot_by_its_time(path: Path) -> None:
    _changed(path, "UPDATE segment SET end_offset = 999")
    assert "the newest snapshot of this file is of 20" in examine(path).findings[-1]


def _truncate(data: bytes) -> bytes:
    return data[:-4096]


@pytest.mark.parametrize("damage", [_truncate, lambda data: data[:100] + b"\xff" * len(data[100:])])
def test_a_damaged_file_is_a_finding(path: Path, damage: Callable[[bytes], bytes]) -> None:
    path.write_bytes(damage(path.read_bytes()))
    before = path.read_bytes()
    found = examine(path)
    assert not found.ok
    assert all("\n" not in line for line in found.findings)
    assert path.read_bytes() == before


def test_a_file_without_a_header_that_was_copied_before_is_damaged_not_unknown(
    path: Path, tmp_path: Path
) -> None:
    path.write_bytes(b"\0" * 100 + path.read_bytes()[100:])
    found = examine(path)
    assert not found.ok
    assert "the newest snapshot of this file is of 20" in found.findings[-1]
    elsewhere = tmp_path / "elsewhere.qualcode"
    elsewhere.write_bytes(path.read_bytes())
    with pytest.raises(BadInput, match="is not a qualcode project"):
        examine(elsewhere)


def test_a_copy_is_not_offered_the_snapshots_of_another_file(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.qualcode"
    copy.write_bytes(path.read_bytes())
    _changed(copy, "UPDATE segment SET end_offset = 999")
    assert not any("snapshot" in finding for finding in examine(copy).findings)
