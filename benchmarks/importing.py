"""Time the import of 200 transcripts of 6,000 words, and the memory of all its processes.

    python -m benchmarks.importing [txt docx vtt pdf] [--files N]

The files are made from syllables, in a folder that is gone afterwards. Each line gives seconds
beside the bound, processor seconds of all processes, and the most memory they had together, in
MiB, beside its bound (Linux only: it is read from /proc every 10 ms).
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

from tests.formats.made_documents import docx
from tests.formats.made_pdf import column, pdf

BOUNDS = {"txt": 6.0, "docx": 15.0, "vtt": 10.0, "pdf": 60.0}
MEMORY = 400
WORDS = 6_000
_SOUNDS = "ba re mi to lu san ker dal vo ni pra sti mon tel gra fi zu hel cor ma"
SYLLABLES = tuple(_SOUNDS.split())
PEOPLE = ("Anna", "Boris", "Carla", "Dawit", "Elena", "Farid", "Grace", "Hugo")
_LINES = 55


def talk(seed: int) -> list[tuple[str, str]]:
    """A talk of eight people, the same for the same seed."""
    chance, left, turns = random.Random(seed), WORDS, []
    while left > 0:
        number = min(left, chance.randint(5, 80))
        words = ("".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(number))
        turns.append((chance.choice(PEOPLE), " ".join(words).capitalize() + "."))
        left -= number
    return turns


def as_text(turns: list[tuple[str, str]]) -> bytes:
    """A line for each turn."""
    return "\n\n".join(f"{who}: {said}" for who, said in turns).encode()


def as_word(turns: list[tuple[str, str]]) -> bytes:
    """A paragraph for each turn."""
    return docx(*(f"{who}: {said}" for who, said in turns))


def as_captions(turns: list[tuple[str, str]]) -> bytes:
    """A caption for every ten words."""
    cues, at = ["WEBVTT"], 0
    for who, said in turns:
        words = said.split()
        for begin in range(0, len(words), 10):
            part = " ".join(words[begin : begin + 10])
            cues.append(f"{_clock(at)} --> {_clock(at + 4)}\n<v {who}>{part}</v>")
            at += 4
    return "\n\n".join(cues).encode()


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000"


def as_pages(turns: list[tuple[str, str]]) -> bytes:
    """Pages of 55 lines."""
    lines: list[str] = []
    for who, said in turns:
        lines += [*textwrap.wrap(f"{who}: {said}", 90), ""]
    pages = [lines[at : at + _LINES] for at in range(0, len(lines), _LINES)]
    return pdf(*(column(*page) for page in pages))


WRITERS: dict[str, Callable[[list[tuple[str, str]]], bytes]] = {
    "txt": as_text,
    "docx": as_word,
    "vtt": as_captions,
    "pdf": as_pages,
}


def memory_of(pid: int) -> int:
    """Bytes that a process and all below it hold; 0 where that is not told."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        below = [int(one) for task in tasks for one in (task / "children").read_text().split()]
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") + sum(memory_of(one) for one in below)


def measured(command: list[str]) -> tuple[float, float, float]:
    """Seconds, processor seconds and the most MiB of a command and all that it starts."""
    before, started, most = _processor(), time.perf_counter(), 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, memory_of(process.pid))
            time.sleep(0.01)
    seconds = time.perf_counter() - started
    if process.returncode:
        raise SystemExit(f"the import ended with {process.returncode}")
    return seconds, _processor() - before, most / 2**20


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(kind: str, number: int, folder: Path) -> bool:
    """Import the files of a kind and print a line; whether it is within the bounds."""
    files = []
    for at in range(number):
        files.append(folder / f"{kind}{at:03}.{kind}")
        files[-1].write_bytes(WRITERS[kind](talk(at)))
    study = str(folder / f"{kind}.qualcode")
    program = [sys.executable, "-m", "qualcode"]
    subprocess.run([*program, "new", study, "--coder", "rk"], check=True, stdout=subprocess.DEVNULL)
    command = [*program, "import", study, *map(str, files), "--coder", "rk"]
    seconds, processor, most = measured(command)
    good = seconds <= BOUNDS[kind] and most <= MEMORY
    print(
        f"{number} {kind:<5}{seconds:6.1f} s of {BOUNDS[kind]:.0f}   processor {processor:.1f} s   "
        f"memory {most:4.0f} MiB of {MEMORY}   {'ok' if good else 'TOO MUCH'}",
        flush=True,
    )
    return good


def main() -> int:
    """Run; 1 where a bound is not kept."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.importing", description=__doc__)
    parser.add_argument("kinds", nargs="*", default=list(BOUNDS), metavar="KIND")
    parser.add_argument("--files", type=int, default=200)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        good = [run(kind, args.files, Path(folder)) for kind in args.kinds]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
