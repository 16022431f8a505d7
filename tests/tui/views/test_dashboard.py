from __future__ import annotations

from pathlib import Path

import pytest

from qualcode import settings
from qualcode.domain.memos import MemoKind, Subject
from qualcode.domain.people import ReadingPlace
from qualcode.domain.segments import Segment
from qualcode.project import Project, create_project, open_project
from qualcode.tui.importing import ImportScreen
from qualcode.tui.reader.text import clock
from qualcode.tui.screens.memo import MemoScreen
from qualcode.tui.views.dashboard import Dashboard
from qualcode.tui.views.dashboard_rows import counted
from qualcode.tui.widgets.lines import LineList
from qualcode.tui.widgets.plain import make_plain
from tests.tui.conftest import Runner, Running
from tests.tui.factory import code_id
from tests.tui.hostile import EVIL, HARMFUL, hostile_study

SIZES = [(60, 16), (80, 24), (120, 40), (200, 50)]


def shown(running: Running) -> Dashboard:
    screen = running.app.screen
    assert isinstance(screen, Dashboard)
    return screen


def keys_of(listed: LineList) -> list[str]:
    """Keys of the rows that can be chosen."""
    return [row.key for row in listed.rows if not row.heading]


async def choose(running: Running, key: str) -> None:
    """Put the cursor on a row and press Enter."""
    view = shown(running)
    listed = next(one for one in (view.progress, view.waiting) if key in keys_of(one))
    running.app.screen.set_focus(listed)
    listed.select(key)
    await running.press("enter")


def apply(project: Project, words: str, code: str, name: str = "FG01 Nurses") -> Segment:
    """Code the first place of the words."""
    one = project.transcripts.get(name)
    start = one.text.index(words)
    return project.segments.add(one.id, start, start + len(words), code_id(project, code))


@pytest.fixture
def begun(study: Path) -> Path:
    """RK coded here and there, wrote memos, retired a code and stopped in the second group."""
    with open_project(study, coder="RK") as project:
        once = apply(project, "the waiting", "waiting")
        apply(project, "two hours", "hours")
        apply(project, "two hours", "hours", "FG02 Patients")
        project.codebook.retire(code_id(project, "hours"))
        project.memos.write(Subject.SEGMENT, once.id, "Ask Amina again", MemoKind.TO_DO)
        project.coders.finish(["FG01 Nurses"])
        one = project.transcripts.get("FG02 Patients")
        project.coders.remember(one.id, ReadingPlace(one.positions.starts[4], "sentence"))
    return study


async def test_enter_goes_on_where_one_stopped(begun: Path, run: Runner) -> None:
    async with run(begun) as running:
        await running.press("g", "d")
        assert running.lines()[2].strip() == "⏎ Continue FG02 Patients at turn 5"
        await running.press("enter")
        assert running.app.screen is running.bench
        assert running.transcript.name == "FG02 Patients"


async def test_it_shows_shares_states_and_what_waits(begun: Path, run: Runner) -> None:
    async with run(begun, size=(120, 40)) as running:
        await running.press("g", "d")
        text = running.text()
        for words in (
            "3 transcripts",
            "9 codes, 2 in use",
            "3 own segments",
            "1 own memo",
            "New codes per transcript  2 0  too few to say",
            "1 “to do” memo",
            "“Ask Amina again”",
            "1 transcript is open",
            "1 retired code is still used",
            "6 codes without definition",
            "1 code you used once",
            "finish FG01 Nurses",
        ):
            assert words in text, words
        row = next(line for line in running.lines() if "FG01 Nurses" in line and "█" in line)
        assert "finished" in row
        assert "%" in row


async def test_rows_lead_to_places(begun: Path, run: Runner) -> None:
    async with run(begun) as running:
        await running.press("g", "d")
        trust = code_id(running.project, "trust")
        view = shown(running)
        more = next(key for key in keys_of(view.waiting) if key.startswith("more:"))
        await choose(running, more)
        assert not [key for key in keys_of(view.waiting) if key.startswith("more:")]
        await choose(running, f"UNDEFINED::{trust}")
        assert running.app.screen is running.bench
        assert running.bench.panels.current == "codes"
        assert running.bench.tree_code is not None
        assert running.bench.tree_code.id == trust
        await running.press("g", "d")
        assert shown(running) is view
        third = running.project.transcripts.get("FG03 Parents").id
        await choose(running, f"transcript:{third}")
        assert running.transcript.id == third


@pytest.mark.parametrize(
    ("beginning", "name"),
    [("ONCE", "code"), ("RETIRED", "code"), ("MEMO", "memos"), ("history", "history")],
)
async def test_rows_lead_to_views(
    begun: Path, run: Runner, monkeypatch: pytest.MonkeyPatch, beginning: str, name: str
) -> None:
    async with run(begun) as running:
        await running.press("g", "d")
        went: list[tuple[str, dict[str, object]]] = []
        monkeypatch.setattr(running.app, "go", lambda to, **aim: went.append((to, aim)))
        key = next(k for k in keys_of(shown(running).waiting) if k.startswith(beginning))
        await choose(running, key)
        ((to, aim),) = went
        assert to == name
        target = next(iter(aim.values()))
        last = key.rpartition(":")[2]
        assert target in ((last,), last, int(last) if last.isdigit() else None)


async def test_an_unsaved_memo_is_gone_on_with(study: Path, run: Runner) -> None:
    with open_project(study, coder="RK") as project:
        project.memos.save_draft(Subject.CODE, code_id(project, "trust"), "half a thought")
    async with run(study) as running:
        await running.press("g", "d")
        assert "1 memo is not saved" in running.text()
        key = next(k for k in keys_of(shown(running).waiting) if k.startswith("DRAFT"))
        await choose(running, key)
        assert isinstance(running.app.screen, MemoScreen)
        await running.press("ctrl+s")
        assert "memo is not saved" not in running.text()
        (memo,) = running.project.memos.all()
        assert memo.memo.text == "half a thought"


async def test_arrows_walk_through_all_parts(begun: Path, run: Runner) -> None:
    async with run(begun) as running:
        await running.press("g", "d")
        view = shown(running)
        assert view.focused is view.start
        await running.press("down")
        assert view.focused is view.progress
        await running.press("down", "down", "down")
        assert view.focused is view.waiting
        assert view.waiting.current is not None
        assert view.waiting.current.key == keys_of(view.waiting)[0]
        await running.press("up")
        assert view.focused is view.progress
        await running.press("tab", "tab")
        assert view.focused is view.start
        await running.press("shift+tab")
        assert view.focused is view.waiting


async def test_what_was_opened_and_the_cursor_stay(begun: Path, run: Runner) -> None:
    async with run(begun) as running:
        await running.press("g", "d", "down", "down")
        view = shown(running)
        here = view.progress.cursor
        await running.press("g", "w")
        apply(running.project, "the meetup", "meetup", "FG03 Parents")
        await running.press("g", "d")
        assert shown(running) is view
        assert (view.focused, view.progress.cursor) == (view.progress, here)
        assert "4 own segments" in running.text()
        await running.press("u")
        assert "3 own segments" in running.text()


@pytest.mark.parametrize("read_only", [False, True])
async def test_an_empty_study_says_what_to_do(tmp_path: Path, run: Runner, read_only: bool) -> None:
    path = tmp_path / "empty.qualcode"
    create_project(path, title="Empty", coder="RK").close()
    lock = open_project(path, coder="ML") if read_only else None
    try:
        async with run(path) as running:
            await running.press("g", "d")
            assert "no transcripts yet" in running.text()
            assert ("READ ONLY" in running.text()) == read_only
            await running.press("enter")
            assert isinstance(running.app.screen, ImportScreen) != read_only
    finally:
        if lock is not None:
            lock.close()


async def test_a_study_that_is_only_read_can_be_looked_at(begun: Path, run: Runner) -> None:
    with open_project(begun, coder="ML"):
        async with run(begun) as running:
            await running.press("g", "d")
            assert "READ ONLY" in running.text()
            assert "3 own segments" in running.text()
            await running.press("enter")
            assert running.transcript.name == "FG02 Patients"


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_is_harmless_at_all_sizes(
    tmp_path: Path, run: Runner, size: tuple[int, int]
) -> None:
    path = hostile_study(tmp_path)
    with open_project(path, coder=f"ML {EVIL}") as project:
        project.coders.finish()
    with open_project(path, coder="RK") as project:
        (code, *_) = project.codebook.current().codes
        project.memos.write(Subject.CODE, code.id, f"Ask {EVIL}", MemoKind.TO_DO)
        project.memos.save_draft(Subject.STUDY, "", f"half {EVIL}")
    async with run(path, size=size) as running:
        await running.press("g", "d", "tab", "tab")
        text = running.text()
        assert not HARMFUL.search(text), HARMFUL.findall(text)
        assert "Continue Group [/] [b]" in text or "Begin with Group [/] [b]" in text
        await running.pilot.resize_terminal(90, 30)
        await running.pilot.pause()
        assert not HARMFUL.search(running.text())


def test_times_and_numbers_in_words() -> None:
    assert [clock(ms) for ms in (0, 724_000, 3_724_999)] == ["00:00", "12:04", "1:02:04"]
    assert [counted(n, "memo") for n in (0, 1, 1200)] == ["0 memos", "1 memo", "1,200 memos"]


async def test_a_plain_screen_marks_only_the_row_that_has_the_keys(
    begun: Path, run: Runner
) -> None:
    settings.save(plain=True)
    async with run(begun) as running:
        try:
            await running.press("g", "d")
            for _ in range(3):
                assert sum(">" in line for line in running.lines()[2:-1]) == 1
                await running.press("tab")
        finally:
            make_plain(False)


async def test_the_footer_says_what_enter_does_on_the_row(begun: Path, run: Runner) -> None:
    async with run(begun, size=(120, 40)) as running:
        await running.press("g", "d")
        assert "⏎ continue" in running.lines()[-1]
        await running.press("tab")
        assert "⏎ open" in running.lines()[-1]
        view = shown(running)
        running.app.screen.set_focus(view.waiting)
        key = next(key for key in keys_of(view.waiting) if key.startswith("ONCE"))
        view.waiting.select(key)
        await running.press("down", "up")
        assert "⏎ passages" in running.lines()[-1]


async def test_the_footer_names_the_import_of_an_empty_study(tmp_path: Path, run: Runner) -> None:
    path = tmp_path / "empty.qualcode"
    create_project(path, title="Empty", coder="RK").close()
    async with run(path) as running:
        await running.press("g", "d")
        assert "⏎ import" in running.lines()[-1]
