"""The lines of the search: hits by transcript, the turn in full, and what can be asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcode.domain.display import shortened
from qualcode.project.search import SearchResult
from qualcode.tui.reader.text import clock
from qualcode.tui.screens.footing import with_keys
from qualcode.tui.views.dashboard_rows import counted
from qualcode.tui.widgets.lines import Row
from qualcode.tui.widgets.painting import Piece, Pieces, cells, pieces

if TYPE_CHECKING:
    from qualcode.domain.spans import Span
    from qualcode.domain.transcripts import Transcript, Turn
    from qualcode.project import Project
    from qualcode.project.search import Hit

MORE = "more"
HIT = "here"
SPEAKER = 14
CODES = 26
MIN_SAID = 20
WIDE = 90
"""From this width on a row names the codes on its turn."""

EXAMPLES = (
    ("waiting room", "both words, in any order, in one turn"),
    ("“waiting room”", "the words as they follow each other"),
    ("wait*", "words that begin so"),
    ("-nurse", "not with this word"),
    ("code:{code}", "turns you have coded so; code:none: not coded"),
    ("speaker:{speaker}", "what one person said"),
    ("role:participant", "or moderator, assistant, unknown …"),
    ("group:{group}", "a transcript, or a value of an attribute"),
    ("coder:me", "turns on which you have coded anything"),
    ("-code:{code}", "a minus turns a filter round; commas join values"),
)


def found_line(result: SearchResult, asked: bool) -> Pieces:
    """How many turns fit, and how many of them are listed."""
    if not asked:
        return ()
    parts: list[str | tuple[str, str]] = [(f" {counted(result.total, 'turn')}", "strong")]
    transcripts = len({hit.turn.transcript_id for hit in result.hits})
    if result.total > len(result.hits):
        parts.append((f", the first {len(result.hits):,} listed", "muted"))
    elif transcripts:
        parts.append((f" in {counted(transcripts, 'transcript')}", "muted"))
    return pieces(*parts)


def rows_of(result: SearchResult, width: int) -> list[Row]:
    """Rows of the hits under their transcripts; the transcript with the best hit comes first."""
    groups: dict[str, list[Hit]] = {}
    for hit in result.hits:
        groups.setdefault(hit.turn.transcript_id, []).append(hit)
    labels = (len(shortened(hit.turn.speaker, SPEAKER)) for hit in result.hits)
    speaker = max(labels, default=0)
    rows: list[Row] = []
    for key, hits in groups.items():
        name = (f" {hits[0].turn.transcript}", "heading")
        rows.append(Row(f"#{key}", pieces(name), pieces((f"{len(hits)} ", "muted")), heading=True))
        hits.sort(key=lambda hit: hit.turn.index)
        rows += [_row(hit, width, speaker) for hit in hits]
    if result.total > len(result.hits):
        left = result.total - len(result.hits)
        rows.append(Row(MORE, pieces((f"  {left:,} more: ⏎ lists further ones", "muted"))))
    return rows


def _row(hit: Hit, width: int, speaker: int) -> Row:
    turn = hit.turn
    when = clock(turn.start_ms) if turn.start_ms is not None else ""
    lead = (
        Piece(f"{turn.index + 1:>5} ", "muted"),
        Piece(f"{when:>7} " if when else "", "muted"),
        Piece(f"{shortened(turn.speaker or '–', SPEAKER):<{speaker}} ", "accent"),
    )
    codes = ", ".join(code.name for code in hit.codes)
    right = pieces((shortened(codes, CODES), "muted"), " ") if codes and width >= WIDE else ()
    room = width - cells((*lead, *right)) - 2
    return Row(turn.id, (*lead, *_said(hit, max(room, MIN_SAID))), right)


def _said(hit: Hit, room: int) -> Pieces:
    """What is said about the first match, so that the match lies within these cells."""
    for characters in (room, room // 2):
        parts = hit.snippet(characters)
        said = pieces(*((part.replace("\n", " "), HIT if marked else "") for part, marked in parts))
        first = next((place for place, (_, marked) in enumerate(parts) if marked), -1)
        # Some characters take two cells.
        if cells(said[: first + 1]) <= room + 1:
            break
    return said


def preview(hit: Hit, transcript: Transcript) -> list[Pieces]:
    """The whole turn with its matches marked, between the turns about it."""
    index = hit.turn.index
    lines = [pieces((transcript.name, "heading"), (f"  turn {index + 1}", "muted"))]
    if hit.codes:
        names = ", ".join(code.name for code in hit.codes)
        lines.append(pieces(("your codes: ", "muted"), names))
    lines.append(())
    if index:
        lines += [_quiet(transcript, transcript.turns[index - 1]), ()]
    start = transcript.positions.starts[index]
    said = _marked(transcript.turns[index].text, hit.spans, start)
    lines += [(*_who(transcript, transcript.turns[index], "accent"), *said), ()]
    if index + 1 < len(transcript.turns):
        lines.append(_quiet(transcript, transcript.turns[index + 1]))
    return lines


def _who(transcript: Transcript, turn: Turn, style: str) -> Pieces:
    speaker = transcript.speaker_of(turn)
    when = f"{clock(turn.start_ms)} " if turn.start_ms is not None else ""
    return pieces((when, "muted"), (f"{speaker.label if speaker else '–'}: ", style))


def _quiet(transcript: Transcript, turn: Turn) -> Pieces:
    return (*_who(transcript, turn, "muted"), Piece(shortened(turn.text, 400), "muted"))


def _marked(text: str, spans: Sequence[Span], start: int) -> Pieces:
    found: list[Piece] = []
    at = 0
    for span in spans:
        first, last = span.start - start, span.end - start
        found += [Piece(text[at:first]), Piece(text[first:last], HIT)]
        at = last
    return tuple(part for part in (*found, Piece(text[at:])) if part.text)


def advice(project: Project) -> list[Pieces]:
    """What can be asked, with names of the study where it has any."""
    names = list(project.transcripts.names())
    if not names:
        todo = with_keys("{ImportFiles} on the coding screen imports some.")
        return [pieces(("There is no transcript to search yet. ", "strong"), todo)]
    codes = [code.name for code in project.codebook.current().codes if not code.retired]
    speakers = [one.label for one in project.transcripts.get(names[0]).speakers]
    values = {
        "code": _value(min(codes, key=len, default="trust")),
        "speaker": _value(speakers[-1] if speakers else "Ana"),
        "group": _value(min(names, key=len)),
    }
    heading = "Type what you look for: the transcript with the best place comes first."
    lines = [pieces((heading, "strong")), ()]
    for example, meaning in EXAMPLES:
        shown = example.format(**values)
        lines.append(pieces((f"{shortened(shown, 24):<24} ", "key"), (meaning, "muted")))
    return [*lines, (), pieces(("Case and accents make no difference.", "muted"))]


def _value(name: str) -> str:
    return f'"{name}"' if set(name) & set(' ,:-"') else name
