"""Figures for those who watch over the service; errors sealed, for they may quote what somebody wrote."""

import sqlalchemy as sa
from alembic import op

from storage import tables
from storage.encryption import EncryptedText

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ERRORS = ("inbound_events", "outbound_messages")


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "figures",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("at", tables.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_figures")),
    )
    op.add_column("conversations", sa.Column("standing", sa.String(length=48), server_default="", nullable=False))
    op.add_column("inbound_events", sa.Column("decision", sa.String(length=8), server_default="", nullable=False))
    op.create_index("ix_invitation_failures_at", "invitation_failures", ["at"])
    _partial_index("ix_conversations_standing", "conversations", ["standing", "updated_at"], "standing <> ''")
    _partial_index("ix_inbound_events_done", "inbound_events", ["done_at", "decision"], "done_at IS NOT NULL")
    _partial_index(
        "ix_outbound_messages_settled", "outbound_messages", ["settled_at", "status"], "settled_at IS NOT NULL"
    )
    for name in _ERRORS:
        _rewrite_errors(name, sa.Text(), EncryptedText())


def downgrade() -> None:
    """Back."""
    for name in _ERRORS:
        _rewrite_errors(name, EncryptedText(), sa.Text())
    op.drop_index("ix_outbound_messages_settled", "outbound_messages")
    op.drop_index("ix_inbound_events_done", "inbound_events")
    op.drop_index("ix_conversations_standing", "conversations")
    op.drop_index("ix_invitation_failures_at", "invitation_failures")
    op.drop_column("inbound_events", "decision")
    op.drop_column("conversations", "standing")
    op.drop_table("figures")


def _partial_index(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _rewrite_errors(name: str, before: sa.types.TypeEngine[str], after: sa.types.TypeEngine[str]) -> None:
    """Read a table's errors as one type and write them as another."""
    old = sa.table(name, sa.column("id"), sa.column("error", before))
    new = sa.table(name, sa.column("id"), sa.column("error", after))
    connection = op.get_bind()
    for row in connection.execute(sa.select(old).where(sa.func.length(old.c.error) > 0)).all():
        connection.execute(sa.update(new).where(new.c.id == row.id).values(error=row.error))
