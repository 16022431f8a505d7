"""Reading files in a thread, one after another; what was read waits until it is fetched."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from qualcode.domain.errors import QualcodeError
from qualcode.formats.options import ReadOptions
from qualcode.project.transcripts import FileReading
from qualcode.tui.paths import files_in

MOST_FILES = 5_000
"""Files that are taken from one folder."""


FAULT = "a fault in the program stopped it; the log holds no text of the file"


class Job(NamedTuple):
    """A file to be read, and the number of the question."""

    path: Path
    options: ReadOptions
    asked: int


class Answer(NamedTuple):
    """What was read of a file, or the sentence why nothing was."""

    job: Job
    file: FileReading | None
    error: str = ""


class Jobs:
    """The files that wait, and those that were read; all but ``work`` is for the main thread."""

    def __init__(
        self,
        read: Callable[[Path, ReadOptions], FileReading],
        start: Callable[[Callable[[], None]], object],
    ) -> None:
        """Take what reads a file, and what runs ``work`` in a thread."""
        self._read, self._start = read, start
        self._lock = Lock()
        self._waiting: deque[Job] = deque()
        self._folders: deque[tuple[Path, bool]] = deque()
        self._answers: deque[Answer] = deque()
        self._found: deque[list[Path]] = deque()
        self._running = False
        self._round = 0
        self.total = self.done = 0
        self.present: Path | None = None
        self.fault: BaseException | None = None

    @property
    def busy(self) -> bool:
        """Whether anything is being read, or was read and not fetched."""
        with self._lock:
            return bool(self._running or self._answers or self._found)

    def ask(self, jobs: Iterable[Job], *, first: bool = False) -> None:
        """Have files read; those that a user waits for come first."""
        with self._lock:
            fresh = list(jobs)
            if not self._running and not self._answers:
                self.total = self.done = 0
            self.total += len(fresh)
            if first:
                self._waiting.extendleft(reversed(fresh))
            else:
                self._waiting.extend(fresh)
        self._wake()

    def ask_folder(self, folder: Path, *, deep: bool) -> None:
        """Have a folder looked through; ``found`` gives its files."""
        with self._lock:
            self._folders.append((folder, deep))
        self._wake()

    def _wake(self) -> None:
        with self._lock:
            if self._running or not (self._waiting or self._folders):
                return
            self._running = True
        self._start(self.work)

    def cancel(self) -> list[Job]:
        """Read nothing more; what waited. The file that is being read gives no answer."""
        with self._lock:
            left = list(self._waiting)
            self._waiting.clear()
            self._folders.clear()
            self._found.clear()
            self._round += 1
            self.total = self.done
            return left

    def fetch(self) -> list[Answer]:
        """What was read since the last time."""
        with self._lock:
            found = list(self._answers)
            self._answers.clear()
            return found

    def found(self) -> list[list[Path]]:
        """The files of each folder that was looked through since the last time."""
        with self._lock:
            found = list(self._found)
            self._found.clear()
            return found

    def work(self) -> None:
        """Read until nothing waits; in a thread."""
        while self._one():
            pass

    def _one(self) -> bool:
        with self._lock:
            here = self._round
            folder = self._folders.popleft() if self._folders else None
            job = self._waiting.popleft() if self._waiting and folder is None else None
            self.present = job.path if job else None
            if folder is None and job is None:
                self._running = False
                return False
        if folder is not None:
            self._look_through(*folder, here)
        elif job is not None:
            self._read_one(job, here)
        return True

    def _look_through(self, folder: Path, deep: bool, here: int) -> None:
        paths = []
        for path in islice(files_in(folder, deep=deep), MOST_FILES):
            paths.append(path)
            if here != self._round:
                return
        with self._lock:
            if here == self._round:
                self._found.append(paths)

    def _read_one(self, job: Job, here: int) -> None:
        try:
            answer = Answer(job, self._read(job.path, job.options))
        except QualcodeError as error:
            answer = Answer(job, None, str(error))
        except Exception as error:
            # A fault of ours in one file is reported, and the others are read all the same.
            self.fault = error
            answer = Answer(job, None, f"{job.path.name} cannot be read: {FAULT}")
        with self._lock:
            self.done += here == self._round
            if here == self._round:
                self._answers.append(answer)
