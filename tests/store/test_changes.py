"""The log of changes: undone and done again, or refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.codebook import Code
from qualcode.domain.errors import Damaged, Refused
from qualcode.domain.ids import now
from qualcode.domain.people import Coder, Progress
from qualcode.store import changes, coders, codes, transcripts
from qualcode.store.changes import Changes, pack, redo, undo, unpack
from qualcode.store.database import Database
from qualcode.store.schema import (
    code,
    codebook_version,
    coder,
    coder_transcript,
    original,
    speaker,
    transcript,
)
from tests.factories import dump


@contextmanager
def _work(database: Database, batch: str = "b") -> Iterator[Changes]:
    with database.write() as connection:
        yield Changes(connection, batch)


def _code(number: int, parent: str | None = None, **fields: Any) -> dict[str, Any]:
    return codes.row_of(Code(str(number), f"k{number}", f"Code {number}", parent, **fields))


def _transcript(key: str = "t") -> dict[str, Any]:
    texts = ("name", "kind", "language", "preface", "format", "encoding", "file_name", "sha256")
    return {"id": key, "sequence": 1, "imported": now(), **dict.fromkeys(texts, key)} | {
        "kind": "note"
    }


def _speaker(key: str, place: str = "t") -> dict[str, Any]:
    row = {"id": key, "transcript_id": place, "label": key, "role": "unknown"}
    return {**row, "participant_id": None, "sequence": 1}


def _back_and_forth(database: Database, log: changes.Log, before: Any) -> None:
    """Undo restores, and redo restores what undo took."""
    after = dump(database)
    with database.write() as connection:
        log = undo(connection, unpack(pack(log)))
    assert dump(database) == before
    with database.write() as connection:
        redo(connection, unpack(pack(log)))
    assert dump(database) == after


def test_every_kind_of_change_goes_back_and_forth(database: Database) -> None:
    with _work(database, "first") as work:
        work.insert(coder, coders.row_of(Coder("c", "Ada")))
        work.insert(code, _code(1, keywords=("a b", "ü")))
        work.insert(code, _code(2, "1"))
        work.insert_bulk(transcript, [_transcript()])
        work.insert_bulk(original, [{"id": "t", "data": b"\x00\xff"}])
    before = dump(database)
    with _work(database, "second") as work:
        work.insert(code, _code(3, "2", extras={"x": "y"}))
        assert work.update(code, "1", name="Renamed", keywords=["c"])
        work.insert_bulk(speaker, [_speaker("s1"), _speaker("s2")])
        row = coders.fresh_state("c", "t", Progress.FINISHED)
        work.insert(coder_transcript, {**row, "finished": now()})
        work.update(transcript, "t", name="new")
        work.delete(original, ["t"])
    _back_and_forth(database, work.log, before)


def test_what_changes_nothing_is_not_logged(database: Database) -> None:
    with _work(database) as work:
        work.insert(code, _code(1))
        work.log.clear()
        assert work.update(code, "1", name="Code 1", keywords=[]) is False
        work.delete(code, ["gone"])
        work.delete(code, [])
        work.insert_bulk(speaker, [])
    assert work.log == []


@given(st.integers(0, 1201))
def test_deletions_of_any_number_are_whole(count: int) -> None:
    parts = list(changes._chunks([str(at) for at in range(count)]))
    assert [one for part in parts for one in part] == [str(at) for at in range(count)]
    assert all(0 < len(part) <= 500 for part in parts)


def test_many_rows_are_deleted_and_come_back(database: Database) -> None:
    with _work(database) as work:
        for number in range(600):
            work.insert(code, _code(number))
    before = dump(database)
    with _work(database) as work:
        work.delete(code, [str(number) for number in range(600)])
    assert codes.load(database).codes == ()
    _back_and_forth(database, work.log, before)


def test_undo_refuses_a_row_that_is_not_as_it_was_left(database: Database) -> None:
    with _work(database) as first:
        first.insert(code, _code(1))
    with _work(database) as second:
        second.update(code, "1", name="Ours")
    with _work(database) as third:
        third.update(code, "1", name="Theirs")
    before = dump(database)
    for log in (first.log, second.log):
        with pytest.raises(Refused, match="later work depends on it"), _work(database) as work:
            undo(work.connection, log)
    with pytest.raises(Refused, match="later work depends on it"), _work(database) as work:
        redo(work.connection, second.log)
    assert dump(database) == before


def test_undo_of_a_change_of_a_row_that_is_gone_is_refused(database: Database) -> None:
    with _work(database) as first:
        first.insert(code, _code(1))
    with _work(database) as second:
        second.delete(code, ["1"])
    with pytest.raises(Refused, match="later work"), _work(database) as work:
        undo(work.connection, first.log)
    with pytest.raises(Refused, match="later work"), _work(database) as work:
        redo(work.connection, second.log)


def test_a_deletion_is_not_done_again_when_the_row_changed(database: Database) -> None:
    with _work(database) as work:
        work.insert(code, _code(1))
    with _work(database) as gone:
        gone.delete(code, ["1"])
    with _work(database) as work:
        log = undo(work.connection, gone.log)
        work.update(code, "1", definition="more")
    with pytest.raises(Refused, match="later work"), _work(database) as work:
        redo(work.connection, log)


def test_a_batch_is_not_taken_back_when_one_of_its_rows_was_changed(database: Database) -> None:
    with _work(database, "ours") as bulk:
        bulk.insert_bulk(transcript, [_transcript()])
        bulk.insert_bulk(speaker, [_speaker("s1"), _speaker("s2")])
    with _work(database, "theirs") as later:
        later.update(speaker, "s2", role="moderator")
    before = dump(database)
    with pytest.raises(Refused, match="later work depends on it"), _work(database) as work:
        undo(work.connection, bulk.log)
    assert dump(database) == before
    with _work(database) as work:
        undo(work.connection, later.log)
    with _work(database) as work:
        undo(work.connection, bulk.log)
    assert transcripts.names(database) == {}


def test_rows_that_later_rows_need_stay(database: Database) -> None:
    with _work(database) as first:
        first.insert(code, _code(1))
    with _work(database) as second:
        second.insert(code, _code(2, "1"))
    with pytest.raises(Refused, match="other work depends on it"), _work(database) as work:
        undo(work.connection, first.log)
    assert len(codes.load(database).codes) == 2


cells = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.lists(st.fixed_dictionaries({"op": st.just("insert"), "after": cells}), max_size=3))
def test_a_log_survives_being_packed(log: Any) -> None:
    assert unpack(pack(log)) == log


@pytest.mark.parametrize("data", [b"", b"nonsense", pack([])[:-3]])
def test_a_damaged_log_is_damage(data: bytes) -> None:
    with pytest.raises(Damaged, match="what undo needs is damaged"):
        unpack(data)


def test_many_rows_are_changed_as_if_one_by_one(database: Database) -> None:
    with _work(database, "first") as work:
        work.insert_bulk(coder, [])
        for number in range(3):
            work.insert(code, _code(number, sort=number))
    before = dump(database)
    with _work(database) as work:
        work.update_many(code, ["0", "2"], name="Same", status="retired")
        work.update_many(code, [], name="None")
    assert [one["id"] for one in work.log] == ["0", "2"]
    _back_and_forth(database, work.log, before)


def test_a_row_without_an_id_goes_back_and_forth(database: Database) -> None:
    with _work(database) as work:
        work.insert(codebook_version, {"number": 7, "created": now(), "coder_id": None})
    before = dump(database)
    with _work(database) as work:
        assert work.update(codebook_version, 7, label="pilot")
        assert not work.update(codebook_version, 7, label="pilot")
    _back_and_forth(database, work.log, before)
    with database.write() as connection:
        connection.execute(codebook_version.update().values(label="other"))
    with pytest.raises(Refused, match="later work"), database.write() as connection:
        undo(connection, work.log)
