"""Key quotes and weights: said of a segment by its coder, undone like everything else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qualcode.domain.errors import BadInput, QualcodeError, Refused
from qualcode.domain.segments import Segment
from qualcode.domain.suggestions import Proposal
from qualcode.project import Project
from tests.factories import code_named, code_words, dump

MONEY = "It is the money"
TRUST = "We trust them."


def test_a_key_quote_is_marked_counted_and_undone(project: Project) -> None:
    made = code_words(project, MONEY, "Money")
    counts = project.segments.counts()
    marked = project.segments.set_key_quote(made.id, True)
    assert marked.key_quote
    assert project.segments.of(made.transcript_id) == [marked] == [project.segments.get(made.id)]
    assert project.segments.counts() == counts
    (step,) = project.history.undo()
    assert step.sentence == "mark as key quote “Money” in group"
    assert (step.transcript_id, step.start) == (made.transcript_id, made.start)
    assert project.segments.get(made.id) == made
    project.history.redo()
    assert project.segments.get(made.id) == marked
    assert not project.segments.set_key_quote(made.id, False).key_quote
    assert project.segments.get(made.id).key_quote is False


def test_marking_what_is_marked_already_is_no_action(project: Project) -> None:
    made = code_words(project, MONEY, "Money")
    marked = project.segments.set_key_quote(made.id, True)
    commits = project.change_counter
    assert project.segments.set_key_quote(made.id, True) == marked
    assert project.change_counter == commits


@pytest.mark.parametrize("weight", [0, 1, 2, 3])
def test_a_weight_is_kept_and_taken_back(project: Project, weight: int) -> None:
    project.set_weighted(True)
    made = code_words(project, MONEY, "Money")
    assert made.weight is None
    assert project.segments.set_weight(made.id, weight).weight == weight
    assert project.segments.get(made.id).weight == weight
    assert project.segments.set_weight(made.id, None).weight is None
    assert project.segments.get(made.id).weight is None
    project.history.undo()
    assert project.segments.get(made.id).weight == weight


def test_weights_are_refused_where_the_study_does_not_weigh(project: Project) -> None:
    made = code_words(project, MONEY, "Money")
    with pytest.raises(Refused, match="does not weigh"):
        project.segments.set_weight(made.id, 1)
    project.set_weighted(True)
    for wrong in (-1, 4):
        with pytest.raises(BadInput, match="is no weight"):
            project.segments.set_weight(made.id, wrong)
    assert project.segments.get(made.id).weight is None


def test_weights_of_the_study_are_switched_as_one_step(project: Project) -> None:
    assert project.weighted is False
    project.set_weighted(True)
    assert project.weighted
    project.history.undo()
    assert project.weighted is False
    project.history.redo()
    assert project.weighted
    project.set_weighted(False)
    assert project.weighted is False


def test_marks_of_a_finished_transcript_or_another_coder_stay(project: Project) -> None:
    project.set_weighted(True)
    made = code_words(project, MONEY, "Money")
    project.coders.finish()
    before = dump(project)
    acts: list[Callable[[], Segment]] = [
        lambda: project.segments.set_key_quote(made.id, True),
        lambda: project.segments.set_weight(made.id, 2),
    ]
    for act in acts:
        with pytest.raises(Refused, match="finished"):
            act()
    project.use_coder("Bea")
    with pytest.raises(Refused, match="another coder's"):
        project.segments.set_key_quote(made.id, True)
    assert dump(project) == before


def test_quotes_and_examples_begin_with_key_quotes(project: Project) -> None:
    code_words(project, MONEY, "Money")
    later = code_words(project, TRUST, "Money")
    assert [quote.text for quote in project.segments.quotes(later.code_id)] == [TRUST, MONEY]
    assert project.segments.examples(later.code_id) == [TRUST, MONEY]
    first = project.segments.of(later.transcript_id)[-1]
    project.segments.set_key_quote(first.id, True)
    found = project.segments.quotes(later.code_id)
    assert [(quote.text, quote.key_quote) for quote in found] == [(MONEY, True), (TRUST, False)]
    assert project.segments.examples(later.code_id) == [MONEY, TRUST]
    assert project.segments.examples(later.code_id, limit=1) == [MONEY]


def test_examples_are_of_all_transcripts_but_of_one_coder(project: Project) -> None:
    code_words(project, MONEY, "Money")
    code_words(project, "We had two people", "Money", "interview")
    money = code_named(project, "Money").id
    assert set(project.segments.examples(money)) == {MONEY, "We had two people"}
    project.use_coder("Bea")
    assert project.segments.examples(money) == []


def test_an_example_over_two_turns_shows_that_it_goes_on(project: Project) -> None:
    one = project.transcripts.get("group")
    end = one.positions.starts[2]
    made = project.segments.add(one.id, 0, end + 3, code_named(project, "Trust").id)
    assert project.segments.examples(made.code_id) == [one.turns[0].text + " …"]


def test_marks_are_in_the_table_of_segments(project: Project) -> None:
    project.set_weighted(True)
    made = code_words(project, MONEY, "Money")
    code_words(project, TRUST, "Trust")
    project.segments.set_key_quote(made.id, True)
    project.segments.set_weight(made.id, 0)
    rows = project.tables.make("segments").records()
    assert [(row["quote"], row["key_quote"], row["weight"]) for row in rows] == [
        (TRUST, False, None),
        (MONEY, True, 0),
    ]


def test_what_is_refused_before_a_transaction_forgets_nothing(project: Project) -> None:
    made = code_words(project, MONEY, "Money")
    forgotten: list[bool] = []
    project.actions.forget = lambda: forgotten.append(True)
    with pytest.raises(QualcodeError, match="already"):
        code_words(project, MONEY, "Money")
    other = code_words(project, TRUST, "Money")
    with pytest.raises(QualcodeError, match="already"):
        project.segments.resize(other.id, made.start, made.end)
    with pytest.raises(QualcodeError, match="already"):
        project.segments.recode(made.id, made.code_id)
    project.coders.finish()
    one, trust = project.transcripts.get("group"), code_named(project, "Trust").id
    proposal = Proposal(one.id, 0, 3, trust, 0.5, "", "rules")
    acts: list[Callable[[], object]] = [
        lambda: project.segments.remove(made.id),
        lambda: project.segments.new_code_at(one.id, 0, 3, "Fresh"),
        lambda: project.suggestions.accept(proposal),
        lambda: project.segments.set_key_quote(made.id, True),
    ]
    for act in acts:
        with pytest.raises(QualcodeError, match="finished"):
            act()
    assert forgotten == []
