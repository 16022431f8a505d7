"""The search over all transcripts, and coding all hits of a search."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.domain.segments import Origin
from qualcode.domain.spans import Span
from qualcode.project import create_project
from qualcode.project.lock import ProjectLock
from qualcode.project.search import snippet
from qualcode.tui.screens.auto_code import AutoCodeDialog, CodeForHits
from qualcode.tui.views.search import SearchView
from qualcode.tui.views.search_rows import HIT, MORE
from qualcode.tui.widgets.painting import cells, fit
from tests.tui.conftest import Runner, Running
from tests.tui.factory import code_id
from tests.tui.hostile import HARMFUL, hostile_study


async def _open(running: Running, query: str = "") -> SearchView:
    await running.press("g", "f")
    if query:
        await running.type(query)
    screen = running.app.screen
    assert isinstance(screen, SearchView)
    return screen


def _shown(running: Running) -> object:
    return running.app.screen


def _coded(running: Running) -> list[tuple[str, str]]:
    """Words and origin of every segment of the coder."""
    found = []
    for key in running.project.transcripts.names().values():
        text = running.project.transcripts.get(key).text
        found += [(text[s.start : s.end], s.origin.value) for s in running.project.segments.of(key)]
    return found


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40), (200, 50)])
async def test_typing_lists_hits_by_transcript_with_their_turn(
    study: Path, run: Runner, size: tuple[int, int]
) -> None:
    async with run(study, size=size) as running:
        view = await _open(running, "interpreter")
        assert view.result is not None
        assert view.result.total == 6
        shown = running.text()
        assert "6 turns in 3 transcripts" in shown
        assert "FG01 Nurses" in shown
        marked = [part.text for part in view.rows.rows[1].left if part.style == HIT]
        assert marked == ["interpreter"]
        assert "interpreter" in view.preview.text
        assert view.rows.style_of(HIT).bold


async def test_what_can_be_asked_stands_there_before_anything_is_typed(
    study: Path, run: Runner
) -> None:
    async with run(study) as running:
        await _open(running)
        shown = running.text()
        assert "wait*" in shown
        assert "code:none" in shown
        assert 'group:"FG01 Nurses"' in shown


async def test_mistakes_and_no_hits_are_said_while_typing(study: Path, run: Runner) -> None:
    async with run(study) as running:
        view = await _open(running)
        view.entry.value = "code:"
        await running.pilot.pause()
        assert "code: needs a value right behind it" in running.text()
        assert not view.hits
        view.entry.value = "zebra"
        await running.pilot.pause()
        assert "No turn fits." in running.text()
        await running.press("enter")
        assert view.focused is view.entry


async def test_enter_opens_the_place_and_the_query_stays(study: Path, run: Runner) -> None:
    async with run(study) as running:
        view = await _open(running, "trust")
        await running.press("enter", "down", "enter")
        assert running.app.screen is running.bench
        assert running.selected() == "trust"
        opened = running.transcript.name
        cursor = view.rows.cursor
        await running.press("g", "f")
        assert _shown(running) is view
        assert (view.entry.value, view.rows.cursor) == ("trust", cursor)
        assert view.hit is not None
        assert view.hit.turn.transcript == opened
        await running.press("slash")
        assert view.focused is view.entry


async def test_escape_leaves_the_entry_then_the_view(study: Path, run: Runner) -> None:
    async with run(study) as running:
        view = await _open(running, "trust")
        await running.press("escape")
        assert (running.app.screen, view.in_list) == (view, True)
        await running.press("escape")
        assert running.app.screen is running.bench
        await running.press("g", "f", "slash", "backspace")
        for _ in range(200):
            if view.has_class("-empty"):
                break
            await running.pilot.pause(0.02)
        await running.press("escape")
        assert running.app.screen is running.bench


async def test_arrows_in_the_entry_move_in_the_list(study: Path, run: Runner) -> None:
    async with run(study) as running:
        view = await _open(running, "trust")
        first = view.hit
        await running.press("down")
        assert view.focused is view.entry
        assert view.hit != first
        assert view.hit is not None
        assert f"turn {view.hit.turn.index + 1}" in view.preview.text


async def test_more_than_a_stretch_is_read_on_at_the_end(
    study: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualcode.tui.views.search.STRETCH", 4)
    async with run(study) as running:
        view = await _open(running, "the")
        assert view.result is not None
        total = view.result.total
        assert (len(view.hits), view.rows.rows[-1].key) == (4, MORE)
        await running.press("enter", "end", "enter")
        assert len(view.hits) == 8
        while view.rows.rows[-1].key == MORE:
            await running.press("end", "enter")
        assert len(view.hits) == total


async def test_slow_answers_wait_for_a_pause_in_the_typing(study: Path, run: Runner) -> None:
    async with run(study) as running:
        view = await _open(running)
        asked = []
        find = type(running.project.search).find

        def slow(room: object, text: str, limit: int | None = 200) -> object:
            asked.append(text)
            return find(running.project.search, text, limit)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(type(running.project.search), "find", slow)
            patch.setattr("qualcode.tui.views.search.AT_ONCE", 0.0)
            view._pace = 3600.0
            view.entry.value = "t"
            view.entry.value = "tr"
            view.entry.value = "trust"
            await running.pilot.pause()
            assert asked == []
            await running.press("enter")
            assert asked == ["trust"]
            assert view.in_list


async def test_a_search_is_answered_again_after_a_change(study: Path, run: Runner) -> None:
    async with run(study) as running:
        view = await _open(running)
        view.entry.value = "trust code:none"
        await running.pilot.pause()
        assert view.result is not None
        before = view.result.total
        await running.press("enter", "enter")
        running.bench.coding.apply(code_id(running.project, "trust"))
        await running.press("g", "f")
        assert view.result.total == before - 1


async def test_another_coder_s_work_is_neither_found_nor_shown(study: Path, run: Runner) -> None:
    async with run(study, coder="ML") as running:
        running.bench.coding.apply(code_id(running.project, "trust"))
    async with run(study, coder="RK") as running:
        view = await _open(running, "welcome")
        assert all(not hit.codes for hit in view.hits.values())
        view.entry.value = "coder:ML"
        await running.pilot.pause()
        assert "only after the comparison" in running.text()
        assert not view.hits


async def test_all_hits_are_coded_in_one_step_and_undone_in_one(study: Path, run: Runner) -> None:
    async with run(study) as running:
        view = await _open(running, "interpreter")
        await running.press("enter", "A")
        assert isinstance(running.app.screen, CodeForHits)
        assert "6 hits" in running.app.screen.heading
        await running.type("langu")
        await running.press("enter")
        dialog = running.app.screen
        assert isinstance(dialog, AutoCodeDialog)
        await running.press("down")
        assert len(dialog.plan.passages) == 6
        await running.press("enter")
        assert _shown(running) is view
        assert (
            _coded(running)
            == [("They changed the interpreter three times.", Origin.AUTO.value)] * 6
        )
        assert "6 passages coded with “language”" in running.text()
        assert [code.name for hit in view.hits.values() for code in hit.codes] == ["language"] * 6
        await running.press("u")
        assert _coded(running) == []
        assert all(not hit.codes for hit in view.hits.values())


async def test_moderators_are_left_out_unless_wanted_and_the_rest_is_counted(
    study: Path, run: Runner
) -> None:
    async with run(study) as running:
        await _open(running, "the")
        await running.press("enter", "A", "enter")
        dialog = running.app.screen
        assert isinstance(dialog, AutoCodeDialog)
        shown = running.text()
        plan = dialog.plan
        assert plan.moderated > 0
        assert f"left out: {plan.moderated} " in shown
        await running.press("m")
        assert dialog.plan.moderated == 0
        assert len(dialog.plan.passages) == len(plan.passages) + plan.moderated
        await running.press("m", "enter")
        assert len(_coded(running)) == len(plan.passages)
        await running.press("A", "enter")
        again = running.app.screen
        assert isinstance(again, AutoCodeDialog)
        assert (again.plan.passages, again.plan.coded_already) == ((), len(plan.passages))
        await running.press("enter")
        assert running.app.screen is again
        assert "Nothing is left to code this way." in running.text()
        await running.press("escape")


async def test_the_hits_of_a_search_in_the_transcript_are_coded(study: Path, run: Runner) -> None:
    async with run(study) as running:
        assert "code all hits" not in running.text()
        await running.press("slash")
        await running.type("number")
        await running.press("enter", "A")
        await running.type("respect")
        await running.press("enter", "enter")
        assert running.app.screen is running.bench
        assert running.coded() == [("respect", "number"), ("respect", "number")]
        assert running.bench.desk.counts[code_id(running.project, "respect")] == 2
        assert len(running.bench.reader.marks.by_id) == 2
        await running.press("u")
        assert running.coded() == []
        assert len(running.bench.reader.marks.by_id) == 0


async def test_a_read_only_study_is_searched_but_not_coded(study: Path, run: Runner) -> None:
    lock = ProjectLock(study)
    lock.acquire()
    try:
        async with run(study) as running:
            assert running.project.read_only
            view = await _open(running, "trust")
            assert view.hits
            await running.press("enter", "A")
            assert running.app.screen is view
    finally:
        lock.release()


async def test_hostile_text_shows_as_marks(tmp_path: Path, run: Runner) -> None:
    async with run(hostile_study(tmp_path)) as running:
        view = await _open(running, "waited")
        assert view.hits
        await running.press("enter")
        assert not HARMFUL.search(running.text())
        assert "[laughs]" in running.text()
        await running.press("A")
        assert not HARMFUL.search(running.text())
        await running.press("enter")
        assert isinstance(running.app.screen, AutoCodeDialog)
        assert not HARMFUL.search(running.text())
        await running.press("enter")
        assert len(_coded(running)) == 3


async def test_a_study_without_transcripts_says_what_to_do_first(
    tmp_path: Path, run: Runner
) -> None:
    path = tmp_path / "empty.qualcode"
    create_project(path, coder="RK").close()
    async with run(path, size=(80, 24)) as running:
        view = await _open(running)
        assert "There is no transcript to search yet. i on the coding screen" in running.text()
        await running.type("trust")
        assert not view.hits


async def test_a_second_click_opens_the_place(study: Path, run: Runner) -> None:
    async with run(study) as running:
        view = await _open(running, "trust")
        await running.pilot.click(view.rows, offset=(30, 2))
        await running.pilot.pause()
        assert _shown(running) is view
        assert view.rows.cursor == 2
        await running.pilot.click(view.rows, offset=(30, 2))
        await running.pilot.pause()
        assert _shown(running) is running.bench
        assert running.selected() == "trust"


@pytest.mark.parametrize("width", [60, 80, 120, 160, 200])
async def test_every_row_shows_its_hit_at_every_width(study: Path, run: Runner, width: int) -> None:
    async with run(study, size=(width, 40)) as running:
        view = await _open(running, "the")
        narrow = view.rows.scrollable_content_region.width
        listed = [row for row in view.rows.rows if row.key in view.hits]
        assert listed
        for row in listed:
            shown = fit(row.left, narrow - cells(row.right))
            assert any(part.style == HIT and part.text.lower() == "the" for part in shown)


async def test_codes_in_the_rows_depend_on_the_width_there_is(study: Path, run: Runner) -> None:
    async with run(study, size=(120, 40)) as running:
        key = code_id(running.project, "Access")
        place = running.project.search.find("interpreter").hits[0]
        running.project.segments.add(
            place.turn.transcript_id, place.span.start, place.span.end, key
        )
        view = await _open(running, "interpreter")

        def named() -> bool:
            assert "interpreter" in running.text()  # the rows are made when they are drawn
            return any(part.text == "access" for row in view.rows.rows for part in row.right)

        assert not named()
        await running.pilot.resize_terminal(200, 50)
        await running.pilot.pause()
        assert named()
        await running.pilot.resize_terminal(120, 40)
        await running.pilot.pause()
        assert not named()


def test_a_snippet_holds_its_first_match_whole_where_it_fits() -> None:
    text = "one two three four five six seven eight nine ten eleven twelve thirteen"
    start = text.index("seven eight nine")
    parts = snippet(text, [Span(start, start + 16)], 20)
    assert ("seven eight nine", True) in parts
