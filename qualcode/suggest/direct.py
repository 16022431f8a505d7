"""Suggestions in the process that asks, for the command line; it loads spaCy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qualcode.domain.codebook import Codebook
from qualcode.domain.suggestions import Decided, Proposal
from qualcode.domain.transcripts import Transcript
from qualcode.suggest.rules import RuleSuggester
from qualcode.suggest.units import units_of


def suggest_now(
    codebook: Codebook, transcripts: Iterable[Transcript], decisions: Sequence[Decided] = ()
) -> list[Proposal]:
    """Proposals for whole transcripts in the given order; what was decided is left out."""
    units = [unit for transcript in transcripts for unit in units_of(transcript)]
    suggester = RuleSuggester(codebook)
    suggester.fit(units, decisions)
    return suggester.score(units)
