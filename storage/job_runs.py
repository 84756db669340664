"""Which firing of a scheduled job was taken, so that two clocks never do the same work."""

from sqlalchemy import Connection, delete

from storage.database import insert_or
from storage.tables import job_runs

_KEEP = 1000  # slots per job


class JobRunsTable:
    """Queries on job firings within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def claim(self, job: str, slot: int) -> bool:
        """Take one firing of a job; False where another clock was first. `slot` counts its intervals."""
        claim = insert_or(self._db, job_runs).values(job=job, slot=slot).on_conflict_do_nothing()
        taken = self._db.scalar(claim.returning(job_runs.c.slot)) is not None
        if taken:
            self._db.execute(delete(job_runs).where(job_runs.c.job == job, job_runs.c.slot < slot - _KEEP))
        return taken
