"""The history: what was done by whom and when, undone and done again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from typing import Any

from qualcode.domain.codebook import check_tree
from qualcode.domain.errors import BadInput, Refused
from qualcode.domain.ids import new_id
from qualcode.domain.people import Progress
from qualcode.project.history_window import (
    CodedThen,
    HistoryFilter,
    mine,
    others_coded,
    uncounted,
    window,
)
from qualcode.project.room import Room
from qualcode.project.standing_text import check_text, make_way
from qualcode.store import code_segments, coders, codes, journal, talk
from qualcode.store.changes import Log, redo, row_ids, tables_of, undo
from qualcode.store.journal import REDO, UNDO, Entry

WORDS = {"resize": "boundary of", "unmerge": "sent back to"}
"""What kinds are called that are not told by their own name."""

_READ_TABLES = {"transcript", "turn", "speaker", "question"}


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """An action as it is told: a sentence without any participant's words."""

    sequence: int
    at: datetime
    coder: str
    kind: str
    sentence: str
    undone: bool
    transcripts: frozenset[str]
    """Ids of the transcripts it was about."""
    code_id: str | None
    """The code it was about."""
    own: bool = True
    """Whether the present coder did it."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step back or forward: what it was, and where in which transcript it shows."""

    sentence: str
    transcript_id: str | None
    start: int | None
    tables: frozenset[str] = frozenset()
    """Names of the tables whose rows it changed."""
    segments: frozenset[str] | None = None
    """Ids of the segments it changed; None where they came in bulk."""


class HistoryRoom(Room):
    """The journal of the study."""

    def entries(self) -> list[HistoryEntry]:
        """All entries, oldest first."""
        found = {entry.sequence: entry for entry in journal.entries(self.database)}
        tell = _Teller(self, turns=_Turns(self, found.values()))
        return [self._told(entry, found.get(entry.target or 0), tell) for entry in found.values()]

    def _told(self, entry: Entry, target: Entry | None, tell: _Teller) -> HistoryEntry:
        about = (target or entry).details
        one = [about["transcript"]] if about.get("transcript") else []
        return HistoryEntry(
            sequence=entry.sequence,
            at=entry.at,
            coder=entry.coder,
            kind=entry.kind,
            sentence=tell(entry, target),
            undone=entry.undone,
            transcripts=frozenset([*one, *about.get("transcripts", ())]),
            code_id=about.get("code"),
            own=entry.coder_id == self.coder.id,
        )

    def told(self, found: Sequence[tuple[Entry, Entry | None]]) -> list[HistoryEntry]:
        """Entries, each with what it is about where it is an undo or a redo, as they are told.

        Places are turns, read for all of the entries at once.
        """
        every = [one for pair in found for one in pair if one is not None]
        tell = _Teller(self, turns=_Turns(self, every))
        return [self._told(entry, target, tell) for entry, target in found]

    def window(
        self, wanted: HistoryFilter | None = None, *, before: int | None = None, limit: int = 500
    ) -> list[HistoryEntry]:
        """The newest entries that the present coder may see, newest first; see there."""
        return window(self.project, wanted or HistoryFilter(), before, limit)

    def others_coded(self, wanted: HistoryFilter | None = None) -> list[CodedThen]:
        """When other coders did what is not told; see ``history_window``."""
        return others_coded(self.project, wanted or HistoryFilter())

    def mine(self, limit: int) -> list[HistoryEntry]:
        """The present coder's newest actions that stand, newest first."""
        return mine(self.project, limit)

    def can_undo_to(self, sequence: int) -> int:
        """How many own actions going back to before an entry would take back.

        0 where the entry is not an action of the present coder that stands.
        """
        standing = journal.standing_from(self.database, self.coder.id, sequence)
        return len(standing) if standing and standing[-1] == sequence else 0

    def undo_to(self, sequence: int) -> list[Step]:
        """Take back an own action and all later own ones, newest first, all of them or none.

        Raises Refused where it is not one's own or is taken back, or where later work of others
        depends on one of them.
        """
        steps = self.can_undo_to(sequence)
        if not steps:
            raise Refused("this is not an action of yours that stands")
        return self.undo(steps)

    def can_undo(self) -> bool:
        """Whether the present coder has an action that stands."""
        return journal.newest_done(self.database, self.coder.id) is not None

    def undo(self, steps: int = 1) -> list[Step]:
        """Take back the present coder's newest actions, all of the steps or none.

        Raises Refused where there are fewer, or where later work depends on one.
        """
        return self._walk(steps, self._undo_one)

    def redo(self, steps: int = 1) -> list[Step]:
        """Do undone actions again, all of the steps or none; raises Refused as ``undo``."""
        return self._walk(steps, self._redo_one)

    def _walk(self, steps: int, one_step: Callable[[Any], tuple[Entry, Log]]) -> list[Step]:
        done: list[Step] = []
        with self.project.actions.transaction(self.coder) as connection:
            for _ in range(steps):
                # What goes with the step has its name of before, what comes that of now.
                before = self.project.transcripts.names()
                entry, log = one_step(connection)
                tell = _Teller(self, before=before)
                segments = row_ids(log, "segment")
                done.append(
                    Step(
                        sentence=tell(uncounted(entry), places=False),
                        transcript_id=entry.details.get("transcript"),
                        start=entry.details.get("start"),
                        tables=frozenset(tables_of(log)),
                        segments=None if segments is None else frozenset(segments),
                    )
                )
        return done

    def _clear(self, log: Log) -> None:
        """Forget what the step may have changed."""
        if tables_of(log) & _READ_TABLES:
            self.project.transcripts.clear()
        if "code" in tables_of(log):
            self.project.codebook.clear()

    def _undo_one(self, connection: Any) -> tuple[Entry, Log]:
        entry = journal.newest_done(self.database, self.coder.id)
        if entry is None:
            raise Refused(f"{self.coder.name} has nothing to undo")
        log = self._payload(entry)
        try:
            make_way(self.project, entry, log, undone=True)
            log = undo(connection, log)
            self._check(log)
            check_text(self.project, entry, log, undone=True)
        except Refused as error:
            raise Refused(f"“{entry.kind}” cannot be undone: {error}") from error
        self._after(connection, entry, log, undone=True)
        return entry, log

    def _redo_one(self, connection: Any) -> tuple[Entry, Log]:
        entry = journal.next_undone(self.database, self.coder.id)
        if entry is None:
            raise Refused(f"{self.coder.name} has nothing to do again")
        log = self._payload(entry)
        try:
            make_way(self.project, entry, log, undone=False)
            redo(connection, log)
            self._check(log)
            check_text(self.project, entry, log, undone=False)
        except Refused as error:
            raise Refused(f"“{entry.kind}” cannot be done again: {error}") from error
        self._after(connection, entry, log, undone=False)
        return entry, log

    def _check(self, log: Log) -> None:
        """Raise Refused where a step would break what single changes are kept from breaking."""
        self._clear(log)
        if "code" in tables_of(log):
            try:
                check_tree(self.project.codebook.current().codes)
            except BadInput as error:
                raise Refused(f"later work depends on it ({error})") from error
        merged = [one.id for one in self.project.codebook.current().merged]
        if tables_of(log) & {"segment", "memo"} and code_segments.any_with(self.database, merged):
            raise Refused("later work depends on it (its code was merged into another)")
        bulk = _coded_in_bulk(log)
        states = coders.states(self.database) if bulk else []
        finished = {
            (s.coder_id, s.transcript_id) for s in states if s.progress is Progress.FINISHED
        }
        if bulk & finished:
            raise Refused("a transcript with its segments is marked as finished: reopen it first")

    def _payload(self, entry: Entry) -> Log:
        log = journal.payload(self.database, entry.sequence)
        if log is None:
            raise Refused(f"“{entry.kind}” cannot be undone: what it needs was erased on purpose")
        return log

    def _after(self, connection: Any, entry: Entry, log: Log, *, undone: bool) -> None:
        journal.mark(connection, entry.sequence, undone=undone, log=log if undone else None)
        if "code" in tables_of(log):
            codes.advance(connection, self.coder.id, row_ids(log, "code") or set())
        journal.record(
            connection,
            kind=UNDO if undone else REDO,
            coder_id=self.coder.id,
            batch=new_id(),
            details={},
            target=entry.sequence,
        )
        self._clear(log)


def _coded_in_bulk(log: Log) -> set[tuple[str, str]]:
    """Coder and transcript of the segments that came in bulk, often by other coders."""
    bulk = [one for one in log if one["op"] == "bulk" and one["table"] == "segment"]
    return {(row["coder_id"], row["transcript_id"]) for one in bulk for row in one["rows"]}


class _Turns:
    """In which turns passages stand, of all the transcripts that entries are about."""

    def __init__(self, room: Room, entries: Iterable[Entry]) -> None:
        placed = (one.details for one in entries if "start" in one.details)
        keys = {details["transcript"] for details in placed if "transcript" in details}
        lengths = talk.turn_lengths(room.database, sorted(keys)) if keys else {}
        # Each turn but the last is followed by a line feed.
        self._ends = {
            key: list(accumulate(length + 1 for length in found)) for key, found in lengths.items()
        }

    def of(self, transcript_id: str, start: int, end: int) -> tuple[int, int] | None:
        """The first and the last turn of a passage, from 1; None where it is not in the text."""
        ends = self._ends.get(transcript_id)
        if not ends or not 0 <= start < end < ends[-1]:
            return None
        return bisect_right(ends, start) + 1, bisect_right(ends, end - 1) + 1


class _Teller:
    """Tells entries as sentences; names are looked up now, the journal holds ids only."""

    def __init__(
        self, room: Room, *, turns: _Turns | None = None, before: Mapping[str, str] | None = None
    ) -> None:
        self._turns = turns
        known = [*(before or {}).items(), *room.project.transcripts.names().items()]
        self._transcripts = {key: name for name, key in known}
        self._codes = room.project.codebook.current().by_id
        self._frozen: dict[str, str] | None = None
        self._room = room

    def __call__(self, entry: Entry, target: Entry | None = None, *, places: bool = True) -> str:
        if entry.kind in (UNDO, REDO):
            what = self(target) if target else "an action"
            return f"{'took back' if entry.kind == UNDO else 'redid'}: {what}"
        details = entry.details
        words = [WORDS.get(entry.kind, entry.kind)]
        if "code" in details:
            words.append(f"“{self._code(details['code'])}”")
        if "into" in details:
            words.append(f"into “{self._code(details['into'])}”")
        if "out_of" in details:
            words.append(f"out of “{self._code(details['out_of'])}”")
        if "version" in details:
            words.append(f"as version {details['version']}")
        if "transcript" in details:
            words += self._where(entry.kind, details["transcript"])
        if places and "start" in details:
            words.append(self._place(details))
        for name in ("turns", "segments", "codes"):
            if isinstance(details.get(name), int):
                words.append(f"({details[name]} {name})")
        if "role" in details:
            words.append(f"to {details['role']}")
        if "transcripts" in details:
            words.append(", ".join(map(self._transcript, details["transcripts"])))
        return " ".join(words)

    def _where(self, kind: str, transcript_id: str) -> list[str]:
        """The transcript in which something was done, or to which it was done as a whole."""
        if not kind.endswith(" transcript"):
            return [f"in {self._transcript(transcript_id)}"]
        if kind == "delete transcript" and transcript_id not in self._transcripts:
            return []
        return [self._transcripts.get(transcript_id, "that is deleted now")]

    def _transcript(self, transcript_id: str) -> str:
        return self._transcripts.get(transcript_id, "a deleted transcript")

    def _place(self, details: Mapping[str, Any]) -> str:
        start, end = details["start"], details["end"]
        key = details.get("transcript")
        found = self._turns.of(key, start, end) if self._turns and key else None
        if found is None:
            return f"at {start}–{end}"
        first, last = found
        return f"turn {first}" if first == last else f"turns {first}–{last}"

    def _code(self, code_id: str) -> str:
        if code_id in self._codes:
            return self._codes[code_id].name
        if self._frozen is None:
            states = codes.versions(self._room.database)
            self._frozen = {key: state["name"] for _, key, state in states if state}
        return self._frozen.get(code_id, "a code that is gone")
