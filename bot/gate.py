"""What is stored but not acted on: floods out of one chat, and events of long ago that somebody plays again."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bot.line import events
from handlers.texts import flood
from storage.inbox import NOBODY, Event
from storage.unit_of_work import SqlUnitOfWork

log = logging.getLogger(__name__)

MOST_A_MINUTE = 40  # messages and taps of one chat; LINE lets people send twenty photos at once
STALE_AFTER = timedelta(days=7)  # LINE gives up delivering long before; the reply token died after a minute
_COUNTED = ("message", "postback")  # never what must be honoured: unsend, unfollow
_DANGER = "unknown"  # topic of the hotlines for any danger


class Gate:
    """Decides by what the tables hold, so that it holds for all workers and across restarts."""

    def __init__(
        self, unit_of_work: Callable[[], SqlUnitOfWork], now: Callable[[], Any], token_lives: timedelta
    ) -> None:
        self._unit_of_work = unit_of_work
        self._now = now
        self._token_lives = token_lives

    def keeps_out(self, event: Event, body: Any) -> bool:
        """Set an event aside unread, if it is one of a flood or of long ago; the first of a flood is answered."""
        if not isinstance(body, dict) or body.get("type") not in _COUNTED:
            return False
        with self._unit_of_work() as uow:
            is_stale = event.received_at - event.sent_at > STALE_AFTER
            if not is_stale and uow.inbox.lately(event, timedelta(minutes=1)) < MOST_A_MINUTE:
                return False
            if not is_stale and event.chat != NOBODY and not uow.inbox.dropped_lately(event, timedelta(minutes=1)):
                words = flood.too_fast(uow.hotlines.of([_DANGER]))
                token = events.reply_token(body)
                if token:  # a push would cost, and a flood must not
                    uow.outbox.reply(event.chat, words, token, event.received_at + self._token_lives)
            uow.inbox.drop(event.id, self._now())
            uow.commit()
        log.warning("event dropped", extra={"event": event.id, "why": "stale" if is_stale else "flood"})
        return True
