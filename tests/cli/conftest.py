"""A command line in this process, and small studies made through it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from qualcode.__main__ import main

TRANSCRIPT = """\
Moderator: Why did your city join a network?
Ana: For the money, mostly. And we learn from others.
Bert: I would say trust. [laughs] We trust them.
MOD: Does anybody disagree?
Ana: No. It is the money.
"""
CODEBOOK = """\
code_id,parent_id,name,definition,keywords,colour,house_column
why,,Reasons,What a city gets,,,a
why.money,why,Money,Funds of any kind,money,,b
why.trust,why,Trust,Relying on others,trust,,c
"""
MONEY = "For the money, mostly."
TRUST = "I would say trust."


@dataclass(frozen=True)
class Result:
    """What one command line gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The standard output as JSON."""
        return json.loads(self.out)


class Shell:
    """Runs command lines in this process."""

    def __init__(self, captured: pytest.CaptureFixture[str]) -> None:
        """Take pytest's capture of both streams."""
        self.captured = captured

    def __call__(self, *words: object) -> Result:
        """Run one command line."""
        self.captured.readouterr()
        code = main([str(word) for word in words])
        out, err = self.captured.readouterr()
        return Result(code, out, err)

    def good(self, *words: object) -> Result:
        """Run one that must succeed without a complaint."""
        result = self(*words)
        assert (result.code, result.err) == (0, "")
        return result

    def refused(self, code: int, *words: object) -> str:
        """Run one that must fail with this code, nothing on standard output, and one sentence."""
        result = self(*words)
        assert result.code == code, result
        assert result.out == ""
        assert result.err.startswith("qualcode: ")
        assert result.err.count("\n") == 1
        return result.err.removeprefix("qualcode: ").rstrip("\n")


@pytest.fixture
def shell(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shell]:
    """Command lines, run in an empty folder by somebody whose login name is rk."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOGNAME", "rk")
    before = os.umask(0o077)
    yield Shell(capsys)
    os.umask(before)


@pytest.fixture
def study(shell: Shell, tmp_path: Path) -> Path:
    """A study with one transcript (group), three codes, and two segments of rk, one of ml."""
    path = tmp_path / "clinic.qualcode"
    (tmp_path / "group.txt").write_text(TRANSCRIPT, encoding="utf-8")
    (tmp_path / "codes.csv").write_text(CODEBOOK, encoding="utf-8")
    shell.good("new", path, "--coder", "rk")
    shell.good("import", path, "group.txt", "--coder", "rk")
    shell.good("codebook", "import", path, "codes.csv", "--coder", "rk")
    text = shell.good("text", path, "group").out
    rows = ["transcript,start,end,code,coder,memo"]
    for quote, code, coder, memo in [
        (MONEY, "why.money", "rk", "plain"),
        (TRUST, "Reasons > Trust", "rk", ""),
        (MONEY, "Money", "ml", ""),
    ]:
        start = text.index(quote)
        rows.append(f"group,{start},{start + len(quote)},{code},{coder},{memo}")
    (tmp_path / "codings.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    shell.good("segments", "import", path, "codings.csv", "--coder", "rk")
    return path
