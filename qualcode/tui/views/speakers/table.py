"""The table of speakers: columns that fit the width, and a timeline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from qualcode.domain.display import displayed
from qualcode.project.speakers import Variant
from qualcode.project.talk import NOBODY, Talk, Voice
from qualcode.project.talk_time import SLICES
from qualcode.tui.reader.text import clock
from qualcode.tui.widgets.lines import Row
from qualcode.tui.widgets.painting import Pieces, pieces
from qualcode.tui.widgets.timeline import axis, bars, columns_for, gathered

NUMBERS = 28
"""Cells of turns, words, share and coded."""

NOT_SAID = "(no speaker)"


def padded(text: str, width: int) -> str:
    """One displayed line of exactly this many cells, cut with an ellipsis."""
    line = displayed(text)
    if cell_len(line) > width:
        line = set_cell_size(line, max(width - 1, 0)) + "…"
    return set_cell_size(line, width)


@dataclass(frozen=True)
class Columns:
    """Widths of the columns in cells; 0 leaves a column out."""

    name: int
    place: int
    role: int
    top: int
    time: int


def columns(width: int, longest: int, *, places: bool) -> Columns:
    """What fits a width; ``longest`` name, ``places`` asks for a column of transcripts."""
    name = min(max(longest + 2, 10), 14 if width < 78 else 16 if width < 110 else 24)
    role = 12 if width >= 78 else 0
    place = 0 if not places else 10 if width < 110 else 18
    if places and width < 110:
        role = 0
    rest = width - NUMBERS - name - place - role - 2
    top = 0 if rest < 46 else min(rest - (62 if rest > 100 else 32), 80)
    return Columns(name, place, role, top, columns_for(SLICES, rest - top - bool(top)))


class Table:
    """Draws voices as rows under a line of column names."""

    def __init__(
        self, talk: Talk, names: Mapping[str, str], variants: Mapping[str, Variant], *, plain: bool
    ) -> None:
        """Take the talk, names of codes, and proposed variants by speaker id."""
        self.talk, self.names, self.variants, self.plain = talk, names, variants, plain

    def head(self, width: int) -> Pieces:
        """The names of the columns, and the beginning and end of the timeline."""
        fit = self._columns(width)
        line = padded("speaker", fit.name) + padded("transcript", fit.place)
        line += padded("role", fit.role) + _aligned("turns", "words", "share", "coded")
        line += padded("top codes", fit.top) + " " * bool(fit.top)
        return pieces((line + axis(self._labels(), fit.time), "muted"))

    def _columns(self, width: int) -> Columns:
        longest = max((cell_len(displayed(name_of(one))) for one in self.talk.voices), default=0)
        return columns(width, longest, places=not self.talk.transcript)

    def _labels(self) -> tuple[str, str, str]:
        line = self.talk.timeline
        if line.timed:
            middle = line.first + (line.last - line.first) // 2
            return clock(line.first), clock(middle), clock(line.last)
        if not self.talk.transcript:
            return "start", "middle", "end"
        return "words 0", f"{line.last // 2:,}", f"{line.last:,}"

    def rows(self, width: int) -> list[Row]:
        """A row for each voice."""
        fit = self._columns(width)
        lines = [gathered(one.slices, fit.time) if fit.time else [] for one in self.talk.voices]
        peak = max((value for line in lines for value in line), default=0)
        return [
            self._row(one, fit, bars(line, peak, plain=self.plain))
            for one, line in zip(self.talk.voices, lines, strict=True)
        ]

    def _row(self, voice: Voice, fit: Columns, line: str) -> Row:
        tone = "" if voice.role.counts and voice.turns else "muted"
        left = pieces(
            (padded(name_of(voice), fit.name - 1) + " ", tone),
            (padded(_places(voice), max(fit.place - 1, 0)) + " " * bool(fit.place), "muted"),
            (padded(voice.role.value if voice.labels else "", fit.role), "muted"),
            (_numbers(voice), tone),
            (padded(self._top(voice), fit.top) + " " * bool(fit.top), "muted"),
            (line, "accent" if tone == "" else "muted"),
        )
        return Row(voice.key, left, self._variant(voice))

    def _top(self, voice: Voice) -> str:
        if not voice.turns:
            return "silent"
        return " · ".join(f"{self.names.get(code, '?')} {count}" for code, count in voice.top)

    def _variant(self, voice: Voice) -> Pieces:
        variant = self.variants.get(voice.labels[0].id) if len(voice.labels) == 1 else None
        if variant is None:
            return ()
        return pieces((f" probably {padded(variant.main, 14).rstrip()} ", "warn"), ("v ", "key"))


def name_of(voice: Voice) -> str:
    """What a voice is called."""
    if voice.key == NOBODY:
        return NOT_SAID
    return voice.label or NOT_SAID


def _places(voice: Voice) -> str:
    found = {one.transcript for one in voice.labels}
    if len(found) > 1:
        return f"{len(found)} transcripts"
    return next(iter(found), "")


def _numbers(voice: Voice) -> str:
    share = "" if voice.coded is None else f"{voice.coded:.0%}"
    coded = share if voice.coded or voice.role.counts else "–"
    return _aligned(f"{voice.turns:,}", f"{voice.words:,}", f"{voice.share:.0%}", coded or "–")


def _aligned(turns: str, words: str, share: str, coded: str) -> str:
    return f"{turns:>6}{words:>8}{share:>6}{coded:>6}  "
