"""The coded study in memory, as the analysis reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from qualcode.domain.codebook import Codebook
from qualcode.domain.people import Coder
from qualcode.domain.transcripts import Transcript


class CodedSpan(NamedTuple):
    """A segment reduced to what counting needs: ids and whole positions, half open."""

    segment_id: str
    transcript_id: str
    code_id: str
    coder_id: str
    start: int
    end: int


@dataclass(frozen=True)
class Corpus:
    """Transcripts, codebook, coders and spans; spans are sorted by transcript and start."""

    transcripts: tuple[Transcript, ...]
    codebook: Codebook
    coders: tuple[Coder, ...]
    spans: Sequence[CodedSpan]

    @cached_property
    def transcript_by_id(self) -> dict[str, Transcript]:
        """Each transcript by its id."""
        return {transcript.id: transcript for transcript in self.transcripts}

    @cached_property
    def coder_names(self) -> dict[str, str]:
        """Name of each coder by id."""
        return {coder.id: coder.name for coder in self.coders}
