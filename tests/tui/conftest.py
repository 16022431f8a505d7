"""Fixtures of the screens: a study, a running program, no real suggestion process."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from qualcode.domain.codebook import Codebook
from qualcode.domain.suggestions import Proposal
from qualcode.domain.transcripts import Transcript
from qualcode.project import Project, open_project
from qualcode.suggest.client import Reply
from qualcode.tui.program import QualcodeApp
from qualcode.tui.screens.workbench import Workbench
from tests.tui.factory import make_study


class StandIn:
    """A suggestion worker without a process: the test gives the answers."""

    engine, engine_version = "rules", "1"

    def __init__(self) -> None:
        self._ends: tuple[int, int] | None = None
        self._waiting: list[Reply] = []
        self.request_number = 0
        self.requests: list[str] = []
        self.codebooks: list[int] = []
        self.restarts = 0
        self.alive = False

    def start(self) -> None:
        if self._ends is None:
            self._ends = os.pipe()
        self.alive = True

    def restart(self) -> None:
        self.restarts += 1
        self.close()
        self.start()

    def send_codebook(self, codebook: Codebook) -> None:
        self.codebooks.append(codebook.version)

    def request_transcript(
        self, transcript: Transcript, first: tuple[int, int] | None = None
    ) -> int:
        self.request_number += 1
        self.requests.append(transcript.id)
        return self.request_number

    def cancel(self, request: int | None = None) -> None:
        pass

    def fileno(self) -> int:
        assert self._ends is not None
        return self._ends[0]

    def replies(self) -> list[Reply]:
        found, self._waiting = self._waiting, []
        if self._ends is not None and found:
            os.read(self._ends[0], 1)
        return found

    def answer(self, transcript_id: str, *proposals: Proposal) -> None:
        """Let an answer arrive."""
        assert self._ends is not None
        number = self.request_number
        self._waiting.append(Reply(number, transcript_id, 1, proposals=proposals, done=True))
        os.write(self._ends[1], b"x")

    def die(self) -> None:
        """End as after a crash: the reading end becomes readable."""
        assert self._ends is not None
        self.alive = False
        os.write(self._ends[1], b"x")

    def close(self) -> None:
        if self._ends is not None:
            for end in self._ends:
                os.close(end)
        self._ends = None
        self.alive = False


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """No suggestion process, no blinking cursors, and nothing that happens by the clock alone.

    However slow the machine is, a message stays, a place or draft is stored when a test says so,
    and a search answers each letter.
    """
    for clock in (
        "warming.PAUSE",
        "screens.workbench.REST",
        "screens.talking.MESSAGE_SECONDS",
        "screens.base.SECONDS",
        "screens.memo.DRAFT_SECONDS",
        "widgets.notice.SECONDS",
        "views.search.AT_ONCE",
    ):
        monkeypatch.setattr(f"qualcode.tui.{clock}", 3600.0)
    monkeypatch.setattr("qualcode.tui.suggesting.SuggestionWorker", StandIn)
    monkeypatch.setattr(Input, "_toggle_cursor", lambda self: None)
    monkeypatch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda self: None)


_PARSED: dict[Any, Any] = {}


@pytest.fixture(autouse=True)
def sheets_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each style sheet is parsed once for all programs of the suite, under the same variables."""
    parse = Stylesheet._parse_rules

    def parse_once(self: Stylesheet, *arguments: Any, **options: Any) -> Any:
        key = (tuple(self._variables.items()), arguments, tuple(options.items()))
        if key not in _PARSED:
            _PARSED[key] = parse(self, *arguments, **options)
        return _PARSED[key]

    monkeypatch.setattr(Stylesheet, "_parse_rules", parse_once)


@pytest.fixture(scope="session")
def made_study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small study, made once."""
    return make_study(tmp_path_factory.mktemp("study"))


@pytest.fixture
def study(made_study: Path, tmp_path: Path) -> Path:
    """Path of a copy of the small study."""
    copy = tmp_path / made_study.name
    shutil.copyfile(made_study, copy)
    copy.chmod(0o600)
    return copy


@dataclass
class Running:
    """A running program."""

    app: QualcodeApp
    pilot: Pilot[int]
    project: Project

    @property
    def bench(self) -> Workbench:
        """The coding screen, also under a dialog or beside a view."""
        return self.app.workbench

    @property
    def transcript(self) -> Transcript:
        """The open transcript."""
        transcript = self.bench.desk.transcript
        assert transcript is not None
        return transcript

    @property
    def worker(self) -> StandIn:
        """The stand-in for the suggestion process."""
        worker: Any = self.bench.suggesting.worker
        assert isinstance(worker, StandIn)
        return worker

    async def press(self, *keys: str) -> int:
        """Press keys; how many they were."""
        await self.pilot.press(*keys)
        await self.pilot.pause()
        return len(keys)

    async def type(self, text: str) -> int:
        """Type a text; how many keys that were."""
        names = {" ": "space", "/": "slash", ">": "greater_than_sign", ".": "full_stop"}
        return await self.press(*(names.get(letter, letter) for letter in text))

    def selected(self) -> str:
        """The words that are selected."""
        start, end = self.bench.selection
        return self.transcript.text[start:end]

    def coded(self) -> list[tuple[str, str]]:
        """(code, words) of each segment on disk, of the present coder in the open transcript."""
        transcript = self.transcript
        names = {code.id: code.name for code in self.project.codebook.current().codes}
        return [
            (names[segment.code_id], transcript.text[segment.start : segment.end])
            for segment in self.project.segments.of(transcript.id)
        ]

    def lines(self) -> list[str]:
        """The text on the screen."""
        return screen_lines(self.app)

    def text(self) -> str:
        """The text on the screen as one string."""
        return "\n".join(self.lines())


def screen_lines(app: QualcodeApp) -> list[str]:
    """What a terminal would show, line by line."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


Runner = Callable[..., AbstractAsyncContextManager[Running]]


@asynccontextmanager
async def _run(
    path: Path, *, size: tuple[int, int] = (120, 40), coder: str = "RK", **options: Any
) -> AsyncIterator[Running]:
    project = open_project(path, coder=coder, wait_readonly=True)
    app = QualcodeApp(project, transcript=options.get("transcript"))
    try:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.pause()
            yield Running(app, pilot, project)
            assert app.failures == options.get("failures", [])
            app.save_before_leaving()
            app.close_study()
    finally:
        project.close()


@pytest.fixture
def run() -> Runner:
    """Run the program on a study: ``async with run(path, size=..., coder=...) as running``."""
    return _run


def proposals_for(running: Running, *wanted: tuple[str, str, float]) -> Sequence[Proposal]:
    """Proposals (words in the text, code, score) for the open transcript."""
    transcript = running.transcript
    book = running.project.codebook.current()
    found = []
    for words, code, score in wanted:
        start = transcript.text.index(words)
        found.append(
            Proposal(
                transcript.id,
                start,
                start + len(words),
                book.find(code).id,
                score,
                f'keyword "{code}"',
                "rules",
            )
        )
    return found


async def suggest(running: Running, *wanted: tuple[str, str, float]) -> None:
    """Let the worker suggest codes for words in the open transcript."""
    transcript = running.transcript
    running.worker.answer(transcript.id, *proposals_for(running, *wanted))
    await running.pilot.pause(0.05)
    await running.pilot.pause()
