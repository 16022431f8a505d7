"""Whether reading on still brings codes that were not used before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

BASE, RUN, LIMIT = 4, 2, 0.05
"""Transcripts in the base, transcripts in the run, and the share of the base that is called few."""


class Trend(StrEnum):
    """What the numbers of codes first used say, in words."""

    LEVELLING_OFF = "levelling off"
    RISING = "still rising"
    TOO_FEW = "too few to say"


def first_uses(order: Sequence[str], pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Number of codes that occur in a transcript and in none before it, by transcript id.

    ``pairs`` are (transcript id, code id); transcripts without any code are left out.
    """
    by_transcript: dict[str, set[str]] = {}
    for transcript_id, code_id in pairs:
        by_transcript.setdefault(transcript_id, set()).add(code_id)
    seen: set[str] = set()
    found: dict[str, int] = {}
    for key in order:
        if key in by_transcript:
            found[key] = len(by_transcript[key] - seen)
            seen |= by_transcript[key]
    return found


def trend(counts: Sequence[int]) -> Trend:
    """The trend of codes first used in each coded transcript, in the order of the study.

    Levelling off: the last two transcripts together brought at most 5 % as many codes as the first
    four did. Too few to say: fewer than six coded transcripts, or none coded in the first four.
    After Guest, Namey and Chen (2020), PLoS ONE 15(5): e0232076, with base 4, run 2, threshold 5 %.
    """
    base = sum(counts[:BASE])
    if len(counts) < BASE + RUN or not base:
        return Trend.TOO_FEW
    return Trend.LEVELLING_OFF if sum(counts[-RUN:]) <= LIMIT * base else Trend.RISING
