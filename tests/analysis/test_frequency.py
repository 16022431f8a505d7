from __future__ import annotations

from hypothesis import given

from qualcode.analysis import frequencies
from qualcode.domain.corpus import Corpus
from qualcode.domain.tables import Cell, Filters
from tests.analysis.brute import Counter, groups, together
from tests.analysis.factory import at, codebook, corpus, filtered, transcript

MORNING = transcript(
    "morning",
    ("Mod", "Why join a network?"),
    ("Eva", "We learn. We save money."),
    ("ALL", "Yes, money."),
    ("Jo", "Money, always money."),
    people={"Jo": "p1"},
)
EVENING = transcript("evening", ("Jo", "Money again."), people={"Jo": "p1"})


def row(study: Corpus, code: str, coder: str = "Ann", all_text: bool = False) -> dict[str, Cell]:
    rows = frequencies(study, Filters(all_text=all_text)).records()
    return next(r for r in rows if (r["code_id"], r["coder"]) == (code, coder))


@given(filtered())
def test_every_figure_equals_a_count_of_characters(case: tuple[Corpus, Filters]) -> None:
    study, filters = case
    count = Counter(study, filters)
    rows = frequencies(study, filters).records()
    assert [(r["coder"], r["code_id"]) for r in rows] == [
        (coder, code.key) for coder in count.shown for code in count.codes
    ]
    for r in rows:
        own = count.of(str(r["coder"]), [str(r["code_id"])])
        with_below = count.of(str(r["coder"]), count.below(str(r["code_id"])))
        coded, coded_below = together(own), together(with_below)
        words = len(count.words)
        assert r["mentions"] == len(own)
        assert r["speakers"] == count.people(coded)
        assert r["groups"] == groups(coded)
        assert r["characters"] == len(coded)
        assert r["words"] == sum(bool(word & coded) for word in count.words)
        assert r["mentions_per_1000_words"] == (1000 * len(own) / words if words else None)
        assert r["mentions_with_below"] == len(with_below)
        assert r["speakers_with_below"] == count.people(coded_below)
        assert r["groups_with_below"] == groups(coded_below)


def test_mentions_people_and_groups_are_three_different_answers() -> None:
    places = [
        ("morning", *at(MORNING, "We save money.")),
        ("morning", *at(MORNING, "Money, always")),
        ("morning", *at(MORNING, "always money.")),
        ("evening", *at(EVENING, "Money again.")),
        ("evening", *at(EVENING, "again.")),
    ]
    marked = [(name, "Ann", "money", start, end) for name, start, end in places]
    found = row(corpus([MORNING, EVENING], codebook("money"), marked), "money")
    assert (found["mentions"], found["speakers"], found["groups"]) == (5, 2, 2)


def test_text_of_the_moderator_counts_only_when_asked() -> None:
    marked = [
        ("morning", "Ann", "money", *at(MORNING, "Why join")),
        ("morning", "Ann", "money", *at(MORNING, "network?\nWe learn.")),
    ]
    study = corpus([MORNING], codebook("money"), marked)
    assert (row(study, "money")["mentions"], row(study, "money")["characters"]) == (1, 9)
    everything = row(study, "money", all_text=True)
    assert (everything["mentions"], everything["characters"]) == (2, 8 + 8 + 9)
    assert (row(study, "money")["speakers"], everything["speakers"]) == (1, 2)


def test_a_label_for_several_people_is_nobody() -> None:
    marked = [("morning", "Ann", "money", *at(MORNING, "Yes, money."))]
    found = row(corpus([MORNING], codebook("money"), marked), "money")
    assert (found["mentions"], found["speakers"], found["words"]) == (1, 0, 2)


def test_coders_are_added_up_only_by_the_union() -> None:
    marked = [
        ("morning", "Ann", "money", *at(MORNING, "We save")),
        ("morning", "Ben", "money", *at(MORNING, "save money")),
        ("morning", "Ben", "money", *at(MORNING, "always")),
    ]
    study = corpus([MORNING], codebook("money"), marked)
    assert row(study, "money", "Ann")["mentions"] == 1
    assert row(study, "money", "Ben")["mentions"] == 2
    rows = frequencies(study, Filters(union=True)).records()
    assert [(r["coder"], r["mentions"], r["characters"]) for r in rows] == [
        ("(union)", 2, len("We save money") + len("always"))
    ]


def test_segments_that_only_touch_stay_two_in_the_union() -> None:
    start, end = at(MORNING, "We save")
    marked = [
        ("morning", "Ann", "money", start, end),
        ("morning", "Ben", "money", end, end + 4),
    ]
    study = corpus([MORNING], codebook("money"), marked)
    (found,) = frequencies(study, Filters(union=True)).records()
    assert found["mentions"] == 2


def test_a_theme_holds_its_codes_and_people_only_once() -> None:
    marked = [
        ("morning", "Ann", "why.money", *at(MORNING, "We save money.")),
        ("morning", "Ann", "why.learning", *at(MORNING, "We learn.")),
    ]
    study = corpus([MORNING], codebook("why", "why.money", "why.learning"), marked)
    theme = row(study, "why")
    assert (theme["mentions"], theme["speakers"], theme["groups"]) == (0, 0, 0)
    assert theme["mentions_with_below"] == 2
    assert theme["speakers_with_below"] == 1
    only = frequencies(study, Filters(codes=("id:why", "id:why.money"))).records()
    assert [(r["code_path"], r["mentions_with_below"]) for r in only[:2]] == [
        ("Why", 1),
        ("Why > Money", 1),
    ]


def test_a_study_without_text_has_no_rate() -> None:
    table = frequencies(corpus([], codebook("money")), Filters())
    assert [(r["mentions"], r["mentions_per_1000_words"]) for r in table.records()] == [
        (0, None),
        (0, None),
    ]
    assert table.recipe["counted_words"] == 0
