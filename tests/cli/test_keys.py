from __future__ import annotations

import sys
from pathlib import Path

import pexpect
import pytest

from qualcode import settings
from qualcode.tui.commands import keyfile, keymap
from tests.cli.conftest import Shell


@pytest.fixture(autouse=True)
def default_keys() -> object:
    """The default keys after each test."""
    yield
    keymap.use(keymap.DEFAULT)


def write(text: str) -> Path:
    path = keyfile.keys_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_the_table_shows_the_keys_in_force(shell: Shell) -> None:
    before = shell.good("keys").out
    assert any(line.startswith("v ") and "InVivo" in line for line in before.splitlines())
    write('InVivo = "V"\n')
    after = shell.good("keys").out
    assert any(line.startswith("V ") and "InVivo" in line for line in after.splitlines())


def test_problems_stand_beside_the_table_of_the_defaults(shell: Shell) -> None:
    path = write('InVivo = "V"\nFoo = "x"\n')
    result = shell("keys")
    assert result.code == 0
    assert any(line.startswith("v ") and "InVivo" in line for line in result.out.splitlines())
    assert result.err == f"qualcode: {path}: there is no command Foo.\n"


def test_the_file_is_written_once(shell: Shell, tmp_path: Path) -> None:
    path = keyfile.keys_path()
    assert shell.good("keys", "--write").out.startswith(str(path))
    assert path.read_text("utf-8") == keyfile.sample()
    assert "is there already" in shell.refused(2, "keys", "--write")
    path.write_text("", "utf-8")
    shell.good("keys", "--write", "--force")
    assert path.read_text("utf-8") == keyfile.sample()
    shell.good("keys", "--write", tmp_path / "mine.toml")
    assert (tmp_path / "mine.toml").read_text("utf-8") == keyfile.sample()


def test_the_file_can_be_printed(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    from qualcode.__main__ import main

    assert main(["keys", "--write", "-"]) == 0
    assert capfdbinary.readouterr().out.decode() == keyfile.sample()
    assert not keyfile.keys_path().exists()


def test_a_check_lists_what_is_wrong(shell: Shell) -> None:
    assert shell.good("keys", "--check").out.startswith("there is no ")
    path = write('InVivo = "V"\n')
    assert shell.good("keys", "--check").out == f"{path} has no problems\n"
    write('Foo = "x"\nBar = "y"\n')
    result = shell("keys", "--check")
    assert (result.code, result.out.count("\n"), result.err) == (2, 2, "")
    write('InVivo = "x"\n')
    result = shell("keys", "--check")
    assert result.code == 2
    assert "InVivo takes x from RejectSuggestion" in result.out


def test_keys_are_shown_only_in_a_terminal(shell: Shell) -> None:
    assert "only in a terminal" in shell.refused(2, "keys", "--show")
    assert "not allowed with" in shell.refused(2, "keys", "--check", "--show")


def test_keys_are_shown_as_they_arrive() -> None:
    settings.save(keyboard_layouts=("ru",))
    child = pexpect.spawn(
        sys.executable,
        ["-m", "qualcode", "keys", "--show"],
        dimensions=(24, 80),
        timeout=120,
        encoding="utf-8",
        env=None,
    )
    child.expect("q twice ends this")
    for sent, wanted in (
        ("\x1bOQ", "f2"),
        ("j", "NextUnit"),
        ("й", "KeyQuote"),
        ("~", "no command"),
    ):
        child.send(sent)
        child.expect(wanted)
    child.send("q")
    child.expect("q ")
    child.send("q")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_the_check_lists_errors_and_what_is_worth_knowing_at_once(shell: Shell) -> None:
    write('Foo = "x"\nInVivo = "c"\n')
    result = shell("keys", "--check")
    assert "there is no command Foo" in result.out
    assert "InVivo takes c from ChooseCode" in result.out
