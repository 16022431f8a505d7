"""The tables of a study.

Ids are random UUIDs as 32 hexadecimal digits, times are UTC, text is stored as typed. Every table
whose rows an action may change has a primary key named ``id``; rows of a bulk action share a
``batch``, by which it is undone. Types are SQLAlchemy's own, so that another database can serve.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from qualcode.store.types import UtcTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[str]:
    return Column("id", String(32), primary_key=True)


def _link(name: str, target: str, *, nullable: bool = False, cascade: bool = False) -> Column[str]:
    """A foreign key; without cascade the row that is pointed at cannot be deleted."""
    key = ForeignKey(f"{target}.id", ondelete="CASCADE" if cascade else None)
    return Column(name, String(32), key, nullable=nullable)


study = Table(
    "study",
    metadata,
    _id(),
    Column("title", Text, nullable=False),
    Column("approach", Text, nullable=False),
    Column("ethics_number", Text, nullable=False, server_default=""),
    Column("retention_until", Date),
    Column("created", UtcTime, nullable=False),
    Column("codebook_version", Integer, nullable=False),
    Column("codebook_columns", JSON, nullable=False),
    Column("seed", Integer, nullable=False),
    Column("weighted", Boolean, nullable=False, server_default="0"),
    CheckConstraint("approach IN ('reliability', 'codebook', 'reflexive')", name="approach"),
)

coder = Table(
    "coder",
    metadata,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("pass_number", Integer, nullable=False),
    Column("created", UtcTime, nullable=False),
    CheckConstraint("kind IN ('person', 'machine', 'consensus')", name="kind"),
)

participant = Table(
    "participant",
    metadata,
    _id(),
    Column("pseudonym", Text, nullable=False, unique=True),
    Column("consent", Text, nullable=False, server_default=""),
)

transcript = Table(
    "transcript",
    metadata,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    Column("sequence", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("preface", Text, nullable=False),
    Column("format", Text, nullable=False),
    Column("encoding", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("recording", Text, nullable=False, server_default=""),
    Column("imported", UtcTime, nullable=False),
    Column("batch", String(32), index=True),
)

transcript_set = Table(
    "transcript_set",
    metadata,
    _id(),
    Column("name", Text, nullable=False, unique=True),
    Column("conditions", JSON, nullable=False),
)

transcript_set_member = Table(
    "transcript_set_member",
    metadata,
    _id(),
    _link("set_id", "transcript_set"),
    _link("transcript_id", "transcript"),
    UniqueConstraint("set_id", "transcript_id"),
    Index("ix_transcript_set_member_transcript_id", "transcript_id"),
)

original = Table(
    "original",
    metadata,
    Column("id", String(32), ForeignKey("transcript.id"), primary_key=True),
    Column("data", LargeBinary, nullable=False),
    Column("batch", String(32), index=True),
)

attribute = Table(
    "attribute",
    metadata,
    _id(),
    Column("subject", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("sort", Integer, nullable=False),
    Column("bands", JSON, nullable=False, server_default="[]"),
    Column("printed", Boolean, nullable=False, server_default="1"),
    UniqueConstraint("subject", "name"),
    CheckConstraint("subject IN ('participant', 'transcript')", name="subject"),
    CheckConstraint("type IN ('text', 'number', 'band', 'date', 'choice')", name="type"),
)

attribute_value = Table(
    "attribute_value",
    metadata,
    _id(),
    _link("attribute_id", "attribute"),
    _link("participant_id", "participant", nullable=True),
    _link("transcript_id", "transcript", nullable=True),
    Column("value", Text, nullable=False),
    UniqueConstraint("attribute_id", "participant_id", "transcript_id"),
    Index("ix_attribute_value_transcript_id", "transcript_id"),
    CheckConstraint("(participant_id IS NULL) <> (transcript_id IS NULL)", name="one_subject"),
)

speaker = Table(
    "speaker",
    metadata,
    _id(),
    _link("transcript_id", "transcript"),
    Column("label", Text, nullable=False),
    Column("role", Text, nullable=False),
    _link("participant_id", "participant", nullable=True),
    Column("sequence", Integer, nullable=False),
    Column("batch", String(32), index=True),
    UniqueConstraint("transcript_id", "label"),
    CheckConstraint(
        "role IN ('moderator', 'assistant', 'interpreter', 'participant', 'several', 'unknown')",
        name="role",
    ),
)

question = Table(
    "question",
    metadata,
    _id(),
    Column("key", Text, nullable=False, unique=True),
    Column("sequence", Integer, nullable=False),
    Column("text", Text, nullable=False),
)

turn = Table(
    "turn",
    metadata,
    _id(),
    _link("transcript_id", "transcript"),
    Column("sequence", Integer, nullable=False),
    _link("speaker_id", "speaker", nullable=True),
    Column("text", Text, nullable=False),
    Column("digest", String(32), nullable=False),
    Column("words", Integer, nullable=False),
    Column("start_ms", Integer),
    Column("end_ms", Integer),
    _link("question_id", "question", nullable=True),
    # Somebody decided that it asks no question of the guide.
    Column("asks_nothing", Boolean, nullable=False, server_default="0"),
    _link("replies_to", "turn", nullable=True),
    # Whether an exchange begins here; NULL where nobody said so.
    Column("opens_exchange", Boolean),
    Column("source", JSON, nullable=False),
    Column("batch", String(32), index=True),
    UniqueConstraint("transcript_id", "sequence"),
    Index("ix_turn_speaker_id", "speaker_id"),
    Index("ix_turn_replies_to", "replies_to"),
)

code = Table(
    "code",
    metadata,
    _id(),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    _link("parent_id", "code", nullable=True),
    Column("sort", Integer, nullable=False),
    Column("layer", Text, nullable=False),
    Column("definition", Text, nullable=False),
    Column("include_when", Text, nullable=False),
    Column("exclude_when", Text, nullable=False),
    Column("example", Text, nullable=False),
    Column("example_role", Text, nullable=False),
    Column("keywords", JSON, nullable=False),
    Column("weak_keywords", JSON, nullable=False),
    Column("negative_phrases", JSON, nullable=False),
    Column("unit", Text, nullable=False),
    Column("applies_to", Text, nullable=False),
    Column("colour", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("extras", JSON, nullable=False),
    Index("ix_code_parent_id", "parent_id"),
)

codebook_version = Table(
    "codebook_version",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("created", UtcTime, nullable=False),
    _link("coder_id", "coder", nullable=True),
    Column("label", Text, nullable=False, server_default=""),
)

code_version = Table(
    "code_version",
    metadata,
    Column("number", Integer, ForeignKey("codebook_version.number"), primary_key=True),
    # No foreign key to the code: a frozen row outlives the code it describes.
    Column("code_id", String(32), primary_key=True),
    Column("state", JSON, nullable=False),
)

suggestion = Table(
    "suggestion",
    metadata,
    _id(),
    _link("transcript_id", "transcript"),
    _link("code_id", "code"),
    _link("coder_id", "coder"),
    _link("start_turn_id", "turn"),
    Column("start_offset", Integer, nullable=False),
    _link("end_turn_id", "turn"),
    Column("end_offset", Integer, nullable=False),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("engine", Text, nullable=False),
    Column("codebook_version", Integer, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("level", Text, nullable=False),
    Column("decision", Text, nullable=False),
    Column("decided", UtcTime, nullable=False),
    Index("ix_suggestion_transcript_id_coder_id", "transcript_id", "coder_id"),
    Index("ix_suggestion_code_id", "code_id"),
    Index("ix_suggestion_start_turn_id", "start_turn_id"),
    Index("ix_suggestion_end_turn_id", "end_turn_id"),
)

segment = Table(
    "segment",
    metadata,
    _id(),
    _link("transcript_id", "transcript"),
    _link("coder_id", "coder"),
    _link("code_id", "code"),
    _link("start_turn_id", "turn"),
    Column("start_offset", Integer, nullable=False),
    _link("end_turn_id", "turn"),
    Column("end_offset", Integer, nullable=False),
    Column("origin", Text, nullable=False),
    _link("suggestion_id", "suggestion", nullable=True),
    Column("codebook_version", Integer, nullable=False),
    Column("weight", Integer),
    Column("key_quote", Boolean, nullable=False, server_default="0"),
    Column("created", UtcTime, nullable=False),
    Column("changed", UtcTime, nullable=False),
    Column("batch", String(32)),
    Index("ix_segment_transcript_id_coder_id", "transcript_id", "coder_id"),
    Index("ix_segment_code_id_coder_id_created", "code_id", "coder_id", "created"),
    Index("ix_segment_start_turn_id", "start_turn_id"),
    Index("ix_segment_end_turn_id", "end_turn_id"),
    Index("ix_segment_batch", "batch"),
    Index("ix_segment_suggestion_id", "suggestion_id"),
    # Few segments go beyond a turn; without this all would be read to find them.
    Index(
        "ix_segment_long",
        "coder_id",
        "transcript_id",
        sqlite_where=text("start_turn_id <> end_turn_id"),
        postgresql_where=text("start_turn_id <> end_turn_id"),
    ),
    # Key quotes are few, and each look at a code asks for them.
    Index(
        "ix_segment_key_quote",
        "code_id",
        "coder_id",
        "created",
        sqlite_where=text("key_quote"),
        postgresql_where=text("key_quote"),
    ),
    CheckConstraint("start_offset >= 0 AND end_offset > 0", name="offsets"),
)

memo = Table(
    "memo",
    metadata,
    _id(),
    _link("coder_id", "coder"),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    _link("transcript_id", "transcript", nullable=True),
    _link("turn_id", "turn", nullable=True),
    _link("segment_id", "segment", nullable=True),
    _link("code_id", "code", nullable=True),
    _link("speaker_id", "speaker", nullable=True),
    _link("participant_id", "participant", nullable=True),
    Column("created", UtcTime, nullable=False),
    Column("changed", UtcTime, nullable=False),
    Column("batch", String(32), index=True),
    Index("ix_memo_segment_id", "segment_id"),
    Index("ix_memo_code_id", "code_id"),
    Index("ix_memo_turn_id", "turn_id"),
    Index("ix_memo_transcript_id", "transcript_id"),
    Index("ix_memo_speaker_id", "speaker_id"),
)

coder_transcript = Table(
    "coder_transcript",
    metadata,
    _id(),
    _link("coder_id", "coder"),
    _link("transcript_id", "transcript"),
    Column("progress", Text, nullable=False),
    Column("finished", UtcTime),
    Column("codebook_version", Integer),
    UniqueConstraint("coder_id", "transcript_id"),
    CheckConstraint("progress IN ('not started', 'open', 'finished')", name="progress"),
)

reading = Table(
    "reading",
    metadata,
    Column("coder_id", ForeignKey("coder.id", ondelete="CASCADE"), primary_key=True),
    Column("transcript_id", ForeignKey("transcript.id", ondelete="CASCADE"), primary_key=True),
    _link("turn_id", "turn", cascade=True),
    Column("offset", Integer, nullable=False),
    Column("unit", Text, nullable=False),
    Column("saved", UtcTime, nullable=False),
    Index("ix_reading_turn_id", "turn_id"),
)

slot = Table(
    "slot",
    metadata,
    Column("coder_id", ForeignKey("coder.id", ondelete="CASCADE"), primary_key=True),
    Column("digit", Integer, primary_key=True),
    _link("code_id", "code", cascade=True),
    Index("ix_slot_code_id", "code_id"),
)

draft = Table(
    "draft",
    metadata,
    Column("coder_id", ForeignKey("coder.id", ondelete="CASCADE"), primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("subject_id", String(32), primary_key=True),
    Column("text", Text, nullable=False),
    Column("saved", UtcTime, nullable=False),
)

journal = Table(
    "journal",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    _link("coder_id", "coder"),
    Column("at", UtcTime, nullable=False),
    Column("batch", String(32), nullable=False),
    Column("details", JSON, nullable=False),
    Column("undone", Boolean, nullable=False),
    Column("target", Integer, ForeignKey("journal.sequence")),
    Index("ix_journal_coder_id", "coder_id"),
    # Each step back asks for the edits of texts, of which there are few.
    Index("ix_journal_kind", "kind"),
    Index(
        "ix_journal_target",
        "target",
        sqlite_where=text("target IS NOT NULL"),
        postgresql_where=text("target IS NOT NULL"),
    ),
)

journal_payload = Table(
    "journal_payload",
    metadata,
    Column("sequence", ForeignKey("journal.sequence"), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
