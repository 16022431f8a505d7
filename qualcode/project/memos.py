"""Memos of the present coder, and drafts that survive a crash."""

from __future__ import annotations

from dataclasses import replace

from qualcode.domain.errors import Refused
from qualcode.domain.ids import new_id, now
from qualcode.domain.memos import LONGEST_MEMO, Memo, MemoKind, Subject
from qualcode.domain.text import normalise_newlines, storable
from qualcode.project.placed_memos import PlacedMemo, placed_memos
from qualcode.project.room import Room
from qualcode.store import coders, memos, segments
from qualcode.store.coders import Draft
from qualcode.store.schema import memo


class MemoRoom(Room):
    """Memos on anything, several per thing; a coder sees their own."""

    def on(self, subject: Subject, subject_id: str = "") -> list[Memo]:
        """The coder's memos on a thing, oldest first."""
        return memos.on(self.database, subject, subject_id, self.coder.id)

    def all(self) -> list[PlacedMemo]:
        """All of the coder's memos with what each is on, in the order of the study."""
        return placed_memos(self.project)

    def of_transcript(self, transcript_id: str) -> dict[str, list[Memo]]:
        """The coder's memos on the segments of a transcript, by segment id."""
        return memos.on_segments(self.database, transcript_id, self.coder.id)

    def write(
        self, subject: Subject, subject_id: str, text: str, kind: MemoKind = MemoKind.NOTE
    ) -> Memo:
        """Write a memo; raises Refused where it is empty or its thing is gone."""
        return self._write((subject, subject_id), (subject, subject_id), text, kind)

    def write_on_study_instead(
        self, subject: Subject, subject_id: str, text: str, kind: MemoKind = MemoKind.NOTE
    ) -> Memo:
        """Keep words whose thing is gone as a memo on the study; their draft is dropped."""
        return self._write((Subject.STUDY, ""), (subject, subject_id), text, kind)

    def _write(
        self, on: tuple[Subject, str], drafted: tuple[Subject, str], text: str, kind: MemoKind
    ) -> Memo:
        wanted, moment = _checked(text), now()
        if not wanted.strip():
            raise Refused("an empty memo is not kept")
        made = Memo(new_id(), *on, self.coder.id, kind, wanted, moment, moment)
        with self.act("write memo", memo=made.id, subject=on[0].value, on=on[1]) as work:
            work.insert(memo, memos.row_of(made))
            self._drop(work.connection, *drafted)
        return made

    def can_be_on(self, subject: Subject, subject_id: str) -> bool:
        """Whether what a memo would be on is there, is no merged code and no other's segment."""
        if subject is Subject.CODE:
            code = self.project.codebook.current().by_id.get(subject_id)
            return code is not None and code.merged_into is None
        if subject is Subject.SEGMENT:
            owner = segments.owner(self.database, subject_id)
            return owner is not None and owner[1] == self.coder.id
        return memos.thing_is_there(self.database, subject, subject_id)

    def edit(self, memo_id: str, text: str, kind: MemoKind | None = None) -> Memo:
        """Change the text of one's own memo, and its kind; an empty text deletes it."""
        present, wanted = self._own(memo_id), _checked(text)
        kind = kind or present.kind
        if not wanted.strip():
            self.delete(memo_id)
            return replace(present, text="")
        moment = now()
        with self.act("edit memo", memo=memo_id) as work:
            if (wanted, kind) != (present.text, present.kind):
                work.update(memo, memo_id, text=wanted, kind=kind.value, changed=moment)
            self._drop(work.connection, present.subject, present.subject_id)
        return replace(present, text=wanted, kind=kind, changed=moment)

    def set_kind(self, memo_id: str, kind: MemoKind) -> Memo:
        """Make one's own memo a memo of another kind."""
        present, moment = self._own(memo_id), now()
        if kind is present.kind:
            return present
        with self.act("change kind of memo", memo=memo_id) as work:
            work.update(memo, memo_id, kind=kind.value, changed=moment)
        return replace(present, kind=kind, changed=moment)

    def delete(self, memo_id: str) -> None:
        """Delete one's own memo."""
        present = self._own(memo_id)
        with self.act("delete memo", memo=memo_id) as work:
            work.delete(memo, [memo_id])
            self._drop(work.connection, present.subject, present.subject_id)

    def drafts(self) -> list[Draft]:
        """Texts that were being typed when a session ended, newest first."""
        return coders.drafts(self.database, self.coder.id)

    def draft(self, subject: Subject, subject_id: str = "") -> str:
        """The draft on a thing, or an empty string."""
        wanted = (subject.value, subject_id)
        return next((one.text for one in self.drafts() if one[:2] == wanted), "")

    def save_draft(self, subject: Subject, subject_id: str, text: str) -> None:
        """Keep what is being typed; outside the journal."""
        with self.project.actions.transaction(self.coder) as connection:
            coders.save_draft(connection, self.coder.id, subject.value, subject_id, _text(text))

    def drop_draft(self, subject: Subject, subject_id: str) -> None:
        """Forget the draft on a thing."""
        with self.project.actions.transaction(self.coder) as connection:
            self._drop(connection, subject, subject_id)

    def _drop(self, connection: object, subject: Subject, subject_id: str) -> None:
        coders.save_draft(connection, self.coder.id, subject.value, subject_id, None)  # type: ignore[arg-type]

    def _own(self, memo_id: str) -> Memo:
        present = memos.by_id(self.database, memo_id)
        if present is None:
            raise Refused("this memo is not there any more")
        if present.coder_id != self.coder.id:
            raise Refused("this memo is another coder's")
        return present


def _checked(text: str) -> str:
    """The text as it is stored; Refused where it is too long."""
    wanted = _text(text)
    if problem := too_long(wanted):
        raise Refused(problem)
    return wanted


def too_long(text: str) -> str:
    """Why a text is no memo, or an empty string."""
    if len(text) <= LONGEST_MEMO:
        return ""
    return f"a memo holds at most {LONGEST_MEMO:,} characters, and this one has {len(text):,}"


def _text(text: str) -> str:
    return storable(normalise_newlines(text)).text
