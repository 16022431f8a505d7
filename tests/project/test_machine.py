"""Random work of two coders: every step goes back and forward exactly, or changes nothing."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable, Collection
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from qualcode.domain.codebook import TEXT_FIELDS
from qualcode.domain.errors import QualcodeError, Refused
from qualcode.domain.memos import Subject
from qualcode.domain.people import ReadingPlace
from qualcode.domain.segments import Segment
from qualcode.domain.suggestions import Proposal
from qualcode.domain.transcripts import Role, Transcript
from qualcode.project import Project
from qualcode.project.codebook_split import NEW, NewCode
from qualcode.project.doctor import examine
from qualcode.store import codes, segments, transcripts
from qualcode.store.schema import journal
from tests.factories import dump, make_project, make_transcript, segments_file

NOT_RESTORED = (
    *("journal", "journal_payload", "codebook_version", "code_version", "study"),
    *("reading", "slot", "draft", "coder"),
)
"""The record of what was done, what hangs on rows by cascade, and coders, who stay."""
MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") else None  # where a durable commit is quick
LABELS = ("Moderator", "Ana", "Bert", "MOD")
NAMES = ("Why", "Money", "Cost", "a > b")

OUR_WORDS: dict[str, Collection[str]] = {
    "role": list(Role),
    "subject": list(Subject),
    "fields": TEXT_FIELDS,
}
"""What a detail of a journal entry may say beside ids and numbers."""

picks = st.integers(0, 40)
places = st.tuples(st.integers(0, 60), st.integers(0, 30))


class Deed(NamedTuple):
    """A deed of a coder: rows before and after it, and how much others had done by then."""

    before: dict[str, Any]
    after: dict[str, Any]
    others: int


class Study(RuleBasedStateMachine):
    """A study, the two who work in it, and what undo and redo owe each of them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory(dir=MEMORY)
        place = Path(self.folder.name)
        os.environ["XDG_STATE_HOME"] = str(place / "state")
        self.project: Project = make_project(place)
        self.number = count()
        self.done: dict[str, list[Deed]] = defaultdict(list)
        self.undone: dict[str, list[Deed]] = defaultdict(list)
        self.deeds: dict[str, int] = defaultdict(int)
        self.quotations: dict[str, str] = {}

    @initialize()
    def both_are_there(self) -> None:
        for name in ("Ada", "Bea"):
            self.project.use_coder(name)
            self.project.memos.save_draft(Subject.STUDY, "", "hello")

    def teardown(self) -> None:
        self.project.close()
        found = examine(self.project.path)
        self.folder.cleanup()
        assert found.ok, found.as_text()

    # What there is to work with.

    @property
    def me(self) -> str:
        return self.project.coder.name

    def others(self) -> int:
        return sum(number for name, number in self.deeds.items() if name != self.me)

    def rows(self) -> dict[str, Any]:
        return dump(self.project, NOT_RESTORED)

    def transcript(self, pick: int) -> Transcript | None:
        names = list(self.project.transcripts.names())
        return self.project.transcripts.get(names[pick % len(names)]) if names else None

    def code(self, pick: int) -> str:
        ids = sorted(code.id for code in self.project.codebook.current().codes)
        return ids[pick % len(ids)] if ids else "none"

    def segment(self, pick: int) -> Segment | None:
        names = self.project.transcripts.names().values()
        mine = [one for key in names for one in self.project.segments.of(key)]
        return sorted(mine, key=lambda one: one.id)[pick % len(mine)] if mine else None

    def act(self, deed: Callable[[], Any]) -> Any:
        """Do it; refused, it changed nothing, and done it is one entry, or none for nothing."""
        whole, before = dump(self.project), self.rows()
        entries = len(self.project.history.entries())
        try:
            result = deed()
        except QualcodeError as error:
            note(f"  refused: {error}")
            assert dump(self.project) == whole
            return None
        after, more = self.rows(), len(self.project.history.entries()) - entries
        assert more == (before != after)
        if more:
            self.done[self.me].append(Deed(before, after, self.others()))
            self.undone[self.me].clear()
            self.deeds[self.me] += 1
        return result

    def quoted(self, made: Segment | None, words: str) -> None:
        if made is not None:
            self.quotations[made.id] = words.strip("\n")

    # Work.

    @rule()
    def change_places(self) -> None:
        self.project.use_coder("Bea" if self.me == "Ada" else "Ada")

    @rule(pick=picks, place=places, which=picks)
    def code_a_passage(self, pick: int, place: tuple[int, int], which: int) -> None:
        if one := self.transcript(pick):
            start, end = place[0], place[0] + place[1]
            made = self.act(lambda: self.project.segments.add(one.id, start, end, self.code(which)))
            self.quoted(made, one.text[start:end])

    @rule(pick=picks, place=places, name=st.sampled_from(NAMES))
    def code_in_vivo(self, pick: int, place: tuple[int, int], name: str) -> None:
        if one := self.transcript(pick):
            start, end = place[0], place[0] + place[1]
            made = self.act(lambda: self.project.segments.in_vivo(one.id, start, end, name))
            self.quoted(made, one.text[start:end])

    @rule(pick=picks, place=places)
    def resize(self, pick: int, place: tuple[int, int]) -> None:
        if found := self.segment(pick):
            start, end = place[0], place[0] + place[1]
            self.act(lambda: self.project.segments.resize(found.id, start, end))

    @rule(pick=picks, which=picks)
    def recode(self, pick: int, which: int) -> None:
        if found := self.segment(pick):
            self.act(lambda: self.project.segments.recode(found.id, self.code(which)))

    @rule(pick=picks)
    def take_a_code_off(self, pick: int) -> None:
        if found := self.segment(pick):
            self.act(lambda: self.project.segments.remove(found.id))

    @rule(pick=picks, subject=st.sampled_from(list(Subject)), text=st.sampled_from(["hm", "", "x"]))
    def write_a_memo(self, pick: int, subject: Subject, text: str) -> None:
        one, found = self.transcript(pick), self.segment(pick)
        keys = {
            Subject.STUDY: "",
            Subject.CODE: self.code(pick),
            Subject.SEGMENT: found.id if found else "none",
            Subject.TRANSCRIPT: one.id if one else "none",
            Subject.TURN: one.turns[pick % len(one.turns)].id if one else "none",
            Subject.SPEAKER: one.speakers[pick % len(one.speakers)].id if one else "none",
        }
        key = keys.get(subject, "none")
        self.act(lambda: self.project.memos.write(subject, key, text))

    @rule(pick=picks, text=st.sampled_from(["more", " ", "hm"]))
    def edit_a_memo(self, pick: int, text: str) -> None:
        if memos := self.project.memos.on(Subject.STUDY):
            self.act(lambda: self.project.memos.edit(memos[pick % len(memos)].id, text))

    @rule(name=st.sampled_from(NAMES), pick=picks, top=st.booleans())
    def create_a_code(self, name: str, pick: int, top: bool) -> None:
        parent = None if top else self.code(pick)
        self.act(lambda: self.project.codebook.create(name, parent))

    @rule(pick=picks, name=st.sampled_from(NAMES))
    def rename_a_code(self, pick: int, name: str) -> None:
        self.act(lambda: self.project.codebook.rename(self.code(pick), name))

    @rule(pick=picks, to=picks, top=st.booleans())
    def move_a_code(self, pick: int, to: int, top: bool) -> None:
        target = None if top else self.code(to)
        self.act(lambda: self.project.codebook.move(self.code(pick), target))

    @rule(pick=picks, retired=st.booleans())
    def retire_a_code(self, pick: int, retired: bool) -> None:
        self.act(lambda: self.project.codebook.retire(self.code(pick), retired))

    @rule(pick=picks, into=picks)
    def merge_codes(self, pick: int, into: int) -> None:
        self.act(lambda: self.project.codebook.merge(self.code(pick), self.code(into)))

    @rule(pick=picks, to=picks, name=st.sampled_from(NAMES), new=st.booleans())
    def split_a_code(self, pick: int, to: int, name: str, new: bool) -> None:
        code = self.code(pick)
        mine = [one.segment_id for one in self.project.codebook.splittable(code).passages]
        target = NEW if new else self.code(to)
        sent = {one: code if at % 2 else target for at, one in enumerate(mine)}
        made = NewCode(name) if new else None
        self.act(lambda: self.project.codebook.split(code, sent, made))

    @rule(pick=picks, digit=st.integers(1, 9))
    def pin_a_code(self, pick: int, digit: int) -> None:
        self.act(lambda: self.project.codebook.pin(digit, self.code(pick)))

    @rule(name=st.sampled_from(NAMES), key=st.sampled_from(["why", "why.money", "new"]))
    def import_a_codebook(self, name: str, key: str) -> None:
        path = Path(self.folder.name) / "codes.csv"
        path.write_text(f"code_id,name,note\n{key},{name},{next(self.number)}\n")
        self.act(lambda: self.project.codebook.import_file(path))

    @rule(other=st.sampled_from(LABELS), into=st.sampled_from(LABELS))
    def merge_speakers(self, other: str, into: str) -> None:
        self.act(lambda: self.project.speakers.merge(other, into))

    @rule(label=st.sampled_from(LABELS), new=st.sampled_from([*LABELS, "Cem"]))
    def rename_a_speaker(self, label: str, new: str) -> None:
        self.act(lambda: self.project.speakers.rename(label, new))

    @rule(label=st.sampled_from(LABELS), role=st.sampled_from(list(Role)))
    def set_a_role(self, label: str, role: Role) -> None:
        self.act(lambda: self.project.speakers.set_role(label, role))

    @rule(pick=picks, finished=st.booleans())
    def finish_or_reopen(self, pick: int, finished: bool) -> None:
        if one := self.transcript(pick):
            room = self.project.coders
            self.act(lambda: (room.finish if finished else room.reopen)([one.name]))

    @rule(name=st.sampled_from(["new", "group", "third"]), said=st.sampled_from(["Yes.", "No."]))
    def import_a_transcript(self, name: str, said: str) -> None:
        path = make_transcript(Path(self.folder.name), name, [("Ana", said), ("Bert", "So.\n")])
        room = self.project.transcripts
        self.act(lambda: room.add(room.read(path)))

    @rule(pick=picks, name=st.sampled_from(["group", "other"]))
    def rename_a_transcript(self, pick: int, name: str) -> None:
        if one := self.transcript(pick):
            self.act(lambda: self.project.transcripts.rename(one.name, name))

    @rule(pick=picks)
    def delete_a_transcript(self, pick: int) -> None:
        if (one := self.transcript(pick)) and pick % 3 == 0:
            self.act(lambda: self.project.transcripts.delete(one.name))

    @rule(pick=picks, place=places, coder=st.sampled_from(["Ada", "Bea"]), skip=st.booleans())
    def import_segments(self, pick: int, place: tuple[int, int], coder: str, skip: bool) -> None:
        if one := self.transcript(pick):
            code = self.project.codebook.current().by_id.get(self.code(pick))
            rows = [
                (one.name, at, at + place[1], code.key if code else "x", coder, "hm" * (at % 2))
                for at in (place[0], place[0] + 1)
            ]
            path = segments_file(Path(self.folder.name) / "rows.csv", rows)
            self.act(lambda: self.project.segments.import_csv(path, skip_bad=skip))

    @rule(pick=picks, place=places, accept=st.booleans())
    def decide_a_suggestion(self, pick: int, place: tuple[int, int], accept: bool) -> None:
        if one := self.transcript(pick):
            start, end = place[0], place[0] + place[1]
            offer = Proposal(one.id, start, end, self.code(pick), 0.5, "why", "rules")
            room = self.project.suggestions
            self.act(lambda: (room.accept if accept else room.reject)(offer))

    @rule(pick=picks)
    def read_on(self, pick: int) -> None:
        if one := self.transcript(pick):
            self.act(lambda: self.project.coders.remember(one.id, ReadingPlace(pick)))

    # Back and forward.

    def stepped(self, step: Callable[[], Any]) -> bool:
        """Whether a step back or forward was taken, not refused."""
        try:
            step()
        except Refused as error:
            note(f"  refused: {error}")
            return False
        return True

    @rule()
    def undo(self) -> None:
        before, whole = self.rows(), dump(self.project)
        mine = self.done[self.me]
        alone = bool(mine) and mine[-1].others == self.others()
        if not self.stepped(self.project.history.undo):
            assert not alone
            assert dump(self.project) == whole
            return
        after = self.rows()
        if alone:
            assert after == mine[-1].before
        self.project.history.redo()
        assert self.rows() == before
        if not mine:  # something from before the walk
            return
        self.project.history.undo()
        assert self.rows() == after
        mine.pop()
        self.undone[self.me].append(Deed(after, before, self.others()))
        self.deeds[self.me] += 1

    @rule()
    def redo(self) -> None:
        before, whole, mine = self.rows(), dump(self.project), self.undone[self.me]
        alone = bool(mine) and mine[-1].others == self.others()
        if not self.stepped(self.project.history.redo):
            assert not alone
            assert dump(self.project) == whole
            return
        if alone:
            assert self.rows() == mine[-1].after
        # Others may have worked since it was taken back: what it changed now is what counts.
        mine.pop()
        self.done[self.me].append(Deed(before, self.rows(), self.others()))
        self.deeds[self.me] += 1

    # What always holds.

    @invariant()
    def what_is_shown_is_what_is_stored(self) -> None:
        project, stored = self.project, self.project.database
        assert project.codebook.current() == codes.load(stored)
        assert project.segments.counts() == segments.counts(stored, project.coder.id)
        for key in project.transcripts.names().values():
            assert project.transcripts.get(key) == transcripts.load(stored, key)

    @invariant()
    def every_quotation_is_the_text_under_it(self) -> None:
        resized = {
            entry.sentence for entry in self.project.history.entries() if entry.kind == "resize"
        }
        for key in self.project.transcripts.names().values():
            one = self.project.transcripts.get(key)
            for made in self.project.segments.of(key):
                words = one.text[made.start : made.end]
                assert words == words.strip("\n") != ""
                if made.id in self.quotations and not resized:
                    assert words == self.quotations[made.id]

    @invariant()
    def the_journal_holds_ids_numbers_and_words_of_ours(self) -> None:
        for details in self.project.database.read(select(journal.c.details)).scalars():
            for name, value in details.items():
                for one in value if isinstance(value, list) else [value]:
                    assert (
                        one is None
                        or isinstance(one, int)
                        or one in OUR_WORDS.get(name, ())
                        or (name, one) == ("on", "")
                        or re.fullmatch("[0-9a-f]{32}", one)
                    ), details

    @invariant()
    def the_tree_of_codes_is_whole(self) -> None:
        book = self.project.codebook.current()
        assert sum(1 for _ in book.walk()) == len(book.codes)


@pytest.mark.parametrize(
    ("runs", "steps"), [(8, 25), pytest.param(400, 60, marks=pytest.mark.slow)]
)
def test_random_work_of_two_goes_back_and_forward(runs: int, steps: int) -> None:
    chosen = settings(
        max_examples=runs,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Study, settings=chosen)
