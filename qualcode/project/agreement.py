"""The comparison of coders: which text counts, and the figures with what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from qualcode.agreement import Agreement, Material, Measures, compare
from qualcode.agreement.result import PairMeasures
from qualcode.analysis.recipes import recipe
from qualcode.domain import units
from qualcode.domain.codebook import Code
from qualcode.domain.corpus import CodedSpan, Corpus
from qualcode.domain.errors import BadInput, Refused
from qualcode.domain.people import Coder, CoderKind, Progress
from qualcode.domain.tables import Cell, Filters, Table
from qualcode.domain.transcripts import Transcript
from qualcode.project.room import Room
from qualcode.project.segments import counted_spans
from qualcode.store import coders as coder_store
from qualcode.store import segments, transcripts

UNITS = ("character", "sentence", "turn")


@dataclass(frozen=True)
class Comparison:
    """Agreement of coders on the text that counts, with what was compared."""

    agreement: Agreement
    codes: tuple[Code, ...]
    coders: tuple[str, ...]
    unit: str
    transcripts: tuple[str, ...]
    left_out: tuple[str, ...]
    characters: int
    all_text: bool
    corpus: Corpus

    def as_dict(self) -> dict[str, Any]:
        """The form in which the command line prints it; undefined is None."""
        return {
            "unit": self.unit,
            "coders": list(self.coders),
            "transcripts": list(self.transcripts),
            "left_out": list(self.left_out),
            "text": "all text" if self.all_text else "participants",
            "characters": self.characters,
            "units": self.agreement.unit_total,
            "mean_cohen_kappa": self.agreement.mean_kappa,
            "mean_cohen_kappa_codes": self.agreement.mean_kappa_codes,
            "overall": self._measures(self.agreement.overall),
            "codes": [
                {"code": code.name, "code_id": code.key, **self._measures(measures)}
                for code, measures in zip(self.codes, self.agreement.codes, strict=True)
            ],
        }

    def _measures(self, measures: Measures) -> dict[str, Any]:
        found: dict[str, Any] = {
            **measures.as_dict(),
            "prevalence": dict(zip(self.coders, measures.prevalence, strict=True)),
            "coded": dict(zip(self.coders, measures.coded, strict=True)),
            "reason": measures.reason,
        }
        if len(self.coders) == 2:
            cells = ("n11", "n10", "n01", "n00")
            return {**found, **{name: getattr(measures, name) for name in cells}}
        pairs = [
            {"coders": [pair.coder_a, pair.coder_b], **pair.as_dict(), "reason": pair.reason}
            for pair in measures.pairs
        ]
        return {**found, "pairs": pairs}

    def table(self) -> Table:
        """One row for all codes together and one per code; with three coders or more also pairs."""
        columns = (
            *("code_id", "code", "coders", "units", "percent", "f1", "cohen_kappa"),
            "alpha_nominal",
            *(f"prevalence_{name}" for name in self.coders),
            *(f"coded_{name}" for name in self.coders),
            *("both", "only_first", "only_second", "neither", "note"),
        )
        rows = list(self._rows("", "all codes together", self.agreement.overall))
        for code, measures in zip(self.codes, self.agreement.codes, strict=True):
            rows.extend(self._rows(code.key, code.name, measures))
        return Table("agreement", columns, rows, self._recipe())

    def _rows(self, key: str, name: str, measures: Measures) -> list[tuple[Cell, ...]]:
        four = (measures.n11, measures.n10, measures.n01, measures.n00)
        shares = (*measures.prevalence, *measures.coded)
        figures = (measures.percent, measures.f1, measures.cohen_kappa, measures.alpha_nominal)
        together = " × ".join(self.coders)
        units = self.agreement.unit_total
        rows: list[tuple[Cell, ...]] = [
            (key, name, together, units, *figures, *shares, *four, measures.reason)
        ]
        if len(self.coders) > 2:
            rows.extend(self._pair(key, name, pair) for pair in measures.pairs)
        return rows

    def _pair(self, key: str, name: str, pair: PairMeasures) -> tuple[Cell, ...]:
        blank: tuple[Cell, ...] = (None,) * (2 * len(self.coders))
        four = (pair.n11, pair.n10, pair.n01, pair.n00)
        figures = (pair.percent, pair.f1, pair.cohen_kappa, pair.alpha_nominal)
        who = f"{pair.coder_a} × {pair.coder_b}"
        return (key, name, who, self.agreement.unit_total, *figures, *blank, *four, pair.reason)

    def _recipe(self) -> dict[str, object]:
        filters = Filters(
            coders=self.coders,
            codes=tuple(code.id for code in self.codes),
            transcripts=self.transcripts,
            all_text=self.all_text,
        )
        extra = {
            "unit": self.unit,
            "left_out": list(self.left_out),
            "characters": self.characters,
            "unit_rule": "a unit is coded where any of its characters is",
            "mean_cohen_kappa": self.agreement.mean_kappa,
            "mean_cohen_kappa_codes": self.agreement.mean_kappa_codes,
        }
        return recipe("agreement", self.corpus, filters) | extra


class AgreementRoom(Room):
    """Compares coders; a transcript counts when all of them finished it or it is named."""

    def compare(
        self,
        coders: Sequence[str] = (),
        unit: str = "character",
        codes: Sequence[str] = (),
        transcripts: Sequence[str] = (),
        *,
        include_unfinished: bool = False,
        all_text: bool = False,
    ) -> Comparison:
        """Agreement of the named coders (all who finished something where none is named).

        ``codes`` are ids. Raises BadInput for a wrong name and Refused where no transcript counts.
        """
        if unit not in UNITS:
            raise BadInput(f"“{unit}” is no unit of agreement: use one of {', '.join(UNITS)}")
        people = self._coders(coders)
        chosen, left_out = self._transcripts(people, transcripts, include_unfinished)
        loaded = load(self, chosen)
        spans = segments.spans(self.database, loaded)
        used = _used(spans, people)
        picked = self._codes(codes, used)
        material = _material(loaded, people, picked, spans, unit, all_text)
        counted = int(sum((ranges[:, 1] - ranges[:, 0]).sum() for ranges in material.counted))
        return Comparison(
            agreement=compare(material),
            codes=picked,
            coders=tuple(one.name for one in people),
            unit=unit,
            transcripts=tuple(one.name for one in loaded),
            left_out=tuple(left_out),
            characters=counted,
            all_text=all_text,
            corpus=Corpus(
                tuple(loaded), self.project.codebook.current(), tuple(people), _of(spans, people)
            ),
        )

    def _coders(self, names: Sequence[str]) -> list[Coder]:
        everyone = {one.name: one for one in coder_store.everyone(self.database)}
        for name in names:
            if name not in everyone:
                raise BadInput(f"there is no coder “{name}” in the study")
        chosen = [everyone[name] for name in dict.fromkeys(names)] if names else self._able()
        if len(chosen) < 2:
            raise BadInput("a comparison needs at least two coders")
        return chosen

    def _able(self) -> list[Coder]:
        """Those who finished a transcript; where that is nobody, all who have coded."""
        people = [
            one
            for one in coder_store.everyone(self.database)
            if one.kind is not CoderKind.CONSENSUS
        ]
        states = coder_store.states(self.database)
        finished = {s.coder_id for s in states if s.progress is Progress.FINISHED}
        counts = segments.counts_by_coder(self.database)
        able = [one for one in people if one.id in finished]
        return able if len(able) > 1 else [one for one in people if counts[one.name]]

    def _transcripts(
        self, people: Sequence[Coder], names: Sequence[str], include_unfinished: bool
    ) -> tuple[list[str], list[str]]:
        """Ids of the transcripts that count, and sentences about those that do not."""
        known = {key: name for name, key in self.project.transcripts.names().items()}
        if names:
            return self.transcript_ids(list(names)), []
        states = coder_store.states(self.database)
        done = {(s.coder_id, s.transcript_id) for s in states if s.progress is Progress.FINISHED}
        chosen, left_out = [], []
        for key, name in known.items():
            open_for = [one.name for one in people if (one.id, key) not in done]
            if include_unfinished or not open_for:
                chosen.append(key)
            else:
                left_out.append(f"{name}: not finished by {', '.join(open_for)}")
        if not chosen:
            why = "; ".join(left_out) or "the study holds no transcript"
            raise Refused(f"there is nothing to compare: {why}")
        return chosen, left_out

    def _codes(self, ids: Sequence[str], used: set[str]) -> tuple[Code, ...]:
        """The codes compared: all in use, and all that could have been used."""
        book = self.project.codebook.current()
        ordered = [code for _, code in book.walk()]
        if set(ids) - book.by_id.keys():
            raise BadInput("a code that was to be compared is not in the codebook")
        if ids:
            return tuple(code for code in ordered if code.id in set(ids))
        return tuple(
            code
            for code in ordered
            if code.id in used or not (code.retired or code.status == "theme")
        )


def load(room: Room, ids: Sequence[str]) -> list[Transcript]:
    """The transcripts with these ids, in the order of the study."""
    wanted = set(ids)
    return [one for one in transcripts.load_many(room.database) if one.id in wanted]


def _of(spans: Sequence[CodedSpan], people: Sequence[Coder]) -> list[CodedSpan]:
    ids = {one.id for one in people}
    return [span for span in spans if span.coder_id in ids]


def _used(spans: Sequence[CodedSpan], people: Sequence[Coder]) -> set[str]:
    return {span.code_id for span in _of(spans, people)}


def _material(
    loaded: Sequence[Transcript],
    people: Sequence[Coder],
    codes: Sequence[Code],
    spans: Sequence[CodedSpan],
    unit: str,
    all_text: bool,
) -> Material:
    where = {one.id: index for index, one in enumerate(loaded)}
    who = {one.id: index for index, one in enumerate(people)}
    what = {one.id: index for index, one in enumerate(codes)}
    rows = [
        (where[span[1]], who[span[3]], what[span[2]], span[4], span[5])
        for span in spans
        if span[3] in who and span[2] in what
    ]
    return Material(
        documents=tuple(one.name for one in loaded),
        lengths=np.array([one.positions.end for one in loaded], dtype=np.int64),
        counted=tuple(_ranges(counted_ranges(one, all_text)) for one in loaded),
        units=None if unit == "character" else tuple(_ranges(_units(one, unit)) for one in loaded),
        coders=tuple(one.name for one in people),
        codes=tuple(code.id for code in codes),
        spans=np.array(rows, dtype=np.int64).reshape(-1, 5),
    )


def counted_ranges(one: Transcript, all_text: bool) -> list[tuple[int, int]]:
    """Ranges of the text that is compared: of participants, or of everyone."""
    if not all_text:
        return [(span.start, span.end) for span in counted_spans(one)]
    starts = one.positions.starts
    return [
        (start, start + len(turn.text))
        for start, turn in zip(starts, one.turns, strict=True)
        if turn.text
    ]


def _units(one: Transcript, unit: str) -> list[tuple[int, int]]:
    starts = one.positions.starts
    return [
        (start + span.start, start + span.end)
        for start, turn in zip(starts, one.turns, strict=True)
        for span in units.split(turn.text, unit, one.language)
    ]


def _ranges(ranges: Sequence[tuple[int, int]]) -> Any:
    return np.array(ranges, dtype=np.int64).reshape(-1, 2)
