"""How fast all processes together may send: LINE's rates, kept by one row a kind of request."""

import time
from functools import cache

from sqlalchemy import Connection, Double, Executable, bindparam, case, func

from storage.database import insert_into, is_postgresql
from storage.tables import send_paces

# Requests a second, nine tenths of what the Messaging API reference allows ("Rate limits", read in November 2026).
RATES = {"reply": 1_800, "push": 1_800, "multicast": 180}


class SendPacesTable:
    """Queries on the pace of sending within one transaction; the row stays locked until its end."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def take(self, kind: str) -> float:
        """Take the next free instant for a request of a kind; returns the seconds to wait for it."""
        values = {"of_kind": kind, "step": 1 / RATES[kind], "now": time.time()}
        wait: float = self._db.scalars(_take(is_postgresql(self._db)), values).one()
        return max(0.0, wait)


@cache
def _take(on_postgresql: bool) -> Executable:
    """By the one clock that all processes share: PostgreSQL's, or this machine's."""
    now = func.date_part("epoch", func.clock_timestamp()) if on_postgresql else bindparam("now", type_=Double)
    step, free_at = bindparam("step", type_=Double), send_paces.c.free_at
    first = insert_into(send_paces, on_postgresql).values(kind=bindparam("of_kind"), free_at=now + step)
    following = first.on_conflict_do_update(
        index_elements=[send_paces.c.kind],
        set_={"free_at": case((free_at > now, free_at), else_=now) + step},
    )
    return following.returning(free_at - step - now)
