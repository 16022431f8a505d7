"""One connection to one project, and the transactions on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Executable, Result, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import StaticPool

from qualcode.store import sqlite

Answer = TypeVar("Answer")


class Database:
    """A project's connection; reads run at once, changes run inside ``write()``."""

    def __init__(self, open_connection: Callable[[], sqlite3.Connection]) -> None:
        """Open the connection; errors never show parameters: they are participants' words."""
        self._engine = create_engine(
            sqlite.URL,
            creator=open_connection,
            poolclass=StaticPool,
            hide_parameters=True,
        )
        self.writing = False
        """Whether a transaction is open."""
        event.listen(self._engine, "begin", self._begin)
        event.listen(self._engine, "handle_error", _in_words)
        self.connection: Connection = self._engine.connect()
        self._version = self.ask(sqlite.changed_by_others)

    def _begin(self, connection: Connection) -> None:
        # Reads need no transaction; a writer takes its lock at once, so that it never has to
        # upgrade in the middle.
        if self.writing:
            connection.exec_driver_sql(sqlite.BEGIN)

    def read(self, statement: Executable) -> Result[*tuple[Any, ...]]:
        """The result of a query outside or inside the present transaction."""
        return self.connection.execute(statement)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: committed at the end, rolled back whole on any error.

        Inside another one it is a savepoint of that transaction.
        """
        if self.writing:
            with self._savepoint():
                yield self.connection
            return
        self.connection.rollback()
        self.writing = True
        try:
            with self.connection.begin():
                yield self.connection
                self.ask(sqlite.settle)
        except BaseException:
            # A commit that fails (a reader in the way, a full disk) leaves SQLite's transaction
            # open, while SQLAlchemy holds it for ended.
            self.ask(lambda raw: raw.rollback())
            raise
        finally:
            self.writing = False

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        nested = self.connection.begin_nested()
        try:
            yield
        except BaseException:
            # On a full disk SQLite has taken back the whole transaction by itself.
            if self.ask(lambda raw: raw.in_transaction):
                nested.rollback()
            raise
        nested.commit()

    def settle(self) -> None:
        """Bring the search index up to turns that another program changed, if any did."""
        if self.ask(sqlite.is_behind):
            with self.write():
                pass

    def changed_by_others(self) -> bool:
        """Whether anyone else has written to the project since it was opened."""
        return self.ask(sqlite.changed_by_others) != self._version

    def ask(self, question: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """The answer to a question that only SQLite understands."""
        raw: Any = self.connection.connection.dbapi_connection
        try:
            return question(raw)
        except sqlite3.Error as error:
            raise sqlite.sentence(error) from error

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()
        self._engine.dispose()


def _in_words(context: ExceptionContext) -> BaseException | None:
    """Turn an error of the database into a sentence, wherever it arises."""
    error = context.original_exception
    return sqlite.sentence(error) if isinstance(error, sqlite3.Error) else None
