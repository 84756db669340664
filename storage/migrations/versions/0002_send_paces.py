"""send paces."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "send_paces",
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("free_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_send_paces")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("send_paces")
