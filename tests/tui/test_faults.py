"""What goes wrong: handlers that fail, drafts, hang-ups."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from textual import events

from qualcode.domain.memos import Subject
from qualcode.project import open_project
from qualcode.tui import places
from qualcode.tui.program import QualcodeApp
from qualcode.tui.screens.memo import MemoScreen
from qualcode.tui.widgets.text_entry import LONGEST_MEMO
from tests.tui.conftest import Runner
from tests.tui.factory import code_id

WORDS = "It was the waiting that got to me."


async def test_a_failing_action_is_a_message_and_work_goes_on(
    study: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures: list[BaseException] = []
    async with run(study, failures=failures) as running:

        def fail(*_: object) -> None:
            raise KeyError(WORDS)

        running.bench.reader.go_to(running.transcript.text.index(WORDS))
        with monkeypatch.context() as patch:
            patch.setattr(running.bench.desk, "apply", fail)
            running.bench.desk.slots[1] = code_id(running.project, "waiting")
            await running.press("1")
        assert "A fault in the program (KeyError)" in running.text()
        failures += running.app.failures
        assert len(failures) == 1
        await running.press("1")
        assert running.coded() == [("waiting", WORDS)]
    (path,) = (places.state_folder() / "faults").iterdir()
    log = path.read_text()
    assert "KeyError" in log
    assert "waiting" not in log


async def test_a_failing_handler_does_not_stop_its_widget(
    study: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures: list[BaseException] = []
    async with run(study, failures=failures) as running:

        def fail(_key: str) -> None:
            raise ValueError(WORDS)

        with monkeypatch.context() as patch:
            patch.setattr(running.bench, "switch", fail)
            await running.pilot.click("#documents", offset=(4, 2))
            await running.pilot.pause()
        failures += running.app.failures
        assert [type(error) for error in failures] == [ValueError]
        await running.pilot.click("#documents", offset=(4, 1))
        await running.pilot.pause()
        assert running.transcript.name == "FG02 Patients"


async def test_what_was_still_to_happen_on_a_closed_study_does_not(
    study: Path, run: Runner
) -> None:
    async with run(study) as running:
        app, bench = running.app, running.bench
        app.close_study()
        bench.progress.forget()
        await running.pilot.pause(0.2)
        assert not app.attempt(bench.reload_transcripts)
        app.report(KeyError(WORDS))
        assert app.failures == []
        assert "fault" not in running.text()


async def test_a_draft_survives_a_kill(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.bench.reader.go_to(running.transcript.text.index(WORDS))
        running.bench.after_move()
        target = running.bench.memos.target
        assert target is not None
        await running.press("m")
        await running.type("half a thought")
        running.app.screen.save_draft()  # type: ignore[attr-defined]
        assert running.project.memos.draft(Subject.TURN, target.id) == "half a thought"
        running.project.close()
        running.app.project = None
    async with run(study) as running:
        running.bench.reader.go_to(running.transcript.text.index(WORDS))
        running.bench.after_move()
        await running.press("m")
        assert "unsaved draft found" in running.text()
        assert "half a thought" in running.text()
        await running.press("escape")
        assert [memo.text for memo in running.bench.memos.here()] == ["half a thought"]
        assert running.project.memos.drafts() == []


async def test_drafts_are_saved_every_two_seconds_and_200_keys(
    study: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualcode.tui.screens.memo.DRAFT_SECONDS", 0.05)
    monkeypatch.setattr("qualcode.tui.screens.memo.DRAFT_KEYS", 3)
    async with run(study) as running:
        for keys, kept in (("mabc", "abc"), ("d", "abcd")):
            await running.press(*keys)
            until = time.monotonic() + 20
            while [draft.text for draft in running.project.memos.drafts()] != [kept]:
                assert time.monotonic() < until, "the draft was not saved after its time"
                await running.pilot.pause(0.05)


async def test_a_huge_paste_is_refused_with_a_sentence(study: Path, run: Runner) -> None:
    from textual import events

    async with run(study) as running:
        await running.press("m")
        entry = running.app.screen.query_one("#memo")
        entry.post_message(events.Paste("x" * (LONGEST_MEMO + 1)))
        await running.pilot.pause()
        assert entry.text == ""  # type: ignore[attr-defined]
        assert "at most 100,000 characters" in running.text()


async def test_pasted_control_characters_become_marks(study: Path, run: Runner) -> None:
    from textual import events

    async with run(study) as running:
        await running.press("m")
        entry = running.app.screen.query_one("#memo")
        entry.post_message(events.Paste("a\x1b]52;c;eA==\x07b\n\u202ec"))
        await running.pilot.pause()
        text: str = entry.text  # type: ignore[attr-defined]
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert text.endswith("c")


@pytest.fixture
def leaving(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Signals as if they arrived."""
    codes: list[int] = []
    leave = QualcodeApp.leave

    def note(self: QualcodeApp, code: int = 0) -> None:
        codes.append(code)
        leave(self, code)

    monkeypatch.setattr(QualcodeApp, "leave", note)
    return codes


async def test_a_hang_up_saves_draft_and_place_and_leaves(
    study: Path, run: Runner, leaving: list[int]
) -> None:
    import os
    import signal

    async with run(study) as running:
        running.bench.reader.go_to(running.transcript.text.index(WORDS))
        running.bench.after_move()
        await running.press("m")
        await running.type("last words")
        os.kill(os.getpid(), signal.SIGHUP)
        await running.pilot.pause(0.1)
        assert leaving == [128 + signal.SIGHUP]
    with open_project(study, coder="RK") as project:
        assert [draft.text for draft in project.memos.drafts()] == ["last words"]
        first = project.transcripts.all()[0]
        place = project.coders.place(first.id)
        assert project.transcripts.get(first.id).text[place.position :].startswith(WORDS)


async def test_an_unsaved_memo_is_told_at_opening_and_opened_by_g_u(
    study: Path, run: Runner
) -> None:
    with open_project(study, coder="RK") as project:
        transcript = project.transcripts.get("FG03 Parents")
        project.memos.save_draft(Subject.TURN, transcript.turns[4].id, "half a thought")
    async with run(study) as running:
        assert "An unsaved memo of" in running.text()
        assert "“FG03 Parents” is kept: g u opens it." in running.text()
        await running.press("g", "u")
        assert running.transcript.name == "FG03 Parents"
        assert "Memo on turn 5" in running.text()
        assert "half a thought" in running.text()
        await running.press("escape")
        assert running.project.memos.drafts() == []
        assert running.bench.memos.kept is None
        assert [memo.text for memo in running.bench.memos.here()] == ["half a thought"]


async def test_an_unsaved_memo_on_a_segment_is_opened_on_that_segment(
    study: Path, run: Runner
) -> None:
    with open_project(study, coder="RK") as project:
        transcript = project.transcripts.get("FG02 Patients")
        book = project.codebook.current()
        for name in ("waiting", "trust"):
            segment = project.segments.add(transcript.id, 40, 60, book.find(name).id)
        project.memos.save_draft(Subject.SEGMENT, segment.id, "half a thought")
        project.memos.save_draft(Subject.SEGMENT, "gone", "of something that is gone")
    async with run(study) as running:
        await running.press("g", "u")
        assert "Memo on trust" in running.text()
        assert "half a thought" in running.text()
        await running.press("escape")
        assert [memo.text for memo in running.bench.memos.here()] == ["half a thought"]


async def _gone_words(path: Path) -> None:
    with open_project(path, coder="RK") as project:
        transcript = project.transcripts.get("FG02 Patients")
        book = project.codebook.current()
        segment = project.segments.add(transcript.id, 40, 60, book.find("trust").id)
        project.memos.save_draft(Subject.SEGMENT, segment.id, "words of something gone")
        project.segments.remove(segment.id)


@pytest.mark.parametrize("way", ["g u", "dashboard"])
@pytest.mark.parametrize("key", ["escape", "ctrl+s"])
async def test_a_kept_memo_whose_place_is_gone_becomes_one_on_the_study(
    study: Path, run: Runner, way: str, key: str
) -> None:
    await _gone_words(study)
    async with run(study) as running:
        assert "Kept words of a memo whose place is gone: g u opens them." in running.text()
        if way == "g u":
            await running.press("g", "u")
        else:
            await running.press("g", "d")
            assert "kept memo whose place is gone" in running.text()
            await running.press("tab", "tab", "home", "enter")
        assert "Kept words of a memo whose place is gone" in running.text()
        assert "keep as a memo on the study" in running.text()
        await running.press("X", key)
        assert not isinstance(running.app.screen, MemoScreen)
        assert "its words are kept as a memo on the study." in running.text()
        assert running.project.memos.drafts() == []
        (memo,) = running.project.memos.on(Subject.STUDY)
        assert memo.text == "words of something goneX"


async def test_kept_words_that_are_emptied_are_dropped(study: Path, run: Runner) -> None:
    await _gone_words(study)
    async with run(study) as running:
        await running.press("g", "u")
        assert isinstance(running.app.screen, MemoScreen)
        running.app.screen.entry.text = ""
        await running.press("escape")
        assert not isinstance(running.app.screen, MemoScreen)
        assert running.project.memos.drafts() == []
        assert running.project.memos.on(Subject.STUDY) == []


async def test_without_an_unsaved_memo_nothing_is_said(study: Path, run: Runner) -> None:
    async with run(study) as running:
        assert "unsaved memo" not in running.text()
        await running.press("g")
        assert "unsaved memo" not in running.text()
        await running.press("escape")


async def test_a_paste_that_is_too_long_says_the_limit_in_the_memo(
    study: Path, run: Runner
) -> None:
    async with run(study, size=(80, 24)) as running:
        await running.press("m")
        running.app.post_message(events.Paste("x" * 300_000))
        await running.pilot.pause()
        await running.pilot.pause()
        assert "Nothing was pasted: at most 100,000 characters fit." in running.text()
        await running.press("escape")


def test_a_refusal_keeps_names_and_paths_as_they_are_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = QualcodeApp(None)
    monkeypatch.setattr(app, "_names", lambda: ("fg1_cities", "interview"))
    assert app.as_sentence("there is none") == "There is none."
    for text in ("fg1_cities is marked", "interview is marked", "a.txt is a folder"):
        assert app.as_sentence(text) == f"{text}."
