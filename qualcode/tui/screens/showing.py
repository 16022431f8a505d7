"""What the coding screen says about the study and the selection: pieces for its lines and panes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from qualcode.domain.display import shortened
from qualcode.tui.commands.base import Command, Context
from qualcode.tui.commands.registry import commands_by_name, footer_commands
from qualcode.tui.widgets.inspecting import rules_of
from qualcode.tui.widgets.painting import Pieces, cells, pieces

if TYPE_CHECKING:
    from qualcode.tui.screens.bench import Bench

FOCUS = {
    "reader": (Context.READER, Context.STUDY, Context.EVERYWHERE),
    "codes": (Context.CODES, Context.EVERYWHERE),
    "documents": (Context.DOCUMENTS, Context.EVERYWHERE),
}
MEMO_LINES = 3


def header_of(screen: Bench) -> tuple[Pieces, Pieces]:
    """Study, transcript, coded share and suggestions at the left; state and coder at the right."""
    desk = screen.desk
    left: list[str | tuple[str, str]] = [(desk.project.title, "strong")]
    if desk.transcript and desk.held:
        left += ["  ", (desk.transcript.name, "accent")]
        left += [(f"  {desk.held.coded_share:.0%} coded", "muted")]
        if waiting := desk.proposals.left:
            word = "suggestion" if waiting == 1 else "suggestions"
            left.append((f"  {waiting} {word}", "muted"))
    right: list[str | tuple[str, str]] = []
    if desk.read_only:
        right += [("READ ONLY", "warn"), "  "]
    right += [("coder ", "muted"), desk.coder.name]
    return pieces(*left), pieces(*right)


def footer_of(screen: Bench, width: int) -> tuple[Pieces, Pieces]:
    """The keys that are useful now, each with what it does to this selection; "? keys" always."""
    right = pieces((_first_key(commands_by_name()["Help"]), "key"), (" keys", "muted"))
    room = width - cells(right) - 2
    found: list[str | tuple[str, str]] = []
    used = 0
    contexts = FOCUS[screen.panels.current]
    for command in footer_commands():
        if command.context not in contexts or command.name() == "Help":
            continue
        words = _words(command, screen)
        if not words:
            continue
        key = _first_key(command)
        size = len(key) + len(words) + 3
        if used + size > room:
            continue
        used += size
        found += [(key, "key"), (f" {words}", "muted"), "  "]
    return pieces(*found), right


@cache
def _first_key(command: Command) -> str:
    return command.key_text().split(" ")[0]


def _words(command: Command, screen: Bench) -> str:
    return command.prompt(screen) if command.enabled(screen) else ""


def inspector_of(screen: Bench) -> tuple[str, Sequence[Pieces]]:
    """Title and content of the inspector: suggestions here, and the rules of one code.

    The code is the one under the tree cursor where the tree has the focus, else the first on the
    selection, else the one that is suggested first.
    """
    desk = screen.desk
    shown: list[Pieces] = []
    for number, (proposal, _) in enumerate(screen.proposed[:3]):
        key = "⏎ " if number == 0 and not desk.read_only else "  "
        name = desk.code_name(proposal.code_id)
        shown.append(pieces((key, "key"), f"{name}  {proposal.score:.2f}"))
        if number == 0 and proposal.reason:
            shown.append(pieces((f"  {proposal.reason}", "muted")))
    if screen.panels.current == "codes":
        code, shown = screen.tree_code, []
    elif screen.segments_here:
        code = desk.code(screen.segments_here[0].code_id)
    else:
        code = desk.code(screen.proposed[0][0].code_id) if screen.proposed else None
    others = [desk.code_name(segment.code_id) for segment in screen.segments_here[1:4]]
    title = "Suggested" if shown and not screen.segments_here else "Code"
    if code is None:
        return title, shown or [pieces(("Not coded.", "muted"))] * (desk.transcript is not None)
    if shown:
        shown.append(())
    if not shown or screen.segments_here:
        shown.append(pieces((shortened(code.name, 80), "strong")))
    shown += rules_of(code)
    if others and screen.panels.current != "codes":
        shown += [(), pieces(("also ", "muted"), ", ".join(others))]
    return title, shown


def advice_of(screen: Bench) -> Sequence[str]:
    """What to do next in a study that has no transcripts; nothing in any other."""
    if screen.desk.transcript is not None:
        return ()
    if screen.desk.read_only:
        return ("No transcripts yet.",)
    key = _first_key(commands_by_name()["ImportFiles"])
    found = [f"No transcripts yet. {key} imports files (.txt .md .docx .vtt .srt)."]
    if not screen.desk.codebook.codes:
        key = _first_key(commands_by_name()["ChooseCode"])
        found.append(
            f"No codes yet: {key} makes one while you read, or “qualcode codebook import” "
            "takes them from a file."
        )
    return found


def memo_of(screen: Bench) -> Sequence[Pieces]:
    """The coder's memos on what is under the cursor."""
    memos = screen.memos.here()
    if not memos:
        return [pieces(("m writes one", "muted"))] * screen.has_selection
    return [pieces(memo.text) for memo in memos]
