"""gunicorn around the web application; `khotto run` adds the workers and the clock inside it."""

import fcntl
import logging
import os
import threading
from typing import IO, Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from bot.settings import Settings
from bot.web.app import create_app
from bot.web.stalls import cut_off_stalled
from bot.wiring import App

log = logging.getLogger(__name__)

_WEB_THREADS = 8


class Server(BaseApplication):  # type: ignore[misc]
    """One gunicorn with one worker process; SQLite and the embedded queue want no more."""

    def __init__(self, settings: Settings, host: str, *, embedded: bool) -> None:
        self._settings = settings
        self._host = host
        self._embedded = embedded
        super().__init__()

    def load_config(self) -> None:
        """Gunicorn's settings."""
        values: dict[str, Any] = {
            "bind": f"{self._host}:{self._settings.port}",
            "worker_class": "gthread",
            "workers": 1,
            "threads": _WEB_THREADS,
            "timeout": 60,
            "graceful_timeout": 10,
            "keepalive": 20,
            "control_socket_disable": True,  # else gunicorn writes into the home folder
            "loglevel": "warning",
            "post_worker_init": cut_off_stalled,
            "sendfile": False,  # it would wait without end for a reader that fell asleep
        }
        for name, value in values.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Called in the worker process, after the fork."""
        app = App(self._settings)
        if self._embedded:
            threading.Thread(target=_start, args=[app], name="starter", daemon=True).start()
        return create_app(app)


def _start(app: App) -> None:
    """Load the models and begin; meanwhile the webhook stores what comes."""
    lock = _only_one(app)
    try:
        app.start_embedded()
    except Exception:  # a web process that answers 200 and works on nothing would look healthy
        log.exception("the workers could not start")
        os._exit(1)
    app.lock = lock  # type: ignore[attr-defined]  # held for as long as the process lives


def _only_one(app: App) -> IO[str]:
    """Wait until no other process works on this database: one that was killed may live on for a moment."""
    lock = (app.settings.home / "workers.lock").open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    return lock
