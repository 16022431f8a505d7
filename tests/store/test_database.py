"""Transactions and the sentences for what the database refuses."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import StatementError

from qualcode.domain.errors import Damaged, QualcodeError, Refused
from qualcode.domain.ids import now
from qualcode.domain.people import Coder
from qualcode.store import coders, sqlite, study
from qualcode.store.database import Database
from qualcode.store.schema import coder, slot
from qualcode.store.schema import study as study_table
from qualcode.store.types import UtcTime

SECRET = "what Ana said"


def _title(database: Database) -> str:
    return study.load(database).title


def _failing(
    database: Database, *people: Coder, error: type[Exception] = ZeroDivisionError
) -> None:
    """Write the people in a transaction that ends in an error."""
    with database.write() as connection:
        for person in people:
            coders.ensure(connection, person)
        assert {one.name for one in coders.everyone(database)} >= {one.name for one in people}
        raise error


def _set_title(database: Database, title: str) -> None:
    with database.write() as connection:
        connection.execute(update(study_table).values(title=title))


def test_an_error_inside_a_transaction_takes_all_of_it_back(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        _failing(database, Coder("1", "Ada"), Coder("2", "Bea"))
    assert coders.everyone(database) == []
    _set_title(database, "later")
    assert _title(database) == "later"


def test_an_inner_transaction_falls_alone_and_stands_with_the_outer(database: Database) -> None:
    with database.write() as connection:
        coders.ensure(connection, Coder("1", "Ada"))
        with pytest.raises(ZeroDivisionError):
            _failing(database, Coder("2", "Bea"))
        with database.write() as inner:
            coders.ensure(inner, Coder("3", "Cem"))
    assert [one.name for one in coders.everyone(database)] == ["Ada", "Cem"]


def test_an_outer_transaction_that_falls_takes_the_inner_with_it(database: Database) -> None:
    def outer() -> None:
        with database.write():
            with database.write() as inner:
                coders.ensure(inner, Coder("4", "Dee"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        outer()
    assert coders.everyone(database) == []


def test_a_writer_has_the_write_lock_from_its_first_moment(database: Database, path: Path) -> None:
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other, database.write():
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("UPDATE study SET title = 'theirs'")
        assert other.execute("SELECT title FROM study").fetchall() == [("Networks",)]


def test_a_commit_that_a_reader_hinders_is_taken_back(database: Database, path: Path) -> None:
    database.ask(lambda raw: raw.execute("PRAGMA busy_timeout=0"))
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM study").fetchall()
        with pytest.raises(Refused, match="another program"):
            _set_title(database, "changed")
        assert _title(database) == "Networks"
        assert not database.ask(lambda raw: raw.in_transaction)
    _set_title(database, "again")
    assert _title(database) == "again"


def test_while_another_program_writes_nothing_is_changed(database: Database, path: Path) -> None:
    database.ask(lambda raw: raw.execute("PRAGMA busy_timeout=0"))
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Refused, match="another program is writing to the project: try again"):
            _set_title(database, "ours")
    _set_title(database, "ours")
    assert _title(database) == "ours"


def test_a_full_disk_is_a_sentence_and_work_goes_on_after(database: Database) -> None:
    def pages(count: int) -> None:
        database.ask(lambda raw: raw.execute(f"PRAGMA max_page_count={count}"))

    pages(1)
    with pytest.raises(Refused, match=r"^the disk is full: nothing was changed"):
        _set_title(database, SECRET * 5000)
    assert _title(database) == "Networks"
    pages(10**6)
    _set_title(database, "again")
    assert _title(database) == "again"


def test_a_full_disk_in_an_inner_transaction_takes_the_outer_back_too(database: Database) -> None:
    database.ask(lambda raw: raw.execute("PRAGMA max_page_count=1"))

    def outer() -> None:
        with database.write() as connection:
            coders.ensure(connection, Coder("1", "Ada"))
            _set_title(database, SECRET * 5000)

    with pytest.raises(Refused, match="disk is full"):
        outer()
    assert coders.everyone(database) == []
    assert _title(database) == "Networks"


def test_no_error_shows_what_was_to_be_stored(database: Database) -> None:
    with database.write() as connection:
        coders.ensure(connection, Coder("1", SECRET))
    with pytest.raises(Refused, match="is there already") as told, database.write() as connection:
        coders.ensure(connection, Coder("2", SECRET))
    error: BaseException | None = told.value
    while error is not None:
        assert SECRET not in f"{error} {error.args}"
        error = error.__cause__ or error.__context__


def test_a_lost_reference_is_refused(database: Database) -> None:
    row = {"coder_id": "1", "digit": 1, "code_id": "2"}
    with pytest.raises(Refused, match="other work depends on it"), database.write() as connection:
        connection.execute(slot.insert(), row)


def test_a_page_that_cannot_be_read_is_damage_even_late_in_a_result(
    database: Database, path: Path
) -> None:
    with database.write() as connection:
        for number in range(3000):
            coders.ensure(connection, Coder(f"{number:032}", f"{number}" * 20))
    database.close()
    data = bytearray(path.read_bytes())
    data[-4096 * 6 : -4096 * 2] = b"\x00" * 4096 * 4
    path.write_bytes(data)
    with (
        closing(Database(partial(sqlite.connect, path))) as damaged,
        pytest.raises(Damaged, match="the project file is damaged: run qualcode doctor"),
    ):
        list(damaged.read(select(coder)))


def test_what_only_sqlite_can_say_fails_in_a_sentence_too(database: Database) -> None:
    with pytest.raises(Damaged, match="the database says: no such table: absent"):
        database.ask(lambda raw: raw.execute("SELECT * FROM absent"))


def test_errors_that_are_not_the_database_s_pass_through(database: Database) -> None:
    naive = select(coder).where(coder.c.created == datetime(2026, 1, 1))
    with pytest.raises(StatementError, match="a stored time needs a time zone"):
        database.read(naive)


@pytest.mark.parametrize(
    ("message", "kind", "words"),
    [
        ("FOREIGN KEY constraint failed", Refused, "other work depends on it"),
        ("UNIQUE constraint failed: code.key", Refused, "there already"),
        ("database or disk is full", Refused, "disk is full"),
        ("attempt to write a readonly database", Refused, "reading only"),
        ("database is locked", Refused, "try again"),
        ("database disk image is malformed", Damaged, "doctor"),
        ("file is not a database", Damaged, "doctor"),
        ("disk I/O error", Damaged, "the database says: disk I/O error"),
    ],
)
def test_each_error_of_the_database_has_its_sentence(
    message: str, kind: type[QualcodeError], words: str
) -> None:
    told = sqlite.sentence(sqlite3.OperationalError(message))
    assert type(told) is kind
    assert words in str(told)


def test_times_are_stored_in_utc(database: Database) -> None:
    zone = timezone(timedelta(hours=5))
    person = Coder("1", "Ada")
    moment = datetime(2026, 1, 1, 3, tzinfo=zone)
    with database.write() as connection:
        connection.execute(coder.insert(), {**coders.row_of(person), "created": moment})
    stored = database.read(text("SELECT created FROM coder")).scalar()
    assert stored == "2025-12-31 22:00:00.000000"
    assert database.read(select(coder.c.created)).scalar() == moment.astimezone(UTC)
    kind = UtcTime()
    dialect = database.connection.dialect
    assert kind.process_bind_param(None, dialect) is None
    assert kind.process_result_value(None, dialect) is None
    assert now() - moment > timedelta(0)
