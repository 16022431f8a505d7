"""Agreement by interval sweep against the naive way, one array element per character.

    python -m benchmarks.agreement [--documents 200] [--segments 100000]

Both compute the two-by-two tables of 30 codes and two coders over the same random spans; the
tables must be equal, and the last column is how many times faster the sweep is.
"""

from __future__ import annotations

import argparse
import sys
import time

import numpy as np
from numpy.typing import NDArray

from qualcode.agreement import Material, compare

CODES = 30
LENGTH = 40_000


def material(documents: int, segments: int) -> Material:
    """Random spans of two coders with 30 codes over documents of 40,000 characters."""
    chance = np.random.default_rng(7)
    starts = chance.integers(0, LENGTH - 400, segments)
    spans = np.column_stack(
        [
            chance.integers(0, documents, segments),
            chance.integers(0, 2, segments),
            chance.integers(0, CODES, segments),
            starts,
            starts + chance.integers(20, 400, segments),
        ]
    )
    return Material(
        documents=tuple(f"d{number}" for number in range(documents)),
        lengths=np.full(documents, LENGTH, dtype=np.int64),
        counted=tuple(np.array([[0, LENGTH]]) for _ in range(documents)),
        units=None,
        coders=("a", "b"),
        codes=tuple(f"c{number}" for number in range(CODES)),
        spans=spans,
    )


def naive(given: Material) -> NDArray[np.int64]:
    """The table (both, only a, only b, neither) of each code, character by character."""
    tables = np.zeros((CODES, 4), dtype=np.int64)
    coded = np.zeros((2, LENGTH), dtype=bool)
    for document in range(len(given.documents)):
        here = given.spans[given.spans[:, 0] == document]
        for code in range(CODES):
            coded[:] = False
            for _, coder, _, start, end in here[here[:, 2] == code]:
                coded[coder, start:end] = True
            a, b = coded
            tables[code] += [(a & b).sum(), (a & ~b).sum(), (~a & b).sum(), (~a & ~b).sum()]
    return tables


def main() -> int:
    """Print the table; 1 where the two ways differ."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--segments", type=int, default=100_000)
    options = parser.parse_args()
    given = material(options.documents, options.segments)
    started = time.perf_counter()
    swept = compare(given)
    sweep = time.perf_counter() - started
    started = time.perf_counter()
    tables = naive(given)
    slow = time.perf_counter() - started
    ours = [[code.n11, code.n10, code.n01, code.n00] for code in swept.codes]
    equal = ours == tables.tolist()
    print(f"interval sweep, all figures  {sweep:8.3f} s")
    print(f"one element per character    {slow:8.3f} s   {slow / sweep:7.1f} x slower")
    print(f"tables equal                 {equal}")
    return 0 if equal else 1


if __name__ == "__main__":
    sys.exit(main())
