"""What is really loaded, seen from outside: a new process per command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from qualcode.cli.export import TABLES
from qualcode.cli.registry import COMMANDS

HEAVY = ("alembic", "numpy", "pandas", "rich", "spacy", "sqlalchemy", "textual")
REPORT = (
    "import json, sys\n"
    "{statement}\n"
    "print(json.dumps(sorted(name.partition('.')[0] for name in sys.modules)), file=sys.stderr)\n"
)


def loaded(statement: str, folder: Path) -> set[str]:
    """Top-level modules that a new process holds after a statement."""
    result = subprocess.run(
        [sys.executable, "-c", REPORT.format(statement=statement)],
        capture_output=True,
        text=True,
        cwd=folder,
        check=True,
    )
    return set(json.loads(result.stderr.splitlines()[-1]))


def command(*words: str) -> str:
    """A statement that runs one command line."""
    return f"from qualcode.__main__ import main; assert main({list(words)!r}) == 0"


@pytest.mark.parametrize(
    "statement",
    ["import qualcode", command("--version"), command("--help"), command("import", "--help")],
)
def test_nothing_heavy_is_loaded_at_the_start(statement: str, tmp_path: Path) -> None:
    assert loaded(statement, tmp_path).isdisjoint(HEAVY)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_help_of_a_command_loads_nothing_heavy(name: str, tmp_path: Path) -> None:
    assert loaded(command(name, "--help"), tmp_path).isdisjoint(HEAVY)


def command_lines(*lines: list[str]) -> str:
    """A statement that runs several command lines and stops at the first that loads too much."""
    return (
        "from qualcode.__main__ import main\n"
        f"for words in {list(lines)!r}:\n"
        "    assert main(words) == 0, words\n"
        "    early = {'pandas', 'rich', 'spacy', 'textual'} & set(sys.modules)\n"
        "    assert not early, (words, early)"
    )


def test_commands_without_a_screen_load_neither_screen_nor_spacy_nor_pandas(
    tmp_path: Path,
) -> None:
    (tmp_path / "talk.txt").write_text("Ana: For the money.\nBert: Trust.\n", encoding="utf-8")
    (tmp_path / "codes.csv").write_text("name,keywords\nMoney,money\n", encoding="utf-8")
    (tmp_path / "rows.csv").write_text(
        "transcript,start,end,code,coder\ntalk,0,9,Money,rk\ntalk,4,9,Money,ml\n", encoding="utf-8"
    )
    statement = command_lines(
        ["new", "s"],
        ["import", "s", "talk.txt"],
        ["codebook", "import", "s", "codes.csv"],
        ["segments", "import", "s", "rows.csv"],
        ["undo", "s"],
        ["redo", "s"],
        ["finish", "s", "--coder", "rk"],
        ["finish", "s", "--coder", "ml"],
        ["status", "s"],
        ["text", "s", "talk"],
        ["quotes", "s", "Money"],
        ["speakers", "s"],
        ["history", "s"],
        ["doctor", "s"],
        ["compare", "s", "--include-unfinished"],
        *(["export", "s", table, f"{table}.csv", "--transcript", "talk"] for table in TABLES),
    )
    assert "sqlalchemy" in loaded(statement, tmp_path)


def test_only_suggest_loads_spacy(tmp_path: Path) -> None:
    names = loaded(f"{command('new', 's')}; assert main(['suggest', 's']) == 0", tmp_path)
    assert "spacy" in names
    assert "textual" not in names


def test_the_python_interface_loads_pandas_and_no_screen(tmp_path: Path) -> None:
    statement = f"{command('new', 's')}; import qualcode; qualcode.open('s').segments()"
    names = loaded(statement, tmp_path)
    assert "pandas" in names
    assert names.isdisjoint(("textual", "spacy"))
