"""Sends what the outbox holds for a chat, in order, and records what became of it."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.line.client import LineClient, Outcome, Result
from storage.outbox import Outgoing
from storage.unit_of_work import SqlUnitOfWork

log = logging.getLogger(__name__)

_MOST_TRIES = 56  # 12 within the first hour, then one each half hour: a day, as long as a retry key lives
_LONGEST_WAIT = timedelta(minutes=30)
_QUOTA_WAIT = timedelta(hours=6)  # meanwhile the message may ride along with a reply, free of charge


@dataclass(frozen=True, slots=True)
class Due:
    """A message that is marked as being sent, and the seconds until its turn among all that are sent."""

    outgoing: Outgoing
    wait: float


class Messenger:
    """Reply token first, push as the fallback, one message of a chat after the other.

    `take` and `record` are part of the caller's transactions; `send` lies between the two, outside any.
    """

    def __init__(self, line: LineClient, now: Callable[[], datetime]) -> None:
        self._line = line
        self._now = now

    def take(self, uow: SqlUnitOfWork, chat: str) -> Due | None:
        """The chat's next message, marked as being sent; None where nothing is to be sent now."""
        while outgoing := uow.outbox.next(chat, self._now()):
            if outgoing.kind != "push" or not uow.people.is_blocked(chat):
                return Due(outgoing, uow.send_paces.take(outgoing.kind))
            uow.outbox.settle(outgoing.id, "blocked", self._now())
        return None

    def send(self, due: Due) -> Result:
        """Hand the message to LINE, unless it is a reply that was under way before, or that comes too late."""
        time.sleep(due.wait)
        outgoing = due.outgoing
        if outgoing.kind == "reply" and outgoing.interrupted:
            return Result(Outcome.UNKNOWN, error="the process ended while it was sent")
        if outgoing.kind == "reply" and outgoing.reply_until and outgoing.reply_until <= self._now():
            return Result(Outcome.DEAD_TOKEN, error="older than a minute")
        return self._line.send(outgoing)

    def record(self, uow: SqlUnitOfWork, due: Due, result: Result) -> None:
        """Note what became of the message."""
        outgoing = due.outgoing
        log.info("outcome", extra={"outbound": outgoing.id, "kind": outgoing.kind, "outcome": result.outcome})
        at = self._now()
        match result.outcome:
            case Outcome.SENT | Outcome.REFUSED:
                status = "sent" if result.outcome is Outcome.SENT else "failed"
                uow.outbox.settle(outgoing.id, status, at, result.request_id, result.error)
            case Outcome.DEAD_TOKEN:
                uow.outbox.becomes_push(outgoing.id)
            case Outcome.QUOTA:
                uow.outbox.again(outgoing.id, at + _QUOTA_WAIT, result.error, attempts=0)
            case Outcome.UNKNOWN if outgoing.kind == "reply":
                uow.outbox.settle(outgoing.id, "unknown", at, result.request_id, result.error)
            case Outcome.BUSY | Outcome.UNKNOWN:
                self._try_again(uow, outgoing, result, at)

    def _try_again(self, uow: SqlUnitOfWork, outgoing: Outgoing, result: Result, at: datetime) -> None:
        """A push may be sent again under its retry key, and a reply that LINE never saw under its token."""
        if outgoing.attempts >= _MOST_TRIES:
            uow.outbox.settle(outgoing.id, "failed", at, result.request_id, result.error)
            return
        wait = min(timedelta(seconds=2 ** min(outgoing.attempts, 12) / 2), _LONGEST_WAIT)
        uow.outbox.again(outgoing.id, at + wait, result.error)
