"""Searching the whole study for words, with filters; only the present coder's codes count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.domain.errors import BadInput, Refused
from qualcode.domain.queries import NO_CODE, Filter, Query, parse
from qualcode.domain.spans import Span
from qualcode.domain.tokens import places
from qualcode.project.room import Room
from qualcode.store import coders, search, sqlite
from qualcode.store.search import Condition, FoundTurn

if TYPE_CHECKING:
    from qualcode.domain.codebook import Code

SNIPPET = 160
"""Characters of a turn that are shown of a hit."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A turn that fits, with its matches in positions of the whole transcript.

    ``codes`` are the present coder's codes on the turn, in the order of the codebook; ``index``
    counts the turns of the transcript from 0.
    """

    turn: FoundTurn
    spans: tuple[Span, ...]
    codes: tuple[Code, ...]

    @property
    def span(self) -> Span:
        """The first match; the whole turn where only filters were asked for."""
        start = self.turn.start
        return self.spans[0] if self.spans else Span(start, start + len(self.turn.text))

    def snippet(self, width: int = SNIPPET) -> list[tuple[str, bool]]:
        """A stretch of the turn about its first match: texts, and whether each is a match."""
        shift = self.turn.start
        return snippet(self.turn.text, [Span(a - shift, b - shift) for a, b in self.spans], width)


@dataclass(frozen=True, slots=True)
class SearchResult:
    """How many turns fit, and the first of them, the best first."""

    query: Query
    total: int
    hits: tuple[Hit, ...]


def snippet(text: str, spans: list[Span], width: int) -> list[tuple[str, bool]]:
    """A stretch of a text about its first span, as texts and whether each is such a span."""
    first = spans[0].start if spans else 0
    length = spans[0].end - first if spans else 0
    before = min(width // 4, max(width - length, 0))
    start = 0 if len(text) <= width else max(0, min(first - before, len(text) - width))
    if start:
        blank = text.find(" ", start, first)
        start = blank + 1 if blank >= 0 else start
    end = min(len(text), start + width)
    found: list[tuple[str, bool]] = [("…", False)] if start else []
    at = start
    for span in spans:
        if span.start >= end:
            break
        found += [(text[at : span.start], False), (text[span.start : min(span.end, end)], True)]
        at = min(span.end, end)
    found += [(text[at:end], False), ("…" if end < len(text) else "", False)]
    return [(part, marked) for part, marked in found if part]


class SearchRoom(Room):
    """Full-text search over all turns."""

    def find(self, text: str, limit: int | None = 200) -> SearchResult:
        """Turns that fit what was typed, ranked by BM25; None for all of them.

        Raises BadInput with one sentence for a search that cannot be understood.
        """
        query = parse(text)
        total, ids = self._ids(query, limit)
        return SearchResult(query, total, tuple(self._hits(query, ids)))

    def all_ids(self, text: str) -> tuple[Query, list[str]]:
        """What was typed as it was understood, and the ids of all turns that fit."""
        query = parse(text)
        return query, self._ids(query, None)[1]

    def _ids(self, query: Query, limit: int | None) -> tuple[int, list[str]]:
        if query.is_empty:
            return 0, []
        conditions = [self._condition(one) for one in query.filters]
        return search.find(self.database, query.phrases, query.excluded, conditions, limit)

    def rebuild(self) -> None:
        """Make the index again from the text; the study itself stays as it is."""
        self.project.actions.check_writable()
        with self.database.write():
            self.database.ask(sqlite.rebuild_index)

    def _hits(self, query: Query, ids: list[str]) -> Iterable[Hit]:
        book = self.project.codebook.current()
        order = {code.id: number for number, (_, code) in enumerate(book.walk())}
        codes = search.codes_on(self.database, ids, self.coder.id)
        for turn in search.turns(self.database, ids):
            here = sorted(
                (one for one in codes.get(turn.id, ()) if one in order), key=order.__getitem__
            )
            spans = places(turn.text, query.phrases)
            yield Hit(
                turn,
                tuple(Span(turn.start + a, turn.start + b) for a, b in spans),
                tuple(book.by_id[one] for one in here),
            )

    # Filters

    def _condition(self, one: Filter) -> Condition:
        """What a filter asks of a turn; raises BadInput where a value names nothing."""
        match one.name:
            case "code":
                return self._code(one)
            case "coder":
                return self._own(one)
            case "speaker":
                return self._speaker(one)
            case "role":
                return self._role(one)
            case "group":
                return self._group(one)
            case "kind":
                kinds = search.kinds(self.database)
                ids = [key for key, kind in kinds if kind in one.values]
            case "set":
                ids = self._sets(one.values)
            case _:
                ids = self._transcripts(one.values)
        return Condition(transcripts=ids, exclude=one.exclude)

    def _code(self, one: Filter) -> Condition:
        book = self.project.codebook.current()
        named = [value for value in one.values if value.casefold() != NO_CODE]
        codes = {under for value in named for under in book.below(book.find(value).id)}
        return Condition(
            codes=codes if named else None,
            uncoded=len(named) < len(one.values),
            coder_id=self.coder.id,
            exclude=one.exclude,
        )

    def _own(self, one: Filter) -> Condition:
        """Turns on which the coder has coded anything; Refused for anyone else's."""
        own = {"me", self.coder.name.casefold()}
        known = {person.name.casefold(): person.name for person in coders.everyone(self.database)}
        for value in one.values:
            if value.casefold() in own:
                continue
            if value.casefold() in known:
                raise Refused(
                    f"the work of {known[value.casefold()]} is seen only after the comparison of "
                    "coders is opened; coder:me finds what you have coded"
                )
            raise BadInput(f"there is no coder “{value}” in the study; coder:me is you")
        return Condition(codes=(), coder_id=self.coder.id, exclude=one.exclude)

    def _speaker(self, one: Filter) -> Condition:
        everyone = search.speakers(self.database)
        found: list[str] = []
        for value in one.values:
            wanted = value.casefold()
            fitting = [
                key
                for key, label, _, person in everyone
                if wanted in (label.casefold(), person.casefold())
            ]
            if not fitting:
                raise BadInput(f"nobody is called “{value}” in the study")
            found += fitting
        return Condition(speakers=found, exclude=one.exclude)

    def _role(self, one: Filter) -> Condition:
        ids = [key for key, _, role, _ in search.speakers(self.database) if role in one.values]
        return Condition(speakers=ids, no_speaker="unknown" in one.values, exclude=one.exclude)

    def _group(self, one: Filter) -> Condition:
        """A group is a transcript, or those of whom an attribute has the value."""
        values = search.with_attribute(self.database)
        names = {name.casefold(): key for name, key in self.project.transcripts.names().items()}
        ids: list[str] = []
        speakers: list[str] = []
        for wanted in one.values:
            fitting = [row for row in values if row[0].casefold() == wanted.casefold()]
            if wanted.casefold() in names:
                ids.append(names[wanted.casefold()])
            elif not fitting:
                raise BadInput(
                    f"there is no group “{wanted}”: no transcript has that name, and no attribute "
                    "of a transcript or participant that value"
                )
            ids += [row[1] for row in fitting if row[1]]
            speakers += [row[2] for row in fitting if row[2]]
        return Condition(transcripts=ids, speakers=speakers, exclude=one.exclude)

    def _sets(self, values: Iterable[str]) -> list[str]:
        """Ids of the transcripts in sets by name or id; raises BadInput for another one."""
        project = self.project
        known = {key: one for one in project.sets.all() for key in (one.name.casefold(), one.id)}
        names = project.transcripts.names()
        found: list[str] = []
        for value in values:
            if value.casefold() not in known:
                raise BadInput(f"there is no set “{value}” in the study")
            held = project.sets.names_in(known[value.casefold()].name)
            found += [names[name] for name in held]
        return found

    def _transcripts(self, values: Iterable[str]) -> list[str]:
        names = {name.casefold(): key for name, key in self.project.transcripts.names().items()}
        for value in values:
            if value.casefold() not in names:
                raise BadInput(f"there is no transcript “{value}” in the study")
        return [names[value.casefold()] for value in values]
