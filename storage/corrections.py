"""What people corrected in the understanding of a message; the classifier learns from it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from storage.tables import corrections


class CorrectionsTable:
    """Queries on corrections within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def keep(self, text: str, needs: Sequence[str], by: int, at: datetime) -> None:
        """Keep a message, its personal data already masked, with the needs that a person says it has."""
        self._db.execute(insert(corrections).values(text=text, needs=list(needs), by=by, at=at))

    def all(self) -> list[dict[str, Any]]:
        """Every correction, oldest first."""
        return [dict(row._mapping) for row in self._db.execute(select(corrections).order_by(corrections.c.id))]
