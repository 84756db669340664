"""Works on one chat: handles its events in order, and sends what is ready for it."""

import json
import logging
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import DBAPIError

from bot.gate import Gate
from bot.line import events
from bot.line.client import LineClient
from bot.line.messenger import Messenger
from cases.incoming import Followed, Incoming, Said
from cases.replies import Reply, Text
from handlers import conversation
from handlers.services import Services
from handlers.texts import common
from storage.database import is_passing
from storage.inbox import NOBODY, Event
from storage.unit_of_work import SqlUnitOfWork

log = logging.getLogger(__name__)

_MOST_TRIES = 4
_TOKEN_LIVES = timedelta(seconds=50)  # LINE says a minute; the request itself takes its time


class ChatWorker:
    """Drains chats, each with nobody else at work on it: `alone` keeps all other threads and processes away."""

    def __init__(
        self,
        unit_of_work: Callable[[], SqlUnitOfWork],
        services: Services,
        readers: events.Readers,
        line: LineClient,
        wake: Callable[[Iterable[str]], None],
        alone: Callable[[str], AbstractContextManager[None]],
    ) -> None:
        self._unit_of_work = unit_of_work
        self._services = services
        self._readers = readers
        self._line = line
        self._wake = wake
        self._alone = alone
        self._messenger = Messenger(unit_of_work, line, services.now)
        self._gate = Gate(unit_of_work, services.now, _TOKEN_LIVES)
        self._asked_names: set[str] = set()  # whose profile this process has asked LINE for

    def drain(self, chat: str) -> None:
        """Handle every event of a chat that is ready, and send every message that is."""
        with self._alone(chat):
            while self._handle_next(chat) or self._messenger.send_next(chat):
                pass

    def _handle_next(self, chat: str) -> bool:
        with self._unit_of_work() as uow:
            event = uow.inbox.next(chat, self._services.now())
        if event is None:
            return False
        body: Any = None
        try:
            body = json.loads(event.body)
            if self._gate.keeps_out(event, body):
                return True
            incoming = self._understand(body)
            touched = self._decide(event, body, incoming)
        except events.Malformed as error:
            self._park(event, body, str(error))
        except DBAPIError as error:
            if is_passing(error):
                raise  # no fault of the event: the clock's sweep wakes the chat again
            self._failed(event, body, error)
        except Exception as error:  # noqa: BLE001 - whatever a handler does wrong must not stop the chat, nor lose the event
            self._failed(event, body, error)
        else:
            self._wake(other for other in touched if other != chat)
        return True

    def _understand(self, body: object) -> Incoming:
        """All that is slow (model, content, profile), before the transaction."""
        incoming = events.read(body, self._readers)
        asked = incoming.line_id in self._asked_names and not isinstance(incoming.what, Followed)
        if asked or incoming.is_group or not incoming.line_id:
            return incoming
        self._asked_names.add(incoming.line_id)
        return replace(incoming, profile_name=self._line.profile_name(incoming.line_id))

    def _decide(self, event: Event, body: Any, incoming: Incoming) -> list[str]:
        """Domain, conversation, outbox and "done" in one transaction; returns the chats that have mail."""
        with self._unit_of_work() as uow:
            if not uow.inbox.is_pending(event.id):
                return []
            replies = conversation.hear(incoming, uow, self._services)
            if incoming.is_group and not events.reply_token(body):
                replies = []  # a push to a group is paid for every member
            self._answer(uow, event, body, replies)
            uow.inbox.done(event.id, self._services.now(), _decision(incoming, uow))
            uow.commit()
            log.info("handled", extra={"event": event.id, "what": type(incoming.what).__name__})
            return uow.outbox.touched

    def _answer(self, uow: SqlUnitOfWork, event: Event, body: Any, replies: list[Reply]) -> None:
        if replies:
            uow.outbox.reply(event.chat, replies, events.reply_token(body), event.received_at + _TOKEN_LIVES)

    def _failed(self, event: Event, body: Any, error: Exception) -> None:
        """Try again a little later; after some tries set the event aside and tell the person."""
        log.exception("an event could not be handled", extra={"event": event.id})
        reason = f"{type(error).__name__}: {error}"[:500]
        if event.attempts + 1 >= _MOST_TRIES:
            self._park(event, body, reason, Text(common.TROUBLE))
            return
        with self._unit_of_work() as uow:
            uow.inbox.retry(event.id, self._services.now() + timedelta(seconds=2**event.attempts), reason)
            uow.commit()

    def _park(self, event: Event, body: Any, reason: str, *words: Reply) -> None:
        log.error("event parked", extra={"event": event.id})
        with self._unit_of_work() as uow:
            uow.inbox.park(event.id, self._services.now(), reason)
            if event.chat != NOBODY:
                self._answer(uow, event, body, list(words))
            uow.commit()


def _decision(incoming: Incoming, uow: SqlUnitOfWork) -> str:
    """How sure the reading of free words was; answers to a question of a dialogue do not count."""
    if not isinstance(incoming.what, Said) or incoming.is_group or uow.conversations.loaded_in_dialogue:
        return ""
    return incoming.what.understanding.decision
