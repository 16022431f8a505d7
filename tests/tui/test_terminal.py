"""The program in a real terminal: what arrives on the pty, and what is on disk afterwards."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pexpect
import pyte
import pytest

from qualcode.project import open_project
from tests.tui.hostile import BYTES, hostile_study

LAUNCH = (
    "import sys; from pathlib import Path; from qualcode.tui.app import run_screen; "
    "sys.exit(run_screen(Path(sys.argv[1]), coder='RK'))"
)
PATIENCE = 120.0


class Terminal:
    """A terminal with the program in it; remembers every byte."""

    def __init__(self, study: Path, rows: int = 24, columns: int = 80, **variables: str) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.seen = b""
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        for size in ("COLUMNS", "LINES"):
            environment.pop(size, None)
        environment.update(variables)
        self.child = pexpect.spawn(
            sys.executable,
            ["-c", LAUNCH, str(study)],
            dimensions=(rows, columns),
            env=environment,
            timeout=PATIENCE,
        )

    def read(self) -> None:
        """Take in what the program wrote."""
        try:
            data = self.child.read_nonblocking(65536, timeout=0.05)
        except pexpect.TIMEOUT:
            return
        self.seen += data
        self.stream.feed(data)

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def wait_for(self, words: str) -> None:
        """Read until words are on the screen."""
        end = time.monotonic() + PATIENCE
        while words not in self.text:
            assert time.monotonic() < end, f"{words!r} did not come:\n{self.text}"
            self.read()

    def wait_until_gone(self, words: str) -> None:
        """Read until words are no longer on the screen."""
        end = time.monotonic() + PATIENCE
        while words in self.text:
            assert time.monotonic() < end, f"{words!r} stayed:\n{self.text}"
            self.read()

    def rest(self) -> None:
        """Read until nothing has come for a while."""
        seen = -1
        while seen < len(self.seen):
            seen = len(self.seen)
            for _ in range(12):
                self.read()

    def press(self, keys: str, then: str) -> None:
        """Press keys, and wait until words are on the screen."""
        self.child.send(keys)
        self.wait_for(then)

    def end(self) -> int:
        """Wait until the program ends; its exit code."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                self.read()
            except pexpect.EOF:
                break
        self.child.wait()
        if self.child.signalstatus is not None:
            return -int(self.child.signalstatus)
        return int(self.child.exitstatus)


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    """Terminals that are closed after the test."""
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        with contextlib.suppress(OSError):
            terminal.child.close(force=True)


def test_open_code_a_sentence_and_quit(study: Path, terminals: list[Terminal]) -> None:
    terminal = Terminal(study)
    terminals.append(terminal)
    terminal.wait_for("? keys")
    terminal.child.send("jj")
    terminal.press("c", "Code “Welcome")
    terminal.press("trus", "trust  in relations")
    terminal.press("\r", "remove trust")
    terminal.child.send("Q")
    assert terminal.end() == 0
    assert b"\x1b[?1049l" in terminal.seen
    with open_project(study, coder="RK") as project:
        transcript = project.transcripts.all()[0]
        (segment,) = project.segments.of(transcript.id)
        text = project.transcripts.get(transcript.id).text
        assert text[segment.start : segment.end] == "Welcome everybody."


def test_small_frames_add_up_to_the_whole_picture(study: Path, terminals: list[Terminal]) -> None:
    """What many partial frames have drawn is what one full frame draws after a dialog."""
    terminal = Terminal(study, rows=40, columns=120)
    terminals.append(terminal)
    terminal.wait_for("meetup?")
    terminal.press("jjcresp\r", "remove respect")
    terminal.press("\x1bOR", "code the selection")
    terminal.child.send("\x1b")
    terminal.wait_for("remove respect")
    terminal.press("jv\r", "remove What was")
    terminal.press("u", "Undone")
    terminal.press("\x1b[6~", "? keys")
    terminal.rest()
    drawn = terminal.text
    terminal.press("?", "Select the next unit")
    terminal.child.send("\x1b")
    terminal.wait_until_gone("Select the next unit")
    terminal.rest()
    assert terminal.text == drawn


def test_keys_typed_ahead_in_one_burst_are_not_lost(study: Path, terminals: list[Terminal]) -> None:
    terminal = Terminal(study)
    terminals.append(terminal)
    terminal.wait_for("? keys")
    terminal.child.send("jjctrust\rjcwait\rjj.mwhy\x13")
    terminal.wait_for("remove waiting")
    terminal.child.send("gs")
    terminal.wait_for("as one reading")
    terminal.child.send("\x11")
    assert terminal.end() == 0
    with open_project(study, coder="RK") as project:
        transcript = project.transcripts.all()[0]
        names = project.codebook.current().by_id
        segments = project.segments.of(transcript.id)
        assert [names[one.code_id].name for one in segments] == ["trust", "waiting", "waiting"]
        (memo,) = project.memos.of_transcript(transcript.id)[segments[-1].id]
        assert memo.text == "why"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_restores_the_terminal_and_keeps_the_draft(
    study: Path, terminals: list[Terminal], number: signal.Signals
) -> None:
    terminal = Terminal(study)
    terminals.append(terminal)
    terminal.wait_for("? keys")
    terminal.press("m", "Memo on turn 1")
    terminal.press("a thought", "a thought")
    os.kill(terminal.child.pid, number)
    assert terminal.end() == 128 + number
    assert b"\x1b[?1049l" in terminal.seen
    with open_project(study, coder="RK") as project:
        assert [draft.text for draft in project.memos.drafts()] == ["a thought"]


def test_closing_the_terminal_keeps_the_draft_and_gives_the_lock_back(
    study: Path, terminals: list[Terminal]
) -> None:
    terminal = Terminal(study)
    terminals.append(terminal)
    terminal.wait_for("? keys")
    terminal.press("m", "Memo on turn 1")
    terminal.press("a thought", "a thought")
    os.close(terminal.child.child_fd)
    end = time.monotonic() + PATIENCE
    while os.waitpid(terminal.child.pid, os.WNOHANG) == (0, 0):
        assert time.monotonic() < end, "the program goes on without a terminal"
        time.sleep(0.05)
    with open_project(study, coder="RK") as project:
        assert not project.read_only
        assert [draft.text for draft in project.memos.drafts()] == ["a thought"]


def test_no_byte_of_the_escapes_reaches_the_terminal(
    tmp_path: Path, terminals: list[Terminal]
) -> None:
    terminal = Terminal(hostile_study(tmp_path), rows=40, columns=140)
    terminals.append(terminal)
    terminal.wait_for("? keys")
    terminal.press("e", "remove waiting")
    for keys, dialog in (
        ("m", "save and go back"),
        ("c", "mark several"),
        ("gs", "as one reading"),
        ("?", "Select the next unit"),
        (":", "All commands"),
        ("\x1bORE", "Do not use when"),
        ("r", "Rename"),
        ("M", "the top, under no other"),
        ("P", "take the pin away"),
    ):
        terminal.press(keys, dialog)
        terminal.child.send("\x1b")
        terminal.wait_until_gone(dialog)
    terminal.child.send("Q")
    assert terminal.end() == 0
    for harmful in BYTES:
        assert harmful not in terminal.seen


def test_without_colour_everything_is_there_by_text(
    study: Path, terminals: list[Terminal], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    terminal = Terminal(study)
    terminals.append(terminal)
    terminal.wait_for("? keys")
    terminal.press("jj", "▌Welcome")
    terminal.press("v\r", "[ Wel")
    terminal.child.send("Q")
    assert terminal.end() == 0


def test_ten_sentences_by_twenty_keys_are_in_the_file_after_a_kill(
    study: Path, terminals: list[Terminal]
) -> None:
    with open_project(study, coder="RK") as project:
        (first, *_) = project.transcripts.all()
        waiting = project.codebook.current().find("waiting").id
        project.segments.add(first.id, 0, 23, waiting)
    terminal = Terminal(study, rows=40, columns=120)
    terminals.append(terminal)
    terminal.wait_for("1 segment")
    for number in range(10):
        terminal.child.send("\x1b[B")
        terminal.press("1", f"{number + 2} segments")
    os.kill(terminal.child.pid, signal.SIGKILL)
    assert terminal.end() == -signal.SIGKILL
    with closing(sqlite3.connect(study)) as file:
        rows = file.execute(WORDS_OF_SEGMENTS).fetchall()
    assert [name for name, _ in rows] == ["waiting"] * 11
    assert [words for _, words in rows[1:]] == TEN


WORDS_OF_SEGMENTS = """
SELECT code.name, substr(turn.text, s.start_offset + 1, s.end_offset - s.start_offset)
FROM segment s JOIN code ON code.id = s.code_id JOIN turn ON turn.id = s.start_turn_id
WHERE s.start_turn_id = s.end_turn_id ORDER BY s.created
"""
TEN = [
    "[laughs]",
    "Welcome everybody.",
    "What was it like at the clinic?",
    "It was the waiting that got to me.",
    "You sit there two hours, and nobody tells you anything.",
    "My mother gave up and went home.",
    "Same with us.",
    "They changed the interpreter three times.",
    "I trust the list more.",
    "And how did staff react?",
]
"""The ten sentences after the first one."""


@pytest.mark.parametrize(
    "variables",
    [{"NO_COLOR": "1"}, {"TERM": "xterm-16color"}, {"TERM": "screen-256color"}],
    ids=lambda variables: "-".join(variables.values()),
)
def test_a_sentence_is_coded_in_poorer_terminals(
    study: Path, terminals: list[Terminal], variables: dict[str, str]
) -> None:
    terminal = Terminal(study, 24, 80, **{"COLORTERM": "", **variables})
    terminals.append(terminal)
    terminal.wait_for("? keys")
    terminal.child.send("jj")
    terminal.press("c", "Code “Welcome")
    terminal.press("trus\r", "remove trust")
    terminal.child.send("Q")
    assert terminal.end() == 0
    assert b"\x1b[?1049l" in terminal.seen
    with closing(sqlite3.connect(study)) as file:
        assert file.execute(WORDS_OF_SEGMENTS).fetchall() == [("trust", "Welcome everybody.")]
