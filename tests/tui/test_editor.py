"""A memo in the coder's own editor: private meanwhile, and never lost."""

from __future__ import annotations

import signal
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest

from qualcode.domain.errors import Refused
from qualcode.domain.memos import LONGEST_MEMO, Subject
from qualcode.tui import editor
from qualcode.tui.program import QualcodeApp
from tests.tui.conftest import Runner


def program(code: str) -> list[str]:
    """An editor that is a piece of Python; ``path`` is the file it is given."""
    return [sys.executable, "-c", f"import sys, pathlib; path = pathlib.Path(sys.argv[1]); {code}"]


APPENDS = "path.write_text(path.read_text('utf-8') + ' und später ✓\\n', 'utf-8')"


@pytest.fixture(autouse=True)
def private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which private folders are made."""
    folder = tmp_path / "runtime"
    folder.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


def test_the_text_comes_back_as_the_editor_left_it(private: Path) -> None:
    assert editor.edited("früher", program(APPENDS), nullcontext()) == "früher und später ✓"
    assert list(private.iterdir()) == []


def test_what_was_not_touched_is_the_same(private: Path) -> None:
    for text in ("", "one", "one\n", "\n\none\n\n"):
        assert editor.edited(text, program(""), nullcontext()) == text
    assert list(private.iterdir()) == []


def test_the_file_is_private_while_it_is_there(tmp_path: Path) -> None:
    modes = tmp_path / "modes"
    code = (
        f"pathlib.Path({str(modes)!r}).write_text("
        "f'{path.stat().st_mode & 0o777:o} {path.parent.stat().st_mode & 0o777:o}')"
    )
    editor.edited("words", program(code), nullcontext())
    assert modes.read_text() == "600 700"
    assert stat.S_IMODE(modes.stat().st_mode) != 0


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("sys.exit(3)", r"ended with an error \(3\): the memo is as it was"),
        ("path.unlink()", "cannot be read"),
        ("path.write_bytes(b'\\xff\\xfe\\xfa')", "cannot be read"),
        ("path.write_text('x' * 5_000_000)", "too long for a memo"),
    ],
)
def test_a_failure_is_a_sentence_and_leaves_nothing_behind(
    private: Path, code: str, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        editor.edited("words", program(code), nullcontext())
    assert list(private.iterdir()) == []


def test_nothing_is_raised_while_the_screen_is_suspended() -> None:
    ended: list[bool] = []

    @contextmanager
    def suspended() -> Iterator[None]:
        yield
        ended.append(True)

    with pytest.raises(Refused, match="cannot be started"):
        editor.edited("words", ["/nowhere/at-all"], suspended())
    assert ended == [True]


def test_ctrl_c_in_the_editor_does_not_end_the_program() -> None:
    before = signal.getsignal(signal.SIGINT)
    code = "import os, signal; os.kill(os.getppid(), signal.SIGINT)"
    assert editor.edited("words", program(code), nullcontext()) == "words"
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({"EDITOR": "python3"}, ["python3"]),
        ({"EDITOR": "nothing-at-all", "VISUAL": "python3 -m 'a b'"}, ["python3", "-m", "a b"]),
    ],
)
def test_the_editor_is_that_of_the_environment(
    environment: dict[str, str], wanted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: name)
    assert editor.editor_of(environment) == wanted


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "no editor is set"),
        ({"EDITOR": "  "}, "no editor is set"),
        ({"EDITOR": "vi 'open"}, "EDITOR cannot be understood"),
        ({"VISUAL": "nothing-at-all -w"}, "“nothing-at-all” of VISUAL is not there"),
    ],
)
def test_no_editor_is_said(environment: dict[str, str], said: str) -> None:
    with pytest.raises(Refused, match=said):
        editor.editor_of(environment)


def _use(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr("qualcode.tui.screens.memo.editor_of", lambda: program(code))
    monkeypatch.setattr(QualcodeApp, "suspend", lambda self: nullcontext())


async def test_a_memo_is_written_in_the_editor(
    study: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use(monkeypatch, APPENDS)
    async with run(study) as running:
        await running.press("m")
        await running.type("early")
        await running.press("f4")
        target = running.bench.memos.target
        assert target is not None
        draft = running.project.memos.draft(Subject.TURN, target.id)
        assert draft == "early und später ✓"
        await running.press("escape")
        assert [memo.text for memo in running.bench.memos.here()] == ["early und später ✓"]


async def test_a_text_that_is_too_long_leaves_the_memo_as_it_was(
    study: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use(monkeypatch, f"path.write_text('x' * {LONGEST_MEMO + 1})")
    async with run(study) as running:
        await running.press("m")
        await running.type("early")
        await running.press("f4")
        assert "100,000" in running.text()
        await running.press("escape")
        assert [memo.text for memo in running.bench.memos.here()] == ["early"]


async def test_where_the_screen_cannot_be_left_it_is_said(
    study: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualcode.tui.screens.memo.editor_of", lambda: program(APPENDS))
    async with run(study) as running:
        await running.press("m")
        await running.type("early")
        await running.press("f4")
        assert "An editor cannot be opened on this screen." in running.text()
        await running.press("escape")
        assert [memo.text for memo in running.bench.memos.here()] == ["early"]


async def test_without_an_editor_it_is_said(
    study: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    async with run(study) as running:
        await running.press("m", "f4")
        assert "No editor is set" in running.text()
        await running.press("escape")
