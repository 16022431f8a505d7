"""All passages with a code, read together; several of them recoded or freed of it at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from qualcode.domain.errors import Refused
from qualcode.domain.ids import now
from qualcode.domain.people import Progress
from qualcode.domain.spans import Span
from qualcode.project.actions import Action
from qualcode.project.room import Room
from qualcode.project.voices import Cast, Voice
from qualcode.store import coders, memos
from qualcode.store import passages as stored
from qualcode.store.passages import PassageRow
from qualcode.store.schema import coder_transcript, memo, segment

if TYPE_CHECKING:
    from qualcode.project.codebook_unmerge import Unmerged


@dataclass(frozen=True, slots=True)
class Passage:
    """A segment as it is read by code; ``turn`` counts from 1, ``code`` is its path."""

    id: str
    code_id: str
    code: str
    transcript_id: str
    transcript: str
    voices: tuple[str, ...]
    """Ids of those who speak it, in order ("" for nobody)."""
    speakers: tuple[str, ...]
    roles: tuple[str, ...]
    turn: int
    start_ms: int | None
    quote: str
    key_quote: bool
    has_memo: bool
    origin: str
    codebook_version: int
    anchors: tuple[str, int, str, int]
    """First turn's id and offset, last turn's id and offset."""


class PassageRoom(Room):
    """Passages of the present coder by code, over all transcripts."""

    def cast(self) -> Cast:
        """Who speaks in the study, and how voices can be put together."""
        return Cast(self.database)

    def of(
        self,
        codes: Collection[str] = (),
        *,
        below: bool = True,
        transcripts: Collection[str] = (),
        speakers: Collection[str] = (),
        roles: Collection[str] = (),
        voices: Collection[Voice] | None = None,
        ids: Collection[str] | None = None,
        cast: Cast | None = None,
        limit: int | None = None,
    ) -> list[Passage]:
        """The coder's passages with one of the codes (ids; none means all), in study order.

        ``below`` takes the codes below too. A passage is taken where one of those who speak it
        fits: ``speakers`` by label or id, ``roles`` by value, ``voices`` as (transcript id,
        speaker id). Transcripts are ids or names; ``ids`` are of segments, a few thousand at most.
        Always the same number of queries; ``cast`` saves those for who speaks.
        """
        book = self.project.codebook.current()
        wanted = set(codes)
        if below:
            wanted = {one for code in codes for one in book.below(code)}
        names = self.project.transcripts.names()
        places = [names.get(one, one) for one in transcripts]
        rows = stored.passages(self.database, self.coder.id, wanted, places, ids)
        cast = cast or self.cast()
        noted = stored.with_memo(self.database, self.coder.id)
        found: list[Passage] = []
        for key, parts in groupby(rows, attrgetter("id")):
            said = list(parts)
            heard = [one for one in said if one.text] or said
            if not _fits(heard, cast, speakers, roles, voices):
                continue
            path = book.paths.get(said[0].code_id, "")
            found.append(_passage(said, heard, cast, path, key in noted))
            if limit is not None and len(found) >= limit:
                break
        return found

    def place(self, passage: Passage) -> Span:
        """Where a passage stands in its whole transcript."""
        one = self.project.transcripts.get(passage.transcript_id)
        first, begin, last, end = passage.anchors
        index = one.turn_index
        if first not in index or last not in index:
            raise Refused("this passage is not there any more")
        return Span(one.positions.whole(index[first], begin), one.positions.whole(index[last], end))

    def recode_many(self, segment_ids: Sequence[str], code_id: str) -> int:
        """Give segments another code, as one action; how many were changed.

        Raises Refused, and changes nothing, where the code is retired, a transcript finished, or
        two segments would have the same code on exactly the same passage.
        """
        code = self.project.codebook.current().by_id.get(code_id)
        if code is None:
            raise Refused("this code is not in the codebook any more")
        if code.retired:
            raise Refused(f"the code “{code.name}” is retired: take it back into use first")
        rows = [row for row in self.own_rows(segment_ids) if row[2] != code_id]
        taken = stored.places_with(self.database, self.coder.id, code_id)
        twice = len(rows) - len({tuple(row[3:]) for row in rows} - taken)
        if twice:
            which = "this passage has" if len(rows) == 1 else f"{twice} of these passages have"
            raise Refused(f"{which} the code “{code.name}” already: unmark what stands there twice")
        fresh = self.check_open(row[1] for row in rows)
        with self.act("recode", code=code_id, segments=len(rows)) as work:
            self._begin(work, rows, fresh)
            # The choice of another code is a decision under the rules of now.
            values = {"codebook_version": self.project.codebook.current().version, "changed": now()}
            for row in rows:
                work.update(segment, row[0], code_id=code_id, **values)
        return len(rows)

    def remove_many(self, segment_ids: Sequence[str]) -> int:
        """Take the codes off passages, with the memos on them, as one action; how many they were.

        Raises Refused, and changes nothing, where a transcript is finished.
        """
        rows = self.own_rows(segment_ids)
        fresh = self.check_open(row[1] for row in rows)
        ids = [row[0] for row in rows]
        with self.act("remove codes", segments=len(ids)) as work:
            self._begin(work, rows, fresh)
            work.delete(memo, memos.ids_on(self.database, "segment_id", ids))
            work.delete(segment, ids)
        return len(ids)

    def unmerge(self, segment_ids: Sequence[str]) -> Unmerged:
        """Send segments back to the code a merge took them from; see ``codebook_unmerge``."""
        from qualcode.project.codebook_unmerge import unmerge_passages

        return unmerge_passages(self.project, segment_ids)

    def own_rows(self, segment_ids: Sequence[str]) -> list[tuple[str, ...]]:
        """Id, transcript, code and place of own segments; Refused where one is not there."""
        rows = stored.own_rows(self.database, self.coder.id, segment_ids)
        if len(rows) < len(set(segment_ids)):
            raise Refused("one of these passages is not there any more, or another coder's")
        return [tuple(row) for row in rows]

    def check_open(self, transcripts: Iterable[str]) -> list[str]:
        """Those of the transcripts that the coder has not begun; Refused where one is finished."""
        states = stored.progress(self.database, self.coder.id)
        wanted = set(transcripts)
        done = [
            name
            for name, key in self.project.transcripts.names().items()
            if key in wanted and states.get(key) == Progress.FINISHED.value
        ]
        if done:
            more = f" (and {len(done) - 1} more)" if len(done) > 1 else ""
            raise Refused(f"{done[0]}{more} is marked as finished: reopen it to change its coding")
        return sorted(wanted - states.keys())

    def _begin(self, work: Action, rows: Sequence[tuple[str, ...]], fresh: Iterable[str]) -> None:
        """Note which transcripts it is about, and that the coder works on those not begun."""
        work.details["transcripts"] = sorted({row[1] for row in rows})
        for key in fresh:
            work.insert(coder_transcript, coders.fresh_state(self.coder.id, key, Progress.OPEN))


def _fits(
    heard: list[PassageRow],
    cast: Cast,
    speakers: Collection[str],
    roles: Collection[str],
    voices: Collection[Voice] | None,
) -> bool:
    """Whether one of those who speak is among the wanted."""
    if voices is None and not speakers and not roles:
        return True
    for part in heard:
        voice = (part.transcript_id, part.speaker_id)
        row = cast.by_voice[voice]
        if (
            (voices is None or voice in voices)
            and (not speakers or row.label in speakers or row.speaker_id in speakers)
            and (not roles or row.role.value in roles)
        ):
            return True
    return False


def _passage(
    said: list[PassageRow], heard: list[PassageRow], cast: Cast, path: str, noted: bool
) -> Passage:
    first, last = said[0], said[-1]
    who = dict.fromkeys(cast.by_voice[one.transcript_id, one.speaker_id] for one in heard)
    return Passage(
        id=first.id,
        code_id=first.code_id,
        code=path,
        transcript_id=first.transcript_id,
        transcript=next(iter(who)).transcript,
        voices=tuple(row.speaker_id for row in who),
        speakers=tuple(row.label for row in who if row.label),
        roles=tuple(dict.fromkeys(row.role.value for row in who)),
        turn=heard[0].sequence + 1,
        start_ms=heard[0].start_ms,
        quote=_quote(said),
        key_quote=bool(first.key_quote),
        has_memo=noted,
        origin=first.origin,
        codebook_version=first.version,
        anchors=(first.start_turn, first.start, last.end_turn, last.end),
    )


def _quote(said: list[PassageRow]) -> str:
    """The text under a segment, its turns joined by line feeds."""
    first, last = said[0], said[-1]
    if first is last:
        return first.text[first.start : first.end]
    middle = [one.text for one in said[1:-1]]
    return "\n".join([first.text[first.start :], *middle, last.text[: last.end]])
