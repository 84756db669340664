"""How fast all processes together may send: LINE's rates, kept by one row a kind of request."""

import time

from sqlalchemy import ColumnElement, Connection, case, func, literal

from storage.database import insert_or, is_postgresql
from storage.tables import send_paces

# Requests a second, nine tenths of what the Messaging API reference allows ("Rate limits", read in November 2026).
RATES = {"reply": 1_800, "push": 1_800, "multicast": 180}


class SendPacesTable:
    """Queries on the pace of sending within one transaction; the row stays locked until its end."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def take(self, kind: str) -> float:
        """Take the next free instant for a request of a kind; returns the seconds to wait for it."""
        step, now = 1 / RATES[kind], _now(self._db)
        free_at = send_paces.c.free_at
        first = insert_or(self._db, send_paces).values(kind=kind, free_at=now + step)
        following = first.on_conflict_do_update(
            index_elements=[send_paces.c.kind],
            set_={"free_at": case((free_at > now, free_at), else_=now) + step},
        )
        wait: float = self._db.scalars(following.returning(free_at - step - now)).one()
        return max(0.0, wait)


def _now(db: Connection) -> ColumnElement[float]:
    """Seconds since 1970 by the one clock that all processes share."""
    if is_postgresql(db):
        return func.date_part("epoch", func.clock_timestamp())
    return literal(time.time())
