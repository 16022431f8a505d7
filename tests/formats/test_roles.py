from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.transcripts import Role
from qualcode.formats.read.roles import guess_role, variants

ROLES = {
    Role.MODERATOR: ["Moderator", "MOD", "M", "Facilitator", "Interviewer", "I", "Q",
                     "Interviewer M", "moderator 2", "Anna (moderator)", "Moderatorin"],
    Role.ASSISTANT: ["Assistant", "Assistant moderator", "Note-taker", "Assistant 1"],
    Role.INTERPRETER: ["Interpreter", "Translator"],
    Role.SEVERAL: ["ALL", "Several", "Group", "All participants", "Several voices", "Everyone"],
    Role.UNKNOWN: ["Unknown", "Speaker ?", "P?", "?", "Unidentified male", "Unknown 2"],
    Role.PARTICIPANT: ["Ana", "P1", "A", "R", "Speaker 0", "M1", "Allen", "Assistant Mayor"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("label", "role"), [(label, role) for role, labels in ROLES.items() for label in labels]
)
def test_roles(label: str, role: Role) -> None:
    assert guess_role(label) is role


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        ([("Moderator", 20), ("MOD", 3)], ("MOD", "Moderator", "abbreviation")),
        ([("Moderator", 2), ("MOD", 30)], ("MOD", "Moderator", "abbreviation")),
        ([("Ilse ", 1), ("Ilse", 9)], ("Ilse ", "Ilse", "white space")),
        ([("Ana\u00a0Ruiz", 1), ("Ana Ruiz", 9)], ("Ana\u00a0Ruiz", "Ana Ruiz", "white space")),
        ([("ilse", 1), ("Ilse", 9)], ("ilse", "Ilse", "case")),
        ([("Ilse.", 1), ("Ilse", 9)], ("Ilse.", "Ilse", "punctuation")),
        ([("Jose", 1), ("José", 9)], ("Jose", "José", "accents")),
        ([("P1", 5), ("Participant 1", 2)], ("P1", "Participant 1", "abbreviation")),
        ([("Ana", 5), ("Ana Ruiz", 2)], ("Ana", "Ana Ruiz", "part of the name")),
        ([("AR", 5), ("Ana Ruiz", 2)], ("AR", "Ana Ruiz", "initials")),
        ([("Mark Erhat", 1), ("Mark Erhardt", 9)], None),
        ([("Mark Erhart", 1), ("Mark Erhardt", 9)], ("Mark Erhart", "Mark Erhardt", "spelling")),
        ([("Ana", 4), ("Ana (Town)", 4)], ("Ana", "Ana (Town)", "addition in brackets")),
        ([("Speaker 1", 4), ("Speaker 2", 5)], None),
        ([("P1", 4), ("P10", 5), ("Participant 10", 3)], ("P10", "Participant 10", "abbreviation")),
        ([("Ana", 4), ("Ana Ruiz", 1), ("Ana Ortiz", 1)], None),
        ([("Anna", 4), ("Hanna", 5)], None),
    ],
)
def test_variants(labels: list[tuple[str, int]], found: tuple[str, str, str] | None) -> None:
    assert variants(labels) == ([found] if found else [])


def test_a_variant_of_a_variant_leads_to_the_last_label() -> None:
    found = variants([("Moderator", 20), ("MOD", 3), ("mod", 1)])
    assert sorted(found) == [
        ("MOD", "Moderator", "abbreviation"),
        ("mod", "Moderator", "case"),
    ]


@given(st.lists(st.tuples(st.text(max_size=12), st.integers(0, 9)), max_size=12))
def test_variants_are_given_labels_once_each_and_never_themselves(
    labels: list[tuple[str, int]],
) -> None:
    found = variants(labels)
    given_labels = {label for label, _ in labels}
    assert len({label for label, _, _ in found}) == len(found)
    for label, main, reason in found:
        assert {label, main} <= given_labels
        assert label != main
        assert reason
