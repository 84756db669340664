"""What falls due, and when."""

from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select, update

from cases.follow_ups import FollowUp, Kind
from storage.tables import follow_ups


class FollowUpsTable:
    """Queries on follow-ups within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def plan(self, case_id: int, kind: Kind, due_at: datetime, tries: int = 0) -> None:
        """Let something fall due."""
        self._db.execute(insert(follow_ups).values(case_id=case_id, kind=kind, due_at=due_at, tries=tries))

    def due(self, now: datetime, limit: int) -> list[FollowUp]:
        """What is due and not done, the oldest first, locked; not what another transaction deals with."""
        waiting = follow_ups.c.done_at.is_(None) & (follow_ups.c.due_at <= now)
        query = select(follow_ups).where(waiting).order_by(follow_ups.c.due_at).limit(limit)
        rows = self._db.execute(query.with_for_update(skip_locked=True))
        return [FollowUp(row.id, row.case_id, Kind(row.kind), row.due_at.astimezone(UTC), row.tries) for row in rows]

    def done(self, follow_up_id: int, at: datetime) -> None:
        """Tick one off."""
        self._db.execute(update(follow_ups).where(follow_ups.c.id == follow_up_id).values(done_at=at))

    def drop(self, case_id: int) -> None:
        """Forget what was planned for a case and is not done: things took another turn."""
        self._db.execute(delete(follow_ups).where(follow_ups.c.case_id == case_id, follow_ups.c.done_at.is_(None)))
