"""Which options make sense for which kinds of files, by their suffix."""

from __future__ import annotations

_PAGES = (".html", ".htm", ".xhtml")

LINES = frozenset((".txt", ".md", ".docx", ".odt", ".rtf", ".pdf", *_PAGES, ".epub"))
"""Read line by line: labels stand in the text, and a pattern can say how."""

CUES = frozenset((".vtt", ".srt", ".sbv", ".json", ".jsonl", ".txt"))
"""May hold captions or segments, which are joined to turns."""

TABLES = frozenset((".csv", ".tsv", ".xlsx"))

STATED = TABLES | {".json", ".jsonl"}
"""Name their speakers apart from the text."""

TYPED = (CUES | TABLES | {".md", *_PAGES}) - {".xlsx"}
"""Do not fix how their letters are stored."""

ENCODINGS = (
    ("utf-8", "UTF-8"),
    ("cp1252", "Windows, Western Europe"),
    ("mac_roman", "Macintosh, Western Europe"),
    ("utf-16", "UTF-16"),
    ("cp1250", "Windows, Central Europe"),
    ("cp1251", "Windows, Cyrillic"),
    ("cp1253", "Windows, Greek"),
    ("shift_jis", "Japanese"),
    ("gb18030", "Chinese"),
    ("euc_kr", "Korean"),
)
"""Encodings that transcripts come in, by the names Python knows."""
