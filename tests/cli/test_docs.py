"""The reference of the command line says everything that the parser takes, and nothing else."""

from __future__ import annotations

import re
from argparse import Action, ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.cli.parser import build
from qualcode.cli.registry import COMMANDS, load

REPOSITORY = Path(__file__).resolve().parents[2]
REFERENCE = (REPOSITORY / "docs" / "commands.md").read_text(encoding="utf-8")
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
SECTIONS = re.split(r"^## ", REFERENCE, flags=re.MULTILINE)[1:]


def section(name: str) -> str:
    """Everything the reference says of a command."""
    found = [text for text in SECTIONS if re.match(rf"`qualcode {name}\b", text)]
    assert found, f"docs/commands.md has no section for {name}"
    return "\n".join(found)


def actions(parser: ArgumentParser) -> Iterator[Action]:
    """All arguments of a parser and of the parsers under it, without --help."""
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            for part in action.choices.values():
                yield from actions(part)
        elif action.dest != "help":
            yield action


def filled(name: str) -> ArgumentParser:
    """The parser of one command, with all its arguments."""
    parser = ArgumentParser(prog=f"qualcode {name}")
    load(name).fill(parser)
    return parser


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_argument_is_in_the_reference(name: str) -> None:
    text = section(name)
    for action in actions(filled(name)):
        for word in action.option_strings or [str(action.metavar)]:
            assert word in text, f"{word} of {name}"
        for choice in action.choices or ():
            assert str(choice) in text, f"{choice} of {name}"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_part_of_a_command_is_in_the_reference(name: str) -> None:
    assert all(part in section(name) for part in load(name).parts)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_reference_promises_no_other_option(name: str) -> None:
    taken = {word for action in actions(filled(name)) for word in action.option_strings}
    assert set(re.findall(r"--[a-z][a-z-]+", section(name))) <= taken


def test_the_reference_knows_no_other_command() -> None:
    named = {match[1] for text in SECTIONS if (match := re.match(r"`qualcode ([a-z]+)", text))}
    assert named == set(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_readme_names_the_command(name: str) -> None:
    assert re.search(rf"`qualcode [a-z\\|]*\b{name}\b", README)


def test_the_program_itself() -> None:
    words = [word for action in actions(build([])) for word in action.option_strings]
    assert all(word in REFERENCE for word in words)


def test_every_key_in_the_readme_is_a_key_of_the_screen() -> None:
    from qualcode.tui.commands.registry import key_table

    known = {key for row in key_table() for key in (row.key, *row.key.split())} | {"shift"}
    table = README.split("## Keys")[1].split("\n## ")[0]
    named = {
        key
        for line in table.splitlines()
        if line.startswith("| `")
        for key in re.findall(r"`([^`]+)`", line)
    }
    assert len(named) > 30
    assert named <= known


def test_exit_codes_of_all_errors_are_in_the_reference() -> None:
    from qualcode.cli import run
    from qualcode.domain.errors import QualcodeError

    codes = {error.exit_code for error in QualcodeError.__subclasses__()}
    for code in codes | {run.FAULT, run.INTERRUPTED, run.PIPE_CLOSED}:
        assert f"\n| {code} | " in REFERENCE
