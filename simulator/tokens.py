"""What a bot may do once or so many times: reply tokens, retry keys, the month's quota."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from simulator.clock import BANGKOK, Clock
from simulator.refusals import Refused
from simulator.wire import Json

REPLY_WITHIN = timedelta(minutes=1)
REPLY_AFTER_EVENT = timedelta(minutes=20)
RETRY_WITHIN = timedelta(hours=24)


@dataclass(slots=True)
class _ReplyToken:
    chat: str
    last_moment: datetime
    valid_until: datetime
    used: bool = False


class ReplyTokens:
    """Tokens that answer an event once: a minute from its (re)delivery, 20 minutes from its happening."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._tokens: dict[str, _ReplyToken] = {}

    def delivered(self, events: Iterable[object]) -> None:
        """The bot is being given these events: the minute of their tokens begins."""
        for event in events:
            if isinstance(event, dict) and isinstance(event.get("replyToken"), str):
                self._start(event)

    def _start(self, event: Json) -> None:
        now = self._clock.now()
        token = self._tokens.get(event["replyToken"])
        if token is None:
            token = _ReplyToken(_chat_of(event), _moment_of(event, now) + REPLY_AFTER_EVENT, now)
            self._tokens[event["replyToken"]] = token
        token.valid_until = min(now + REPLY_WITHIN, token.last_moment)

    def chat(self, token: str) -> str:
        """The chat that a token answers; Refused if it is unknown, used or too old."""
        found = self._tokens.get(token)
        if found is None or found.used or self._clock.now() > found.valid_until:
            raise Refused(400, "Invalid reply token")
        return found.chat

    def use(self, token: str) -> None:
        """A reply was accepted: the token is spent."""
        self._tokens[token].used = True


def _chat_of(event: Json) -> str:
    """The chat an event came from; raw events may have any form."""
    source = event.get("source")
    if not isinstance(source, dict):
        return ""
    return str(source.get("groupId") or source.get("roomId") or source.get("userId") or "")


def _moment_of(event: Json, now: datetime) -> datetime:
    timestamp = event.get("timestamp")
    if not isinstance(timestamp, int):
        return now
    return datetime.fromtimestamp(timestamp / 1000, BANGKOK)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A request that LINE took: what a retry with the same key is told."""

    request_id: str
    at: datetime
    sent_messages: list[Json] | None


class RetryKeys:
    """The requests accepted under a retry key in the last 24 hours."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._accepted: dict[str, Accepted] = {}

    def refuse_repeated(self, key: str | None) -> None:
        """Refused with 409, whatever the new body, if a request with this key was accepted already."""
        accepted = self._accepted.get(key.lower()) if key else None
        if accepted is None or self._clock.now() - accepted.at > RETRY_WITHIN:
            return
        more = {} if accepted.sent_messages is None else {"sentMessages": accepted.sent_messages}
        raise Refused(
            409,
            "The retry key is already accepted",
            headers={"x-line-accepted-request-id": accepted.request_id},
            **more,
        )

    def remember(self, key: str | None, request_id: str, sent_messages: list[Json] | None) -> None:
        """A request was accepted under this key."""
        if key:
            self._accepted[key.lower()] = Accepted(request_id, self._clock.now(), sent_messages)


@dataclass(slots=True)
class Quota:
    """Messages of the calendar month (Bangkok's), counted by recipient; `limit` None means no limit."""

    clock: Clock
    limit: int | None
    _used: int = 0
    _month: str = field(default="", repr=False)

    @property
    def used(self) -> int:
        """Messages of this month so far."""
        self._turn_page()
        return self._used

    @used.setter
    def used(self, messages: int) -> None:
        self._turn_page()
        self._used = messages

    def spend(self, recipients: int) -> None:
        """Count a message to so many recipients; Refused with 429 if the month's limit would be passed."""
        if self.limit is not None and self.used + recipients > self.limit:
            raise Refused(429, "You have reached your monthly limit.")
        self.used += recipients

    def _turn_page(self) -> None:
        month = f"{self.clock.now():%Y-%m}"
        if month != self._month:
            self._month, self._used = month, 0
