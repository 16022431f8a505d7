"""All that is known of one code, to be read in full."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.domain.codebook import MERGED_FROM, Code
from qualcode.domain.display import shortened
from qualcode.domain.memos import Subject
from qualcode.project import Project
from qualcode.tui.reader.palette import name_of
from qualcode.tui.screens.footing import with_keys
from qualcode.tui.screens.reading_sheet import ReadingSheet
from qualcode.tui.widgets.inspecting import rules_of
from qualcode.tui.widgets.painting import Pieces, pieces

QUOTES = 12
_MORE = (
    ("keywords", "keywords"),
    ("weak keywords", "weak_keywords"),
    ("ruled out by", "negative_phrases"),
    ("unit", "unit"),
    ("applies to", "applies_to"),
)


class WholeCode(ReadingSheet):
    """Rules, keywords, where it has more from, own quotes and memos; ends with nothing."""

    def __init__(self, project: Project, code: Code) -> None:
        """Take the code to be shown."""
        self.project, self.code = project, code
        heading = shortened(project.codebook.current().paths[code.id], 90)
        super().__init__(heading, self._all_of_it())

    def _all_of_it(self) -> Iterator[Pieces]:
        yield ()
        for paragraph in rules_of(self.code):
            yield from (paragraph, ())
        for label, field in _MORE:
            value = getattr(self.code, field)
            text = "; ".join(value) if isinstance(value, tuple) else value
            if text:
                yield pieces((f"{label} ", "muted"), text)
        yield pieces(("colour ", "muted"), name_of(self.code.colour))
        yield pieces(("code_id ", "muted"), self.code.key)
        if source := self.code.extras.get(MERGED_FROM):
            yield pieces(("merged from ", "muted"), source)
        yield from self._memos()
        yield from self._quotes()

    def _memos(self) -> Iterator[Pieces]:
        memos = self.project.memos.on(Subject.CODE, self.code.id)
        if memos:
            yield from ((), pieces(("Your memos", "heading")))
        for memo in memos:
            yield pieces((f"{memo.kind.value}: ", "muted"), memo.text)

    def _quotes(self) -> Iterator[Pieces]:
        count = self.project.segments.counts().get(self.code.id, 0)
        word = "segment" if count == 1 else "segments"
        yield from ((), pieces((f"{count:,} {word} of yours", "heading")))
        for quote in self.project.segments.examples(self.code.id, QUOTES):
            yield pieces(("· ", "accent"), quote)
        if count > QUOTES:
            more = with_keys("{GoCodeView} lists them all")
            yield pieces((f"and {count - QUOTES:,} more: {more}", "muted"))
