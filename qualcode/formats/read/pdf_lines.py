"""Lines of PDF pages from their runs of text, and what of them is no speech."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qualcode.formats.read.original import counted, listed
from qualcode.formats.read.pdf_content import Run

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\t": " "}
)
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—(\[]?\s*(?:(?:page|seite|página|pagina|pág\.|p\.|s\.)\s*)?#\s*"
    r"(?:(?:/|of|von|de|di|sur|van|\|)\s*#\s*)?[-–—)\]]?"
)
_OUTER = 3
_MOST_FURNITURE = 0.25
"""Share of a file's characters above which what repeats must be speech."""
_SAME_HEIGHT = 4.0
_MARGIN_NUMBER = re.compile(r"[(\[]?(\d{1,5})[.)\]]?")


@dataclass(slots=True)
class PdfLine:
    """A line of a page: text, left and right end, baseline and size of the type in points.

    ``lead`` is what stands apart at its left end, such as a number in the margin; ``stops`` are
    the places where strings begin in it (points) with their offsets in the text; ``opens`` says
    that it is known to begin a paragraph.
    """

    text: str
    x: float
    end: float
    y: float
    size: float
    page: int
    lead: str = ""
    stops: tuple[tuple[float, int], ...] = ()
    opens: bool = False


def lines_of_page(runs: Iterable[Run], page: int) -> list[PdfLine]:
    """Runs on one baseline as lines, in the order in which the page draws them."""
    lines: list[PdfLine] = []
    held: list[Run] = []
    for run in runs:
        if held and abs(run.y - held[0].y) > 0.35 * max(run.size, held[0].size):
            lines.append(_joined(held, page))
            held = []
        if run.text.strip() or held:
            held.append(run)
    if held:
        lines.append(_joined(held, page))
    return [line for line in lines if line.text]


def _joined(runs: list[Run], page: int) -> PdfLine:
    """One line from its runs, left to right; a gap that a blank would leave becomes one."""
    # A soft hyphen shows at the end of a line only; inside it has no place of its own.
    runs = [run for run in runs[:-1] if run.text != "\xad"] + runs[-1:]
    if any(two.x < one.x for one, two in pairwise(runs)):
        runs = sorted(runs, key=lambda run: run.x)
    parts: list[str] = []
    lead, last, length = "", runs[0], 0
    stops: list[tuple[float, int]] = []
    for run in runs:
        text = run.text.translate(_LIGATURES)
        gap = run.x - last.end
        if parts:
            if run.text == last.text and abs(run.x - last.x) < 0.1 * run.size:
                continue
            if gap > 0.6 * run.size and not lead:
                lead = "".join(parts).strip()
            blank = parts[-1].endswith((" ", "\xa0")) or text.startswith((" ", "\xa0"))
            if gap > 0.15 * run.size and not blank:
                parts.append(" ")
                length += 1
            if blank or gap > 0.15 * run.size:
                stops.append((run.x, length))
        parts.append(text)
        length += len(text)
        last = run
    sizes = Counter[float]()
    for run in runs:
        sizes[round(run.size, 1)] += len(run.text.strip())
    seen = [run for run in runs if run.text.strip()] or runs
    size = sizes.most_common(1)[0][0]
    whole = "".join(parts)
    text = whole.strip()
    cut = len(whole) - len(whole.lstrip())
    placed = tuple((x, at - cut) for x, at in stops if cut < at < cut + len(text))
    return PdfLine(text, seen[0].x, seen[-1].end, seen[0].y, size, page, lead, placed)


def without_furniture(pages: list[list[PdfLine]]) -> tuple[list[list[PdfLine]], list[str]]:
    """The pages without page numbers and running heads, and a sentence on those.

    What stands outermost at the same height on many pages, digits left aside, is no speech.
    """
    kept, dropped = _peeled(pages, repeated=True)
    letters = [sum(len(line.text) for page in some for line in page) for some in (pages, kept)]
    if letters[1] < letters[0] * (1 - _MOST_FURNITURE):
        kept, dropped = _peeled(pages, repeated=False)
    if not dropped:
        return kept, []
    total = len(set().union(*dropped.values()))
    said = counted(total, "page")
    return kept, [f"Page numbers and running heads removed from {said}: {listed(sorted(dropped))}."]


def _peeled(
    pages: list[list[PdfLine]], *, repeated: bool
) -> tuple[list[list[PdfLine]], dict[str, set[int]]]:
    """The pages without their outermost lines that are furniture, and those by page."""
    dropped: dict[str, set[int]] = defaultdict(set)
    kept = [list(page) for page in pages]
    for top in (True, False):
        outer = [sorted(page, key=lambda line: -line.y if top else line.y) for page in kept]
        known = _repeated([page[:_OUTER] for page in outer], len(pages)) if repeated else {}
        for number, page in enumerate(outer):
            for line in page[:_OUTER]:
                if not _is_furniture(line, known, len(pages)):
                    break
                kept[number].remove(line)
                dropped[_key(line.text)].add(number)
    return kept, dropped


def _key(text: str) -> str:
    return " ".join(_DIGITS.sub("#", text.casefold()).split())


def _repeated(outer: Sequence[Sequence[PdfLine]], pages: int) -> dict[str, float]:
    """Outer lines that return on many pages at one height, with that height."""
    heights: dict[str, list[float]] = defaultdict(list)
    for page in outer:
        for key, y in {_key(line.text): line.y for line in page}.items():
            heights[key].append(y)
    least = max(2, -(-pages * 2 // 5))
    usual = {
        key: sorted(found)[len(found) // 2] for key, found in heights.items() if len(found) >= least
    }
    return {
        key: y
        for key, y in usual.items()
        if sum(1 for other in heights[key] if abs(other - y) <= _SAME_HEIGHT) >= least
    }


def _is_furniture(line: PdfLine, known: dict[str, float], pages: int) -> bool:
    key = _key(line.text)
    if key in known and abs(line.y - known[key]) <= _SAME_HEIGHT:
        return True
    stated = _PAGE_NUMBER.fullmatch(key) is not None
    return stated and (key != "#" or (pages > 1 and line.text == str(line.page + 1)))


def _cut(line: PdfLine) -> None:
    """Take what stands apart at the left end off a line."""
    text = line.text[len(line.lead) :].lstrip()
    cut = len(line.text) - len(text)
    line.x = next((x for x, at in line.stops if at >= cut), line.x)
    line.stops = tuple((x, at - cut) for x, at in line.stops if at > cut)
    line.text, line.lead = text, ""


def without_numbers(pages: list[list[PdfLine]]) -> tuple[list[list[PdfLine]], list[str]]:
    """The pages without numbers of lines or paragraphs in the margin, and a sentence on them."""
    found: list[tuple[PdfLine, int]] = []
    for page in pages:
        for line in sorted(page, key=lambda line: -line.y):
            match = _MARGIN_NUMBER.fullmatch(line.lead or line.text)
            if match:
                found.append((line, int(match[1])))
    steps = Counter(two - one for (_, one), (_, two) in pairwise(found))
    step, often = steps.most_common(1)[0] if steps else (0, 0)
    if len(found) < 4 or step not in (1, 5) or often * 10 < (len(found) - 1) * 8:
        return pages, []
    bare = {id(line) for line, _ in found if not line.lead}
    for line, _ in found:
        if line.lead:
            _cut(line)
    kept = [[line for line in page if id(line) not in bare] for page in pages]
    said = counted(len(found), "number")
    return kept, [f"{said} of lines or paragraphs removed ({found[0][1]} to {found[-1][1]})."]
