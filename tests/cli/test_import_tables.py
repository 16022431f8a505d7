from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Shell

ROWS = "Name;Utterance;Gloss\nAna;Hola a todos;Hello all\nBert;No;Nope\n"


def test_columns_are_shown_and_changed(shell: Shell, study: Path, tmp_path: Path) -> None:
    (tmp_path / "talk.csv").write_text(ROWS, encoding="utf-8")
    said = shell.good("import", study, "talk.csv", "--dry-run").out
    assert "Columns guessed: text = “Utterance”, speaker = “Name”." in said
    columns = "speaker=Name,text=Gloss,delimiter=semicolon"
    shell.good("import", study, "talk.csv", "--columns", columns)
    assert "Hello all" in shell.good("text", study, "talk").out


def test_a_survey_brings_its_people(shell: Shell, study: Path, tmp_path: Path) -> None:
    text = "case,size,What do you get?\nA1,small,Friends and ideas\nA2,large,Very little of it\n"
    (tmp_path / "answers.csv").write_text(text, encoding="utf-8")
    said = shell.good("import", study, "answers.csv", "--explain").out
    assert "Read as a survey: person = “case”" in said
    assert "convention: survey" in said
