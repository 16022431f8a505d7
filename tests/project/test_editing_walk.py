"""Two coders code, edit, take back and do again at random: no segment ends on other words."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from qualcode.domain.alignment import Verdict
from qualcode.domain.errors import QualcodeError, Refused
from qualcode.project import Project
from qualcode.project.edit_report import EditReport
from qualcode.store import segments, sqlite
from tests.factories import code_named

CODERS = ("Ada", "Bea")
STEPS = 40


class Walk:
    """Random deeds on one transcript, and the texts that each segment has ever had under it."""

    def __init__(self, project: Project, seed: int) -> None:
        """Take a study with the transcript 'group'."""
        self.project, self.chance = project, random.Random(seed)
        self.texts: dict[str, set[str]] = {}
        self.refused = self.steps = 0

    def shown(self) -> dict[str, str]:
        """The text under each segment of either coder."""
        me, found = self.project.coder.name, {}
        text = self.project.transcripts.get("group").text
        for name in CODERS:
            self.project.use_coder(name)
            for one in self.project.segments.of(self.project.transcripts.names()["group"]):
                found[one.id] = text[one.start : one.end]
        self.project.use_coder(me)
        return found

    def code(self) -> None:
        """Code a random passage."""
        one = self.project.transcripts.get("group")
        start = self.chance.randrange(len(one.text) - 3)
        end = min(len(one.text), start + self.chance.randrange(3, 50))
        code = code_named(self.project, self.chance.choice(["Why", "How"]))
        made = self.project.segments.add(one.id, start, end, code.id)
        self.texts[made.id] = {one.text[made.start : made.end]}

    def remove(self) -> None:
        """Take one of the coder's segments away."""
        mine = self.project.segments.of(self.project.transcripts.names()["group"])
        if mine:
            self.project.segments.remove(self.chance.choice(mine).id)

    def edit(self) -> None:
        """Edit a random turn; both coders' reports tell what is found afterwards."""
        before, me = self.shown(), self.project.coder.name
        deed = self._deed()
        told: dict[str, str | None] = {}
        for name in CODERS:
            self.project.use_coder(name)
            report = deed(True)
            listed = {row.segment_id: row for row in report.segments}
            told |= {
                key: None if row.verdict is Verdict.LOST else row.after
                for key, row in listed.items()
            }
            assert {key: row.before for key, row in listed.items()}.items() <= before.items()
        self.project.use_coder(me)
        deed(False)
        assert self.shown() == {key: text for key, text in told.items() if text is not None}
        for key, text in told.items():
            self.texts[key].add(text or "")

    def _deed(self) -> Callable[[bool], EditReport]:
        room, one = self.project.editing, self.project.transcripts.get("group")
        number = self.chance.randrange(len(one.turns)) + 1
        words = one.turns[number - 1].text.split()
        at = self.chance.randrange(len(words))
        words[at : at + self.chance.randrange(3)] = [f"w{self.chance.randrange(99)}"]
        offset = self.chance.randrange(len(one.turns[number - 1].text))
        kind = self.chance.randrange(4)

        def do(dry_run: bool) -> EditReport:
            if kind < 2:
                return room.correct("group", number, " ".join(words), dry_run=dry_run)
            if kind == 2:
                return room.split("group", number, offset, dry_run=dry_run)
            return room.join("group", number, dry_run=dry_run)

        return do

    def step(self) -> None:
        """One deed by one of the two; what is refused changes nothing."""
        history = self.project.history
        self.project.use_coder(self.chance.choice(CODERS))
        deeds = [self.code, self.code, self.remove, self.edit, self.edit]
        steps: list[Callable[[], object]] = [history.undo, history.undo, history.redo]
        deed = self.chance.choice([*deeds, *steps])
        before = self.shown()
        self.steps += 1
        try:
            deed()
        except Refused:
            self.refused += 1
            assert self.shown() == before
        except QualcodeError:
            assert self.shown() == before
        for key, text in self.shown().items():
            assert text in self.texts[key]
        assert segments.misplaced(self.project.database) == []


@pytest.mark.parametrize("seed", range(3))
def test_no_segment_ends_on_other_words(project: Project, seed: int) -> None:
    walk = Walk(project, seed)
    for _ in range(12):
        walk.code()
    for _ in range(STEPS):
        walk.step()
    assert walk.refused < STEPS
    one = project.transcripts.get("group")
    assert [each.sequence for each in one.turns] == list(range(len(one.turns)))
    assert project.database.ask(sqlite.index_findings) == []
