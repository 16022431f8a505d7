"""The full-text index: true after every change of a turn, and free of words that are gone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from sqlalchemy import delete, insert, update

from qualcode.domain.errors import Refused
from qualcode.domain.ids import now
from qualcode.domain.transcripts import Turn
from qualcode.store import sqlite
from qualcode.store.database import Database
from qualcode.store.schema import transcript, turn
from qualcode.store.transcripts import turn_row
from tests.drawing import drawn


def _transcript() -> dict[str, Any]:
    names = ("name", "kind", "language", "preface", "format", "encoding", "file_name", "sha256")
    return {**dict.fromkeys(names, "x"), "id": "t", "sequence": 1, "imported": now()}


@pytest.fixture
def filled(database: Database) -> Database:
    """A database with one transcript of three turns."""
    with database.write() as connection:
        connection.execute(insert(transcript), _transcript())
    for number, text in enumerate(["We trust the nurse", "Money is short", "Trüst me, nurse"]):
        _insert(database, number, text)
    return database


def _insert(database: Database, number: int, text: str) -> None:
    with database.write() as connection:
        row = turn_row("t", Turn(f"turn{number}", number, text))
        connection.execute(insert(turn), {**row, "batch": None})


def _found(database: Database, word: str) -> set[str]:
    query = (
        "SELECT turn_id FROM turn_words JOIN turn_number ON number = turn_words.rowid "
        "WHERE turn_words MATCH ?"
    )
    return database.ask(lambda raw: {row[0] for row in raw.execute(query, (f'"{word}"',))})


def test_words_are_found_without_case_and_accents(filled: Database) -> None:
    assert _found(filled, "trust") == {"turn0", "turn2"}
    assert _found(filled, "NURSE") == {"turn0", "turn2"}
    assert _found(filled, "mone") == set()
    assert filled.ask(sqlite.index_findings) == []


def test_changes_and_deletions_reach_the_index_in_their_transaction(filled: Database) -> None:
    with filled.write() as connection:
        connection.execute(update(turn).where(turn.c.id == "turn0").values(text="Time"))
        connection.execute(update(turn).where(turn.c.id == "turn0").values(text="Time flies"))
        connection.execute(delete(turn).where(turn.c.id == "turn2"))
    assert (_found(filled, "trust"), _found(filled, "flies")) == (set(), {"turn0"})
    _insert(filled, 5, "Trust again")  # takes the number of the turn that went
    assert _found(filled, "trust") == {"turn5"}
    assert filled.ask(sqlite.index_findings) == []


def test_a_change_that_is_taken_back_leaves_the_index_as_it_was(filled: Database) -> None:
    def fail() -> None:
        with filled.write() as connection:
            connection.execute(delete(turn))
            raise Refused("no")

    with pytest.raises(Refused):
        fail()
    assert _found(filled, "trust") == {"turn0", "turn2"}
    assert filled.ask(sqlite.index_findings) == []


def test_a_number_that_is_used_again_in_one_transaction_holds_the_later_turn(
    filled: Database,
) -> None:
    with filled.write() as connection:
        connection.execute(delete(turn).where(turn.c.id == "turn2"))
        connection.execute(insert(turn), turn_row("t", Turn("late", 2, "Late words")))
        connection.execute(insert(turn), turn_row("t", Turn("gone", 3, "Gone words")))
        connection.execute(delete(turn).where(turn.c.id == "gone"))
    assert (_found(filled, "words"), _found(filled, "trust")) == ({"late"}, {"turn0"})
    assert filled.ask(sqlite.index_findings) == []


@pytest.mark.parametrize("many", [False, True])
def test_words_that_are_gone_are_not_in_the_file(filled: Database, path: Path, many: bool) -> None:
    if many:
        for number in range(10, 400):
            _insert(filled, number, f"filling {number} words")
    _insert(filled, 900, "Xylotherapy zwiebelfisch")
    assert b"zwiebelfisch" in path.read_bytes()
    with filled.write() as connection:
        connection.execute(delete(turn).where(turn.c.id == "turn900"))
    assert _found(filled, "zwiebelfisch") == set()
    held = path.read_bytes().lower()
    assert all(word not in held for word in (b"xylotherapy", b"zwiebelfisch", b"wiebel"))
    assert filled.ask(sqlite.index_findings) == []


def test_numbers_outlast_a_vacuum(filled: Database, path: Path) -> None:
    with filled.write() as connection:
        connection.execute(delete(turn).where(turn.c.id == "turn0"))
    with closing(sqlite3.connect(path)) as other:
        other.execute("VACUUM")
    assert _found(filled, "trust") == {"turn2"}
    assert filled.ask(sqlite.index_findings) == []


def test_what_another_program_changed_is_taken_in(filled: Database, path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE turn SET text = 'Rivers' WHERE id = 'turn1'")
        other.commit()
    assert filled.ask(sqlite.is_behind)
    assert filled.ask(sqlite.index_findings) == [
        "the search index is behind by 1 turn: qualcode search --rebuild mends it"
    ]
    filled.settle()
    assert (_found(filled, "rivers"), _found(filled, "money")) == ({"turn1"}, set())
    assert filled.ask(sqlite.index_findings) == []


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("DROP TRIGGER turn_deleted", "of the search index, turn_deleted is missing"),
        ("DELETE FROM turn_number WHERE number = 2", "is behind by 1 turn"),
        (
            "INSERT INTO turn_words (turn_words, rowid, text) VALUES ('delete', 2, 'Money')",
            "the search index does not agree with the text",
        ),
        (
            "INSERT INTO turn_words (rowid, text) VALUES (77, 'nobody said this')",
            "the search index does not agree with the text",
        ),
    ],
)
def test_an_index_that_is_wrong_is_found(
    filled: Database, path: Path, statement: str, finding: str
) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute(statement)
        other.commit()
    found = filled.ask(sqlite.index_findings)
    assert len(found) == 1
    assert finding in found[0]
    with filled.write():
        filled.ask(sqlite.rebuild_index)
    assert filled.ask(sqlite.index_findings) == []
    assert _found(filled, "trust") == {"turn0", "turn2"}
    _insert(filled, 7, "Trust too")
    assert _found(filled, "trust") == {"turn0", "turn2", "turn7"}


def test_a_wrong_index_is_made_again(filled: Database, path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("DELETE FROM turn_number")
        other.execute("INSERT INTO turn_number VALUES (1, 'nobody')")
        other.execute("INSERT INTO turn_words (rowid, text) VALUES (77, 'nobody said this')")
        other.commit()
    with filled.write():
        filled.ask(sqlite.rebuild_index)
    assert (_found(filled, "trust"), _found(filled, "nobody")) == ({"turn0", "turn2"}, set())
    assert filled.ask(sqlite.index_findings) == []


@pytest.mark.parametrize("name", ["turn_deleted", "turn_text"])
def test_an_object_under_a_name_of_the_index_must_be_the_index_s(
    filled: Database, path: Path, name: str
) -> None:
    kind = "TRIGGER" if name == "turn_deleted" else "VIEW"
    body = (
        "AFTER DELETE ON turn BEGIN DELETE FROM memo; END" if kind == "TRIGGER" else "AS SELECT 1"
    )
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"DROP {kind} {name}")
        other.execute(f"CREATE {kind} {name} {body}")
    assert filled.ask(sqlite.foreign_objects) == [name]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["insert", "update", "delete", "fail"]),
        st.integers(0, 6),
        st.text("ab Éz.\u0301ß", max_size=12),
    ),
    max_size=25,
)


@drawn(40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_index_equals_the_text_after_any_changes(filled: Database, steps: Any) -> None:
    with filled.write() as connection:
        connection.execute(delete(turn))
    for step, number, text in steps:
        _take(filled, step, number, text)
    assert filled.ask(sqlite.index_findings) == []


def _take(database: Database, step: str, number: int, text: str) -> None:
    chosen = turn.c.id == f"turn{number}"
    try:
        if step == "insert":
            _insert(database, number, text)
            return
        with database.write() as connection:
            if step == "update":
                connection.execute(update(turn).where(chosen).values(text=text))
            else:
                connection.execute(delete(turn).where(chosen))
            if step == "fail":
                raise Refused("taken back")
    except Refused:
        assert step in ("insert", "fail")
