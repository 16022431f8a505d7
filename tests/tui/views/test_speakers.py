from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qualcode.domain.transcripts import Role
from qualcode.project import create_project
from qualcode.tui.views.speakers import SpeakersView
from tests.tui.conftest import Runner, Running
from tests.tui.factory import TALK, code_id, make_study
from tests.tui.hostile import HARMFUL, hostile_study

MIXED = TALK.replace("Beatriz:", "BEATRIZ:", 1).replace("Dmitri:", "Dmitri [late]:")
SIZES = [(60, 16), (80, 24), (120, 40), (200, 50)]


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A study in which one label has two spellings."""
    return make_study(tmp_path, talk=MIXED + TALK)


def shown(running: Running) -> SpeakersView:
    screen = running.app.screen
    assert isinstance(screen, SpeakersView)
    return screen


def put_cursor(running: Running, label: str) -> None:
    """Put the cursor of the table on a label."""
    view = shown(running)
    assert view.talk is not None
    view.voices.select(next(one.key for one in view.talk.voices if one.label == label))
    view.show_reading()


def labels(running: Running) -> set[str]:
    return {one.label for one in running.project.speakers.all("FG01 Nurses")}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_table_and_reading_at_every_size(
    study: Path, run: Runner, size: tuple[int, int]
) -> None:
    async with run(study, size=size) as running:
        await running.press("g", "s", "down")
        text = running.text()
        assert "Speakers of FG" in text
        assert "Amina: 4 turns, as one reading" in text
        assert "It was the waiting" in text
        assert all(len(line) <= size[0] for line in running.lines())
        row = next(line for line in running.lines() if line.startswith(" Amina"))
        assert row.split()[-1].strip("▁▂▃▄▅▆▇█") == ""


async def test_shares_are_those_of_the_project(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("g", "s")
        voices = running.project.talk.of("FG01 Nurses").voices
        for voice in voices:
            row = next(line for line in running.lines() if line.startswith(f" {voice.label} "))
            assert f" {voice.turns} " in row
            assert f"{voice.share:.0%}" in row


async def test_own_codes_stand_in_the_table_and_in_the_margin(study: Path, run: Runner) -> None:
    async with run(study, transcript="FG01 Nurses") as running:
        text = running.transcript.text
        start = text.index("It was the waiting")
        chosen = running.project.segments.add(
            running.transcript.id, start, start + 20, code_id(running.project, "waiting")
        )
        await running.press("g", "s", "down")
        assert "waiting 1" in running.text()
        assert "┌ waiting" in running.text()
        await running.press("escape")
        running.project.use_coder("ML")
        await running.press("g", "s")
        assert "┌ waiting" not in running.text()
        assert chosen.coder_id != running.project.coder.id


async def test_enter_opens_the_turn_on_the_coding_screen(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("g", "s")
        put_cursor(running, "Dmitri")
        await running.press("enter", "enter")
        assert running.app.screen is running.bench
        assert running.selected() == "“Just fill in the form.” That was it."


async def test_only_this_speaker_on_the_coding_screen(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("g", "s")
        put_cursor(running, "Dmitri")
        await running.press("f")
        assert running.app.screen is running.bench
        assert "Just fill in the form" in running.text()
        assert "It was the waiting" not in running.text()


async def test_escape_goes_from_the_turns_to_the_table_and_back_to_the_text(
    study: Path, run: Runner
) -> None:
    async with run(study) as running:
        await running.press("g", "s", "tab")
        assert shown(running).turns.has_focus
        await running.press("escape")
        assert shown(running).voices.has_focus
        await running.press("escape")
        assert running.app.screen is running.bench


async def test_all_transcripts_and_back_by_one_key(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("g", "s", "a")
        view = shown(running)
        assert view.talk is not None
        assert len(view.talk.voices) == 15
        assert "FG03 Parents" in running.text()
        await running.press("a")
        assert "Speakers of FG01 Nurses" in running.text()


async def test_next_and_previous_transcript(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("g", "s", "t")
        assert "Speakers of FG02 Patients" in running.text()
        await running.press("T", "T")
        assert "This is the first" in running.text()


async def test_join_as_proposed(mixed: Path, run: Runner) -> None:
    async with run(mixed) as running:
        variant = running.project.speakers.variants("FG01 Nurses")[0]
        await running.press("g", "s")
        assert "probably" in running.text()
        put_cursor(running, variant.label)
        await running.press("v")
        assert variant.label not in labels(running)
        await running.press("u")
        assert variant.label in labels(running)
        assert "Undone" in running.text()


async def test_change_a_role(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("g", "s", "down", "r")
        assert "What is Amina?" in running.text()
        await running.press("3")
        roles = {one.label: one.role for one in running.project.speakers.all("FG01 Nurses")}
        assert roles["Amina"] is Role.INTERPRETER
        assert "interpreter" in running.text()
        await running.press("escape")
        assert running.transcript.speakers[1].role is Role.INTERPRETER


async def test_rename(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("g", "s", "down", "n")
        await running.type(" K")
        await running.press("enter")
        assert "Amina K: 4 turns" in running.text()
        await running.press("escape")
        assert "Amina K" in running.text()


async def test_join_with_another(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("g", "s", "down", "m", "2")
        assert "Amina" not in labels(running)
        assert "Beatriz" in labels(running)


async def test_no_variant_to_accept_is_said(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("g", "s", "v")
        assert "No other spelling" in running.text()


async def test_plain_mode_has_digits_and_letters_only(study: Path, run: Runner) -> None:
    async with run(study) as running:
        running.app.settings = replace(running.app.settings, ascii=True)
        await running.press("g", "s", "down")
        row = next(line for line in running.lines() if line.startswith(" Amina"))
        assert not set(row) & set("▁▂▃▄▅▆▇█")
        assert "9" in row


async def test_a_study_without_transcripts_says_what_to_do(tmp_path: Path, run: Runner) -> None:
    create_project(tmp_path / "empty.qualcode", coder="RK").close()
    async with run(tmp_path / "empty.qualcode") as running:
        await running.press("g", "s")
        assert "No transcripts yet" in running.text()
        await running.press("r", "m", "n", "v", "enter", "tab", "a", "t")
        assert isinstance(running.app.screen, SpeakersView)


async def test_hostile_text_is_shown_harmlessly(tmp_path: Path, run: Runner) -> None:
    async with run(hostile_study(tmp_path)) as running:
        await running.press("g", "s", "down", "tab", "a")
        assert not HARMFUL.search(running.text().replace("\n", ""))
        assert "[/] [b]" in running.text()


async def test_a_study_open_for_reading_keeps_its_speakers(study: Path, run: Runner) -> None:
    async with run(study) as writing:
        del writing
        async with run(study) as running:
            assert running.project.read_only
            await running.press("g", "s", "down", "r")
            assert isinstance(running.app.screen, SpeakersView)
