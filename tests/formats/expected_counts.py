"""Turns and speakers of every transcript file of the shared folder, worked out from the originals.

Counted by each file's own convention with grep, awk and a JSON parser, never with the reader:
labelled lines (`Q:`, `**Name**`, `Speaker 0: 00:02:14`, `HH:MM:SS<tab>Name:<tab>`), runs of cues
with the same name in front (captions), list entries (JSON), the last printed paragraph number
less the title (PDF), non-empty cells of answers (surveys). Turns without a speaker are counted,
nobody is not. A word is written wrongly in one label of P5, which makes a third speaker.
"""

from __future__ import annotations

PANELS = "panel-transcripts-md/"
DEVELOPERS = "developer-interviews-macroman/transcript_interview_"
ZOOM = "zoom-meetings-vtt/"
EXAMPLES = "qualcoder-examples/"
CAPTIONS = "subtitle-edge-cases/"

_PDPILOT = {1: 94, 2: 165, 3: 121, 4: 109, 5: 134, 6: 99, 7: 104}
_CALLS = {
    "acdc_2026-02-19_175": (21, 7, 130, 36),
    "acdc_2026-03-19_176": (143, 17, 306, 41),
    "allwalletdevs_2026-05-20_039": (1, 1, 20, 2),
    "focil_2026-04-07_032": (15, 4, 2, 1),
    "pqinterop_2026-07-08_047": (46, 9, 8, 7),
    "rpcstandards_2026-07-13_030": (51, 5, 1, 1),
}
"""Turns and speakers of the captions, messages and people of the chat."""

TURNS_AND_SPEAKERS: dict[str, tuple[int, int]] = {
    DEVELOPERS + "1.txt": (83, 2),
    DEVELOPERS + "2.txt": (66, 2),
    DEVELOPERS + "5.txt": (61, 2),
    PANELS + "bitcoin-review-podcast__libsec-panel.md": (166, 6),
    PANELS + "bitcoin-review-podcast__lightning-privacy-splice-panel.md": (336, 7),
    PANELS + "bitcoin-explained__bitcoin-core-27-0.md": (200, 2),
    PANELS + "adopting-bitcoin__2021__onboarding-bitcoin-and-lightning-developers.md": (97, 11),
    PANELS + "bitcoin-2024__open-source-mining.md": (57, 4),
    # 25 labelled lines and 68 paragraphs of talk without a label before and between them.
    PANELS + "austin-bitcoin-developers__2019-08-22-socratic-seminar-2.md": (93, 2),
    # 85 labelled lines and 31 paragraphs.
    PANELS + "austin-bitcoin-developers__2019-05-27-drivechain-paul-sztorc.es.md": (116, 4),
    # 34 labelled lines and 32 paragraphs; subject, place and slides stand above the talk.
    PANELS + "adopting-bitcoin__2021__2021-11-16-gloria-zhao-transaction-relay-policy.zh.md": (
        66,
        3,
    ),
    ZOOM + "notes-call_105.md": (52, 13),
    EXAMPLES + "transcript.txt": (7, 3),
    EXAMPLES + "ID1.docx": (3, 0),
    EXAMPLES + "ID2.odt": (3, 0),
    EXAMPLES + "survey456.csv": (3, 3),
    EXAMPLES + "survey789.xlsx": (6, 3),
    "meetings-qmsum/Bro011.json": (346, 6),
    "meetings-qmsum/ES2009b.json": (298, 4),
    "meetings-qmsum/TS3010a.json": (168, 4),
    "meetings-qmsum/covid_2.json": (393, 71),
    "meetings-qmsum/education_10.json": (132, 7),
    "meetings-qmsum/education_22.json": (164, 10),
    "casino/casino_test.json": (1394, 2),
    "casino/casino_train.json": (12501, 2),
    "casino/casino_valid.json": (402, 2),
    "tool-exports/taguette/document_1.docx": (92, 5),
    "tool-exports/taguette/document_1.html": (92, 5),
    **{f"pdpilot-interviews/P{n}.pdf": (turns, 2 + (n == 5)) for n, turns in _PDPILOT.items()},
    **{
        f"tool-exports/qualcoder/pdpilot.qda/documents/P{n}.txt": (turns, 2 + (n == 5))
        for n, turns in _PDPILOT.items()
    },
    **{
        f"{ZOOM}{call}/{file}.vtt": (turns, speakers)
        for call, (turns, speakers, _, _) in _CALLS.items()
        for file in ("transcript", "transcript_corrected")
    },
    **{f"{ZOOM}{call}/chat.txt": counts[2:] for call, counts in _CALLS.items()},
}

EMPTY_CAPTIONS = frozenset(
    (
        *(f"webvtt-py/{name}.vtt" for name in ("empty", "no_captions")),
        *(f"webvtt-py/invalid_format{number}.srt" for number in (1, 2, 3, 4)),
        "webvtt-py/invalid_format.sbv",
        "vtt.js/cue-times_missing-separator.vtt",
        "vtt.js/file-layout_blank-file.vtt",
        "vtt.js/file-layout_blank-file-with-bom.vtt",
        "vtt.js/file-layout_garbage-signature.vtt",
    )
)
"""Caption files in which nothing is said: refused with a sentence."""

_DASHES = {"vtt.js/file-layout_many-comments.vtt": 3, "webvtt-py/comments.vtt": 5}
_VOICES = ("with-annotation", "with-closing-span", "with-subclass", "with-two-subclasses")


def of_captions(name: str) -> tuple[int, int]:
    """Turns and speakers of a small caption file.

    Nearly all are a few words without a full stop or a single caption, so one turn of nobody;
    a dash begins the line of another person.
    """
    voice = name.removeprefix("vtt.js/cuetext_voice_").removesuffix(".vtt")
    return _DASHES.get(name, 1), int(voice in _VOICES)
