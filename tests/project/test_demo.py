from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from qualcode.domain.attributes import Subject
from qualcode.project import open_project
from qualcode.project.demo import ASK_NOTHING, LEFT_OPEN, build_demo
from qualcode.project.guide_turns import Decision


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_demo(tmp_path_factory.mktemp("sample"))


def test_everybody_is_known_and_one_combination_stands_out(built: Path) -> None:
    with open_project(built, coder="rk", write=False) as project:
        people = project.tables.make("participants").records()
        assert len(people) == 18
        assert all(row["transcripts"] for row in people)
        assert {row["years_in_post"] for row in people} == {"under 5", "5 and more", ""}
        assert "region" not in people[0]
        alone = {row["participant"]: row["years_in_post"] for row in people if row["warning"]}
        assert alone == {"Callum": "", "Ole": "5 and more"}
        types = {one.name: one.type.value for one in project.participants.attributes()}
        assert types == {
            "role": "choice",
            "inhabitants": "band",
            "years_in_post": "number",
            "region": "choice",
        }
        kinds = [one.type.value for one in project.participants.attributes(Subject.TRANSCRIPT)]
        assert kinds == ["date", "number", "choice", "choice"]


def test_the_tables_of_the_group_are_full(built: Path) -> None:
    with open_project(built, coder="rk", write=False) as project:
        corpus = project.tables.make("corpus").records()
        assert [(row["date"], row["minutes"], row["participants"]) for row in corpus] == [
            ("2026-05-12", 84, 6),
            ("2026-05-19", 78, 6),
            ("2026-06-02", 80, 6),
        ]
        cells = project.tables.make("questions").records()
        assert len(cells) == 3 * 9 * 6
        not_asked = {(row["transcript"], row["question"]) for row in cells if not row["asked"]}
        assert not_asked == set(LEFT_OPEN)
        assert any(row["turns"] == 0 for row in cells)
        replies = project.tables.make("replies").records()
        assert len({row["transcript"] for row in replies if row["replies"]}) == 3


def test_the_guide_is_decided_on_but_for_the_end_of_one_group(built: Path) -> None:
    with open_project(built, coder="rk", write=False) as project:
        found = Counter(one.decision for one in project.guide.turns())
        assert found[Decision.CONFIRMED] == 25
        assert found[Decision.PROPOSED] == len(LEFT_OPEN)
        assert found[Decision.NONE] == len(ASK_NOTHING)
        assert found[Decision.OPEN] > 0
