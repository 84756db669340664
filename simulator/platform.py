"""The simulated LINE platform: its parts, put together around one lock, and no state outside of it."""

from collections import Counter, deque
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition
from typing import Literal

from simulator import identifiers
from simulator.clock import Clock
from simulator.contents import Contents
from simulator.delivery import REDELIVERIES, DeliveryQueue, Redelivery
from simulator.faults import Faults
from simulator.journal import Journal
from simulator.menus import RichMenus
from simulator.people import People
from simulator.tokens import Quota, ReplyTokens, RetryKeys
from simulator.webhooks import Channel, Postman
from simulator.wire import Json

REFUSALS_KEPT = 200
# Everybody may know these: they open nothing but a simulator.
DEFAULT_SECRET = "simulator-secret"  # noqa: S105
DEFAULT_TOKEN = "simulator-token"  # noqa: S105


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """One bot's channel and the platform around it.

    `quota` is the month's limit of messages (None: no limit). `clock_file` receives the clock's offset in
    seconds on each move. `redelivery` makes failed webhooks come again, `redeliveries` times. Times are in real
    seconds.
    """

    channel_secret: str = DEFAULT_SECRET
    access_token: str = DEFAULT_TOKEN
    webhook_url: str | None = None
    bot_name: str = "บอตของฉัน"
    bot_user_id: str = field(default_factory=identifiers.user_id)
    quota: int | None = None
    clock_file: Path | None = None
    redelivery: bool = False
    redelivery_delay_seconds: float = 1.0
    redeliveries: int = REDELIVERIES
    webhook_timeout_seconds: float = 2.0


class Platform:
    """Everything the simulator knows. Whoever changes or reads several things at once holds `lock`.

    `sent` counts the bot's delivered messages by way (reply, push…) and day (yyyyMMdd).
    """

    def __init__(self, config: Config) -> None:
        self.config = config
        self.lock = Condition()
        self.mode: Literal["active", "standby"] = "active"
        self.clock = Clock(config.clock_file)
        self.people = People()
        self.journal = Journal(self.lock)
        self.contents = Contents()
        self.rich_menus = RichMenus()
        self.reply_tokens = ReplyTokens(self.clock)
        self.retry_keys = RetryKeys(self.clock)
        self.quota = Quota(self.clock, config.quota)
        self.faults = Faults()
        self.refused: deque[Json] = deque(maxlen=REFUSALS_KEPT)
        self.sent: Counter[tuple[str, str]] = Counter()
        self.postman = Postman(
            Channel(
                secret=config.channel_secret,
                destination=config.bot_user_id,
                url=config.webhook_url,
                timeout_seconds=config.webhook_timeout_seconds,
            ),
            self.clock,
            on_sending=self._start_reply_tokens,
            on_delivery=self.journal.note,
        )
        redelivery = Redelivery(config.redelivery, config.redelivery_delay_seconds, config.redeliveries)
        self.webhooks = DeliveryQueue(self.postman, self.clock, redelivery)

    def _start_reply_tokens(self, batch: list[object]) -> None:
        with self.lock:
            self.reply_tokens.delivered(batch)
