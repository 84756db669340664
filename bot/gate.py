"""What is stored but not acted on: floods out of one chat, and events of long ago that somebody plays again."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.line import events
from handlers.texts import flood
from storage.inbox import NOBODY, Event
from storage.unit_of_work import SqlUnitOfWork

log = logging.getLogger(__name__)

MOST_A_MINUTE = 40  # messages and taps of one chat; LINE lets people send twenty photos at once
STALE_AFTER = timedelta(days=7)  # LINE gives up delivering long before; the reply token died after a minute
_COUNTED = ("message", "postback")  # never what must be honoured: unsend, unfollow
_MINUTE = timedelta(minutes=1)
_DANGER = "unknown"  # topic of the hotlines for any danger


class Why(StrEnum):
    """Reasons to keep an event out."""

    STALE = "stale"
    FLOOD = "flood"


class Gate:
    """Decides by what the tables hold, so that it holds for all workers and across restarts."""

    def __init__(self, now: Callable[[], datetime], token_lives: timedelta) -> None:
        self._now = now
        self._token_lives = token_lives

    def keeps_out(self, uow: SqlUnitOfWork, event: Event, body: Any) -> Why | None:
        """Whether an event is one of long ago, or one of a flood."""
        if not isinstance(body, dict) or body.get("type") not in _COUNTED:
            return None
        if event.received_at - event.sent_at > STALE_AFTER:
            return Why.STALE
        return Why.FLOOD if uow.inbox.lately(event, _MINUTE) >= MOST_A_MINUTE else None

    def set_aside(self, uow: SqlUnitOfWork, event: Event, body: Any, why: Why) -> None:
        """Keep the event unread; the first of a flood is answered."""
        token = events.reply_token(body)  # a push would cost, and a flood must not
        if why is Why.FLOOD and token and event.chat != NOBODY and not uow.inbox.dropped_lately(event, _MINUTE):
            words = flood.too_fast(uow.hotlines.of([_DANGER]))
            uow.outbox.reply(event.chat, words, token, event.received_at + self._token_lives)
        uow.inbox.drop(event.id, self._now())
        log.warning("event dropped", extra={"event": event.id, "why": why})
