"""Suggestions of codes, for people to take or leave.

What is imported here loads neither spaCy nor numpy. The engine (``rules``, ``matching``,
``direct``, ``worker``) does, and runs in a process of its own.
"""

from __future__ import annotations

from qualcode.suggest.client import Reply, SuggestionWorker
from qualcode.suggest.engine import Explanation, Hit, HitKind, PhraseRecord, Suggester, Unit
from qualcode.suggest.units import turns_of, units_of

__all__ = [
    "Explanation",
    "Hit",
    "HitKind",
    "PhraseRecord",
    "Reply",
    "Suggester",
    "SuggestionWorker",
    "Unit",
    "turns_of",
    "units_of",
]
