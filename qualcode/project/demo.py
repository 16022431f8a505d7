"""The fictional sample study: where its files lie, and how the study is built from them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import qualcode
from qualcode.domain.attributes import AttributeType, Subject
from qualcode.domain.errors import BadInput
from qualcode.domain.transcripts import Kind
from qualcode.project.opening import create_project
from qualcode.project.project import Project

STUDY = "city_networks.qualcode"
TITLE = "City networks (fictional sample)"
CODERS = ("rk", "ml")
PARTS = ("codebooks", "transcripts")
TRANSCRIPTS = (".docx", ".vtt", ".txt")

YEARS = "years_in_post"
REGION = "region"
BANDS = (5,)
"""Years in post as they are printed: with more cuts, or with the region, many stand alone."""

LEFT_OPEN = (("fg3_councillors", "Q7"), ("fg3_councillors", "Q8"))
"""Questions that stay proposed: the lead has not looked at the end of this group yet."""

BY_HAND = (
    ("fg1_small_cities", "How do you choose?", "Q5"),
    ("fg1_small_cities", "Last round, then.", "Q8"),
    ("fg2_large_cities", "Name, city,", "Q0"),
    ("fg2_large_cities", "Last words, then.", "Q8"),
    ("fg3_councillors", "How do you choose, then?", "Q5"),
)
"""Turns, by words of theirs, that ask a question in other words than the guide."""

ASK_NOTHING = (("fg1_small_cities", "One at a time, please"), ("fg2_large_cities", "We can."))
"""Turns of moderators of which the lead has decided that they ask nothing."""


@dataclass(frozen=True)
class Sample:
    """The files of the sample study."""

    transcripts: tuple[Path, ...]
    codebooks: tuple[Path, ...]
    segments: Path
    groups: Path
    participants: Path
    guide: Path


def source_folder() -> Path:
    """The folder that holds codebooks/ and transcripts/: the checkout, else inside the package.

    Raises BadInput where neither has them.
    """
    package = Path(qualcode.__file__).resolve().parent
    for place in (package.parent, package / "sample"):
        if all((place / part).is_dir() for part in PARTS):
            return place
    raise BadInput(f"the sample study is missing from this installation ({package / 'sample'})")


def sample() -> Sample:
    """The three focus groups, the two codebooks, two codings, the people and the topic guide."""
    place = source_folder()
    texts = place / "transcripts"
    return Sample(
        tuple(path for path in sorted(texts.iterdir()) if path.suffix in TRANSCRIPTS),
        (place / "codebooks" / "city_networks.csv", place / "codebooks" / "interaction.csv"),
        texts / "city_networks_segments.csv",
        texts / "group" / "groups.csv",
        texts / "group" / "participants.csv",
        texts / "group" / "topic_guide.txt",
    )


def default_folder() -> Path:
    """exports/demo of the checkout around the present folder, else a folder of its own here."""
    here = Path.cwd()
    for place in (here, *here.parents):
        if (place / "exports" / "README.md").is_file() and (place / "codebooks").is_dir():
            return Path(os.path.relpath(place / "exports" / "demo"))
    return Path("qualcode-demo")


def build_demo(folder: Path, tell: Callable[[str], None] = lambda _: None) -> Path:
    """Build the sample study in a folder unless it is there already; the path of the study.

    It is built beside its place and moved there when it is whole. ``tell`` gets a line for each
    step. Raises BadInput where a file of the sample is damaged.
    """
    path = folder / STUDY
    if path.exists():
        tell(f"{path} is there already and is kept, with everything coded in it.")
        return path
    tell(f"Building a fictional sample study in {path}")
    workshop = folder / ".building"
    shutil.rmtree(workshop, ignore_errors=True)
    workshop.mkdir(parents=True)
    try:
        with create_project(workshop / STUDY, title=TITLE, coder=CODERS[0]) as project:
            _fill(project, sample(), tell)
        os.replace(workshop / STUDY, path)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    return path


def _fill(project: Project, files: Sample, tell: Callable[[str], None]) -> None:
    """Transcripts, people, guide, codebooks, codings; then both coders are marked as finished."""
    _add_transcripts(project, files, tell)
    _add_people(project, files, tell)
    _add_guide(project, files, tell)
    for codebook in files.codebooks:
        tell(f"  {codebook.name}: {project.codebook.import_file(codebook).added} codes")
    found = project.segments.import_csv(files.segments)
    if found.bad:
        row = found.bad[0]
        raise BadInput(f"{files.segments.name}, line {row.line}: {row.reason}")
    tell(f"  {files.segments.name}: {found.imported} segments by {' and '.join(CODERS)}")
    for name in CODERS:
        project.use_coder(name)
        project.coders.finish()
    tell(f"  {' and '.join(CODERS)} have finished every transcript")


def _add_transcripts(project: Project, files: Sample, tell: Callable[[str], None]) -> None:
    """The three groups, with labels of one person joined."""
    for result in project.transcripts.import_files(files.transcripts, kind=Kind.FOCUS_GROUP):
        if result.file is None or not result.ok:
            raise BadInput(result.error)
        turns, speakers = len(result.file.reading.turns), len(result.file.speakers)
        tell(f"  {result.path.name}: {turns} turns, {speakers} speakers")
    for variant in project.speakers.variants():
        project.speakers.merge(variant.label, variant.main, transcript=variant.transcript)
        tell(f"  {variant.transcript}: “{variant.label}” is “{variant.main}” ({variant.reason})")


def _add_people(project: Project, files: Sample, tell: Callable[[str], None]) -> None:
    """What is known of the groups and of the people, coarse enough to be printed."""
    room = project.participants
    found = room.import_file(
        files.groups, subject=Subject.TRANSCRIPT, types={"size": AttributeType.CHOICE}
    )
    tell(f"  {files.groups.name}: {', '.join(found.types)} of {len(found.known)} groups")
    found = room.import_file(files.participants)
    if missing := [name for _, name in found.unmatched_rows]:
        raise BadInput(f"{files.participants.name}: nobody speaks as {', '.join(missing)}")
    room.declare(YEARS, AttributeType.NUMBER, bands=BANDS)
    room.declare(REGION, AttributeType.CHOICE, printed=False)
    tell(
        f"  {files.participants.name}: {len(found.created)} people behind {len(found.tied)} "
        f"labels; {', '.join(found.types)}"
    )


def _add_guide(project: Project, files: Sample, tell: Callable[[str], None]) -> None:
    """The topic guide, with the moderators' turns as a lead has decided on them so far."""
    added = project.guide.import_file(files.guide).added
    found = project.guide.propose()
    kept = [one for one in found if (one.transcript, one.key) not in LEFT_OPEN]
    confirmed = project.guide.confirm(kept)
    by_hand = [(_turn(project, name, words), key) for name, words, key in BY_HAND]
    confirmed += project.guide.assign_all(by_hand)
    for name, words in ASK_NOTHING:
        project.guide.leave_out(_turn(project, name, words))
    tell(
        f"  {files.guide.name}: {added} questions; {confirmed} turns confirmed, "
        f"{len(project.guide.propose())} proposed"
    )


def _turn(project: Project, transcript: str, words: str) -> str:
    """The id of the first turn of a moderator that holds these words."""
    for one in project.guide.turns([transcript]):
        if words in one.text:
            return one.turn_id
    raise BadInput(f"{transcript}: no moderator says “{words}”")
