"""The matrix against the exported tables and against counts made turn by turn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from qualcode.domain.errors import BadInput, Refused
from qualcode.domain.tables import Filters
from qualcode.domain.transcripts import Role
from qualcode.project import Project
from qualcode.project.matrix import Matrix, Measure, Rows, Share
from tests.factories import make_project
from tests.project.voiced import voiced_project


@pytest.fixture
def voiced(tmp_path: Path) -> Iterator[Project]:
    project = voiced_project(tmp_path)
    yield project
    project.close()


def _exported(project: Project, column: str, *transcripts: str) -> list[object]:
    chosen = Filters(coders=(project.coder.name,), transcripts=transcripts)
    return [row[column] for row in project.tables.make("frequencies", chosen).records()]


def _totals(matrix: Matrix, measure: Measure) -> list[object]:
    return [row[-1] for row in matrix.figures(measure)[:-1]]


@pytest.mark.parametrize("by", ["speaker", "group", "role", "participant:size"])
def test_totals_equal_the_exported_frequencies(voiced: Project, by: str) -> None:
    matrix = voiced.matrix.make(Rows.CODES, by)
    for measure, column in (
        (Measure.MENTIONS, "mentions"),
        (Measure.SPEAKERS, "speakers"),
        (Measure.GROUPS, "groups"),
        (Measure.RATE, "mentions_per_1000_words"),
    ):
        assert _totals(matrix, measure) == _exported(voiced, column)
    below = voiced.matrix.make(Rows.BELOW, by)
    for measure in (Measure.MENTIONS, Measure.SPEAKERS, Measure.GROUPS):
        wanted = _exported(voiced, f"{measure.value}_with_below")
        assert _totals(below, measure) == wanted
        assert any(wanted)


def test_the_column_of_a_group_equals_the_frequencies_of_that_group(voiced: Project) -> None:
    matrix = voiced.matrix.make(Rows.CODES, "group")
    names = list(voiced.transcripts.names())
    assert [one.title for one in matrix.columns] == names
    for at, name in enumerate(names):
        for measure, column in (
            (Measure.MENTIONS, "mentions"),
            (Measure.SPEAKERS, "speakers"),
            (Measure.RATE, "mentions_per_1000_words"),
        ):
            cells = [row[at] for row in matrix.figures(measure)[:-1]]
            assert cells == _exported(voiced, column, name)


def _brute(project: Project, coder: str) -> dict[tuple[str, str], set[str]]:
    """Segments by code key and (transcript, label) of who speaks under them, letter by letter."""
    found: dict[tuple[str, str], set[str]] = {}
    codes = project.codebook.current().by_id
    for span in project.tables.corpus().spans:
        one = project.transcripts.get(span.transcript_id)
        if project.tables.corpus().coder_names[span.coder_id] != coder:
            continue
        for at in range(span.start, span.end):
            turn = one.turns[one.positions.turn_at(at)]
            who = one.speaker_of(turn)
            inside = at - one.positions.starts[turn.sequence] < len(turn.text)
            if inside and who and who.role.counts:
                cell = (codes[span.code_id].key, f"{one.name}/{who.label}")
                found.setdefault(cell, set()).add(span.segment_id)
    return found


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10_000))
def test_cells_and_what_stands_behind_them_equal_a_count_by_letters(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    with voiced_project(tmp_path_factory.mktemp("voiced"), seed=seed, segments=20) as project:
        wanted = _brute(project, "Ada")
        matrix = project.matrix.make(Rows.CODES, "speaker")
        names = {key: name for name, key in project.transcripts.names().items()}
        labels = {one.id: one.label for one in project.speakers.all()}
        figures = matrix.figures(Measure.MENTIONS)
        for column, heading in enumerate(matrix.columns):
            voices = [f"{names[group]}/{labels[voice]}" for group, voice in heading.voices]
            for row, code in enumerate(matrix.codes):
                cells = [wanted.get((code.key, voice), set()) for voice in voices]
                segments = set().union(*cells)
                assert set(matrix.segments(row, column)) == segments
                assert figures[row][column] == len(segments)


def test_people_are_one_over_transcripts_and_nobody_speaks_for_several(voiced: Project) -> None:
    matrix = voiced.matrix.make(Rows.CODES, "speaker")
    titles = [(one.title, one.remark) for one in matrix.columns]
    assert titles == [("Ana P.", ""), ("Bert P.", ""), ("ALL", ""), ("Cleo", ""), ("Bert", "")]
    everyone = matrix.figures(Measure.SPEAKERS)[-1]
    assert everyone[2] == 0
    assert matrix.figures(Measure.MENTIONS)[-1][2] != 0


def test_a_cell_holds_as_many_as_the_passages_of_its_filter(voiced: Project) -> None:
    cast = voiced.passages.cast()
    for by in cast.ways:
        matrix = voiced.matrix.make(Rows.BELOW, by)
        figures = matrix.figures(Measure.MENTIONS)
        for row, code in enumerate(matrix.codes):
            for column, heading in enumerate(matrix.columns):
                found = voiced.passages.of((code.id,), voices=cast.voices_of(by, heading.key))
                assert len(found) == figures[row][column]
                assert {one.id for one in found} == set(matrix.segments(row, column))


def test_attributes_put_people_and_groups_together(voiced: Project) -> None:
    matrix = voiced.matrix.make(Rows.CODES, "participant:size")
    assert [one.title for one in matrix.columns] == ["large", "small", "no value"]
    with pytest.raises(BadInput, match="no attribute"):
        voiced.matrix.make(Rows.CODES, "participant:age")


def test_shares_are_of_the_totals(voiced: Project) -> None:
    matrix = voiced.matrix.make(Rows.THEMES, "group")
    counts = matrix.figures(Measure.MENTIONS)
    across = matrix.figures(Measure.MENTIONS, Share.ROW)
    down = matrix.figures(Measure.MENTIONS, Share.COLUMN)
    assert [one.name for one in matrix.codes] == ["Why", "How"]
    for row in range(3):
        for column in range(4):
            count, total, base = counts[row][column], counts[row][-1], counts[-1][column]
            assert isinstance(count, int)
            assert isinstance(total, int)
            assert isinstance(base, int)
            assert across[row][column] == pytest.approx(100 * count / total)
            assert down[row][column] == pytest.approx(100 * count / base)


def test_an_empty_study_has_an_empty_matrix(tmp_path: Path) -> None:
    with make_project(tmp_path, talks={}, codes=()) as project:
        matrix = project.matrix.make()
        assert (matrix.codes, matrix.columns) == ((), ())
        assert matrix.figures(Measure.RATE) == [[None]]
        assert matrix.figures(Measure.MENTIONS, Share.ROW) == [[None]]
        assert project.passages.of() == []


def test_another_coder_sees_nothing_of_it(voiced: Project) -> None:
    voiced.use_coder("Carl")
    matrix = voiced.matrix.make()
    assert matrix.figures(Measure.MENTIONS)[-1][-1] == 0
    assert matrix.used() == ([], [])
    with pytest.raises(Refused, match="Carl has not coded"):
        voiced.matrix.table(matrix)


def test_the_table_names_its_filters_and_equals_the_matrix(voiced: Project, tmp_path: Path) -> None:
    matrix = voiced.matrix.make(Rows.CODES, "speaker")
    table = voiced.matrix.table(matrix, Measure.MENTIONS)
    assert table.columns[:2] == ("code_id", "code_path")
    assert table.columns[-1] == "total"
    assert [row[2:] for row in table.rows] == [tuple(r) for r in matrix.figures(Measure.MENTIONS)]
    assert table.recipe["filters"]["coders"] == ["Ada"]  # type: ignore[index]
    assert {"data_hash", "codebook_version", "definitions", "study"} <= set(table.recipe)
    assert "Bea" not in str(table.recipe)
    voiced.matrix.export(table, tmp_path / "matrix.csv")
    written = (tmp_path / "matrix.csv").read_text("utf-8")
    assert written.splitlines()[0].startswith("code_id,code_path,Ana P.")
    assert (tmp_path / "matrix.csv.recipe.json").is_file()


def test_a_role_that_leads_the_talk_does_not_count(voiced: Project) -> None:
    before = voiced.matrix.make(Rows.CODES, "role")
    voiced.speakers.set_role("Ana", Role.MODERATOR)
    after = voiced.matrix.make(Rows.CODES, "role")
    assert sum(after.counts.words) < sum(before.counts.words)
    assert _totals(after, Measure.MENTIONS) == _exported(voiced, "mentions")


def test_the_number_of_queries_does_not_grow(tmp_path: Path) -> None:
    counts = []
    for segments in (2, 60):
        with voiced_project(tmp_path / str(segments), segments=segments) as project:
            project.codebook.current()
            project.transcripts.names()
            asked: list[str] = []
            listen = lambda *words, asked=asked: asked.append(words[2])  # noqa: E731
            event.listen(project.database.connection, "before_cursor_execute", listen)
            project.matrix.make()
            project.passages.of()
            counts.append(len(asked))
    assert counts[0] == counts[1] <= 10
