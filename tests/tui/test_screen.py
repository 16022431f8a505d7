"""The coding screen around the coding: panels, places, search, going, reading only."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.project import create_project, open_project
from tests.tui.conftest import Runner, Running
from tests.tui.factory import code_id

WAITING = "It was the waiting that got to me."


def to(running: Running, words: str) -> None:
    running.bench.reader.go_to(running.transcript.text.index(words))
    running.bench.after_move()


async def test_it_opens_where_the_coder_stopped(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("f2", "down", "enter")
        assert running.transcript.name == "FG02 Patients"
        to(running, WAITING)
        await running.press("plus")
        selected = running.selected()
    async with run(study) as running:
        assert running.transcript.name == "FG02 Patients"
        assert running.selected() == selected


async def test_places_are_kept_per_coder_and_transcript(study: Path, run: Runner) -> None:
    async with run(study) as running:
        to(running, WAITING)
        running.bench.switch(running.project.transcripts.all()[1].id)
        assert running.selected() != WAITING
        running.bench.switch(running.project.transcripts.all()[0].id)
        assert running.selected() == WAITING
    async with run(study, coder="ML") as running:
        assert running.selected() != WAITING


async def test_never_the_work_of_another_coder(study: Path, run: Runner) -> None:
    async with run(study, coder="ML") as running:
        to(running, WAITING)
        running.bench.coding.apply(code_id(running.project, "waiting"))
        await running.press("m")
        await running.type("secret of ML")
        await running.press("escape")
    async with run(study) as running:
        to(running, WAITING)
        await running.pilot.pause()
        assert len(running.bench.reader.marks) == 0
        assert running.bench.segments_here == []
        assert running.bench.desk.counts.total() == 0
        assert "secret" not in running.text()
        assert "0% coded" in running.text()
        await running.press("c")
        assert "used" not in running.text()
    async with run(study, coder="third") as running:
        await running.press("u")
        assert "nothing to undo" in running.text()
    async with run(study, coder="ML") as running:
        assert len(running.bench.reader.marks) == 1


@pytest.mark.parametrize(("key", "panel"), [("f2", "documents"), ("f3", "codes")])
async def test_on_a_narrow_screen_panels_slide_over(
    study: Path, run: Runner, key: str, panel: str
) -> None:
    async with run(study, size=(80, 24)) as running:
        width = running.bench.reader.size.width
        assert not running.bench.query_one(f"#{panel}-side").display
        await running.press(key)
        assert running.bench.query_one(f"#{panel}-side").display
        assert running.bench.reader.size.width == width
        await running.press("escape")
        assert not running.bench.query_one(f"#{panel}-side").display
        assert running.app.focused is running.bench.reader


async def test_tab_goes_round(study: Path, run: Runner) -> None:
    async with run(study) as running:
        seen = []
        for _ in range(3):
            await running.press("tab")
            assert running.app.focused is not None
            seen.append(running.app.focused.id)
        assert seen == ["documents", "codes", "reader"]
        await running.press("shift+tab")
        assert running.app.focused is running.bench.codes


async def test_only_the_transcript(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("z")
        assert running.bench.reader.size.width > 110
        await running.press("z")
        assert running.bench.reader.size.width < 80


async def test_search_goes_from_hit_to_hit(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("slash")
        await running.type("clinic")
        assert "2 hits" in running.text()
        await running.press("enter")
        assert "2 hits" in running.text()
        first = running.bench.reader.position
        assert running.transcript.text[first:].startswith("clinic")
        await running.press("n")
        assert running.bench.reader.position > first
        await running.press("N")
        assert running.bench.reader.position == first
        await running.press("escape", "slash")
        assert running.bench.finding.entry.value == ""


async def test_search_without_hits_says_so(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("slash")
        await running.type("zebra")
        await running.press("enter")
        assert "“zebra” is not in this transcript" in running.text()
        assert running.app.focused is running.bench.reader


async def test_escape_leaves_the_search_line(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("slash", "x", "escape")
        assert running.app.focused is running.bench.reader
        assert not running.bench.has_class("-searching")


async def test_go_to_a_turn(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("g", "t")
        await running.type("3")
        await running.press("enter")
        assert running.selected() == WAITING
        await running.press("g", "t")
        await running.type("99")
        await running.press("enter")
        assert "There is no turn 99: this transcript has" in running.text()


async def test_go_lists_where_one_can_go(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("g")
        assert "speakers and roles" in running.text()
        await running.press("k")
        assert running.app.focused is running.bench.codes


async def test_every_command_can_be_found_by_name(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("colon")
        await running.type("code tree")
        await running.press("enter")
        assert running.app.focused is running.bench.codes


async def test_letters_typed_into_a_memo_are_no_commands(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("m")
        await running.type("Quit? :zu d/g")
        await running.press("escape")
        assert [memo.text for memo in running.bench.memos.here()] == ["Quit? :zu d/g"]


async def test_reading_only_says_so_and_changes_nothing(study: Path, run: Runner) -> None:
    with open_project(study, coder="ML"):
        async with run(study) as running:
            assert "READ ONLY" in running.text()
            assert running.project.notice[1:] in running.text().replace("\n ", " ")
            await running.press("c", "v", "1", "full_stop", "d", "x", "u", "U", "f", "i", "enter")
            assert running.app.screen is running.bench
            assert running.coded() == []


async def test_the_mouse_selects_and_opens(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.pilot.click("#documents", offset=(4, 2))
        await running.pilot.pause()
        assert running.transcript.name == "FG03 Parents"
        await running.pilot.click("#reader", offset=(10, 5))
        await running.pilot.pause()
        assert running.selected()
        footer = running.lines()[-1]
        assert "c code this sentence" in footer


async def test_a_study_without_transcripts(tmp_path: Path, run: Runner) -> None:
    create_project(tmp_path / "empty.qualcode", coder="RK").close()
    async with run(tmp_path / "empty.qualcode") as running:
        await running.press(*"jkvcdxmut.fsoe1pP", "enter", "slash", "a", "enter", "f2", "enter")
        await running.press("escape", "f3", "enter", "r", "E", "M", "R", "P", "space", "escape")
        assert running.app.screen is running.bench
        await running.press("i")
        assert "Import transcripts" in running.text()


@pytest.mark.parametrize("size", [(20, 5), (40, 10), (500, 200)])
async def test_any_size_and_back(study: Path, run: Runner, size: tuple[int, int]) -> None:
    async with run(study) as running:
        to(running, WAITING)
        await running.pilot.resize_terminal(*size)
        await running.press("j", "k", "c", "escape", "question_mark", "escape")
        await running.pilot.resize_terminal(120, 40)
        await running.pilot.pause()
        assert running.selected() == WAITING


async def test_theme_is_remembered(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.app.action_command("LightOrDark")
        assert running.app.theme == "qualcode-light"
    async with run(study) as running:
        assert running.app.theme == "qualcode-light"


async def test_ctrl_c_says_how_to_quit(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("ctrl+c")
        assert "Press Q or ctrl+q to quit" in running.text()


async def test_a_study_without_transcripts_says_what_to_do_next(
    tmp_path: Path, run: Runner
) -> None:
    path = tmp_path / "empty.qualcode"
    create_project(path, coder="RK").close()
    async with run(path) as running:
        assert "No transcripts yet. i imports files" in running.text()
        assert "No codes yet: c makes one while you read" in running.text()
        footer = running.lines()[-1].split()
        assert footer[:2] == ["i", "import"]
        assert not {"next", "search", "undo", "memo"} & set(footer)
        await running.press("s", "o", "slash", "n", "e", "g", "escape")
        await running.press("i")
        assert "Import transcripts" in running.text()


async def test_a_study_with_transcripts_says_nothing_of_the_kind(study: Path, run: Runner) -> None:
    async with run(study) as running:
        assert "No transcripts yet" not in running.text()
        assert "i import" not in running.lines()[-1]


async def test_under_a_dialog_the_footer_is_empty(study: Path, run: Runner) -> None:
    async with run(study) as running:
        assert "? keys" in running.lines()[-1]
        await running.press("m")
        assert running.bench.footer.content == ((), ())
        assert running.text().count("save and go back") == 1
        await running.press("escape")
        assert "? keys" in running.lines()[-1]


async def test_the_memo_says_its_keys_on_a_small_screen(study: Path, run: Runner) -> None:
    async with run(study, size=(60, 16)) as running:
        await running.press("m")
        assert "save and go back" in running.text()


async def test_search_with_all_hits_before_the_cursor_stays(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("end", "slash")
        place = running.bench.selection
        await running.type("clinic")
        await running.press("enter")
        assert running.bench.selection == place
        assert "2 hits, before this place: N goes there." in running.text()
        await running.press("N")
        assert "clinic" in running.selected()
