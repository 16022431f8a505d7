from __future__ import annotations

import random
from dataclasses import replace

import pytest

from qualcode.domain.suggestions import Decision, Proposal
from qualcode.suggest.direct import suggest_now
from qualcode.suggest.engine import HitKind, PhraseRecord, Suggester
from qualcode.suggest.rules import RuleSuggester
from qualcode.suggest.units import units_of
from tests.suggest.build import CODEBOOK, decided, transcript, unit


@pytest.fixture(scope="module")
def shared_rules() -> RuleSuggester:
    return RuleSuggester(CODEBOOK)


@pytest.fixture
def rules(shared_rules: RuleSuggester) -> RuleSuggester:
    shared_rules.fit([], [])
    return shared_rules


def _codes(proposals: list[Proposal]) -> list[str]:
    return [proposal.code_id for proposal in proposals]


def test_a_keyword_gives_a_proposal_with_place_score_reason_and_words(rules: RuleSuggester) -> None:
    talk = transcript(("MOD", "So?"), ("A", "Hm. It came by the mailing lists. Fine."))
    text = "It came by the mailing lists."
    start = talk.text.index(text)
    word = talk.text.index("mailing lists")
    assert rules.score(units_of(talk)) == [
        Proposal(
            transcript_id="t",
            start=start,
            end=start + len(text),
            code_id="inc.info",
            score=0.5,
            reason="keyword “mailing list”",
            source="rules",
            words=((word, word + len("mailing lists")),),
        )
    ]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("We share it.", []),
        ("We share the data.", ["inc.info"]),
        ("We are sharing and we shared.", []),
        ("The share price of data.", []),
        ("The funding is gone.", ["inc.money"]),
        ("We lost funding.", []),
        ("We lost funding and found a grant.", ["inc.money"]),
        ("That is not my job.", []),
        ("It made jobs.", ["inc.money"]),
        ("A job with support.", ["inc.money"]),
        ("Our network grows.", []),
    ],
)
def test_which_sentences_are_proposed(rules: RuleSuggester, text: str, codes: list[str]) -> None:
    assert _codes(rules.score([unit(text)])) == codes


def test_a_keyword_in_the_sentence_beside_it_lets_a_weak_one_count(rules: RuleSuggester) -> None:
    near = transcript(("A", "I read the newsletter. It has data. And data."))
    assert [p.start for p in rules.score(units_of(near))] == [0, near.text.index("It has")]
    other_turn = transcript(("A", "I read the newsletter."), ("B", "It has data."))
    assert [p.start for p in rules.score(units_of(other_turn))] == [0]


def test_codes_of_the_whole_turn_are_proposed_once_for_it(rules: RuleSuggester) -> None:
    talk = transcript(("A", "Exactly. I mean it. Exactly!"), ("B", "Right. Maybe. That is true."))
    found = rules.score(units_of(talk))
    assert [(p.code_id, talk.text[p.start : p.end]) for p in found] == [
        ("ix.agree", "Exactly. I mean it. Exactly!"),
        ("ix.agree", "Right. Maybe. That is true."),
    ]
    assert found[1].reason == "weak keywords “right”, “true”"


def test_moderators_are_silent_and_with_all_speakers_only_for_any(rules: RuleSuggester) -> None:
    said = unit("The newsletter on health.", counts=False)
    assert rules.score([said]) == []
    assert _codes(RuleSuggester(CODEBOOK, all_speakers=True).score([said])) == ["pol.health"]


@pytest.mark.parametrize("decision", [Decision.REJECTED, Decision.ACCEPTED, Decision.CHANGED])
def test_what_was_decided_is_not_proposed_again(rules: RuleSuggester, decision: Decision) -> None:
    talk = transcript(("A", "A newsletter on health. Another newsletter."))
    units = units_of(talk)
    rules.fit(units, [decided((5, 9), "inc.info", decision)])
    assert [(p.code_id, p.start) for p in rules.score(units)] == [
        ("pol.health", 0),
        ("inc.info", units[1].start),
    ]


def test_fit_and_updates_in_any_step_come_to_the_same() -> None:
    talk = transcript(*[("A", "A newsletter. A grant for health.")] * 12)
    units = units_of(talk)
    choose = random.Random(1)
    decisions = [
        decided((p.start, p.end), p.code_id, choose.choice(list(Decision)))
        for p in RuleSuggester(CODEBOOK).score(units)
        if choose.random() < 0.6
    ]
    at_once, step_by_step = RuleSuggester(CODEBOOK), RuleSuggester(CODEBOOK)
    at_once.fit(units, decisions)
    for decision in decisions:
        step_by_step.update(decision, units)
    assert at_once.score(units) == step_by_step.score(units)
    assert at_once.explain(units[0], "inc.info") == step_by_step.explain(units[0], "inc.info")


def test_a_keyword_rejected_again_and_again_falls_silent_and_one_accepted_rises(
    rules: RuleSuggester,
) -> None:
    talk = transcript(*[("A", "A newsletter.")] * 6)
    units = units_of(talk)
    places = [decided((u.start, u.end), "inc.info") for u in units[:5]]
    rules.fit(units, places[:1])
    assert 0.35 <= rules.score(units[5:])[0].score < 0.5
    rules.fit(units, places)
    assert rules.score(units[5:]) == []
    rules.fit(units, [replace(place, decision=Decision.ACCEPTED) for place in places])
    assert rules.score(units[5:])[0].score > 0.5


def test_an_explanation_shows_hits_that_count_those_dropped_and_the_record(
    rules: RuleSuggester,
) -> None:
    said = unit("We lost funding and found a grant.")
    rules.fit([said], [decided((0, 5), "inc.money", Decision.ACCEPTED)])
    shown = rules.explain(said, "inc.money")
    assert {(hit.phrase, hit.kind, hit.dropped) for hit in shown.hits} == {
        ("funding", HitKind.KEYWORD, "covered by the negative phrase “lost funding”"),
        ("lost funding", HitKind.NEGATIVE, ""),
        ("grant", HitKind.KEYWORD, ""),
    }
    assert shown.records == (PhraseRecord("grant", 1, 0),)
    assert shown.reason == "keyword “grant”"
    assert shown.shown
    assert shown.decided


def test_an_explanation_of_a_silent_or_unknown_code_is_empty(rules: RuleSuggester) -> None:
    for code_id in ("old", "nowhere"):
        explanation = rules.explain(unit("A newsletter."), code_id)
        assert (explanation.score, explanation.shown, explanation.hits) == (0, False, ())


def test_an_explanation_agrees_with_the_proposal(rules: RuleSuggester) -> None:
    talk = transcript(("A", "I read the newsletter. It has data. Right, exactly."))
    units = units_of(talk)
    for proposal in rules.score(units):
        inside = next(u for u in units if proposal.start <= u.start and u.end <= proposal.end)
        explanation = rules.explain(inside, proposal.code_id, units)
        assert (explanation.score, explanation.reason) == (proposal.score, proposal.reason)


def test_units_of_several_languages_use_the_rules_of_theirs(rules: RuleSuggester) -> None:
    talk = transcript(("A", "Zwei newsletters, ein Newsletter!"), language="de-AT")
    found = rules.score(units_of(talk))
    assert [[talk.text[a:b] for a, b in p.words] for p in found] == [["Newsletter"]]


def test_the_rules_are_a_suggester_and_tell_their_versions(rules: RuleSuggester) -> None:
    engine: Suggester = rules
    assert engine.name == "rules"
    assert engine.version.startswith("rules 1, spaCy 3.")


def test_suggest_now_reads_whole_transcripts_in_order() -> None:
    talks = [
        transcript(("MOD", "Health?"), ("A", "Health."), id="b"),
        transcript(("A", "A grant. Health."), id="a"),
    ]
    found = suggest_now(CODEBOOK, talks, [decided((0, 8), "inc.money", transcript_id="a")])
    assert [(p.transcript_id, p.code_id) for p in found] == [
        ("b", "pol.health"),
        ("a", "pol.health"),
    ]
