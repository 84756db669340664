"""Of several clocks on one database one works; when it ends or loses its connection, another takes over."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.wiring import App
from storage.locks import clock_lock
from tests.conversations.processes import until
from tests.storage.conftest import open_app


@pytest.fixture
def apps(tmp_path: Path, postgres_url: str) -> Iterator[list[App]]:
    """Two processes' worth of parts on one database."""
    made = [open_app(tmp_path, postgres_url) for _ in range(2)]
    yield made
    for app in made:
        app.engine.dispose()


def test_a_clock_whose_connection_is_cut_hands_over_and_goes_on_as_standby(apps: list[App]) -> None:
    stop = threading.Event()
    clocks = [threading.Thread(target=app.run_clock, args=[stop]) for app in apps]
    for clock in clocks:
        clock.start()
    try:
        until(lambda: holders(apps[0]), "a clock is active", 10)
        (first,) = holders(apps[0])
        with apps[0].engine.begin() as db:
            db.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": first})
        until(lambda: len(holders(apps[0])) == 1 and holders(apps[0]) != [first], "one clock is active again", 20)
        assert all(clock.is_alive() for clock in clocks)
    finally:
        stop.set()
        for clock in clocks:
            clock.join(10)


def test_a_clock_that_is_frozen_loses_its_turn(apps: list[App]) -> None:
    with clock_lock(apps[0].engine, silent=0.5) as first:
        assert first is not None
        until(lambda: not holders(apps[1]), "the silent one has lost it", 10)
        with clock_lock(apps[1].engine) as second:
            assert second is not None
        with pytest.raises(OperationalError):
            first.execute(text("SELECT 1"))


def holders(app: App) -> list[int]:
    """Who holds the clock's lock, as PostgreSQL's process numbers."""
    held = "SELECT pid FROM pg_locks JOIN pg_database ON oid = database WHERE locktype = 'advisory' AND granted"
    with app.engine.connect() as db:
        return list(db.scalars(text(f"{held} AND datname = current_database() AND classid = 69002")))
