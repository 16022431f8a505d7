"""Where the fictional sample study lies: in the checkout, else inside the installed package."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import qualcode
from qualcode.domain.errors import BadInput

PARTS = ("codebooks", "transcripts")
TRANSCRIPTS = (".docx", ".vtt", ".txt")


@dataclass(frozen=True)
class Sample:
    """The files of the sample study."""

    transcripts: tuple[Path, ...]
    codebooks: tuple[Path, ...]
    segments: Path


def folder() -> Path:
    """The folder that holds codebooks/ and transcripts/; BadInput where neither place has them."""
    package = Path(qualcode.__file__).resolve().parent
    for place in (package.parent, package / "sample"):
        if all((place / part).is_dir() for part in PARTS):
            return place
    raise BadInput(f"the sample study is missing from this installation ({package / 'sample'})")


def sample() -> Sample:
    """The three focus groups, the two codebooks and the codings of two coders."""
    place = folder()
    texts = sorted((place / "transcripts").iterdir())
    codings = [path for path in texts if path.suffix == ".csv"]
    if len(codings) != 1:
        raise BadInput(f"{place / 'transcripts'} should hold one table of codings (.csv)")
    return Sample(
        tuple(path for path in texts if path.suffix in TRANSCRIPTS),
        (place / "codebooks" / "city_networks.csv", place / "codebooks" / "interaction.csv"),
        codings[0],
    )
