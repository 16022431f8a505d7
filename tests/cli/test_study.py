from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

from tests.cli.conftest import Shell


def test_new_makes_an_empty_study_for_its_owner_alone(shell: Shell, tmp_path: Path) -> None:
    said = shell.good("new", "clinic", "--title", "Clinic study", "--approach", "reflexive").out
    path = tmp_path / "clinic.qualcode"
    assert "clinic.qualcode" in said
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    facts = shell.good("status", "clinic", "--json").json
    assert (facts["title"], facts["approach"]) == ("Clinic study", "reflexive")
    assert (facts["transcripts"], facts["codes"], facts["segments"]) == ([], 0, {})


def test_new_overwrites_nothing(shell: Shell, tmp_path: Path) -> None:
    shell.good("new", "clinic.qualcode")
    before = (tmp_path / "clinic.qualcode").read_bytes()
    assert "clinic.qualcode" in shell.refused(2, "new", "clinic.qualcode")
    assert (tmp_path / "clinic.qualcode").read_bytes() == before


def test_status_counts(shell: Shell, study: Path) -> None:
    facts = shell.good("status", study, "--everyone", "--json").json
    assert facts["turns"] == 5
    assert facts["speakers"] == 4
    assert facts["codes"] == 3
    assert facts["segments"] == {"rk": 2, "ml": 1}
    assert facts["finished"] == {"rk": [], "ml": []}
    assert [one["name"] for one in facts["transcripts"]] == ["group"]
    shown = shell.good("status", study).out
    assert "1 transcript, 5 turns, 4 speakers, 3 codes" in shown
    assert "nothing yet" in shown


def test_no_such_project_is_10(shell: Shell) -> None:
    for words in (
        ["status", "gone.qualcode"],
        ["import", "gone.qualcode", "a.txt"],
        ["doctor", "gone.qualcode"],
        ["export", "gone.qualcode", "segments", "out.csv"],
        ["undo", "gone.qualcode"],
        ["finish", "gone.qualcode", "--coder", "rk"],
    ):
        assert "gone.qualcode" in shell.refused(10, *words)


def test_what_is_no_project_is_2(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "letter.qualcode").write_text("Dear all,\n" * 200, encoding="utf-8")
    assert "letter.qualcode" in shell.refused(2, "status", "letter.qualcode")
    assert str(tmp_path) in shell.refused(2, "status", tmp_path)


def test_a_study_open_elsewhere_is_locked_for_writing_and_can_be_read(
    shell: Shell, study: Path
) -> None:
    from qualcode.project import open_project

    with open_project(study):
        assert "clinic.qualcode" in shell.refused(11, "undo", study)
        assert "clinic.qualcode" in shell.refused(11, "transcript", "delete", study, "group")
        assert shell.good("status", study, "--json").json["codes"] == 3
        assert len(shell.good("history", study, "--json").json) >= 3


def test_doctor_finds_nothing_in_a_good_study(shell: Shell, study: Path) -> None:
    assert "nothing is wrong" in shell.good("doctor", study).out
    assert "nothing is wrong" in shell.good("doctor", study.with_suffix("")).out


def test_doctor_finds_a_changed_text_and_says_1(shell: Shell, study: Path) -> None:
    with sqlite3.connect(study) as connection:
        connection.execute("UPDATE turn SET text = 'x' WHERE sequence = 1")
    connection.close()
    result = shell("doctor", study)
    assert result.code == 1
    assert "turn 2 of group" in result.out


def test_weights_are_switched_on_and_off_and_can_be_undone(shell: Shell, study: Path) -> None:
    assert "weights: off" in shell.good("settings", study).out
    assert "weights: on" in shell.good("settings", study, "--weights", "on").out
    assert "weights: on" in shell.good("settings", study).out
    assert "switch weights on" in shell.good("undo", study).out
    assert "weights: off" in shell.good("settings", study).out
    assert "--weights" in shell.refused(2, "settings", study, "--weights", "maybe")
