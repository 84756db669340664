"""Whatever stands in an event, the worker comes to an end with it, and goes on with the next."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.ports import Understands
from tests.bot.test_hostile_requests import hostile_event
from tests.bot.webhook import message
from tests.conftest import Town
from tests.conversations.test_everything_line_can_send import batch, post, wait_until_idle


@pytest.fixture
def town(tmp_path: Path, understander: Understands) -> Iterator[Town]:
    """As elsewhere, but LINE refuses what is addressed to nobody, and rightly so."""
    made = Town(tmp_path, understander)
    yield made
    made.stop()


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(events=st.lists(hostile_event, min_size=5, max_size=15))
def test_any_event_is_done_with_and_blocks_nothing(town: Town, events: list[Any]) -> None:
    assert post(town, batch(events)) == 200
    wait_until_idle(town)


@pytest.mark.parametrize("depth", [300, 900, 960])
def test_an_event_as_deep_as_a_well_is_parked(town: Town, depth: int) -> None:
    deep = b'{"type":"message","message":' + b"[" * depth + b"]" * depth + b',"source":{"userId":"Udeep"}}'
    good = batch([message(1)])[len(b'{"destination": "U0", "events": [') : -2]
    assert post(town, b'{"events":[' + deep + b"," + good + b"]}") == 200
    wait_until_idle(town)
    with town.app.unit_of_work() as uow:
        assert uow.inbox.count("done") + uow.inbox.count("parked") >= 1
