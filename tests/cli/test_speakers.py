from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Shell


def roles(shell: Shell, study: Path) -> dict[str, str]:
    """Role of each speaker, as the command prints it."""
    lines = shell.good("speakers", study).out.splitlines()
    rows = [line.split() for line in lines[1:] if line.startswith("group ")]
    return {row[1]: row[2] for row in rows}


def test_list(shell: Shell, study: Path) -> None:
    assert roles(shell, study) == {
        "Moderator": "moderator",
        "Ana": "participant",
        "Bert": "participant",
        "MOD": "moderator",
    }
    assert "“MOD” may be “Moderator”" in shell.good("speakers", study).out


def test_merge_then_role(shell: Shell, study: Path) -> None:
    said = shell.good("speakers", study, "--merge", "MOD=Moderator", "--role", "Ana=assistant").out
    assert "may be" not in said
    assert roles(shell, study) == {
        "Moderator": "moderator",
        "Ana": "assistant",
        "Bert": "participant",
    }


def test_one_transcript(shell: Shell, study: Path) -> None:
    assert "Ana" in shell.good("speakers", study, "--transcript", "group").out
    assert "“other”" in shell.refused(2, "speakers", study, "--transcript", "other")


def test_unknown_labels_are_named(shell: Shell, study: Path) -> None:
    assert "“Zoe”" in shell.refused(2, "speakers", study, "--role", "Zoe=moderator")
    assert "“Zoe”" in shell.refused(2, "speakers", study, "--merge", "Zoe=Ana")
    assert "“Zoe”" in shell.refused(2, "speakers", study, "--merge", "Ana=Zoe")
