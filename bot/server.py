"""gunicorn around the web application; `khotto run` adds the threads that work on chats, and the clock, inside it."""

import fcntl
import logging
import os
import threading
from typing import IO, Any

from gunicorn.app.base import BaseApplication

from bot.web.app import create_front
from bot.web.front import Front
from bot.wiring import App

log = logging.getLogger(__name__)

_MOST_CONNECTIONS = 800  # in one process; a process may often open 1,024 files


class Server(BaseApplication):  # type: ignore[misc]
    """One gunicorn. An embedded application wants one process of it; others may have more."""

    def __init__(self, app: App, host: str, processes: int = 1) -> None:
        self._app = app
        self._host = host
        self._processes = processes
        super().__init__()

    def load_config(self) -> None:
        """Gunicorn's settings."""
        values: dict[str, Any] = {
            "bind": f"{self._host}:{self._app.settings.port}",
            "worker_class": "bot.web.connections.Worker",
            "workers": self._processes,
            "worker_connections": _MOST_CONNECTIONS,
            "asgi_lifespan": "off",
            "timeout": 60,
            "graceful_timeout": 10,
            "keepalive": 20,
            "control_socket_disable": True,  # else gunicorn writes into the home folder
            "loglevel": "warning",
        }
        for name, value in values.items():
            self.cfg.set(name, value)

    def load(self) -> Front:
        """Called in the worker process, after the fork."""
        if self._app.embedded:
            threading.Thread(target=_start, args=[self._app], name="starter", daemon=True).start()
        return create_front(self._app)


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
