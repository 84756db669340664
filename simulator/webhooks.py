"""One webhook: a signed POST of events to the bot, and what came of it."""

import base64
import hashlib
import hmac
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import requests

from simulator.clock import Clock
from simulator.wire import Json

DELIVERIES_KEPT = 200


def sign(secret: str, body: bytes) -> str:
    """LINE's signature of a body: base64 of HMAC-SHA256 with the channel secret."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


@dataclass(frozen=True, slots=True)
class Delivery:
    """One POST to the bot: its answer's `status`, or the `error` that prevented one."""

    at: datetime
    events: list[Any]
    status: int | None
    error: str | None = None

    @property
    def accepted(self) -> bool:
        """Whether the bot answered as LINE asks."""
        return self.status == 200

    def as_json(self) -> Json:
        """The delivery as the control API shows it."""
        ids = [event.get("webhookEventId") for event in self.events if isinstance(event, dict)]
        return {
            "at": self.at.isoformat(),
            "event_ids": ids,
            "events": self.events,
            "status": self.status,
            "error": self.error,
        }


@dataclass(slots=True, kw_only=True)
class Channel:
    """What both ends of a webhook agree on. `url` None: the bot has no address yet."""

    secret: str
    destination: str
    url: str | None
    timeout_seconds: float


class Postman:
    """Carries events to the bot, one POST at a time.

    `on_sending` is told the events of each POST just before it goes out, `on_delivery` that one ended.
    """

    def __init__(
        self,
        channel: Channel,
        clock: Clock,
        on_sending: Callable[[list[Any]], None],
        on_delivery: Callable[[], None],
    ) -> None:
        self.channel = channel
        self.deliveries: deque[Delivery] = deque(maxlen=DELIVERIES_KEPT)
        self._clock = clock
        self._on_sending = on_sending
        self._on_delivery = on_delivery
        self._session = requests.Session()
        # The bot is on this machine: a proxy from the environment must not come between.
        self._session.trust_env = False

    def close(self) -> None:
        """Hang up."""
        self._session.close()

    def deliver(self, events: list[Any], url: str | None = None) -> Delivery:
        """POST these events, signed as LINE signs, to the bot or to another address."""
        payload = {"destination": self.channel.destination, "events": events}
        body = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
        return self.deliver_raw(body, sign(self.channel.secret, body), url)

    def deliver_raw(self, body: bytes, signature: str | None, url: str | None = None) -> Delivery:
        """POST these bytes; `signature` None leaves the header out."""
        at, events = self._clock.now(), _events_in(body)
        self._on_sending(events)
        headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "LineBotWebhook/2.0"}
        if signature is not None:
            headers["x-line-signature"] = signature
        address = url or self.channel.url
        if address is None:
            return self.record(Delivery(at, events, None, "the bot has no webhook address yet"))
        try:
            answer = self._session.post(address, data=body, headers=headers, timeout=self.channel.timeout_seconds)
        except requests.RequestException as trouble:
            error = f"{type(trouble).__name__}: {trouble}"
            return self.record(Delivery(at, events, None, error))
        return self.record(Delivery(at, events, answer.status_code))

    def record(self, delivery: Delivery) -> Delivery:
        """Keep what came of a delivery."""
        self.deliveries.append(delivery)
        self._on_delivery()
        return delivery


def _events_in(body: bytes) -> list[Any]:
    """The events of a body, none if it is not what LINE would send."""
    try:
        found = json.loads(body)["events"]
    except (ValueError, TypeError, KeyError):
        return []
    return found if isinstance(found, list) else []
