"""Coding: one action each, by one coder, who sees no one else's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from qualcode.domain.errors import BadInput, QualcodeError, Refused
from qualcode.domain.memos import Subject
from qualcode.domain.people import Progress
from qualcode.domain.segments import Origin
from qualcode.project import Project
from qualcode.project.segments import Coverage
from tests.factories import code_named, code_words, dump, segments_file

MONEY = "It is the money"


def _text(project: Project, name: str = "group") -> str:
    return project.transcripts.get(name).text


def test_a_segment_holds_its_words_and_counts_at_once(project: Project) -> None:
    made = code_words(project, MONEY, "Money")
    assert _text(project)[made.start : made.end] == MONEY
    assert project.segments.of(made.transcript_id) == [made] == [project.segments.get(made.id)]
    assert project.segments.counts() == {made.code_id: 1}
    assert (made.origin, made.codebook_version) == (
        Origin.HAND,
        project.codebook.current().version,
    )
    assert [state.progress for state in project.coders.states("group")] == [Progress.OPEN]
    assert project.coders.states("interview") == []


def test_ends_on_a_line_feed_move_inward(project: Project) -> None:
    one = project.transcripts.get("group")
    first = len(one.turns[0].text)
    made = project.segments.add(one.id, first, first + 4, code_named(project, "Money").id)
    assert one.text[made.start : made.end] == "For"
    several = project.segments.add(one.id, 4, first + 1, code_named(project, "Trust").id)
    assert one.text[several.start : several.end] == one.turns[0].text[4:]


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 3), (0, 10**6), (33, 34)])
def test_a_place_without_text_is_bad_input(project: Project, start: int, end: int) -> None:
    before, one = dump(project), project.transcripts.get("group")
    with pytest.raises(BadInput, match=r"^group: (range|position)"):
        project.segments.add(one.id, start, end, code_named(project, "Money").id)
    assert dump(project) == before


def test_the_same_code_on_the_same_passage_twice_is_refused(project: Project) -> None:
    made, other = code_words(project, MONEY, "Money"), code_words(project, MONEY, "Trust")
    wider = code_words(project, MONEY + ".", "Money")
    before = dump(project)
    acts: list[Callable[[], Any]] = [
        lambda: code_words(project, MONEY, "Money"),
        lambda: project.segments.recode(other.id, made.code_id),
        lambda: project.segments.resize(wider.id, made.start, made.end),
    ]
    for act in acts:
        with pytest.raises(Refused, match="already"):
            act()
    assert dump(project) == before
    project.use_coder("Bea")
    assert code_words(project, MONEY, "Money").coder_id != made.coder_id


def test_retired_and_unknown_codes_cannot_be_applied(project: Project) -> None:
    made, code = code_words(project, MONEY, "Money"), code_named(project, "Trust")
    project.codebook.retire(code.id)
    acts: list[Callable[[], Any]] = [
        lambda: code_words(project, MONEY, "Trust"),
        lambda: project.segments.recode(made.id, code.id),
    ]
    for act in acts:
        with pytest.raises(Refused, match="the code “Trust” is retired"):
            act()
    with pytest.raises(Refused, match="not in the codebook any more"):
        project.segments.add(made.transcript_id, 0, 3, "nothing")
    project.codebook.retire(code.id, retired=False)
    assert code_words(project, MONEY, "Trust").code_id == code.id


def test_resizing_keeps_the_segment_and_says_when_a_suggestion_was_changed(
    project: Project,
) -> None:
    code, one = code_named(project, "Money").id, project.transcripts.get("group")
    for origin, expected in [(Origin.HAND, Origin.HAND), (Origin.ACCEPTED, Origin.CHANGED)]:
        made = project.segments.add(one.id, 0, 3, code, origin=origin)
        commits = project.change_counter
        assert project.segments.resize(made.id, 0, 3) == made
        assert project.change_counter == commits
        again = project.segments.resize(made.id, 2, 12)
        assert (again.id, again.start, again.end, again.origin) == (made.id, 2, 12, expected)
        assert project.segments.get(made.id) == again
        assert project.segments.counts() == {code: 1}
        project.segments.remove(made.id)
    assert project.segments.counts() == {}


def test_recoding_moves_the_count(project: Project) -> None:
    made = code_words(project, MONEY, "Money")
    again = project.segments.recode(made.id, code_named(project, "Trust").id)
    assert project.segments.get(made.id) == again
    assert project.segments.counts() == {again.code_id: 1}
    assert again.changed > made.changed


def test_a_code_goes_off_with_its_memos(project: Project) -> None:
    made = code_words(project, MONEY, "Money")
    project.memos.write(Subject.SEGMENT, made.id, "why so?")
    before = dump(project)
    project.segments.remove(made.id)
    assert project.segments.of(made.transcript_id) == []
    assert project.memos.of_transcript(made.transcript_id) == {}
    with pytest.raises(Refused, match="not there any more"):
        project.segments.get(made.id)
    project.history.undo()
    assert dump(project, ["journal"])["memo"] == before["memo"]
    assert project.segments.of(made.transcript_id) == [made]


def test_a_code_is_made_and_given_in_one_step(project: Project) -> None:
    one, before = project.transcripts.get("group"), len(project.history.entries())
    start = one.text.index("the money")
    made = project.segments.in_vivo(one.id, start, start + 9, "  the \n money ")
    code = project.codebook.current().by_id[made.code_id]
    assert (code.name, code.key) == ("the money", "the-money")
    assert made.codebook_version == project.codebook.current().version
    assert len(project.history.entries()) == before + 1
    again = project.segments.in_vivo(one.id, 0, 3, "the money")
    assert again.code_id == made.code_id
    project.codebook.retire(code.id)
    with pytest.raises(BadInput, match="at this place already"):
        project.segments.in_vivo(one.id, 4, 7, "the money")
    project.history.undo(3)
    assert code.id not in project.codebook.current().by_id
    assert project.segments.of(one.id) == []


def test_a_new_code_on_no_text_leaves_no_code(project: Project) -> None:
    before, one = dump(project), project.transcripts.get("group")
    with pytest.raises(BadInput, match="holds no text"):
        project.segments.new_code_at(one.id, 3, 3, "empty")
    assert dump(project) == before
    assert "empty" not in {code.name for code in project.codebook.current().codes}


def test_a_coder_sees_and_changes_only_their_own(project: Project) -> None:
    ada = code_words(project, MONEY, "Money")
    project.memos.write(Subject.SEGMENT, ada.id, "mine")
    project.use_coder("Bea")
    before = dump(project)
    assert project.segments.of(ada.transcript_id) == []
    assert project.segments.counts() == {}
    assert project.segments.recent() == []
    assert project.segments.quotes(ada.code_id) == []
    assert project.memos.of_transcript(ada.transcript_id) == {}
    assert project.memos.on(Subject.SEGMENT, ada.id) == []
    assert {share.coded for share in project.segments.progress().values()} == {0}
    for act in (
        lambda: project.segments.get(ada.id),
        lambda: project.segments.remove(ada.id),
        lambda: project.segments.resize(ada.id, 0, 3),
        lambda: project.segments.recode(ada.id, ada.code_id),
    ):
        with pytest.raises(Refused, match="another coder's"):
            act()
    assert dump(project) == before


def test_a_finished_transcript_refuses_changes_of_coding(project: Project) -> None:
    made = code_words(project, MONEY, "Money")
    trust = code_named(project, "Trust").id
    project.coders.finish(["group"])
    before = dump(project)
    acts: list[Callable[[], Any]] = [
        lambda: code_words(project, "trust", "Trust"),
        lambda: project.segments.remove(made.id),
        lambda: project.segments.resize(made.id, 0, 3),
        lambda: project.segments.recode(made.id, trust),
        lambda: project.segments.in_vivo(made.transcript_id, 0, 3, "Why"),
        lambda: project.segments.new_code_at(made.transcript_id, 0, 3, "other"),
    ]
    for act in acts:
        with pytest.raises(Refused, match="group is marked as finished: reopen it"):
            act()
    assert dump(project) == before
    assert code_words(project, "Money was", "Money", "interview")
    project.coders.reopen(["group"])
    project.segments.remove(made.id)


def test_coverage_counts_the_text_of_participants(project: Project) -> None:
    one = project.transcripts.get("group")
    total = sum(len(turn.text) for turn in one.turns if one.role_of(turn).counts)
    assert project.segments.coverage(one.id) == Coverage(0, total)
    code_words(project, MONEY, "Money")
    code_words(project, "the money.", "Trust")
    whole = project.segments.add(one.id, 0, 40, code_named(project, "How").id)
    in_ana = whole.end - one.text.index("For the money")
    share = project.segments.progress()[one.id]
    assert share == Coverage(len(MONEY) + 1 + in_ana, total)
    assert share.share == share.coded / total
    assert Coverage(0, 0).share == 0.0


def test_codes_used_last_come_first(project: Project) -> None:
    for code in ("Money", "Trust", "How"):
        code_words(project, MONEY, code)
    names = [project.codebook.current().by_id[one].name for one in project.segments.recent(2)]
    assert names == ["How", "Trust"]


def test_quotes_tell_where_they_stand(project: Project) -> None:
    made = code_words(project, MONEY, "Money")
    project.memos.write(Subject.SEGMENT, made.id, "again")
    code_words(project, "Money was never", "Money", "interview")
    project.use_coder("Bea")
    code_words(project, "trust", "Money")
    quotes = project.segments.quotes(made.code_id, ("Ada",), everyone=True)
    assert [(q.transcript, q.speaker, q.turn, q.coder, q.text, q.memo) for q in quotes] == [
        ("group", "Ana", 5, "Ada", MONEY, "again"),
        ("interview", "Dora", 2, "Ada", "Money was never", ""),
    ]
    assert [q.text for q in project.segments.quotes(made.code_id)] == ["trust"]
    assert len(project.segments.quotes(made.code_id, ("Ada", "Bea"), everyone=True)) == 3
    with pytest.raises(BadInput, match="no coder “Cem”"):
        project.segments.quotes(made.code_id, ("Cem",))


def test_one_coding_act_is_one_transaction_of_few_statements(project: Project) -> None:
    code_words(project, "trust", "Trust")
    one, code = project.transcripts.get("group"), code_named(project, "Money").id
    statements: list[str] = []
    event.listen(
        project.database.connection,
        "before_cursor_execute",
        lambda *given: statements.append(given[2]),
    )
    made = project.segments.add(one.id, 0, 3, code)
    assert len(statements) <= 15
    assert statements.count("BEGIN IMMEDIATE") == 1
    for act in (
        lambda: project.segments.resize(made.id, 0, 7),
        lambda: project.segments.recode(made.id, code_named(project, "How").id),
        lambda: project.segments.remove(made.id),
        lambda: project.history.undo(),
    ):
        statements.clear()
        act()
        assert statements.count("BEGIN IMMEDIATE") == 1
        assert len(statements) <= 30, statements


def test_a_failed_commit_leaves_screen_and_disk_as_they_were(project: Project) -> None:
    one = project.transcripts.get("group")
    pages = project.database.ask(lambda raw: raw.execute("PRAGMA page_count").fetchone()[0])

    def limit(count: int) -> None:
        project.database.ask(lambda raw: raw.execute(f"PRAGMA max_page_count={count}"))

    limit(pages)
    refused = 0
    while not refused:
        before, known = dump(project), project.codebook.current()
        counts = dict(project.segments.counts())
        name = f"code {len(known.codes)} " + "x" * 3000
        try:
            project.segments.new_code_at(one.id, 0, 3, name)
        except Refused as error:
            refused = str(error).count("the disk is full: nothing was changed")
    assert dump(project) == before
    assert project.codebook.current() == known
    assert project.segments.counts() == counts
    limit(10**6)
    project.segments.new_code_at(one.id, 0, 3, "room again")


IMPORTED = [
    ("group", 34, 55, "why.money", "Bea", "hm"),
    ("group", 34, 55, "Why > Trust", "Ada", ""),
    ("interview", 0, 3, "How", "Cem", ""),
]


def _imported(project: Project, tmp_path: Path, rows: Any, **options: Any) -> Any:
    return project.segments.import_csv(segments_file(tmp_path / "rows.csv", rows), **options)


def test_segments_of_any_coders_come_in_as_one_step(project: Project, tmp_path: Path) -> None:
    code_words(project, MONEY, "Money")
    before = dump(project)
    result = _imported(project, tmp_path, IMPORTED)
    assert (result.imported, result.bad) == (3, ())
    assert project.status(everyone=True)["segments"] == {"Ada": 2, "Bea": 1, "Cem": 1}
    assert sum(project.segments.counts().values()) == 2
    entry = project.history.entries()[-1]
    assert (entry.kind, entry.sentence) == ("import segments", "import segments (3 segments)")
    project.use_coder("Bea")
    (found,) = project.segments.of(project.transcripts.get("group").id)
    assert (found.origin, found.start, found.end) == (Origin.IMPORT, 34, 55)
    assert [memo.text for memo in project.memos.on(Subject.SEGMENT, found.id)] == ["hm"]
    project.use_coder("Ada")
    project.history.undo()
    # The coders stay: they may have done something else since.
    left_out = ["journal", "journal_payload", "coder"]
    assert dump(project, left_out) == {k: v for k, v in before.items() if k not in left_out}
    project.history.redo()
    assert project.status(everyone=True)["segments"] == {"Ada": 2, "Bea": 1, "Cem": 1}


def test_an_import_is_taken_back_after_its_coders_have_been_at_work(
    project: Project, tmp_path: Path
) -> None:
    before = segments_of_everyone(project)
    _imported(project, tmp_path, IMPORTED)
    for step in ("finish", "reopen"):
        project.use_coder("Bea")
        getattr(project.coders, step)(["group"])
    project.use_coder("Ada")
    project.history.undo()
    assert segments_of_everyone(project) == before


def segments_of_everyone(project: Project) -> dict[str, int]:
    counts: dict[str, int] = project.status(everyone=True)["segments"]
    return {name: count for name, count in counts.items() if count}


BAD = [
    (("nowhere", 0, 3, "How", "Bea", ""), "there is no transcript “nowhere”"),
    (("group", 0, 3, "none", "Bea", ""), "there is no code “none”"),
    (("group", 3, 3, "How", "Bea", ""), "holds no text"),
    (("group", 0, 9999, "How", "Bea", ""), "outside the text"),
    (("group", 0, 3, "How", "  ", ""), "names no coder"),
    (("group", 34, 55, "Money", "Bea", ""), "exactly this passage already"),
    (("interview", 0, 3, "How", "Ada", ""), "Ada has marked interview as finished"),
    (("group", "x", 3, "How", "Bea", ""), ""),
]


def test_bad_rows_are_named_and_keep_the_good_ones_out_unless_skipped(
    project: Project, tmp_path: Path
) -> None:
    project.coders.finish(["interview"])
    before, rows = dump(project), [*IMPORTED, *(row for row, _ in BAD), IMPORTED[0]]
    result = _imported(project, tmp_path, rows)
    assert result.imported == 0
    assert [bad.line for bad in result.bad] == [*range(5, 5 + len(BAD)), 5 + len(BAD)]
    for bad, (_, reason) in zip(result.bad, BAD, strict=False):
        assert reason in bad.reason
    assert dump(project) == before
    result = _imported(project, tmp_path, rows, skip_bad=True)
    assert (result.imported, len(result.bad)) == (3, len(BAD) + 1)
    assert _imported(project, tmp_path, IMPORTED, skip_bad=True).imported == 0
    assert _imported(project, tmp_path, []).imported == 0


def test_a_file_of_segments_that_cannot_be_read(project: Project, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"gone\.csv cannot be read: No such file"):
        project.segments.import_csv(tmp_path / "gone.csv")


def test_an_import_by_a_coder_without_a_row_keeps_one_row(project: Project, tmp_path: Path) -> None:
    project.use_coder("Bea")
    _imported(project, tmp_path, IMPORTED[:1])
    assert [coder.name for coder in project.coders.all()] == ["Ada", "Bea"]
    assert sum(project.segments.counts().values()) == 1


def test_every_refusal_is_a_sentence_of_ours(project: Project) -> None:
    for act in (
        lambda: project.segments.of("nowhere"),
        lambda: project.segments.add("nowhere", 0, 1, "x"),
        lambda: project.segments.get("nothing"),
        lambda: project.segments.coverage("nowhere"),
    ):
        with pytest.raises(QualcodeError):
            act()
