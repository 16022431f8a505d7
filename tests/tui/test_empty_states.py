"""What an empty place says to do next, and what one sees first."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.domain.errors import QualcodeError
from qualcode.project import create_project, open_project
from tests.factories import make_transcript
from tests.tui.conftest import Runner
from tests.tui.factory import code_id


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A study without anything."""
    create_project(tmp_path / "bare.qualcode", coder="RK").close()
    return tmp_path / "bare.qualcode"


@pytest.fixture
def no_codes(tmp_path: Path) -> Path:
    """A study with a transcript and no code."""
    with create_project(tmp_path / "early.qualcode", coder="RK") as project:
        project.transcripts.import_files([make_transcript(tmp_path)])
    return tmp_path / "early.qualcode"


async def test_a_study_without_anything(bare: Path, run: Runner) -> None:
    async with run(bare) as running:
        text = running.text()
        assert "No transcripts yet. i imports files" in text
        assert "None yet: i imports" in text
        assert "No codes yet: c in" in text


async def test_a_study_without_anything_that_is_open_elsewhere(bare: Path, run: Runner) -> None:
    with open_project(bare, coder="ML"):
        async with run(bare) as running:
            assert "open for reading only" in running.text()


async def test_a_study_without_codes(no_codes: Path, run: Runner) -> None:
    async with run(no_codes) as running:
        assert "No codes yet: c in" in running.text()
        await running.press("c")
        assert "No codes yet: type a name" in running.text()
        await running.type("first")
        await running.press("enter")
        assert "No codes yet" not in running.text()
        assert [code for code, _ in running.coded()] == ["first"]


async def test_the_first_screen_says_how_to_code_a_sentence(study: Path, run: Runner) -> None:
    async with run(study, size=(80, 24)) as running:
        footer = running.lines()[-1]
        assert footer.split("  ")[:2] == [" ↓ next sentence", "c code this sentence"]
        await running.press("plus")
        assert "c code this turn" in running.lines()[-1] or "paragraph" in running.lines()[-1]
        await running.press("down", "c")
        await running.type("trust")
        await running.press("enter", "down")
        footer = running.lines()[-1]
        assert "find code" in footer
        assert "next sentence" not in footer


async def test_who_has_coded_before_gets_the_short_words_at_once(study: Path, run: Runner) -> None:
    with open_project(study, coder="RK") as project:
        transcript = project.transcripts.get("FG01 Nurses")
        project.segments.add(transcript.id, 0, 10, code_id(project, "trust"))
    async with run(study) as running:
        assert "c find code" in running.lines()[-1]


async def test_a_search_without_hits_says_where_else_to_look(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("slash")
        await running.type("zebra")
        await running.press("enter")
        assert "“zebra” is not in this transcript; g f looks in all." in running.text()


async def test_a_list_of_commands_without_a_match(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("colon")
        await running.type("zebra")
        assert "Nothing fits “zebra”" in running.text()


async def test_an_empty_folder_to_import_from(no_codes: Path, tmp_path: Path, run: Runner) -> None:
    (tmp_path / "empty").mkdir()
    async with run(no_codes) as running:
        await running.press("i")
        entry = running.app.screen.query_one("Entry")
        entry.value = f"{tmp_path / 'empty'}/"  # type: ignore[attr-defined]
        await running.pilot.pause()
        assert "No folder and no file that can be read" in " ".join(running.text().split())
        await running.press("ctrl+s")
        assert "Choose files first" in running.text()


@pytest.mark.parametrize(
    ("name", "next_step"),
    [("nowhere", "make a new one"), ("folder", "name the file"), ("talk.txt", "is imported")],
)
def test_what_cannot_be_opened_says_what_can(tmp_path: Path, name: str, next_step: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "talk.txt").write_text("Ana: Money\n" * 20, "utf-8")
    with pytest.raises(QualcodeError, match=next_step):
        open_project(tmp_path / name)


def test_a_study_that_exists_is_to_be_opened(bare: Path) -> None:
    with pytest.raises(QualcodeError, match="exists already: open it"):
        create_project(bare)
