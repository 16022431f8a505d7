"""Tables of the coded study: pure functions of a corpus and filters, each with its recipe."""

from __future__ import annotations

from qualcode.analysis.codebook import codebook_table
from qualcode.analysis.frequency import frequencies
from qualcode.analysis.group_corpus import corpus_table
from qualcode.analysis.group_data import GroupData
from qualcode.analysis.group_people import participants_table
from qualcode.analysis.group_questions import questions_table
from qualcode.analysis.group_replies import replies_table
from qualcode.analysis.history import HistoryRow, history_table
from qualcode.analysis.overlap import cooccurrence
from qualcode.analysis.recipes import recipe
from qualcode.analysis.segments import SegmentDetail, segments_table
from qualcode.analysis.speakers import speakers_table

__all__ = [
    "GroupData",
    "HistoryRow",
    "SegmentDetail",
    "codebook_table",
    "cooccurrence",
    "corpus_table",
    "frequencies",
    "history_table",
    "participants_table",
    "questions_table",
    "recipe",
    "replies_table",
    "segments_table",
    "speakers_table",
]
