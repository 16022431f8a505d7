from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import event

from qualcode.domain.errors import Refused
from qualcode.domain.memos import Subject
from qualcode.project import create_project, open_project
from qualcode.tui.screens.memo import MemoScreen
from qualcode.tui.views.code import CodeView
from tests.tui.conftest import Runner, Running
from tests.tui.factory import code_id
from tests.tui.hostile import HARMFUL, hostile_study
from tests.tui.views.coded import by_another, code_study, describe


def view(running: Running) -> CodeView:
    screen = running.app._views["code"]
    assert isinstance(screen, CodeView)
    return screen


async def opened(running: Running, code: str = "waiting") -> CodeView:
    """The view with the passages of a code, the cursor in them."""
    running.app.go("code", codes=(code_id(running.project, code),))
    await running.pilot.pause()
    await running.pilot.pause()
    return view(running)


def quotes(shown: CodeView) -> list[str]:
    return [shown.found[row.key].quote for row in shown.passages.rows if not row.heading]


async def test_the_passages_of_a_code_over_all_transcripts(study: Path, run: Runner) -> None:
    code_study(study)
    async with run(study) as running:
        shown = await opened(running)
        assert len(shown.found) == running.project.segments.counts()[shown.wanted_codes()[0]] == 5
        text = running.text()
        assert "5 passages of waiting" in text
        for words in ("FG01 Nurses", "FG02 Patients", "It was the waiting", "turn 3 · Amina"):
            assert words in text


async def test_g_v_opens_the_code_under_the_cursor_of_the_text(study: Path, run: Runner) -> None:
    code_study(study)
    async with run(study, transcript="FG01 Nurses") as running:
        one = running.transcript
        start = one.text.index("I trust the list")
        running.bench.reader.go_to(start)
        running.bench.after_move()
        await running.press("g", "v")
        assert quotes(view(running)) == ["I trust the list more.", "I do not trust them."]


async def test_the_cursor_in_the_codes_shows_their_passages(study: Path, run: Runner) -> None:
    code_study(study)
    async with run(study) as running:
        await running.press("g", "v")
        shown = view(running)
        assert shown.focused is shown.codes
        assert shown.wanted_codes() == (code_id(running.project, "language"),)
        shown.codes.select(code_id(running.project, "respect"))
        await running.press("down")
        assert len(quotes(shown)) == 2
        await running.press("up", "up")
        assert "2 passages of relations and the codes below" in running.text()
        await running.press("b")
        assert "0 passages of relations" in running.text()


async def test_several_codes_are_marked_with_space(study: Path, run: Runner) -> None:
    code_study(study)
    async with run(study) as running:
        await running.press("g", "v")
        shown = view(running)
        for name in ("language", "trust"):
            shown.codes.select(code_id(running.project, name))
            await running.press("space")
        assert len(shown.found) == 3
        assert "3 passages of 2 codes" in running.text()
        told = sorted(under[0].text for under in shown.passages.under.values())
        assert told == ["language", "trust", "trust"]


async def test_grouping_goes_round_and_puts_each_passage_once(study: Path, run: Runner) -> None:
    code_study(study)
    async with run(study) as running:
        shown = await opened(running)
        seen = []
        for _ in range(2):
            headings = [row.left[0].text for row in shown.passages.rows if row.heading]
            seen.append(headings)
            assert sorted(quotes(shown)) == sorted(one.quote for one in shown.found.values())
            await running.press("o")
        assert seen[0] == ["FG01 Nurses", "FG02 Patients", "FG03 Parents"]
        assert {"Amina", "Beatriz", "Moderator"} == set(seen[1])
        assert shown.by == "group"


async def test_retag_of_several_is_one_step_and_undo_shows_at_once(
    study: Path, run: Runner
) -> None:
    ids = code_study(study)
    async with run(study) as running:
        shown = await opened(running)
        running.project.memos.write(Subject.SEGMENT, ids[0], "a thought")
        await running.press("space", "space")
        marked = {ids[2], ids[0]}
        assert shown.marked == marked
        await running.press("c")
        await running.type("respect")
        await running.press("enter")
        assert marked.isdisjoint(shown.found)
        assert not shown.marked
        assert "Recoded 2 passages as “respect”." in running.text()
        respect = code_id(running.project, "respect")
        assert running.project.segments.counts()[respect] == 2
        await running.press("u")
        assert marked <= shown.found.keys()
        assert respect not in running.project.segments.counts()


async def test_remove_one_at_once_and_several_after_a_question(study: Path, run: Runner) -> None:
    code_study(study)
    async with run(study) as running:
        shown = await opened(running)
        await running.press("d")
        assert len(shown.found) == 4
        await running.press("a", "d")
        assert "Remove the code from 4 passages?" in running.text()
        await running.press("escape")
        assert len(shown.found) == 4
        await running.press("d", "enter")
        assert shown.found == {}
        await running.press("u")
        assert len(shown.found) == 4


async def test_key_quote_memo_and_copy(
    study: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    code_study(study)
    copied: list[str] = []
    monkeypatch.setattr("qualcode.tui.clipboard.tool_for", lambda environment: None)
    async with run(study) as running:
        monkeypatch.setattr(running.app, "copy_to_clipboard", copied.append)
        shown = await opened(running)
        await running.press("down", "q")
        one = shown.current
        assert one is not None
        assert one.key_quote
        assert running.project.segments.get(one.id).key_quote
        assert any("★" in line for line in running.lines())
        await running.press("q")
        assert not shown.found[one.id].key_quote
        await running.press("m")
        await running.type("why")
        await running.press("escape")
        assert [m.text for m in running.project.memos.on(Subject.SEGMENT, one.id)] == ["why"]
        assert any("✎" in line for line in running.lines())
        await running.press("y")
        assert copied == [f"“{one.quote}” (Amina, FG01 Nurses, turn 3)"]


async def test_enter_opens_the_place_and_the_view_keeps_its_state(study: Path, run: Runner) -> None:
    code_study(study)
    async with run(study) as running:
        shown = await opened(running)
        await running.press("o", "down", "down", "space")
        row, marked = shown.passages.current, set(shown.marked)
        assert row is not None
        one = shown.found[row.key]
        await running.press("enter")
        assert running.app.current_mode == "workbench"
        assert running.selected() == one.quote
        await running.press("g", "v")
        assert shown.by == "speaker"
        assert shown.marked == marked


async def test_narrowed_to_a_speaker_a_transcript_or_who_counts(study: Path, run: Runner) -> None:
    code_study(study)
    async with run(study) as running:
        waiting = code_id(running.project, "waiting")
        shown = await opened(running)
        fg1 = running.project.transcripts.names()["FG01 Nurses"]
        for target, count in (
            ({"speaker": "Amina"}, 3),
            ({"transcript": fg1}, 3),
            ({"by": "role", "key": "moderator"}, 1),
            ({"counted": True}, 4),
        ):
            running.app.go("code", codes=(waiting,), **target)
            await running.pilot.pause()
            assert len(shown.found) == count, target
        assert "who counts in tables" in running.text()
        await running.press("x")
        assert len(shown.found) == 5
        await running.press("space", "escape")
        assert not shown.marked
        assert running.app.current_mode == "code"
        await running.press("escape")
        assert running.app.current_mode == "workbench"


async def test_an_attribute_narrows_too(study: Path, run: Runner) -> None:
    code_study(study)
    with open_project(study, coder="RK") as project:
        describe(project, "FG01 Nurses", "setting", "ward")
    async with run(study) as running:
        shown = await opened(running)
        running.app.go("code", attribute=("transcript", "setting", "ward"))
        await running.pilot.pause()
        assert {one.transcript for one in shown.found.values()} == {"FG01 Nurses"}
        assert "5 passages of all codes  only setting: ward" in running.text()
        await running.press("o", "o")
        assert shown.by == "transcript:setting"


async def test_another_coders_passages_are_never_there(study: Path, run: Runner) -> None:
    code_study(study)
    theirs = by_another(study)
    async with run(study) as running:
        shown = await opened(running)
        assert len(shown.found) == 5
        assert theirs not in shown.found
        running.app.go("code", codes=())
        await running.pilot.pause()
        assert theirs not in shown.found
        assert "ML" not in running.text()
    async with run(study, coder="Nobody") as running:
        await running.press("g", "v")
        text = running.text()
        assert "Nothing is coded yet." in text
        assert "Press Esc" in text


async def test_a_finished_transcript_refuses_with_a_sentence(study: Path, run: Runner) -> None:
    code_study(study)
    with open_project(study, coder="RK") as project:
        project.coders.finish(("FG02 Patients",))
    async with run(study) as running:
        shown = await opened(running)
        await running.press("a", "d", "enter")
        assert "FG02 Patients is marked as finished" in running.text()
        assert len(shown.found) == 5
        assert len(shown.marked) == 5


async def test_a_study_open_for_reading_changes_nothing(study: Path, run: Runner) -> None:
    code_study(study)
    with open_project(study, coder="RK"):
        async with run(study) as running:
            shown = await opened(running)
            await running.press("d", "c", "q")
            assert len(shown.found) == 5
            assert running.app.screen is shown
            assert "READ ONLY" in running.text()
            with pytest.raises(Refused):
                running.project.passages.remove_many(list(shown.found))


async def test_a_memo_of_a_study_that_is_only_read_is_read_or_said_to_be_none(
    study: Path, run: Runner
) -> None:
    code_study(study)
    with open_project(study, coder="RK"):
        async with run(study) as running:
            shown = await opened(running)
            assert not any(one.has_memo for one in shown.found.values())
            await running.press("m")
            assert running.app.screen is shown
            text = " ".join(running.text().split())
            assert "No memo here, and this study is open for reading only: clinic" in text
            assert "is open for coding by" in text


async def test_a_memo_that_is_only_read_says_the_way_back(study: Path, run: Runner) -> None:
    code_study(study)
    with open_project(study, coder="RK") as project:
        for one in project.passages.of():
            project.memos.write(Subject.SEGMENT, one.id, "words to read")
        async with run(study) as running:
            await opened(running)
            await running.press("m")
            assert isinstance(running.app.screen, MemoScreen)
            assert "words to read" in running.text()
            assert "Esc back" in running.text()
            assert "save" not in running.text()
            await running.press("x", "escape")
            assert isinstance(running.app.screen, CodeView)
        assert project.memos.drafts() == []


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40), (200, 50)])
async def test_hostile_text_at_every_size(
    tmp_path: Path, run: Runner, size: tuple[int, int]
) -> None:
    async with run(hostile_study(tmp_path), size=size) as running:
        await running.press("g", "v", "tab", "o", "w", "c")
        assert not HARMFUL.search(running.text())
        await running.press("escape", "m", "escape")
        assert not HARMFUL.search(running.text())
        assert all(len(line) <= size[0] for line in running.lines())


async def test_quotes_wrap_to_three_rows_or_stay_in_one(study: Path, run: Runner) -> None:
    code_study(study)
    async with run(study, size=(70, 20)) as running:
        shown = await opened(running)
        tall = shown.passages.virtual_size.height
        await running.press("w")
        assert shown.passages.virtual_size.height == len(shown.passages.rows) < tall
        await running.pilot.resize_terminal(60, 16)
        await running.press("w", "end")
        assert shown.current is not None
        assert shown.current.quote == quotes(shown)[-1]


async def test_the_preview_shows_the_turn_with_its_neighbours(study: Path, run: Runner) -> None:
    code_study(study)
    async with run(study) as running:
        shown = await opened(running, "language")
        text = shown.preview.text
        assert "Same with us. ▌They changed the interpreter three times.▐ I trust" in text
        assert "Amina: It was the waiting" in text
        assert "Moderator: And how did staff react?" in text
        await running.pilot.resize_terminal(100, 30)
        await running.pilot.pause()
        assert not shown.preview.display


async def test_the_same_number_of_queries_for_few_and_many(study: Path, run: Runner) -> None:
    code_study(study)
    async with run(study) as running:
        shown = await opened(running, "language")
        asked: list[object] = []
        connection = running.project.database.connection
        event.listen(connection, "before_cursor_execute", lambda *words: asked.append(words[2]))
        counts = []
        for codes in (shown.wanted_codes(), ()):
            asked.clear()
            shown.aim(codes=codes)
            shown.show_view()
            counts.append(len(asked))
        assert len(shown.found) == 8
        assert counts[0] == counts[1]


async def test_on_a_narrow_screen_the_codes_slide_over_the_passages(
    study: Path, run: Runner
) -> None:
    code_study(study)
    async with run(study, size=(60, 16)) as running:
        shown = await opened(running)
        side = shown.query_one("#code-side")
        assert not side.display
        assert shown.passages.size.width == 60
        await running.press("tab")
        assert side.display
        assert shown.focused is shown.codes
        await running.press("escape")
        assert not side.display
        assert shown.focused is shown.passages
        await running.press("tab", "enter")
        assert not side.display
        assert shown.focused is shown.passages
        await running.pilot.resize_terminal(80, 24)
        await running.pilot.pause()
        assert side.display


async def test_a_narrow_screen_begins_with_the_codes_where_none_is_asked_for(
    study: Path, run: Runner
) -> None:
    code_study(study)
    async with run(study, size=(60, 16)) as running:
        await running.press("g", "v")
        shown = view(running)
        assert shown.focused is shown.codes
        assert shown.query_one("#code-side").display


async def test_a_study_without_transcripts_says_to_import(tmp_path: Path, run: Runner) -> None:
    path = tmp_path / "empty.qualcode"
    create_project(path, title="Empty", coder="RK").close()
    async with run(path) as running:
        await running.press("g", "v")
        assert "import files there" in running.text()
