"""Taking files that were read into the study: one transaction, one file per step.

Between two steps a screen can be painted and a key be answered. Until the end nothing of it is in
the study: whatever stops it leaves no transcript, no entry in the journal and no snapshot.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.domain.errors import BadInput, Refused
from qualcode.domain.transcripts import Kind
from qualcode.project import snapshots
from qualcode.project.labels import Decisions, decided
from qualcode.project.reading_ahead import stop_if
from qualcode.store import sqlite

if TYPE_CHECKING:
    from qualcode.project.project import Project
    from qualcode.project.transcripts import FileReading, ImportResult

Progress = Callable[[int, int, Path], None]
"""Called with the number of a file (from 1), the number of all files, and its path."""

TAKEN_BACK = "the import was cancelled: nothing of it is in the study"


class Taking:
    """An import under way: ``snapshot``, ``begin``, ``step`` until False, ``finish``.

    ``take_back`` ends it at any time. ``results`` says what became of each file.
    """

    def __init__(
        self,
        project: Project,
        files: Sequence[tuple[FileReading, Decisions]],
        *,
        kind: Kind = Kind.FOCUS_GROUP,
    ) -> None:
        """Take the files with the decisions on their labels; raises Refused where none may be."""
        from qualcode.project.transcripts import ImportResult

        project.actions.check_writable()
        self.project, self.kind = project, kind
        self.files = tuple(files)
        self.results = [ImportResult(file.path, file=file) for file, _ in files]
        self.done = 0
        self._kept: Path | None = None
        self._over = False
        self._transaction: AbstractContextManager[Any] | None = None

    @property
    def total(self) -> int:
        """The number of all files."""
        return len(self.files)

    @property
    def next_path(self) -> Path | None:
        """The file that the next step takes; None where none is left."""
        return self.files[self.done][0].path if self.done < self.total else None

    @property
    def under_way(self) -> bool:
        """Whether the transaction is open."""
        return self._transaction is not None

    def snapshot(self) -> None:
        """Keep a verified copy of the study as it is; may be called in a thread."""
        self._kept = snapshots.take(self.project.path, self.project.id, "before-import")
        if self._over:
            # The import was taken back while the copy was made.
            self._drop_snapshot()

    def begin(self) -> None:
        """Open the transaction."""
        if self._kept is None:
            self.project.notice = "no snapshot can be kept: the state folder cannot be written"
        transaction = self.project.actions.transaction(self.project.coder)
        transaction.__enter__()
        self._transaction = transaction

    def step(self) -> bool:
        """Take the next file, whole or with the reason why not; False where none is left.

        False, too, where no transaction is open. Raises what stops the whole import, after taking
        it back.
        """
        if self._transaction is None or self.done >= self.total:
            return False
        (file, decisions), result = self.files[self.done], self.results[self.done]
        try:
            result.transcript = self.project.transcripts.add(
                decided(file, decisions), kind=self.kind
            ).name
            # Words enter the search index file by file: the end then takes no time of its own.
            self.project.database.ask(sqlite.settle)
        except BadInput as error:
            result.refuse(str(error))
        except BaseException as error:
            self.take_back(str(error) if isinstance(error, Refused) else TAKEN_BACK)
            raise
        self.done += 1
        return True

    def finish(self) -> list[ImportResult]:
        """Commit: now all of it is in the study. Where the disk refuses, none of it is."""
        if self._transaction is None:
            return self.results
        if not any(one.ok for one in self.results):
            self.take_back("")
            return self.results
        transaction, self._transaction = self._transaction, None
        try:
            transaction.__exit__(None, None, None)
        except Refused as error:
            self._refuse_all(str(error))
        return self.results

    def take_back(self, why: str = TAKEN_BACK) -> None:
        """Leave the study as it was, without the snapshot of an import that was none."""
        transaction, self._transaction = self._transaction, None
        if transaction is not None:
            cancelled = Refused(why)
            transaction.__exit__(Refused, cancelled, None)
        self._refuse_all(why)

    def _refuse_all(self, why: str) -> None:
        for result in self.results:
            if why:
                result.refuse(why)
            result.transcript = None
        self._over = True
        self._drop_snapshot()

    def _drop_snapshot(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            kept.unlink(missing_ok=True)


def import_readings(
    project: Project,
    files: Sequence[tuple[FileReading, Decisions]],
    *,
    kind: Kind = Kind.FOCUS_GROUP,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[ImportResult]:
    """Add files that were read, each as one action, all of them in one transaction.

    A file that cannot be added does not stop the others. Refused by the disk or stopped by a
    fault, the call leaves nothing behind; results then hold the reason. Raises Cancelled where
    ``cancelled`` says so, with nothing added either.
    """
    taking = Taking(project, files, kind=kind)
    if not files:
        return []
    taking.snapshot()
    try:
        taking.begin()
        while (path := taking.next_path) is not None:
            stop_if(cancelled)
            if progress is not None:
                progress(taking.done + 1, taking.total, path)
            taking.step()
        return taking.finish()
    except Refused as error:
        taking.take_back(str(error))
        return taking.results
    except BaseException:
        taking.take_back()
        raise
