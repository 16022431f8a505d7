"""Kill the coding screen itself at random moments and look for everything it had shown.

    python -m benchmarks.kill_screen [--times 200] [--seed N]

Each time the screen is opened in a terminal of its own, codes sentences by keys, and is killed
(SIGKILL) at a random moment, every fifth time while a memo is being typed. What the last picture
showed (the number of segments, the memo's text two seconds before) is compared with what is
stored; the table gives kills and losses.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import sys
import tempfile
import time
from pathlib import Path

import pexpect
import pyte

from qualcode.project import create_project, open_project
from qualcode.project.doctor import examine

CODER = "dana"
SIZE = (40, 120)
_SHOWN = re.compile(r"Codes\s+([\d,]+) segments?")
_TALK = "\n\n".join(f"Anna: Sentence {n} is said. And so is another one." for n in range(900))


class Terminal:
    """The screen of a study in a terminal that can be looked at."""

    def __init__(self, study: Path) -> None:
        """Open the study and wait for its first picture."""
        self._picture = pyte.Screen(SIZE[1], SIZE[0])
        self._stream = pyte.ByteStream(self._picture)
        self._child = pexpect.spawn(
            sys.executable,
            ["-m", "qualcode", "open", str(study), "--coder", CODER],
            dimensions=SIZE,
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
        )
        until = time.monotonic() + 30
        while "Sentence" not in self.text() and time.monotonic() < until:
            self.look(0.1)

    def look(self, seconds: float) -> None:
        """Take in what is painted for a while."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            try:
                self._stream.feed(self._child.read_nonblocking(1 << 16, timeout=left))
            except (pexpect.TIMEOUT, pexpect.EOF):
                return

    def press(self, keys: str) -> None:
        """Type keys."""
        self._child.send(keys)

    def text(self) -> str:
        """What can be read on the screen."""
        return "\n".join(self._picture.display)

    def kill(self) -> None:
        """End the program at once; what it had painted before is still taken in."""
        self._child.kill(signal.SIGKILL)
        self.look(0.3)
        self._child.close(force=True)


def shown_segments(terminal: Terminal) -> int:
    """The number of segments that the screen shows; 0 where it shows none."""
    found = _SHOWN.search(terminal.text())
    return int(found[1].replace(",", "")) if found else 0


def one_kill(study: Path, chance: random.Random, *, memo: bool) -> tuple[int, str]:
    """Code, perhaps write, and kill: segments shown, and memo text that was two seconds old."""
    terminal = Terminal(study)
    for _ in range(chance.randrange(1, 12)):
        terminal.press("o1")
        terminal.look(chance.uniform(0.0, 0.08))
    typed = ""
    if memo:
        terminal.look(0.3)
        terminal.press("m")
        terminal.look(0.4)
        typed = f"thought {chance.randrange(10**6)}"
        terminal.press(typed)
        terminal.look(2.5)
    terminal.look(chance.uniform(0.0, 0.2))
    terminal.kill()
    return shown_segments(terminal), typed


def kills(times: int, seed: int) -> tuple[int, int, int, int]:
    """Segments stored at the end, segments lost, memos lost, studies damaged."""
    chance, lost, memos, damaged, stored = random.Random(seed), 0, 0, 0, 0
    with tempfile.TemporaryDirectory(prefix="qualcode-kill-") as folder:
        text = Path(folder) / "talk.txt"
        text.write_text(_TALK, encoding="utf-8")
        with create_project(Path(folder) / "study.qualcode", coder=CODER) as project:
            project.transcripts.import_files([text])
            project.codebook.pin(1, project.codebook.create("Learning").id)
            path = project.path
        for number in range(times):
            shown, typed = one_kill(path, chance, memo=number % 5 == 4)
            with open_project(path, coder=CODER) as project:
                stored = sum(project.segments.counts().values())
                kept = "\n".join(draft.text for draft in project.memos.drafts())
                memos += typed not in kept
            lost += max(0, shown - stored)
            damaged += not examine(path).ok
    return stored, lost, memos, damaged


def main() -> int:
    """Print the table; 1 where anything that was shown is lost."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    stored, lost, memos, damaged = kills(options.times, options.seed)
    print(f"kills of the screen      {options.times:8}")
    print(f"segments stored          {stored:8}")
    print(f"segments shown and lost  {lost:8}")
    print(f"memo texts lost          {memos:8}   (older than two seconds)")
    print(f"studies damaged          {damaged:8}")
    return 1 if lost or memos or damaged or not stored else 0


if __name__ == "__main__":
    sys.exit(main())
