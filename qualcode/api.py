"""The Python interface: a study's tables as pandas DataFrames, read-only."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Self

from qualcode.domain.tables import Filters

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.project import Project


class Study:
    """An open study; a context manager. Its tables are those of ``qualcode export``.

    ``coders``, ``codes`` (name, path or code_id) and ``transcripts`` narrow a table; an unknown
    name raises ``qualcode.domain.errors.BadInput``. ``frame.attrs["recipe"]`` says how each table
    was made.
    """

    def __init__(self, project: Project) -> None:
        """Wrap an open project; use ``qualcode.open`` to get one from a path."""
        self._project = project

    def __enter__(self) -> Self:
        """The study itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the study."""
        self.close()

    def close(self) -> None:
        """Close the study's file."""
        self._project.close()

    def segments(
        self,
        *,
        coders: Sequence[str] = (),
        codes: Sequence[str] = (),
        transcripts: Sequence[str] = (),
    ) -> pd.DataFrame:
        """One row per coded segment, with its quotation."""
        return self._frame("segments", self._filters(coders, codes, transcripts))

    def frequencies(
        self,
        *,
        coders: Sequence[str] = (),
        codes: Sequence[str] = (),
        transcripts: Sequence[str] = (),
        all_text: bool = False,
        union: bool = False,
    ) -> pd.DataFrame:
        """Mentions, speakers and groups of each code."""
        return self._frame(
            "frequencies", self._filters(coders, codes, transcripts, all_text, union)
        )

    def cooccurrence(
        self,
        *,
        coders: Sequence[str] = (),
        codes: Sequence[str] = (),
        transcripts: Sequence[str] = (),
        all_text: bool = False,
        union: bool = False,
    ) -> pd.DataFrame:
        """Pairs of codes whose segments overlap."""
        return self._frame(
            "cooccurrence", self._filters(coders, codes, transcripts, all_text, union)
        )

    def codebook(self) -> pd.DataFrame:
        """One row per code, with its definition and rules."""
        return self._frame("codebook", Filters())

    def speakers(self, *, transcripts: Sequence[str] = ()) -> pd.DataFrame:
        """One row per speaker and transcript."""
        return self._frame("speakers", self._filters((), (), transcripts))

    def agreement(
        self,
        *,
        coders: Sequence[str] = (),
        codes: Sequence[str] = (),
        transcripts: Sequence[str] = (),
        all_text: bool = False,
    ) -> pd.DataFrame:
        """Agreement of the coders per code and overall, character by character."""
        return self._frame("agreement", self._filters(coders, codes, transcripts, all_text))

    def history(self) -> pd.DataFrame:
        """One row per action in the study, without anybody's words."""
        return self._frame("history", Filters())

    def corpus(
        self,
        *,
        coders: Sequence[str] = (),
        codes: Sequence[str] = (),
        transcripts: Sequence[str] = (),
        all_text: bool = False,
    ) -> pd.DataFrame:
        """One row per transcript: date, minutes, participants, turns, words, shares."""
        return self._frame("corpus", self._filters(coders, codes, transcripts, all_text))

    def participants(self, *, transcripts: Sequence[str] = ()) -> pd.DataFrame:
        """One row per participant, with attributes as banded for print."""
        return self._frame("participants", self._filters((), (), transcripts))

    def questions(
        self, *, coders: Sequence[str] = (), transcripts: Sequence[str] = ()
    ) -> pd.DataFrame:
        """One row per transcript, question of the guide and participant."""
        return self._frame("questions", self._filters(coders, (), transcripts))

    def replies(
        self, *, coders: Sequence[str] = (), transcripts: Sequence[str] = ()
    ) -> pd.DataFrame:
        """One row per transcript and speaker: whom they answer, and how often."""
        return self._frame("replies", self._filters(coders, (), transcripts))

    def transcripts_in(self, name: str) -> tuple[str, ...]:
        """Names of the transcripts in a set, for ``transcripts=`` of a table."""
        return self._project.sets.chosen([name])

    def _filters(
        self,
        coders: Sequence[str],
        codes: Sequence[str],
        transcripts: Sequence[str],
        all_text: bool = False,
        union: bool = False,
    ) -> Filters:
        """Names as filters; codes become ids."""
        codebook = self._project.codebook.current()
        return Filters(
            coders=tuple(coders),
            codes=tuple(codebook.find(code).id for code in codes),
            transcripts=tuple(transcripts),
            all_text=all_text,
            union=union,
        )

    def _frame(self, name: str, filters: Filters) -> pd.DataFrame:
        from qualcode.analysis.frames import to_frame

        return to_frame(self._project.tables.make(name, filters))


def open(path: str | PathLike[str]) -> Study:
    """Open a study for reading, also while another program writes to it.

    Raises NoSuchProject, Damaged or BadInput of ``qualcode.domain.errors``.
    """
    from qualcode.project import open_project

    return Study(open_project(Path(path), write=False))
