"""Caption files (WebVTT, SubRip): cues of one speaker in a row become one turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qualcode.domain.errors import BadInput
from qualcode.formats.read.conventions import name_and_colon, page_of
from qualcode.formats.read.cue_text import Said, said_in
from qualcode.formats.read.cues import Cue, Scan, scan_cues
from qualcode.formats.read.decode import decode
from qualcode.formats.read.labels import accepted, key_of, refused
from qualcode.formats.read.original import Line, Original, counted, lines_of, listed
from qualcode.formats.read.registry import register
from qualcode.formats.read.turn_text import TurnText
from qualcode.formats.read.turns import span_problems
from qualcode.formats.reading import Reading, ReadTurn

PAUSE_MS = 2_000
"""A pause after which a finished sentence ends a paragraph, where nobody is named."""
_LONG = 600
_TOO_LONG = 1_500
_SENTENCE_END = tuple(".!?…。！？")


class Spoken(NamedTuple):
    """A stretch of one cue with its speaker; ``named`` tells whether the cue names one."""

    speaker: str | None
    named: bool
    stretches: tuple[tuple[str, int | None], ...]
    start_ms: int | None
    end_ms: int | None


@dataclass
class _Open:
    """The turn that is being put together."""

    speaker: str | None
    start_ms: int | None
    end_ms: int | None
    text: TurnText

    def take(self, spoken: Spoken) -> None:
        self.text.extend(spoken.stretches, " ")
        if spoken.end_ms is not None:
            self.end_ms = max(spoken.end_ms, self.end_ms or 0)

    def turn(self) -> ReadTurn:
        return ReadTurn(self.speaker, self.text.text, self.start_ms, self.end_ms, self.text.pieces)


def understand_captions(original: Original, name: str) -> Reading:
    """Turns of a caption file; speakers from voice tags, else from ``Name: text``."""
    scan = scan_cues(lines_of(original.text))
    problems = [*original.problems, *scan.problems]
    if name == "vtt" and not original.text.lstrip().startswith("WEBVTT"):
        problems.append("The file does not begin with WEBVTT; it was read all the same.")
    spoken = [part for cue in scan.cues for part in _voices(cue)]
    convention = "voice tags"
    if not any(part.speaker for part in spoken):
        spoken, convention, more = _colons(scan)
        problems += more
    turns = _paragraphs(spoken) if convention == "no labels" else _turns(spoken, problems)
    problems += span_problems([(cue.start_ms, cue.end_ms) for cue in scan.cues], overlaps=True)
    return Reading(
        name,
        original.encoding,
        original.certain,
        convention,
        tuple(turns),
        "\n".join(scan.head).strip(),
        tuple(problems),
    )


def _voices(cue: Cue) -> Iterator[Spoken]:
    """The stretches of a cue by voice."""
    voice: str | None = None
    held: list[Said] = []
    for line in cue.lines:
        found, after = said_in(line, voice)
        if held and found:
            held.append(Said(held[-1].voice, " ", None))
        for said in found:
            if held and said.voice != held[-1].voice:
                yield from _spoken(cue, held)
                held = []
            held.append(said)
        voice = after
    yield from _spoken(cue, held)


def _spoken(cue: Cue, held: Sequence[Said]) -> Iterator[Spoken]:
    """One stretch of a cue, trimmed; nothing where only blanks are left."""
    stretches = _trimmed([(said.text, said.source) for said in held])
    if stretches:
        speaker = held[0].voice or None
        yield Spoken(speaker, speaker is not None, tuple(stretches), cue.start_ms, cue.end_ms)


def _trimmed(stretches: list[tuple[str, int | None]]) -> list[tuple[str, int | None]]:
    """Stretches without blanks at the outer ends; a tag may stand between blank and word."""
    first, last = 0, len(stretches)
    while first < last and not stretches[first][0].strip():
        first += 1
    while last > first and not stretches[last - 1][0].strip():
        last -= 1
    kept = stretches[first:last]
    if kept:
        text, source = kept[0]
        cut = text.lstrip()
        kept[0] = (cut, None if source is None else source + len(text) - len(cut))
        text, source = kept[-1]
        kept[-1] = (text.rstrip(), source)
    return kept


def _colons(scan: Scan) -> tuple[list[Spoken], str, list[str]]:
    """Speakers from ``Name: text`` at the start of caption lines, where the file does so."""
    lines = [line for cue in scan.cues for line in cue.lines]
    # A blank line before each makes every caption line an opening one.
    page = page_of([Line(line.text, line.start) for line in lines])
    candidates = name_and_colon(page)
    keys = accepted(candidates, len(scan.cues))
    starts = {lines[c.line].start: c.at for c in candidates if key_of(c.label) in keys}
    labels = {lines[c.line].start: " ".join(c.label.split()) for c in candidates}
    left = refused(candidates, keys)
    problems = [f"Not taken as speakers: {listed(left)}."] if left else []
    spoken = [part for cue in scan.cues for part in _by_label(cue, starts, labels)]
    return spoken, "name and colon" if keys else "no labels", problems


def _by_label(cue: Cue, starts: dict[int, int], labels: dict[int, str]) -> Iterator[Spoken]:
    """The stretches of a cue, cut where a line begins with a label."""
    held: list[Said] = []
    speaker: str | None = None
    for line in cue.lines:
        at = starts.get(line.start)
        if at is not None:
            yield from _spoken(cue, held)
            held, speaker = [], labels[line.start]
            line = Line(line.text[at:], line.start + at)
        found, _ = said_in(line, None)
        if held and found:
            held.append(Said(speaker, " ", None))
        held += [said._replace(voice=speaker) for said in found]
    yield from _spoken(cue, held)


def _turns(spoken: Sequence[Spoken], problems: list[str]) -> list[ReadTurn]:
    """Neighbours of one speaker joined; a cue without a name continues the speaker before it."""
    turns: list[ReadTurn] = []
    current: _Open | None = None
    unnamed = 0
    for part in spoken:
        unnamed += not part.named and current is not None and current.speaker is not None
        if current is None or (part.named and part.speaker != current.speaker):
            if current is not None:
                turns.append(current.turn())
            current = _Open(part.speaker, part.start_ms, part.end_ms, TurnText())
        current.take(part)
    if current is not None:
        turns.append(current.turn())
    if unnamed:
        said = counted(unnamed, "caption without a speaker", "captions without a speaker")
        problems.append(f"Given to the speaker before: {said}.")
    return turns


def _paragraphs(spoken: Sequence[Spoken]) -> list[ReadTurn]:
    """Captions that name nobody, joined to paragraphs.

    A paragraph ends with a sentence that a pause of two seconds or more follows, with the
    sentence that passes 600 characters, or anywhere after 1,500.
    """
    turns: list[ReadTurn] = []
    current: _Open | None = None
    for part in spoken:
        if current is not None and _ends(current, part):
            turns.append(current.turn())
            current = None
        if current is None:
            current = _Open(None, part.start_ms, part.end_ms, TurnText())
        current.take(part)
    return [*turns, current.turn()] if current else turns


def _ends(current: _Open, following: Spoken) -> bool:
    length = current.text.length
    if length >= _TOO_LONG:
        return True
    known = following.start_ms is not None and current.end_ms is not None
    gap = (following.start_ms or 0) - (current.end_ms or 0) if known else 0
    return current.text.ends_with(_SENTENCE_END) and (gap >= PAUSE_MS or length >= _LONG)


def decode_captions(data: bytes, file_name: str, encoding: str | None) -> Original:
    """The decoded caption file; BadInput where it holds no cue."""
    original = decode(data, file_name, encoding)
    if "-->" not in original.text:
        raise BadInput(f"{file_name} holds no captions (no line with two times and -->)")
    return original


register(".vtt", decode_captions, understand_captions)
register(".srt", decode_captions, understand_captions)
