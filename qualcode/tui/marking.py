"""Segments and suggestions as the reader shows them: names, colours, order."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qualcode.domain.codebook import Codebook
from qualcode.domain.segments import Segment
from qualcode.domain.suggestions import Proposal
from qualcode.tui.reader.palette import PALETTE
from qualcode.tui.reader.spans import Ghost, Mark
from qualcode.tui.reader.tags import tags

SUPERSCRIPT = "⁰¹²³"
_HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")


class Marker:
    """Makes marks and ghosts under one version of the codebook.

    A code without a colour of its own has the hue of its family: codes under one top code share
    a hue where families are many, and have neighbouring hues where they are few.
    """

    def __init__(self, codebook: Codebook, *, ascii_only: bool = False) -> None:
        """Give each code its place and colour."""
        self.codebook, self.ascii_only = codebook, ascii_only
        self.order: dict[str, int] = {}
        self.colours: dict[str, str] = {}
        families = len(codebook.children.get(None, ()))
        family, names = -1, dict[str, str]()
        for index, (depth, code) in enumerate(codebook.walk()):
            family += depth == 0
            hue = family if families >= len(PALETTE) // 3 else index
            own = code.colour if _HEX.match(code.colour) else ""
            self.order[code.id] = index
            names[code.id] = code.name
            self.colours[code.id] = own or PALETTE[hue % len(PALETTE)]
        short = tags(names.values())
        self.tags = {code_id: short[name] for code_id, name in names.items()}

    def name(self, code_id: str) -> str:
        """Name of a code."""
        code = self.codebook.by_id.get(code_id)
        return code.name if code else "?"

    def label(self, segment: Segment) -> str:
        """The name of a segment's code; before it, where no margin cuts them off, its signs."""
        signs = ("!" if self.ascii_only else "★") if segment.key_quote else ""
        if segment.weight is not None:
            signs += f"={segment.weight}" if self.ascii_only else SUPERSCRIPT[segment.weight]
        name = self.name(segment.code_id)
        return f"{signs} {name}" if signs else name

    def mark(self, segment: Segment, memos: Iterable[str] = ()) -> Mark:
        """A segment as a mark; ``memos`` holds ids of segments that have a memo."""
        return Mark(
            segment.id,
            segment.start,
            segment.end,
            segment.code_id,
            self.label(segment),
            self.colours.get(segment.code_id, ""),
            segment.id in memos,
            self.order.get(segment.code_id, 0),
            self.tags.get(segment.code_id, ""),
        )

    def ghost(self, proposal: Proposal, rank: int) -> Ghost:
        """A proposal as a ghost; ranks count from 1 here and from 0 in the reader."""
        name = self.name(proposal.code_id)
        return Ghost(proposal.start, proposal.end, proposal.code_id, name, proposal.score, rank - 1)
