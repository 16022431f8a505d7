from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.domain.transcripts import Role
from tests.tui.conftest import Runner
from tests.tui.factory import TALK, make_study

MIXED = TALK.replace("Beatriz:", "BEATRIZ:", 1).replace("Dmitri:", "Dmitri [late]:")


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A study in which one label has two spellings."""
    return make_study(tmp_path, talk=MIXED + TALK)


async def test_roles_and_variants_are_shown(mixed: Path, run: Runner) -> None:
    async with run(mixed) as running:
        await running.press("g", "s")
        text = running.text()
        assert "Speakers of FG01 Nurses" in text
        assert "probably" in text
        assert "moderator" in text


async def test_join_as_proposed(mixed: Path, run: Runner) -> None:
    async with run(mixed) as running:
        variant = running.project.speakers.variants("FG01 Nurses")[0]
        await running.press("g", "s")
        rows = running.app.screen.query_one("#rows")
        label = next(
            info
            for info in running.project.speakers.all("FG01 Nurses")
            if info.label == variant.label
        )
        rows.select(label.id)  # type: ignore[attr-defined]
        await running.press("v")
        labels = {info.label for info in running.project.speakers.all("FG01 Nurses")}
        assert variant.label not in labels
        await running.press("escape", "u")
        labels = {info.label for info in running.project.speakers.all("FG01 Nurses")}
        assert variant.label in labels


async def test_change_a_role(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("g", "s", "down", "r")
        assert "What is Amina?" in running.text()
        await running.press("3")
        roles = {one.label: one.role for one in running.project.speakers.all("FG01 Nurses")}
        assert roles["Amina"] is Role.INTERPRETER
        await running.press("escape")
        assert running.transcript.speakers[1].role is Role.INTERPRETER


async def test_rename(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("g", "s", "down", "n")
        await running.type(" K")
        await running.press("enter", "escape")
        assert "Amina K" in running.text()


async def test_join_with_another(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("g", "s", "down", "m", "2")
        labels = {info.label for info in running.project.speakers.all("FG01 Nurses")}
        assert "Amina" not in labels
        assert "Beatriz" in labels


async def test_no_variant_to_accept_is_said(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("g", "s", "v")
        await running.pilot.pause()
        assert "No other spelling" in running.text()
