from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from qualcode import settings
from tests.cli.conftest import Shell


def test_the_place_is_told_before_there_is_a_file(shell: Shell) -> None:
    assert shell.good("config", "locate").out == f"{settings.config_path()}\n"


def test_the_place_follows_the_variable(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUALCODE_CONFIG_DIR", str(tmp_path / "here"))
    assert shell.good("config", "locate").out == f"{tmp_path / 'here' / 'config.toml'}\n"


def test_the_file_is_written_once(shell: Shell) -> None:
    path = settings.config_path()
    assert shell.good("config", "write").out.startswith(str(path))
    assert path.read_text("utf-8") == settings.sample()
    assert path.stat().st_mode & 0o077 == 0
    path.write_text("plain = true\n", "utf-8")
    assert "is there already" in shell.refused(2, "config", "write")
    assert path.read_text("utf-8") == "plain = true\n"
    shell.good("config", "write", "--force")
    assert path.read_text("utf-8") == settings.sample()


def test_all_settings_are_shown(shell: Shell) -> None:
    settings.save(theme="light")
    out = shell.good("config", "show").out
    for one in fields(settings.Settings):
        assert one.name in out
    assert '"light"' in out


def test_problems_are_shown_beside_the_settings(shell: Shell) -> None:
    settings.config_path().parent.mkdir(parents=True)
    settings.config_path().write_text("mouse = 3\n", "utf-8")
    result = shell("config", "show")
    assert result.code == 2
    assert "mouse" in result.out
    assert result.err == (
        f"qualcode: {settings.config_path()}: mouse must be true or false, not 3.\n"
    )
