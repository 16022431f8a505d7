from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import MONEY, TRUST, Shell

HEADER = "transcript,start,end,code,coder\n"


def test_import_says_how_many(shell: Shell, study: Path, tmp_path: Path) -> None:
    (tmp_path / "more.csv").write_text(HEADER + "group,0,3,why.trust,ml\n", encoding="utf-8")
    assert shell.good("segments", "import", study, "more.csv").out == (
        "1 segment imported from more.csv\n"
    )
    assert shell.good("status", study, "--everyone", "--json").json["segments"] == {
        "rk": 2,
        "ml": 2,
    }


def test_bad_rows_are_listed_by_line_and_stop_everything(
    shell: Shell, study: Path, tmp_path: Path
) -> None:
    rows = "group,0,3,why.trust,ml\ngroup,0,3,No such code,ml\nelsewhere,0,3,Money,ml\n"
    (tmp_path / "more.csv").write_text(HEADER + rows, encoding="utf-8")
    result = shell("segments", "import", study, "more.csv")
    assert result.code == 2
    complaints = result.err.splitlines()
    assert [line.partition(": ")[2][:17] for line in complaints] == [
        "more.csv, line 3:",
        "more.csv, line 4:",
    ]
    assert "No such code" in complaints[0]
    assert "elsewhere" in complaints[1]
    assert shell.good("status", study, "--everyone", "--json").json["segments"] == {
        "rk": 2,
        "ml": 1,
    }

    result = shell("segments", "import", study, "more.csv", "--skip-bad")
    assert result.code == 0
    assert len(result.err.splitlines()) == 2
    assert "1 segment imported" in result.out
    assert shell.good("status", study, "--everyone", "--json").json["segments"] == {
        "rk": 2,
        "ml": 2,
    }


def test_a_table_without_the_columns(shell: Shell, study: Path, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert "other.csv" in shell.refused(2, "segments", "import", study, "other.csv")
    assert "gone.csv" in shell.refused(2, "segments", "import", study, "gone.csv")


def test_quotes_of_everyone(shell: Shell, study: Path) -> None:
    shown = shell.good("quotes", study, "Reasons > Money", "--everyone").out
    assert shown.count(MONEY) == 2
    assert "group, turn 2, Ana (coded by rk)" in shown
    assert shown.endswith("2 segments with the code “Money”\n")
    assert TRUST in shell.good("quotes", study, "Trust", "--everyone").out


def test_quotes_of_what_is_not_there(shell: Shell, study: Path) -> None:
    assert "“Weather”" in shell.refused(2, "quotes", study, "Weather")
    assert "“xy”" in shell.refused(2, "quotes", study, "Money", "--coder", "xy")
