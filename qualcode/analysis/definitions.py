"""What the columns of each table mean, in words: part of every recipe."""

from __future__ import annotations

_COUNTED = (
    "text of moderator, assistant and interpreter does not count unless all_text; segments are "
    "clipped to the text that counts and dropped where nothing is left; line feeds between "
    "turns never count"
)
_SPEAKERS = (
    "different people whose counted text carries the code: a participant once over all "
    "transcripts where known, else a label in its transcript; unknown labels are one person "
    "each; labels for several people and turns without a speaker are nobody"
)
_UNION = (
    "with union, segments of one code that share text are one, whoever coded them; otherwise "
    "each coder's segments stand for themselves"
)
_PRESENT = (
    "people with the role of participant: a participant with several labels once; labels for "
    "several people and unknown speakers are not among them"
)
_GROUPS = "transcripts with at least one segment"

DEFINITIONS: dict[str, dict[str, str]] = {
    "segments": {
        "rows": "one per segment, of every role; all_text and union change nothing here",
        "start, end": "code points in the transcript's text (turns joined by a line feed), half "
        "open",
        "turn, question, time": "of the first turn that holds text of the segment; turns count "
        "from 1, time is hh:mm:ss from the start of the recording",
        "speaker, role": "of all turns with text of the segment, in order, each once, joined by ;",
        "quote": "the text under the segment",
    },
    "frequencies": {
        "rows": "one per coder and code, unused codes too; coders are never added up",
        "counted text": _COUNTED,
        "union": _UNION,
        "mentions": "segments",
        "speakers": _SPEAKERS,
        "groups": _GROUPS,
        "characters": "coded characters, each once",
        "words": "words with at least one coded character, each once",
        "mentions_per_1000_words": "1000 * mentions / counted words of the filtered transcripts",
        "..._with_below": "the same for the code and all codes below it together, of those that "
        "the filter lets through; people and groups once",
    },
    "cooccurrence": {
        "rows": "one per coder and pair of different codes of which segments overlap",
        "counted text": _COUNTED,
        "union": _UNION,
        "overlaps": "pairs of segments of one coder that share at least one counted character",
        "segments_a, segments_b": "all segments of the code by that coder",
        "shared_characters": "characters that have both codes",
        "jaccard": "shared characters / characters that have either code",
        "speakers": _SPEAKERS.replace("carries the code", "carries both codes"),
        "groups": "transcripts with at least one shared character",
    },
    "codebook": {
        "rows": "one per code, unused and retired codes too",
        "counted text": _COUNTED,
        "union": _UNION,
        "level": "1 at the top",
        "segments": "segments of all filtered coders together, without codes below",
        "speakers": _SPEAKERS,
        "groups": _GROUPS,
        "coders": "filtered coders with at least one segment",
    },
    "speakers": {
        "rows": "one per label and transcript; turns without a speaker are a row without a label",
        "counted text": _COUNTED,
        "union": _UNION,
        "words": "letters or digits joined by inner apostrophes or hyphens",
        "share_of_words": "words / words of the transcript",
        "share_of_counted_words": "words / counted words of the transcript",
        "coded_share": "characters with at least one segment of the filtered coders and codes / "
        "characters of the speaker",
        "segments": "segments of all filtered coders with text of the speaker",
        "codes": "different codes among them",
        "empty cells": "the speaker's text does not count, or there is no text to divide by",
    },
    "corpus": {
        "rows": "one per transcript, in the order of the study",
        "date": "the transcript's attribute of that name, else its only date",
        "minutes": "the transcript's attribute minutes, else from the first to the last time stamp",
        "participants": _PRESENT,
        "words": "of everyone; letters or digits joined by inner apostrophes or hyphens",
        "moderator_share": "words of moderators / words",
        "coded_share": "characters with a segment of any of the filtered coders and codes / "
        "characters that count",
        "counted text": _COUNTED,
    },
    "participants": {
        "rows": "one per participant, and one per participant's label with nobody known behind it",
        "transcripts": "in which one of the labels is the participant's",
        "attributes": "as printed: numbers by their bands, dates by their year; empty is not "
        "asked, (no answer) is not answered",
        "people_alike": "participants of this table with the same printed values in all attributes",
        "warning": "1 person in its cell: the printed values alone tell who it is",
    },
    "questions": {
        "rows": "one per transcript, question of the guide and participant",
        "participants": _PRESENT,
        "question": "a turn belongs to the question of the last turn, itself or before it, to "
        "which one was assigned",
        "asked": "whether the question was assigned to a turn of the transcript; if not, the "
        "figures are empty",
        "order": "1 for the first participant to speak after the question was asked",
        "turns, words": "of the participant under the question; 0 is silence",
        "agree, dissent, statement_for, statement_against": "turns with text that any of the "
        "filtered coders gave such a code of the layer interaction (statement_for: building on); "
        "empty without such a code in the codebook",
        "no_answer": "asked, and not a turn",
    },
    "replies": {
        "rows": "one per transcript and speaker; the last one is the sum of those whose text "
        "counts (all but moderator, assistant and interpreter)",
        "replies": "turns that answer somebody: the turn before by another speaker, unless "
        "another one was set; turns without a speaker answer nobody and are not answered; on "
        "answer sheets nobody answers the others",
        "to_moderator, share_to_moderator": "replies to a moderator's turn; divided by all",
        "agree, build, dissent, challenge": "replies with text that any of the filtered coders "
        "gave that code of the layer interaction; empty without such a code in the codebook",
        "to ...": "replies to the one of that name; empty where nobody of that name is in the "
        "transcript",
    },
    "history": {
        "rows": "one per action in the order of the journal, undone ones too",
        "at": "UTC",
        "what": "what was done, without words of those who took part",
    },
}
