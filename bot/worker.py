"""Works on one chat: handles its events in order, and sends what is ready for it."""

import json
import logging
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import DBAPIError

from bot.gate import Gate, Why
from bot.line import events
from bot.line.client import LineClient
from bot.line.messenger import Due, Messenger
from cases.incoming import Followed, Incoming, Said
from cases.replies import Reply, Text
from handlers import conversation
from handlers.services import Services
from handlers.texts import common
from storage.database import is_passing
from storage.inbox import NOBODY, Event
from storage.unit_of_work import SqlUnitOfWork

log = logging.getLogger(__name__)

_MOST_TRIES = 4  # in seven seconds
_MOST_TRIES_AT_LINE = 7  # in a minute: photos that LINE cannot give just now
_TOKEN_LIVES = timedelta(seconds=50)  # LINE says a minute; the request itself takes its time


@dataclass(frozen=True, slots=True)
class _Waiting:
    """The chat's oldest event, its JSON, and why it is kept out, if it is."""

    event: Event
    body: Any
    kept_out: Why | None


_Work = Due | _Waiting | None


class ChatWorker:
    """Drains chats, each with nobody else at work on it: `alone` keeps all other threads and processes away."""

    def __init__(
        self,
        unit_of_work: Callable[[], SqlUnitOfWork],
        services: Services,
        readers: events.Readers,
        line: LineClient,
        wake: Callable[[Iterable[str]], None],
        alone: Callable[[str], AbstractContextManager[Callable[[], None]]],
    ) -> None:
        self._unit_of_work = unit_of_work
        self._services = services
        self._readers = readers
        self._line = line
        self._wake = wake
        self._alone = alone
        self._messenger = Messenger(line, services.now)
        self._gate = Gate(services.now, _TOKEN_LIVES)
        self._known: set[str] = set()  # who has a name, or was asked for by this process in vain

    def drain(self, chat: str) -> None:
        """Handle every event of a chat that is ready, and send every message that is.

        Each transaction that ends one piece of work takes up the next: an event costs one to read it, one to decide
        and begin to answer, one to record the outcome.
        """
        with self._alone(chat) as still_alone:
            work = self._first(chat)
            while work is not None:
                still_alone()
                work = self._send(work) if isinstance(work, Due) else self._handle(work)

    def _first(self, chat: str) -> _Work:
        with self._unit_of_work().only_reading() as uow:
            waiting = self._event(uow, chat)
            if waiting or not uow.outbox.is_waiting(chat, self._services.now()):
                return waiting
        with self._unit_of_work() as uow:
            return self._commit(uow, chat)

    def _commit(self, uow: SqlUnitOfWork, chat: str) -> _Work:
        """Commit, and with it take up what is next for the chat: a message to be sent, else an event."""
        work = self._messenger.take(uow, chat) or self._event(uow, chat)
        uow.commit()
        return work

    def _event(self, uow: SqlUnitOfWork, chat: str) -> _Waiting | None:
        event = uow.inbox.next(chat, self._services.now())
        if event is None:
            return None
        body = _parsed(event.body)
        if chat not in self._known and uow.people.has_name(chat):
            self._known.add(chat)
        return _Waiting(event, body, self._gate.keeps_out(uow, event, body))

    def _send(self, due: Due) -> _Work:
        result = self._messenger.send(due)
        with self._unit_of_work() as uow:
            self._messenger.record(uow, due, result)
            return self._commit(uow, due.outgoing.chat)

    def _handle(self, waiting: _Waiting) -> _Work:
        event, body = waiting.event, waiting.body
        try:
            if waiting.kept_out:
                return self._keep_out(waiting, waiting.kept_out)
            return self._decide(event, body, self._understand(body))
        except events.Malformed as error:
            return self._park(event, body, str(error))
        except DBAPIError as error:
            if is_passing(error):
                raise  # no fault of the event: the clock's sweep wakes the chat again
            return self._failed(event, body, error)
        except Exception as error:  # noqa: BLE001 - whatever a handler does wrong must not stop the chat, nor lose the event
            return self._failed(event, body, error)

    def _keep_out(self, waiting: _Waiting, why: Why) -> _Work:
        with self._unit_of_work() as uow:
            self._gate.set_aside(uow, waiting.event, waiting.body, why)
            return self._commit(uow, waiting.event.chat)

    def _understand(self, body: object) -> Incoming:
        """All that is slow (model, content, profile), before the transaction."""
        incoming = events.read(body, self._readers)
        known = incoming.line_id in self._known and not isinstance(incoming.what, Followed)
        if known or incoming.is_group or not incoming.line_id:
            return incoming
        self._known.add(incoming.line_id)
        return replace(incoming, profile_name=self._line.profile_name(incoming.line_id))

    def _decide(self, event: Event, body: Any, incoming: Incoming) -> _Work:
        """Domain, conversation, outbox and "done" in one transaction."""
        with self._unit_of_work() as uow:
            replies = conversation.hear(incoming, uow, self._services)
            if incoming.is_group and not events.reply_token(body):
                replies = []  # a push to a group is paid for every member
            self._answer(uow, event, body, replies)
            if not uow.inbox.done(event.id, self._services.now(), _decision(incoming, uow)):
                return None  # somebody else was faster, and goes on
            work = self._commit(uow, event.chat)
        log.info("handled", extra={"event": event.id, "what": type(incoming.what).__name__})
        self._wake_others(event.chat, uow.outbox.touched)
        return work

    def _wake_others(self, chat: str, touched: list[str]) -> None:
        try:
            self._wake(other for other in touched if other != chat)
        except DBAPIError:  # the answer in hand must still go out, and the clock's sweep wakes them too
            log.exception("chats with mail could not be woken")

    def _answer(self, uow: SqlUnitOfWork, event: Event, body: Any, replies: list[Reply]) -> None:
        if replies:
            uow.outbox.reply(event.chat, replies, events.reply_token(body), event.received_at + _TOKEN_LIVES)

    def _failed(self, event: Event, body: Any, error: Exception) -> _Work:
        """Try again a little later; after some tries set the event aside and tell the person."""
        log.exception("an event could not be handled", extra={"event": event.id})
        reason = f"{type(error).__name__}: {error}"[:500]
        if event.attempts + 1 >= (_MOST_TRIES_AT_LINE if isinstance(error, ConnectionError) else _MOST_TRIES):
            return self._park(event, body, reason, Text(common.TROUBLE))
        with self._unit_of_work() as uow:
            uow.inbox.retry(event.id, self._services.now() + timedelta(seconds=2**event.attempts), reason)
            return self._commit(uow, event.chat)

    def _park(self, event: Event, body: Any, reason: str, *words: Reply) -> _Work:
        log.error("event parked", extra={"event": event.id})
        with self._unit_of_work() as uow:
            uow.inbox.park(event.id, self._services.now(), reason)
            if event.chat != NOBODY:
                self._answer(uow, event, body, list(words))
            return self._commit(uow, event.chat)


def _parsed(body: str) -> Any:
    """The JSON; None for what is none, and is then found to be malformed."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _decision(incoming: Incoming, uow: SqlUnitOfWork) -> str:
    """How sure the reading of free words was; answers to a question of a dialogue do not count."""
    if not isinstance(incoming.what, Said) or incoming.is_group or uow.conversations.loaded_in_dialogue:
        return ""
    return incoming.what.understanding.decision
