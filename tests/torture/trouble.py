"""What goes wrong at random instants: processes die or freeze; LINE is late, refuses, repeats itself, is silent."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from random import Random
from typing import Any, Protocol

from simulator.delivery import WebhookFault
from simulator.faults import Fault
from simulator.server import Simulator

REPLY, PUSH, CONTENT = "/v2/bot/message/reply", "/v2/bot/message/push", "/v2/bot/message/*/content"
_TOO_FAST = {"message": "The API rate limit has been exceeded. Try again later."}

# By their names in the figures. A reply that LINE fails, or takes without a word, ends as unknown: hence few of them.
OF_REQUESTS: dict[str, dict[str, Any]] = {
    "reply refused for now": {"path": REPLY, "status": 429, "body": _TOO_FAST},
    "reply failed": {"path": REPLY, "status": 500},
    "reply late": {"path": REPLY, "delay_seconds": 2.0, "times": 3},
    "reply taken, no answer": {"path": REPLY, "after_accept": True},
    "token dead": {"path": REPLY, "status": 400, "body": {"message": "Invalid reply token"}},
    "push refused for now": {"path": PUSH, "status": 429, "body": _TOO_FAST, "times": 2},
    "push failed": {"path": PUSH, "status": 500, "times": 2},
    "push late": {"path": PUSH, "delay_seconds": 2.0, "times": 2},
    "push taken, no answer": {"path": PUSH, "after_accept": True},
    "push taken, then failed": {"path": PUSH, "after_accept": True, "status": 500},
    "photo failed": {"path": CONTENT, "status": 500},
    "photo not ready": {"path": CONTENT, "status": 202, "times": 2},
}
OF_WEBHOOKS: dict[str, dict[str, Any]] = {
    "events twice": {"duplicate": True, "times": 3},
    "events swapped": {"reorder": True},
    "events late": {"delay_seconds": 0.5},
}
_LONGEST_START = 60.0  # seconds
_FREEZES = 0.2  # of all that is done to a process
_FROZEN_SECONDS = (1.0, 5.0, 55.0)  # others take over the work of the last
REDELIVERED = "event again, much later"


class Mortal(Protocol):
    """What may be killed."""

    name: str

    def restart(self, pause: float) -> None:
        """End it with -9, and after a while start it again."""

    def freeze(self, seconds: float) -> None:
        """Let it stand still for so long, as a machine does that is out of memory or moved elsewhere."""

    def gets_ready(self, seconds: float) -> None:
        """Wait until it works, at most so long."""


class Trouble:
    """Makes trouble until the block ends, and counts it."""

    def __init__(self, line: Simulator, seed: str) -> None:
        self.kills: Counter[str] = Counter()
        self.freezes: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self._line = line
        self._seed = seed
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    @contextmanager
    def lasting(self, seconds: float, mortals: list[tuple[Mortal, float]]) -> Iterator[None]:
        """For at most so long: harm each of these about as often as it says, and let LINE be itself."""
        evening = threading.Timer(seconds, self._stop.set)
        evening.start()
        for mortal, lifetime in mortals:
            self._now_and_then(mortal.name, lifetime, partial(self._harm, mortal))
        self._now_and_then("requests", 1.2, self._trouble_requests)
        self._now_and_then("webhooks", 0.9, self._trouble_webhooks)
        try:
            yield
        finally:
            evening.cancel()
            self._end()

    def _end(self) -> None:
        """No more of it; what was killed last is started again."""
        self._stop.set()
        for thread in self._threads:
            thread.join()
        with self._line.platform.lock:
            self._line.platform.faults.clear()
        self._line.platform.webhooks.clear_faults()

    def _now_and_then(self, name: str, seconds: float, act: Callable[[Random], None]) -> None:
        chance = Random(f"{self._seed} {name}")

        def run() -> None:
            while not self._stop.wait(chance.uniform(0.1, 1.9) * seconds):
                act(chance)

        self._threads.append(threading.Thread(target=run, name=name, daemon=True))
        self._threads[-1].start()

    def _harm(self, mortal: Mortal, chance: Random) -> None:
        if chance.random() < _FREEZES:
            mortal.freeze(chance.choice(_FROZEN_SECONDS))
            self.freezes[mortal.name.split("-")[0]] += 1
        else:
            self._kill(mortal, chance)

    def _kill(self, mortal: Mortal, chance: Random) -> None:
        mortal.restart(chance.choice((0.0, 0.0, 1.0, 3.0)))
        self.kills[mortal.name.split("-")[0]] += 1
        if chance.random() < 0.75:  # else it may be killed while it starts
            mortal.gets_ready(_LONGEST_START)

    def _trouble_requests(self, chance: Random) -> None:
        name = chance.choice(list(OF_REQUESTS))
        with self._line.platform.lock:
            faults = self._line.platform.faults
            if all(waiting.path != OF_REQUESTS[name]["path"] for waiting in faults.waiting):  # else they pile up
                faults.add(Fault(**OF_REQUESTS[name]))
                self.faults[name] += OF_REQUESTS[name].get("times", 1)

    def _trouble_webhooks(self, chance: Random) -> None:
        webhooks = self._line.platform.webhooks
        name = chance.choice([*OF_WEBHOOKS, REDELIVERED])
        if name == REDELIVERED:
            taken = [delivery for delivery in self._line.platform.postman.deliveries.copy() if delivery.accepted]
            if not taken:
                return
            webhooks.redeliver(chance.choice(chance.choice(taken).events)["webhookEventId"])
        elif not webhooks.waiting_faults():
            webhooks.add_fault(WebhookFault(**OF_WEBHOOKS[name]))
        else:
            return
        self.faults[name] += OF_WEBHOOKS.get(name, {}).get("times", 1)
