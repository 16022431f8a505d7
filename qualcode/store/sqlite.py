"""Everything that only SQLite has: settings, read-only opening, copies and checks.

Another database needs its own module of this kind and no change elsewhere.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Select, column, literal_column, select, table

from qualcode.domain.errors import BadInput, Damaged, QualcodeError, Refused
from qualcode.domain.tokens import Phrase

APPLICATION_ID = 0x51434F44
"""'QCOD' in the file header says that a SQLite file is a qualcode project."""

URL = "sqlite+pysqlite://"
"""The dialect and driver; the connection itself is made by ``connect``."""

BEGIN = "BEGIN IMMEDIATE"
"""Begins a transaction that takes its write lock at once."""

HEADER = b"SQLite format 3\x00"

SEARCH_INDEX = {
    "turn_number": "CREATE TABLE turn_number ("
    "number INTEGER PRIMARY KEY, turn_id VARCHAR(32) NOT NULL UNIQUE)",
    "turn_changed": "CREATE TABLE turn_changed (number INTEGER PRIMARY KEY, before TEXT)",
    "turn_text": "CREATE VIEW turn_text AS SELECT n.number AS number, t.text AS text "
    "FROM turn_number AS n JOIN turn AS t ON t.id = n.turn_id",
    "turn_words": "CREATE VIRTUAL TABLE turn_words USING fts5("
    "text, content='turn_text', content_rowid='number', "
    "tokenize='unicode61 remove_diacritics 2')",
    "turn_inserted": "CREATE TRIGGER turn_inserted AFTER INSERT ON turn BEGIN "
    "INSERT INTO turn_number (turn_id) VALUES (new.id); "
    "INSERT INTO turn_changed (number) SELECT number FROM turn_number AS n "
    "WHERE turn_id = new.id AND NOT EXISTS "
    "(SELECT 1 FROM turn_changed AS c WHERE c.number = n.number); END",
    "turn_updated": "CREATE TRIGGER turn_updated AFTER UPDATE OF id, text ON turn BEGIN "
    "INSERT INTO turn_changed (number, before) SELECT number, old.text FROM turn_number AS n "
    "WHERE turn_id = old.id AND NOT EXISTS "
    "(SELECT 1 FROM turn_changed AS c WHERE c.number = n.number); "
    "UPDATE turn_number SET turn_id = new.id WHERE turn_id = old.id; END",
    "turn_deleted": "CREATE TRIGGER turn_deleted AFTER DELETE ON turn BEGIN "
    "INSERT INTO turn_changed (number, before) SELECT number, old.text FROM turn_number AS n "
    "WHERE turn_id = old.id AND NOT EXISTS "
    "(SELECT 1 FROM turn_changed AS c WHERE c.number = n.number); "
    "DELETE FROM turn_number WHERE turn_id = old.id; END",
}
"""What the full-text index over turns is made of, as it stands in the file, word for word.

A turn's own rowid may change when the file is copied, so that turns are numbered by a table. The
triggers note which turns changed, with the words that are indexed for them; ``settle`` brings the
index up to them at the end of each transaction. They cannot do so themselves: SQLite before 3.41
lets no trigger write to a full-text table unless the whole file is trusted. A revision that
changes an object here drops the present one first.
"""

_SETTINGS = {
    "journal_mode": ("DELETE", "delete"),
    "synchronous": ("EXTRA", 3),
    "foreign_keys": ("ON", 1),
    "trusted_schema": ("OFF", 0),
    "cell_size_check": ("ON", 1),
    "secure_delete": ("ON", 1),
    "temp_store": ("MEMORY", 2),
}


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open a project file with the settings of the store, read back one by one.

    Transactions are explicit (no implicit BEGIN). Raises Damaged where a setting does not hold
    or the file is no database.
    """
    connection = _opened(path, "ro" if read_only else "rw")
    connection.isolation_level = None
    try:
        _apply_settings(connection, path, read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _opened(path: Path, mode: str = "ro") -> sqlite3.Connection:
    """A connection to a file that exists; raises Damaged where SQLite cannot open it."""
    try:
        return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=5.0)
    except sqlite3.OperationalError as error:
        raise Damaged(f"{path.name} cannot be opened as a database: {error}") from error


def _apply_settings(connection: sqlite3.Connection, path: Path, read_only: bool) -> None:
    try:
        for name, (wanted, read_back) in _SETTINGS.items():
            if read_only and name == "journal_mode":
                continue
            connection.execute(f"PRAGMA {name}={wanted}")
            got = connection.execute(f"PRAGMA {name}").fetchone()[0]
            if got != read_back:
                raise Damaged(f"{path.name}: the database setting {name} stays at {got}")
        connection.execute("PRAGMA mmap_size=0")
        if sys.platform == "darwin":
            connection.execute("PRAGMA fullfsync=ON")
        if read_only:
            connection.execute("PRAGMA query_only=ON")
    except sqlite3.DatabaseError as error:
        raise Damaged(f"{path.name} cannot be read as a database: {error}") from error


def create(path: Path) -> None:
    """Make an empty project file, readable by its owner only; raises BadInput if it exists."""
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        raise BadInput(f"{path} exists already") from None
    except OSError as error:
        raise BadInput(f"{path} cannot be made: {error.strerror}") from error
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    except sqlite3.Error as error:
        path.unlink(missing_ok=True)
        raise BadInput(f"{path} cannot be made: {error}") from error


def check_header(path: Path) -> None:
    """Raise Damaged or BadInput where the file is not a qualcode project, without changing it."""
    with path.open("rb") as file:
        head = file.read(100)
    if not head:
        raise BadInput(f"{path.name} is an empty file, not a qualcode project")
    if not head.startswith(HEADER):
        raise BadInput(f"{path.name} is not a qualcode project; a transcript is imported into one")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise BadInput(f"{path.name} is the database of another program, not a qualcode project")


def copy_into_memory(path: Path) -> sqlite3.Connection:
    """A private copy of the project in memory, taken by SQLite's backup call."""
    try:
        with closing(_opened(path)) as source:
            copy = private_copy(source)
    except sqlite3.DatabaseError as error:
        raise Damaged(f"{path.name} cannot be read as a database: {error}") from error
    forbid_writing(copy)
    return copy


def private_copy(source: sqlite3.Connection) -> sqlite3.Connection:
    """A copy in memory, taken by SQLite's backup call, that can still be written to."""
    copy = sqlite3.connect(":memory:")
    try:
        source.backup(copy)
        copy.isolation_level = None
        copy.execute("PRAGMA foreign_keys=ON")
        copy.execute("PRAGMA trusted_schema=OFF")
    except BaseException:
        copy.close()
        raise
    return copy


def forbid_writing(connection: sqlite3.Connection) -> None:
    """Let a connection read only from now on."""
    connection.execute("PRAGMA query_only=ON")


def copy_file(path: Path, target: Path) -> None:
    """Copy the project to ``target`` (mode 0600) by SQLite's backup call, whole or not at all.

    Raises Damaged where the project is, OSError where the copy cannot be written.
    """
    target.touch(mode=0o600, exist_ok=False)
    try:
        with closing(_opened(path)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
    except sqlite3.DatabaseError as error:
        target.unlink(missing_ok=True)
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise Damaged(f"{path.name} cannot be copied: {error}") from error
        raise OSError(f"{target} cannot be written: {error}") from error


def integrity_findings(connection: sqlite3.Connection) -> list[str]:
    """What SQLite's full integrity check and foreign key check find; empty where all is well."""
    try:
        lines = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
        findings = [f"integrity check: {line}" for line in lines if line != "ok"]
        for table, row_id, parent, _ in connection.execute("PRAGMA foreign_key_check"):
            findings.append(f"table {table}, row {row_id}: what it refers to in {parent} is gone")
    except sqlite3.DatabaseError as error:
        return [f"integrity check: {error}"]
    return findings


def foreign_objects(connection: sqlite3.Connection) -> list[str]:
    """Names of triggers, views and virtual tables that are not the search index's own."""
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type IN ('trigger', 'view') "
        "OR sql LIKE 'CREATE VIRTUAL%' ORDER BY name"
    )
    return [str(name) for name, sql in rows if SEARCH_INDEX.get(name) != sql]


def is_behind(connection: sqlite3.Connection) -> bool:
    """Whether turns changed that the full-text index (of revision 0002 on) does not know yet."""
    named = "SELECT 1 FROM sqlite_schema WHERE name = 'turn_changed'"
    if connection.execute(named).fetchone() is None:
        return False
    return connection.execute("SELECT 1 FROM turn_changed LIMIT 1").fetchone() is not None


def belongs_to_index(table: str) -> bool:
    """Whether a table is a part of the full-text index."""
    return table in SEARCH_INDEX or table.startswith("turn_words_")


def settle(connection: sqlite3.Connection) -> None:
    """Bring the full-text index up to the turns that changed, in the present transaction.

    Where words went out of a turn the index is merged into one piece, since until then SQLite
    would keep them in it. (FTS5 has a setting for that from 3.42 on; a file that has been written
    with it cannot be read by an older SQLite.)
    """
    if not is_behind(connection):
        return
    removed = connection.execute("SELECT count(before) FROM turn_changed").fetchone()[0]
    connection.execute(
        "INSERT INTO turn_words (turn_words, rowid, text) "
        "SELECT 'delete', number, before FROM turn_changed WHERE before IS NOT NULL"
    )
    connection.execute(
        "INSERT INTO turn_words (rowid, text) SELECT number, text FROM turn_text "
        "WHERE number IN (SELECT number FROM turn_changed) ORDER BY number"
    )
    connection.execute("DELETE FROM turn_changed")
    if removed:
        connection.execute("INSERT INTO turn_words (turn_words) VALUES ('optimize')")


def rebuild_index(connection: sqlite3.Connection) -> None:
    """Make the full-text index and all it consists of anew, in the present transaction."""
    present = dict(connection.execute("SELECT name, type FROM sqlite_schema").fetchall())
    for name in reversed(SEARCH_INDEX):
        if name in present:
            connection.execute(f"DROP {present[name]} {name}")
    for statement in SEARCH_INDEX.values():
        connection.execute(statement)
    connection.execute(
        "INSERT INTO turn_number (turn_id) SELECT t.id FROM turn AS t "
        "JOIN transcript AS x ON x.id = t.transcript_id ORDER BY x.sequence, t.sequence"
    )
    connection.execute("INSERT INTO turn_words (turn_words) VALUES ('rebuild')")


_MENDED = ": qualcode search --rebuild mends it"


def index_findings(connection: sqlite3.Connection) -> list[str]:
    """Where the full-text index does not agree with the text; looked for in a private copy."""
    made = {str(row[0]) for row in connection.execute("SELECT name FROM sqlite_schema")}
    missing = [name for name in SEARCH_INDEX if name not in made]
    if missing:
        return [f"of the search index, {', '.join(missing)} is missing{_MENDED}"]
    apart = connection.execute(
        "SELECT (SELECT count(*) FROM turn_changed) + (SELECT count(*) FROM turn) "
        "- (SELECT count(*) FROM turn JOIN turn_number ON turn_id = id) "
        "+ (SELECT count(*) FROM turn_number) - (SELECT count(*) FROM turn_text)"
    ).fetchone()[0]
    if apart:
        turns = "1 turn" if apart == 1 else f"{apart:,} turns"
        return [f"the search index is behind by {turns}{_MENDED}"]
    with closing(sqlite3.connect(":memory:")) as copy:
        connection.backup(copy)
        try:
            copy.execute("INSERT INTO turn_words (turn_words, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError:
            return [f"the search index does not agree with the text{_MENDED}"]
    return []


def changed_by_others(connection: sqlite3.Connection) -> int:
    """A number that changes when anyone but this connection commits to the file."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def findings_in(copy: Path) -> list[str]:
    """What the integrity check finds in a file."""
    with closing(sqlite3.connect(copy)) as copied:
        return integrity_findings(copied)


def rows_agree(path: Path, copy: Path, tables: Sequence[str]) -> bool:
    """Whether two files have equally many rows in each of the tables."""
    with closing(_opened(path)) as source, closing(_opened(copy)) as copied:
        return _counts(source, tables) == _counts(copied, tables)


def _counts(connection: sqlite3.Connection, tables: Sequence[str]) -> list[int]:
    return [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]


def sentence(error: sqlite3.Error) -> QualcodeError:
    """The sentence for an error of the database, without any stored text."""
    text = str(error)
    if "no such module: fts5" in text:
        return Refused("the SQLite of this Python has no full-text search (FTS5)")
    if "FOREIGN KEY" in text:
        return Refused("other work depends on it, or what it belongs to is gone")
    if "UNIQUE" in text:
        return Refused("another one of that name or at that place is there already")
    if "full" in text:
        return Refused("the disk is full: nothing was changed; make space and try again")
    if "readonly" in text or "read-only" in text:
        return Refused("the project is open for reading only")
    if "locked" in text or "busy" in text:
        return Refused("another program is writing to the project: try again")
    if "malformed" in text or "not a database" in text:
        return Damaged("the project file is damaged: run qualcode doctor on it")
    return Damaged(f"the database says: {text}")


def matching(phrases: Sequence[Phrase]) -> Select[Any]:
    """Ids, numbers and ranks (``id``, ``number``, ``rank``, the best first) of the turns that
    hold all phrases."""
    words, numbers = table("turn_words", column("rank"), column("rowid")), _NUMBERS
    found = select(numbers.c.turn_id.label("id"), numbers.c.number, words.c.rank.label("rank"))
    found = found.join_from(words, numbers, numbers.c.number == words.c.rowid)
    return found.where(literal_column("turn_words").op("MATCH")(_expression(phrases)))


def _expression(phrases: Sequence[Phrase]) -> str:
    """The phrases in the language of FTS5; words of the index hold no quotation mark."""
    return " AND ".join(
        f'"{" ".join(phrase.words)}"{" *" if phrase.prefix else ""}' for phrase in phrases
    )


_NUMBERS = table("turn_number", column("number"), column("turn_id"))
