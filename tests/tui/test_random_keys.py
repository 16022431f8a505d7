"""A thousand random keys: screen, project, file and a simple model agree after each of them."""

from __future__ import annotations

import asyncio
import shutil
from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from textual import events
from textual.widgets import Input, TextArea

from qualcode.tui.screens.choose import Choose
from qualcode.tui.screens.memo import MemoScreen
from qualcode.tui.screens.palette import CodePalette
from qualcode.tui.screens.prompt import Prompt
from qualcode.tui.widgets.lines import Row
from qualcode.tui.widgets.text_entry import TextEntry
from tests.tui import gestures as made
from tests.tui.conftest import Runner, Running, suggest
from tests.tui.gestures import ANYTHING, CHARACTERS, Keys, spelled
from tests.tui.model import Code, Coded, Model, Seen, State, Target
from tests.tui.on_disk import OnDisk, Passage

KEYS, BURST = 1000, 8
QUICK = settings.default is not None and settings.default.derandomize
EXAMPLES = 6 if QUICK else 40
"""Of the quick suite; the first one is always the simplest there is."""
PATIENT = settings(
    stateful_step_count=75, suppress_health_check=list(HealthCheck), report_multiple_bugs=False
)
ROUNDS = 5
"""How often nothing may wait before a key counts as done: it goes to a widget and comes back."""
WIDE, NARROW = (104, 26), (80, 24)

# Doing it


def event_of(key: str) -> events.Key:
    """A key as it comes from a terminal."""
    return events.Key(key, CHARACTERS.get(key, key if len(key) == 1 else None))


async def arrive(running: Running, *keys: str) -> None:
    """Let keys arrive at once, and wait until all are handled."""
    app = running.app
    for key in keys:
        app.post_message(event_of(key))
    quiet = 0
    while quiet < ROUNDS:
        await asyncio.sleep(0)
        await app._catch_up()
        busy = app._line or app._message_queue.qsize() or app._pending_message is not None
        quiet = 0 if busy else quiet + 1


def seen(running: Running) -> Seen:
    """What stands on the screen."""
    screen, bench = running.app.screen, running.bench
    top = bench.top_proposal
    found = Seen(
        type(screen).__name__,
        bench.panels.current,
        running.transcript.name,
        (bench.selection.start, bench.selection.end),
        typing=isinstance(screen.focused, Input | TextArea),
        tree=next((path for row, path, *_ in tree_of(running) if row is bench.codes.current), ()),
        proposed=(path_of(running, top.code_id), top.start, top.end) if top else None,
    )
    if isinstance(screen, MemoScreen):
        found.typed = screen.query_one("#memo", TextEntry).text
    elif isinstance(screen, CodePalette) and screen.rows_list.current:
        row = screen.rows_list.current
        known = row.key in bench.desk.codebook.by_id
        found.row = " > ".join(path_of(running, row.key)) if known else said(row.left)
        found.beside = said(row.right)
    elif isinstance(screen, Prompt):
        found.title, found.typed = screen.heading, screen.query_one(Input).value
    elif isinstance(screen, Choose):
        found.title = screen.heading
        found.options = tuple(words for _, words, _ in screen.options)
    return found


def said(pieces: Iterable[Any]) -> str:
    return "".join(piece.text for piece in pieces)


def path_of(running: Running, key: str) -> tuple[str, ...]:
    return tuple(running.bench.desk.codebook.paths[key].split(" > "))


def tree_of(running: Running) -> list[tuple[Row, tuple[str, ...], int | None, int]]:
    """The code tree as it is read: row, path, digit, count."""
    found: list[tuple[Row, tuple[str, ...], int | None, int]] = []
    above: list[str] = []
    for row in running.bench.codes.rows:
        digit, indent, _, _, name = (piece.text for piece in row.left)
        above = [*above[: len(indent) // 2], name]
        count = int(said(row.right).replace(",", "") or 0)
        found.append((row, tuple(above), int(digit) if digit.strip() else None, count))
    return found


# That all agree


def passage(state: State, one: Coded) -> Passage:
    return (one.transcript, one.start, one.end, state.path(one.code), one.quote)


def passages(state: State) -> list[Passage]:
    return sorted(passage(state, one) for one in state.coded)


def memos(state: State) -> list[tuple[Passage | Target, str]]:
    coded = {one.number: passage(state, one) for one in state.coded}
    found: list[tuple[Passage | Target, str]] = [
        (coded[target[1]] if target[0] == "segment" else target, text)
        for target, text in state.memos
    ]
    return sorted(found)


def agree(running: Running, model: Model, file: OnDisk) -> None:
    """Screen, project, file and model hold the same."""
    assert running.app.failures == []
    found = file.coded()
    if model.instead is not None and sorted(found.values()) == passages(model.instead):
        model.state, model.instead = model.instead, None
    state = model.state
    assert sorted(found.values()) == passages(state)
    assert file.memos() == memos(state)
    assert set(file.paths().values()) == set(state.tree())
    project_agrees(running, found)
    screen_agrees(running, model)


def project_agrees(running: Running, found: dict[str, Passage]) -> None:
    project = running.project
    held = {
        segment.id: (name, segment.start, segment.end, path_of(running, segment.code_id),
                     segment.key_quote)
        for name, key in project.transcripts.names().items()
        for segment in project.segments.of(key)
    }  # fmt: skip
    assert held == found


def screen_agrees(running: Running, model: Model) -> None:
    bench, state = running.bench, model.state
    name = running.transcript.name
    noted = {target[1] for target, _ in state.memos if target[0] == "segment"}
    expected = sorted(
        (one.start, one.end, ("★ " if one.quote else "") + state.code(one.code).name,
         one.number in noted)
        for one in state.coded
        if one.transcript == name
    )  # fmt: skip
    marks = bench.reader.marks.by_id.values()
    assert sorted((mark.start, mark.end, mark.label, mark.memo) for mark in marks) == expected
    counts = Counter(state.path(one.code) for one in state.coded)
    assert Counter({path_of(running, k): n for k, n in bench.desk.counts.items()}) == counts
    if running.app.screen is not bench:
        return
    digits = {state.path(code): digit for digit, code in model.slots.items()}
    paths = [path for path in state.tree() if not hidden(running, path)]
    assert [row[1:] for row in tree_of(running)] == [
        (path, digits.get(path), counts[path]) for path in paths
    ]


def hidden(running: Running, path: tuple[str, ...]) -> bool:
    folded = {path_of(running, key) for key in running.bench.codes.folded}
    return any(path[:depth] in folded for depth in range(1, len(path)))


def painted(running: Running, model: Model) -> None:
    """The words on the screen name what is under the cursor and how much is coded."""
    total = len(model.state.coded)
    words = f"{total} segment{'' if total == 1 else 's'}" if total else "Codes"
    if running.app.screen is running.bench and running.bench.codes.region:
        assert words in running.text()


# Playing


def beginning(running: Running) -> Model:
    """The model of the study as it is when it is opened."""
    project = running.project
    book = project.codebook.current()
    numbers = {code.id: number for number, (_, code) in enumerate(book.walk())}
    codes = tuple(
        Code(numbers[code.id], code.name, numbers[code.parent_id] if code.parent_id else None)
        for _, code in book.walk()
    )
    texts = {name: project.transcripts.get(key).text for name, key in
             project.transcripts.names().items()}  # fmt: skip
    return Model(texts, State((), codes))


async def suggestions(running: Running) -> None:
    """Suggestions that Enter and x decide."""
    await suggest(
        running,
        ("It was the waiting that got to me.", "waiting", 0.8),
        ("It was the waiting that got to me.", "trust", 0.5),
        ("I trust the list more.", "trust", 0.9),
        ("nobody tells you anything", "respect", 0.7),
        ("I do not trust them.", "trust", 0.6),
    )


async def press(running: Running, model: Model, key: str) -> None:
    """One key, foretold by the model."""
    before = seen(running)
    names = {one.number: model.state.code(one.code).name for one in model.state.coded}
    offered = tuple(names.get(one, "gone") for one in model.asked)
    model.press(key, before)
    if before.title.startswith("Remove which code?"):
        assert before.options == offered
    await arrive(running, key)
    if running.transcript.name != before.transcript:
        model.opened()


async def play(
    running: Running, model: Model, file: OnDisk, gestures: Iterable[Keys], *, check: bool = True
) -> Keys:
    """Play gestures, each from the coding screen; all keys that this took."""
    pressed: list[str] = []
    for number, gesture in enumerate(gestures):
        for key in gesture:
            pressed.append(key)
            await press(running, model, key)
        while running.app.screen is not running.bench or seen(running).typing:
            pressed.append("escape")
            assert len(pressed) < 5000, running.app.screen
            await press(running, model, "escape")
        # Which of two outcomes it was is known only until the next key.
        if check or model.instead is not None:
            agree(running, model, file)
            if number % 20 == 0:
                painted(running, model)
    return tuple(pressed)


async def at_once(running: Running, model: Model, key: str, times: int) -> None:
    """One key many times, in one burst."""
    for _ in range(times):
        model.press(key, seen(running))
    await arrive(running, *[key] * times)


async def back_and_forth(running: Running, model: Model, file: OnDisk, start: list[Any]) -> None:
    """Everything undone is the beginning, everything done again is the end."""
    await play(running, model, file, [("escape",), *[("U",)] * len(model.future)], check=False)
    agree(running, model, file)
    end = file.dump()
    await at_once(running, model, "u", len(model.past))
    agree(running, model, file)
    assert file.dump() == start
    await arrive(running, "u")
    assert "nothing to undo" in running.text()
    await at_once(running, model, "U", len(model.future))
    agree(running, model, file)
    assert file.dump() == end
    await arrive(running, "U")
    assert "nothing to do again" in running.text()


FIRST: Keys = ("down", "c", *spelled("wait"), "enter")


class Typist(RuleBasedStateMachine):
    """Somebody who types whatever comes to mind; each step waits until the screen is quiet."""

    pressed: ClassVar[int] = 0
    study: ClassVar[Path]
    folder: ClassVar[Path]
    run: ClassVar[Runner]

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.Runner()
        self.open = ExitStack()
        self.open.callback(self.loop.close)
        self.unbroken = False

    @initialize(size=st.sampled_from((WIDE, NARROW)))
    def begin(self, size: tuple[int, int]) -> None:
        """Open the study, with suggestions, and code a first sentence."""
        path = self.folder / "played.qualcode"
        shutil.copyfile(self.study, path)
        program = type(self).run(path, coder="ML", size=size)
        self.running = self.loop.run(program.__aenter__())
        self.open.callback(lambda: self.loop.run(program.__aexit__(None, None, None)))
        self.file = self.open.enter_context(closing(OnDisk(path)))
        self.start, self.model = self.file.dump(), beginning(self.running)
        self.loop.run(suggestions(self.running))
        self.play([FIRST])

    def play(self, gestures: Iterable[Keys]) -> None:
        """Make gestures; what follows a fault is of no interest."""
        self.unbroken = False
        keys = self.loop.run(play(self.running, self.model, self.file, gestures, check=False))
        type(self).pressed += len(keys)
        self.unbroken = True

    @invariant()
    def all_agree(self) -> None:
        """Screen, project, file and model hold the same."""
        self.unbroken = False
        agree(self.running, self.model, self.file)
        painted(self.running, self.model)
        self.unbroken = True

    @rule(gestures=made.MOVING)
    def move(self, gestures: list[Keys]) -> None:
        self.play(gestures)

    @rule(gestures=made.WORKING)
    def work(self, gestures: list[Keys]) -> None:
        self.play(gestures)

    @rule(gestures=made.WORKING)
    def work_on(self, gestures: list[Keys]) -> None:
        self.play(gestures)

    @rule(key=st.sampled_from(made.PANELS))
    def change_panel(self, key: str) -> None:
        self.play([(key,)])

    @rule(gesture=made.IN_COMPANY)
    def do_together(self, gesture: Keys) -> None:
        self.play([gesture])

    @rule(gesture=made.PALETTE)
    def use_palette(self, gesture: Keys) -> None:
        self.play([gesture])

    @rule(gesture=made.MEMO)
    def write_memo(self, gesture: Keys) -> None:
        self.play([gesture])

    @rule(gesture=st.one_of(made.NEW_CODE, made.RENAME, made.IN_TREE))
    def shape_codebook(self, gesture: Keys) -> None:
        self.play([gesture])

    @rule(gesture=st.one_of(made.VIEWS, made.READING, made.FINDING))
    def look_around(self, gesture: Keys) -> None:
        self.play([gesture])

    def teardown(self) -> None:
        """Everything undone is the beginning, everything done again is the end."""
        with self.open:
            if self.unbroken:
                last = back_and_forth(self.running, self.model, self.file, self.start)
                self.loop.run(last)


def test_a_thousand_random_keys_do_what_a_simple_model_foretells(
    made_study: Path, tmp_path: Path, run: Runner
) -> None:
    class Here(Typist):
        study, folder = made_study, tmp_path

    Here.run = staticmethod(run)
    run_state_machine_as_test(Here, settings=settings(PATIENT, max_examples=EXAMPLES))
    assert Here.pressed >= KEYS


@settings(PATIENT, max_examples=2)
@given(st.lists(ANYTHING, min_size=BURST, max_size=BURST))
def test_a_burst_of_keys_does_what_slow_keys_do(
    made_study: Path, run: Runner, tmp_path_factory: pytest.TempPathFactory, parts: list[list[Keys]]
) -> None:
    folder = tmp_path_factory.mktemp("burst")
    slow, fast = folder / "slow.qualcode", folder / "fast.qualcode"
    for copy in (slow, fast):
        shutil.copyfile(made_study, copy)
    gestures = [FIRST, *(gesture for part in parts for gesture in part)]
    with asyncio.Runner() as loop:
        loop.run(burst(run, slow, fast, gestures))


async def burst(run: Runner, slow: Path, fast: Path, gestures: list[Keys]) -> None:
    """The same keys one after the other and all at once."""
    async with run(slow, coder="ML") as running:
        with closing(OnDisk(slow)) as file:
            await suggestions(running)
            model = beginning(running)
            keys = await play(running, model, file, gestures, check=False)
            agree(running, model, file)
            places = (running.transcript.name, running.bench.selection)
    async with run(fast, coder="ML") as running:
        with closing(OnDisk(fast)) as file:
            await suggestions(running)
            await arrive(running, *keys)
            agree(running, model, file)
            assert (running.transcript.name, running.bench.selection) == places


async def test_the_sign_of_a_memo_goes_and_comes_with_undo_and_redo(
    study: Path, run: Runner
) -> None:
    async with run(study, coder="ML") as running:
        with closing(OnDisk(study)) as file:
            model = beginning(running)
            steps: list[Keys] = [FIRST, ("m", "w", "h", "y", "escape"), ("u",), ("U",)]
            await play(running, model, file, steps)
            assert [mark.memo for mark in running.bench.reader.marks.by_id.values()] == [True]
