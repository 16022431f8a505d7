"""What the coding screen says about the study and the selection: pieces for its lines and panes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcode.domain.display import shortened
from qualcode.domain.memos import MemoKind
from qualcode.domain.segments import WEIGHTS, Segment
from qualcode.tui.commands.registry import commands_by_name
from qualcode.tui.screens.footing import first_key, with_keys
from qualcode.tui.widgets.inspecting import quotes_of, rules_of
from qualcode.tui.widgets.painting import Pieces, cells, pieces

if TYPE_CHECKING:
    from qualcode.tui.screens.bench import Bench

MEMO_LINES = 3


USUAL_UNIT = "sentence"
"""The unit that goes without saying."""


def header_of(screen: Bench, width: int) -> tuple[Pieces, Pieces]:
    """Study, transcript, and what there is room for of share, unit and suggestions; the coder.

    What has no room is left out whole: half of it would only be a riddle.
    """
    desk = screen.desk
    left: list[str | tuple[str, str]] = [(desk.project.title, "strong")]
    right = pieces(*_state_of(screen))
    if desk.transcript and desk.held:
        left += ["  ", (desk.transcript.name, "accent")]
        more = [(f"  {desk.held.coded_share:.0%} coded", "muted")]
        if screen.finished:
            more = [("  finished", "good"), *more]
        if screen.reader.unit != USUAL_UNIT:
            more.append((f"  by {screen.reader.unit}", "accent"))
        if (waiting := desk.proposals.left) and not screen.finished:
            word = "suggestion" if waiting == 1 else "suggestions"
            more.append((f"  {waiting} {word}", "muted"))
        for piece in more:
            if cells(pieces(*left, piece)) + cells(right) + 2 <= width:
                left.append(piece)
    return pieces(*left), right


def _state_of(screen: Bench) -> list[str | tuple[str, str]]:
    """Whether one may write, what is left out of the text, and who codes."""
    desk = screen.desk
    right: list[str | tuple[str, str]] = []
    if desk.read_only:
        right += [("READ ONLY", "warn"), "  "]
    if state := screen.reader.reading_state():
        right += [(shortened(state, 40), "warn"), "  "]
    right += [("coder ", "muted"), desk.coder.name]
    return right


def inspector_of(screen: Bench) -> tuple[str, Sequence[Pieces]]:
    """Title and content of the inspector: suggestions here, and the rules of one code.

    The code is the one under the tree cursor where the tree has the focus, else the first on the
    selection, else the one that is suggested first.
    """
    desk = screen.desk
    shown: list[Pieces] = []
    for number, (proposal, _) in enumerate(screen.proposed[:3]):
        key = "⏎ " if number == 0 and not (desk.read_only or screen.finished) else "  "
        name = desk.code_name(proposal.code_id)
        shown.append(pieces((key, "key"), f"{name}  {proposal.score:.2f}"))
        if number == 0 and proposal.reason:
            shown.append(pieces((f"  {proposal.reason}", "muted")))
    decided = _decided(screen)
    code = screen.inspected_code
    if screen.panels.current == "codes":
        shown, decided = [], []
    others = [desk.code_name(segment.code_id) for segment in screen.segments_here[1:4]]
    title = "Suggested" if shown and not screen.segments_here else "Code"
    if code is None:
        return title, [*decided, *(shown or _uncoded(screen))]
    if shown:
        shown.append(())
    if not shown or screen.segments_here:
        shown.append(pieces((shortened(code.name, 80), "strong")))
    if screen.segments_here and screen.panels.current != "codes":
        shown += filter(None, [_said_of(screen.segments_here[0])])
    shown += [*rules_of(code), *quotes_of(screen.examples.of(code.id, desk.counts[code.id]))]
    if others and screen.panels.current != "codes":
        shown += [(), pieces(("also ", "muted"), ", ".join(others))]
    return title, [*decided, *shown]


def _decided(screen: Bench) -> list[Pieces]:
    """Which question the turn asks, whom it answers, its exchange, where somebody decided it."""
    one = screen.desk.transcript
    if one is None or not screen.has_selection:
        return []
    turn = one.turns[one.positions.turn_at(screen.selection.start)]
    if not turn.question and turn.replies_to is None and turn.opens is None:
        return []
    from qualcode.tui.screens.turn_answers import set_here

    at = one.turn_index[turn.id]
    return [pieces((label, "accent"), words) for label, words in set_here(one, at)]


def _uncoded(screen: Bench) -> list[Pieces]:
    """That nothing is coded here, and how it is."""
    if screen.desk.transcript is None:
        return []
    how = "" if screen.desk.read_only else with_keys(" {ChooseCode} finds a code for it.")
    return [pieces((f"Not coded.{how}", "muted"))]


def advice_of(screen: Bench) -> Sequence[str]:
    """What to do next in a study that has no transcripts; nothing in any other."""
    if screen.desk.transcript is not None:
        return ()
    if screen.desk.read_only:
        return ("No transcripts yet, and this study is open for reading only.",)
    key = first_key(commands_by_name()["ImportFiles"])
    found = [f"No transcripts yet. {key} imports files: documents, texts, captions, tables."]
    if not screen.desk.codebook.codes:
        key = first_key(commands_by_name()["ChooseCode"])
        found.append(
            f"No codes yet: {key} makes one while you read, or “qualcode codebook import” "
            "takes them from a file."
        )
    return found


def memo_of(screen: Bench) -> Sequence[Pieces]:
    """The coder's memos on what is under the cursor."""
    memos = screen.memos.here()
    if not memos:
        return [pieces((with_keys("{WriteMemo} writes one"), "muted"))] * screen.has_selection
    return [
        pieces((f"{memo.kind}: ", "accent"), memo.text)
        if memo.kind is not MemoKind.NOTE
        else pieces(memo.text)
        for memo in memos
    ]


def _said_of(segment: Segment) -> Pieces:
    """What the coder says of a segment beside its code, in words."""
    words = ["key quote"] if segment.key_quote else []
    if segment.weight is not None:
        words.append(f"weight {segment.weight} of {WEIGHTS[-1]}")
    return pieces((" · ".join(words), "accent")) if words else ()
