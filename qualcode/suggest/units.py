"""Units of a transcript as suggesters read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qualcode.domain.transcripts import Transcript
from qualcode.domain.units import sentences
from qualcode.suggest.engine import Unit


def turns_of(transcript: Transcript) -> list[Unit]:
    """One unit per turn that has text; cheap, for those who leave the splitting to another."""
    units = []
    for index, turn in enumerate(transcript.turns):
        if not turn.text:
            continue
        speaker, start = transcript.speaker_of(turn), transcript.positions.starts[index]
        units.append(
            Unit(
                transcript_id=transcript.id,
                start=start,
                end=start + len(turn.text),
                text=turn.text,
                language=transcript.language,
                counts=transcript.role_of(turn).counts,
                speaker=speaker.label if speaker else None,
                question=turn.question,
                turn=index,
            )
        )
    return units


def split_unit(unit: Unit) -> list[Unit]:
    """The sentences of a unit, each as a unit of its own."""
    return [
        replace(
            unit,
            start=unit.start + span.start,
            end=unit.start + span.end,
            text=unit.text[span.start : span.end],
        )
        for span in sentences(unit.text, unit.language)
    ]


def units_of(transcript: Transcript) -> list[Unit]:
    """The sentences of a transcript in order, by the splitter that the screen uses."""
    return [part for unit in turns_of(transcript) for part in split_unit(unit)]


def by_turn(units: Iterable[Unit]) -> list[list[Unit]]:
    """Units gathered by turn: turns in order of first appearance, units in order of place."""
    groups: dict[tuple[str, int], list[Unit]] = {}
    for unit in units:
        groups.setdefault((unit.transcript_id, unit.turn), []).append(unit)
    return [sorted(group, key=lambda unit: unit.start) for group in groups.values()]


def visible_first(units: Sequence[Unit], first: tuple[int, int] | None) -> list[Unit]:
    """The units with the turns that overlap ``first`` in front, then those after, then before."""
    if first is None:
        return list(units)
    visible = {unit.turn for unit in units if unit.start < first[1] and first[0] < unit.end}

    def rank(unit: Unit) -> int:
        if unit.turn in visible:
            return 0
        return 1 if unit.start >= first[0] else 2

    return sorted(units, key=rank)
