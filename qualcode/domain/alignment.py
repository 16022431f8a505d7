"""Spans carried from an old text to a corrected one, each with a verdict.

Both texts are given as turns; positions are whole-transcript positions (see ``positions``).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from qualcode.domain import word_links
from qualcode.domain.positions import Positions
from qualcode.domain.spans import Span
from qualcode.domain.turn_links import Shared, heaviest, matched
from qualcode.domain.word_links import NONE


class Verdict(StrEnum):
    """What became of a span."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    ALTERED = "altered"
    LOST = "lost"


class Carried(NamedTuple):
    """A span in the new text; empty at the nearest place where it is lost."""

    start: int
    end: int
    verdict: Verdict


class Block(NamedTuple):
    """Turns (numbers, half open) of the old text that became these turns of the new one."""

    old: range
    new: range


_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u312f\u31a0-\ua4cf\uf900-\ufaff"
"""Scripts that write no space between words: there each letter is compared by itself."""

_TOKEN = re.compile(
    rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+(?:['’\-‐‑][^\W_{_UNSPACED}]+)*|\S", re.UNICODE
)
_ALIKE = 0.6
"""From this ratio of common letters on, a word is a correction of the one in whose place it is."""

_FEW = 200
"""Pairs of words that are compared letter by letter in one place."""

_WORD, _CORRECTED, _MARK = 10, 7, 1
"""How much a shared word, a corrected word and a shared mark weigh in matching turns."""


class _Text:
    """Turns as tokens: words, single marks, and one of no width where each turn begins."""

    def __init__(self, turns: Sequence[str], speakers: Sequence[str]) -> None:
        self.turns = turns
        self.text = "\n".join(turns)
        self.positions = Positions([len(turn) for turn in turns])
        self.keys: list[str] = []
        self.spans: list[Span] = []
        self.turn_of: list[int] = []
        self.firsts: list[int] = []
        for number, turn in enumerate(turns):
            self._add(number, turn, speakers[number] if speakers else "")
        self.firsts.append(len(self.keys))
        self.starts = [span.start for span in self.spans]

    def _add(self, number: int, turn: str, speaker: str) -> None:
        begin = self.positions.starts[number]
        self.firsts.append(len(self.keys))
        self.keys.append(f"\n{speaker}")
        self.spans.append(Span(begin, begin))
        for found in _TOKEN.finditer(turn):
            self.keys.append(found[0].casefold())
            self.spans.append(Span(begin + found.start(), begin + found.end()))
        self.turn_of.extend([number] * (len(self.keys) - len(self.turn_of)))

    def is_solid(self, token: int) -> bool:
        """Whether a token is more than the beginning of a turn."""
        span = self.spans[token]
        return span.start < span.end

    def is_word(self, token: int) -> bool:
        """Whether a token is a word and not a mark or the beginning of a turn."""
        return self.is_solid(token) and self.text[self.spans[token].start].isalnum()

    def of(self, token: int) -> str:
        """A token as it is written."""
        return self.text[slice(*self.spans[token])]


class Alignment:
    """How the words and turns of an old text are those of a new one."""

    def __init__(
        self,
        old: Sequence[str],
        new: Sequence[str],
        *,
        speakers: tuple[Sequence[str], Sequence[str]] = ((), ()),
        blocks: Sequence[Block] | None = None,
        turns: Sequence[int] | None = None,
    ) -> None:
        """Take the texts of the turns before and after, with who speaks where that is known.

        ``blocks`` says which turns became which where an edit knows it, and ``turns`` gives the
        new number of each old turn (NONE where it is gone); both are found where not given.
        """
        self.old, self.new = _Text(old, speakers[0]), _Text(new, speakers[1])
        whole = Block(range(len(old)), range(len(new)))
        self._link = self._linked([whole] if blocks is None else blocks)
        if blocks is None:
            word_links.moved(self.old.keys, self.new.keys, self._link)
        self._exact = list(self._link)
        self._link_corrected()
        self._back = [NONE] * len(self.new.keys)
        for at, target in enumerate(self._link):
            if target != NONE:
                self._back[target] = at
        self._shared = self._count_shared()
        self.turns = list(turns) if turns is not None else matched(self._shared, len(old), len(new))

    def _linked(self, blocks: Sequence[Block]) -> list[int]:
        link = [NONE] * len(self.old.keys)
        for old, new in blocks:
            i, i_end = self.old.firsts[old.start], self.old.firsts[old.stop]
            j, j_end = self.new.firsts[new.start], self.new.firsts[new.stop]
            part = word_links.links(self.old.keys[i:i_end], self.new.keys[j:j_end])
            link[i:i_end] = [NONE if target == NONE else j + target for target in part]
        return link

    def _link_corrected(self) -> None:
        """Link words that were put in the place of similar ones."""
        taken = {target for target in self._link if target != NONE}
        for run in _runs(self._link):
            j = (self._link[run.start - 1] if run.start else NONE) + 1
            j_end = j
            while j_end < len(self.new.keys) and j_end not in taken:
                j_end += 1
            here = [at for at in run if self.old.is_word(at)]
            there = [at for at in range(j, j_end) if self.new.is_word(at)]
            if here and there and len(here) * len(there) <= _FEW:
                for at, target in self._alike(here, there):
                    self._link[at] = target
                    taken.add(target)

    def _alike(self, here: list[int], there: list[int]) -> list[tuple[int, int]]:
        """Pairs of similar words in order, as many and as similar as can be."""
        pairs: Shared = {}
        for at in here:
            matcher = SequenceMatcher(None, "", self.old.keys[at], autojunk=False)
            for target in there:
                matcher.set_seq1(self.new.keys[target])
                if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
                    continue
                ratio = matcher.ratio()
                if ratio >= _ALIKE:
                    pairs[at, target] = round(ratio * 100)
        return heaviest(pairs)

    def _count_shared(self) -> Shared:
        shared: Counter[tuple[int, int]] = Counter()
        for at, target in enumerate(self._link):
            if target == NONE:
                continue
            place = self.old.turn_of[at], self.new.turn_of[target]
            exact = self._exact[at] != NONE
            weight = (_WORD if exact else _CORRECTED) if self.old.is_word(at) else _MARK
            shared[place] += weight
        return dict(shared)

    def nearest(self, turn: int) -> int:
        """The new turn for what belongs to an old one: its own, that of its words, or a neighbour.

        Raises ValueError where the new text has no turn.
        """
        if not self.new.turns:
            raise ValueError("the new text has no turns")
        if self.turns[turn] != NONE:
            return self.turns[turn]
        shared = {new: weight for (old, new), weight in self._shared.items() if old == turn}
        if shared:
            return max(shared, key=lambda new: (shared[new], -new))
        return next((self.turns[at] for at in range(turn, -1, -1) if self.turns[at] != NONE), 0)

    def carry(self, start: int, end: int) -> Carried:
        """Where a span of the old text is in the new one, and what became of it.

        It covers what is left of its words and what was written in their place or between them,
        and no word that stood outside of it. Where its words were torn apart it stays on the
        largest part. An empty span is lost.
        """
        if start >= end:
            return self._lost(start)
        tokens = self._tokens_in(start, end)
        kept = [at for at in tokens if self._link[at] != NONE]
        if not any(self.old.is_word(at) for at in kept) and (
            not kept or any(self.old.is_word(at) for at in tokens)
        ):
            return self._space(start, end) if not tokens else self._lost(start)
        group = self._largest(kept, tokens)
        first, last = self._widened(group, tokens)
        found = Span(
            self._edge(first, start, self.new.spans[first].start),
            self._edge(last, end, self.new.spans[last].end),
        )
        if found.start >= found.end:
            # Nothing is left of a part of a word: then it is the whole word.
            found = Span(self.new.spans[first].start, self.new.spans[last].end)
        found = self._with_space(start, end, tokens, found)
        return Carried(*found, self._verdict(Span(start, end), found))

    def place(self, position: int) -> int:
        """The place in the new text for a place in the old one, for instance of a reader."""
        if not self.new.turns:
            return 0
        turn = self.old.positions.turn_at(min(position, self.old.positions.end))
        tokens = range(self.old.firsts[turn], self.old.firsts[turn + 1])
        later = [at for at in tokens if self.old.spans[at].end > position]
        for at in later:
            if self._link[at] != NONE:
                inside = position - self.old.spans[at].start if at == later[0] else 0
                span = self.new.spans[self._link[at]]
                return min(span.start + max(0, inside), max(span.start, span.end - 1))
        return self.new.positions.starts[self.nearest(turn)]

    def _tokens_in(self, start: int, end: int) -> range:
        """The tokens of the old text that a span touches, from the first mark to the last."""
        first = bisect_right(self.old.starts, start) - 1
        first = max(first, 0)
        while first < len(self.old.spans) and self.old.spans[first].end <= start:
            first += 1
        stop = bisect_left(self.old.starts, end)
        while first < stop and not self.old.is_solid(stop - 1):
            stop -= 1
        while first < stop and not self.old.is_solid(first):
            first += 1
        return range(first, max(first, stop))

    def _largest(self, kept: Sequence[int], tokens: range) -> list[int]:
        """The new tokens of the largest part of a span with nothing foreign between them."""
        parts: list[list[int]] = []
        for target in sorted(self._link[at] for at in kept):
            if parts and not self._foreign(parts[-1][-1] + 1, target, tokens):
                parts[-1].append(target)
            else:
                parts.append([target])
        solid = [[one for one in part if self.new.is_solid(one)] for part in parts]
        return max(solid, key=lambda part: (sum(map(self.new.is_word, part)), len(part)))

    def _foreign(self, first: int, stop: int, tokens: range) -> bool:
        """Whether one of the new tokens was a token outside the span."""
        return any(
            self._back[at] != NONE and self._back[at] not in tokens and self.new.is_solid(at)
            for at in range(first, stop)
        )

    def _widened(self, group: list[int], tokens: range) -> tuple[int, int]:
        """First and last token with what was written in the place of the span's own edges."""
        first, last = group[0], group[-1]
        run = self._unlinked(self._back[first], -1)
        if run and run[-1] in tokens:
            first = self._replaced(first, -1, len(run))
        run = self._unlinked(self._back[last], 1)
        if run and run[-1] in tokens:
            last = self._replaced(last, 1, len(run))
        return first, last

    def _unlinked(self, token: int, step: int) -> list[int]:
        """The unlinked old tokens beside one, outwards."""
        found: list[int] = []
        at = token + step
        while 0 <= at < len(self._link) and self._link[at] == NONE:
            if self.old.is_solid(at):
                found.append(at)
            at += step
        return found

    def _replaced(self, token: int, step: int, size: int) -> int:
        """The outermost of the unlinked new tokens beside one that stand for ``size`` old ones."""
        at = token + step
        while 0 <= at < len(self._back) and self._back[at] == NONE and self.new.is_solid(at):
            at += step
        at -= step
        return at if abs(at - token) <= 3 * size + 3 else token

    def _edge(self, token: int, old: int, new: int) -> int:
        """The new place of an edge that may lie inside a word."""
        source = self._back[token]
        if source == NONE:
            return new
        span = self.old.spans[source]
        if not span.start < old < span.end:
            return new
        before, after = self.old.of(source).casefold(), self.new.of(token).casefold()
        inside, begin = old - span.start, self.new.spans[token].start
        rest = len(before) - inside
        if before[:inside] == after[:inside] and inside < len(after):
            return begin + inside
        if rest < len(after) and before[inside:] == after[len(after) - rest :]:
            return begin + len(after) - rest
        return new

    def _with_space(self, start: int, end: int, tokens: range, found: Span) -> Span:
        """The span with the white space that it had at its edges, as far as it is still there."""
        first = self.old.spans[tokens[0]].start if tokens else start
        last = self.old.spans[tokens[-1]].end if tokens else end
        begin, stop, old, new = *found, self.old.text, self.new.text
        while first > start and begin > 0 and old[first - 1] == new[begin - 1]:
            first, begin = first - 1, begin - 1
        while last < end and stop < len(new) and old[last] == new[stop]:
            last, stop = last + 1, stop + 1
        return Span(begin, stop)

    def _space(self, start: int, end: int) -> Carried:
        """A span of white space only: it is kept where it follows the same word."""
        before = self._tokens_in(0, start)
        at = before[-1] if before else NONE
        if at != NONE and self._link[at] != NONE:
            moved = self.new.spans[self._link[at]].end - self.old.spans[at].end
            found = Span(start + moved, end + moved)
            if self.new.text[slice(*found)] == self.old.text[start:end]:
                return Carried(*found, self._verdict(Span(start, end), found))
        return self._lost(start)

    def _lost(self, start: int) -> Carried:
        place = self.place(min(start, max(0, self.old.positions.end - 1)))
        return Carried(place, place, Verdict.LOST)

    def _verdict(self, before: Span, after: Span) -> Verdict:
        old, new = self.old.text[slice(*before)], self.new.text[slice(*after)]
        if old.split() != new.split():
            return Verdict.ALTERED
        if old == new and self._same_place(before.start, after.start):
            return Verdict.UNCHANGED
        return Verdict.MOVED

    def _same_place(self, before: int, after: int) -> bool:
        old, new = self.old.positions.place(before), self.new.positions.place(after)
        return self.turns[old.turn] == new.turn and old.offset == new.offset


def _runs(link: Sequence[int]) -> Iterable[range]:
    """The stretches of tokens without a link."""
    for missing, run in groupby(range(len(link)), key=lambda at: link[at] == NONE):
        if missing:
            stretch = list(run)
            yield range(stretch[0], stretch[-1] + 1)
