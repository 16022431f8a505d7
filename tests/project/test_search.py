"""Searching the study: words, filters, ranks, positions and whose codes count."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from qualcode.domain.errors import BadInput, QualcodeError, Refused
from qualcode.domain.spans import Span
from qualcode.domain.tokens import Phrase, fold, holds
from qualcode.project import Project, open_project, snapshots
from qualcode.project.doctor import examine
from qualcode.project.search import snippet
from qualcode.store import sqlite
from tests.drawing import drawn
from tests.factories import code_words, make_project, make_transcript


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """The sample group and interview, with codes on two passages."""
    with make_project(tmp_path) as made:
        code_words(made, "trust", "Trust")
        code_words(made, "the money", "Money")
        yield made


def _found(project: Project, text: str) -> list[tuple[str, int]]:
    """Transcript and number (from 1) of the turns that fit, in the order of the study."""
    result = project.search.find(text)
    assert result.total == len(result.hits)
    return sorted((hit.turn.transcript, hit.turn.index + 1) for hit in result.hits)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("MONEY", [("group", 2), ("group", 5), ("interview", 2)]),
        ('"the money"', [("group", 2), ("group", 5)]),
        ("money -never", [("group", 2), ("group", 5)]),
        ('money -"the money"', [("interview", 2)]),
        ("net*", [("group", 1)]),
        ("money role:participant", [("group", 2), ("group", 5), ("interview", 2)]),
        ("role:moderator", [("group", 1), ("group", 4), ("interview", 1)]),
        ("why -role:moderator", []),
        ("speaker:ana", [("group", 2), ("group", 5)]),
        ("speaker:Ana,Dora money", [("group", 2), ("group", 5), ("interview", 2)]),
        ("-speaker:ana money", [("interview", 2)]),
        ("transcript:interview", [("interview", 1), ("interview", 2), ("interview", 3)]),
        ("group:Interview money", [("interview", 2)]),
        ("-group:interview money", [("group", 2), ("group", 5)]),
        ("code:Trust", [("group", 3)]),
        ("code:why.trust", [("group", 3)]),
        ('code:"Why > Trust"', [("group", 3)]),
        ("code:why", [("group", 2), ("group", 3)]),
        ("code:trust,money", [("group", 2), ("group", 3)]),
        ("money code:none", [("group", 5), ("interview", 2)]),
        ("money -code:none", [("group", 2)]),
        ("code:none,trust money", [("group", 5), ("interview", 2)]),
        ("coder:me", [("group", 2), ("group", 3)]),
        ("coder:ada -code:trust", [("group", 2)]),
        ("-coder:me money", [("group", 5), ("interview", 2)]),
        ("zebra", []),
        ("kind:note", []),
        ("-kind:note zebra", []),
        ("", []),
    ],
)
def test_words_and_filters_find_their_turns(
    project: Project, text: str, places: list[tuple[str, int]]
) -> None:
    assert _found(project, text) == places


def test_attributes_of_transcripts_and_participants_are_groups(
    project: Project, tmp_path: Path
) -> None:
    with project.database.write() as connection:
        for row in (
            "INSERT INTO participant (id, pseudonym) VALUES ('p', 'Anna Bell')",
            "UPDATE speaker SET participant_id = 'p' WHERE label = 'Ana'",
            "INSERT INTO attribute (id, subject, name, type, sort) "
            "VALUES ('a', 'participant', 'age', 'band', 1), ('b', 'transcript', 'town', 'text', 1)",
            "INSERT INTO attribute_value (id, attribute_id, participant_id, value) "
            "VALUES ('v', 'a', 'p', '30-40')",
            "INSERT INTO attribute_value (id, attribute_id, transcript_id, value) SELECT "
            "'w', 'b', id, 'Leeds' FROM transcript WHERE name = 'interview'",
        ):
            connection.exec_driver_sql(row)
    assert _found(project, "group:30-40 money") == [("group", 2), ("group", 5)]
    assert _found(project, "group:leeds money") == [("interview", 2)]
    assert _found(project, "group:leeds,30-40 money") == [
        *(("group", 2), ("group", 5), ("interview", 2)),
    ]
    assert _found(project, 'speaker:"anna bell"') == [("group", 2), ("group", 5)]


@pytest.mark.parametrize(
    ("text", "error", "sentence"),
    [
        ("code:nothing", BadInput, "there is no code “nothing” in the codebook"),
        ("speaker:nobody", BadInput, "nobody is called “nobody” in the study"),
        ("group:nowhere", BadInput, "there is no group “nowhere”: no transcript has that name"),
        ("transcript:x", BadInput, "there is no transcript “x” in the study"),
        ("coder:Zoe", BadInput, "there is no coder “Zoe” in the study; coder:me is you"),
        ("coder:bo", Refused, "the work of Bo is seen only after the comparison of coders"),
    ],
)
def test_values_that_name_nothing_are_one_sentence(
    project: Project, text: str, error: type[QualcodeError], sentence: str
) -> None:
    project.use_coder("Bo")
    code_words(project, "disagree", "Trust")
    project.use_coder("Ada")
    with pytest.raises(error) as told:
        project.search.find(text)
    assert sentence in str(told.value)


def test_another_coder_s_codes_neither_count_nor_show(project: Project) -> None:
    project.use_coder("Bo")
    assert _found(project, "coder:me") == []
    assert _found(project, "code:none") == sorted(
        (one.name, number + 1) for one in project.transcripts.all() for number in range(one.turns)
    )
    assert [hit.codes for hit in project.search.find("trust").hits] == [()]


def test_hits_carry_positions_codes_and_the_speaker(project: Project) -> None:
    (hit,) = project.search.find("TRUST").hits
    text = project.transcripts.get("group").text
    assert [text[a:b] for a, b in hit.spans] == ["trust", "trust"]
    assert (hit.turn.speaker, hit.turn.role, hit.turn.index) == ("Bert", "participant", 2)
    assert [code.name for code in hit.codes] == ["Trust"]
    assert hit.span == hit.spans[0]
    (only,) = project.search.find("speaker:bert").hits
    assert text[slice(*only.span)] == only.turn.text


def test_a_segment_over_several_turns_codes_all_of_them(project: Project) -> None:
    one = project.transcripts.get("interview")
    trust = project.codebook.current().find("Trust")
    project.segments.add(one.id, 3, len(one.text) - 3, trust.id)
    every = [("interview", 1), ("interview", 2), ("interview", 3)]
    assert _found(project, "code:trust transcript:interview") == every
    assert _found(project, "transcript:interview code:none") == []
    assert _found(project, "transcript:interview coder:me") == every
    hits = project.search.find("transcript:interview").hits
    assert [[code.name for code in hit.codes] for hit in hits] == [["Trust"]] * 3


def test_the_better_hit_stands_first_and_a_limit_keeps_the_count(tmp_path: Path) -> None:
    talk = [("Ana", "filling words " * 5 + "salt"), ("Bo", "salt and salt"), ("Ana", "none")] * 20
    with make_project(tmp_path, talks={"group": talk}) as project:
        result = project.search.find("salt", limit=5)
        assert (result.total, len(result.hits)) == (40, 5)
        assert {hit.turn.speaker for hit in result.hits} == {"Bo"}
        assert len(project.search.find("salt", limit=None).hits) == 40


def test_undo_and_redo_of_an_import_keep_the_index_true(project: Project, tmp_path: Path) -> None:
    path = make_transcript(tmp_path / "more", "third", [("Eve", "zwieback and tea")])
    project.transcripts.import_files([path])
    assert _found(project, "zwieback") == [("third", 1)]
    project.history.undo()
    assert _found(project, "zwieback") == []
    assert project.database.ask(sqlite.index_findings) == []
    project.history.redo()
    assert _found(project, "zwieback") == [("third", 1)]
    project.transcripts.delete("third")
    assert _found(project, "zwieback") == []
    assert project.database.ask(sqlite.index_findings) == []


def test_an_index_that_another_program_left_behind_is_true_after_opening(project: Project) -> None:
    path = project.path
    project.close()
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE turn SET text = 'Zwieback' WHERE text LIKE 'Does anybody%'")
        other.commit()
    with open_project(path, coder="Ada") as again:
        assert _found(again, "zwieback") == [("group", 4)]
        again.search.rebuild()
        assert _found(again, "zwieback") == [("group", 4)]
    with open_project(path, write=False) as reading:
        assert _found(reading, "zwieback") == [("group", 4)]
        with pytest.raises(Refused, match="nothing can be changed"):
            reading.search.rebuild()


def _as_of_revision_0001(path: Path) -> None:
    """Take out of a file what the revisions after it have put in."""
    with closing(sqlite3.connect(path)) as other:
        for statement in (
            "DROP TABLE transcript_set_member",
            "DROP TABLE transcript_set",
            "DROP INDEX ix_attribute_value_transcript_id",
            "ALTER TABLE attribute DROP COLUMN bands",
            "ALTER TABLE attribute DROP COLUMN printed",
            "ALTER TABLE turn DROP COLUMN asks_nothing",
            "ALTER TABLE turn DROP COLUMN opens_exchange",
            "DROP INDEX ix_segment_key_quote",
            "DROP INDEX ix_journal_kind",
            "DROP INDEX ix_journal_target",
        ):
            other.execute(statement)
        kinds = ("trigger", "view", "table")
        rows = other.execute("SELECT type, name FROM sqlite_schema").fetchall()
        ours = [row for row in rows if row[1] in sqlite.SEARCH_INDEX and row[0] in kinds]
        for kind, name in sorted(ours, key=lambda row: kinds.index(row[0])):
            other.execute(f"DROP {kind} {name}")
        other.execute("DROP INDEX ix_segment_long")
        other.execute("DROP INDEX ix_segment_code_id_coder_id_created")
        other.execute("CREATE INDEX ix_segment_code_id_coder_id ON segment (code_id, coder_id)")
        other.execute("ALTER TABLE study DROP COLUMN weighted")
        other.execute("UPDATE alembic_version SET version_num = '0001'")
        other.commit()


def test_a_study_of_the_first_revision_is_indexed_when_it_is_opened(project: Project) -> None:
    path = project.path
    project.close()
    _as_of_revision_0001(path)
    data, beside = path.read_bytes(), sorted(path.parent.iterdir())
    with open_project(path, write=False) as reading:
        assert _found(reading, '"the money"') == [("group", 2), ("group", 5)]
    assert (path.read_bytes(), sorted(path.parent.iterdir())) == (data, beside)
    with open_project(path, coder="Ada") as opened:
        assert _found(opened, '"the money"') == [("group", 2), ("group", 5)]
        assert opened.database.ask(sqlite.index_findings) == []
        taken = snapshots.newest_of(path)
        assert taken is not None
        assert "before-migration" in taken.name
    assert examine(path).ok
    with open_project(path, write=False) as reading:
        assert _found(reading, "zebra OR money") == []
        assert len(_found(reading, "money")) == 3


WORDS = ("Trüst", "trust", "TRUSTED", "we", "don't", "été", "e\u0301te\u0301", "1", "…", "[laughs]")


@drawn(25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    turns=st.lists(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), min_size=1, max_size=6
    ),
    wanted=st.lists(st.sampled_from(["trust", "we", "don't", "ete", "1"]), min_size=1, max_size=2),
    prefix=st.booleans(),
)
def test_the_index_finds_what_a_scan_of_the_text_finds(
    tmp_path_factory: pytest.TempPathFactory,
    turns: list[list[str]],
    wanted: list[str],
    prefix: bool,
) -> None:
    talk = [("Ana", f"so {' '.join(words)}") for words in turns]
    typed = " ".join(word + "*" * prefix for word in wanted)
    phrases = [Phrase(tuple(fold(part) for part in re.split("'", word)), prefix) for word in wanted]
    with make_project(tmp_path_factory.mktemp("s"), talks={"group": talk}) as project:
        one = project.transcripts.get("group")
        hits = project.search.find(typed).hits
        scanned = {t.id for t in one.turns if all(holds(t.text, phrase) for phrase in phrases)}
        assert {hit.turn.id for hit in hits} == scanned
        for hit in hits:
            assert hit.spans
            for start, end in hit.spans:
                assert any(holds(one.text[start:end], phrase) for phrase in phrases)


def test_a_snippet_stands_about_the_first_match_and_marks_each() -> None:
    text = "a " * 100 + "needle in a stack with a needle " + "b " * 100
    spans = [Span(m.start(), m.end()) for m in re.finditer("needle", text)]
    parts = snippet(text, spans, 80)
    assert [part for part, marked in parts if marked] == ["needle", "needle"]
    shown = "".join(part for part, _ in parts)
    assert shown.startswith("…a")
    assert shown.endswith("…")
    assert shown[1:-1] in text
    assert snippet("short needle", [Span(6, 12)], 80) == [("short ", False), ("needle", True)]
    assert snippet("no match", [], 80) == [("no match", False)]
    assert snippet("", [], 80) == []
    assert "".join(part for part, _ in snippet("x" * 100, [Span(0, 100)], 10)) == "x" * 10 + "…"


def test_a_set_is_a_filter_by_its_name_or_id(project: Project) -> None:
    one = project.sets.make("Pilot", ["interview"])
    everywhere = _found(project, "money")
    assert {name for name, _ in everywhere} == {"group", "interview"}
    inside = [(name, turn) for name, turn in everywhere if name == "interview"]
    assert _found(project, "money set:pilot") == _found(project, f"money set:{one.id}") == inside
    outside = [found for found in everywhere if found not in inside]
    assert sorted(_found(project, "money -set:pilot")) == sorted(outside)
    with pytest.raises(BadInput, match="there is no set “nothing”"):
        project.search.find("money set:nothing")
