"""Memos of every kind, on every thing, and how long they may be."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from qualcode.domain.memos import LONGEST_MEMO, MemoKind, Subject
from qualcode.project import open_project
from tests.tui.conftest import Runner, Running
from tests.tui.factory import code_id

WAITING = "It was the waiting that got to me."
KINDS = ["note", "theoretical", "method", "reflexive", "to do"]


def at(running: Running, words: str = WAITING) -> None:
    """Put the cursor on a sentence."""
    running.bench.reader.go_to(running.transcript.text.index(words))
    running.bench.after_move()


def title(running: Running) -> str:
    """The line of the dialog that names what the memo is on."""
    return next(line for line in running.lines() if "Memo on" in line)


async def test_one_key_goes_through_the_kinds(study: Path, run: Runner) -> None:
    async with run(study) as running:
        at(running)
        await running.press("m")
        seen = []
        for _ in range(6):
            seen.append(next(kind for kind in KINDS if f" {kind} " in title(running)))
            await running.press("f2")
        assert seen == [*KINDS, "note"]
        await running.type("why")
        await running.press("escape")
        (memo,) = running.bench.memos.here()
        assert (memo.kind, memo.text) == (MemoKind.THEORETICAL, "why")
        assert "theoretical: why" in running.text()


async def test_the_kind_alone_is_a_change_and_one_step(study: Path, run: Runner) -> None:
    async with run(study) as running:
        at(running)
        await running.press("m")
        await running.type("why")
        await running.press("escape")
        before = running.project.history.entries()
        await running.press("m", "escape")
        assert running.project.history.entries() == before
        await running.press("m", "f2", "escape")
        (memo,) = running.bench.memos.here()
        assert (memo.kind, memo.text) == (MemoKind.THEORETICAL, "why")
        await running.press("u")
        (memo,) = running.bench.memos.here()
        assert memo.kind is MemoKind.NOTE


@pytest.mark.parametrize(
    ("command", "heading", "subject"),
    [
        ("MemoOnTranscript", "Memo on “FG01 Nurses”", Subject.TRANSCRIPT),
        ("MemoOnStudy", "Memo on the study", Subject.STUDY),
        ("MemoOnCode", "Memo on the code waiting", Subject.CODE),
    ],
)
async def test_memos_on_transcript_study_and_code(
    study: Path, run: Runner, command: str, heading: str, subject: Subject
) -> None:
    async with run(study) as running:
        at(running)
        running.bench.coding.apply(code_id(running.project, "waiting"))
        subjects = {
            Subject.TRANSCRIPT: running.transcript.id,
            Subject.STUDY: "",
            Subject.CODE: code_id(running.project, "waiting"),
        }
        for words in ("first", " and more"):
            running.app.action_command(command)
            await running.pilot.pause()
            assert heading in running.text()
            await running.type(words)
            await running.press("escape")
        found = running.project.memos.on(subject, subjects[subject])
        assert [memo.text for memo in found] == ["first and more"]
        assert running.bench.memos.here() == []


async def test_they_are_in_the_palette_of_commands(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("colon")
        await running.type("memo on")
        text = running.text()
        assert "memo on this transcript" in text
        assert "memo on the study" in text
        await running.press("escape", "m", "ctrl+p")
        await running.type("editor")
        assert "write in your editor" in running.text()
        await running.press("escape", "escape")


async def test_a_huge_paste_leaves_what_was_there(study: Path, run: Runner) -> None:
    async with run(study) as running:
        at(running)
        await running.press("m")
        await running.type("early")
        running.app.post_message(events.Paste("x" * 5_000_000))
        await running.pilot.pause()
        await running.pilot.pause()
        assert "Nothing was pasted: at most 100,000 characters fit." in running.text()
        running.app.post_message(events.Paste("\t" * (LONGEST_MEMO // 2)))
        await running.pilot.pause()
        await running.pilot.pause()
        await running.press("escape")
        assert [memo.text for memo in running.bench.memos.here()] == ["early"]


async def test_a_memo_that_became_too_long_is_kept_open(study: Path, run: Runner) -> None:
    async with run(study) as running:
        at(running)
        await running.press("m")
        entry = running.app.screen.query_one("#memo")
        entry.text = "x" * LONGEST_MEMO  # type: ignore[attr-defined]
        await running.press("y", "escape")
        assert "at most 100,000 characters, and this one has 100,001" in running.text()
        await running.press("backspace", "escape")
        assert [len(memo.text) for memo in running.bench.memos.here()] == [LONGEST_MEMO]


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        (Subject.STUDY, "Clinic study"),
        (Subject.TRANSCRIPT, "FG02 Patients"),
        (Subject.CODE, "waiting"),
    ],
)
async def test_an_unsaved_memo_on_any_of_them_is_found_again(
    study: Path, run: Runner, subject: Subject, name: str
) -> None:
    with open_project(study, coder="RK") as project:
        keys = {
            Subject.STUDY: "",
            Subject.TRANSCRIPT: project.transcripts.names()["FG02 Patients"],
            Subject.CODE: code_id(project, "waiting"),
        }
        project.memos.save_draft(subject, keys[subject], "half a thought")
    async with run(study) as running:
        assert f"on “{name}” is kept" in running.text()
        await running.press("g", "u")
        assert "half a thought" in running.text()
        await running.press("escape")
        found = running.project.memos.on(subject, keys[subject])
        assert [memo.text for memo in found] == ["half a thought"]
        assert running.bench.memos.kept is None
