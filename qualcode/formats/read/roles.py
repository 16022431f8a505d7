"""What a label says about its speaker: the probable role, and labels that mean one speaker."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from qualcode.domain.transcripts import Role
from qualcode.formats.read.original import word_set

_WORDS: dict[Role, frozenset[str]] = {
    Role.MODERATOR: word_set(
        "moderator mod moderatorin moderador moderadora modérateur modératrice moderateur "
        "facilitator fac facilitador facilitadora interviewer int interviewerin intervieweur "
        "entrevistador entrevistadora researcher animateur animatrice enquêteur enquêtrice "
        "moderatore intervistatore intervistatrice pesquisador pesquisadora mediador mediadora "
        "moderátor moderátorka befrager befragerin 问 主持人 司会 진행자 ведущий модератор"
    ),
    Role.ASSISTANT: word_set(
        "assistant asst assistent assistentin asistente note-taker notetaker observer"
    ),
    Role.INTERPRETER: word_set(
        "interpreter translator dolmetscher dolmetscherin interprète intérprete"
    ),
    Role.SEVERAL: word_set(
        "all several group everyone everybody multiple various many together alle mehrere tous "
        "todos varios"
    ),
    Role.UNKNOWN: word_set(
        "unknown unidentified unclear inaudible unbekannt inconnu desconocido ?"
    ),
}
_ALONE = dict.fromkeys(("m", "i", "q", "question", "frage", "pregunta"), Role.MODERATOR)
_PEOPLE = word_set(
    "participants participant speakers speaker voices voice people male female man woman group "
    "person respondents respondent"
)
_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*|\?")
_EDGES = " \t\xa0.:;,*-–_#"
_ABBREVIATED = {
    "mod": "moderator", "m": "moderator", "int": "interviewer", "i": "interviewer",
    "fac": "facilitator", "q": "interviewer", "asst": "assistant", "p": "participant",
    "r": "respondent", "s": "speaker",
}  # fmt: skip
_MOST_COMPARED = 400


def guess_role(label: str) -> Role:
    """The role that a label suggests; a name or number alone is a participant."""
    tokens = _TOKEN.findall(label.casefold())
    if not tokens:
        return Role.UNKNOWN
    if len(tokens) == 1 and tokens[0] in _ALONE:
        return _ALONE[tokens[0]]
    if "?" in tokens and set(tokens) <= _PEOPLE | {"?", *"psrmfwi", "unknown"}:
        return Role.UNKNOWN
    bracketed = _TOKEN.findall(" ".join(re.findall(r"\(([^()]*)\)", label.casefold())))
    for role, words in _WORDS.items():
        if (tokens[0] in words and _fits(role, tokens[1:])) or set(bracketed[:1]) & words:
            return role
    return Role.PARTICIPANT


def _fits(role: Role, others: list[str]) -> bool:
    """Whether the rest of a label may stand beside the role's word (not: Assistant Mayor)."""
    if role is Role.MODERATOR:
        return True
    allowed = _PEOPLE | _WORDS[Role.MODERATOR] | _WORDS[Role.SEVERAL] | {"of", "the"}
    return all(word in allowed or word.isdigit() or len(word) == 1 for word in others)


def variants(labels: Iterable[tuple[str, int]]) -> list[tuple[str, str, str]]:
    """Labels that probably mean the same speaker as another: (label, main label, reason).

    Takes each label with its number of turns. Nothing is merged here; the coder is asked.
    """
    counts: dict[str, int] = {}
    for label, number in labels:
        counts[label] = counts.get(label, 0) + number
    found, mains = _same_spelling(counts)
    longer = _same_person(mains[:_MOST_COMPARED], counts)
    final = [(label, longer.get(main, (main, ""))[0], reason) for label, main, reason in found]
    return final + [(label, main, reason) for label, (main, reason) in longer.items()]


def _same_spelling(counts: dict[str, int]) -> tuple[list[tuple[str, str, str]], list[str]]:
    """Labels equal but for spaces, case, end marks or accents; and the labels that remain."""
    groups: dict[str, list[str]] = {}
    for label in counts:
        groups.setdefault(_plain(label), []).append(label)
    found, mains = [], []
    for group in groups.values():
        main = max(group, key=lambda label: (counts[label], label == label.strip(_EDGES)))
        mains.append(main)
        found += [(label, main, _difference(label, main)) for label in group if label != main]
    return found, mains


def _plain(label: str) -> str:
    folded = unicodedata.normalize("NFKD", label.casefold())
    letters = "".join(char for char in folded if not unicodedata.combining(char))
    return " ".join(letters.split()).strip(_EDGES) or label


def _difference(label: str, main: str) -> str:
    spaced, other = " ".join(label.split()), " ".join(main.split())
    if spaced == other:
        return "white space"
    if spaced.casefold() == other.casefold():
        return "case"
    if spaced.casefold().strip(_EDGES) == other.casefold().strip(_EDGES):
        return "punctuation"
    return "accents"


def _same_person(labels: list[str], counts: dict[str, int]) -> dict[str, tuple[str, str]]:
    """For a label the one other label it shortens or misspells, with the reason."""
    found: dict[str, tuple[str, str]] = {}
    for label in sorted(labels, key=lambda label: (len(label), label)):
        fits = [(other, reason) for other in labels if (reason := _relation(label, other))]
        rarer = [
            (other, reason)
            for other, reason in fits
            if reason != "spelling" or (counts[label], label) < (counts[other], other)
        ]
        if len(rarer) == 1:
            found[label] = rarer[0]
    return {label: (_end(main, found), reason) for label, (main, reason) in found.items()}


def _end(label: str, found: dict[str, tuple[str, str]]) -> str:
    """The last main label of a chain."""
    seen = {label}
    while label in found and found[label][0] not in seen:
        label = found[label][0]
        seen.add(label)
    return label


def _relation(label: str, other: str) -> str:
    """How a label could stand for another, longer or better spelt one; empty if it could not."""
    short, long = _plain(label), _plain(other)
    if short == long or _digits(short) != _digits(long):
        return ""
    word = re.sub(r"[\d\W_]+", "", short)
    name = re.sub(r"[\d_]+", " ", re.sub(r"\([^()]*\)", " ", long)).split()
    if not word or not name:
        return ""
    full = _ABBREVIATED.get(word)
    if len(short) < len(long) and full is not None and name[0].startswith(full):
        return "abbreviation"
    return _name_relation(short, long, name)


def _name_relation(short: str, long: str, name: list[str]) -> str:
    if len(short) < len(long):
        if "(" in long and long.split("(")[0].strip() == short:
            return "addition in brackets"
        if len(name) > 1 and short in name and len(short) > 2:
            return "part of the name"
        if len(name) > 1 and short == "".join(word[0] for word in name):
            return "initials"
        if len(name) == 1 and len(short) >= 3 and name[0].startswith(short.rstrip(".")):
            return "abbreviation"
    return "spelling" if min(len(short), len(long)) >= 6 and _one_edit(short, long) else ""


def _digits(label: str) -> list[str]:
    return re.findall(r"\d+", label)


def _one_edit(one: str, two: str) -> bool:
    """Whether one letter added, left out, changed or swapped makes them equal."""
    if abs(len(one) - len(two)) > 1:
        return False
    start = 0
    while start < min(len(one), len(two)) and one[start] == two[start]:
        start += 1
    rest, other = one[start:], two[start:]
    swapped = rest[:2] == other[:2][::-1] and rest[2:] == other[2:]
    return swapped or rest[1:] == other[1:] or rest == other[1:] or rest[1:] == other
