"""What a user can set about the reading of a transcript file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class ReadOptions:
    """Overrides of what a reader finds out by itself; None and False leave it to the reader.

    ``encoding`` is a name Python knows; ``turns`` a template such as
    ``[{time}] {speaker}: {text}``; ``no_speakers`` makes paragraphs turns without speakers;
    ``columns`` maps the parts of a turn (``speaker``, ``text``, ``start``, ``end``) or of a survey
    to column names of a table (and ``delimiter`` to its name); ``speakers`` are labels to take and
    ``not_speakers`` labels to leave in the text, whatever the reader thinks of them (white space
    and case do not matter);
    ``each_cue`` keeps every caption a turn of its own; ``convention`` is the way of reading to
    take among those that fit, by its name in a ranking, whatever its score.
    """

    encoding: str | None = None
    turns: str | None = None
    no_speakers: bool = False
    columns: Mapping[str, str] | None = None
    speakers: frozenset[str] = frozenset()
    not_speakers: frozenset[str] = frozenset()
    each_cue: bool = False
    convention: str | None = None


AUTOMATIC = ReadOptions()
"""Nothing overridden."""
