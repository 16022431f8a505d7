"""Reading in processes apart: what a file can do to its reader, and what is left then."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qualcode.domain.errors import BadInput
from qualcode.formats.options import ReadOptions
from qualcode.formats.read import bounds, reader_process
from qualcode.formats.read.apart import Limits, Readers
from qualcode.formats.read.transcript import read_transcript
from tests.formats.made_documents import docx, epub, odt, xlsx
from tests.formats.reads import refusal

GOOD = b"Ana: For the money.\nBert: [laughs] Trust.\n"
SLOW = b"Ana: " + b"so it is, and so on. " * 100 + b"\nBert: no.\n"
SLOW = SLOW * 8_000
"""Much text; half a second of work."""
ENDLESS = b"Ana: yes.\nBert: no.\n" * 300_000
"""Many turns; much more work than any test waits for."""
HAS_LIMIT = pytest.mark.skipif(sys.platform != "linux", reason="the system keeps no memory limit")


@pytest.fixture
def readers() -> Iterator[Readers]:
    made = Readers()
    yield made
    made.close()


def gone(pid: int, seconds: float = 60.0) -> bool:
    """Whether a process ends, and is no zombie, within some seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.01)
    return False


def meanwhile(act: Callable[[], object], readers: Readers) -> threading.Thread:
    """Do something as soon as a file is being read."""

    def wait() -> None:
        while not readers.busy:
            time.sleep(0.005)
        act()

    thread = threading.Thread(target=wait)
    thread.start()
    return thread


def test_a_reading_is_the_same_as_in_the_program_itself(readers: Readers) -> None:
    options = ReadOptions(not_speakers=frozenset(["Bert"]), columns={"text": "Said"})
    for chosen in (ReadOptions(), options):
        assert readers.read(GOOD, "talk.txt", chosen) == read_transcript(GOOD, "talk.txt", chosen)
    assert len(readers.pids) == 1
    for data, name in ((b"", "talk.txt"), (GOOD, "talk.mp3"), (GOOD, "talk.docx")):
        here = refusal(lambda: read_transcript(data, name))  # noqa: B023
        assert here == refusal(lambda: readers.read(data, name))  # noqa: B023
    assert len(readers.pids) == 1


def test_a_file_that_takes_too_long_is_refused_and_the_next_is_read() -> None:
    readers = Readers(Limits(seconds=0.0, seconds_per_mb=0.0))
    said = refusal(lambda: readers.read(ENDLESS, "slow.txt"))
    assert said == "slow.txt took longer than 0 seconds"
    readers.limits = Limits()
    assert len(readers.read(GOOD, "talk.txt").turns) == 2
    readers.close()
    assert readers.pids == ()


@HAS_LIMIT
def test_it_is_the_time_of_the_processor_that_is_limited() -> None:
    readers = Readers(Limits(seconds=1.0, seconds_per_mb=0.0, memory_mb=2_000, shared_mb=2_000))
    said = refusal(lambda: readers.read(ENDLESS, "slow.txt"))
    assert said == "slow.txt took longer than 1 seconds"
    readers.close()


@HAS_LIMIT
def test_a_file_that_wants_more_than_its_share_is_read_alone() -> None:
    readers = Readers(Limits(shared_mb=12))
    half = SLOW[: len(SLOW) // 8]
    alone: list[int] = []
    threads = [
        threading.Thread(target=lambda: alone.append(len(readers.read(half, "a.txt").turns)))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(alone) == 3
    assert len(set(alone)) == 1
    readers.close()


@HAS_LIMIT
def test_one_reader_takes_documents_and_tables_in_any_order(readers: Readers) -> None:
    made = {"docx": docx, "odt": odt, "epub": epub, "xlsx": xlsx}
    files = [("txt", GOOD), *((kind, make("text", "Ana: b.")) for kind, make in made.items())]
    first: set[int] = set()
    for kind, data in (*files, *reversed(files)):
        assert readers.read(data, f"talk.{kind}").turns
        first.update(readers.pids)
    assert len(first) == 1


@HAS_LIMIT
def test_a_file_that_takes_too_much_memory_is_refused_and_the_next_is_read() -> None:
    readers = Readers(Limits(memory_mb=24))
    said = refusal(lambda: readers.read(SLOW, "large.txt"))
    assert said == "large.txt needs more than 24 MB of memory to be read"
    assert len(readers.read(GOOD, "talk.txt").turns) == 2
    readers.close()


def test_memory_is_watched_where_the_system_keeps_no_limit() -> None:
    program = (
        "import sys, time; from qualcode.formats.read import bounds\n"
        "bounds._KEPT_BY_SYSTEM = False\n"
        "bounds.in_use = lambda: len(taken)\n"
        "taken = bytearray(10); bounds.MemoryBound().allow(100)\n"
        "taken += bytes(200); time.sleep(20)"
    )
    ended = subprocess.run([sys.executable, "-c", program], check=False).returncode
    assert ended == bounds.MEMORY_ENDED


def test_a_reader_that_dies_is_replaced_and_leaves_no_zombie(readers: Readers) -> None:
    killed: list[int] = []

    def kill() -> None:
        killed.extend(readers.pids)
        os.kill(killed[0], 11)

    thread = meanwhile(kill, readers)
    said = refusal(lambda: readers.read(ENDLESS, "odd.txt"))
    thread.join()
    assert said == "odd.txt: the reader stopped without an answer"
    assert gone(killed[0])
    assert len(readers.read(GOOD, "talk.txt").turns) == 2
    (second,) = readers.pids
    os.kill(second, 9)
    os.waitid(os.P_PID, second, os.WEXITED | os.WNOWAIT)
    assert len(readers.read(GOOD, "talk.txt").turns) == 2
    readers.close()
    assert gone(second)


def test_what_is_being_read_can_be_stopped(readers: Readers) -> None:
    thread = meanwhile(readers.stop, readers)
    said = refusal(lambda: readers.read(ENDLESS, "slow.txt"))
    thread.join()
    assert said == "slow.txt was not read to its end: it was stopped"
    assert readers.pids == ()


def test_no_more_processes_than_wanted_serve_many_threads() -> None:
    readers = Readers(most=2)
    turns: list[int] = []
    threads = [
        threading.Thread(target=lambda: turns.append(len(readers.read(GOOD * 50, "a.txt").turns)))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert turns == [100] * 6
    assert len(readers.pids) == 2
    pids = readers.pids
    readers.close()
    assert all(gone(pid) for pid in pids)


PARENT = """
import sys, threading, time
from qualcode.formats.read.apart import READERS
data = open(sys.argv[1], "rb").read()
threading.Thread(target=READERS.read, args=(data, "slow.txt"), daemon=True).start()
while not READERS.busy:
    time.sleep(0.01)
print(*READERS.pids, flush=True)
time.sleep(60)
"""


def test_a_reader_ends_in_the_middle_of_a_file_when_its_parent_is_killed(tmp_path: Path) -> None:
    file = tmp_path / "slow.txt"
    file.write_bytes(ENDLESS)
    command = [sys.executable, "-c", PARENT, str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()
        parent.wait()
    assert gone(pid, 10)


def test_a_reader_opens_no_connection_and_gets_nothing_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOME_TOKEN", "secret")
    readers = Readers()
    readers.read(GOOD, "talk.txt")
    if sys.platform == "linux":
        seen = Path(f"/proc/{readers.pids[0]}/environ").read_bytes()
        assert b"SOME_TOKEN" not in seen
        assert b"PYTHONPATH" in seen
    readers.close()


@pytest.mark.parametrize("module", ["this", "nowhere"])
def test_a_reader_that_answers_with_noise(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_process, "_READER", module)
    readers = Readers()
    said = refusal(lambda: readers.read(GOOD, "talk.txt"))
    assert said == "talk.txt: the reader stopped without an answer"
    assert readers.pids == ()


def test_a_reader_that_cannot_start_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(BadInput, match=r"talk\.txt: no process to read it can be started: No such"):
        Readers().read(GOOD, "talk.txt")
