"""Time whole commands on a large study, beside the best rival measured on the same load.

    python -m benchmarks.commands LOAD [--runs N]

LOAD is a folder with 200 focus groups as text files (``txt/``), ``codebook.csv`` and
``segments_100000.csv`` (whole-transcript positions). Each command runs as a process of its own,
its start included; the table gives the fastest and the median run, the bound, and how many times
faster the median is than the best rival on that load.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Task:
    """A command with its bound in seconds and the best rival's seconds (None where none can)."""

    name: str
    arguments: tuple[str, ...]
    bound: float
    rival: float | None
    rival_name: str
    prepare: Callable[[], object] = lambda: None


def run(arguments: Sequence[str]) -> float:
    """Seconds a command takes; raises CalledProcessError where it fails."""
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "qualcode", *arguments], check=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter() - started


def tasks(load: Path, work: Path) -> list[Task]:
    """The commands of the table, in the order in which they need each other."""
    study, bare, coded = (work / f"{name}.qualcode" for name in ("study", "bare", "coded"))
    texts = [str(path) for path in sorted((load / "txt").glob("*.txt"))]
    segments = str(load / "segments_100000.csv")

    def empty() -> None:
        study.unlink(missing_ok=True)
        run(["new", str(study)])

    def uncoded() -> None:
        if not bare.exists():
            run(["codebook", "import", str(study), str(load / "codebook.csv")])
            shutil.copyfile(study, bare)
        shutil.copyfile(bare, coded)

    def finished() -> None:
        for coder in ("coder1", "coder2"):
            run(["finish", str(coded), "--coder", coder])

    def export(table: str, suffix: str) -> tuple[str, ...]:
        return ("export", str(coded), table, str(work / f"{table}.{suffix}"))

    many, big = ("import", str(study), *texts), ("segments", "import", str(coded), segments)
    both = ("compare", str(coded), "--json")
    return [
        Task("start: --version", ("--version",), 0.2, 0.9, "qc"),
        Task("import 200 transcripts", many, 6.0, 9.0, "Taguette", empty),
        Task("import 100,000 segments", big, 8.0, None, "none can", uncoded),
        Task("segments to CSV", export("segments", "csv"), 2.0, 22.0, "Taguette"),
        Task("segments to XLSX", export("segments", "xlsx"), 10.0, 29.0, "Taguette"),
        Task("co-occurrence of all codes", export("cooccurrence", "csv"), 1.5, 29.0, "qc"),
        Task("agreement of two coders", both, 1.5, 20.0, "QualCoder (wrong)", finished),
    ]


def measure(task: Task, runs: int) -> str:
    """One row of the table."""
    seconds = []
    for _ in range(runs):
        task.prepare()
        seconds.append(run(task.arguments))
    median = statistics.median(seconds)
    ratio = f"{task.rival / median:6.1f} x" if task.rival else "       –"
    verdict = "within" if median <= task.bound else "OVER"
    rival = f"{task.rival:5.1f} s" if task.rival else "      –"
    return (
        f"{task.name:28} {min(seconds):7.2f} s {median:7.2f} s {task.bound:6.1f} s {verdict:7}"
        f"{rival} {ratio}  {task.rival_name}"
    )


def main() -> int:
    """Print the table; 1 where the load is not there."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("load", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    if not (options.load / "segments_100000.csv").exists():
        print(f"{options.load} holds no load (txt/, codebook.csv, segments_100000.csv)")
        return 1
    print(
        f"{'command':28} {'fastest':>9} {'median':>9} {'bound':>8} {'':7}{'rival':>7} {'ratio':>8}"
    )
    with tempfile.TemporaryDirectory(prefix="qualcode-bench-") as folder:
        for task in tasks(options.load, Path(folder)):
            print(measure(task, options.runs), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
