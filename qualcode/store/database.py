"""One connection to one project, and the transactions on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Executable, create_engine, event
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import StaticPool

from qualcode.domain.errors import Damaged, QualcodeError, Refused


class Database:
    """A project's connection; reads run at once, changes run inside ``write()``."""

    def __init__(self, open_connection: Callable[[], sqlite3.Connection]) -> None:
        """Open the connection; errors never show parameters: they are participants' words."""
        self._engine = create_engine(
            "sqlite+pysqlite://",
            creator=open_connection,
            poolclass=StaticPool,
            hide_parameters=True,
        )
        self._writing = False
        event.listen(self._engine, "begin", self._begin)
        self.connection: Connection = self._engine.connect()

    def _begin(self, connection: Connection) -> None:
        # Reads need no transaction; a writer takes its lock at once, so that it never has to
        # upgrade in the middle.
        if self._writing:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    def read(self, statement: Executable) -> CursorResult[*tuple[Any, ...]]:
        """Run a query outside or inside the present transaction."""
        with sentences():
            return self.connection.execute(statement)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: committed at the end, rolled back whole on any error.

        Inside another one it is a savepoint of that transaction.
        """
        with sentences():
            if self._writing:
                with self.connection.begin_nested():
                    yield self.connection
                return
            self.connection.rollback()
            self._writing = True
            try:
                with self.connection.begin():
                    yield self.connection
            finally:
                self._writing = False

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()
        self._engine.dispose()


@contextmanager
def sentences() -> Iterator[None]:
    """Turn the database's errors into sentences without any stored text."""
    try:
        yield
    except DatabaseError as error:
        raise sentence(error.orig) from error


def sentence(error: BaseException | None) -> QualcodeError:
    """The sentence for an error of the database."""
    text = str(error)
    if "FOREIGN KEY" in text:
        return Refused("other work depends on it")
    if "full" in text:
        return Refused("the disk is full: nothing was changed; make space and try again")
    if "readonly" in text or "read-only" in text:
        return Refused("the project is open for reading only")
    if "locked" in text or "busy" in text:
        return Refused("another program is writing to the project: try again")
    if "malformed" in text or "not a database" in text:
        return Damaged("the project file is damaged: run qualcode doctor on it")
    return Damaged(f"the database says: {text}")
