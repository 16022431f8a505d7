from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Shell


def test_history_names_who_did_what_without_any_words(shell: Shell, study: Path) -> None:
    entries = shell.good("history", study, "--json").json
    assert entries[0]["kind"] == "import transcript"
    assert set(entries[0]) == {"sequence", "at", "coder", "kind", "sentence", "undone"}
    assert {entry["coder"] for entry in entries} == {"rk"}
    shown = shell.good("history", study).out
    assert "import segments" in shown
    assert "money" not in shown.lower().replace("“money”", "")


def test_undo_and_redo_across_runs(shell: Shell, study: Path) -> None:
    before = shell.good("status", study, "--everyone", "--json").json
    said = shell.good("undo", study, "2", "--coder", "rk").out.splitlines()
    assert len(said) == 2
    assert said[0].startswith("taken back: import segments")
    facts = shell.good("status", study, "--everyone", "--json").json
    assert (facts["codes"], sum(facts["segments"].values())) == (0, 0)
    assert shell.good("history", study, "--json").json[-3]["undone"] is True
    shell.good("redo", study, "2", "--coder", "rk")
    after = shell.good("status", study, "--everyone", "--json").json
    assert after["segments"] == before["segments"]
    assert after["codes"] == before["codes"]


def test_nothing_to_undo_is_1(shell: Shell, study: Path) -> None:
    assert "nobody" in shell.refused(1, "undo", study, "--coder", "nobody")
    assert "rk" in shell.refused(1, "redo", study, "--coder", "rk")
    assert "rk" in shell.refused(1, "undo", study, "99", "--coder", "rk")
    assert shell.good("status", study, "--json").json["codes"] == 3
