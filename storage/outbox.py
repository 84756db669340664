"""The transactional outbox: every message that is to be sent, with what became of it."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, or_, select, update

from cases.replies import Notice, Reply
from storage.tables import new_id, outbound_messages

MOST_MESSAGES = 5  # in one LINE request
MOST_RECIPIENTS = 500  # of one multicast

Message = dict[str, Any]
Render = Callable[[Sequence[Reply]], list[Message]]


# What every message takes, written once: to build a statement costs more than to run it.
_table = outbound_messages.c
_mine = _table.chat == bindparam("chat")
_FIRST = (
    select(outbound_messages)
    .where(_mine, _table.status.in_(("waiting", "sending")))
    .where(or_(_table.attempts > 0, _table.not_before.is_(None), _table.not_before <= bindparam("now")))
    .order_by(_table.id)
    .limit(1)
)
_PATIENT = (
    select(outbound_messages)
    .where(_mine, _table.status == "waiting", _table.kind == "push", _table.attempts == 0)
    .order_by(_table.id)
)
_ADD = insert(outbound_messages)
_CHANGE = update(outbound_messages).where(_table.id == bindparam("message"))


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One request to LINE: a reply, a push or a multicast of up to five messages.

    `interrupted` tells that an earlier try ended without an outcome: its process died.
    """

    id: int
    chat: str
    kind: str
    recipients: list[str]
    messages: list[Message]
    reply_token: str
    reply_until: datetime | None
    retry_key: str
    attempts: int
    interrupted: bool
    silent: bool = False


class OutboxTable:
    """Queries on outgoing messages within one transaction. `touched` gathers the chats that have mail."""

    def __init__(self, connection: Connection, render: Render, now: Callable[[], datetime]) -> None:
        self._db = connection
        self._render = render
        self._now = now
        self.touched: list[str] = []
        self._added: set[int] = set()

    def notify(self, notice: Notice) -> None:
        """Send a notice; one that can wait rides along with the next reply to the person."""
        messages = self._render(notice.replies)
        if notice.recipients:
            for start in range(0, len(notice.recipients), MOST_RECIPIENTS):
                group = notice.recipients[start : start + MOST_RECIPIENTS]
                self._add(f"all:{uuid.uuid4()}", "multicast", messages[:MOST_MESSAGES], recipients=group)
            return
        for start in range(0, len(messages), MOST_MESSAGES):
            part = messages[start : start + MOST_MESSAGES]
            self._add(notice.line_id, "push", part, not_before=notice.can_wait_until, silent=notice.silent)

    def reply(self, chat: str, replies: Sequence[Reply], token: str, until: datetime | None) -> None:
        """Answer an event: by its reply token while that lives, with what waited for a free ride."""
        messages = self._render(replies)
        if token:
            before, of_this_turn = self._riders(chat, MOST_MESSAGES - len(messages))
            messages = [*before, *messages, *of_this_turn]
        for start in range(0, len(messages), MOST_MESSAGES):
            part = messages[start : start + MOST_MESSAGES]
            kind = "reply" if token and start == 0 else "push"
            self._add(chat, kind, part, reply_token=token if start == 0 else "", reply_until=until)

    def _riders(self, chat: str, room: int) -> tuple[list[Message], list[Message]]:
        """What rides along: messages that waited, and those that this very turn brings."""
        before: list[Message] = []
        of_this_turn: list[Message] = []
        for row in self._db.execute(_PATIENT, {"chat": chat}):
            room -= len(row.messages)
            if room < 0:
                break
            (of_this_turn if row.id in self._added else before).extend(row.messages)
            self._set(row.id, status="rode", settled_at=self._now())
        return before, of_this_turn

    def _add(self, chat: str, kind: str, messages: list[Message], **more: Any) -> None:
        values = {"recipients": [], "reply_token": "", "attempts": 0, "request_id": "", "error": ""} | more
        values |= {
            "chat": chat,
            "kind": kind,
            "messages": messages,
            "status": "waiting",
            "created_at": self._now(),
            "retry_key": str(uuid.uuid4()),
        }
        self._added.add(new_id(self._db, _ADD, values))
        self.touched.append(chat)

    def next(self, chat: str, now: datetime) -> Outgoing | None:
        """The chat's next message, marked as being sent; None where all may wait.

        A message that failed and waits for its next try holds back those after it.
        """
        row = self._first(chat, now)
        if row is None:
            return None
        self._set(row.id, status="sending", attempts=row.attempts + 1)
        return _outgoing(row)

    def is_waiting(self, chat: str, now: datetime) -> bool:
        """Whether `next` would find something."""
        return self._first(chat, now) is not None

    def _first(self, chat: str, now: datetime) -> Row[Any] | None:
        row = self._db.execute(_FIRST, {"chat": chat, "now": now}).one_or_none()
        return None if row is None or (row.not_before is not None and row.not_before > now) else row

    def becomes_push(self, message_id: int) -> None:
        """A reply whose token died unused goes out as a push instead."""
        self._set(message_id, kind="push", status="waiting", reply_token="")

    def settle(self, message_id: int, status: str, at: datetime, request_id: str = "", error: str = "") -> None:
        """Record the outcome: sent, unknown, blocked or failed."""
        self._set(message_id, status=status, settled_at=at, request_id=request_id, error=error)

    def again(self, message_id: int, not_before: datetime, error: str, attempts: int | None = None) -> None:
        """Try once more later; `attempts` resets the count."""
        more = {} if attempts is None else {"attempts": attempts}
        self._set(message_id, status="waiting", not_before=not_before, error=error, **more)

    def waiting_chats(self, now: datetime) -> list[str]:
        """Chats with messages to be sent now, and those whose sender died in the middle."""
        table = outbound_messages.c
        ready = or_(table.not_before.is_(None), table.not_before <= now)
        query = select(table.chat).where(table.status.in_(("waiting", "sending")), ready).distinct()
        return list(self._db.scalars(query))

    def _set(self, message_id: int, **values: Any) -> None:
        self._db.execute(_CHANGE, {"message": message_id, **values})


def _outgoing(row: Row[Any]) -> Outgoing:
    return Outgoing(
        id=row.id,
        chat=row.chat,
        kind=row.kind,
        recipients=row.recipients,
        messages=row.messages,
        reply_token=row.reply_token,
        reply_until=row.reply_until,
        retry_key=row.retry_key,
        attempts=row.attempts + 1,
        interrupted=row.status == "sending",
        silent=row.silent,
    )
