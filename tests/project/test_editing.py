"""Edits of single turns: coding follows, nothing is silent, one step takes all back."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.domain.alignment import Verdict
from qualcode.domain.errors import BadInput, Refused
from qualcode.domain.memos import Subject
from qualcode.domain.people import ReadingPlace
from qualcode.domain.segments import Segment
from qualcode.domain.suggestions import Proposal
from qualcode.project import Project
from qualcode.project.edit_report import EditReport
from qualcode.project.editing import EditingRoom
from qualcode.store import transcripts
from tests.factories import code_named, code_words, dump
from tests.project.test_history import NOT_RESTORED

ANA, BERT = 2, 3


def said(project: Project, one: Segment) -> str:
    """The text under a segment as it is now."""
    found = project.segments.get(one.id)
    return project.transcripts.get(one.transcript_id).text[found.start : found.end]


def turns(project: Project) -> list[tuple[str, str]]:
    """Who says what in the group."""
    one = project.transcripts.get("group")
    labels = {each.id: each.label for each in one.speakers}
    return [(labels[each.speaker_id or ""], each.text) for each in one.turns]


def test_segments_follow_a_correction(project: Project) -> None:
    before = code_words(project, "For the", "Money")
    around = code_words(project, "For the money, mostly.", "Why")
    later = code_words(project, "learn from others", "How")
    elsewhere = code_words(project, "I would say trust.", "Trust")
    text = "For the funding money, mostly. And we learn from others."
    report = project.editing.correct("group", ANA, text)
    assert turns(project)[1] == ("Ana", text)
    assert [said(project, one) for one in (before, around, later, elsewhere)] == [
        *("For the", "For the funding money, mostly.", "learn from others", "I would say trust."),
    ]
    assert [(one.before, one.verdict) for one in report.segments] == [
        ("For the", Verdict.UNCHANGED),
        ("For the money, mostly.", Verdict.ALTERED),
        ("learn from others", Verdict.MOVED),
        ("I would say trust.", Verdict.UNCHANGED),
    ]
    assert report.segments[1].after == "For the funding money, mostly."
    assert len(project.search.all_ids("funding")[1]) == 1


def test_what_loses_all_its_words_is_listed_and_its_memo_is_kept(project: Project) -> None:
    gone = code_words(project, "mostly", "Money")
    memo = project.memos.write(Subject.SEGMENT, gone.id, "Only mostly?")
    report = project.editing.correct("group", ANA, "For the money. And we learn from others.")
    (row,) = report.segments
    assert (row.verdict, row.before, row.after, row.turn_after) == (
        *(Verdict.LOST, "mostly", "", None),
    )
    assert report.notes == ("the memo on a lost segment of turn 2 goes to turn 2",)
    assert project.segments.find(gone.id) is None
    turn = project.transcripts.get("group").turns[1]
    assert [one.id for one in project.memos.on(Subject.TURN, turn.id)] == [memo.id]
    project.history.undo()
    assert said(project, gone) == "mostly"
    assert [one.id for one in project.memos.on(Subject.SEGMENT, gone.id)] == [memo.id]


def test_a_dry_run_tells_the_same_and_changes_nothing(project: Project) -> None:
    code_words(project, "mostly", "Money")
    before, commits = dump(project), project.change_counter
    foretold = project.editing.correct("group", ANA, "For money.", dry_run=True)
    assert (dump(project), project.change_counter) == (before, commits)
    assert project.editing.correct("group", ANA, "For money.") == foretold


def test_a_turn_is_split(project: Project) -> None:
    over = code_words(project, "mostly. And", "Money")
    right = code_words(project, "learn from others", "How")
    text = turns(project)[1][1]
    report = project.editing.split("group", ANA, text.index("And") - 1, label="Bert")
    assert turns(project)[1:4] == [
        ("Ana", "For the money, mostly."),
        ("Bert", "And we learn from others."),
        ("Bert", "I would say trust. [laughs] We trust them."),
    ]
    assert said(project, over) == "mostly.\nAnd"
    assert said(project, right) == "learn from others"
    assert [one.verdict for one in report.segments] == [Verdict.MOVED, Verdict.MOVED]
    assert (report.kept, report.gone, report.added) == (5, 0, 1)
    assert [one.sequence for one in project.transcripts.get("group").turns] == list(range(6))


def test_a_label_that_is_not_there_is_made_and_told(project: Project) -> None:
    report = project.editing.split("group", ANA, 22, label="Cleo")
    assert report.notes == ("“Cleo” is a new speaker of group",)
    assert turns(project)[2][0] == "Cleo"
    project.history.undo()
    assert {who for who, _ in turns(project)} == {"Moderator", "Ana", "Bert", "MOD"}


def test_turns_are_joined(project: Project) -> None:
    over = code_words(project, "others.\nI would", "How")
    right = code_words(project, "We trust them.", "Trust")
    one = project.transcripts.get("group")
    memo = project.memos.write(Subject.TURN, one.turns[2].id, "Hm")
    project.coders.remember(one.id, ReadingPlace(one.text.index("We trust")))
    project.replies.set(one.turns[4].id, one.turns[2].id)
    report = project.editing.join("group", ANA)
    assert turns(project)[1][1].endswith("from others. I would say trust. [laughs] We trust them.")
    assert said(project, over) == "others. I would"
    assert said(project, right) == "We trust them."
    assert report.notes == (
        "what Bert says is Ana's now",
        "a memo on turn 3 goes to turn 2",
    )
    after = project.transcripts.get("group")
    assert [each.id for each in project.memos.on(Subject.TURN, one.turns[1].id)] == [memo.id]
    assert after.turns[3].replies_to == one.turns[1].id
    assert project.coders.place(one.id).position == after.text.index("We trust")


def test_who_speaks_is_changed(project: Project) -> None:
    one = code_words(project, "trust", "Trust")
    report = project.editing.set_speaker("group", BERT, "Ana")
    assert turns(project)[2][0] == "Ana"
    assert [row.verdict for row in report.segments] == [Verdict.UNCHANGED]
    with pytest.raises(Refused, match="turn 3 of group is Ana's already"):
        project.editing.set_speaker("group", BERT, "Ana")
    project.history.undo()
    assert turns(project)[2][0] == "Bert"
    assert said(project, one) == "trust"


def test_the_source_of_what_stays_is_known(project: Project) -> None:
    one = project.transcripts.get("group")
    original = (project.transcripts.original("group") or b"").decode()
    project.editing.correct("group", ANA, "For the funding, mostly. And we learn from others.")
    project.editing.split("group", ANA, 30)
    project.editing.join("group", BERT)
    after = project.transcripts.get("group")
    for turn_id, pieces in transcripts.sources(project.database, one.id).items():
        text = after.turns[after.turn_index[turn_id]].text
        for piece in pieces:
            there = original[piece.source : piece.source + piece.length]
            assert there == text[piece.offset : piece.offset + piece.length]
        assert sum(piece.length for piece in pieces) >= len(text) - len("funding ")


@pytest.mark.parametrize("deed", ["correct", "split", "join", "speaker"])
def test_each_edit_is_one_step_back_and_forth(project: Project, deed: str) -> None:
    one = project.transcripts.get("group")
    rows = [code_words(project, words, "Why") for words in ("money, mostly", "others.\nI", "trust")]
    project.memos.write(Subject.SEGMENT, rows[0].id, "So")
    project.memos.write(Subject.TURN, one.turns[2].id, "Hm")
    proposal = Proposal(
        one.id, rows[2].start, rows[2].end, code_named(project, "How").id, 1, "", ""
    )
    project.suggestions.accept(proposal)
    before = dump(project, (*NOT_RESTORED, "reading"))
    match deed:
        case "correct":
            project.editing.correct("group", BERT, "Trust them, I would say.")
        case "split":
            project.editing.split("group", ANA, 10, label="Cleo")
        case "join":
            project.editing.join("group", ANA)
        case _:
            project.editing.set_speaker("group", BERT, "Cleo")
    after = dump(project, (*NOT_RESTORED, "reading"))
    assert after != before
    project.history.undo()
    assert dump(project, (*NOT_RESTORED, "reading")) == before
    project.history.redo()
    assert dump(project, (*NOT_RESTORED, "reading")) == after


def test_other_coders_segments_follow_and_are_only_counted(project: Project) -> None:
    project.use_coder("Bea")
    theirs = code_words(project, "learn from others", "How")
    project.coders.finish(["group"])
    project.use_coder("Ada")
    report = project.editing.correct("group", ANA, "Money, mostly. And we learn from others.")
    assert report.segments == ()
    assert report.others == {Verdict.MOVED: 1}
    assert "learn from others" not in str(report.as_dict())
    project.use_coder("Bea")
    assert said(project, theirs) == "learn from others"
    assert project.history.window()[0].sentence == "correct turn in group"


def test_an_edit_stays_where_somebody_coded_in_it_since(project: Project) -> None:
    project.editing.correct("group", ANA, "For money, mostly. And we learn from others.")
    project.use_coder("Bea")
    theirs = code_words(project, "learn from others", "How")
    project.use_coder("Ada")
    with pytest.raises(Refused, match="something was coded in the text as it is now"):
        project.history.undo()
    assert said(project, _of(project, "Bea", theirs)) == "learn from others"
    project.use_coder("Bea")
    project.history.undo()
    project.use_coder("Ada")
    project.history.undo()
    assert turns(project)[1][1].startswith("For the money")


def _of(project: Project, coder: str, one: Segment) -> Segment:
    project.use_coder(coder)
    return project.segments.get(one.id)


def test_coding_does_not_come_back_onto_other_words(project: Project) -> None:
    project.use_coder("Bea")
    theirs = code_words(project, "learn from others", "How")
    project.segments.remove(theirs.id)
    elsewhere = code_words(project, "trust", "Trust")
    project.segments.remove(elsewhere.id)
    project.use_coder("Ada")
    project.editing.correct("group", ANA, "For money, mostly. And we learn from others.")
    project.use_coder("Bea")
    project.history.undo()
    assert said(project, elsewhere) == "trust"
    project.history.undo()
    with pytest.raises(Refused, match="the text it was made on has been edited since"):
        project.history.undo()
    project.use_coder("Ada")
    project.history.undo()
    project.use_coder("Bea")
    project.history.undo()
    assert said(project, theirs) == "learn from others"


Deed = Callable[[EditingRoom], EditReport]


@pytest.mark.parametrize(
    ("deed", "sentence"),
    [
        (lambda room: room.correct("group", 9, "x"), "turns 1 to 5, none with number 9"),
        (lambda room: room.correct("group", 1, " \n"), "cannot be made empty"),
        (lambda room: room.split("group", 1, 0), "both parts need words"),
        (lambda room: room.split("group", 1, 5, label=" "), "a speaker needs a label"),
        (lambda room: room.join("group", 5), "turn 5 is the last of group"),
    ],
)
def test_what_cannot_be_done_says_so(project: Project, deed: Deed, sentence: str) -> None:
    before = dump(project)
    with pytest.raises(BadInput, match=sentence):
        deed(project.editing)
    assert dump(project) == before


@pytest.mark.parametrize("seed", range(4))
def test_quotations_equal_the_text_under_them_whatever_is_edited(
    project: Project, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    one = project.transcripts.get("group")
    for _ in range(12):
        start = chance.randrange(len(one.text) - 4)
        end = min(len(one.text), start + chance.randrange(3, 60))
        code_words(project, one.text[start:end].strip(), chance.choice(["Why", "How"]))
    known: dict[str, str] = {}
    for _ in range(12):
        known = known or {each.id: said(project, each) for each in project.segments.of(one.id)}
        report = _random_edit(project, chance)
        listed = {row.segment_id: row for row in report.segments}
        assert {key: row.before for key, row in listed.items()} == known
        found = {each.id: said(project, each) for each in project.segments.of(one.id)}
        kept = {key: row.after for key, row in listed.items() if row.verdict is not Verdict.LOST}
        assert found == kept
        project.history.undo()
        assert {each.id: said(project, each) for each in project.segments.of(one.id)} == known
        project.history.redo()
        assert {each.id: said(project, each) for each in project.segments.of(one.id)} == found
        known = found


def _random_edit(project: Project, chance: random.Random) -> EditReport:
    room, one = project.editing, project.transcripts.get("group")
    while True:
        number = chance.randrange(len(one.turns)) + 1
        text = one.turns[number - 1].text
        try:
            match chance.randrange(3):
                case 0:
                    words = text.split()
                    at = chance.randrange(len(words))
                    words[at : at + chance.randrange(2)] = [f"w{chance.randrange(99)}"]
                    return room.correct("group", number, " ".join(words))
                case 1:
                    return room.split("group", number, chance.randrange(len(text)))
                case _:
                    return room.join("group", number)
        except BadInput:
            continue
