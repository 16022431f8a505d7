"""Names of all commands, the module that holds each, and its one-line help.

The module of a command is imported only when the command is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from qualcode.cli.command import Command


class Entry(NamedTuple):
    """Where a command lives and what it is for."""

    module: str
    help: str


COMMANDS: dict[str, Entry] = {
    "demo": Entry("demo", "build the fictional sample study and open it"),
    "tour": Entry("tour", "take the two-minute tour of the coding screen"),
    "new": Entry("study", "make an empty study"),
    "open": Entry("screen", "open a study on the screen"),
    "import": Entry("transcript", "take transcripts into a study"),
    "codebook": Entry("codebook", "import, export or show the codebook"),
    "segments": Entry("segments", "import coded segments from a table"),
    "speakers": Entry("speakers", "list speakers, set roles, merge label variants"),
    "participants": Entry("participants", "who took part, with attributes; in and out as a table"),
    "guide": Entry("guide", "the topic guide: import it, assign its questions to turns"),
    "sets": Entry("sets", "named sets of transcripts, chosen or by attributes"),
    "transcript": Entry("transcript", "rename or delete a transcript"),
    "replace": Entry("editing", "replace a transcript by a corrected file"),
    "edit": Entry("editing", "correct, split or join turns, or say who speaks"),
    "text": Entry("transcript", "print a transcript's stored text, as positions count it"),
    "finish": Entry("coders", "mark a coder's transcripts as finished"),
    "reopen": Entry("coders", "mark a coder's transcripts as open again"),
    "compare": Entry("compare", "compare coders: agreement per code and overall"),
    "export": Entry("export", "write a table of the study to a file, with its recipe"),
    "quotes": Entry("segments", "print what was coded with one code"),
    "search": Entry("search", "find words in all transcripts"),
    "suggest": Entry("suggest", "list the codes that the rules of the codebook propose"),
    "status": Entry("study", "show what a study holds and how far its coders are"),
    "settings": Entry("study", "show or change how a study codes"),
    "history": Entry("history", "list what was done to a study"),
    "undo": Entry("history", "take back the coder's newest actions"),
    "redo": Entry("history", "do again what was taken back"),
    "doctor": Entry("study", "check a study file for damage"),
    "serve": Entry("serve", "show the screen of a study in a browser on this computer"),
    "keys": Entry("keys", "list every command of the screen with its key"),
    "config": Entry("config", "find, show or write the file of settings"),
}


def load(name: str) -> Command:
    """The command of that name; imports its module."""
    module = import_module(f"qualcode.cli.{COMMANDS[name].module}")
    command: Command = module.COMMANDS[name]
    return command
