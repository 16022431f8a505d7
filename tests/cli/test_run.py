from __future__ import annotations

import os
import stat
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from qualcode import __version__
from qualcode.cli import registry
from qualcode.cli.command import Command
from tests.cli.conftest import Shell

SECRET = "words of a participant"


def fails_with(fault: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `qualcode keys` end in this exception."""

    def fail(_args: Namespace) -> int:
        raise fault

    broken = {"keys": Command("list keys", run=fail)}
    monkeypatch.setattr("qualcode.cli.keys.COMMANDS", broken)


def test_version(shell: Shell) -> None:
    assert shell.good("--version").out == f"qualcode {__version__}\n"


def test_help_names_every_command(shell: Shell) -> None:
    first_words = {line.split()[0] for line in shell.good("--help").out.splitlines() if line}
    assert first_words >= set(registry.COMMANDS)


@pytest.mark.parametrize("name", sorted(registry.COMMANDS))
def test_every_command_helps_with_an_example(shell: Shell, name: str) -> None:
    shown = shell.good(name, "--help").out
    assert f"example:\n  qualcode {name}" in shown


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["frobnicate"], "frobnicate"),
        (["--frobnicate"], "--frobnicate"),
        (["status"], "STUDY"),
        (["status", "a", "--frobnicate"], "--frobnicate"),
        (["export", "a", "weather", "out.csv"], "weather"),
        (["export", "a", "segments", "out.csv", "--flavour", "vanilla"], "vanilla"),
        (["new", "a", "--approach", "magic"], "magic"),
        (["import", "a", "f.txt", "--kind", "opera"], "opera"),
        (["compare", "a", "--unit", "furlong"], "furlong"),
        (["undo", "a", "0"], "“0”"),
        (["undo", "a", "two"], "“two”"),
        (["speakers", "a", "--role", "Ana"], "“Ana”"),
        (["speakers", "a", "--role", "Ana=boss"], "“boss”"),
        (["speakers", "a", "--merge", "=Ana"], "“=Ana”"),
        (["codebook", "burn", "a"], "burn"),
        (["finish", "a"], "--coder"),
        (["transcript", "rename", "a", "b"], "NEW"),
        (["compare", "a", "--js"], "--js"),
    ],
)
def test_bad_use_is_one_sentence_and_2(shell: Shell, words: list[str], named: str) -> None:
    assert named in shell.refused(2, *words)


def test_a_fault_shows_no_words_and_no_traceback(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, private_home: Path
) -> None:
    fails_with(ValueError(SECRET), monkeypatch)
    sentence = shell.refused(1, "keys")
    assert SECRET not in sentence
    log = Path(sentence.rpartition(" is in ")[2])
    assert log.is_relative_to(private_home)
    assert "test_run.py" in log.read_text(encoding="utf-8")
    assert SECRET not in log.read_text(encoding="utf-8")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_a_fault_without_a_place_for_the_log(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    monkeypatch.setenv("HOME", str(tmp_path / "file"))
    fails_with(ValueError(SECRET), monkeypatch)
    assert "no log could be written" in shell.refused(1, "keys")


def test_the_system_refuses_a_file(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    fails_with(PermissionError(13, "Permission denied", "secret.csv"), monkeypatch)
    assert shell.refused(2, "keys") == "secret.csv: Permission denied"


def test_ctrl_c(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    fails_with(KeyboardInterrupt(), monkeypatch)
    result = shell("keys")
    assert (result.code, result.out, result.err) == (130, "", "")


def test_a_closed_pipe_is_quiet() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    result = subprocess.run(
        [sys.executable, "-m", "qualcode", "keys"],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (result.returncode, result.stderr) == (141, b"")


def test_a_closed_output_is_no_fault() -> None:
    words = [sys.executable, "-m", "qualcode", "keys"]
    closed = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *words], stderr=subprocess.PIPE, check=False
    )
    assert (closed.returncode, closed.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_disk_is_a_sentence() -> None:
    with open("/dev/full", "wb") as full:
        words = [sys.executable, "-m", "qualcode", "keys"]
        result = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (result.returncode, result.stderr.count(b"\n")) == (2, 1)


def test_an_error_cannot_drive_the_terminal(shell: Shell) -> None:
    sentence = shell.refused(10, "status", "\x1b]0;title\x07\u202e.qualcode")
    assert "\x1b" not in sentence
    assert "\u202e" not in sentence


def test_without_a_terminal_the_start_screen_points_to_the_demo(shell: Shell) -> None:
    result = shell()
    assert result.code == 2
    assert result.out == ""
    assert "qualcode demo" in result.err


def test_open_without_a_terminal_is_refused(shell: Shell) -> None:
    assert "clinic.qualcode" in shell.refused(2, "open", "clinic.qualcode")


def test_keys_are_a_table_without_a_screen(shell: Shell) -> None:
    lines = shell.good("keys").out.splitlines()
    assert lines[0].split()[:2] == ["key", "command"]
    assert len(lines) > 40
