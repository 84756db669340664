"""A PostgreSQL server of the tests' own: nothing is kept, and every test gets a fresh copy of one database."""

import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

_START_SECONDS = 30
_SPEED = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_connections=300",
)
DURABLE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on")


class Postgres:
    """A running server with a template database that somebody else fills."""

    def __init__(self, programs: Path, folder: Path, user: str | None, settings: Sequence[str]) -> None:
        self._user = user
        self._folder = folder
        self._port = free_port()
        data = folder / "data"
        if not data.exists():
            self._do(programs / "initdb", "-D", data, "-U", "khotto", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = [option for setting in settings for option in ("-c", setting)]
        address = ["-h", "127.0.0.1", "-p", str(self._port), "-k", str(folder)]
        self._log = (folder / "log").open("wb")
        self._command: list[str | Path] = [programs / "postgres", "-D", data, *address, *options]
        self._made = 0
        self.start()

    def start(self, largest_file: int | None = None) -> None:
        """Begin to serve, perhaps after a crash.

        A file that would grow beyond so many bytes is to the server what a full disk is.
        """
        limit = ["prlimit", f"--fsize={largest_file}:unlimited"] if largest_file else []
        end = time.monotonic() + _START_SECONDS
        self._launch(limit)
        while not self._answers():
            assert time.monotonic() < end, "PostgreSQL does not start"
            if self._server.poll() is not None:  # what a crash left behind still lives for a moment
                self._launch(limit)
            time.sleep(0.05)

    def crash(self) -> None:
        """End the server with -9; what it promised to keep is recovered at the next start."""
        self._server.kill()
        self._server.wait()

    def freeze(self, seconds: float) -> None:
        """Take no new connection for so long."""
        self._server.send_signal(signal.SIGSTOP)
        time.sleep(seconds)
        self._server.send_signal(signal.SIGCONT)

    def url(self, name: str) -> str:
        """The address of a database."""
        return f"postgresql://khotto@127.0.0.1:{self._port}/{name}"

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """The address of a new database, a copy of another; dropped at the end."""
        self._made += 1
        name = f"town_{self._made}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield self.url(name)
        finally:
            self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def run(self, statement: str) -> None:
        """Run one statement on the server."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def stop(self) -> None:
        """End the server, without waiting for those who are connected."""
        self._server.send_signal(signal.SIGINT)
        self._server.wait()
        self._log.close()

    def _launch(self, limit: list[str]) -> None:
        self._server = subprocess.Popen([*limit, *self._command], stderr=self._log, cwd=self._folder, user=self._user)

    def _do(self, *command: str | Path) -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", user=self._user)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url("postgres")).close()
        except psycopg.OperationalError:
            return False
        return True


@contextmanager
def running(*settings: str, keep: Path | None = None) -> Iterator[Postgres]:
    """A server for as long as the block runs; in a folder to keep, its databases are there the next time.

    As root it runs as nobody, for PostgreSQL refuses root. `settings` are added to those that make it fast and
    forgetful; the last word on each counts.
    """
    folder = keep or Path(tempfile.mkdtemp(prefix="khotto-postgres-"))
    folder.mkdir(exist_ok=True)
    user = "nobody" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    server = Postgres(_programs(), folder, user, [*_SPEED, *settings])
    try:
        yield server
    finally:
        server.stop()
        if not keep:
            shutil.rmtree(folder)


def _programs() -> Path:
    """The folder of initdb and postgres: on the PATH, or where Debian keeps them, the newest version first."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    assert found, "no PostgreSQL on this machine; run: sh tools/find_postgres.sh"
    return found[-1].parent


def free_port() -> int:
    """A port that nobody listens on, below those of outgoing connections: it stays free while its server is down."""
    while True:
        with socket.socket() as free, suppress(OSError):
            port = random.randrange(20_000, 32_000)
            free.bind(("127.0.0.1", port))
            return port
