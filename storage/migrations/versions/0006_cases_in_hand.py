"""A small index over what volunteers have in hand, beside the one over all that they ever had."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_IN_HAND = sa.text("status IN ('assigned', 'referred', 'visited')")


def upgrade() -> None:
    """Forward."""
    op.create_index("ix_cases_in_hand", "cases", ["volunteer_id"], sqlite_where=_IN_HAND, postgresql_where=_IN_HAND)


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_cases_in_hand", "cases")
