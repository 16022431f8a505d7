"""Segments and suggestions as the reader shows them: names, colours, order."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qualcode.domain.codebook import Codebook
from qualcode.domain.segments import Segment
from qualcode.domain.suggestions import Proposal
from qualcode.tui.reader.palette import PALETTE
from qualcode.tui.reader.spans import Ghost, Mark

_HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")


class Marker:
    """Makes marks and ghosts under one version of the codebook.

    A code without a colour of its own has the hue of its family: codes under one top code share
    a hue where families are many, and have neighbouring hues where they are few.
    """

    def __init__(self, codebook: Codebook) -> None:
        """Give each code its place and colour."""
        self.codebook = codebook
        self.order: dict[str, int] = {}
        self.colours: dict[str, str] = {}
        families = len(codebook.children.get(None, ()))
        family = -1
        for index, (depth, code) in enumerate(codebook.walk()):
            family += depth == 0
            hue = family if families >= len(PALETTE) // 3 else index
            own = code.colour if _HEX.match(code.colour) else ""
            self.order[code.id] = index
            self.colours[code.id] = own or PALETTE[hue % len(PALETTE)]

    def name(self, code_id: str) -> str:
        """Name of a code."""
        code = self.codebook.by_id.get(code_id)
        return code.name if code else "?"

    def mark(self, segment: Segment, memos: Iterable[str] = ()) -> Mark:
        """A segment as a mark; ``memos`` holds ids of segments that have a memo."""
        return Mark(
            segment.id,
            segment.start,
            segment.end,
            segment.code_id,
            self.name(segment.code_id),
            self.colours.get(segment.code_id, ""),
            segment.id in memos,
            self.order.get(segment.code_id, 0),
        )

    def ghost(self, proposal: Proposal, rank: int) -> Ghost:
        """A proposal as a ghost; ranks count from 1 here and from 0 in the reader."""
        name = self.name(proposal.code_id)
        return Ghost(proposal.start, proposal.end, proposal.code_id, name, proposal.score, rank - 1)
