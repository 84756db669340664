"""Events as LINE delivered them: stored before the 200, worked on once, in order, one chat at a time."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, func, or_, select, update

from storage.database import is_postgresql
from storage.encryption import cipher_of
from storage.tables import inbound_events

_LAST_MOMENT = 4_102_444_800_000  # milliseconds to the year 2100: what lies behind is no time that LINE gave
NOBODY = "unknown"  # the chat of events that do not tell theirs

_COLUMNS = ("webhook_event_id", "chat", "message_id", "sent_at", "received_at", "body")
_CHAT = _COLUMNS.index("chat")
_INSERT = f"INSERT INTO inbound_events ({', '.join(_COLUMNS)}, status, attempts, error) VALUES"
_ROWS_AT_ONCE = 100  # databases take only so many values in one statement

_SETTLED = ("done", "parked", "dropped")

# What every event takes, written once: to build a statement costs more than to run it.
_MINE = inbound_events.c.chat == bindparam("chat")
_NEXT = (
    select(inbound_events)
    .where(inbound_events.c.status == "pending", _MINE)
    .order_by(inbound_events.c.sent_at, inbound_events.c.id)
    .limit(1)
)
_LATELY = select(func.count()).where(
    inbound_events.c.status.in_(bindparam("statuses", expanding=True)),
    _MINE,
    inbound_events.c.sent_at.between(bindparam("begin"), bindparam("end")),
)
_CHANGE = update(inbound_events).where(inbound_events.c.id == bindparam("event"))
_SETTLE_PENDING = _CHANGE.where(inbound_events.c.status == bindparam("before", "pending"))


@dataclass(frozen=True, slots=True)
class Event:
    """One stored event. `body` is the JSON text as LINE sent it, `sent_at` the time that LINE gives it."""

    id: int
    webhook_event_id: str
    chat: str
    body: str
    received_at: datetime
    attempts: int
    sent_at: datetime


class InboxTable:
    """Queries on events within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def store(self, events: Iterable[object], at: datetime) -> list[str]:
        """Store the events of some webhook calls, known ones left out; returns the chats that have news."""
        as_stored = inbound_events.c.received_at.type.bind_processor(self._db.dialect)
        seal = cipher_of(self._db.dialect).seal
        received_at = as_stored(at) if as_stored else at
        rows = [_row(event, at, received_at, seal) for event in events]
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            self._insert(rows[start : start + _ROWS_AT_ONCE])
        return list(dict.fromkeys(row[_CHAT] for row in rows))

    def _insert(self, rows: list[tuple[Any, ...]]) -> None:
        """One plain statement: on the webhook's way, building it with SQLAlchemy costs more than running it."""
        mark = "%s" if is_postgresql(self._db) else "?"
        row = f"({', '.join([mark] * len(_COLUMNS))}, 'pending', 0, '')"
        values = ", ".join([row] * len(rows))
        self._db.exec_driver_sql(f"{_INSERT} {values} ON CONFLICT DO NOTHING", tuple(chain.from_iterable(rows)))

    def next(self, chat: str, now: datetime) -> Event | None:
        """The chat's oldest pending event; None also while that one waits for its next try."""
        row = self._db.execute(_NEXT, {"chat": chat}).one_or_none()
        if row is None or (row.not_before is not None and row.not_before > now):
            return None
        return self._event(row)

    def done(self, event_id: int, at: datetime, decision: str = "") -> bool:
        """The event was handled; `decision` is how sure the reading of its words was.

        False where it was settled before: then nothing that was done for it may be kept.
        """
        settled = {"event": event_id, "status": "done", "done_at": at, "error": "", "decision": decision}
        return self._db.execute(_SETTLE_PENDING, settled).rowcount == 1

    def retry(self, event_id: int, not_before: datetime, error: str) -> None:
        """The event failed and is tried again later."""
        more = _CHANGE.values(attempts=inbound_events.c.attempts + 1)
        self._db.execute(more, {"event": event_id, "not_before": not_before, "error": error})

    def park(self, event_id: int, at: datetime, error: str) -> None:
        """The event cannot be handled: it is set aside with its error and blocks nothing."""
        self._set(event_id, status="parked", done_at=at, error=error)

    def drop(self, event_id: int, at: datetime) -> None:
        """The event is kept, but not acted on."""
        self._set(event_id, status="dropped", done_at=at)

    def lately(self, event: Event, within: timedelta) -> int:
        """How many events of the same chat were settled that LINE got within some time before this one."""
        return self._db.scalar(_LATELY, _minutes(event, within, _SETTLED)) or 0

    def dropped_lately(self, event: Event, within: timedelta) -> bool:
        """Whether one of them was dropped."""
        return bool(self._db.scalar(_LATELY, _minutes(event, within, ("dropped",))))

    def parked(self, limit: int = 100) -> list[tuple[Event, str]]:
        """Events set aside, with what went wrong, newest first."""
        query = select(inbound_events).where(inbound_events.c.status == "parked")
        rows = self._db.execute(query.order_by(inbound_events.c.id.desc()).limit(limit))
        return [(self._event(row), row.error) for row in rows]

    def replay(self, event_ids: Iterable[int] | None = None) -> list[str]:
        """Let parked events be tried again (all of them for None); returns their chats."""
        chosen = inbound_events.c.status == "parked"
        if event_ids is not None:
            chosen = and_(chosen, inbound_events.c.id.in_(list(event_ids)))
        query = update(inbound_events).where(chosen).values(status="pending", attempts=0, not_before=None)
        return list(dict.fromkeys(self._db.scalars(query.returning(inbound_events.c.chat))))

    def waiting_chats(self, now: datetime) -> list[str]:
        """Chats with events that may be worked on now."""
        ready = or_(inbound_events.c.not_before.is_(None), inbound_events.c.not_before <= now)
        query = select(inbound_events.c.chat).where(inbound_events.c.status == "pending", ready).distinct()
        return list(self._db.scalars(query))

    def count(self, status: str) -> int:
        """How many events have a status: pending, done or parked."""
        return self._db.scalar(select(func.count()).where(inbound_events.c.status == status)) or 0

    def forget_message(self, message_id: str, chat: str) -> None:
        """Blank the stored copy of a message that its writer took back."""
        table = inbound_events.c
        same = table.status.in_(("pending", *_SETTLED)) & (table.chat == chat) & (table.message_id == message_id)
        for event_id in self._db.scalars(select(table.id).where(same)).all():
            blank = json.dumps({"type": "forgotten", "message": {"id": message_id}})
            self._set(event_id, body=cipher_of(self._db.dialect).seal(blank.encode()))

    def _set(self, event_id: int, **values: Any) -> None:
        self._db.execute(_CHANGE, {"event": event_id, **values})

    def _event(self, row: Row[Any]) -> Event:
        body = cipher_of(self._db.dialect).open(row.body).decode("utf-8", "surrogatepass")
        sent_at = datetime.fromtimestamp(min(row.sent_at, _LAST_MOMENT) / 1000, UTC)
        return Event(row.id, row.webhook_event_id, row.chat, body, row.received_at, row.attempts, sent_at)


def _minutes(event: Event, within: timedelta, statuses: tuple[str, ...]) -> dict[str, Any]:
    """Which events of a chat `_LATELY` counts."""
    end = int(event.sent_at.timestamp() * 1000)
    begin = end - int(within.total_seconds() * 1000)
    return {"chat": event.chat, "statuses": statuses, "begin": begin, "end": end}


def chat_of(event: object) -> str:
    """The chat that an event belongs to: the group, the room or the user."""
    source = event.get("source") if isinstance(event, dict) else None
    if not isinstance(source, dict):
        return NOBODY
    named = (source.get(name) for name in ("groupId", "roomId", "userId"))
    return next((_short(value) for value in named if value), NOBODY)


def _row(event: object, at: datetime, received_at: Any, seal: Callable[[bytes], str]) -> tuple[Any, ...]:
    """The values of `_COLUMNS`."""
    body = json.dumps(event, ensure_ascii=True).encode()
    facts = event if isinstance(event, dict) else {}
    sent_at, event_id, message = facts.get("timestamp"), facts.get("webhookEventId"), facts.get("message")
    if not isinstance(sent_at, int) or not 0 <= sent_at < 2**62:
        sent_at = at.timestamp() * 1000
    return (
        _short(event_id) if event_id else hashlib.sha256(body).hexdigest(),
        chat_of(event),
        _short(message.get("id", "")) if isinstance(message, dict) else "",
        int(sent_at),
        received_at,
        seal(body),
    )


def _short(value: object) -> str:
    """As much as the column holds, without what a database refuses in text: half characters and NUL."""
    return str(value)[:64].encode("utf-8", "replace").decode().replace("\0", "?")
