"""Many webhook calls share one flush to the disk; each hears whether its events are safe."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from storage.group_commit import GroupCommit
from tests.storage.conftest import NOW, Work

CALLERS = 40


def event(number: int) -> object:
    return {"type": "message", "webhookEventId": f"id{number}", "source": {"userId": f"U{number % 7}"}}


def committing(engine: Engine, stored: Callable[[list[str]], None] = lambda _chats: None) -> GroupCommit:
    return GroupCommit(engine, lambda _db, _chats: None, stored, lambda: NOW)


def test_every_caller_returns_after_its_events_are_stored(engine: Engine, work: Work) -> None:
    woken: list[str] = []
    commit = committing(engine, woken.extend)
    with ThreadPoolExecutor(CALLERS) as callers:
        list(callers.map(lambda number: commit.store([event(number), event(number)], 10), range(CALLERS)))
    with work() as uow:
        assert uow.inbox.count("pending") == CALLERS, "an event that comes twice is stored once"
    wait_until(lambda: set(woken) == {f"U{number}" for number in range(7)})


def test_all_callers_hear_of_a_failure_and_the_writer_lives_on(engine: Engine, work: Work) -> None:
    commit = committing(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE inbound_events RENAME TO hidden")
    with ThreadPoolExecutor(CALLERS) as callers:
        calls = [callers.submit(commit.store, [event(number)], 10) for number in range(CALLERS)]
    for call in calls:
        with pytest.raises(DBAPIError):
            call.result()
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE hidden RENAME TO inbound_events")
    commit.store([event(1)], 10)
    with work() as uow:
        assert uow.inbox.count("pending") == 1


def test_a_database_that_does_not_answer_in_time_is_told(engine: Engine) -> None:
    commit = committing(engine)
    with engine.begin() as somebody_else, pytest.raises(TimeoutError):
        if engine.dialect.name == "postgresql":  # on SQLite, to begin is to lock
            somebody_else.exec_driver_sql("LOCK TABLE inbound_events")
        commit.store([event(1)], 0.2)


def wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)
