"""Nobody sees another's coding on the command line before both have finished."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import MONEY, Shell


def test_another_coders_quotes_are_seen_once_both_have_finished(shell: Shell, study: Path) -> None:
    shown = shell.good("quotes", study, "Money", "--coder", "rk").out
    assert shown.count(MONEY) == 1
    assert "coded by ml" not in shown
    assert "of other coders only what lies in transcripts that both have finished" in shown
    shell.good("finish", study, "--coder", "ml")
    assert "coded by ml" not in shell.good("quotes", study, "Money", "--coder", "rk").out
    shell.good("finish", study, "--coder", "rk")
    shown = shell.good("quotes", study, "Money", "--coder", "rk").out
    assert "coded by ml" in shown
    assert "coded by rk" in shown
    assert "“kr”" in shell.refused(2, "quotes", study, "Money", "--coder", "kr")


def test_others_segments_are_counted_once_both_have_finished(shell: Shell, study: Path) -> None:
    def counted(*words: str) -> object:
        return shell.good("status", study, *words, "--json").json["segments"]

    assert counted("--coder", "rk") == {"rk": 2, "ml": None}
    assert counted("--coder", "ml") == {"rk": None, "ml": 1}
    assert counted("--everyone") == {"rk": 2, "ml": 1}
    assert counted() == counted("--coder", "rk")
    for name in ("rk", "ml"):
        shell.good("finish", study, "--coder", name)
    assert counted("--coder", "rk") == counted("--coder", "ml") == {"rk": 2, "ml": 1}
    assert "both have finished" in shell.good("status", study, "--coder", "rk").out
    shell.good("reopen", study, "--coder", "ml")
    assert counted("--coder", "rk") == {"rk": 2, "ml": None}


def test_the_history_of_another_tells_no_coding(shell: Shell, study: Path, tmp_path: Path) -> None:
    rows = "transcript,start,end,code,coder\ngroup,0,3,why.trust,ml\n"
    (tmp_path / "more.csv").write_text(rows, encoding="utf-8")
    shell.good("segments", "import", study, "more.csv", "--coder", "ml")
    shell.good("finish", study, "--coder", "ml")
    told = shell.good("history", study, "--coder", "rk").out
    assert "finish group" in told
    assert "segments)" not in told
    entries = shell.good("history", study, "--coder", "rk", "--json").json
    assert [one["sequence"] for one in entries] == sorted(one["sequence"] for one in entries)
    every = shell.good("history", study, "--everyone", "--json").json
    assert len(every) >= len(entries)
    assert "(1 segments)" in shell.good("history", study, "--everyone").out
