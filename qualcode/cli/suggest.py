"""``suggest``: what the rules of the codebook propose. The only command that loads spaCy."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from qualcode.cli import options, output
from qualcode.cli.command import Command
from qualcode.cli.opening import reading

if TYPE_CHECKING:
    from qualcode.domain.codebook import Codebook
    from qualcode.domain.suggestions import Proposal
    from qualcode.domain.tables import Cell
    from qualcode.domain.transcripts import Transcript

SHOWN = ("transcript", "start", "end", "code", "score", "reason", "quote")


def arguments(parser: ArgumentParser) -> None:
    """STUDY --transcript --json."""
    options.study(parser)
    options.transcripts(parser)
    options.as_json(parser)


def suggest(args: Namespace) -> int:
    """List proposals by transcript and place; nothing is stored."""
    from qualcode.suggest.direct import suggest_now

    with reading(args) as project:
        names = args.transcript or [one.name for one in project.transcripts.all()]
        transcripts = [project.transcripts.get(name) for name in names]
        codebook = project.codebook.current()
    by_id = {one.id: one for one in transcripts}
    found = [
        _facts(proposal, by_id[proposal.transcript_id], codebook)
        for proposal in suggest_now(codebook, transcripts)
    ]
    if args.json:
        output.say_json(found)
        return 0
    output.say_table(SHOWN, [tuple(one[name] for name in SHOWN) for one in found])
    return 0


def _facts(proposal: Proposal, transcript: Transcript, codebook: Codebook) -> dict[str, Cell]:
    """One proposal with names instead of ids; positions as everywhere."""
    code = codebook.by_id[proposal.code_id]
    return {
        "transcript": transcript.name,
        "start": proposal.start,
        "end": proposal.end,
        "code": code.name,
        "code_id": code.key,
        "score": proposal.score,
        "reason": proposal.reason,
        "source": proposal.source,
        "quote": transcript.text[proposal.start : proposal.end],
    }


COMMANDS = {
    "suggest": Command(
        "list the codes that the rules of the codebook propose, with the reason; "
        "nothing is coded by it",
        "qualcode suggest clinic.qualcode --transcript group1 --json",
        arguments,
        suggest,
    ),
}
