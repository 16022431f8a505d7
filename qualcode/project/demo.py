"""The fictional sample study: where its files lie, and how the study is built from them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import qualcode
from qualcode.domain.errors import BadInput
from qualcode.domain.transcripts import Kind
from qualcode.project.opening import create_project
from qualcode.project.project import Project

STUDY = "city_networks.qualcode"
TITLE = "City networks (fictional sample)"
CODERS = ("rk", "ml")
PARTS = ("codebooks", "transcripts")
TRANSCRIPTS = (".docx", ".vtt", ".txt")


@dataclass(frozen=True)
class Sample:
    """The files of the sample study."""

    transcripts: tuple[Path, ...]
    codebooks: tuple[Path, ...]
    segments: Path


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
    """The three focus groups, the two codebooks and the codings of two coders."""
    place = source_folder()
    texts = sorted((place / "transcripts").iterdir())
    return Sample(
        tuple(path for path in texts if path.suffix in TRANSCRIPTS),
        (place / "codebooks" / "city_networks.csv", place / "codebooks" / "interaction.csv"),
        place / "transcripts" / "city_networks_segments.csv",
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
    """Transcripts, codebooks, codings; then both coders are marked as finished."""
    for result in project.transcripts.import_files(files.transcripts, kind=Kind.FOCUS_GROUP):
        if result.file is None or not result.ok:
            raise BadInput(result.error)
        turns, speakers = len(result.file.reading.turns), len(result.file.speakers)
        tell(f"  {result.path.name}: {turns} turns, {speakers} speakers")
    for variant in project.speakers.variants():
        project.speakers.merge(variant.label, variant.main, transcript=variant.transcript)
        tell(f"  {variant.transcript}: “{variant.label}” is “{variant.main}” ({variant.reason})")
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
