"""The study: people, turns, codebook, segments, memos, suggestions, journal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring a project to this revision."""
    op.create_table(
        "attribute",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "subject IN ('participant', 'transcript')", name=op.f("ck_attribute_subject")
        ),
        sa.CheckConstraint(
            "type IN ('text', 'number', 'band', 'date', 'choice')", name=op.f("ck_attribute_type")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attribute")),
        sa.UniqueConstraint("subject", "name", name=op.f("uq_attribute_subject_name")),
    )
    op.create_table(
        "code",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.String(length=32), nullable=True),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("include_when", sa.Text(), nullable=False),
        sa.Column("exclude_when", sa.Text(), nullable=False),
        sa.Column("example", sa.Text(), nullable=False),
        sa.Column("example_role", sa.Text(), nullable=False),
        sa.Column("keywords", sa.JSON(), nullable=False),
        sa.Column("weak_keywords", sa.JSON(), nullable=False),
        sa.Column("negative_phrases", sa.JSON(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("applies_to", sa.Text(), nullable=False),
        sa.Column("colour", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("extras", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["code.id"], name=op.f("fk_code_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code")),
        sa.UniqueConstraint("key", name=op.f("uq_code_key")),
    )
    with op.batch_alter_table("code", schema=None) as batch_op:
        batch_op.create_index("ix_code_parent_id", ["parent_id"], unique=False)

    op.create_table(
        "coder",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("pass_number", sa.Integer(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('person', 'machine', 'consensus')", name=op.f("ck_coder_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coder")),
        sa.UniqueConstraint("name", name=op.f("uq_coder_name")),
    )
    op.create_table(
        "participant",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("pseudonym", sa.Text(), nullable=False),
        sa.Column("consent", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
        sa.UniqueConstraint("pseudonym", name=op.f("uq_participant_pseudonym")),
    )
    op.create_table(
        "question",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("key", name=op.f("uq_question_key")),
    )
    op.create_table(
        "study",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("approach", sa.Text(), nullable=False),
        sa.Column("ethics_number", sa.Text(), server_default="", nullable=False),
        sa.Column("retention_until", sa.Date(), nullable=True),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("codebook_version", sa.Integer(), nullable=False),
        sa.Column("codebook_columns", sa.JSON(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "approach IN ('reliability', 'codebook', 'reflexive')", name=op.f("ck_study_approach")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study")),
    )
    op.create_table(
        "transcript",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("preface", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("recording", sa.Text(), server_default="", nullable=False),
        sa.Column("imported", sa.DateTime(), nullable=False),
        sa.Column("batch", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transcript")),
        sa.UniqueConstraint("name", name=op.f("uq_transcript_name")),
    )
    with op.batch_alter_table("transcript", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transcript_batch"), ["batch"], unique=False)
        batch_op.create_index(batch_op.f("ix_transcript_sha256"), ["sha256"], unique=False)

    op.create_table(
        "attribute_value",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("attribute_id", sa.String(length=32), nullable=False),
        sa.Column("participant_id", sa.String(length=32), nullable=True),
        sa.Column("transcript_id", sa.String(length=32), nullable=True),
        sa.Column("value", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(participant_id IS NULL) <> (transcript_id IS NULL)",
            name=op.f("ck_attribute_value_one_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["attribute_id"], ["attribute.id"], name=op.f("fk_attribute_value_attribute_id")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_attribute_value_participant_id")
        ),
        sa.ForeignKeyConstraint(
            ["transcript_id"], ["transcript.id"], name=op.f("fk_attribute_value_transcript_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attribute_value")),
        sa.UniqueConstraint(
            "attribute_id",
            "participant_id",
            "transcript_id",
            name=op.f("uq_attribute_value_attribute_id_participant_id_transcript_id"),
        ),
    )
    op.create_table(
        "codebook_version",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("coder_id", sa.String(length=32), nullable=True),
        sa.Column("label", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["coder_id"], ["coder.id"], name=op.f("fk_codebook_version_coder_id")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_codebook_version")),
    )
    op.create_table(
        "coder_transcript",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("coder_id", sa.String(length=32), nullable=False),
        sa.Column("transcript_id", sa.String(length=32), nullable=False),
        sa.Column("progress", sa.Text(), nullable=False),
        sa.Column("finished", sa.DateTime(), nullable=True),
        sa.Column("codebook_version", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "progress IN ('not started', 'open', 'finished')",
            name=op.f("ck_coder_transcript_progress"),
        ),
        sa.ForeignKeyConstraint(
            ["coder_id"], ["coder.id"], name=op.f("fk_coder_transcript_coder_id")
        ),
        sa.ForeignKeyConstraint(
            ["transcript_id"], ["transcript.id"], name=op.f("fk_coder_transcript_transcript_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coder_transcript")),
        sa.UniqueConstraint(
            "coder_id", "transcript_id", name=op.f("uq_coder_transcript_coder_id_transcript_id")
        ),
    )
    op.create_table(
        "draft",
        sa.Column("coder_id", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("saved", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coder_id"], ["coder.id"], name=op.f("fk_draft_coder_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("coder_id", "subject", "subject_id", name=op.f("pk_draft")),
    )
    op.create_table(
        "journal",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("coder_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("batch", sa.String(length=32), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name=op.f("fk_journal_coder_id")),
        sa.ForeignKeyConstraint(["target"], ["journal.sequence"], name=op.f("fk_journal_target")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_journal")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.create_index("ix_journal_coder_id", ["coder_id"], unique=False)

    op.create_table(
        "original",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("batch", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["transcript.id"], name=op.f("fk_original_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_original")),
    )
    with op.batch_alter_table("original", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_original_batch"), ["batch"], unique=False)

    op.create_table(
        "slot",
        sa.Column("coder_id", sa.String(length=32), nullable=False),
        sa.Column("digit", sa.Integer(), nullable=False),
        sa.Column("code_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["code_id"], ["code.id"], name=op.f("fk_slot_code_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["coder_id"], ["coder.id"], name=op.f("fk_slot_coder_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("coder_id", "digit", name=op.f("pk_slot")),
    )
    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.create_index("ix_slot_code_id", ["code_id"], unique=False)

    op.create_table(
        "speaker",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("transcript_id", sa.String(length=32), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("participant_id", sa.String(length=32), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("batch", sa.String(length=32), nullable=True),
        sa.CheckConstraint(
            "role IN ('moderator', 'assistant', 'interpreter', "
            "'participant', 'several', 'unknown')",
            name=op.f("ck_speaker_role"),
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_speaker_participant_id")
        ),
        sa.ForeignKeyConstraint(
            ["transcript_id"], ["transcript.id"], name=op.f("fk_speaker_transcript_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker")),
        sa.UniqueConstraint("transcript_id", "label", name=op.f("uq_speaker_transcript_id_label")),
    )
    with op.batch_alter_table("speaker", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_speaker_batch"), ["batch"], unique=False)

    op.create_table(
        "code_version",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["number"], ["codebook_version.number"], name=op.f("fk_code_version_number")
        ),
        sa.PrimaryKeyConstraint("number", "code_id", name=op.f("pk_code_version")),
    )
    op.create_table(
        "journal_payload",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sequence"], ["journal.sequence"], name=op.f("fk_journal_payload_sequence")
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_journal_payload")),
    )
    op.create_table(
        "turn",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("transcript_id", sa.String(length=32), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.String(length=32), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("start_ms", sa.Integer(), nullable=True),
        sa.Column("end_ms", sa.Integer(), nullable=True),
        sa.Column("question_id", sa.String(length=32), nullable=True),
        sa.Column("replies_to", sa.String(length=32), nullable=True),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("batch", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_turn_question_id")),
        sa.ForeignKeyConstraint(["replies_to"], ["turn.id"], name=op.f("fk_turn_replies_to")),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name=op.f("fk_turn_speaker_id")),
        sa.ForeignKeyConstraint(
            ["transcript_id"], ["transcript.id"], name=op.f("fk_turn_transcript_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turn")),
        sa.UniqueConstraint(
            "transcript_id", "sequence", name=op.f("uq_turn_transcript_id_sequence")
        ),
    )
    with op.batch_alter_table("turn", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_turn_batch"), ["batch"], unique=False)
        batch_op.create_index("ix_turn_replies_to", ["replies_to"], unique=False)
        batch_op.create_index("ix_turn_speaker_id", ["speaker_id"], unique=False)

    op.create_table(
        "reading",
        sa.Column("coder_id", sa.String(length=32), nullable=False),
        sa.Column("transcript_id", sa.String(length=32), nullable=False),
        sa.Column("turn_id", sa.String(length=32), nullable=False),
        sa.Column("offset", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("saved", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coder_id"], ["coder.id"], name=op.f("fk_reading_coder_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["transcript_id"],
            ["transcript.id"],
            name=op.f("fk_reading_transcript_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["turn_id"], ["turn.id"], name=op.f("fk_reading_turn_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("coder_id", "transcript_id", name=op.f("pk_reading")),
    )
    with op.batch_alter_table("reading", schema=None) as batch_op:
        batch_op.create_index("ix_reading_turn_id", ["turn_id"], unique=False)

    op.create_table(
        "suggestion",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("transcript_id", sa.String(length=32), nullable=False),
        sa.Column("code_id", sa.String(length=32), nullable=False),
        sa.Column("coder_id", sa.String(length=32), nullable=False),
        sa.Column("start_turn_id", sa.String(length=32), nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_turn_id", sa.String(length=32), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("codebook_version", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("decided", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["code_id"], ["code.id"], name=op.f("fk_suggestion_code_id")),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name=op.f("fk_suggestion_coder_id")),
        sa.ForeignKeyConstraint(
            ["end_turn_id"], ["turn.id"], name=op.f("fk_suggestion_end_turn_id")
        ),
        sa.ForeignKeyConstraint(
            ["start_turn_id"], ["turn.id"], name=op.f("fk_suggestion_start_turn_id")
        ),
        sa.ForeignKeyConstraint(
            ["transcript_id"], ["transcript.id"], name=op.f("fk_suggestion_transcript_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
    )
    with op.batch_alter_table("suggestion", schema=None) as batch_op:
        batch_op.create_index("ix_suggestion_code_id", ["code_id"], unique=False)
        batch_op.create_index("ix_suggestion_end_turn_id", ["end_turn_id"], unique=False)
        batch_op.create_index("ix_suggestion_start_turn_id", ["start_turn_id"], unique=False)
        batch_op.create_index(
            "ix_suggestion_transcript_id_coder_id", ["transcript_id", "coder_id"], unique=False
        )

    op.create_table(
        "segment",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("transcript_id", sa.String(length=32), nullable=False),
        sa.Column("coder_id", sa.String(length=32), nullable=False),
        sa.Column("code_id", sa.String(length=32), nullable=False),
        sa.Column("start_turn_id", sa.String(length=32), nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_turn_id", sa.String(length=32), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("suggestion_id", sa.String(length=32), nullable=True),
        sa.Column("codebook_version", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=True),
        sa.Column("key_quote", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("changed", sa.DateTime(), nullable=False),
        sa.Column("batch", sa.String(length=32), nullable=True),
        sa.CheckConstraint("start_offset >= 0 AND end_offset > 0", name=op.f("ck_segment_offsets")),
        sa.ForeignKeyConstraint(["code_id"], ["code.id"], name=op.f("fk_segment_code_id")),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name=op.f("fk_segment_coder_id")),
        sa.ForeignKeyConstraint(["end_turn_id"], ["turn.id"], name=op.f("fk_segment_end_turn_id")),
        sa.ForeignKeyConstraint(
            ["start_turn_id"], ["turn.id"], name=op.f("fk_segment_start_turn_id")
        ),
        sa.ForeignKeyConstraint(
            ["suggestion_id"], ["suggestion.id"], name=op.f("fk_segment_suggestion_id")
        ),
        sa.ForeignKeyConstraint(
            ["transcript_id"], ["transcript.id"], name=op.f("fk_segment_transcript_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segment")),
    )
    with op.batch_alter_table("segment", schema=None) as batch_op:
        batch_op.create_index("ix_segment_batch", ["batch"], unique=False)
        batch_op.create_index("ix_segment_code_id_coder_id", ["code_id", "coder_id"], unique=False)
        batch_op.create_index("ix_segment_end_turn_id", ["end_turn_id"], unique=False)
        batch_op.create_index("ix_segment_start_turn_id", ["start_turn_id"], unique=False)
        batch_op.create_index("ix_segment_suggestion_id", ["suggestion_id"], unique=False)
        batch_op.create_index(
            "ix_segment_transcript_id_coder_id", ["transcript_id", "coder_id"], unique=False
        )

    op.create_table(
        "memo",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("coder_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("transcript_id", sa.String(length=32), nullable=True),
        sa.Column("turn_id", sa.String(length=32), nullable=True),
        sa.Column("segment_id", sa.String(length=32), nullable=True),
        sa.Column("code_id", sa.String(length=32), nullable=True),
        sa.Column("speaker_id", sa.String(length=32), nullable=True),
        sa.Column("participant_id", sa.String(length=32), nullable=True),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("changed", sa.DateTime(), nullable=False),
        sa.Column("batch", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["code_id"], ["code.id"], name=op.f("fk_memo_code_id")),
        sa.ForeignKeyConstraint(["coder_id"], ["coder.id"], name=op.f("fk_memo_coder_id")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_memo_participant_id")
        ),
        sa.ForeignKeyConstraint(["segment_id"], ["segment.id"], name=op.f("fk_memo_segment_id")),
        sa.ForeignKeyConstraint(["speaker_id"], ["speaker.id"], name=op.f("fk_memo_speaker_id")),
        sa.ForeignKeyConstraint(
            ["transcript_id"], ["transcript.id"], name=op.f("fk_memo_transcript_id")
        ),
        sa.ForeignKeyConstraint(["turn_id"], ["turn.id"], name=op.f("fk_memo_turn_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memo")),
    )
    with op.batch_alter_table("memo", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_memo_batch"), ["batch"], unique=False)
        batch_op.create_index("ix_memo_code_id", ["code_id"], unique=False)
        batch_op.create_index("ix_memo_segment_id", ["segment_id"], unique=False)
        batch_op.create_index("ix_memo_speaker_id", ["speaker_id"], unique=False)
        batch_op.create_index("ix_memo_transcript_id", ["transcript_id"], unique=False)
        batch_op.create_index("ix_memo_turn_id", ["turn_id"], unique=False)
