"""Indexes for a million cases: small ones over what waits, instead of large ones over all that ever was."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_WAITS = "status IN ('new', 'offered', 'screened')"


def upgrade() -> None:
    """Forward."""
    op.drop_index("ix_cases_queue", "cases")
    op.drop_index("ix_cases_escalate_at", "cases")
    op.drop_index("ix_conversations_standing", "conversations")
    op.create_index("ix_cases_area_reporter_id", "cases", ["area", "reporter_id"])
    waiting = ["area", "urgency_rank", "opened_at", "escalation", "escalate_at", "id"]
    _partial_index("ix_cases_waiting", "cases", waiting, _WAITS)
    _partial_index("ix_cases_to_escalate", "cases", ["escalate_at"], "escalation < 3")
    _partial_index("ix_grants_coordinators", "grants", ["area", "person_id"], "role <> 'volunteer'")
    _partial_index("ix_conversations_standing", "conversations", ["updated_at", "standing"], "standing <> ''")


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_conversations_standing", "conversations")
    op.drop_index("ix_grants_coordinators", "grants")
    op.drop_index("ix_cases_to_escalate", "cases")
    op.drop_index("ix_cases_waiting", "cases")
    op.drop_index("ix_cases_area_reporter_id", "cases")
    _partial_index("ix_conversations_standing", "conversations", ["standing", "updated_at"], "standing <> ''")
    op.create_index("ix_cases_escalate_at", "cases", ["escalate_at"])
    op.create_index("ix_cases_queue", "cases", ["status", "area", "urgency_rank", "opened_at"])


def _partial_index(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
