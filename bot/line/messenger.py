"""Sends what the outbox holds for a chat, in order, and records what became of it."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.line.client import LineClient, Outcome, Result
from storage.outbox import Outgoing
from storage.unit_of_work import SqlUnitOfWork

log = logging.getLogger(__name__)

_MOST_TRIES = 56  # 12 within the first hour, then one each half hour: a day, as long as a retry key lives
_LONGEST_WAIT = timedelta(minutes=30)
_QUOTA_WAIT = timedelta(hours=6)  # meanwhile the message may ride along with a reply, free of charge


class Messenger:
    """Reply token first, push as the fallback, one message of a chat after the other."""

    def __init__(
        self, unit_of_work: Callable[[], SqlUnitOfWork], line: LineClient, now: Callable[[], datetime]
    ) -> None:
        self._unit_of_work = unit_of_work
        self._line = line
        self._now = now

    def send_next(self, chat: str) -> bool:
        """Send the chat's next message; False where nothing is to be sent now."""
        with self._unit_of_work() as uow:
            outgoing = uow.outbox.next(chat, self._now())
            if outgoing is None:
                return False
            if outgoing.kind == "push" and uow.people.is_blocked(chat):
                uow.outbox.settle(outgoing.id, "blocked", self._now())
                uow.commit()
                return True
            wait = uow.send_paces.take(outgoing.kind)
            uow.commit()
        time.sleep(wait)
        if outgoing.kind == "reply" and outgoing.interrupted:
            self._record(outgoing, Result(Outcome.UNKNOWN, error="the process ended while it was sent"))
        elif outgoing.kind == "reply" and outgoing.reply_until and outgoing.reply_until <= self._now():
            self._record(outgoing, Result(Outcome.DEAD_TOKEN, error="older than a minute"))
        else:
            self._record(outgoing, self._line.send(outgoing))
        return True

    def _record(self, outgoing: Outgoing, result: Result) -> None:
        log.info("outcome", extra={"outbound": outgoing.id, "kind": outgoing.kind, "outcome": result.outcome})
        with self._unit_of_work() as uow:
            self._settle(uow, outgoing, result)
            uow.commit()

    def _settle(self, uow: SqlUnitOfWork, outgoing: Outgoing, result: Result) -> None:
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
