"""What a PDF page shows: its strings with their places, from the operators of its content."""

from __future__ import annotations

from typing import Any, NamedTuple

from qualcode.formats.read.pdf_font import Font
from qualcode.formats.read.pdf_tokens import operations

_DEEPEST = 8
_MARKS = frozenset((b"BMC", b"BDC", b"EMC"))
_MOVES = frozenset((b"BT", b"Tm", b"Td", b"TD", b"T*", b"'", b'"'))
_SHOWS = frozenset((b"Tj", b"TJ", b"'", b'"'))
_PAINTED = frozenset((b"n", b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"))
_PATHS = _PAINTED | {b"W", b"W*", b"re", b"m", b"l", b"c", b"v", b"y"}
MOST_RUNS = 400_000
"""Strings of one page that are looked at."""

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Run(NamedTuple):
    """A shown string: its text and where it stands on the page, in points, y upwards.

    ``size`` is the height of the type; ``space`` the width of a blank in it.
    """

    text: str
    x: float
    end: float
    y: float
    size: float


Box = tuple[float, float, float, float]
EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)


class _State(NamedTuple):
    """The graphics state that ``q`` saves; ``clip`` is the box outside which nothing shows."""

    ctm: Matrix = _IDENTITY
    font: Font | None = None
    size: float = 1.0
    char: float = 0.0
    word: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    clip: Box = EVERYWHERE


def times(one: Matrix, two: Matrix) -> Matrix:
    """The product of two transformations, ``one`` applied first."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    across, up = e * g + f * i + k, e * h + f * j + m
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, across, up


def _placed(ctm: Matrix, x: float, y: float) -> tuple[float, float]:
    return ctm[0] * x + ctm[2] * y + ctm[4], ctm[1] * x + ctm[3] * y + ctm[5]


def _within(clip: Box, outline: list[tuple[float, float]]) -> Box:
    """The part of a clip that lies in the box around an outline."""
    if not outline:
        return clip
    across, up = [x for x, _ in outline], [y for _, y in outline]
    left, low, right, high = clip
    return max(left, min(across)), max(low, min(up)), min(right, max(across)), min(high, max(up))


class PageReader:
    """Follows the text operators of one page; other drawing is passed over."""

    def __init__(self, fonts: dict[int, Font]) -> None:
        """``fonts`` is shared by the pages of a file, by the number of their object."""
        self.runs: list[Run] = []
        self.fonts = fonts
        self.turned = self.pictures = self.outside = 0
        self._outline: list[tuple[float, float]] = []
        self._marks: list[str | None] = []
        self._inline: dict[int, Font] = {}

    def read(
        self,
        data: bytes,
        resources: Any,
        ctm: Matrix = _IDENTITY,
        clip: Box = EVERYWHERE,
        depth: int = 0,
    ) -> None:
        """Collect the runs of a content stream and of the forms that it draws inside ``clip``."""
        state, saved = _State(ctm, clip=clip), list[_State]()
        line = text = _IDENTITY
        for operator, operands in operations(data):
            try:
                if operator == b"TdTj":
                    line = times((1, 0, 0, 1, operands[0], operands[1]), line)
                    text = self._show(state, line, operands[2])
                    continue
                if operator in _MOVES:
                    state, line = self._moved(state, line, operator, operands)
                    text = line
                if operator in _SHOWS:
                    text = self._show(state, text, operands[-1])
                elif operator == b"q":
                    saved.append(state)
                elif operator == b"Q":
                    state = saved.pop() if saved else state
                elif operator == b"Do":
                    self._form(operands[0], resources, state, depth)
                elif operator in _MARKS:
                    self._mark(operator, operands)
                elif operator not in _MOVES:
                    state = self._set(state, operator, operands, resources)
            except (IndexError, TypeError, ValueError):
                # One damaged operation does not end a page.
                continue
            if len(self.runs) > MOST_RUNS:
                return

    def _mark(self, operator: bytes, operands: list[Any]) -> None:
        """Begin or end marked content, which may state the text that its strings stand for."""
        if operator == b"EMC":
            del self._marks[-1:]
            return
        stated = None
        if "/ActualText" in operands[:-1]:
            value = operands[operands.index("/ActualText") + 1]
            wide = isinstance(value, bytes) and value.startswith(b"\xfe\xff")
            stated = value[2:].decode("utf-16-be", "replace") if wide else None
        self._marks.append(stated)

    def _stated(self, said: str) -> str:
        """The text that marked content states, once, instead of what its strings show."""
        for depth, stated in enumerate(self._marks):
            if stated is not None:
                self._marks[depth] = ""
                return stated
        return said

    def _moved(
        self, state: _State, line: Matrix, operator: bytes, operands: list[Any]
    ) -> tuple[_State, Matrix]:
        """State and line matrix after an operator that goes to a line."""
        if operator == b"BT":
            return state, _IDENTITY
        if operator == b"Tm":
            a, b, c, d, e, f = operands[-6:]
            return state, (a, b, c, d, e, f)
        if operator == b"Td":
            return state, times((1, 0, 0, 1, operands[0], operands[1]), line)
        if operator == b"TD":
            state = state._replace(leading=-operands[1])
            return state, times((1, 0, 0, 1, operands[0], operands[1]), line)
        if operator == b'"':
            state = state._replace(word=operands[0], char=operands[1])
        return state, times((1, 0, 0, 1, 0, -state.leading), line)

    def _set(self, state: _State, operator: bytes, operands: list[Any], resources: Any) -> _State:
        """The state after an operator that changes it."""
        if operator in _PATHS:
            return self._path(state, operator, operands)
        if operator == b"cm":
            matrix: Any = tuple(operands[-6:])
            return state._replace(ctm=times(matrix, state.ctm))
        if operator == b"Tf":
            return state._replace(font=self._font(operands[0], resources), size=operands[1])
        if operator == b"Tc":
            return state._replace(char=operands[0])
        if operator == b"Tw":
            return state._replace(word=operands[0])
        if operator == b"Tz":
            return state._replace(scale=operands[0] / 100)
        if operator == b"TL":
            return state._replace(leading=operands[0])
        return state._replace(rise=operands[0]) if operator == b"Ts" else state

    def _path(self, state: _State, operator: bytes, operands: list[Any]) -> _State:
        """Follow the outline that a clip is made of; its box is what counts."""
        if operator in (b"W", b"W*"):
            return state._replace(clip=_within(state.clip, self._outline))
        if operator in _PAINTED:
            self._outline = []
        elif operator == b"re":
            x, y, wide, high = operands[-4:]
            corners = ((x, y), (x + wide, y), (x, y + high), (x + wide, y + high))
            self._outline += [_placed(state.ctm, *corner) for corner in corners]
        else:
            points = zip(operands[::2], operands[1::2], strict=False)
            self._outline += [_placed(state.ctm, *point) for point in points]
        return state

    def _font(self, name: str, resources: Any) -> Font | None:
        fonts = resources.get("/Font") if resources is not None else None
        fonts = fonts.get_object() if fonts is not None else None
        if fonts is None or name not in fonts:
            return None
        reference = fonts.raw_get(name)
        key = getattr(reference, "idnum", None)
        if key is None:
            known, key = self._inline, id(reference)
        else:
            known = self.fonts
        if key not in known:
            known[key] = Font(reference.get_object())
        return known[key]

    def _form(self, name: str, resources: Any, state: _State, depth: int) -> None:
        """The content of a form that is drawn like a picture."""
        objects = resources.get("/XObject") if resources is not None else None
        form = objects.get_object().get(name) if objects is not None else None
        form = form.get_object() if form is not None else None
        self.pictures += form is not None and form.get("/Subtype") == "/Image"
        if form is None or form.get("/Subtype") != "/Form" or depth >= _DEEPEST:
            return
        stated = form.get("/Matrix")
        matrix: Any = tuple(float(n) for n in stated) if stated else _IDENTITY
        inner = form.get("/Resources")
        inner = inner.get_object() if inner is not None else resources
        self.read(form.get_data(), inner, times(matrix, state.ctm), state.clip, depth + 1)

    def _show(self, state: _State, text: Matrix, shown: Any) -> Matrix:
        """Keep a shown string as a run; gives the matrix after it."""
        font, size = state.font, state.size
        if font is None:
            return text
        parts: list[str] = []
        moved = 0.0
        blank = 0.25 * size
        for piece in shown if isinstance(shown, list) else (shown,):
            if isinstance(piece, float):
                step = -piece / 1000 * size
                if step > blank * 0.75 and parts and not parts[-1].endswith(" "):
                    parts.append(" ")
                moved += step * state.scale
                continue
            for char, width in font.shown(piece):
                extra = state.char + (state.word if char == " " and not font.two_bytes else 0.0)
                step = width / 1000 * size + extra
                # Ghostscript spaces letters so that a blank vanishes, or two letters stand apart.
                parts.append("" if char == " " and step < 0.1 * size else char)
                moved += step * state.scale
            if state.char > 0.15 * size and len(piece) == 2 and not font.two_bytes:
                parts.insert(-1, " ")
        said = "".join(parts)
        self._keep(self._stated(said) if self._marks else said, state, text, moved)
        a, b, c, d, e, f = text
        return a, b, c, d, moved * a + e, moved * b + f

    def _keep(self, said: str, state: _State, text: Matrix, moved: float) -> None:
        a, b, _c, d, e, f = times(text, state.ctm)
        # Text that runs upwards or upside down is a watermark or a stamp in the margin.
        if abs(b) > abs(a) * 0.2 or a <= 0:
            self.turned += len(said.strip())
            return
        height = abs(d) * abs(state.size)
        left, low, right, high = state.clip
        if not (low <= f + height * 0.35 <= high and left <= e + height * 0.3 and e <= right):
            self.outside += sum(map(str.isalpha, said))
        elif said:
            self._add(Run(said, e, e + moved * a, f + state.rise * d, height))

    def _add(self, run: Run) -> None:
        """Keep a run; one that directly follows the last one lengthens it."""
        last = self.runs[-1] if self.runs else run
        near = 0.05 * run.size
        if (
            last is not run
            and abs(run.x - last.end) < near
            and abs(run.y - last.y) < near
            and run.size == last.size
            and run.text != "\xad" != last.text
        ):
            self.runs[-1] = Run(last.text + run.text, last.x, run.end, last.y, last.size)
        else:
            self.runs.append(run)
