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
        *("file", "transcript", "format", "encoding", "convention"),
        *("turns", "speakers", "problems"),
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
    assert shell.good("status", study, "--everyone", "--json").json["segments"] == {
        "rk": 0,
        "ml": 0,
    }
    shell.good("undo", study, "--coder", "rk")
    assert shell.good("status", study, "--everyone", "--json").json["segments"] == {
        "rk": 2,
        "ml": 1,
    }
    assert shell.good("text", study, "Parents, evening").out == SAID


ODD = "Group 1\nana / Why?\nbert / So.\nNote: late.\nana / And?\n"


def test_explain_says_what_won_and_what_was_left(shell: Shell, study: Path, tmp_path: Path) -> None:
    talk = "I = interviewer\n\nI: Why?\n\nAna: So.\n\nNote: late.\n\nI: And?\n\nAna: No.\n"
    (tmp_path / "second.txt").write_text(talk, encoding="utf-8")
    said = shell.good("import", study, "second.txt", "--dry-run", "--explain").out
    assert "  convention: name and colon (score 0." in said
    assert "  labels that come back\n" in said
    assert "  runner-up: no labels (score 0.02)\n" in said
    assert "  line ends: LF\n" in said
    assert "  I (moderator): 2 turns\n" in said
    assert "    line 7: “Note”, a word that announces something, not a speaker\n" in said
    found = shell.good("import", study, "second.txt", "--dry-run", "--explain", "--json").json[0]
    assert found["conventions"][0]["convention"] == found["convention"] == "name and colon"
    assert found["legend"] == {"I": "interviewer"}
    assert found["not_taken"][0]["line"] == 7


def test_options_overrule_the_reader(shell: Shell, study: Path, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text(ODD, encoding="utf-8")

    def speakers(*options: str) -> dict[str, int]:
        found = shell.good("import", study, "odd.txt", "--dry-run", "--json", *options).json
        return {one["name"]: one["turns"] for one in found[0]["speakers"]}

    assert speakers() == {}
    assert speakers("--turns", "{speaker} / {text}") == {"ana": 2, "bert": 1}
    assert speakers("--no-speakers") == {}
    assert speakers("--speaker", "note") == {"Note": 1}


def test_options_that_cannot_be_used_are_refused(shell: Shell, study: Path, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text(ODD, encoding="utf-8")
    columns = ("import", study, "odd.txt", "--dry-run", "--columns", "speaker")
    assert "PART=NAME" in shell.refused(2, *columns)
    result = shell("import", study, "odd.txt", "--dry-run", "--turns", "{speaker}# {text}")
    assert result.code == 2
    assert "odd.txt: the pattern “{speaker}# {text}” fits none of its lines" in result.err


def test_columns_of_a_table_can_be_named(shell: Shell, study: Path, tmp_path: Path) -> None:
    table = "a,b,c\nAna,Yes we did.,Bert\nAna,No we did not.,Bert\n"
    (tmp_path / "table.csv").write_text(table, encoding="utf-8")
    columns = ("--columns", "speaker=c", "--columns", "text=b")
    found = shell.good("import", study, "table.csv", "--dry-run", "--json", *columns).json[0]
    assert [one["name"] for one in found["speakers"]] == ["Bert"]


def test_marks_are_listed_by_kind(shell: Shell, study: Path, tmp_path: Path) -> None:
    (mark,) = shell.good("text", study, "group", "--marks", "--json").json
    assert (mark["kind"], mark["text"]) == ("laugh", "[laughs]")
    assert SAID[mark["start"] : mark["end"]] == "[laughs]"
    assert "laugh" in shell.good("text", study, "group", "--marks").out
    table = "kind,opening,closing,words\ncomment,[,],*\n"
    (study.parent / "verbatim_marks.csv").write_text(table, encoding="utf-8")
    (mark,) = shell.good("text", study, "group", "--marks", "--json").json
    assert mark["kind"] == "comment"
    assert shell.good("text", study, "group", "--json").json["text"] == SAID
