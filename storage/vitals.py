"""How the service is doing, read from the tables: what waits, for how long, and what became of things lately."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, or_, select, text
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.tables import conversations, figures, follow_ups, inbound_events, outbound_messages

_LEFT_AFTER = timedelta(days=1)  # of silence, a dialogue counts as left
_FORGOTTEN_AFTER = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that was noted, and when."""

    value: int
    at: datetime


class VitalsTable:
    """Queries on the state of the service within one transaction; each reads an index, not a table."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def events_waiting(self) -> int:
        """How many events are not handled yet."""
        return self._count(inbound_events.c.status == "pending")

    def events_parked(self) -> int:
        """How many events were set aside and not replayed."""
        return self._count(inbound_events.c.status == "parked")

    def parked_since(self, since: datetime) -> int:
        """How many events were set aside since then."""
        lately = (inbound_events.c.done_at > since) & (inbound_events.c.status == "parked")
        return self._count(lately)

    def dropped_since(self, since: datetime) -> int:
        """How many events were kept and not acted on since then: floods and replays."""
        return self._count((inbound_events.c.done_at > since) & (inbound_events.c.status == "dropped"))

    def oldest_event(self) -> datetime | None:
        """Since when the oldest event that is not handled yet waits."""
        pending = inbound_events.c.status == "pending"
        oldest: datetime | None = self._db.scalar(select(func.min(inbound_events.c.received_at)).where(pending))
        return oldest

    def messages_waiting(self, now: datetime) -> int:
        """How many messages should have been sent by now."""
        return self._count(_to_be_sent(now))

    def oldest_message(self, now: datetime) -> datetime | None:
        """Since when the oldest message that should have been sent waits."""
        created = select(func.min(outbound_messages.c.created_at))
        oldest: datetime | None = self._db.scalar(created.where(_to_be_sent(now)))
        return oldest

    def outcomes(self, since: datetime) -> dict[str, int]:
        """What became of messages since then: how many were sent, blocked, failed…"""
        return self._groups(outbound_messages.c.status, outbound_messages.c.settled_at > since)

    def decisions(self, since: datetime) -> dict[str, int]:
        """How sure the reading of free words was since then: how many times accept, choose, ask."""
        return self._groups(inbound_events.c.decision, inbound_events.c.done_at > since)

    def dialogues_left(self, now: datetime) -> dict[str, int]:
        """In which steps (`intake.place`) people fell silent in the last month, and how many."""
        since = conversations.c.updated_at
        silent = (since <= now - _LEFT_AFTER) & (since > now - _FORGOTTEN_AFTER)
        return self._groups(conversations.c.standing, text("standing <> ''"), silent)

    def follow_ups_due(self, now: datetime) -> int:
        """How many questions should have been asked by now."""
        return self._count((follow_ups.c.due_at <= now) & follow_ups.c.done_at.is_(None))

    def figure(self, name: str) -> Figure | None:
        """A number that was noted under a name."""
        row = self._db.execute(select(figures).where(figures.c.name == name)).one_or_none()
        return None if row is None else Figure(row.value, row.at)

    def note(self, name: str, value: int | None, at: datetime) -> None:
        """Keep a number under a name; None forgets it."""
        if value is None:
            self._db.execute(delete(figures).where(figures.c.name == name))
            return
        make = postgresql_insert if self._db.dialect.name == "postgresql" else sqlite_insert
        new = make(figures).values(name=name, value=value, at=at)
        self._db.execute(new.on_conflict_do_update(index_elements=["name"], set_={"value": value, "at": at}))

    def _count(self, condition: ColumnElement[bool]) -> int:
        return self._db.scalar(select(func.count()).where(condition)) or 0

    def _groups(self, column: ColumnElement[str], *conditions: Any) -> dict[str, int]:
        key = func.coalesce(column, "")  # else SQLite reads all rows in the column's order, to spare the grouping
        rows: Any = self._db.execute(select(key, func.count()).where(*conditions).group_by(key))
        return {name: count for name, count in rows if name}


def _to_be_sent(now: datetime) -> ColumnElement[bool]:
    table = outbound_messages.c
    return table.status.in_(("waiting", "sending")) & or_(table.not_before.is_(None), table.not_before <= now)
