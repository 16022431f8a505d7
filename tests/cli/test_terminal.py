"""Hostile text in a study, printed by every command to a real terminal."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pexpect
import pytest

from tests.cli.conftest import Shell

HOSTILE = "\x1b]0;owned\x07\x1b]52;c;aGk=\x07\x1b[6n\x9b31m\u202eabc\u2066\u200b[/] [b]bold[/b]"
DRIVES = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
STUDY = "hostile.qualcode"
END = "=== end of command ==="
RUN_ALL = f"""
import json
from pathlib import Path
from qualcode.__main__ import main
for words in json.loads(Path("commands.json").read_text("utf-8")):
    assert main(words) in (0, 1, 2), words
    print({END!r}, flush=True)
"""
COMMANDS = [
    ["status", STUDY],
    ["text", STUDY, "talk"],
    ["speakers", STUDY],
    ["codebook", "show", STUDY],
    ["quotes", STUDY, "evil"],
    ["history", STUDY],
    ["search", STUDY, "evil"],
    ["search", STUDY, f'"{HOSTILE}'],
    ["undo", STUDY, "--coder", "rk"],
    ["redo", STUDY, "--coder", "rk"],
    ["compare", STUDY, "--include-unfinished"],
    ["compare", STUDY, "--include-unfinished", "--json"],
    ["suggest", STUDY],
    ["suggest", STUDY, "--json"],
    ["status", STUDY, "--json"],
    ["history", STUDY, "--json"],
    ["import", STUDY, "again.txt", "--dry-run"],
    ["import", STUDY, "again.txt", "--dry-run", "--json"],
    ["text", STUDY, HOSTILE],
    ["quotes", STUDY, HOSTILE],
    ["export", STUDY, "segments", f"{HOSTILE.replace('/', '')}.pdf"],
    ["transcript", "rename", STUDY, "talk", HOSTILE],
    ["finish", STUDY, "--coder", HOSTILE],
    ["doctor", STUDY],
]


@pytest.fixture
def hostile(shell: Shell, tmp_path: Path) -> Path:
    """A study whose text, speaker, code, coder and memo hold escape sequences."""
    talk = f"Ana: Before {HOSTILE} after.\nBert{HOSTILE[:5]}: No.\nAna: evil words\n"
    (tmp_path / "talk.txt").write_text(talk, encoding="utf-8")
    (tmp_path / "again.txt").write_text(talk + "Ana: More.\n", encoding="utf-8")
    (tmp_path / "codes.csv").write_text(
        f'code_id,name,definition,keywords\nevil,"{HOSTILE}","{HOSTILE}",evil words\n',
        encoding="utf-8",
    )
    rows = f'talk,0,40,evil,rk,"{HOSTILE}"\ntalk,3,30,evil,"m{HOSTILE}",\n'
    (tmp_path / "rows.csv").write_text(
        f"transcript,start,end,code,coder,memo\n{rows}", encoding="utf-8"
    )
    shell.good("new", STUDY, "--title", HOSTILE, "--coder", "rk")
    shell.good("import", STUDY, "talk.txt", "--coder", "rk")
    shell.good("codebook", "import", STUDY, "codes.csv", "--coder", "rk")
    shell.good("segments", "import", STUDY, "rows.csv", "--coder", "rk")
    return tmp_path


def printed(commands: list[list[str]], folder: Path) -> list[str]:
    """What a terminal of 80 columns receives from each command line, run in one process."""
    (folder / "commands.json").write_text(json.dumps(commands), encoding="utf-8")
    child = pexpect.spawn(
        sys.executable,
        ["-c", RUN_ALL],
        cwd=str(folder),
        dimensions=(24, 80),
        timeout=120,
        encoding="utf-8",
    )
    shown = str(child.read())
    child.close()
    assert child.exitstatus == 0
    return shown.split(END)[: len(commands)]


def test_no_command_lets_a_text_drive_the_terminal(hostile: Path) -> None:
    for words, shown in zip(COMMANDS, printed(COMMANDS, hostile), strict=True):
        assert shown.strip(), words
        assert not DRIVES.search(shown), words
        assert "fault in qualcode" not in shown, words


def test_brackets_stay_as_they_were_typed(hostile: Path) -> None:
    assert "[/] [b]bold[/b] after." in printed([["text", STUDY, "talk"]], hostile)[0]


def test_a_pipe_gets_the_stored_text_itself(shell: Shell, hostile: Path) -> None:
    assert HOSTILE in shell.good("text", STUDY, "talk").out


def test_an_import_shows_how_far_it_is_and_stops_at_once(shell: Shell, tmp_path: Path) -> None:
    shell.good("new", "study.qualcode", "--coder", "rk")
    (tmp_path / "first.txt").write_text("Ana: Yes.\n", encoding="utf-8")
    (tmp_path / "slow.txt").write_text("Ana: so it is\nBo: no\n" * 400_000, encoding="utf-8")
    words = ["-m", "qualcode", "import", "study.qualcode", "first.txt", "slow.txt", "--coder", "rk"]
    child = pexpect.spawn(sys.executable, words, cwd=str(tmp_path), timeout=30, encoding="utf-8")
    child.expect_exact("1 of 2  first.txt")
    child.sendintr()
    child.expect(pexpect.EOF)
    said = child.before.split("\r")[-2]
    child.close()
    assert said.strip() == "qualcode: the import was stopped: nothing was taken in"
    assert child.exitstatus == 130
    assert json.loads(shell.good("status", "study.qualcode", "--json").out)["transcripts"] == []
