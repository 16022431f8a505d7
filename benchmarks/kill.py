"""Kill a coding session at random moments and look for every change it had confirmed.

    python -m benchmarks.kill [--times 200] [--seed N]

A child process codes without pause and prints each segment once its call has come back. The
parent kills it (SIGKILL), opens the study, and compares: every confirmed segment must be there,
the examination clean. The table gives kills, hot journals rolled back, and losses; a naive
program that saves every 30 seconds would on average lose 15 seconds of work per kill.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from qualcode.project import create_project, open_project
from qualcode.project.doctor import examine

_TALK = "Anna: " + "We went there and we learned something from it. " * 400

_CHILD = """
import random, sys
from pathlib import Path
from qualcode.domain.errors import Refused
from qualcode.project import open_project
with open_project(Path(sys.argv[1]), coder="rk") as project:
    one = project.transcripts.get("talk")
    code = project.codebook.current().codes[0].id
    chance = random.Random(int(sys.argv[2]))
    while True:
        start = chance.randrange(one.positions.end - 200)
        try:
            made = project.segments.add(one.id, start, start + chance.randrange(1, 200), code)
        except Refused:
            continue  # this very place is coded already
        print(made.id, made.start, made.end, flush=True)
"""


def study(folder: Path) -> Path:
    """A study with one transcript and one code."""
    text = folder / "talk.txt"
    text.write_text(_TALK, encoding="utf-8")
    with create_project(folder / "study.qualcode", coder="rk") as project:
        project.transcripts.import_files([text])
        project.codebook.create("Learning")
        return project.path


def one_kill(path: Path, chance: random.Random) -> set[str]:
    """Let the child code for a while and kill it; the lines it confirmed."""
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(path), str(chance.getrandbits(30))],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert child.stdout is not None
    first = child.stdout.readline()
    time.sleep(chance.uniform(0.0, 0.25))
    child.send_signal(signal.SIGKILL)
    rest = child.stdout.read()
    child.wait()
    lines = (first + rest).splitlines(keepends=True)
    return {line.strip() for line in lines if line.endswith("\n")}


def kills(times: int, seed: int) -> tuple[int, int, int, int]:
    """Confirmed changes, hot journals met, changes lost, damaged studies."""
    chance, confirmed, lost, hot, damaged = random.Random(seed), set[str](), 0, 0, 0
    with tempfile.TemporaryDirectory(prefix="qualcode-kill-") as folder:
        path = study(Path(folder))
        for _ in range(times):
            confirmed |= one_kill(path, chance)
            hot += path.with_name(path.name + "-journal").exists()
            with open_project(path, coder="rk") as project:
                one = project.transcripts.get("talk")
                there = {f"{s.id} {s.start} {s.end}" for s in project.segments.of(one.id)}
            lost += len(confirmed - there)
            damaged += not examine(path).ok
        return len(confirmed), hot, lost, damaged


def main() -> int:
    """Print the table; 1 where anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    confirmed, hot, lost, damaged = kills(options.times, options.seed)
    print(f"kills              {options.times:8}")
    print(f"confirmed changes  {confirmed:8}")
    print(f"hot journals       {hot:8}")
    print(f"changes lost       {lost:8}   ({lost / max(1, confirmed):.6f} of the confirmed)")
    print(f"studies damaged    {damaged:8}")
    return 1 if lost or damaged else 0


if __name__ == "__main__":
    sys.exit(main())
