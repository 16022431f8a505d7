from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.cli.conftest import Shell


def finished(shell: Shell, study: Path) -> Any:
    """Finished transcripts by coder."""
    return shell.good("status", study, "--json").json["finished"]


def test_finish_and_reopen(shell: Shell, study: Path) -> None:
    shell.good("finish", study, "--coder", "rk")
    shell.good("finish", study, "--coder", "ml", "--transcript", "group")
    assert finished(shell, study) == {"rk": ["group"], "ml": ["group"]}
    shell.good("reopen", study, "--coder", "ml", "--transcript", "group")
    assert finished(shell, study) == {"rk": ["group"], "ml": []}


def test_a_mistyped_coder_is_not_made(shell: Shell, study: Path) -> None:
    sentence = shell.refused(2, "finish", study, "--coder", "kr")
    assert "“kr”" in sentence
    assert "rk" in sentence
    assert set(finished(shell, study)) == {"rk", "ml"}


def test_an_unknown_transcript_is_named(shell: Shell, study: Path) -> None:
    words = ("finish", study, "--coder", "rk", "--transcript", "group", "other")
    assert "“other”" in shell.refused(2, *words)
    assert finished(shell, study) == {"rk": [], "ml": []}
