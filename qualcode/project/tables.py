"""The tables of the study, made from what is stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from qualcode.analysis import (
    GroupData,
    HistoryRow,
    SegmentDetail,
    codebook_table,
    cooccurrence,
    corpus_table,
    frequencies,
    history_table,
    participants_table,
    questions_table,
    replies_table,
    segments_table,
    speakers_table,
)
from qualcode.analysis.recipes import ALL
from qualcode.domain.attributes import Subject
from qualcode.domain.corpus import CodedSpan, Corpus
from qualcode.domain.errors import BadInput
from qualcode.domain.tables import Filters, Table
from qualcode.domain.transcripts import Transcript
from qualcode.project.room import Room
from qualcode.store import coders, guide, memos, people, segments, transcripts

NAMES = (
    "segments",
    "frequencies",
    "cooccurrence",
    "codebook",
    "speakers",
    "agreement",
    "history",
    "corpus",
    "participants",
    "questions",
    "replies",
)


class TableRoom(Room):
    """Makes tables by name; each carries its recipe with title and approach of the study."""

    def make(self, name: str, filters: Filters | None = None) -> Table:
        """The named table; raises BadInput for another name or a filter that names nothing."""
        makers: dict[str, Callable[[Filters], Table]] = {
            "segments": self._segments,
            "frequencies": lambda chosen: frequencies(self.corpus(), chosen),
            "cooccurrence": lambda chosen: cooccurrence(self.corpus(), chosen),
            "codebook": lambda chosen: codebook_table(self.corpus(), chosen),
            "speakers": lambda chosen: speakers_table(self.corpus(), chosen),
            "agreement": self._agreement,
            "history": self._history,
            "corpus": lambda chosen: corpus_table(self.corpus(), chosen, self.group_data()),
            "participants": lambda chosen: participants_table(
                self.corpus(), chosen, self.group_data()
            ),
            "questions": lambda chosen: questions_table(self.corpus(), chosen, self.group_data()),
            "replies": lambda chosen: replies_table(self.corpus(), chosen, self.group_data()),
        }
        if name not in makers:
            raise BadInput(f"there is no table “{name}”: use one of {', '.join(NAMES)}")
        return self.finished(makers[name], filters or Filters())

    def finished(self, maker: Callable[[Filters], Table], wanted: Filters) -> Table:
        """A table for filters that may name sets, with title, approach and version of the study."""
        chosen = self.project.sets.chosen(wanted.sets, wanted.transcripts)
        table = maker(replace(wanted, transcripts=chosen, sets=()))
        if wanted.sets:
            sets = {"sets": self.project.sets.described(wanted.sets)}
            table = replace(table, recipe={**table.recipe, **sets})
        study = {"title": self.project.title, "approach": self.project.approach}
        version = {"codebook_version": self.project.codebook.current().version}
        return replace(table, recipe={**version, **table.recipe, "study": study})

    def corpus(self) -> Corpus:
        """The whole coded study."""
        loaded = tuple(transcripts.load_many(self.database))
        return self._corpus(loaded, segments.spans(self.database, loaded))

    def group_data(self) -> GroupData:
        """What is known of people and groups, and the topic guide."""
        subject = Subject.TRANSCRIPT
        return GroupData(
            participants=tuple(people.participants(self.database)),
            attributes=tuple(people.attributes(self.database, Subject.PARTICIPANT)),
            transcript_attributes=tuple(people.attributes(self.database, subject)),
            transcript_values=people.values(self.database, subject),
            questions=tuple(guide.questions(self.database)),
            words=transcripts.words_by_speaker(self.database),
        )

    def _corpus(self, loaded: tuple[Transcript, ...], spans: list[CodedSpan]) -> Corpus:
        people = tuple(coders.everyone(self.database))
        return Corpus(loaded, self.project.codebook.current(), people, spans)

    def _segments(self, filters: Filters) -> Table:
        remarks = memos.texts_of_segments(self.database)
        loaded = tuple(transcripts.load_many(self.database))
        spans, found = segments.spans_and_details(self.database, loaded)
        details = [
            SegmentDetail(
                key, origin, created, remarks.get(key, ""), suggestion, version, key_quote, weight
            )
            for key, origin, created, version, suggestion, key_quote, weight in found
        ]
        return segments_table(self._corpus(loaded, spans), filters, details)

    def _agreement(self, filters: Filters) -> Table:
        comparison = self.project.agreement.compare(
            coders=filters.coders,
            codes=filters.codes,
            transcripts=filters.transcripts,
            all_text=filters.all_text,
        )
        table: Table = comparison.table()
        return table

    def _history(self, filters: Filters) -> Table:
        """The actions of the named coders, about the named transcripts and codes."""
        self._check_coders(filters.coders)
        wanted = set(self.transcript_ids(filters.transcripts)) if filters.transcripts else set()
        table = history_table(
            HistoryRow(
                sequence=entry.sequence,
                at=entry.at.isoformat(timespec="seconds"),
                coder=entry.coder,
                action=entry.kind,
                what=entry.sentence,
                undone=entry.undone,
            )
            for entry in self.project.history.entries()
            if (not filters.coders or entry.coder in filters.coders)
            and (not filters.codes or entry.code_id in filters.codes)
            and (not wanted or entry.transcripts & wanted)
        )
        names = self.project.codebook.current().by_id
        chosen = {
            "coders": list(filters.coders) or ALL,
            "codes": [names[code].key for code in filters.codes] or ALL,
            "transcripts": list(filters.transcripts) or ALL,
        }
        return replace(table, recipe={**table.recipe, "filters": chosen})

    def _check_coders(self, names: Sequence[str]) -> None:
        known = {one.name for one in coders.everyone(self.database)}
        for name in names:
            if name not in known:
                raise BadInput(f"there is no coder “{name}” in the study")
