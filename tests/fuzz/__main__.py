"""Fuzz the readers with atheris: ``python -m tests.fuzz [--seconds 120] [SUFFIX...]``.

What breaks a reader, or takes it more than five seconds, is kept once for each place where it
breaks, as a file to be read: put it into tests/formats/seeds when it is mended. It needs
``pip install qualcode[fuzz]``; bytes come from our own seeds and from chance, never from people.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

from tests.formats.reads import check_any
from tests.fuzz.inputs import MAIN, TEXTS, file_of, seeds_of

SLOW = 5.0
KINDS = (*TEXTS, *MAIN, ".pdf")
LONGEST = 4_096


class Finder:
    """Reads what the fuzzer makes and keeps what should not have happened."""

    def __init__(self, suffix: str, keep: Path) -> None:
        """Keep finds of one kind of file in a folder."""
        self.suffix, self.keep = suffix, keep
        self.places: set[str] = set()

    def try_one(self, data: bytes) -> None:
        """Read one input."""
        file = file_of(self.suffix, data)
        started = time.perf_counter()
        try:
            check_any(file, f"talk{self.suffix}")
        except Exception as fault:
            last = traceback.extract_tb(fault.__traceback__)[-1]
            self.found(file, f"{type(fault).__name__} {last.filename}:{last.lineno} {fault}"[:300])
        if time.perf_counter() - started > SLOW:
            self.found(file, "slow")

    def found(self, file: bytes, what: str) -> None:
        """Keep an input whose place was not known."""
        place = what.split(" ")[1] if " " in what else what
        if place not in self.places:
            self.places.add(place)
            name = f"{hashlib.sha256(file).hexdigest()[:12]}{self.suffix}"
            (self.keep / name).write_bytes(file)
            print(f"FOUND {name}: {what}", flush=True)


def fuzz(suffix: str, seconds: int, keep: Path) -> None:
    """Fuzz one kind in this process, which atheris ends."""
    import atheris

    with atheris.instrument_imports(include=["qualcode.formats"]):
        from qualcode.formats.read.registry import format_of

        format_of(suffix)
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds_of(suffix)):
            (Path(corpus) / str(number)).write_bytes(seed)
        arguments = [
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST}",
            "-verbosity=0",
            "-print_final_stats=1",
            corpus,
        ]
        atheris.Setup([sys.argv[0], *arguments], Finder(suffix, keep).try_one)
        atheris.Fuzz()


def main() -> None:
    """A process for each kind of file."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("suffixes", nargs="*", default=KINDS, metavar="SUFFIX")
    parser.add_argument("--seconds", type=int, default=120, help="for each kind of file")
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"))
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    args.keep.mkdir(parents=True, exist_ok=True)
    if args.alone:
        fuzz(args.suffixes[0], args.seconds, args.keep)
    for suffix in args.suffixes:
        print(f"== {suffix}", flush=True)
        options = [suffix, "--seconds", str(args.seconds), "--keep", str(args.keep), "--alone"]
        subprocess.run([sys.executable, "-m", "tests.fuzz", *options], check=False)


if __name__ == "__main__":
    main()
