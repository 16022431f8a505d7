"""Actions: one transaction, one journal entry, one undo step."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from qualcode.domain.errors import Damaged, Refused
from qualcode.domain.ids import new_id
from qualcode.domain.people import Coder
from qualcode.store import coders, codes, journal
from qualcode.store.changes import Changes, Log, row_ids, tables_of
from qualcode.store.database import Database


class Action(Changes):
    """The changes of one action in work; ``details`` goes into the journal without any text."""

    def __init__(self, connection: Any, batch: str, details: dict[str, Any]) -> None:
        """Take the transaction's connection, the action's batch id and its first details."""
        super().__init__(connection, batch)
        self.details = details


class Actions:
    """Runs actions of the present coder on a database and counts the commits."""

    def __init__(self, database: Database, path: Path, read_only: str) -> None:
        """Take the database, the file behind it and why it is read-only ('' where it is not)."""
        self.database = database
        self.path = path
        self.read_only = read_only
        self.commits = 0
        self.forget: Callable[[], None] = lambda: None
        """Called after a rollback, for those who keep what they read."""
        self._identity = _identity(path)

    @property
    def under_way(self) -> bool:
        """Whether a transaction is open: what is written now is taken back with it."""
        return self.database.writing

    def check_writable(self) -> None:
        """Raise Refused where the project is read-only, Damaged where its file was replaced."""
        if self.read_only:
            raise Refused(f"nothing can be changed: {self.read_only}")
        if _identity(self.path) != self._identity or self.database.changed_by_others():
            raise Damaged(
                f"{self.path.name} was moved, replaced or changed by another program while it was "
                "open: nothing was written; close qualcode and look at the file"
            )

    @contextmanager
    def transaction(self, coder: Coder) -> Iterator[Any]:
        """A transaction in which the coder has a row."""
        self.check_writable()
        outermost = not self.database.writing
        try:
            with self.database.write() as connection:
                coders.ensure(connection, coder)
                yield connection
        except BaseException:
            if outermost:
                self.forget()
            raise
        self.commits += 1

    @contextmanager
    def action(self, coder: Coder, kind: str, **details: Any) -> Iterator[Action]:
        """One action of a coder; what changes nothing leaves no entry."""
        batch = new_id()
        with self.transaction(coder) as connection:
            work = Action(connection, batch, details)
            yield work
            if work.log:
                self._freeze_codebook(connection, coder, work.log)
                journal.record(
                    connection,
                    kind=kind,
                    coder_id=coder.id,
                    batch=batch,
                    details=work.details,
                    log=work.log,
                )

    def _freeze_codebook(self, connection: Any, coder: Coder, log: Log) -> None:
        if "code" in tables_of(log):
            codes.advance(connection, coder.id, row_ids(log, "code") or set())


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return (status.st_dev, status.st_ino)
