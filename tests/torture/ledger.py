"""What the bot's tables hold: looked into while people wait for their answers, and counted at the end."""

import threading
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, or_, select, text
from sqlalchemy.exc import SQLAlchemyError

from storage.database import connect
from storage.encryption import Cipher
from storage.tables import inbound_events, outbound_messages
from tests.conftest import SECRET_KEY

LONGEST_WAIT = 150.0  # seconds until an answer: kills, a database that is gone, LINE's time-outs one after the other
_LOOK_SECONDS = 0.15

Message = dict[str, Any]
T = TypeVar("T")


class Unanswered(Exception):
    """Somebody waited for so long that no trouble excuses it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One row of the outbox that is settled: its messages, and what became of it."""

    id: int
    status: str
    messages: list[Message]


@dataclass(slots=True)
class _Wait:
    chat: str
    events: set[str]
    over: threading.Event = field(default_factory=threading.Event)


class Ledger:
    """Reads the database for everybody; while it is gone, they wait."""

    def __init__(self, url: str) -> None:
        self._engine = connect(url, Cipher([SECRET_KEY]))
        self._waits: list[_Wait] = []
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="ledger", daemon=True)
        self._watcher.start()

    def close(self) -> None:
        """Look no more."""
        self._stop.set()
        self._watcher.join()
        self._engine.dispose()

    def wait(self, chat: str, events: Collection[str]) -> None:
        """Return once these events were handled, and everything that is due in the chat was sent."""
        waiting = _Wait(chat, set(events))
        with self._lock:
            self._waits.append(waiting)
        if not waiting.over.wait(LONGEST_WAIT):
            raise Unanswered(f"{chat}: not answered within {LONGEST_WAIT:.0f} s: {sorted(waiting.events)}")

    def answers(self, chat: str, after: int) -> list[Answer]:
        """What was said in a chat after some row; what rode along stands in the reply that took it."""
        table = outbound_messages.c
        said = (table.chat == chat) & (table.id > after) & table.status.not_in(("waiting", "sending", "rode"))
        rows = self.all(select(outbound_messages).where(said).order_by(table.id))
        return [Answer(row.id, row.status, row.messages) for row in rows]

    def all(self, query: Select[Any]) -> Sequence[Row[Any]]:
        """The rows of a query; waits while the database is gone."""
        return self._patiently(lambda db: db.execute(query).all())

    def count(self, statement: str) -> int:
        """A number from the database."""
        return self._patiently(lambda db: int(db.scalar(text(statement)) or 0))

    def _patiently(self, read: Callable[[Connection], T]) -> T:
        end = time.monotonic() + LONGEST_WAIT
        while True:
            try:
                with self._engine.connect() as db:
                    return read(db)
            except SQLAlchemyError:
                if time.monotonic() > end:
                    raise
                time.sleep(_LOOK_SECONDS)

    def _watch(self) -> None:
        while not self._stop.wait(_LOOK_SECONDS):
            with self._lock:
                waits = list(self._waits)
            if waits:
                over = self._patiently(lambda db, waits=waits: self._over(db, waits))  # type: ignore[misc]
                with self._lock:
                    self._waits = [waiting for waiting in self._waits if waiting not in over]
                for waiting in over:
                    waiting.over.set()

    def _over(self, db: Connection, waits: list[_Wait]) -> list[_Wait]:
        """Events first, messages after: what an event brought is written in one transaction with its being handled."""
        awaited = [event for waiting in waits for event in waiting.events]
        events, sent = inbound_events.c, outbound_messages.c
        settled = events.webhook_event_id.in_(awaited) & (events.status != "pending")
        handled = set(db.scalars(select(events.webhook_event_id).where(settled)))
        due = or_(sent.not_before.is_(None), sent.attempts > 0)
        busy = set(db.scalars(select(sent.chat).where(sent.status.in_(("waiting", "sending")), due)))
        return [waiting for waiting in waits if waiting.events <= handled and waiting.chat not in busy]
