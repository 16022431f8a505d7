"""Passages with a code, for reading and citing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.domain.errors import BadInput
from qualcode.project.segments import Quote
from qualcode.store import coders as coder_store
from qualcode.store import memos, segments, transcripts
from qualcode.store import quotes as quote_store

if TYPE_CHECKING:
    from qualcode.project.project import Project


def quotes(
    project: Project, code_id: str, coders: tuple[str, ...] = (), *, everyone: bool = False
) -> list[Quote]:
    """Passages with the code by the present coder, or by the named ones as far as they are open.

    Others' are taken where both have finished the transcript, or where everyone's are asked for.
    Key quotes come first, otherwise they stand in the study's order.
    """
    known = {one.name: one.id for one in coder_store.everyone(project.database)}
    for name in coders:
        if name not in known:
            raise BadInput(f"there is no coder “{name}” in the study")
    wanted = {known[name] for name in coders} or {project.coder.id}
    names = {key: name for name, key in known.items()}
    seen = project.coders.open_to_me()
    loaded = transcripts.load_many(project.database)
    by_id = {one.id: one for one in loaded}
    marked = quote_store.key_quotes(project.database)
    remarks = memos.texts_of_segments(project.database)
    found = []
    for span in segments.spans(project.database, loaded):
        if span.code_id != code_id or span.coder_id not in wanted:
            continue
        if not everyone and span.transcript_id not in seen[span.coder_id]:
            continue
        one = by_id[span.transcript_id]
        turn = one.turns[one.positions.turn_at(span.start)]
        speaker = one.speaker_of(turn)
        found.append(
            Quote(
                segment_id=span.segment_id,
                transcript=one.name,
                speaker=speaker.label if speaker else "",
                turn=turn.sequence + 1,
                start_ms=turn.start_ms,
                coder=names[span.coder_id],
                text=one.text[span.start : span.end],
                memo=remarks.get(span.segment_id, ""),
                key_quote=span.segment_id in marked,
            )
        )
    return sorted(found, key=lambda quote: not quote.key_quote)
