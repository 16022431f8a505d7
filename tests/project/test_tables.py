"""Tables against counts written in SQL (fault G7), and the state in one look."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.domain.errors import BadInput
from qualcode.domain.memos import Subject
from qualcode.domain.tables import Filters, Table
from qualcode.project import Project
from tests.factories import code_named, code_words, make_project

PARTS = """
WITH RECURSIVE place(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM place WHERE i < 200),
part AS (
  SELECT s.id, c.key AS code, p.name AS coder, s.transcript_id AS transcript, u.id AS turn,
    k.id AS speaker, k.role IN ('participant', 'unknown') AS person,
    CASE WHEN u.id = f.id THEN s.start_offset ELSE 0 END AS start,
    CASE WHEN u.id = l.id THEN s.end_offset ELSE length(u.text) END AS stop
  FROM segment s JOIN code c ON c.id = s.code_id JOIN coder p ON p.id = s.coder_id
  JOIN turn f ON f.id = s.start_turn_id JOIN turn l ON l.id = s.end_turn_id
  JOIN turn u ON u.transcript_id = s.transcript_id
    AND u.sequence BETWEEN f.sequence AND l.sequence
  JOIN speaker k ON k.id = u.speaker_id
  WHERE k.role NOT IN ('moderator', 'assistant', 'interpreter')),
letter AS (
  SELECT part.*, i FROM part JOIN place ON i >= start AND i < stop)
"""
"""Coded text that counts: by turn, and letter by letter."""


@pytest.fixture
def coded(tmp_path: Path) -> Iterator[Project]:
    """A study coded by two, some of it over several turns."""
    project = make_project(tmp_path, title="Networks", approach="codebook")
    one = project.transcripts.get("group")
    code_words(project, "For the money, mostly.", "Money")
    code_words(project, "money", "Trust")
    project.segments.add(one.id, 0, one.text.index("trust"), code_named(project, "Why").id)
    code_words(project, "Money was never the point", "Money", "interview")
    project.segments.add(one.id, 0, 10, code_named(project, "How").id)
    project.use_coder("Bea")
    first = code_words(project, "money, mostly", "Money")
    project.memos.write(Subject.SEGMENT, first.id, "one")
    project.memos.write(Subject.SEGMENT, first.id, "two")
    code_words(project, "It is the money", "Money")
    code_words(project, "We trust them.", "Trust")
    yield project
    project.close()


def _sql(project: Project, statement: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in project.database.connection.exec_driver_sql(statement)]


def _picked(table: Table, *columns: str) -> set[tuple[object, ...]]:
    return {tuple(row[name] for name in columns) for row in table.records()}


def test_frequencies_equal_a_count_in_sql(coded: Project) -> None:
    counted = _sql(
        coded,
        f"""{PARTS} SELECT code, coder, count(DISTINCT id), count(DISTINCT speaker),
          count(DISTINCT transcript), count(DISTINCT turn || '/' || i)
        FROM letter GROUP BY code, coder""",
    )
    columns = ("code_id", "coder", "mentions", "speakers", "groups", "characters")
    found = _picked(coded.tables.make("frequencies"), *columns)
    assert len(counted) == 5
    assert set(counted) == {row for row in found if row[2]}
    assert {row[2:] for row in found - set(counted)} == {(0, 0, 0, 0)}
    assert len(found) == 2 * 4


def test_pairs_that_meet_equal_a_count_in_sql(coded: Project) -> None:
    counted = _sql(
        coded,
        f"""{PARTS} SELECT a.coder, a.code, b.code, count(DISTINCT a.id || b.id),
          count(DISTINCT a.turn || '/' || a.i), count(DISTINCT a.transcript)
        FROM letter a JOIN letter b
          ON a.turn = b.turn AND a.i = b.i AND a.coder = b.coder AND a.code < b.code
        GROUP BY a.coder, a.code, b.code""",
    )
    columns = ("coder", "code_id_a", "code_id_b", "overlaps", "shared_characters", "groups")
    assert len(counted) == 3
    assert set(counted) == _picked(coded.tables.make("cooccurrence"), *columns)


def test_speakers_equal_a_count_in_sql(coded: Project) -> None:
    counted = _sql(
        coded,
        f"""{PARTS} SELECT t.name, k.label, k.role, count(*), sum(u.words),
          (SELECT count(DISTINCT turn || '/' || i) FROM letter WHERE speaker = k.id) * 1.0
            / sum(length(u.text)),
          (SELECT count(DISTINCT id) FROM part WHERE speaker = k.id),
          (SELECT count(DISTINCT code) FROM part WHERE speaker = k.id)
        FROM speaker k JOIN transcript t ON t.id = k.transcript_id
        JOIN turn u ON u.speaker_id = k.id GROUP BY k.id""",
    )
    columns = ("transcript", "speaker", "role", "turns", "words", "coded_share", "segments")
    found = _picked(coded.tables.make("speakers"), *columns, "codes")
    participants = {row for row in counted if row[2] == "participant"}
    assert len(participants) == 3
    assert participants == {row for row in found if row[2] == "participant"}
    others = {row[:5] for row in counted if row[2] != "participant"}
    assert others == {row[:5] for row in found if row[5] is None}


def test_segments_hold_every_one_with_its_words_and_memos(coded: Project) -> None:
    counted = _sql(
        coded,
        """SELECT s.id, t.name, p.name, c.key, substr(group_concat(u.text, char(10)),
            s.start_offset + 1, sum(length(u.text)) + count(*) - 1 - s.start_offset
              - (length(l.text) - s.end_offset)), f.sequence + 1
        FROM segment s JOIN transcript t ON t.id = s.transcript_id
        JOIN code c ON c.id = s.code_id JOIN coder p ON p.id = s.coder_id
        JOIN turn f ON f.id = s.start_turn_id JOIN turn l ON l.id = s.end_turn_id
        JOIN (SELECT * FROM turn ORDER BY sequence) u ON u.transcript_id = s.transcript_id
          AND u.sequence BETWEEN f.sequence AND l.sequence
        GROUP BY s.id""",
    )
    table = coded.tables.make("segments")
    columns = ("segment_id", "transcript", "coder", "code_id", "quote", "turn")
    assert len(table.rows) == len(counted) == 8
    assert set(counted) == _picked(table, *columns)
    assert _picked(table, "memo") == {("",), ("one\ntwo",)}
    for row in table.records():
        text = coded.transcripts.get(str(row["transcript"])).text
        assert text[int(str(row["start"])) : int(str(row["end"]))] == row["quote"]


def test_a_filter_that_leaves_nothing_makes_an_empty_table(coded: Project) -> None:
    nothing = Filters(codes=(code_named(coded, "How").id,), coders=("Bea",))
    for name in ("segments", "cooccurrence"):
        assert list(coded.tables.make(name, nothing).rows) == []
    assert _picked(coded.tables.make("frequencies", nothing), "mentions") == {(0,)}


def test_every_table_says_where_it_comes_from(coded: Project) -> None:
    coded.coders.finish()
    coded.use_coder("Ada")
    coded.coders.finish()
    for name in ("segments", "frequencies", "cooccurrence", "codebook", "speakers", "agreement"):
        table = coded.tables.make(name)
        again = coded.tables.make(name)
        assert (table.name, table.recipe["study"]) == (
            name,
            {"title": "Networks", "approach": "codebook"},
        )
        assert (table.recipe, list(table.rows)) == (again.recipe, list(again.rows))
        assert len({len(row) for row in table.rows} | {len(table.columns)}) == 1
    history = coded.tables.make("history")
    assert len(history.rows) == len(coded.history.entries())
    with pytest.raises(BadInput, match="there is no table “x”: use one of segments, frequencies"):
        coded.tables.make("x")


def test_the_state_in_one_look(coded: Project) -> None:
    coded.coders.finish(["group"])
    state = coded.status()
    for name in ("turn", "speaker", "code"):
        assert state[f"{name}s"] == _sql(coded, f"SELECT count(*) FROM {name}")[0][0]
    assert state["words"] == _sql(coded, "SELECT sum(words) FROM turn")[0][0]
    # Bea has finished, Ada has not.
    assert state["segments"] == {"Ada": None, "Bea": 3}
    assert coded.status(everyone=True)["segments"] == {"Ada": 5, "Bea": 3}
    assert state["finished"] == {"Ada": [], "Bea": ["group"]}
    assert (state["title"], state["coder"]) == ("Networks", "Bea")
    assert [one["name"] for one in state["transcripts"]] == ["group", "interview"]
    assert state["codebook_version"] == coded.codebook.current().version


def test_the_history_can_be_filtered(project: Project) -> None:
    whole = project.tables.make("history")
    coders = {row[2] for row in whole.rows}
    for name in coders:
        mine = project.tables.make("history", Filters(coders=(name,)))
        assert [*mine.rows] == [row for row in whole.rows if row[2] == name]
        assert mine.recipe["filters"] == {"coders": [name], "codes": "all", "transcripts": "all"}
    money = code_named(project, "Money")
    about = project.tables.make("history", Filters(codes=(money.id,)))
    assert 0 < len(about.rows) < len(whole.rows)
    assert all("Money" in str(row[4]) for row in about.rows)
    group = project.tables.make("history", Filters(transcripts=("group",)))
    assert 0 < len(group.rows) < len(whole.rows)
    with pytest.raises(BadInput, match="there is no coder “Nobody”"):
        project.tables.make("history", Filters(coders=("Nobody",)))
    with pytest.raises(BadInput, match="there is no transcript “nowhere”"):
        project.tables.make("history", Filters(transcripts=("nowhere",)))
