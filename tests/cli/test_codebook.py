from __future__ import annotations

import csv
from pathlib import Path

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
