from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Shell

PEOPLE = "name;size;years\nAna;small;3\nBert;large;12\nZoe;small;4\n"


def people(shell: Shell, study: Path) -> list[list[str]]:
    """The list of participants, cell by cell."""
    lines = shell.good("participants", study).out.splitlines()
    return [[cell for cell in line.split("  ") if cell.strip()] for line in lines]


def test_a_table_of_people_in_and_out(shell: Shell, study: Path, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE)
    said = shell.good("participants", study, "import", "people.csv", "--dry-run").out
    assert "3 participants would be added" in said
    assert len(people(shell, study)) == 1
    said = shell.good("participants", study, "import", "people.csv").out
    assert said.splitlines() == [
        "people.csv: 3 participants added, 0 participants known, 6 values",
        "attributes: size (choice), years (number); another type: --type NAME=TYPE",
        "  group: “Ana” is “Ana”",
        "  group: “Bert” is “Bert”",
        "  ! line 4: “Zoe”: nobody speaks under this name",
    ]
    listed = [[cell.strip() for cell in row] for row in people(shell, study)]
    assert listed[1] == ["Ana", "group: Ana", "small", "3"]
    assert (
        shell.good("participants", study, "export", "out.csv").out == "3 rows written to out.csv\n"
    )
    assert (tmp_path / "out.csv").read_text().splitlines()[1] == "Ana,group,Ana,small,3"


def test_groups_too(shell: Shell, study: Path, tmp_path: Path) -> None:
    (tmp_path / "groups.csv").write_text("group,date,minutes\ngroup,14.5.2025,90\nother,,\n")
    said = shell.good("participants", study, "import", "groups.csv", "--groups").out
    assert said.startswith("groups.csv: 1 transcript known, 2 values\n")
    assert "“other”: no such transcript, left out" in said
    assert "group" in shell.good("participants", study, "--groups").out
    shell.good("participants", study, "export", "out.xlsx", "--groups")
    shell.good("export", study, "corpus", "corpus.csv")
    row = (tmp_path / "corpus.csv").read_text().splitlines()[1].split(",")
    assert row[:3] == ["group", "2025-05-14", "90.0"]


def test_changes_by_hand(shell: Shell, study: Path, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE)
    shell.good("participants", study, "import", "people.csv", "--type", "size=text")
    shell.good("participants", study, "--rename", "Zoe=Eva", "--tie", "Ana=Eva")
    shell.good("participants", study, "--bands", "years=5,10", "--hide", "size")
    shell.good("export", study, "participants", "out.csv")
    rows = (tmp_path / "out.csv").read_text().splitlines()
    assert rows == [
        "participant,transcripts,years,people_alike,warning",
        "Ana,,under 5,2,",
        "Bert,group,10 and more,1,1 person in its cell",
        "Eva,group,under 5,2,",
    ]
    shell.good("participants", study, "--show", "size", "--type", "years=text")
    shell.good("export", study, "participants", "out.csv")
    assert (tmp_path / "out.csv").read_text().splitlines()[2].startswith("Bert,group,large,12,1,")


def test_what_is_refused(shell: Shell, study: Path, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name,size\nAna,small\n,\nAna,large\n")
    said = shell.refused(2, "participants", study, "import", "people.csv")
    assert said.startswith("people.csv: nothing was taken; line 4: size of “Ana”")
    for words in (
        ("import",),
        ("export",),
        ("import", "gone.csv"),
        ("--bands", "years=5"),
        ("--hide", "years"),
        ("--tie", "Ana=Nobody"),
        ("--bands", "years=many"),
        ("--type", "years=size"),
    ):
        assert shell.refused(2, "participants", study, *words)


def test_the_guide_in_three_commands(shell: Shell, study: Path, tmp_path: Path) -> None:
    (tmp_path / "guide.txt").write_text("1. Why did you join a network?\n2. Who disagrees?\n")
    assert "no topic guide" in shell.refused(2, "guide", study, "assign")
    said = shell.good("guide", study, "import", "guide.txt").out
    assert said == "guide.txt: 2 questions added, 0 changed, 0 as before, 0 removed\n"
    assert shell.good("guide", study, "assign").out.endswith("2 turns proposed; --yes keeps them\n")
    assert "0  Why did you join" in shell.good("guide", study).out
    assert "0 turns" in shell.good("guide", study, "assign", "--threshold", "99").out
    assert shell.good("guide", study, "assign", "--yes").out.endswith("2 turns assigned\n")
    assert "1  Why did you join" in shell.good("guide", study, "show").out
    by_hand = ("guide", study, "assign", "--transcript", "group", "--turn", "4", "--question")
    assert shell.good(*by_hand, "none").out == "turn 4 of group: no question\n"
    assert shell.good(*by_hand, "Q1").out == "turn 4 of group: Q1\n"
    shell.good("export", study, "questions", "out.csv")
    rows = [row.split(",") for row in (tmp_path / "out.csv").read_text().splitlines()]
    assert [row[3:7] for row in rows[1:]] == [
        ["True", "Ana", "1", "2"],
        ["True", "Bert", "2", "1"],
        ["False", "Ana", "", ""],
        ["False", "Bert", "", ""],
    ]
    for words in (
        ("import",), ("show", "x"), ("assign", "x"), ("assign", "--turn", "4"),
        ("assign", "--threshold", "101"), ("assign", "--threshold", "x"),
        ("assign", "--turn", "9", "--transcript", "group", "--question", "Q1"),
        ("assign", "--turn", "2", "--transcript", "group", "--question", "Q1"),
    ):  # fmt: skip
        assert shell.refused(2, "guide", study, *words)


def test_sets_narrow_exports_and_comparisons(shell: Shell, study: Path, tmp_path: Path) -> None:
    (tmp_path / "late.txt").write_text("Moderator: Why?\nCleo: Late, and no money.\n")
    shell.good("import", study, "late.txt")
    (tmp_path / "groups.csv").write_text("group,size\ngroup,small\nlate,large\n")
    shell.good("participants", study, "import", "groups.csv", "--groups")
    said = shell.good("sets", study, "make", "small", "--where", "size=small").out
    assert said == "“small”: group\n"
    shell.good("sets", study, "make", "pilot", "--transcript", "late", "group")
    listed = shell.good("sets", study).out.splitlines()
    assert [line.split() for line in listed[1:]][1] == ["small", "size=small", "group"]
    shell.good("export", study, "speakers", "out.csv", "--set", "small")
    assert "Cleo" not in (tmp_path / "out.csv").read_text()
    assert '"small": "size=small"' in (tmp_path / "out.csv.recipe.json").read_text()
    shell.good("export", study, "speakers", "out.csv", "--set", "small", "--transcript", "late")
    assert "Cleo" in (tmp_path / "out.csv").read_text()
    found = shell.good("compare", study, "--coders", "rk,ml", "--set", "small", "--json").json
    assert found["transcripts"] == ["group"]
    assert "“x”" in shell.refused(2, "compare", study, "--set", "x")
    assert "“x”" in shell.refused(2, "export", study, "corpus", "out.csv", "--set", "x")
    assert "stay" in shell.good("sets", study, "delete", "small").out
    for words in (("make",), ("make", "x"), ("delete", "x"), ("make", "x", "--where", "size")):
        assert shell.refused(2, "sets", study, *words)
