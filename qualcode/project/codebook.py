"""The codebook: created, edited, moved, retired, imported and exported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.domain.codebook import PATH_SEPARATOR, RETIRED, TEXT_FIELDS, Code, Codebook
from qualcode.domain.errors import BadInput
from qualcode.domain.ids import new_id
from qualcode.domain.text import is_visible, normalise_newlines, one_line, storable
from qualcode.project.actions import Action
from qualcode.project.room import Room
from qualcode.store import coders, codes
from qualcode.store.schema import code

if TYPE_CHECKING:
    from qualcode.domain.codebook_changes import Comparison
    from qualcode.project.codebook_file import CodebookImport
    from qualcode.project.codebook_merge import MergePreview
    from qualcode.project.codebook_older import OlderSegment
    from qualcode.project.codebook_split import NewCode, Splittable
    from qualcode.project.codebook_unmerge import Unmergeable
    from qualcode.project.codebook_versions import Version

HUES = ("#388e3c", "#d84343", "#1e78d6", "#8e5bb5", "#b26a00", "#00838f", "#c2185b", "#6d7a00")
"""Colours for themes made by hand, each readable on black and on white."""


class CodebookRoom(Room):
    """The codebook of the study."""

    def __init__(self, project: Any) -> None:
        """Take the project this is a part of."""
        super().__init__(project)
        self._current: Codebook | None = None

    def clear(self) -> None:
        """Forget the cached codebook after a change of it."""
        self._current = None

    def current(self) -> Codebook:
        """All codes; ``version`` counts the changes of the codebook."""
        if self._current is None:
            self._current = codes.load(self.database)
        return self._current

    def create(self, name: str, parent_id: str | None = None, **fields: Any) -> Code:
        """Make a code under another one, or at the top; raises BadInput."""
        with self.act("create code") as work:
            made = self.add_within(work, name, parent_id, **fields)
            work.details["code"] = made.id
        self.clear()
        return made

    def add_within(
        self, work: Action, name: str, parent_id: str | None = None, **fields: Any
    ) -> Code:
        """Make a code as part of a larger action; the caller clears the cache afterwards."""
        book = self.current()
        wanted = self._free_name(book, name, parent_id)
        fields = _checked(fields)
        if parent_id is not None and parent_id not in {one.id for one in book.codes}:
            raise BadInput("the code above does not exist")
        siblings = book.children.get(parent_id, ())
        parent = book.by_id.get(parent_id) if parent_id else None
        made = Code(
            id=new_id(),
            key=book.fresh_key(wanted, parent_id),
            name=wanted,
            parent_id=parent_id,
            sort=max((one.sort for one in siblings), default=0) + 10,
            layer=parent.layer if parent else "content",
            colour=parent.colour if parent else HUES[len(siblings) % len(HUES)],
        )
        made = replace(made, **fields)
        work.insert(code, codes.row_of(made))
        return made

    def edit(self, code_id: str, **fields: Any) -> Code:
        """Change fields of a code (name, definition, rules, keywords, colour ...); BadInput."""
        book = self.current()
        present = self._known(book, code_id)
        fields = _checked(fields)
        if "name" in fields:
            fields["name"] = self._free_name(book, fields["name"], present.parent_id, present)
        with self.act("edit code", code=code_id, fields=sorted(fields)) as work:
            work.update(code, code_id, **codes.cells(fields))
        self.clear()
        return self.current().by_id[code_id]

    def rename(self, code_id: str, name: str) -> Code:
        """Give a code another name; its key stays."""
        return self.edit(code_id, name=name)

    def retire(self, code_id: str, retired: bool = True) -> Code:
        """Take a code out of use, or back into it; its segments stay."""
        return self.edit(code_id, status=RETIRED if retired else "active")

    def move(self, code_id: str, parent_id: str | None, before: str | None = None) -> None:
        """Put a code with all below it under another parent, before a sibling or last."""
        book = self.current()
        present = self._known(book, code_id)
        if parent_id is not None:
            self._known(book, parent_id)
        book.moved(code_id, parent_id)
        if parent_id != present.parent_id:
            self._free_name(book, present.name, parent_id)
        siblings = [one.id for one in book.children.get(parent_id, ()) if one.id != code_id]
        if before is not None and before not in siblings:
            raise BadInput("the code to stand before is not at that place")
        at = siblings.index(before) if before is not None else len(siblings)
        order = [*siblings[:at], code_id, *siblings[at:]]
        with self.act("move code", code=code_id, parent=parent_id) as work:
            work.update(code, code_id, parent_id=parent_id)
            if parent_id != present.parent_id:
                drop_levels(work, book, code_id)
            for one, sort in _renumbered([book.by_id[one] for one in order], code_id).items():
                work.update(code, one, sort=sort)
        self.clear()

    def below_counts(self, code_id: str) -> int:
        """Number of the coder's own segments that follow where a code and all below it go."""
        counts = self.project.segments.counts()
        return sum(counts.get(one, 0) for one in self.current().below(code_id))

    def merge_preview(self, code_id: str, into_id: str) -> MergePreview:
        """What a merge would do, in the coder's own numbers; see ``codebook_merge``."""
        from qualcode.project.codebook_merge import merge_preview

        return merge_preview(self.project, code_id, into_id)

    def merge(self, code_id: str, into_id: str) -> Code:
        """Merge a code into another, with all coders' work on it; see ``codebook_merge``."""
        from qualcode.project.codebook_merge import merge

        return merge(self.project, code_id, into_id)

    def unmergeable(self, into_id: str) -> list[Unmergeable]:
        """The merges into a code that can be taken back; see ``codebook_unmerge``."""
        from qualcode.project.codebook_unmerge import unmergeable

        return unmergeable(self.project, into_id)

    def unmerge(self, sequence: int) -> Code:
        """Take back what stands of a merge, by its number; see ``codebook_unmerge``."""
        from qualcode.project.codebook_unmerge import unmerge

        return unmerge(self.project, sequence)

    def splittable(self, code_id: str) -> Splittable:
        """The coder's passages that a split of a code can send elsewhere."""
        from qualcode.project.codebook_split import splittable

        return splittable(self.project, code_id)

    def split(
        self, code_id: str, assignments: Mapping[str, str], new: NewCode | None = None
    ) -> Code | None:
        """Send own segments of a code to other codes, one of them new; see ``codebook_split``."""
        from qualcode.project.codebook_split import split

        return split(self.project, code_id, assignments, new)

    def versions(self) -> list[Version]:
        """All versions of the codebook, oldest first."""
        from qualcode.project.codebook_versions import versions

        return versions(self.project)

    def find_version(self, text: str) -> int:
        """The version meant by a number or a label; raises BadInput."""
        from qualcode.project.codebook_versions import find_version

        return find_version(self.project, text)

    def freeze(self, label: str) -> int:
        """Give the present version a label, as one action; its number."""
        from qualcode.project.codebook_versions import freeze

        return freeze(self.project, label)

    def at(self, number: int) -> Codebook:
        """The codebook as it was in a version; raises BadInput."""
        from qualcode.project.codebook_versions import at

        return at(self.project, number)

    def at_date(self, moment: datetime) -> Codebook:
        """The codebook as it was at a moment."""
        from qualcode.project.codebook_versions import at_date

        return at_date(self.project, moment)

    def compare(self, older: int, newer: int) -> Comparison:
        """What differs between two versions; raises BadInput."""
        from qualcode.project.codebook_versions import compare

        return compare(self.project, older, newer)

    def segments_under_older(self, code_id: str | None = None) -> list[OlderSegment]:
        """Own passages coded before the rules of their code changed; see ``codebook_older``."""
        from qualcode.project.codebook_older import segments_under_older

        return segments_under_older(self.project, code_id)

    def slots(self) -> dict[int, str]:
        """The coder's pinned slots: digit to code id; a merged code's digit goes to its successor.

        A digit pinned to the code itself comes before one that came to it.
        """
        book, pinned = self.current(), coders.slots(self.database, self.coder.id)
        own = {code_id for code_id in pinned.values() if book.by_id[code_id].merged_into is None}
        found: dict[int, str] = {}
        for digit, code_id in pinned.items():
            after = book.successor(book.by_id[code_id]).id
            if after == code_id or (after not in own and after not in found.values()):
                found[digit] = after
        return found

    def pin(self, digit: int, code_id: str | None) -> None:
        """Pin a code to a digit from 1 to 9, or free the digit; outside the journal."""
        if not 1 <= digit <= 9:
            raise BadInput(f"{digit} is no slot: use 1 to 9")
        if code_id is not None:
            self._known(self.current(), code_id)
        with self.project.actions.transaction(self.coder) as connection:
            coders.pin(connection, self.coder.id, digit, code_id)

    def import_file(self, path: Path) -> CodebookImport:
        """Take the codes of a CSV file, as one action; see ``codebook_file``."""
        from qualcode.project.codebook_file import import_codebook

        return import_codebook(self.project, path)

    def export_file(self, path: Path) -> int:
        """Write the codebook as CSV, every cell as it came; the number of codes."""
        from qualcode.project.codebook_file import export_codebook

        return export_codebook(self.project, path)

    def _known(self, book: Codebook, code_id: str) -> Code:
        if code_id not in book.by_id:
            raise BadInput("this code is not in the codebook any more")
        present = book.by_id[code_id]
        if present.merged_into is not None:
            raise BadInput(f"“{present.name}” was merged into “{book.successor(present).name}”")
        return present

    def _free_name(
        self, book: Codebook, name: str, parent_id: str | None, own: Code | None = None
    ) -> str:
        wanted = one_line(name)
        if own is None or wanted != own.name:
            check_name(wanted)
        siblings = [one for one in book.children.get(parent_id, ()) if one != own]
        if any(one.name == wanted for one in siblings):
            raise BadInput(
                f"there is a code “{wanted}” at this place already: use it, or another name"
            )
        return wanted


def check_name(name: str) -> None:
    """Raise BadInput for a name that nobody sees, or that reads as a path.

    Names that differ in case only are different names, here as in codebook files.
    """
    if not is_visible(name):
        raise BadInput("a code needs a name")
    if PATH_SEPARATOR in name:
        raise BadInput(
            f"“{name}” is no name for a code: “{PATH_SEPARATOR.strip()}” between spaces stands "
            "between a code and the one above it"
        )


def drop_levels(work: Action, book: Codebook, code_id: str) -> None:
    """Forget the levels that came with a code and those below it: they are moved."""
    for one in book.below(code_id):
        kept = book.by_id[one].extras
        others = {k: v for k, v in kept.items() if k.strip().casefold() != "level"}
        work.update(code, one, extras=others)


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    """Field values as they are stored; raises BadInput for a field that nobody edits."""
    for name in fields:
        if name not in TEXT_FIELDS:
            raise BadInput(f"a code has no field “{name}” that can be edited")
    return {
        name: tuple(_stored(one) for one in value) if isinstance(value, tuple) else _stored(value)
        for name, value in fields.items()
    }


def _stored(text: str) -> str:
    return storable(normalise_newlines(text)).text


def _renumbered(order: Sequence[Code], moved: str) -> dict[str, int]:
    """Sort numbers that put siblings in this order, changing as few as possible."""
    at = next(index for index, one in enumerate(order) if one.id == moved)
    low = order[at - 1].sort if at else None
    high = order[at + 1].sort if at + 1 < len(order) else None
    if high is None:
        return {moved: 10 if low is None else low + 10}
    if (low if low is not None else high - 20) + 1 < high:
        return {moved: high - 10 if low is None else (low + high) // 2}
    return {one.id: 10 * (index + 1) for index, one in enumerate(order)}
