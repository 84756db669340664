"""The jobs of many processes: written with the news, one a chat where that is enough, freed from the dead."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.wiring import App
from scheduler.procrastinate_queue import ProcrastinateQueue
from storage.database import QUEUE_SCHEMA
from tests.storage.conftest import open_app


@pytest.fixture
def app(tmp_path: Path, postgres_url: str) -> Iterator[App]:
    """An empty organisation on PostgreSQL."""
    made = open_app(tmp_path, postgres_url)
    yield made
    made.engine.dispose()


@pytest.fixture
def queue(app: App) -> ProcrastinateQueue:
    return ProcrastinateQueue(app.engine)


def waiting(app: App, status: str = "todo") -> list[str]:
    query = text("SELECT lock FROM procrastinate_jobs WHERE status = CAST(:status AS procrastinate_job_status)")
    with app.engine.connect() as db:
        return sorted(db.scalars(query, {"status": status}))


def test_news_that_are_rolled_back_leave_no_job(app: App, queue: ProcrastinateQueue) -> None:
    with app.engine.connect() as db:
        queue.defer(db, ["U1"])
        db.rollback()
    assert waiting(app) == []


def test_news_that_are_committed_leave_a_job_for_each_chat(app: App, queue: ProcrastinateQueue) -> None:
    with app.engine.begin() as db:
        queue.defer(db, ["U1", "U2"])
    assert waiting(app) == ["U1", "U2"]


def test_waking_a_chat_again_adds_no_job_while_one_waits(app: App, queue: ProcrastinateQueue) -> None:
    queue.wake(["U1", "U1"])
    queue.wake(["U1", "U2"])
    assert waiting(app) == ["U1", "U2"]


def test_a_job_that_waits_does_not_begin_before_the_news_can_be_seen(app: App, queue: ProcrastinateQueue) -> None:
    queue.wake(["U1"])
    with app.engine.begin() as db:
        queue.defer(db, ["U1", "U2"])
        work_begins(app, heartbeat_seconds_ago=0)
        assert waiting(app, "doing") == []
    assert waiting(app) == ["U1", "U2"], "the job that waited is enough"
    work_begins(app, heartbeat_seconds_ago=0)
    assert waiting(app, "doing") == ["U1"]


def test_waking_a_chat_that_is_being_drained_adds_a_job_for_afterwards(app: App, queue: ProcrastinateQueue) -> None:
    queue.wake(["U1"])
    work_begins(app, heartbeat_seconds_ago=0)
    queue.wake(["U1"])
    assert waiting(app) == ["U1"]


@pytest.mark.parametrize(("heartbeat_seconds_ago", "left"), [(0, ["U1"]), (10, ["U1"]), (20, [])])
def test_the_job_of_a_worker_that_fell_silent_is_dropped(
    app: App, queue: ProcrastinateQueue, heartbeat_seconds_ago: int, left: list[str]
) -> None:
    queue.wake(["U1"])
    work_begins(app, heartbeat_seconds_ago)
    queue.recover()
    assert waiting(app, "doing") == left


def test_the_tables_of_another_version_are_made_anew_and_ours_stay(app: App, queue: ProcrastinateQueue) -> None:
    queue.wake(["U1"])
    with app.unit_of_work() as uow:
        uow.people.by_line_id("U1")
        uow.commit()
    with app.engine.begin() as db:
        db.execute(text(f"COMMENT ON SCHEMA {QUEUE_SCHEMA} IS 'Procrastinate 0'"))
    assert not queue.is_ready()
    app.migrate()
    assert queue.is_ready()
    assert waiting(app) == []
    with app.unit_of_work() as uow:
        assert uow.people.get(1).line_id == "U1"


def work_begins(app: App, heartbeat_seconds_ago: int) -> None:
    """A worker takes the next job; its last sign of life was so long ago."""
    silent = "now() - make_interval(secs => :seconds)"
    add = text(f"INSERT INTO procrastinate_workers (last_heartbeat) VALUES ({silent}) RETURNING id")
    with app.engine.begin() as db:
        worker = db.scalar(add, {"seconds": heartbeat_seconds_ago})
        db.execute(text("SELECT procrastinate_fetch_job_v2(NULL, :worker)"), {"worker": worker})
