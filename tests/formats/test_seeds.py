"""Every seed of the fuzzer, and all that it ever broke a reader with, through every reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.formats.read.transcript import SUFFIXES
from tests.formats.reads import check_any
from tests.fuzz.inputs import MAIN, TEXTS, file_of, seeds_of

SEEDS = sorted((Path(__file__).parent / "seeds").iterdir())
KINDS = (*TEXTS, *MAIN, ".pdf")


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name)
def test_a_kept_input_harms_no_reader(seed: Path) -> None:
    data = seed.read_bytes()
    assert len(data) < 100_000
    for suffix in SUFFIXES:
        check_any(data, f"talk{suffix}")
        check_any(file_of(suffix, data) if suffix in KINDS else data, f"talk{suffix}")


@pytest.mark.parametrize("suffix", KINDS)
def test_what_the_fuzzer_starts_from_is_sound(suffix: str) -> None:
    for seed in seeds_of(suffix):
        check_any(file_of(suffix, seed), f"talk{suffix}")
