"""What ``import --explain`` prints: which way of reading a file won, why, and what was left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qualcode.cli import output
from qualcode.formats.reading import NotTaken, Reading, Scored

_LINES_SHOWN = 12


def explain(reading: Reading) -> None:
    """Print the conventions with their scores, then everything that was not taken."""
    if reading.line_ends:
        output.say(f"  line ends: {reading.line_ends}")
    if reading.encoding and not reading.encoding_certain:
        output.say(f"  encoding: {reading.encoding}, chosen by statistics (--encoding overrules)")
    first, others = reading.ranking[:1], reading.ranking[1:]
    output.say(f"  convention: {reading.convention} (score {reading.score:.2f})")
    for one in first:
        _parts(one)
    for place, one in enumerate(others):
        name = "runner-up" if place == 0 else "behind it"
        output.say(f"  {name}: {one.convention} (score {one.score:.2f})")
        if place == 0:
            _parts(one)
    for label, meaning in reading.legend:
        output.say(f"  legend: {label} = {meaning}")
    _not_taken(reading.not_taken)


def _parts(scored: Scored) -> None:
    for name, value in scored.parts:
        output.say(f"    {value:.2f}  {name}")


def _not_taken(listing: Sequence[NotTaken]) -> None:
    """Each label or time once, with its reason and the lines on which it stands."""
    if not listing:
        return
    lines: dict[tuple[str, str], list[int]] = {}
    for one in listing:
        lines.setdefault((one.text, one.why), []).append(one.line)
    output.say("  not taken:")
    for (text, why), places in lines.items():
        output.say(f"    {_places(places)}: “{text}”, {why}")


def _places(lines: Sequence[int]) -> str:
    shown = ", ".join(str(line) for line in lines[:_LINES_SHOWN])
    more = f" and {len(lines) - _LINES_SHOWN:,} more" if len(lines) > _LINES_SHOWN else ""
    return f"{'line' if len(lines) == 1 else 'lines'} {shown}{more}"


def as_dict(reading: Reading) -> dict[str, object]:
    """The same for ``--json``."""
    return {
        "line_ends": reading.line_ends,
        "encoding_certain": reading.encoding_certain,
        "conventions": list(_conventions(reading.ranking)),
        "legend": dict(reading.legend),
        "not_taken": [
            {"line": one.line, "text": one.text, "why": one.why} for one in reading.not_taken
        ],
    }


def _conventions(ranking: Iterable[Scored]) -> Iterable[dict[str, object]]:
    for one in ranking:
        parts = {name: round(value, 4) for name, value in one.parts}
        yield {"convention": one.convention, "score": round(one.score, 4), "parts": parts}
