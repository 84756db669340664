"""The order in which events reach the bot: a queue, LINE's redelivery, and troubles on request."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import count
from threading import Condition, Thread
from typing import Any

from simulator import events
from simulator.clock import Clock
from simulator.webhooks import Delivery, Postman
from simulator.wire import Json

EVENTS_KEPT = 5_000
REDELIVERIES = 3
# A delivery that is to change places with its successor goes alone if none comes for this long.
REORDER_PATIENCE_SECONDS = 3.0
STOP_SECONDS = 5.0


@dataclass(slots=True, kw_only=True)
class WebhookFault:
    """A trouble for the next `times` deliveries."""

    duplicate: bool = False
    reorder: bool = False
    drop: bool = False
    delay_seconds: float = 0.0
    times: int = 1


@dataclass(frozen=True, slots=True)
class Redelivery:
    """Whether failed deliveries come again, how many real seconds after the first failure, and how often.

    The pause doubles every time; LINE does not tell its own.
    """

    on: bool = False
    first_pause_seconds: float = 1.0
    times: int = REDELIVERIES

    def pause(self, attempt: int) -> float | None:
        """Real seconds to wait after this many redeliveries; None: give up."""
        return self.first_pause_seconds * 2**attempt if self.on and attempt < self.times else None


@dataclass(order=True, slots=True)
class _Job:
    due: float
    number: int
    events: list[Any] = field(compare=False)
    attempt: int = field(default=0, compare=False)


class DeliveryQueue:
    """Events on their way to one bot, worked off in order by one thread."""

    def __init__(self, postman: Postman, clock: Clock, redelivery: Redelivery) -> None:
        self._postman = postman
        self._clock = clock
        self._redelivery = redelivery
        self._numbers = count()
        self._known: dict[str, Json] = {}
        self._jobs: list[_Job] = []
        self._faults: list[WebhookFault] = []
        self._in_hand = 0
        self._stopped = False
        self._changed = Condition()
        self._thread = Thread(target=self._work, name="simulator-webhooks", daemon=True)

    def start(self) -> None:
        """Begin to deliver."""
        self._thread.start()

    def stop(self) -> None:
        """Deliver nothing more; what waits is forgotten."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join(STOP_SECONDS)

    def send(self, batch: list[Any]) -> None:
        """Deliver these events in one POST, after those that wait already."""
        self._remember(batch)
        self._enqueue(batch)

    def redeliver(self, webhook_event_id: str | None = None) -> Json:
        """Deliver an event once more, the latest if none is named; KeyError if there is none."""
        id = webhook_event_id or next(reversed(self._known), "")
        again = events.redelivered(self._known[id])
        self._enqueue([again], attempt=self._redelivery.times)
        return again

    def add_fault(self, fault: WebhookFault) -> None:
        """Let a trouble wait for its deliveries."""
        with self._changed:
            self._faults.append(fault)

    def clear_faults(self) -> None:
        """No more troubles."""
        with self._changed:
            self._faults.clear()

    def waiting_faults(self) -> list[Json]:
        """The troubles that still wait, oldest first."""
        with self._changed:
            return [asdict(fault) for fault in self._faults]

    def wait_until_idle(self, seconds: float) -> bool:
        """Whether within so many real seconds everything that waited was delivered or given up."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._jobs and not self._in_hand, timeout=seconds)

    def _remember(self, batch: list[Any]) -> None:
        for event in batch:
            if isinstance(event, dict) and isinstance(event.get("webhookEventId"), str):
                self._known[event["webhookEventId"]] = event
        while len(self._known) > EVENTS_KEPT:
            del self._known[next(iter(self._known))]

    def _enqueue(self, batch: list[Any], attempt: int = 0, pause_seconds: float = 0.0) -> None:
        with self._changed:
            self._jobs.append(_Job(time.monotonic() + pause_seconds, next(self._numbers), batch, attempt))
            self._jobs.sort()
            self._changed.notify_all()

    def _work(self) -> None:
        while not self._stopped:
            with self._next_job() as job:
                if job is not None:
                    self._deliver(job)

    @contextmanager
    def _next_job(self, patience_seconds: float | None = None) -> Iterator[_Job | None]:
        """The next job once it is due, in hand until the block ends; None if stopped or out of patience."""
        job = self._take(patience_seconds)
        try:
            yield job
        finally:
            with self._changed:
                self._in_hand -= job is not None
                self._changed.notify_all()

    def _take(self, patience_seconds: float | None) -> _Job | None:
        give_up = time.monotonic() + patience_seconds if patience_seconds is not None else float("inf")
        with self._changed:
            while not self._stopped and time.monotonic() < give_up:
                next_due = self._jobs[0].due if self._jobs else float("inf")
                if next_due <= time.monotonic():
                    self._in_hand += 1
                    return self._jobs.pop(0)
                moment = min(next_due, give_up)
                self._changed.wait(None if moment == float("inf") else moment - time.monotonic())
        return None

    def _deliver(self, job: _Job) -> None:
        fault = self._next_fault()
        if fault.delay_seconds:
            self._pause(fault.delay_seconds)
        if fault.reorder:
            with self._next_job(REORDER_PATIENCE_SECONDS) as successor:
                if successor is not None:
                    self._deliver(successor)
        if fault.drop:
            self._postman.record(Delivery(self._clock.now(), job.events, None, "dropped by a webhook fault"))
            return
        delivery = self._postman.deliver(job.events)
        if fault.duplicate:
            delivery = self._postman.deliver(job.events)
        if not delivery.accepted:
            self._plan_redelivery(job)

    def _plan_redelivery(self, job: _Job) -> None:
        pause = self._redelivery.pause(job.attempt)
        if pause is not None:
            again = [events.redelivered(event) if isinstance(event, dict) else event for event in job.events]
            self._enqueue(again, job.attempt + 1, pause)

    def _next_fault(self) -> WebhookFault:
        with self._changed:
            if not self._faults:
                return WebhookFault()
            fault = self._faults[0]
            fault.times -= 1
            if fault.times <= 0:
                self._faults.pop(0)
            return fault

    def _pause(self, seconds: float) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._stopped, timeout=seconds)
