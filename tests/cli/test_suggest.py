from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import TRUST, Shell


def test_json(shell: Shell, study: Path) -> None:
    found = shell.good("suggest", study, "--json").json
    trust = [one for one in found if one["code_id"] == "why.trust"]
    assert trust[0]["quote"] == TRUST
    text = shell.good("text", study, "group").out
    for one in found:
        assert text[one["start"] : one["end"]] == one["quote"]
        assert 0 <= one["score"] <= 1
        assert one["reason"]


def test_the_moderator_is_left_alone(shell: Shell, study: Path) -> None:
    text = shell.good("text", study, "group").out
    for one in shell.good("suggest", study, "--transcript", "group", "--json").json:
        assert one["start"] >= text.index("For the money")


def test_a_table_for_people(shell: Shell, study: Path) -> None:
    lines = shell.good("suggest", study).out.splitlines()
    assert lines[0].split()[:4] == ["transcript", "start", "end", "code"]
    assert any("trust" in line.lower() for line in lines[1:])


def test_unknown_transcript(shell: Shell, study: Path) -> None:
    assert "“other”" in shell.refused(2, "suggest", study, "--transcript", "other")
