"""Caption files (WebVTT, SubRip): cues of one speaker in a row become one turn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qualcode.domain.errors import BadInput
from qualcode.formats.options import ReadOptions
from qualcode.formats.read.conventions import name_and_colon
from qualcode.formats.read.cue_joining import (
    Spoken,
    by_speaker,
    one_each,
    paragraphs,
    trimmed,
)
from qualcode.formats.read.cue_text import Said, said_in
from qualcode.formats.read.cues import Cue, Scan, scan_cues
from qualcode.formats.read.decode import decode
from qualcode.formats.read.labels import Candidate, accepted, clean, key_of, refused, why_left
from qualcode.formats.read.original import Line, Original, counted, lines_of, listed
from qualcode.formats.read.page import page_of
from qualcode.formats.read.registry import register
from qualcode.formats.read.rolling import unrolled
from qualcode.formats.read.turns import span_problems
from qualcode.formats.reading import NotTaken, Reading, Scored

_DASH = re.compile(r"[ \t]*[-–—][ \t]?(?=[^\s\-–—])")


def understand_captions(original: Original, name: str) -> Reading:
    """Turns of a caption file; speakers from voice tags, else from ``Name: text``."""
    scan = scan_cues(lines_of(original.text))
    problems = []
    if name == "vtt" and not original.text.lstrip().startswith("WEBVTT"):
        problems.append("The file does not begin with WEBVTT; it was read all the same.")
    return understand_scan(original, name, scan, problems)


def understand_scan(
    original: Original, name: str, scan: Scan, problems: Sequence[str] = ()
) -> Reading:
    """Turns of captions that were found in any format."""
    said = [*original.problems, *scan.problems, *problems]
    spans = [(cue.start_ms, cue.end_ms) for cue in scan.cues]
    if not original.options.each_cue:
        scan.cues, more = unrolled(scan.cues)
        said += more
    spoken, convention, left = _speakers(scan, original.options, said)
    if original.options.each_cue:
        turns = one_each(spoken)
    elif convention == "no labels":
        turns = paragraphs(_with_dashes(scan, spoken, said))
    else:
        turns = by_speaker(spoken, said)
    said += span_problems(spans, overlaps=True)
    return Reading(
        format=name,
        encoding=original.encoding,
        encoding_certain=original.certain,
        convention=convention,
        turns=tuple(turns),
        preface="\n".join(scan.head).strip(),
        problems=tuple(said),
        ranking=_ranking(spoken, convention, original.options),
        not_taken=_not_taken(original.text, left),
        line_ends=original.line_ends,
    )


def _speakers(
    scan: Scan, options: ReadOptions, problems: list[str]
) -> tuple[list[Spoken], str, list[tuple[int, Candidate]]]:
    """The stretches of all cues with their speakers, and how these are named."""
    alone = options.no_speakers
    if alone or any("<v" in line.text for cue in scan.cues for line in cue.lines):
        spoken = [part for cue in scan.cues for part in _voices(cue)]
        if alone:
            return [part._replace(speaker=None, named=False) for part in spoken], "no labels", []
        if any(part.speaker for part in spoken):
            return spoken, "voice tags", []
    return _colons(scan, options, problems)


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


def _spoken(cue: Cue, held: Sequence[Said], *, opens: bool = False) -> Iterator[Spoken]:
    """One stretch of a cue, trimmed; nothing where only blanks are left."""
    stretches = trimmed([(said.text, said.source) for said in held])
    if stretches:
        speaker = held[0].voice or None
        named = speaker is not None
        yield Spoken(speaker, named, tuple(stretches), cue.start_ms, cue.end_ms, opens)


def _colons(
    scan: Scan, options: ReadOptions, problems: list[str]
) -> tuple[list[Spoken], str, list[tuple[int, Candidate]]]:
    """Speakers from ``Name: text`` at the start of caption lines, where the file does so.

    Labels that were not taken come with the place of their line in the file.
    """
    lines = [line for cue in scan.cues for line in cue.lines]
    candidates = name_and_colon(page_of(lines))
    keys = accepted(candidates, len(scan.cues)) | set(map(key_of, options.speakers))
    keys -= set(map(key_of, options.not_speakers))
    taken = [c for c in candidates if key_of(c.label) in keys]
    starts = {lines[c.line].start: c.at for c in taken}
    labels = {lines[c.line].start: clean(c.label) for c in taken}
    if left := refused(candidates, keys):
        problems.append(f"Not taken as speakers: {listed(left)}.")
    spoken = [part for cue in scan.cues for part in _by_label(cue, starts, labels)]
    others = [(lines[c.line].start, c) for c in candidates if c.label in left]
    return spoken, "name and colon" if taken else "no labels", others


def _ranking(spoken: Sequence[Spoken], convention: str, options: ReadOptions) -> tuple[Scored, ...]:
    """The share of captions that name somebody, against that of those that do not."""
    named = round(sum(part.named for part in spoken) / max(1, len(spoken)), 4)
    nobody = Scored("no labels", round(1 - named, 4))
    if convention == "no labels":
        return (Scored(convention, 1.0) if options.no_speakers else nobody,)
    return (Scored(convention, named, (("captions that name a speaker", named),)), nobody)


def _not_taken(text: str, left: Sequence[tuple[int, Candidate]]) -> tuple[NotTaken, ...]:
    """Labels that were not taken, with the lines on which they stand."""
    found, line, at = [], 1, 0
    for place, one in left:
        line, at = line + text.count("\n", at, place), place
        found.append(NotTaken(line, one.label, why_left(one)))
    return tuple(found)


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


def _by_dash(cue: Cue) -> Iterator[Spoken]:
    """The stretches of a cue, cut where a line begins with a dash, which is taken off."""
    held: list[Said] = []
    opens = False
    for line in cue.lines:
        match = _DASH.match(line.text)
        if match:
            yield from _spoken(cue, held, opens=opens)
            held, opens = [], True
            line = Line(line.text[match.end() :], line.start + match.end())
        found, _ = said_in(line, None)
        if held and found:
            held.append(Said(None, " ", None))
        held += found
    yield from _spoken(cue, held, opens=opens)


def _with_dashes(scan: Scan, spoken: list[Spoken], problems: list[str]) -> list[Spoken]:
    """Where nobody is named, dashes at the start of two lines of a cue tell two speakers."""
    pairs = sum(1 for cue in scan.cues if sum(bool(_DASH.match(x.text)) for x in cue.lines) > 1)
    if not pairs:
        return spoken
    parts = [part for cue in scan.cues for part in _by_dash(cue)]
    opened = counted(sum(part.opens for part in parts), "dash", "dashes")
    problems.append(f"{opened} taken as a change of speaker; nobody is named.")
    return parts


def decode_captions(data: bytes, file_name: str, encoding: str | None) -> Original:
    """The decoded caption file; BadInput where it holds no cue."""
    original = decode(data, file_name, encoding)
    if "-->" not in original.text:
        raise BadInput(f"{file_name} holds no captions (no line with two times and -->)")
    return original


register(".vtt", decode_captions, understand_captions)
register(".srt", decode_captions, understand_captions)
