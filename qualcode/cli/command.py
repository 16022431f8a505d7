"""What a command is: its arguments, what it does, and an example for its help."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from qualcode.domain.errors import BadInput


class Parser(ArgumentParser):
    """An argument parser whose complaints are one sentence, without a usage block."""

    def __init__(self, **options: object) -> None:
        """Take no abbreviated options, so that a script means the same next year."""
        options.setdefault("formatter_class", RawDescriptionHelpFormatter)
        super().__init__(allow_abbrev=False, **options)  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        """Raise BadInput with the parser's message and where to read more."""
        raise BadInput(f"{message} (see “{self.prog} --help”)")


@dataclass(frozen=True)
class Command:
    """One command, or a group of them (``parts``); ``run`` returns the exit code."""

    help: str
    example: str = ""
    arguments: Callable[[ArgumentParser], None] | None = None
    run: Callable[[Namespace], int] | None = None
    parts: Mapping[str, Command] = field(default_factory=dict)

    def fill(self, parser: ArgumentParser) -> None:
        """Give the parser this command's arguments, or its parts as subcommands."""
        parser.description = f"{self.help[:1].upper()}{self.help[1:]}."
        if self.example:
            lines = "\n".join(f"  {line}" for line in self.example.splitlines())
            parser.epilog = f"example:\n{lines}"
        if self.arguments is not None:
            self.arguments(parser)
        if self.run is not None:
            parser.set_defaults(run=self.run)
        if self.parts:
            subparsers = parser.add_subparsers(metavar="ACTION", required=True)
            for name, part in self.parts.items():
                part.fill(subparsers.add_parser(name, help=part.help))
