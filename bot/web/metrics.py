"""`GET /metrics`: figures for Prometheus, read from the tables, so that any process answers for all of them."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from flask import Blueprint, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from storage.unit_of_work import SqlUnitOfWork
from storage.vitals import VitalsTable

_LATELY = timedelta(hours=1)


def metrics_page(unit_of_work: Callable[[], SqlUnitOfWork], now: Callable[[], datetime]) -> Blueprint:
    """The page, to be registered with a Flask application."""
    registry = CollectorRegistry()
    registry.register(_Figures(unit_of_work, now))
    page = Blueprint("metrics", __name__)

    @page.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

    return page


class _Figures(Collector):
    """Asks the tables at every scrape."""

    def __init__(self, unit_of_work: Callable[[], SqlUnitOfWork], now: Callable[[], datetime]) -> None:
        self._unit_of_work = unit_of_work
        self._now = now

    def describe(self) -> list[GaugeMetricFamily]:
        """Nothing beforehand: registering must not ask the database."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        with self._unit_of_work() as uow:
            yield from _read(uow.vitals, self._now())


def _read(vitals: VitalsTable, now: datetime) -> Iterator[GaugeMetricFamily]:
    def age(since: datetime | None) -> float:
        return max(0.0, (now - since).total_seconds()) if since else 0.0

    yield _one("inbox_waiting", "Events that are stored and not handled yet.", vitals.events_waiting())
    yield _one("inbox_oldest_seconds", "How long the oldest of them waits.", age(vitals.oldest_event()))
    yield _one("inbox_parked", "Events set aside because they could not be handled.", vitals.events_parked())
    dropped = vitals.dropped_since(now - _LATELY)
    yield _one("inbox_dropped_last_hour", "Events of floods and replays, stored and not acted on.", dropped)
    yield _one("outbox_waiting", "Messages that should have been sent.", vitals.messages_waiting(now))
    yield _one("outbox_oldest_seconds", "How long the oldest of them waits.", age(vitals.oldest_message(now)))
    yield _one("follow_ups_due", "Questions to residents and volunteers that are due.", vitals.follow_ups_due(now))
    outcomes = vitals.outcomes(now - _LATELY)
    yield _each("outbox_outcomes_last_hour", "What became of messages in the last hour.", ["outcome"], outcomes)
    decisions = vitals.decisions(now - _LATELY)
    yield _each("readings_last_hour", "How sure the reading of free words was.", ["decision"], decisions)
    left = vitals.dialogues_left(now)
    yield _each("dialogues_left", "Dialogues left unfinished in the last month.", ["dialogue", "step"], left)
    limit, used = vitals.figure("quota_limit"), vitals.figure("quota_used")
    if limit and used:
        yield _one("quota_messages", "Messages that LINE sends for us in a month.", limit.value)
        yield _one("quota_left", "Messages that are left this month.", limit.value - used.value)


def _one(name: str, meaning: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"khotto_{name}", meaning, value=value)


def _each(name: str, meaning: str, labels: list[str], values: dict[str, int]) -> GaugeMetricFamily:
    """One value by label; several labels stand in the key with dots between."""
    family = GaugeMetricFamily(f"khotto_{name}", meaning, labels=labels)
    for key, value in values.items():
        family.add_metric(key.split(".", len(labels) - 1), value)
    return family
