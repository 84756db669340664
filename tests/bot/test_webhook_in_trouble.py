"""The disk is full, the database is gone, a flood comes: LINE hears 503 or the batch is stored, never half of it."""

import resource
import threading
import time
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, text

from bot import settings
from bot.web.app import create_app
from bot.wiring import App
from storage.group_commit import MOST_WAITING, Crowded, GroupCommit
from tests import postgres
from tests.bot.webhook import SECRET, batch, deliver, message
from tests.conftest import SECRET_KEY


def bot(home: Path, database_url: str = "") -> App:
    environ = {
        "KHOTTO_ENV_FILE": "/dev/null",
        "KHOTTO_HOME": str(home),
        "KHOTTO_SECRET_KEY": SECRET_KEY,
        "DATABASE_URL": database_url,
        "LINE_CHANNEL_SECRET": SECRET,
        "LINE_CHANNEL_ACCESS_TOKEN": "token",
    }
    made = App(settings.load(environ=environ))
    made.migrate()
    return made


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    made = bot(tmp_path)
    yield made
    made.engine.dispose()


@pytest.fixture
def web(app: App) -> Flask:
    return create_app(app)


def stored(app: App) -> list[str]:
    """The ids of the stored events, in the order in which they are worked on."""
    with app.engine.connect() as connection:
        rows = connection.execute(text("SELECT webhook_event_id FROM inbound_events ORDER BY sent_at, id"))
        return [row[0] for row in rows]


def test_a_full_disk_is_told_to_line_and_no_batch_is_stored_in_part(app: App, web: Flask) -> None:
    with app.engine.connect() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
        connection.rollback()
    app.engine.dispose()

    @event.listens_for(app.engine, "connect")
    def limit(connection: object, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages + 30}")  # type: ignore[attr-defined]

    size, statuses = 20, []
    for number in range(40):
        events = [message(number * size + place) for place in range(size)]
        statuses.append(deliver(web, batch(events)))
    taken = statuses.count(200)
    assert set(statuses) == {200, 503}
    assert 0 < taken < 40
    assert len(stored(app)) == taken * size, "each answered call is stored whole, each refused one not at all"

    event.remove(app.engine, "connect", limit)
    app.engine.dispose()  # somebody made room
    for number, status in enumerate(statuses):
        if status == 503:  # LINE delivers again
            assert deliver(web, batch([message(number * size + place) for place in range(size)])) == 200
    assert stored(app) == [f"EVENT{number:021d}" for number in range(40 * size)]


def test_a_disk_that_takes_no_more_bytes_is_told_to_line_until_there_is_room(
    app: App, web: Flask, tmp_path: Path
) -> None:
    """For real: the system lets this process's files grow no further, in the middle of a write."""
    size, statuses = 20, []
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    room = (tmp_path / "khotto.db-wal").stat().st_size + 200_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        for number in range(40):
            statuses.append(deliver(web, batch([message(number * size + place) for place in range(size)])))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    taken = statuses.count(200)
    assert set(statuses) == {200, 503}
    assert len(stored(app)) == taken * size, "each answered call is stored whole, each refused one not at all"
    for number in range(40):  # LINE delivers again
        assert deliver(web, batch([message(number * size + place) for place in range(size)])) == 200
    assert stored(app) == [f"EVENT{number:021d}" for number in range(40 * size)]


def test_a_full_disk_under_postgresql_is_told_to_line_until_there_is_room(tmp_path: Path) -> None:
    size, calls = 10, 30
    with postgres.running() as server, server.database() as url:
        app = bot(tmp_path, url)
        app.engine.dispose()
        server.crash()
        server.start(largest_file=17_000_000)  # bytes; with less the write-ahead log finds no room, and the server ends
        web = create_app(app)
        told = {"id": "1", "type": "text", "text": "ก" * 30_000}
        batches = [
            batch([message(call * size + place, message=told) for place in range(size)]) for call in range(calls)
        ]
        statuses = [deliver(web, each) for each in batches]
        taken = statuses.count(200)
        assert set(statuses) == {200, 503}
        assert len(stored(app)) == taken * size, "each answered call is stored whole, each refused one not at all"

        app.engine.dispose()
        server.crash()
        server.start()
        assert {deliver(web, each) for each in batches} == {200}
        assert stored(app) == [f"EVENT{number:021d}" for number in range(calls * size)]
        app.engine.dispose()


def test_a_database_that_is_gone_is_told_to_line_until_it_is_back(app: App, web: Flask, tmp_path: Path) -> None:
    assert deliver(web, batch([message(1)])) == 200
    app.engine.dispose()
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    for path in tmp_path.glob("khotto.db*"):
        path.rename(hidden / path.name)
    (tmp_path / "khotto.db").mkdir()  # something is there, but no database

    assert deliver(web, batch([message(2)])) == 503
    assert web.test_client().get("/readyz").status_code == 503
    assert web.test_client().get("/healthz").status_code == 200

    (tmp_path / "khotto.db").rmdir()
    for path in hidden.iterdir():
        path.rename(tmp_path / path.name)
    app.engine.dispose()
    assert deliver(web, batch([message(2)])) == 200
    assert len(stored(app)) == 2


def test_a_locked_database_is_waited_for_and_then_told_to_line(app: App) -> None:
    inbox = GroupCommit(app.engine, lambda db, chats: None, lambda chats: None, app.now)
    with app.engine.connect() as greedy:
        greedy.execute(text("SELECT 1"))  # takes the write lock
        with pytest.raises(TimeoutError):
            inbox.store([message(1)], 0.3)
        late = threading.Timer(0.5, greedy.rollback)
        late.start()
        inbox.store([message(2)], 10)
        late.join()
    assert f"EVENT{2:021d}" in stored(app)


def test_while_the_database_hangs_the_waiting_room_has_an_end(app: App) -> None:
    inbox = GroupCommit(app.engine, lambda db, chats: None, lambda chats: None, app.now)
    with app.engine.connect() as greedy:
        greedy.execute(text("SELECT 1"))
        with ThreadPoolExecutor(MOST_WAITING + 20) as pool:
            calls = [pool.submit(inbox.store, [message(number)], 2.0) for number in range(MOST_WAITING + 20)]
            refused = [call.exception() for call in calls]
        greedy.rollback()
    assert {type(error) for error in refused} == {TimeoutError, Crowded}
    time.sleep(1)
    inbox.store([message(9_999)], 10)
    assert len(stored(app)) < MOST_WAITING / 2, "calls that nobody waits for any more are not written"


def test_one_call_that_the_database_refuses_does_not_spoil_those_beside_it(app: App, web: Flask) -> None:
    """Half a character and NUL are in what LINE may send; databases refuse both in text."""
    strange = [
        message(1, user="U\ud800"),
        message(2) | {"webhookEventId": "E\udfff"},
        message(3, user="U\0"),
        message(4) | {"message": {"id": "\ud83d", "type": "text", "text": "\0\ud800"}},
        message(5) | {"timestamp": 2**70},
        message(6) | {"timestamp": True},
    ]
    for each in strange:
        assert deliver(web, batch([each, message(100)])) == 200
    assert len(stored(app)) == len(strange) + 1


def test_a_flood_is_stored_in_order_and_in_bounded_memory(app: App, web: Flask) -> None:
    """Twenty people write a hundred times each, faster than anybody works on it."""
    people, rounds, at_once = 20, 100, 16

    def person(number: int) -> list[int]:
        user = f"U{number:032x}"
        calls = ([message(turn * people + number, user=user)] for turn in range(rounds))
        return [deliver(web, batch(events)) for events in calls]

    deliver(web, batch([message(10**6)]))  # what is loaded once does not count
    tracemalloc.start()
    begun = time.monotonic()
    with ThreadPoolExecutor(at_once) as pool:
        statuses = [status for each in pool.map(person, range(people)) for status in each]
    took = time.monotonic() - begun
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert set(statuses) == {200}
    assert stored(app)[:-1] == [f"EVENT{number:021d}" for number in range(people * rounds)]
    assert peak < 20_000_000, f"{peak} bytes after {took} s"
