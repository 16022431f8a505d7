"""Settings, file modes, headers, copies and checks of the file itself."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from qualcode.domain.errors import BadInput, Damaged
from qualcode.store import sqlite
from qualcode.store.database import Database

WANTED = {
    "journal_mode": "delete",
    "synchronous": 3,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "secure_delete": 1,
    "temp_store": 2,
    "query_only": 0,
}


def _setting(connection: sqlite3.Connection, name: str) -> object:
    row = connection.execute(f"PRAGMA {name}").fetchone()
    return row[0] if row else 0


def test_each_connection_has_the_settings_of_the_store(path: Path) -> None:
    with closing(sqlite.connect(path)) as connection:
        assert {name: _setting(connection, name) for name in WANTED} == WANTED
        assert _setting(connection, "mmap_size") == 0
        assert _setting(connection, "application_id") == sqlite.APPLICATION_ID
        assert connection.isolation_level is None


def test_a_reading_connection_cannot_write(path: Path) -> None:
    with closing(sqlite.connect(path, read_only=True)) as connection:
        assert _setting(connection, "query_only") == 1
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("CREATE TABLE x (y)")


def test_a_setting_that_does_not_hold_stops_the_opening(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sqlite._SETTINGS, "synchronous", ("EXTRA", 99))
    with pytest.raises(Damaged, match="the database setting synchronous stays at 3"):
        sqlite.connect(path)


def test_full_flushes_are_asked_for_on_a_mac(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with closing(sqlite.connect(path)) as connection:
        assert _setting(connection, "fullfsync") == 1


def test_a_file_is_for_its_owner_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        sqlite.create(tmp_path / "a")
        sqlite.copy_file(tmp_path / "a", tmp_path / "b")
    finally:
        os.umask(before)
    assert {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in "ab"} == {0o600}


def test_nothing_is_made_over_a_file_or_in_no_folder(path: Path) -> None:
    data = path.read_bytes()
    with pytest.raises(BadInput, match="exists already"):
        sqlite.create(path)
    assert path.read_bytes() == data
    with pytest.raises(BadInput, match=r"nowhere/x cannot be made: No such file"):
        sqlite.create(path.parent / "nowhere" / "x")


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE place (url)")


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: path.write_bytes(b""), "x is an empty file, not a qualcode project"),
        (
            lambda path: path.write_text("Ana: Money"),
            "x is not a qualcode project; a transcript is imported into one",
        ),
        (_foreign, "x is the database of another program, not a qualcode project"),
    ],
)
def test_what_is_no_project_is_named_and_unchanged(
    tmp_path: Path, make: object, sentence: str
) -> None:
    path = tmp_path / "x"
    make(path)  # type: ignore[operator]
    data = path.read_bytes()
    with pytest.raises(BadInput, match=f"^{sentence}$"):
        sqlite.check_header(path)
    assert path.read_bytes() == data


@pytest.mark.parametrize("call", [sqlite.connect, sqlite.copy_into_memory])
def test_a_file_that_is_no_database_is_damaged(tmp_path: Path, call: object) -> None:
    path = tmp_path / "x"
    path.write_bytes(sqlite.HEADER + b"\x00" * 4000)
    with pytest.raises(Damaged, match=r"^x cannot be (read|opened) as a database: "):
        call(path)  # type: ignore[operator]


def test_a_file_that_sqlite_cannot_open_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Damaged, match=r"^gone cannot be opened as a database: "):
        sqlite.connect(tmp_path / "gone")
    with pytest.raises(Damaged, match=r"^gone cannot be opened as a database: "):
        sqlite.copy_into_memory(tmp_path / "gone")


def test_a_copy_in_memory_is_apart_and_cannot_be_written(database: Database, path: Path) -> None:
    with closing(sqlite.copy_into_memory(path)) as copy:
        with database.write() as connection:
            connection.exec_driver_sql("UPDATE study SET title = 'changed'")
        assert copy.execute("SELECT title FROM study").fetchone() == ("Networks",)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            copy.execute("DELETE FROM study")


def test_a_copied_file_is_whole_or_not_there(database: Database, path: Path) -> None:
    copy = path.with_name("copy")
    sqlite.copy_file(path, copy)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT title FROM study").fetchone() == ("Networks",)
    with pytest.raises(FileExistsError):
        sqlite.copy_file(path, copy)
    damaged = path.with_name("damaged")
    damaged.write_bytes(sqlite.HEADER + b"\x00" * 4000)
    target = path.with_name("second")
    with pytest.raises(Damaged, match="damaged cannot be copied"):
        sqlite.copy_file(damaged, target)
    assert not target.exists()


def test_a_copy_that_finds_no_room_is_an_error_of_the_disk(
    database: Database, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect, target = sqlite3.connect, path.with_name("copy")

    def small(place: Any, *args: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(place, *args, **named)
        if place == target:
            connection.execute("PRAGMA max_page_count=2")
        return connection

    monkeypatch.setattr(sqlite3, "connect", small)
    with pytest.raises(OSError, match="cannot be written: database or disk is full"):
        sqlite.copy_file(path, target)
    assert not target.exists()


def test_checks_find_a_lost_reference_and_a_damaged_page(database: Database, path: Path) -> None:
    assert database.ask(sqlite.integrity_findings) == []
    with closing(sqlite3.connect(path)) as other:
        other.execute("INSERT INTO slot VALUES ('nobody', 1, 'nothing')")
        other.commit()
        found = sqlite.integrity_findings(other)
    assert sorted(found) == [
        "table slot, row 1: what it refers to in code is gone",
        "table slot, row 1: what it refers to in coder is gone",
    ]
    database.close()
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 5] = b"\x01" * 8192
    path.write_bytes(data)
    with closing(sqlite3.connect(path)) as other:
        assert sqlite.integrity_findings(other)[0].startswith("integrity check: ")
    path.write_bytes(sqlite.HEADER + b"\x00" * 4000)
    with closing(sqlite3.connect(path)) as other:
        assert sqlite.integrity_findings(other) == ["integrity check: file is not a database"]


def test_what_others_put_into_the_file_is_named(database: Database, path: Path) -> None:
    assert database.ask(sqlite.foreign_objects) == []
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE VIEW v AS SELECT text FROM turn")
        other.execute("CREATE TRIGGER a AFTER INSERT ON segment BEGIN DELETE FROM memo; END")
        other.execute("CREATE VIRTUAL TABLE f USING fts5(x)")
        assert sqlite.foreign_objects(other) == ["a", "f", "v"]


def test_a_commit_by_another_is_noticed(database: Database, path: Path) -> None:
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE study SET title = 'ours'")
    assert not database.changed_by_others()
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE study SET title = 'theirs'")
        other.commit()
    assert database.changed_by_others()
