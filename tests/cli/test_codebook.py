from __future__ import annotations

import csv
from pathlib import Path

from qualcode.project import open_project
from tests.cli.conftest import CODEBOOK, Shell


def test_round_trip_keeps_every_cell(shell: Shell, study: Path, tmp_path: Path) -> None:
    shell.good("codebook", "export", study, "back.csv")
    with (tmp_path / "back.csv").open(encoding="utf-8", newline="") as back:
        assert list(csv.reader(back)) == list(csv.reader(CODEBOOK.splitlines()))


def test_import_says_what_changed(shell: Shell, study: Path, tmp_path: Path) -> None:
    changed = CODEBOOK.replace("Funds of any kind", "Funds") + "why.time,why,Time,,,,\n"
    (tmp_path / "codes.csv").write_text(changed, encoding="utf-8")
    said = shell.good("codebook", "import", study, "codes.csv").out
    assert said.startswith("codes.csv: 1 code added, 1 changed, 2 as before\n")


def test_show_is_a_tree(shell: Shell, study: Path) -> None:
    lines = shell.good("codebook", "show", study).out.splitlines()
    assert lines[0].split() == ["code", "code_id", "status", "definition"]
    assert lines[1].startswith("Reasons ")
    assert {line[:8].rstrip() for line in lines[2:]} == {"  Money", "  Trust"}
    assert "Funds of any kind" in "\n".join(lines)


def test_bad_codebooks_change_nothing(shell: Shell, study: Path, tmp_path: Path) -> None:
    before = shell.good("codebook", "show", study).out
    (tmp_path / "cycle.csv").write_text("code_id,parent_id,name\na,b,A\nb,a,B\n", encoding="utf-8")
    (tmp_path / "alien.csv").write_text("colour\nred\n", encoding="utf-8")
    assert "“a”" in shell.refused(2, "codebook", "import", study, "cycle.csv")
    assert "alien.csv" in shell.refused(2, "codebook", "import", study, "alien.csv")
    assert "gone.csv" in shell.refused(2, "codebook", "import", study, "gone.csv")
    assert shell.good("codebook", "show", study).out == before


def test_export_into_a_folder_is_refused(shell: Shell, study: Path, tmp_path: Path) -> None:
    assert str(tmp_path) in shell.refused(2, "codebook", "export", study, tmp_path)


def test_merge_counts_own_work_and_keeps_all(shell: Shell, study: Path) -> None:
    said = shell.good("codebook", "merge", study, "Money", "why.trust", "--coder", "rk").out
    assert said == (
        "“Reasons > Money” is merged into “Reasons > Trust”: 1 segment of yours followed "
        "(0 stood on the same passage), 0 codes below it, 0 memos of yours on it\n"
    )
    shown = shell.good("codebook", "show", study).out
    assert "Money" not in shown
    for coder, number in (("rk", 2), ("ml", 1)):
        with open_project(study, coder=coder) as project:
            trust = project.codebook.current().find("Trust").id
            assert project.segments.counts() == {trust: number}
    shell.good("undo", study, "--coder", "rk")
    assert "Money" in shell.good("codebook", "show", study).out


def test_bad_merges_are_one_sentence(shell: Shell, study: Path) -> None:
    assert "“Gold”" in shell.refused(2, "codebook", "merge", study, "Gold", "Money")
    said = shell.refused(2, "codebook", "merge", study, "Money", "Money")
    assert said == "“Money” cannot be merged with itself"


def test_versions_are_frozen_listed_and_compared(shell: Shell, study: Path, tmp_path: Path) -> None:
    said = shell.good("codebook", "freeze", study, "pilot", "--coder", "rk").out
    assert said == "version 2 of the codebook is called “pilot”\n"
    changed = CODEBOOK.replace("Funds of any kind", "Funds") + "why.time,why,Time,,,,\n"
    (tmp_path / "codes.csv").write_text(changed, encoding="utf-8")
    shell.good("codebook", "import", study, "codes.csv", "--coder", "rk")
    lines = shell.good("codebook", "versions", study, "--coder", "rk").out.splitlines()
    assert lines[0].split("  ")[0] == "version"
    assert [line.split()[0] for line in lines[1:]] == ["1", "2", "3"]
    assert ("pilot" in lines[2], lines[2].split()[-2:]) == (True, ["3", "2"])
    told = shell.good("codebook", "compare", study, "pilot").out.splitlines()
    assert told[0].split()[-4:] == ["version", "2", "version", "3"]
    assert told[1].split()[:5] == ["Reasons", ">", "Money", "changed", "definition"]
    assert told[2].split() == ["Reasons", ">", "Time", "added"]
    assert shell.good("codebook", "compare", study, "3").out == "versions 3 and 3 say the same\n"
    assert "no version “9”" in shell.refused(2, "codebook", "compare", study, "9")
    assert "is called “pilot”" in shell.refused(2, "codebook", "freeze", study, "pilot")
