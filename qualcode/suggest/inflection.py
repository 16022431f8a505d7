"""Forms that an English word takes in speech, made by spelling rules.

It goes one way only: a plain word is looked for in its plural and verb forms as well ("share"
finds "sharing"), a word given in -ing or -ed is taken at its word ("training" does not find
"train", "housing" does not find "house").
"""

from __future__ import annotations

import re
from functools import lru_cache

_FIXED_WORDS = """
    a about after again all alone also an and another any as at back because before big both
    but by can cannot could did down each else even ever every few for from he her here his
    how i if in into it its just last less many may maybe me more most much must my near
    never next no nobody none not now of off often on once one only or other our out over
    own perhaps same several she should since small so some such than that the their them
    then there these they this those though through to together too two under until up us
    very was we were what when where whether which while who whom whose why will with within
    without would yes you your
"""
_FIXED = frozenset(_FIXED_WORDS.split())
_IRREGULAR = {
    forms.split()[0]: frozenset(forms.split())
    for forms in (
        "be am is are was were been being",
        "become becomes became becoming",
        "begin begins began begun beginning",
        "bid bids bidding",
        "bring brings brought bringing",
        "build builds built building",
        "buy buys bought buying",
        "child children",
        "choose chooses chose chosen choosing",
        "come comes came coming",
        "cut cuts cutting",
        "die dies died dying",
        "draw draws drew drawn drawing",
        "fall falls fell fallen falling",
        "feed feeds fed feeding",
        "feel feels felt feeling",
        "fight fights fought fighting",
        "find finds found finding",
        "get gets got gotten getting",
        "give gives gave given giving",
        "go goes went gone going",
        "grow grows grew grown growing",
        "have has had having",
        "hear hears heard hearing",
        "hold holds held holding",
        "join joins joined joining",
        "keep keeps kept keeping",
        "know knows knew known knowing",
        "lead leads led leading",
        "learn learns learned learnt learning",
        "leave leaves left leaving",
        "lose loses lost losing",
        "make makes made making",
        "man men",
        "meet meets met meeting",
        "pay pays paid paying",
        "put puts putting",
        "quit quits quitting",
        "run runs ran running",
        "say says said saying",
        "see sees saw seen seeing",
        "sell sells sold selling",
        "send sends sent sending",
        "sit sits sat sitting",
        "speak speaks spoke spoken speaking",
        "spend spends spent spending",
        "spread spreads spreading",
        "stand stands stood standing",
        "take takes took taken taking",
        "teach teaches taught teaching",
        "tell tells told telling",
        "think thinks thought thinking",
        "win wins won winning",
        "withdraw withdraws withdrew withdrawn withdrawing",
        "woman women",
        "write writes wrote written writing",
    )
}
# By spelling a form of grant, new, state, board, good, port, market; as a rule another word.
_OTHER_WORDS = frozenset(
    (
        *("granted", "news", "stated", "stating", "boarding", "boarded"),
        *("goods", "porting", "ported", "marketing"),
    )
)
_UNCOUNTED = frozenset(
    ("news", "goods", "means", "series", "species", "politics", "economics", "physics", "thanks")
)
_NOUN = re.compile(r"(?:tion|sion|ment|ness|ity|ship|ism|ist|ance|ence|ology|graphy|ian)$")
_ONE_SYLLABLE = re.compile(r"(?:[^aeiou]|qu)*[aeiou][^aeiouwxy]$")
_HISSING = re.compile(r"(?:s|x|z|ch|sh)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")


@lru_cache(maxsize=4096)
def forms(word: str) -> frozenset[str]:
    """A lower-case English word with its plural or verb forms; itself where it takes none."""
    if len(word) < 3 or not (word.isascii() and word.isalpha()) or word in _FIXED:
        return _IRREGULAR.get(word, frozenset()) | {word}
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ing") and len(word) > 5:
        return frozenset({word, word + "s"})
    if word.endswith("ed") and len(word) > 4 and not word.endswith("eed"):
        return frozenset({word})
    found = {word, *(singular(word) or {_plural(word), *_verb_forms(word)})}
    return frozenset(found - (_OTHER_WORDS - {word}))


def remark_forms(word: str) -> frozenset[str]:
    """Forms of a word in a remark such as [nods], where -s is the verb: nod, nodded, nodding."""
    return forms(word).union(*(forms(base) for base in singular(word)))


def plural_forms(word: str) -> frozenset[str]:
    """A word and its plural, where it can have one."""
    if len(word) < 3 or not (word.isascii() and word.isalpha()) or word in _FIXED:
        return frozenset({word})
    return frozenset({word} if singular(word) else {word, _plural(word)})


def singular(word: str) -> set[str]:
    """The singular of a lower-case English word that looks like a plural; empty for another."""
    if not word.endswith("s") or len(word) < 4 or word in _UNCOUNTED:
        return set()
    if re.search(r"(?:ss|us|is|ous)$", word):
        return set()
    if word.endswith("ies") and len(word) > 4:
        return {word[:-3] + "y"}
    return {word[:-2] if re.search(r"(?:sses|xes|zes|ches|shes)$", word) else word[:-1]}


def _plural(word: str) -> str:
    if _CONSONANT_Y.search(word):
        return word[:-1] + "ies"
    return word + ("es" if _HISSING.search(word) else "s")


def _verb_forms(word: str) -> set[str]:
    """Past and -ing forms; with and without a doubled consonant where both are in use."""
    if _NOUN.search(word) or word.endswith("s"):
        return set()
    if _CONSONANT_Y.search(word):
        return {word[:-1] + "ied", word + "ing"}
    if word.endswith("ie"):
        return {word + "d", word[:-2] + "ying"}
    if word.endswith("e"):
        stem = word if word.endswith(("ee", "oe", "ye")) else word[:-1]
        return {word + "d", stem + "ing"}
    if _ONE_SYLLABLE.match(word):
        return {word + word[-1] + "ed", word + word[-1] + "ing"}
    found = {word + "ed", word + "ing"}
    if re.search(r"[^aeiou][aeiou][lrtpm]$", word):
        found |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return found
