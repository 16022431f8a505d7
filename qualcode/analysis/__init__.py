"""Tables of the coded study: pure functions of a corpus and filters, each with its recipe."""

from __future__ import annotations

from qualcode.analysis.codebook import codebook_table
from qualcode.analysis.frequency import frequencies
from qualcode.analysis.history import HistoryRow, history_table
from qualcode.analysis.overlap import cooccurrence
from qualcode.analysis.recipes import recipe
from qualcode.analysis.segments import SegmentDetail, segments_table
from qualcode.analysis.speakers import speakers_table

__all__ = [
    "HistoryRow",
    "SegmentDetail",
    "codebook_table",
    "cooccurrence",
    "frequencies",
    "history_table",
    "recipe",
    "segments_table",
    "speakers_table",
]
