from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from qualcode.cli.export import TABLES
from tests.cli.conftest import MONEY, Shell

PROMISED = (
    *("segment_id", "transcript", "coder", "code_id", "code", "code_path", "start", "end"),
    *("turn", "speaker", "role", "question", "time", "quote", "memo", "origin", "created"),
)


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("table", TABLES)
def test_every_table_with_its_recipe(shell: Shell, study: Path, tmp_path: Path, table: str) -> None:
    words = ["--transcript", "group"] if table == "agreement" else []
    for suffix in ("csv", "json", "xlsx"):
        shell.good("export", study, table, f"out.{suffix}", *words)
        recipe = json.loads((tmp_path / f"out.{suffix}.recipe.json").read_text("utf-8"))
        assert recipe["table"] == table
    records = json.loads((tmp_path / "out.json").read_text("utf-8"))
    # Nothing overlaps in this study, and it has no guide: an empty table is a table too.
    assert bool(records) is (table not in ("cooccurrence", "questions"))


@pytest.mark.parametrize("table", ["frequencies", "agreement"])
def test_markdown(shell: Shell, study: Path, tmp_path: Path, table: str) -> None:
    shell.good("export", study, table, "out.md", "--transcript", "group")
    assert "| Money" in (tmp_path / "out.md").read_text("utf-8")


def test_segments_hold_at_least_the_promised_columns(
    shell: Shell, study: Path, tmp_path: Path
) -> None:
    shell.good("export", study, "segments", "out.csv")
    found = rows(tmp_path / "out.csv")
    assert set(PROMISED) <= set(found[0])
    text = shell.good("text", study, "group").out
    for row in found:
        assert text[int(row["start"]) : int(row["end"])] == row["quote"]
    assert [row["memo"] for row in found if row["memo"]] == ["plain"]


def test_filters(shell: Shell, study: Path, tmp_path: Path) -> None:
    shell.good("export", study, "segments", "a.csv", "--coder", "rk", "--code", "Money")
    found = rows(tmp_path / "a.csv")
    assert [(row["coder"], row["quote"]) for row in found] == [("rk", MONEY)]
    shell.good("export", study, "segments", "b.csv", "--coder", "rk", "ml")
    assert len(rows(tmp_path / "b.csv")) == 3


def test_unknown_names_and_formats(shell: Shell, study: Path, tmp_path: Path) -> None:
    for option, name in [("--coder", "xy"), ("--code", "Weather"), ("--transcript", "other")]:
        assert f"“{name}”" in shell.refused(2, "export", study, "segments", "a.csv", option, name)
    assert "a.pdf" in shell.refused(2, "export", study, "segments", "a.pdf")
    assert str(tmp_path) in shell.refused(2, "export", study, "segments", tmp_path)
    assert not (tmp_path / "a.csv").exists()


def test_same_data_same_bytes(shell: Shell, study: Path, tmp_path: Path) -> None:
    for suffix in ("csv", "xlsx"):
        shell.good("export", study, "segments", f"a.{suffix}")
        shell.good("export", study, "segments", f"b.{suffix}")
        first, second = (tmp_path / f"{name}.{suffix}" for name in "ab")
        assert first.read_bytes() == second.read_bytes()


def test_the_spreadsheet_flavour_defuses_formulas(shell: Shell, tmp_path: Path) -> None:
    shell.good("new", "x")
    (tmp_path / "t.txt").write_text("Ana: =1+1 is two.\nBert: No.\n", encoding="utf-8")
    (tmp_path / "c.csv").write_text("name\nSums\n", encoding="utf-8")
    (tmp_path / "s.csv").write_text(
        "transcript,start,end,code,coder\nt,0,4,Sums,rk\n", encoding="utf-8"
    )
    shell.good("import", "x", "t.txt")
    shell.good("codebook", "import", "x", "c.csv")
    shell.good("segments", "import", "x", "s.csv")
    shell.good("export", "x", "segments", "data.csv")
    shell.good("export", "x", "segments", "sheet.csv", "--flavour", "spreadsheet")
    assert rows(tmp_path / "data.csv")[0]["quote"] == "=1+1"
    assert rows(tmp_path / "sheet.csv")[0]["quote"] == "'=1+1"
