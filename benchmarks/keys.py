"""Time the screen key by key on three large studies, in a real terminal.

    python -m benchmarks.keys LOAD [--timer PROGRAM]

LOAD is as for ``benchmarks.commands``. The first study has the load's 200 transcripts and 100,000
segments, the others one transcript each of 600,000 and of 5,000,000 characters with 20,000
segments. The views are opened in the first one, each several times. PROGRAM times a terminal
program from key press to the end of the last painted frame and takes ``--keys`` and ``--max``
(default: ``key_latency.py`` of the folder ``shared`` beside the checkout); it prints the figures
and ends with 1 where a bound does not hold.
"""

from __future__ import annotations

import argparse
import csv
import random
import subprocess
import sys
import tempfile
from pathlib import Path

TIMER = Path(__file__).parents[2] / "shared" / "tools" / "key_latency.py"
CODER = "coder1"
LENGTHS = {"long": 600_000, "longest": 5_000_000}
VIEWS = {
    "dashboard": "d",
    "speakers": "s",
    "passages": "v",
    "matrix": "m",
    "memos": "n",
    "history": "h",
    "group": "p",
    "questions": "q",
}
"""Views that are read as a whole, with the letter after g."""


def qualcode(*arguments: str | Path) -> str:
    """Run a command and give its output."""
    words = [sys.executable, "-m", "qualcode", *map(str, arguments)]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def many(load: Path, work: Path) -> Path:
    """The study with 200 transcripts and 100,000 segments."""
    study = work / "many.qualcode"
    qualcode("new", study)
    qualcode("import", study, *sorted((load / "txt").glob("*.txt")))
    qualcode("codebook", "import", study, load / "codebook.csv")
    qualcode("segments", "import", study, load / "segments_100000.csv")
    return study


def long(load: Path, work: Path, name: str) -> Path:
    """A study with one transcript of this name's length and 20,000 segments."""
    study, source, text = work / f"{name}.qualcode", work / f"{name}.txt", ""
    for path in sorted((load / "txt").glob("*.txt")):
        text += path.read_text(encoding="utf-8") + "\n"
        if len(text) > LENGTHS[name] * 1.02:
            break
    source.write_text(text, encoding="utf-8")
    qualcode("new", study)
    qualcode("import", study, source)
    qualcode("codebook", "import", study, load / "codebook.csv")
    stored = qualcode("text", study, name)
    with (load / "codebook.csv").open(encoding="utf-8", newline="") as file:
        codes = [row["name"] for row in csv.DictReader(file)]
    chance, rows = random.Random(3), set[tuple[str, int, int, str, str]]()
    while len(rows) < 20_000:
        start = chance.randrange(len(stored) - 300)
        end = start + chance.randrange(20, 200)
        if not (stored[start].isspace() or stored[end - 1].isspace()):
            rows.add((name, start, end, chance.choice(codes), CODER))
    table = work / "segments.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["transcript", "start", "end", "code", "coder"])
        writer.writerows(sorted(rows))
    qualcode("segments", "import", study, table)
    return study


def timed(timer: Path, study: Path, *options: str) -> int:
    """Time keys on a study; the timer's exit code."""
    print(f"\n{study.stem}:", flush=True)
    command = [sys.executable, "-m", "qualcode", "open", str(study), "--coder", CODER]
    before = [sys.executable, str(timer), "--size", "40x120", "--ready", CODER]
    return subprocess.run([*before, *options, "--", *command], check=False).returncode


def main() -> int:
    """Make the studies and time them; 1 where a bound does not hold."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("load", type=Path)
    parser.add_argument("--timer", type=Path, default=TIMER)
    given = parser.parse_args()
    if not given.timer.exists() or not (given.load / "segments_100000.csv").exists():
        print(f"either {given.timer} or {given.load / 'segments_100000.csv'} is not there")
        return 1
    moving = ("--keys", "unit=<down>:40", "--max", "unit=16,16", "--keys", "extend=<s-right>:20")
    paging = ("--keys", "page=<pgdn>:30", "--max", "page=25,25", "--keys", "jump=<end>,<home>:6")
    coding = ("--keys", "code=<down>,1:20", "--max", "code=12,60", "--keys", "undo=u,U:6")
    views = [word for view, key in VIEWS.items() for word in ("--keys", f"{view}=g,{key},<esc>:5")]
    with tempfile.TemporaryDirectory(prefix="qualcode-keys-") as folder:
        work = Path(folder)
        bounds = ("--start-max", "1.0", "--rss-max", "150")
        worst = timed(given.timer, many(given.load, work), *bounds, *moving, *coding, *views)
        for name in LENGTHS:
            study = long(given.load, work, name)
            keys = (*moving, *paging, *coding)
            worst = max(worst, timed(given.timer, study, "--rss-max", "150", *keys))
        return worst


if __name__ == "__main__":
    sys.exit(main())
