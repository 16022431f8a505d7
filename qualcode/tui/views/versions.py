"""Versions of the codebook: what changed between two, and what was coded under older rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from qualcode.domain.codebook_changes import Difference
from qualcode.domain.display import shortened
from qualcode.tui.commands.base import Context
from qualcode.tui.screens.footing import with_keys
from qualcode.tui.screens.prompt import Prompt
from qualcode.tui.views.base import View
from qualcode.tui.widgets.line import Line
from qualcode.tui.widgets.lines import LineList, Row
from qualcode.tui.widgets.painting import Pieces, pieces, wrap

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.project.codebook_older import OlderSegment
    from qualcode.project.codebook_versions import Version

ROOMY = 62
"""Columns of the list from which on the time of day stands beside the date."""

STYLES = {"added": "good", "removed": "warn", "merged": "warn", "retired": "warn"}
FIELDS = {"include_when": "use when", "exclude_when": "not when"}
SNIPPET = 160


class VersionsView(View):
    """Versions at the left; at the right what changed, or passages coded under older rules."""

    NAME: ClassVar[str] = "versions"
    TITLE_TEXT: ClassVar[str] = "Versions of the codebook"
    CSS_PATH = "versions.tcss"
    CONTEXTS: ClassVar[tuple[Context, ...]] = (Context.VERSIONS, *View.SHARED)

    def __init__(self, project: Project) -> None:
        """Take an open study; nothing is read yet."""
        super().__init__(project)
        self.versions = LineList(id="versions")
        self.detail = LineList(id="detail")
        self.detail_title = Line(id="detail-title")
        self.found: dict[str, Version] = {}
        self.older: dict[str, OlderSegment] = {}
        self.marked: str | None = None
        self.showing_older = False

    def body(self) -> ComposeResult:
        """Both halves, each with a title."""
        title = Line(id="versions-title")
        for line in (title, self.detail_title):
            line.add_class("title")
        with Horizontal(id="halves"):
            with Vertical(id="list-side"):
                yield title
                yield self.versions
            with Vertical(id="detail-side"):
                yield self.detail_title
                yield self.detail

    def on_mount(self) -> None:
        """Begin in the list, on the present version."""
        self.query_one("#versions-title", Line).show(
            pieces(("Versions", "heading")), pieces(("changed  yours", "muted"))
        )
        self.set_focus(self.versions)

    def show_view(self) -> None:
        """Read the versions, the newest first; cursor and mark stay."""
        first = not self.found
        listed = self.project.codebook.versions()
        self.found = {str(one.number): one for one in reversed(listed)}
        if self.marked not in self.found:
            self.marked = None
        self.versions.set_rows(
            [self._row(one) for one in self.found.values()],
            cursor=next(iter(self.found), None) if first else None,
        )
        self.show_detail()

    def _row(self, one: Version) -> Row:
        mark = ("◆ ", "key") if str(one.number) == self.marked else "  "
        made = _moment(one, time=self._half >= ROOMY)
        label = (f"  “{shortened(one.label, 40)}”", "accent") if one.label else ""
        now = ("  now", "good") if one.present else ""
        left = pieces(mark, (f"{one.number:>3}", "strong"), f"  {made}", label, now)
        who = f"  {shortened(one.coder, 12)}" if one.coder else ""
        right = pieces((f"{who}  {one.changed:>6,} {one.own:>6,}", "muted"))
        return Row(str(one.number), left, right)

    @property
    def _half(self) -> int:
        """Columns of each half; it is known before the halves have been laid out."""
        return self.size.width if self.has_class("-narrow") else self.size.width // 2

    # What is shown at the right

    def show_detail(self) -> None:
        """Show what changed, or the passages."""
        if self.showing_older:
            self._show_older()
        else:
            self._show_changes()

    def _pair(self) -> tuple[int, int] | None:
        """The versions that are compared: the marked one, else the one before the highlighted."""
        row = self.versions.current
        if row is None:
            return None
        number = int(row.key)
        if self.marked is not None and int(self.marked) != number:
            return min(int(self.marked), number), max(int(self.marked), number)
        before = [int(key) for key in self.found if int(key) < number]
        return (max(before), number) if before else None

    def _show_changes(self) -> None:
        pair = self._pair()
        if pair is None:
            self.detail_title.show(pieces(("The first version", "heading")))
            words = "Every change of the codebook makes a version; here nothing was before."
            self.detail.set_rows(self._advice(words))
            return
        found = self.project.codebook.compare(*pair)
        newer = self.found[str(pair[1])]
        when = f"  {_moment(newer)} {newer.coder}"
        title = pieces((f"From version {pair[0]} to {pair[1]}", "heading"), (when, "muted"))
        count = len(found.differences)
        word = "difference" if count == 1 else "differences"
        self.detail_title.show(title, pieces((f"{count:,} {word}", "muted")))
        rows = [
            row for number, one in enumerate(found.differences) for row in self._told(number, one)
        ]
        self.detail.set_rows(rows or self._advice("These two versions say the same."))

    def _told(self, number: int, one: Difference) -> list[Row]:
        """One difference: what happened to which code, and below it what was and what is."""
        words = f"{FIELDS.get(one.field, one.field.replace('_', ' '))} changed"
        kind = words if one.field else one.kind
        first = pieces((f"{kind:<10} ", STYLES.get(one.kind, "accent")), one.path)
        rows = [Row(f"{number}", first)]
        if one.kind in ("added", "removed", "retired", "in use again"):
            return rows
        into = "into " if one.kind == "merged" else "now "
        for label, text in (("was ", one.before), (into, one.after)):
            if one.kind == "merged" and label == "was ":
                continue
            rows += self._wrapped(f"{number}{label}", label, text or "nothing")
        return rows

    def _wrapped(self, key: str, label: str, text: str) -> list[Row]:
        room = max(self._half - 11, 20)
        lines = wrap(text, room)
        return [
            Row(f"{key}{at}", pieces((f"  {label if not at else '':<5}", "muted"), line))
            for at, line in enumerate(lines)
        ]

    def _show_older(self) -> None:
        found = self.project.codebook.segments_under_older()
        self.older = {one.segment_id: one for one in found}
        self.detail_title.show(
            pieces(("Yours, coded before the rules changed", "heading")),
            pieces((f"{len(found):,}", "muted")),
        )
        by_code: dict[str, list[OlderSegment]] = {}
        for one in found:
            by_code.setdefault(one.code_id, []).append(one)
        rows = [row for several in by_code.values() for row in self._of_code(several)]
        words = "None of your segments was coded under other rules than those of today."
        self.detail.set_rows(rows or self._advice(words))

    def _of_code(self, several: list[OlderSegment]) -> list[Row]:
        """The code with the version of its present rules, and its passages."""
        first = several[0]
        note = f"{len(several):,}, rules of version {first.changed_in}"
        head = Row("", pieces((first.code, "strong")), pieces((note, "muted")), heading=True)
        return [head, *(self._passage(one) for one in several)]

    def _passage(self, one: OlderSegment) -> Row:
        text = " ".join(one.text.split()) + (" …" if one.cut else "")
        place = f"{shortened(one.transcript, 18)}:{one.turn}  under {one.version}"
        return Row(one.segment_id, pieces("  ", shortened(text, SNIPPET)), pieces((place, "muted")))

    def _advice(self, words: str) -> list[Row]:
        room = max(self._half - 7, 20)
        lines = wrap(words, room)
        return [
            Row(f"advice {at}", pieces(("  " + line, "muted")), heading=True)
            for at, line in enumerate(lines)
        ]

    def on_resize(self) -> None:
        """Wrap again."""
        super().on_resize()
        if self.found:
            self.after_paint(self._fit)

    def _fit(self) -> None:
        self.versions.set_rows([self._row(one) for one in self.found.values()])
        self.show_detail()

    @on(LineList.Highlighted, "#versions")
    def version_highlighted(self) -> None:
        """Another version is under the cursor."""
        if not self.showing_older:
            self.show_detail()
        self.show_footer()

    @on(LineList.Chosen, "#detail")
    def passage_chosen(self) -> None:
        """A passage was clicked."""
        if self.showing_older:
            self.attempt(self.enter)

    # What commands do

    def enter_words(self) -> str:
        """What Enter does now."""
        if self.showing_older and self.focused is self.detail:
            return "open in transcript" if self.older else ""
        return "compare"

    def enter(self) -> None:
        """Open the highlighted passage; from the list, show what changed and go there."""
        if self.showing_older and self.focused is self.detail:
            row = self.detail.current
            if row is not None and row.key in self.older:
                found = self.project.segments.get(row.key)
                self.program.open_place(found.transcript_id, found.start, found.end)
            return
        self.showing_older = False
        self.show_detail()
        if self.focused is self.versions:
            self.set_focus(self.detail)
        self.show_footer()

    def mark(self) -> None:
        """Mark the highlighted version, or take its mark away."""
        row = self.versions.current
        if row is None:
            return
        self.marked = None if self.marked == row.key else row.key
        self.versions.set_rows([self._row(one) for one in self.found.values()])
        self.show_detail()
        if self.marked:
            self.say(
                with_keys(
                    f"Version {self.marked} is marked: {{OpenVersion}} on another one compares."
                )
            )

    def freeze(self) -> None:
        """Ask for the label of the present version."""
        present = next(one for one in self.found.values() if one.present)
        note = (
            f"Version {present.number} is the codebook as it is now. Every version stays; "
            "a label finds it again."
        )
        prompt = Prompt("Freeze the codebook", present.label, note=note, done="freeze")
        self.ask(prompt, self._freeze)

    def _freeze(self, label: str) -> None:
        number = self.project.codebook.freeze(label)
        self.show_again()
        self.say(f"Version {number} is called “{shortened(label, 40)}”.")

    def toggle_older(self) -> None:
        """Show passages coded under older rules, or again what changed."""
        self.showing_older = not self.showing_older
        self.detail.cursor = 0
        self.show_detail()
        self.set_focus(self.detail if self.showing_older and self.older else self.versions)
        self.show_footer()

    def switch_side(self) -> None:
        """Go to the other half."""
        self.set_focus(self.versions if self.focused is self.detail else self.detail)
        self.show_footer()

    def escape(self) -> bool:
        """Leave the right half, or the passages, before leaving the view."""
        if self.focused is self.detail:
            self.set_focus(self.versions)
        elif self.showing_older:
            self.showing_older = False
            self.show_detail()
        elif self.marked:
            self.mark_none()
        else:
            return False
        self.show_footer()
        return True

    def mark_none(self) -> None:
        """Take the mark away."""
        self.marked = None
        self.versions.set_rows([self._row(one) for one in self.found.values()])
        self.show_detail()

    def header_left(self) -> Pieces:
        """Study, view, and the present version."""
        version = self.project.codebook.current().version
        return (*super().header_left(), *pieces((f"  now version {version}", "muted")))


def _moment(one: Version, *, time: bool = True) -> str:
    """When a version was made, in local time."""
    form = "%Y-%m-%d %H:%M" if time else "%Y-%m-%d"
    return one.created.astimezone().strftime(form) if one.created else "the start"
