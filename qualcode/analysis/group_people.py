"""The participants as a table (T2): attributes as banded for print, and who stands out."""

from __future__ import annotations

from collections import Counter

from qualcode.analysis.group_data import GroupData, group_hash, people_in
from qualcode.analysis.recipes import recipe_of
from qualcode.analysis.scope import Scope, scope_of, spans_in
from qualcode.domain.attributes import printable
from qualcode.domain.corpus import Corpus
from qualcode.domain.tables import Cell, Filters, Table
from qualcode.domain.transcripts import Role

ALONE = "1 person in its cell"
"""Stands beside a combination of printed values that only one person has."""

NOBODY_KNOWN = "no participant behind this label"


def participants_table(corpus: Corpus, filters: Filters, group: GroupData) -> Table:
    """One row per participant by name, and per participant's label with nobody behind it.

    With a filter of transcripts only those who are in one of them; the cells are counted among
    them. Raises BadInput for names that the study does not have.
    """
    scope = scope_of(corpus, filters)
    printed = [one for one in group.attributes if one.printed]
    places = _places(scope, group)
    shown = [one for one in group.participants if one.id in places or not filters.transcripts]
    values = {
        one.id: tuple(printable(each, one.attributes.get(each.name)) for each in printed)
        for one in shown
    }
    cells = Counter(values.values())
    rows: list[tuple[Cell, ...]] = []
    for one in sorted(shown, key=lambda person: person.pseudonym.casefold()):
        alike = cells[values[one.id]] if printed else None
        warning = ALONE if alike == 1 else ""
        here = "; ".join(places.get(one.id, ()))
        rows.append((one.pseudonym, here, *values[one.id], alike, warning))
    nothing = ("",) * len(printed)
    rows += [(label, where, *nothing, None, NOBODY_KNOWN) for label, where in _free(scope, group)]
    heads = _apart([one.name for one in printed])
    columns = ("participant", "transcripts", *heads, "people_alike", "warning")
    made = recipe_of("participants", scope, spans_in(corpus, scope), filters)
    bands = {one.name: list(one.bands) for one in printed if one.bands}
    hidden = [one.name for one in group.attributes if not one.printed]
    more = {"bands": bands, "attributes_not_printed": hidden}
    return Table(
        "participants", columns, rows, made | more | {"group_data_hash": group_hash(scope, group)}
    )


def _places(scope: Scope, group: GroupData) -> dict[str, list[str]]:
    """Names of the transcripts in which each participant has a label."""
    known = {one.id: one for one in group.participants}
    found: dict[str, list[str]] = {}
    for transcript in scope.transcripts:
        for person in people_in(transcript, known):
            if person.key in known:
                found.setdefault(person.key, []).append(transcript.name)
    return found


def _free(scope: Scope, group: GroupData) -> list[tuple[str, str]]:
    """Labels of participants with nobody known behind them, with their transcript."""
    known = {one.id: one for one in group.participants}
    return [
        (person.name, transcript.name)
        for transcript in scope.transcripts
        for person in people_in(transcript, known)
        if person.role is Role.PARTICIPANT and person.key not in known
    ]


def _apart(names: list[str]) -> list[str]:
    """Names of columns, told apart from those that the table has itself."""
    own = {"participant", "transcripts", "people_alike", "warning"}
    return [f"{name} (attribute)" if name in own else name for name in names]
