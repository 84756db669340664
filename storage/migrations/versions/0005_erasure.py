"""What is forgotten and when; messages without a sound; on PostgreSQL, photos in the database for all machines."""

import sqlalchemy as sa
from alembic import op

from storage import tables
from storage.encryption import EncryptedBytes

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column("outbound_messages", sa.Column("silent", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("cases", sa.Column("erased_at", tables.Moment()))
    kept = sa.text("erased_at IS NULL")
    op.create_index("ix_cases_to_erase", "cases", ["changed_at"], sqlite_where=kept, postgresql_where=kept)
    op.create_index("ix_conversations_updated_at", "conversations", ["updated_at"])
    op.create_index("ix_case_media_media_id", "case_media", ["media_id"])
    op.create_table(
        "media_content",
        sa.Column("media_id", tables.Id, nullable=False),
        sa.Column("data", EncryptedBytes(), nullable=False),
        sa.ForeignKeyConstraint(["media_id"], ["media.id"], name=op.f("fk_media_content_media_id")),
        sa.PrimaryKeyConstraint("media_id", name=op.f("pk_media_content")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("media_content")
    op.drop_index("ix_case_media_media_id", "case_media")
    op.drop_index("ix_conversations_updated_at", "conversations")
    op.drop_index("ix_cases_to_erase", "cases")
    op.drop_column("cases", "erased_at")
    op.drop_column("outbound_messages", "silent")
