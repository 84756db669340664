"""The bot's processes, each of which may be killed at any instant and is started again."""

import os
import re
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conversations.processes import Running, until
from tests.postgres import Postgres


class Part:
    """One line of a Procfile: a process with its children, started again as often as it is killed."""

    def __init__(self, name: str, procfile: Path, environ: dict[str, str], logs: Path, *arguments: str) -> None:
        self.name = name
        self._procfile = procfile
        self._environ = environ
        self._logs = logs
        self._arguments = arguments
        self._ready = '"message": "ready"' if name.startswith(("run", "worker")) else ""
        self._started = 0
        self._lock = threading.Lock()

    def start(self) -> None:
        """Begin to run; ready or not, this returns at once."""
        self._started += 1
        log = self._logs / f"{self.name}-{self._started}"
        self._running = Running(log, self._environ, *self._arguments, procfile=self._procfile)

    def kill(self) -> None:
        """End it with -9."""
        until(lambda: "started (pid=" in self._running.said(), f"{self.name} has begun")
        self._running.kill()

    def gets_ready(self, seconds: float) -> None:
        """Wait until it works, at most so long; what does not tell works at once."""
        end = time.monotonic() + seconds
        while self._ready not in self._running.said() and time.monotonic() < end:
            time.sleep(0.1)

    def restart(self, pause: float) -> None:
        """End it with -9, and after a while start it again."""
        with self._lock:
            self.kill()
            time.sleep(pause)
            self.start()

    def freeze(self, seconds: float) -> None:
        """Let it stand still for so long."""
        with self._lock:
            until(lambda: "started (pid=" in self._running.said(), f"{self.name} has begun")
            self._running.signal(signal.SIGSTOP)
            time.sleep(seconds)
            self._running.signal(signal.SIGCONT)

    def revive(self) -> bool:
        """Start it again if it ended by itself; whether it had."""
        if not self._lock.acquire(blocking=False):
            return False  # it is being killed
        try:
            ended = not self._running.lives()
            if ended:
                self.start()
            return ended
        finally:
            self._lock.release()

    def processes(self) -> list[int]:
        """Those that run now."""
        groups = {int(pid) for pid in re.findall(r"started \(pid=(\d+)\)", self._running.said())}
        everybody = (int(path.name) for path in Path("/proc").glob("[0-9]*"))
        return [process for process in everybody if os.getpgid(process) in groups]

    def said(self) -> Iterator[str]:
        """Every line that it ever wrote."""
        for number in range(1, self._started + 1):
            yield from (self._logs / f"{self.name}-{number}").read_text(errors="replace").splitlines()


class DatabaseServer:
    """PostgreSQL, which may be killed as well."""

    name = "postgres"

    def __init__(self, server: Postgres) -> None:
        self._server = server

    def restart(self, pause: float) -> None:
        """End it with -9, and after a while start it again."""
        self._server.crash()
        time.sleep(pause)
        self._server.start()

    def freeze(self, seconds: float) -> None:
        """Let nobody in for so long; who is connected goes on."""
        self._server.freeze(seconds)

    def gets_ready(self, seconds: float) -> None:
        """It is, when it has started."""


class Supervisor:
    """Starts again what ended by itself, as a service manager does, and counts that."""

    def __init__(self, parts: list[Part]) -> None:
        self.ended: Counter[str] = Counter()
        self._parts = parts
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="supervisor", daemon=True)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Start all parts, watch over them, and end them."""
        for part in self._parts:
            part.start()
        self._thread.start()
        try:
            yield
        finally:
            self._stop.set()
            self._thread.join()
            for part in self._parts:
                part.kill()

    def _watch(self) -> None:
        while not self._stop.wait(0.5):
            for part in self._parts:
                self.ended[part.name] += part.revive()


def embedded(folder: Path, environ: dict[str, str]) -> list[Part]:
    """`khotto run`: everything in one process."""
    procfile = folder / "Procfile"
    procfile.write_text("run: khotto run\n")
    return [Part("run", procfile, environ, folder, "run")]


def widespread(folder: Path, environ: dict[str, str], procfile: Path) -> list[Part]:
    """The project's Procfile: one web process, two workers, two clocks."""
    web = Part("web", procfile, environ, folder, "web", "-p", environ["PORT"])
    others = [(line, number) for line in ("worker", "clock") for number in (1, 2)]
    return [web, *(Part(f"{line}-{number}", procfile, environ, folder, line) for line, number in others)]
