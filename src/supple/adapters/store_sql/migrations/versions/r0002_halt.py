"""Pain that ended a session stands by itself, so that it outlasts the session's deletion.

And what the camera was wrong about becomes rows, not only a count.
"""

import sqlalchemy as sa
from alembic import op

revision = "r0002"
down_revision = "r0001"
branch_labels = None
depends_on = None

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Makes the two tables; their rows are derived from the record afterwards."""
    op.create_table(
        "camera_wrong",
        sa.Column("id", CODE, primary_key=True),
        sa.Column(
            "session", CODE, sa.ForeignKey("session.session", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("person", CODE, nullable=False),
        sa.Column("at", CODE, nullable=False),
        sa.Column("entry", sa.Integer, nullable=False),
        sa.Column("exercise", CODE, nullable=False),
        sa.Column("criterion", CODE, nullable=False),
        sa.Column("at_s", sa.Double),
    )
    op.create_index("camera_wrong_by_person", "camera_wrong", ["person", "at"])
    op.create_index("camera_wrong_by_session", "camera_wrong", ["session", "at"])
    op.create_table(
        "halt",
        sa.Column("session", CODE, primary_key=True),
        sa.Column("person", CODE, nullable=False),
        sa.Column("at", CODE, nullable=False),
    )
    op.create_index("halt_by_person", "halt", ["person", "at"])
