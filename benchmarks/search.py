"""Time searches over a large study, each with its filters, and the coding of many hits.

    python -m benchmarks.search STUDY [--runs N]

STUDY is copied first. Each line gives the fastest and the median answer, the number of turns that
fit, and whether the median is within the bound. WORDS are taken from the study itself: the word
that most turns hold and the next two.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from qualcode.domain.tokens import tokens
from qualcode.project import Project, open_project
from qualcode.project.auto_code import AutoCoder, Plan

SEARCH_BOUND = 0.1
CODE_BOUND = 2.0
MOST = 10_000


def common_words(project: Project, count: int) -> list[str]:
    """The words that most turns of the first transcripts hold."""
    found: Counter[str] = Counter()
    for name in list(project.transcripts.names())[:10]:
        for turn in project.transcripts.get(name).turns:
            found.update({token.folded for token in tokens(turn.text)})
    return [word for word, _ in found.most_common(count)]


def queries(project: Project) -> list[str]:
    """Searches that are hard on the index and the filters."""
    first, second, third = common_words(project, 3)
    code = project.codebook.current().codes[0].key
    return [
        first,
        f"{first} {second} {third}",
        f'"{first} {second}"',
        f"{first[:2]}*",
        f"{first} -{second}",
        f"{first} code:{code}",
        f"{first} code:none",
        f"{first} coder:me",
        f"{first} -role:moderator",
        "code:none",
    ]


def timed(call: Callable[[], object], runs: int) -> list[float]:
    """Seconds of each run."""
    seconds = []
    for _ in range(runs):
        begun = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - begun)
    return seconds


def line(name: str, seconds: list[float], bound: float, count: int) -> str:
    """One row of the table."""
    median = statistics.median(seconds)
    verdict = "within" if median <= bound else "OVER"
    return f"{name:34} {min(seconds):8.3f} s {median:8.3f} s {bound:6.1f} s {verdict:7} {count:>8,}"


def code_many(project: Project) -> str:
    """Code as many hits of the commonest word as there are, and take them back."""
    coder = AutoCoder.of_search(project, common_words(project, 1)[0])
    code = project.codebook.current().codes[-1].id
    plan = coder.plan(code, moderators=True)
    part = Plan(code, plan.hits, plan.passages[:MOST], 0, 0, 0)
    seconds = timed(lambda: coder.apply(part), 1)
    project.history.undo()
    return line("code all hits of a search", seconds, CODE_BOUND, len(part.passages))


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("study", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--coder", default="coder1")
    options = parser.parse_args()
    print(f"{'search':34} {'fastest':>10} {'median':>10} {'bound':>8} {'':7} {'turns':>8}")
    with tempfile.TemporaryDirectory(prefix="qualcode-bench-") as folder:
        copy = Path(folder) / "study.qualcode"
        shutil.copyfile(options.study, copy)
        with open_project(copy, coder=options.coder) as project:
            for query in queries(project):
                total = project.search.find(query).total
                seconds = timed(partial(project.search.find, query), options.runs)
                print(line(query, seconds, SEARCH_BOUND, total), flush=True)
            print(code_many(project))
    return 0


if __name__ == "__main__":
    sys.exit(main())
