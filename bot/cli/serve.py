"""`khotto run`, everything in one process; `khotto web`, `worker` and `clock`, the parts for many machines."""

import logging
import signal
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click
from sqlalchemy.exc import OperationalError

from bot import settings
from bot.error_reports import report_errors_to
from bot.logs import set_up

if TYPE_CHECKING:
    from bot.wiring import App

log = logging.getLogger(__name__)

T = TypeVar("T")

_DATABASE_SECONDS = 30.0  # for which a database that does not answer is waited for
_COMES_UP = "the database system is"  # starting up, in recovery mode, …: so begins what PostgreSQL says meanwhile

_PORT = click.option("--port", type=int, help="The port to listen on; PORT or 8000 by default.")
_HOST = click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 to be reached from outside.")


@click.command()
@_PORT
@_HOST
def run(port: int | None, host: str) -> None:
    """Web, workers and clock in one process: all that one organisation needs."""
    from bot.server import Server  # noqa: PLC0415 - gunicorn is not needed by the other commands
    from bot.wiring import App  # noqa: PLC0415

    set_up()
    chosen = settings.load(port=port)
    report_errors_to(chosen.sentry_dsn)
    first = App(chosen)
    _patiently(first, first.migrate)
    first.check_key()
    first.engine.dispose()  # gunicorn forks, and a connection must not be shared
    Server(App(chosen), host).run()


@click.command()
@_PORT
@_HOST
@click.option("--processes", default=1, show_default=True, help="How many processes answer requests.")
def web(port: int | None, host: str, processes: int) -> None:
    """LINE's webhook and the pages; the work is left to `khotto worker`. Any number of machines."""
    from bot.server import Server  # noqa: PLC0415

    Server(_part(port), host, processes).run()


@click.command()
def worker() -> None:
    """Work on chats. Any number of processes and machines."""
    _part().run_worker()


@click.command()
def clock() -> None:
    """What happens by the clock. One process is active, any other stands by to take over."""
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    _part().run_clock(stop)


def _part(port: int | None = None) -> "App":
    """One of many processes, on a database that is ready for them."""
    from bot.wiring import App  # noqa: PLC0415
    from storage.migrate import is_current  # noqa: PLC0415

    set_up()
    chosen = settings.load(port=port)
    if chosen.is_sqlite:
        raise click.ClickException(
            "SQLite serves one process only. Either start everything in one: khotto run. "
            "Or set DATABASE_URL=postgresql://… and KHOTTO_SECRET_KEY, then run: khotto migrate"
        )
    report_errors_to(chosen.sentry_dsn)
    app = App(chosen, embedded=False)
    if not _patiently(app, lambda: is_current(app.engine) and app.queue.is_ready()):
        raise click.ClickException("The tables are missing or old. Run: khotto migrate")
    app.check_key()
    app.engine.dispose()  # gunicorn forks, and a connection must not be shared
    return app


def _patiently(app: "App", act: Callable[[], T]) -> T:
    """Do something with a database that may come up later than this process, after a power cut or in a deployment.

    Raises what the database raised where it refuses, or does not answer for half a minute.
    """
    end = 0.0
    while True:
        try:
            return act()
        except OperationalError as error:
            words, now = str(error.orig), time.monotonic()
            end = end or now + _DATABASE_SECONDS
            refuses = "FATAL" in words and _COMES_UP not in words  # a wrong password, an unknown database
            if app.settings.is_sqlite or refuses or now > end:
                raise
            log.warning("the database is not there yet")
            time.sleep(1)
