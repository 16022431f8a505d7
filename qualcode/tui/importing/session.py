"""The files of one import: what was read of each, with which options, and what was decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from qualcode.formats.options import AUTOMATIC, ReadOptions
from qualcode.project.labels import Decision, Decisions
from qualcode.project.objections import names_by_folder, objections
from qualcode.project.transcripts import FileReading


@dataclass(slots=True, eq=False)
class Item:
    """A file: its newest reading (or why there is none) and what the user set about it.

    ``asked`` counts the readings that were asked for: an answer to an older one is out of date.
    ``name`` is the name of its transcript, where the user gave one.
    """

    path: Path
    options: ReadOptions = AUTOMATIC
    decisions: dict[str, Decision] = field(default_factory=dict)
    name: str = ""
    file: FileReading | None = None
    error: str = ""
    asked: int = 0
    waiting: bool = False
    read_with: ReadOptions = AUTOMATIC
    """The options of the newest reading."""

    @property
    def kind(self) -> str:
        """What it has in common with other files of its kind: the suffix."""
        return self.path.suffix.lower()

    @property
    def changed(self) -> bool:
        """Whether the user set anything about it."""
        return bool(self.decisions) or self.options != AUTOMATIC

    def ask(self) -> int:
        """Its reading is asked for: the number of the question."""
        self.asked += 1
        self.waiting = True
        return self.asked

    def take(self, asked: int, file: FileReading | None, error: str) -> bool:
        """Take a reading, or the sentence why there is none; False where it is out of date."""
        if asked != self.asked:
            return False
        self.waiting = False
        self.read_with = self.options
        self.error = error
        self.file = file
        if file is not None and self.name:
            self.file = replace(file, name=self.name)
        return True

    def stop(self) -> None:
        """Wait no more: the reading that is there stands, with its own options."""
        if self.waiting:
            self.options = self.read_with
        self.waiting = False
        self.asked += 1

    def rename(self, name: str) -> None:
        """Give its transcript a name."""
        self.name = name
        if self.file is not None:
            self.file = replace(self.file, name=name)

    def decide(self, label: str, decision: Decision) -> None:
        """Decide about a label; what leaves all as it was is no decision."""
        if decision == Decision():
            self.decisions.pop(label, None)
        else:
            self.decisions[label] = decision


class Session:
    """All files of one import, in the order in which they were chosen."""

    def __init__(self) -> None:
        """No file is chosen yet."""
        self.items: dict[Path, Item] = {}
        self.others: set[Path] = set()
        """Files of kinds that are not read."""

    def __len__(self) -> int:
        """The number of files."""
        return len(self.items)

    def __iter__(self) -> Iterator[Item]:
        """The files in order."""
        return iter(self.items.values())

    def add(self, paths: Iterable[Path]) -> list[Item]:
        """Choose files; those that were not chosen before.

        Of two files of one name in different folders the second is named with its folder.
        """
        fresh = [path for path in dict.fromkeys(paths) if path not in self.items]
        names = names_by_folder(fresh, self.items)
        for path in fresh:
            self.items[path] = Item(path, name=names.get(path, ""))
        return [self.items[path] for path in fresh]

    def leave_out(self, path: Path) -> None:
        """Choose a file no longer."""
        self.items.pop(path, None)

    def verdicts(self, names: Collection[str]) -> dict[Path, str]:
        """For each file that was read the sentence why it cannot be taken, or ``""``.

        ``names`` are those of the transcripts in the study.
        """
        read = [item for item in self if item.file is not None]
        found = objections((item.file for item in read if item.file is not None), names)
        said = {item.path: why for item, why in zip(read, found, strict=True)}
        return {item.path: item.error or said.get(item.path, "") for item in self}

    def ready(self, names: Collection[str]) -> list[tuple[FileReading, Decisions]]:
        """The files that can be taken, with the decisions on their labels."""
        verdicts = self.verdicts(names)
        return [
            (item.file, item.decisions)
            for item in self
            if item.file is not None and not verdicts[item.path]
        ]

    def beside(self, path: Path, way: int) -> Item | None:
        """The file before (-1) or after (1) another; None where there is none."""
        order = list(self.items)
        place = order.index(path) + way if path in self.items else -1
        return self.items[order[place]] if 0 <= place < len(order) else None

    def alike(self, item: Item) -> list[Item]:
        """The other files of the same kind."""
        return [one for one in self if one is not item and one.kind == item.kind]
