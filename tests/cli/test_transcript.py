from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import TRANSCRIPT, Shell

SAID = "\n".join(line.partition(": ")[2] for line in TRANSCRIPT.splitlines())


def test_import_as_json(shell: Shell, study: Path, tmp_path: Path) -> None:
    (tmp_path / "second.txt").write_text("Ana: Yes.\nBert: No.\nAna: Oh.\n", encoding="utf-8")
    found = shell.good("import", study, "second.txt", "--json").json
    assert len(found) == 1
    assert set(found[0]) == {
        *("file", "transcript", "format", "encoding", "turns", "speakers", "problems"),
    }
    assert found[0]["file"] == "second.txt"
    assert (found[0]["transcript"], found[0]["format"], found[0]["turns"]) == ("second", "txt", 3)
    assert found[0]["speakers"] == [
        {"name": "Ana", "role": "participant", "turns": 2},
        {"name": "Bert", "role": "participant", "turns": 1},
    ]
    assert isinstance(found[0]["problems"], list)


def test_import_tells_what_it_took(shell: Shell, tmp_path: Path) -> None:
    shell.good("new", "clinic")
    (tmp_path / "group.txt").write_text(TRANSCRIPT, encoding="utf-8")
    said = shell.good("import", "clinic", "group.txt").out
    assert "group.txt: txt, utf-8; 5 turns, 4 speakers" in said
    assert "  Ana (participant): 2 turns\n" in said
    assert said.endswith("1 transcript imported\n")


def test_a_dry_run_changes_nothing(shell: Shell, study: Path, tmp_path: Path) -> None:
    (tmp_path / "second.txt").write_text("Ana: Yes.\nBert: No.\n", encoding="utf-8")
    before = study.read_bytes()
    assert "could be imported" in shell.good("import", study, "second.txt", "--dry-run").out
    assert study.read_bytes() == before


@pytest.mark.parametrize("kind", ["focus-group", "interview", "note"])
def test_kinds(shell: Shell, kind: str, tmp_path: Path) -> None:
    shell.good("new", "clinic")
    (tmp_path / "a.txt").write_text("Ana: Yes.\nBert: No.\n", encoding="utf-8")
    shell.good("import", "clinic", "a.txt", "--kind", kind)
    assert shell.good("status", "clinic", "--json").json["transcripts"][0]["kind"] == kind


def test_an_encoding_that_is_named_is_used(shell: Shell, tmp_path: Path) -> None:
    shell.good("new", "clinic")
    (tmp_path / "a.txt").write_bytes("Ana: Café!\nBert: Où ça?\n".encode("cp1252"))
    shell.good("import", "clinic", "a.txt", "--encoding", "cp1252")
    assert shell.good("text", "clinic", "a").out == "Café!\nOù ça?"
    assert "martian" in shell("import", "clinic", "a.txt", "--encoding", "martian").err


def test_a_bad_file_is_named_and_the_good_one_is_in(
    shell: Shell, study: Path, tmp_path: Path
) -> None:
    (tmp_path / "second.txt").write_text("Ana: Yes.\nBert: No.\n", encoding="utf-8")
    (tmp_path / "broken.docx").write_bytes(b"PK not a document")
    result = shell("import", study, "broken.docx", "second.txt", "gone.txt", "--json")
    assert result.code == 2
    assert [one["transcript"] for one in result.json] == [None, "second", None]
    complaints = result.err.splitlines()
    assert len(complaints) == 2
    assert "broken.docx" in complaints[0]
    assert "gone.txt" in complaints[1]
    names = [one["name"] for one in shell.good("status", study, "--json").json["transcripts"]]
    assert names == ["group", "second"]


def test_the_same_file_twice_is_noticed(shell: Shell, study: Path) -> None:
    result = shell("import", study, "group.txt")
    assert result.code == 2
    assert "“group”" in result.err


def test_text_is_what_was_said_and_nothing_more(shell: Shell, study: Path) -> None:
    assert shell.good("text", study, "group").out == SAID
    assert "“nobody”" in shell.refused(2, "text", study, "nobody")


def test_rename_and_delete(shell: Shell, study: Path) -> None:
    shell.good("transcript", "rename", study, "group", "Parents, evening")
    assert shell.good("text", study, "Parents, evening").out == SAID
    assert "“group”" in shell.refused(2, "transcript", "delete", study, "group")
    shell.good("transcript", "delete", study, "Parents, evening", "--coder", "rk")
    assert shell.good("status", study, "--json").json["segments"] == {"rk": 0, "ml": 0}
    shell.good("undo", study, "--coder", "rk")
    assert shell.good("status", study, "--json").json["segments"] == {"rk": 2, "ml": 1}
    assert shell.good("text", study, "Parents, evening").out == SAID
