"""The study, open: its parts and who is coding."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from qualcode.domain.errors import BadInput
from qualcode.domain.ids import new_id
from qualcode.domain.people import Coder
from qualcode.domain.text import one_line
from qualcode.project import snapshots
from qualcode.project.actions import Actions
from qualcode.project.codebook import CodebookRoom
from qualcode.project.coders import CoderRoom
from qualcode.project.history import HistoryRoom
from qualcode.project.lock import ProjectLock
from qualcode.project.memos import MemoRoom
from qualcode.project.segments import SegmentRoom
from qualcode.project.speakers import SpeakerRoom
from qualcode.project.suggestions import SuggestionRoom
from qualcode.project.transcripts import TranscriptRoom
from qualcode.store import coders, study
from qualcode.store.database import Database
from qualcode.store.schema import study as study_table

if TYPE_CHECKING:
    from qualcode.project.editing import EditingRoom
    from qualcode.project.exchanges import ExchangeRoom
    from qualcode.project.group import GroupRoom
    from qualcode.project.matrix import MatrixRoom
    from qualcode.project.overview import Overview
    from qualcode.project.participants import ParticipantRoom
    from qualcode.project.passages import PassageRoom
    from qualcode.project.replies import ReplyRoom
    from qualcode.project.search import SearchRoom
    from qualcode.project.sets import SetRoom
    from qualcode.project.talk import TalkRoom
    from qualcode.project.topic_guide import GuideRoom


class Project:
    """An open study. Each changing call is one transaction, one journal entry, one undo step."""

    def __init__(
        self,
        path: Path,
        database: Database,
        coder: str,
        *,
        lock: ProjectLock | None = None,
        read_only: str = "",
        notice: str = "",
    ) -> None:
        """Take an open database; ``read_only`` says why nothing can be changed."""
        self.path = path
        self.database = database
        self.notice = notice
        self.actions = Actions(database, path, read_only)
        self._lock = lock
        row = study.load(database)
        self.id, self.title, self.approach, self.seed = row.id, row.title, row.approach, row.seed
        self._weighed = (-1, False)
        self.coder = self._coder(coder)
        self.transcripts = TranscriptRoom(self)
        self.speakers = SpeakerRoom(self)
        self.codebook = CodebookRoom(self)
        self.segments = SegmentRoom(self)
        self.memos = MemoRoom(self)
        self.coders = CoderRoom(self)
        self.suggestions = SuggestionRoom(self)
        self.history = HistoryRoom(self)
        self.actions.forget = self._forget

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return bool(self.actions.read_only)

    @property
    def change_counter(self) -> int:
        """Number of transactions committed since the project was opened."""
        return self.actions.commits

    @property
    def tables(self) -> Any:
        """The tables of the study (loaded when first asked for)."""
        from qualcode.project.tables import TableRoom

        return TableRoom(self)

    @property
    def participants(self) -> ParticipantRoom:
        """Who took part, and attributes of people and groups (loaded when first asked for)."""
        from qualcode.project.participants import ParticipantRoom

        return ParticipantRoom(self)

    @property
    def guide(self) -> GuideRoom:
        """The topic guide and where it was asked (loaded when first asked for)."""
        from qualcode.project.topic_guide import GuideRoom

        return GuideRoom(self)

    @property
    def replies(self) -> ReplyRoom:
        """Who answers whom (loaded when first asked for)."""
        from qualcode.project.replies import ReplyRoom

        return ReplyRoom(self)

    @property
    def group(self) -> GroupRoom:
        """The tables of the group for the present coder (loaded when first asked for)."""
        from qualcode.project.group import GroupRoom

        return GroupRoom(self)

    @property
    def exchanges(self) -> ExchangeRoom:
        """Runs of turns that hang together (loaded when first asked for)."""
        from qualcode.project.exchanges import ExchangeRoom

        return ExchangeRoom(self)

    @property
    def sets(self) -> SetRoom:
        """Named sets of transcripts (loaded when first asked for)."""
        from qualcode.project.sets import SetRoom

        return SetRoom(self)

    @property
    def editing(self) -> EditingRoom:
        """Edits of a transcript after coding (loaded when first asked for)."""
        from qualcode.project.editing import EditingRoom

        return EditingRoom(self)

    @property
    def passages(self) -> PassageRoom:
        """Passages by code, over all transcripts (loaded when first asked for)."""
        from qualcode.project.passages import PassageRoom

        return PassageRoom(self)

    @property
    def matrix(self) -> MatrixRoom:
        """Counts of codes by speakers, groups or attributes (loaded when first asked for)."""
        from qualcode.project.matrix import MatrixRoom

        return MatrixRoom(self)

    @property
    def search(self) -> SearchRoom:
        """Full-text search over the study (loaded when first asked for)."""
        from qualcode.project.search import SearchRoom

        return SearchRoom(self)

    @property
    def agreement(self) -> Any:
        """The comparison of coders (loaded when first asked for)."""
        from qualcode.project.agreement import AgreementRoom

        return AgreementRoom(self)

    @property
    def talk(self) -> TalkRoom:
        """Who spoke how much (loaded when first asked for)."""
        from qualcode.project.talk import TalkRoom

        return TalkRoom(self)

    @property
    def weighted(self) -> bool:
        """Whether segments may be weighed from 0 to 3 in this study."""
        if self._weighed[0] != self.change_counter:
            self._weighed = (self.change_counter, study.weighted(self.database))
        return self._weighed[1]

    def set_weighted(self, on: bool) -> None:
        """Switch weights on or off, as one action; weights that were given stay stored."""
        kind = "switch weights on" if on else "switch weights off"
        with self.actions.action(self.coder, kind) as work:
            work.update(study_table, self.id, weighted=on)

    def status(self, *, everyone: bool = False) -> dict[str, Any]:
        """Transcripts, turns, speakers, codes, segments per coder, finished states; see there."""
        from qualcode.project.status import status

        return status(self, everyone=everyone)

    def overview(self) -> Overview:
        """Where the present coder stopped, how far they are, and what waits for them."""
        from qualcode.project.overview import overview_of

        return overview_of(self)

    def use_coder(self, name: str) -> Coder:
        """Go on as another coder; the row is written with the first change."""
        self.coder = self._coder(name)
        self.actions.commits += 1
        return self.coder

    def snapshot(self, reason: str) -> Path | None:
        """Take a verified snapshot; None where the state folder cannot be written."""
        self.actions.check_writable()
        taken = snapshots.take(self.path, self.id, reason)
        if taken is None:
            self.notice = "no snapshot can be kept: the state folder cannot be written"
        return taken

    def close(self) -> None:
        """End what is being read, close the connection and give the lock back."""
        self.transcripts.stop_reading()
        self.database.close()
        if self._lock is not None:
            self._lock.release()

    def _forget(self) -> None:
        """Read again what an action may have shown before it was rolled back."""
        self.transcripts.clear()
        self.codebook.clear()

    def __enter__(self) -> Self:
        """Use the project in a with statement."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the project."""
        self.close()

    def _coder(self, name: str) -> Coder:
        wanted = one_line(name)
        if not wanted:
            raise BadInput("a coder needs a name")
        known = {person.name: person for person in coders.everyone(self.database)}
        return known.get(wanted) or Coder(new_id(), wanted)
