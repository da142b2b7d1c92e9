"""The record, and the first rows derived from it."""

import sqlalchemy as sa
from alembic import op

revision = "r0001"
down_revision = None
branch_labels = None
depends_on = None

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "record",
        sa.Column("id", CODE, primary_key=True),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("at", CODE, nullable=False),
        sa.Column("person", CODE, nullable=False),
        sa.Column("session", CODE, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
    )
    op.create_index("record_by_scope", "record", ["person", "session", "at", "id"])
    op.create_index("record_by_session", "record", ["session", "at", "id"])
    _people()
    _sessions()
    _findings()


def _people() -> None:
    op.create_table(
        "profile",
        sa.Column("person", CODE, primary_key=True),
        sa.Column("at", CODE, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("language", CODE, nullable=False),
        sa.Column("breath_in_s", sa.Double),
        sa.Column("breath_out_s", sa.Double),
        sa.Column("keep_recordings", sa.Boolean, nullable=False),
    )
    op.create_table(
        "screen",
        sa.Column("id", CODE, primary_key=True),
        sa.Column("person", CODE, nullable=False),
        sa.Column("at", CODE, nullable=False),
        sa.Column("codes", sa.Text, nullable=False),
        sa.Column("red_flags", sa.Text, nullable=False),
        sa.Column("experience", CODE, nullable=False),
    )
    op.create_index("screen_by_person", "screen", ["person", "at"])


def _sessions() -> None:
    op.create_table(
        "session",
        sa.Column("session", CODE, primary_key=True),
        sa.Column("person", CODE, nullable=False),
        sa.Column("at", CODE, nullable=False),
        sa.Column("programme", CODE, nullable=False),
        sa.Column("camera", sa.Boolean, nullable=False),
        sa.Column("state", CODE, nullable=False),
        sa.Column("reason", CODE, nullable=False),
        sa.Column("started_at", CODE),
        sa.Column("ended_at", CODE),
        sa.Column("effort_cr10", sa.Double),
        sa.Column("pain_before_nrs", sa.Double),
        sa.Column("pain_after_nrs", sa.Double),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("sets_count", sa.Integer, nullable=False),
        sa.Column("skipped_count", sa.Integer, nullable=False),
        sa.Column("worked_s", sa.Double, nullable=False),
        sa.Column("camera_wrong_count", sa.Integer, nullable=False),
    )
    op.create_index("session_by_person", "session", ["person", "at"])
    op.create_table(
        "recording",
        sa.Column("session", CODE, _of("session.session"), primary_key=True),
        sa.Column("person", CODE, nullable=False),
        sa.Column("at", CODE, nullable=False),
        sa.Column("file", CODE, nullable=False),
        sa.Column("frames_count", sa.Integer, nullable=False),
        sa.Column("seconds_s", sa.Double, nullable=False),
    )
    op.create_index("recording_by_person", "recording", ["person", "at"])


def _findings() -> None:
    op.create_table(
        "exercise_set",
        sa.Column("id", CODE, primary_key=True),
        sa.Column("session", CODE, _of("session.session"), nullable=False),
        sa.Column("person", CODE, nullable=False),
        sa.Column("at", CODE, nullable=False),
        sa.Column("entry", sa.Integer, nullable=False),
        sa.Column("exercise", CODE, nullable=False),
        sa.Column("set_index", sa.Integer, nullable=False),
        sa.Column("side", CODE),
        sa.Column("credited_s", sa.Double, nullable=False),
        sa.Column("repetitions_count", sa.Integer, nullable=False),
        sa.Column("by", CODE, nullable=False),
        sa.Column("skipped", sa.Boolean, nullable=False),
        sa.Column("corrected", sa.Boolean, nullable=False),
    )
    op.create_index("exercise_set_by_person", "exercise_set", ["person", "at"])
    op.create_index("exercise_set_by_session", "exercise_set", ["session", "at"])
    op.create_index("exercise_set_done", "exercise_set", ["person", "skipped", "exercise"])
    op.create_table(
        "finding",
        sa.Column("exercise_set", CODE, _of("exercise_set.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("session", CODE, nullable=False),
        sa.Column("person", CODE, nullable=False),
        sa.Column("at", CODE, nullable=False),
        sa.Column("exercise", CODE, nullable=False),
        sa.Column("criterion", CODE, nullable=False),
        sa.Column("severity", CODE, nullable=False),
        sa.Column("result", CODE, nullable=False),
        sa.Column("value", sa.Double),
        sa.Column("unit", CODE, nullable=False),
        sa.Column("uncertainty", sa.Double),
        sa.Column("at_s", sa.Double),
        sa.Column("cue", CODE),
        sa.Column("why", CODE, nullable=False),
    )
    op.create_index("finding_by_person", "finding", ["person", "at"])
    op.create_index("finding_by_session", "finding", ["session", "at"])


def _of(parent: str) -> sa.ForeignKey:
    return sa.ForeignKey(parent, ondelete="CASCADE")
