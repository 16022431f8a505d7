"""The code tree as a working tool: moving, dragging, folding, colours, merging, splitting."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import MouseScrollDown

from qualcode.domain.memos import MemoKind, Subject
from qualcode.project import Project, open_project
from qualcode.tui.reader.palette import NAMES, PALETTE, colour_for, contrast, name_of, parsed
from qualcode.tui.screens.code_form import CodeForm
from qualcode.tui.screens.recolour import Recolour
from qualcode.tui.screens.split_code import SplitCode
from qualcode.tui.screens.whole_code import WholeCode
from qualcode.tui.widgets.inspecting import shared_out
from qualcode.tui.widgets.painting import cells, pieces, wrap
from qualcode.tui.widgets.sheet import Sheet
from tests.tui.conftest import Runner
from tests.tui.hostile import HARMFUL, hostile_study
from tests.tui.test_codebook import highlight, paths


def code(path: Path, name: str, *words: str, coder: str = "RK") -> None:
    """Code the first place of words in the first transcript."""
    with open_project(path, coder=coder) as project:
        one = project.transcripts.get("FG01 Nurses")
        key = project.codebook.current().find(name).id
        for text in words:
            start = one.text.index(text)
            project.segments.add(one.id, start, start + len(text), key)


def order(project: Project, parent: str | None = None) -> list[str]:
    book = project.codebook.current()
    key = book.find(parent).id if parent else None
    return [one.name for one in book.children.get(key, ())]


async def test_keys_move_in_and_out_and_say_what_follows(study: Path, run: Runner) -> None:
    code(study, "waiting", "the waiting", "two hours")
    async with run(study) as running:
        highlight(running, "waiting")
        await running.press("f3", "greater_than_sign")
        assert "relations > waiting" in paths(running)
        assert "stands under “relations”; 2 segments of yours went along." in running.text()
        await running.press("less_than_sign")
        assert order(running.project) == ["access", "relations", "waiting", "meetup"]
        await running.press("u")
        assert "relations > waiting" in paths(running)


async def test_keys_change_the_order_beside(study: Path, run: Runner) -> None:
    async with run(study) as running:
        highlight(running, "waiting")
        await running.press("f3", "shift+up")
        assert order(running.project)[:2] == ["access", "waiting"]
        assert "at place 2 of 4" in running.text()
        await running.press("shift+up", "shift+up")
        assert order(running.project)[0] == "waiting"
        assert "“waiting” is the first one here." in running.text()
        await running.press("shift+down", "shift+down", "shift+down")
        assert order(running.project)[-1] == "waiting"
        highlight(running, "access")
        await running.press("greater_than_sign")
        assert "There is no code before “access”" in running.text()
        await running.press("less_than_sign")
        assert "“access” stands at the top already." in running.text()


async def test_a_code_that_moves_into_a_folded_one_is_shown(study: Path, run: Runner) -> None:
    async with run(study) as running:
        highlight(running, "relations")
        await running.press("f3", "space")
        highlight(running, "waiting")
        await running.press("greater_than_sign")
        assert running.bench.codes.code is not None
        assert running.bench.codes.code.name == "waiting"


async def test_the_question_where_to_says_what_follows(study: Path, run: Runner) -> None:
    code(study, "trust", "the waiting")
    async with run(study) as running:
        highlight(running, "relations")
        await running.press("f3", "M")
        assert "Move relations with 2 codes below it and 1 segment of yours under" in running.text()


async def test_dragging_asks_and_moves(study: Path, run: Runner) -> None:
    code(study, "waiting", "two hours")
    async with run(study) as running:
        tree = running.bench.codes
        rows = {row.key: y for y, row in enumerate(tree.rows)}
        book = running.project.codebook.current()
        start, stop = (rows[book.find(name).id] for name in ("waiting", "relations"))
        pilot = running.pilot
        await pilot.mouse_down(tree, offset=(6, start))
        await pilot.hover(tree, offset=(6, start - 1))
        await pilot.hover(tree, offset=(6, stop))
        assert "under this" in running.text()
        await pilot.mouse_up(tree, offset=(6, stop))
        await pilot.pause()
        assert "Move “waiting” under “relations”?" in running.text()
        assert "1 segment of yours will go along." in running.text()
        await running.press("enter")
        assert "relations > waiting" in paths(running)
        assert "under this" not in running.text()


async def test_dragging_below_all_codes_moves_to_the_top(study: Path, run: Runner) -> None:
    async with run(study) as running:
        tree, pilot = running.bench.codes, running.pilot
        trust = running.project.codebook.current().find("trust").id
        start = next(y for y, row in enumerate(tree.rows) if row.key == trust)
        await pilot.mouse_down(tree, offset=(6, start))
        await pilot.hover(tree, offset=(6, len(tree.rows) + 1))
        await pilot.mouse_up(tree, offset=(6, len(tree.rows) + 1))
        await pilot.pause()
        assert "Move “trust” to the top?" in running.text()
        await running.press("escape")
        assert "relations > trust" in paths(running)


async def test_a_code_is_not_dragged_below_itself(study: Path, run: Runner) -> None:
    async with run(study) as running:
        book = running.project.codebook.current()
        moves = running.bench.codebook_actions.moves
        ids = book.find("relations").id, book.find("trust").id
        running.app.attempt(lambda: moves.drop(*ids))
        await running.pilot.pause()
        assert "“relations” cannot be moved under itself" in running.text()


async def test_a_click_still_chooses(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.pilot.click(running.bench.codes, offset=(6, 2))
        assert running.bench.codes.cursor == 2


async def test_fold_and_unfold_all(study: Path, run: Runner) -> None:
    async with run(study) as running:
        highlight(running, "trust")
        await running.press("f3", "minus")
        assert [row.key for row in running.bench.codes.rows] == [
            one.id for one in running.project.codebook.current().children[None]
        ]
        assert running.bench.codes.code is not None
        assert running.bench.codes.code.name == "relations"
        await running.press("plus")
        assert len(running.bench.codes.rows) == 9


async def test_recolour_by_name_with_a_sample(study: Path, run: Runner) -> None:
    async with run(study) as running:
        highlight(running, "waiting")
        await running.press("f3", "C")
        assert isinstance(running.app.screen, Recolour)
        shown = running.text()
        assert all(name in shown for name in NAMES)
        await running.press("home", "down", "down", "enter")
        assert running.project.codebook.current().find("waiting").colour == PALETTE[2]
        assert "“waiting” has the colour yellow." in running.text()
        await running.press("C", "end", "enter")
        assert running.project.codebook.current().find("waiting").colour == ""
        await running.press("u", "u")
        assert running.project.codebook.current().find("waiting").colour not in ("", PALETTE[2])


@pytest.mark.parametrize("hue", PALETTE)
async def test_every_hue_stands_out_on_every_theme(hue: str) -> None:
    from qualcode.tui.program import QualcodeApp

    app = QualcodeApp(None)
    own = [name for name in app.available_themes if name.startswith("qualcode")]
    assert len(own) >= 2
    for name in own:
        theme = app.get_theme(name)
        assert theme is not None
        for ground in filter(parsed, (theme.surface or "", theme.panel or "")):
            seen, under = parsed(colour_for(hue, theme.dark, ground)), parsed(ground)
            assert seen is not None
            assert under is not None
            assert contrast(seen, under) >= 3, (name, ground)


def test_colours_have_names() -> None:
    assert name_of(PALETTE[0].upper()) == "red"
    assert name_of("#123456") == "#123456"
    assert name_of(" ") == "of its family"
    assert len(set(NAMES)) == len(PALETTE) == 12


async def test_merge_says_what_follows_and_undo_brings_it_back(study: Path, run: Runner) -> None:
    code(study, "waiting", "the waiting", "two hours")
    code(study, "trust", "two hours")
    code(study, "waiting", "clinic", coder="ML")
    async with run(study) as running:
        highlight(running, "waiting")
        await running.press("f3", "J")
        await running.type("trust")
        text = " ".join(running.text().split())
        assert "2 segments of yours" in text
        await running.press("enter")
        assert "Merge “waiting” into “trust”?" in running.text()
        await running.press("enter")
        assert "waiting" not in order(running.project)
        assert "• waiting" not in running.text()
        assert [name for name, _ in running.coded()] == ["trust", "trust"]
        assert running.bench.codes.code is not None
        assert running.bench.codes.code.name == "trust"
        assert running.bench.desk.counts == {running.bench.codes.code.id: 2}
        trust = running.bench.codes.code.id
        assert {mark.code_id for mark in running.bench.all_marks()} == {trust}
        kept = running.project.memos.on(Subject.CODE, running.bench.codes.code.id)
        assert [memo.kind for memo in kept] == [MemoKind.METHOD]
        await running.press("u")
        assert sorted(name for name, _ in running.coded()) == ["trust", "waiting", "waiting"]
        assert "waiting" in paths(running)


async def test_digit_and_repeat_follow_a_merge(study: Path, run: Runner) -> None:
    code(study, "waiting", "the waiting")
    async with run(study) as running:
        desk = running.bench.desk
        waiting, trust = (
            running.project.codebook.current().find(n).id for n in ("waiting", "trust")
        )
        assert desk.slots == {1: waiting}
        highlight(running, "waiting")
        await running.press("f3", "J")
        await running.type("trust")
        await running.press("enter", "enter")
        assert desk.slots == {1: trust}
        await running.press("escape", "down", "full_stop")
        assert [name for name, _ in running.coded()].count("trust") == 2


async def test_dragging_at_the_edge_scrolls(study: Path, run: Runner) -> None:
    with open_project(study, coder="RK") as project:
        for number in range(60):
            project.codebook.create(f"code {number}")
    async with run(study) as running:
        tree, pilot = running.bench.codes, running.pilot
        await pilot.mouse_down(tree, offset=(6, 2))
        for step in range(8):
            await pilot.hover(tree, offset=(6 + step, tree.size.height - 1))
        assert tree.scroll_y >= 5
        await pilot.mouse_up(tree, offset=(6, tree.size.height - 1))
        await pilot.pause()
        assert "Move “language” under “code" in running.text()


async def test_a_merge_that_cannot_be_is_said(study: Path, run: Runner) -> None:
    with open_project(study, coder="RK") as project:
        for name in ("access", "relations"):
            project.codebook.create("same", project.codebook.current().find(name).id)
    async with run(study) as running:
        highlight(running, "access")
        await running.press("f3", "J")
        await running.type("relations")
        assert "stands under both" in " ".join(running.text().split())
        await running.press("enter")
        assert "“same” stands under both codes" in running.text()
        assert "access" in paths(running)


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
async def test_split_walks_the_passages(study: Path, run: Runner, size: tuple[int, int]) -> None:
    code(study, "waiting", "the waiting", "two hours", "anything")
    async with run(study, size=size) as running:
        highlight(running, "waiting")
        await running.press("f3", "X")
        await running.type("delay")
        await running.press("enter")
        screen = running.app.screen
        assert isinstance(screen, SplitCode)
        assert "1 of 3" in running.text()
        assert "▌ the waiting" in running.text()
        await running.press("1", "2")
        assert "3 of 3" in running.text()
        await running.press("u", "1", "2", "2")
        assert "Every passage is decided" in running.text()
        await running.press("enter")
        assert [name for name, _ in running.coded()] == ["waiting", "waiting", "delay"]
        assert "1 segment went to “delay”." in running.text()
        await running.press("u")
        assert "delay" not in paths(running)
        assert [name for name, _ in running.coded()] == ["waiting"] * 3


async def test_split_into_a_known_code_leaves_the_undecided(study: Path, run: Runner) -> None:
    code(study, "waiting", "the waiting", "two hours")
    async with run(study) as running:
        highlight(running, "waiting")
        await running.press("f3", "X")
        await running.type("trus")
        await running.press("down", "enter", "2", "enter")
        assert [name for name, _ in running.coded()] == ["trust", "waiting"]


async def test_leaving_a_split_is_asked_about_and_changes_nothing(study: Path, run: Runner) -> None:
    code(study, "waiting", "the waiting")
    async with run(study) as running:
        highlight(running, "waiting")
        await running.press("f3", "X")
        await running.type("delay")
        await running.press("enter", "2", "escape")
        assert "Leave without splitting?" in running.text()
        await running.press("enter")
        assert running.app.screen is running.bench
        assert "delay" not in paths(running)
        highlight(running, "trust")
        await running.press("X")
        assert "You have no segment with “trust”" in running.text()


async def test_the_inspector_shows_rules_and_own_quotes(study: Path, run: Runner) -> None:
    code(study, "access", "two hours", "the waiting")
    code(study, "access", "clinic", coder="ML")
    async with run(study) as running:
        highlight(running, "access")
        await running.press("f3")
        inspector = running.bench.inspector
        shown = inspector.text
        for words in ("What makes care", "Distance, hours", "The quality", "three buses"):
            assert words in shown
        assert "“two hours”" in shown
        assert "“the waiting”" in shown
        assert "clinic" not in shown
        seen = running.text()
        for words in ("What makes care", "use when", "not when", "example", "yours"):
            assert words in seen


@pytest.mark.parametrize(("width", "height"), [(20, 6), (40, 12), (9, 3), (30, 200)])
def test_every_paragraph_gets_a_share(width: int, height: int) -> None:
    content = [pieces(("label ", "muted"), "word " * n) for n in (1, 200, 40, 3)]
    shared = shared_out(content, width, height)
    lines = [len(wrap("".join(p.text for p in one), width)) for one in shared]
    assert sum(lines) <= max(height, len(content) * lines[0])
    assert len(shared) == len(content)
    assert all(cells(one) > len("label ") for one in shared)
    if height == 200:
        assert shared == tuple(content)


async def test_the_wheel_shows_all_of_a_long_definition(study: Path, run: Runner) -> None:
    with open_project(study, coder="RK") as project:
        access = project.codebook.current().find("access").id
        project.codebook.edit(access, definition="word " * 300 + "END")
    async with run(study) as running:
        highlight(running, "access")
        await running.press("f3")
        inspector = running.bench.inspector
        assert not inspector.complete
        assert "D all of it" in running.text()
        for _ in range(100):
            await running.pilot._post_mouse_events([MouseScrollDown], inspector, offset=(2, 2))
        assert "three buses" in running.text()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 16)])
async def test_the_whole_code_is_read_by_keys(
    study: Path, run: Runner, size: tuple[int, int]
) -> None:
    code(study, "access", "two hours")
    with open_project(study, coder="RK") as project:
        access = project.codebook.current().find("access").id
        project.codebook.edit(access, definition="word " * 400, keywords=("bus", "tram"))
        project.memos.write(Subject.CODE, access, "my memo")
    async with run(study, size=size) as running:
        highlight(running, "access")
        await running.press("f3", "D")
        assert isinstance(running.app.screen, WholeCode)
        await running.press("end")
        assert running.app.screen.query_one(Sheet).at_end
        assert "two hours" in running.text()
        await running.press("home")
        assert "word word" in running.text()
        everything = running.app.screen.query_one(Sheet).text
        for words in ("bus; tram", "my memo", "1 segment of yours", "three buses"):
            assert words in everything
        await running.press("escape")
        assert running.app.screen_stack[-1] is running.bench


async def test_the_whole_code_of_the_selection_is_read_from_the_transcript(
    study: Path, run: Runner
) -> None:
    async with run(study) as running:
        await running.press("D")
        assert running.app.screen is running.bench
        highlight(running, "trust")
        await running.press("f3", "enter", "escape", "D")
        assert isinstance(running.app.screen, WholeCode)
        assert running.app.screen.code.name == "trust"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_all_fields_are_in_the_form(study: Path, run: Runner, size: tuple[int, int]) -> None:
    async with run(study, size=size) as running:
        highlight(running, "waiting")
        await running.press("f3", "E")
        form = running.app.screen
        assert isinstance(form, CodeForm)
        for text in ("def", "inc", "exc", "exa", "key one; two", "weak", "neg", "sentence"):
            await running.press(
                *("semicolon" if c == ";" else "space" if c == " " else c for c in text)
            )
            assert running.app.focused is not None
            region = running.app.focused.region
            assert 0 < region.y < size[1] - 1
            await running.press("tab")
        await running.type("all")
        await running.press("ctrl+s")
        code = running.project.codebook.current().find("waiting")
        assert (code.definition, code.include_when, code.exclude_when) == ("def", "inc", "exc")
        assert (code.example, code.unit, code.applies_to) == ("exa", "sentence", "all")
        assert code.keywords == ("waitingkey one", "two")
        assert (code.weak_keywords, code.negative_phrases) == (("weak",), ("neg",))


async def test_a_unit_that_nobody_knows_is_said(study: Path, run: Runner) -> None:
    async with run(study) as running:
        highlight(running, "waiting")
        await running.press("f3", "E")
        form = running.app.screen
        assert isinstance(form, CodeForm)
        form.set_focus(form.entries["unit"])
        await running.type("page")
        await running.press("ctrl+s")
        assert "“page” is no unit" in running.text()
        assert running.app.screen is form


async def test_the_palette_tells_codes_of_one_name_by_their_path(study: Path, run: Runner) -> None:
    with open_project(study, coder="RK") as project:
        for name in ("access", "relations"):
            project.codebook.create("respect" if name == "access" else "hours",
                                    project.codebook.current().find(name).id)  # fmt: skip
    async with run(study) as running:
        await running.press("c")
        await running.type("respect")
        text = running.text()
        assert "respect  in access" in text
        assert "respect  in relations" in text


async def test_hostile_words_in_every_dialog(tmp_path: Path, run: Runner) -> None:
    path = hostile_study(tmp_path)
    async with run(path) as running:
        running.bench.codes.cursor = 0
        for key in ("M", "J", "C", "D", "E", "X"):
            await running.press("f3", key)
            assert running.app.screen is not running.bench, key
            assert not HARMFUL.search(running.text())
            await running.press("escape")
            assert running.app.screen is running.bench
        await running.press("X", "a", "enter")
        assert isinstance(running.app.screen, SplitCode)
        assert not HARMFUL.search(running.text())


async def test_a_study_for_reading_only_can_be_looked_at(study: Path, run: Runner) -> None:
    with open_project(study, coder="RK"):
        async with run(study) as running:
            assert running.project.read_only
            highlight(running, "access")
            await running.press("f3")
            for key in ("J", "X", "C", "greater_than_sign", "shift+down"):
                await running.press(key)
                assert running.app.screen is running.bench
            await running.press("D")
            assert isinstance(running.app.screen, WholeCode)
