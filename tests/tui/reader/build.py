"""Small transcripts, marks and a tiny app for the reader's tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType

from qualcode.domain.spans import Span
from qualcode.domain.transcripts import Role, Speaker, Transcript, Turn
from qualcode.tui.reader import PALETTE, Ghost, Mark, Reader, ReaderText

SPEAKERS = (
    Speaker("mod", "Moderator", Role.MODERATOR),
    Speaker("ann", "Amina", Role.PARTICIPANT),
    Speaker("bea", "Beatriz", Role.PARTICIPANT),
)

TALK = (
    ("mod", "What do you remember of it?"),
    ("ann", "It was the waiting. You sit there two hours, and nobody tells you anything. We left."),
    ("bea", "Same with us. They changed the interpreter."),
    ("ann", "I know."),
    ("mod", "And how did staff react? Say what you like."),
    ("bea", "They looked straight through you.\nLike a number. It was cold."),
)

KEYS = (
    "down=next_unit up=previous_unit right=next_word left=previous_word "
    "shift+down=extend_next_unit shift+up=extend_previous_unit shift+right=extend_next_word "
    "shift+left=extend_previous_word plus=larger_unit minus=smaller_unit t=next_turn "
    "T=previous_turn p=next_same_speaker P=previous_same_speaker home=to_start end=to_end "
    "o=next_uncoded O=previous_uncoded e=next_coded E=previous_coded s=next_suggestion "
    "S=previous_suggestion pagedown=page_down pageup=page_up n=next_hit N=previous_hit"
)


def transcript(talk: Sequence[tuple[str, str]] = TALK) -> Transcript:
    """A transcript of (speaker id, text) pairs, one turn a minute."""
    turns = [
        Turn(str(index), index, text, speaker or None, start_ms=index * 60_000)
        for index, (speaker, text) in enumerate(talk)
    ]
    return Transcript("t", "FG01", tuple(turns), SPEAKERS)


def text_of(*texts: str) -> ReaderText:
    """Turns without speakers."""
    return ReaderText(transcript([("", text) for text in texts]))


def long_transcript(turns: int = 200) -> Transcript:
    """Many turns, each some rows long."""
    return transcript([TALK[index % len(TALK)] for index in range(turns)])


def mark(mark_id: str, start: int, end: int, label: str = "waiting", hue: int = 0) -> Mark:
    """A mark with one of the palette's hues."""
    return Mark(mark_id, start, end, f"code-{label}", label, PALETTE[hue])


def ghost(start: int, end: int, label: str = "respect", rank: int = 0) -> Ghost:
    """A suggestion."""
    return Ghost(start, end, f"code-{label}", label, 0.8 - rank / 10, rank)


def where(reader: Reader | ReaderText, words: str) -> Span:
    """Where words stand in a text."""
    text = reader.text if isinstance(reader, Reader) else reader
    start = text.text.index(words)
    return Span(start, start + len(words))


def said(reader: Reader) -> str:
    """The stored text of the selection."""
    return reader.text.quote(reader.selection)


class ReaderApp(App[None]):
    """A reader and nothing else, with keys for its movements; it keeps the reader's messages."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"move('{name}')") for key, name in (pair.split("=") for pair in KEYS.split())
    ]

    def __init__(self, shown: Transcript | None = None, marks: Sequence[Mark] = ()) -> None:
        super().__init__()
        self.shown, self.marks = shown, marks
        self.heard: list[object] = []

    def compose(self) -> ComposeResult:
        yield Reader(id="reader")

    def on_mount(self) -> None:
        self.reader.depth = "full"
        if self.shown is not None:
            self.reader.show(self.shown, marks=self.marks)
        self.reader.focus()

    @property
    def reader(self) -> Reader:
        return self.query_one(Reader)

    def action_move(self, name: str) -> None:
        getattr(self.reader, name)()

    def on_reader_moved(self, message: Reader.Moved) -> None:
        self.heard.append(message)

    def on_reader_selected(self, message: Reader.Selected) -> None:
        self.heard.append(message)

    def on_reader_mark_clicked(self, message: Reader.MarkClicked) -> None:
        self.heard.append(message)

    def on_reader_told(self, message: Reader.Told) -> None:
        self.heard.append(message)

    def on_reader_boundary_dragged(self, message: Reader.BoundaryDragged) -> None:
        self.heard.append(message)

    def lines(self) -> list[str]:
        """What the reader paints, row by row."""
        return [self.reader.render_line(y).text.rstrip() for y in range(self.reader.size.height)]


PIECES = (
    "word", "I", "don’t", "well-known", "Straße", "niño", "cafe\u0301", "等的时间", "，", "。",
    "👩\u200d👩\u200d👧", "❤\ufe0f", "👍\U0001f3fd", "🇩🇪", "1\ufe0f\u20e3", "\x1b[31m", "\u202e",
    "\x00", "\u200b", "क\u094d\u200dष", "ه\u200d", " ", " ", " ", "  ", "\n", "\t", ". ", "? ",
    "! ", "—", "…", "\u0301", "\u200d", "[laughs]", "[/]", "_", "\xad", "xxxxxxxxxxxxxxxxxxxxxxx",
)  # fmt: skip

hard_texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
"""Texts with everything that is hard to measure, to break or to show."""

plain_texts = st.lists(
    st.sampled_from(["word ", "I ", "know. ", "Why? ", "a, b ", "\n", "very-long-word ", "“so” "]),
    max_size=25,
).map("".join)

turn_texts = st.lists(st.one_of(plain_texts, hard_texts), min_size=1, max_size=6)
"""The texts of the turns of a transcript."""
