"""The state of a study in one look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualcode.domain.people import Progress
from qualcode.store import coders, segments

if TYPE_CHECKING:
    from qualcode.project.project import Project


def status(project: Project, *, everyone: bool = False) -> dict[str, Any]:
    """Transcripts, turns, speakers, codes, segments per coder and finished states.

    Of other coders only segments in transcripts that both have finished are counted (None where
    there is no such transcript), unless everyone's are asked for.
    """
    infos = project.transcripts.all()
    names = {one.id: one.name for one in infos}
    people = {one.id: one.name for one in coders.everyone(project.database)}
    finished: dict[str, list[str]] = {name: [] for name in people.values()}
    for state in coders.states(project.database):
        if state.progress is Progress.FINISHED:
            # A damaged study may name somebody who is gone; the examination tells of it.
            who = people.get(state.coder_id, state.coder_id)
            finished.setdefault(who, []).append(names.get(state.transcript_id, "?"))
    book = project.codebook.current()
    return {
        "title": project.title,
        "approach": project.approach,
        "coder": project.coder.name,
        "transcripts": [
            {
                "name": one.name,
                "kind": one.kind.value,
                "turns": one.turns,
                "speakers": one.speakers,
                "words": one.words,
                "characters": one.characters,
            }
            for one in infos
        ],
        "turns": sum(one.turns for one in infos),
        "speakers": sum(one.speakers for one in infos),
        "words": sum(one.words for one in infos),
        "codes": len(book.codes),
        "codebook_version": book.version,
        "segments": _segments(project, people, everyone),
        "finished": {name: sorted(done) for name, done in finished.items()},
    }


def _segments(project: Project, people: dict[str, str], everyone: bool) -> dict[str, int | None]:
    """Number of segments by coder name, as far as the present coder may see them."""
    if everyone:
        return dict(segments.counts_by_coder(project.database))
    counts = segments.counts_by_transcript(project.database)
    seen = project.coders.open_to_me()
    return {
        name: sum(counts.get((key, one), 0) for one in seen[key])
        if seen[key] or key == project.coder.id
        else None
        for key, name in people.items()
    }
