"""The queue of many processes: Procrastinate's jobs in PostgreSQL, beside the rows that they speak of."""

import asyncio
import logging
import signal
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version

from procrastinate import App, PsycopgConnector
from procrastinate.app import WorkerOptions
from procrastinate.exceptions import ConnectorException
from procrastinate.schema import SchemaManager
from sqlalchemy import Connection, Engine, text

from storage.database import QUEUE_SCHEMA, SEARCH_PATH

log = logging.getLogger(__name__)

_DRAIN = "drain"
_DEAD_AFTER_SECONDS = 15.0  # of silence; three heartbeats may be late
_RECONNECT_SECONDS = 2.0
_WORKER = WorkerOptions(
    concurrency=1,  # with more, a finished job does not make Procrastinate look for the next
    fetch_job_polling_interval=1.0,  # seconds, beside PostgreSQL's notifications
    update_heartbeat_interval=4.0,
    stalled_worker_timeout=_DEAD_AFTER_SECONDS,
    delete_jobs="always",
    install_signal_handlers=False,
)
_MADE_BY = f"Procrastinate {version('procrastinate')}, chats indexed"


class ProcrastinateQueue:
    """A job holds its chat, as Procrastinate's lock, while it waits and runs; jobs vanish when they end.

    Nothing depends on a job: the clock's sweep makes another for every chat that still has something to do.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def defer(self, db: Connection, chats: Sequence[str]) -> None:
        """Write jobs in the caller's transaction, for the chats that have none waiting.

        A job that waits is kept from beginning before the transaction can be seen.
        """
        if chats:
            db.exec_driver_sql(_DEFER, {"chats": list(chats), "task": _DRAIN})

    def committed(self, chats: Sequence[str]) -> None:
        """Nothing to do: the jobs came to be with the commit."""

    def wake(self, chats: Iterable[str]) -> None:
        """Write jobs for those of the chats that have none waiting."""
        wanted = list(dict.fromkeys(chats))
        if wanted:
            with self._engine.begin() as db:
                self.defer(db, wanted)

    def recover(self) -> None:
        """Drop the jobs of workers that show no life, for each keeps its chat from all others."""
        with self._engine.begin() as db:
            dropped = db.execute(_DROP_DEAD, {"seconds": _DEAD_AFTER_SECONDS}).all()
        if dropped:
            log.warning("jobs of dead workers were dropped", extra={"jobs": len(dropped)})

    def is_ready(self) -> bool:
        """Whether the tables of the installed Procrastinate are there."""
        with self._engine.connect() as db:
            return bool(db.scalar(_MAKER, {"schema": QUEUE_SCHEMA}) == _MADE_BY)

    def prepare(self) -> None:
        """Make the tables of the installed Procrastinate; another version's go, for jobs are no more than hints."""
        with self._engine.begin() as db:
            db.execute(text("SELECT pg_advisory_xact_lock(hashtext(:schema))"), {"schema": QUEUE_SCHEMA})
            if db.scalar(_MAKER, {"schema": QUEUE_SCHEMA}) == _MADE_BY:
                return
            db.execute(text(f"DROP SCHEMA IF EXISTS {QUEUE_SCHEMA} CASCADE"))
            db.execute(text(f"CREATE SCHEMA {QUEUE_SCHEMA}"))
            db.execute(text(f"SET LOCAL search_path TO {QUEUE_SCHEMA}"))
            driver = db.connection.driver_connection
            assert driver is not None, "the transaction has its connection"
            driver.execute(SchemaManager.get_schema())  # many statements at once: the driver's own way
            db.execute(_INDEX_CHATS)
            db.execute(text(f"COMMENT ON SCHEMA {QUEUE_SCHEMA} IS '{_MADE_BY}'"))

    def run(self, drain: Callable[[str], None], threads: int) -> None:
        """Drain some chats at a time until the process is told to end (SIGTERM, Ctrl+C)."""
        while True:
            try:
                if asyncio.run(self._work(drain, threads)):
                    return
            except ConnectorException:
                log.exception("the database is gone; trying again")
            time.sleep(_RECONNECT_SECONDS)

    async def _work(self, drain: Callable[[str], None], threads: int) -> bool:
        """Run one Procrastinate worker a thread; returns whether the process was told to end."""
        loop, stop = asyncio.get_running_loop(), asyncio.Event()
        loop.set_default_executor(ThreadPoolExecutor(threads))
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(name, stop.set)
        async with self._worker_app(drain).open_async() as app:
            workers = [asyncio.create_task(app.run_worker_async(**_WORKER)) for _ in range(threads)]
            tasks = [*workers, asyncio.create_task(stop.wait())]
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)  # a worker ends by itself only in trouble
            for task in tasks:
                task.cancel()
            ends = await asyncio.gather(*workers, return_exceptions=True)
        for end in ends:
            if isinstance(end, Exception):
                raise end
        return stop.is_set()

    def _worker_app(self, drain: Callable[[str], None]) -> App:
        address = self._engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        app = App(connector=PsycopgConnector(conninfo=address, kwargs={"options": SEARCH_PATH}, max_size=4))

        @app.task(name=_DRAIN)
        def run(chat: str) -> None:
            drain(chat)

        return app


# Procrastinate's own way costs more than storing the event. A worker passes over a job that is held here, so one is
# told afterwards to look again.
_DEFER = """
    WITH held AS (
        SELECT lock FROM procrastinate_jobs WHERE status = 'todo' AND lock = ANY(%(chats)s) FOR SHARE SKIP LOCKED
    ), lacking AS (
        SELECT chat FROM unnest(%(chats)s) AS chat WHERE chat NOT IN (SELECT lock FROM held)
    )
    SELECT (
        SELECT procrastinate_defer_jobs_v1(array_agg(
            ROW('default', %(task)s, 0, chat, NULL, jsonb_build_object('chat', chat), NULL)
            ::procrastinate_job_to_defer_v1
        )) FROM lacking HAVING count(*) > 0
    ), (
        SELECT pg_notify('procrastinate_any_queue_v1', '{"type": "job_inserted", "job_id": 0}') FROM held LIMIT 1
    )
"""

_DROP_DEAD = text("""
    DELETE FROM procrastinate_jobs AS job
    WHERE job.status = 'doing' AND NOT EXISTS (
        SELECT FROM procrastinate_workers AS worker
        WHERE worker.id = job.worker_id AND worker.last_heartbeat > now() - make_interval(secs => :seconds)
    )
    RETURNING job.id
""")

_INDEX_CHATS = text("CREATE INDEX khotto_chats ON procrastinate_jobs (lock) WHERE status IN ('todo', 'doing')")

_MAKER = text("SELECT obj_description(to_regnamespace(:schema), 'pg_namespace')")
