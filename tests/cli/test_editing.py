"""Text changed after coding, from the command line."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.conftest import MONEY, TRANSCRIPT, Shell


def corrected(folder: Path) -> Path:
    """The transcript with two corrections."""
    path = folder / "corrected.txt"
    text = TRANSCRIPT.replace("the money, mostly", "the funding, mostly").replace("trust.", "love.")
    path.write_text(text, encoding="utf-8")
    return path


def test_replace_lists_own_segments_and_counts_the_others(
    shell: Shell, study: Path, tmp_path: Path
) -> None:
    path = corrected(tmp_path)
    before = study.read_bytes()
    foretold = shell.good("replace", study, "group", path, "--dry-run", "--coder", "rk").out
    assert study.read_bytes() == before
    assert "altered: turn 2, Reasons > Money\n  - For the money, mostly.\n" in foretold
    assert "  + For the funding, mostly.\n" in foretold
    report = tmp_path / "changes.csv"
    said = shell.good("replace", study, "group", path, "--report", report, "--coder", "rk").out
    assert said.splitlines()[0] == "group: turns 5 kept, 0 gone, 0 added"
    assert said.count("For the money") == 1
    assert [line.split() for line in said.splitlines()[2:4]] == [
        ["yours", "0", "0", "2", "0"],
        ["other", "coders'", "0", "0", "1", "0"],
    ]
    with report.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["verdict"], row["before"], row["after"]) for row in rows] == [
        ("altered", MONEY, "For the funding, mostly."),
        ("altered", "I would say trust.", "I would say love."),
    ]
    shell.good("undo", study, "--coder", "rk")
    assert MONEY in shell.good("text", study, "group").out


def test_the_same_as_json(shell: Shell, study: Path, tmp_path: Path) -> None:
    found = shell.good("replace", study, "group", corrected(tmp_path), "--json").json
    assert set(found) == {"transcript", "turns", "segments", "others", "listed", "notes"}
    assert found["segments"]["altered"] == len(found["listed"]) == 2
    assert found["others"] == {"unchanged": 0, "moved": 0, "altered": 1, "lost": 0}


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("2", "--text", "For money, mostly."), "For money, mostly."),
        (("2", "--split", "22"), "And we learn from others."),
        (("2", "--split", "22", "--speaker", "Bert"), "And we learn from others."),
        (("4", "--join"), "Does anybody disagree? No. It is the money."),
    ],
)
def test_edits(shell: Shell, study: Path, words: tuple[str, ...], line: str) -> None:
    before = shell.good("text", study, "group").out
    shell.good("edit", study, "group", *words, "--dry-run")
    assert shell.good("text", study, "group").out == before
    assert "takes it back" in shell.good("edit", study, "group", *words).out
    assert line in shell.good("text", study, "group").out.split("\n")


def test_who_speaks(shell: Shell, study: Path) -> None:
    said = shell.good("edit", study, "group", "3", "--speaker", "Cleo").out
    assert "“Cleo” is a new speaker of group" in said
    assert "Cleo" in shell.good("speakers", study).out


def test_what_cannot_be_done(shell: Shell, study: Path, tmp_path: Path) -> None:
    edit = ("edit", study, "group")
    assert "say one thing" in shell.refused(2, *edit, "2")
    assert "say one thing" in shell.refused(2, *edit, "2", "--join", "--text", "x")
    assert "none with number 9" in shell.refused(2, *edit, "9", "--join")
    assert "is not a number" in shell.refused(2, *edit, "two", "--join")
    path = tmp_path / "group.txt"
    assert "has the text of" in shell.refused(1, "replace", study, "group", path)
