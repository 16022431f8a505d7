"""The people behind labels and the questions of the guide, on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.project import open_project
from qualcode.tui.views.speakers.proposals import GuideProposals
from tests.tui.conftest import Runner, Running


def behind(running: Running, label: str) -> str | None:
    """The pseudonym behind a label of the first transcript."""
    names = {one.id: one.pseudonym for one in running.project.participants.all()}
    found = {one.label: one.participant_id for one in running.project.speakers.all("FG01 Nurses")}
    return names.get(found[label] or "")


async def test_who_a_label_is(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("g", "s", "down", "p")
        assert "Who is Amina?" in running.text()
        await running.press("1")
        await running.press("ctrl+a", "ctrl+k")
        await running.type("Nurse 1")
        await running.press("enter")
        assert behind(running, "Amina") == "Nurse 1"
        await running.press("down", "p", "1")
        assert behind(running, "Beatriz") == "Nurse 1"
        await running.press("p", "3")
        assert behind(running, "Beatriz") is None
        running.project.history.undo(3)
        assert running.project.participants.all() == []


async def test_what_is_known_of_them(study: Path, run: Runner) -> None:
    async with run(study) as running:
        await running.press("g", "s", "down", "e")
        assert "p says who it is" in running.text()
        await running.press("p", "1", "enter", "e", "1")
        await running.type("years")
        await running.press("enter")
        await running.type("12")
        await running.press("enter")
        (amina,) = running.project.participants.all()
        assert (amina.pseudonym, amina.attributes) == ("Amina", {"years": "12"})
        await running.press("e")
        assert "12" in running.text()
        await running.press("1", "ctrl+a", "ctrl+k")
        await running.type("many")
        await running.press("enter")
        assert "is not a number" in running.text()


async def test_questions_are_confirmed_in_a_list(study: Path, run: Runner, tmp_path: Path) -> None:
    with open_project(study, coder="RK") as project:
        one = project.transcripts.get("FG01 Nurses")
        asked = [at for at, turn in enumerate(one.turns) if one.role_of(turn) == "moderator"]
        texts = list(dict.fromkeys(one.turns[at].text for at in asked))
        (tmp_path / "guide.txt").write_text("\n".join(texts[:2]))
        project.guide.import_file(tmp_path / "guide.txt")
    async with run(study) as running:
        await running.press("g", "s", "q")
        dialog = running.app.screen
        assert isinstance(dialog, GuideProposals)
        assert len(dialog.proposals) == 2
        await running.press("space")
        assert "[ ]" in running.text()
        await running.press("enter")
        assert "1 turn assigned" in running.text()
        assert running.project.guide.asked() == {"Q0": 0, "Q1": 1}


@pytest.mark.parametrize("key", ["q", "e"])
async def test_nothing_to_ask_is_said(study: Path, run: Runner, key: str) -> None:
    async with run(study) as running:
        await running.press("g", "s", "down", key)
        said = {"q": "no topic guide", "e": "p says who it is"}
        assert said[key] in running.text().replace("\n", " ")
