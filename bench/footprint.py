"""What the parts of the bot take while they do nothing: seconds until they are ready, and memory."""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from bench.servers import free_port, khotto, python, running
from tests import postgres

ROUNDS = 3
IDLE_SECONDS = 5
PARTS = (("run", "sqlite"), ("web", "postgresql"))


def run() -> None:
    """Measure and print. Memory is what a process has for itself, with its share of what others use too (PSS)."""
    print("bars: 4 s until ready, 120 MB a web worker, 400 MB all in one")
    with postgres.running() as server:
        for part, database in PARTS:
            for _ in range(ROUNDS):
                with ExitStack() as stack:
                    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
                    port = free_port()
                    environment = khotto(folder, port)
                    if database == "postgresql":
                        environment["DATABASE_URL"] = stack.enter_context(server.database())
                        environment["KHOTTO_SECRET_KEY"] = "k" * 40
                        migrate = python("-m", "bot", "migrate")
                        subprocess.run(migrate, env={**os.environ, **environment}, check=True, capture_output=True)  # noqa: S603
                    began = time.monotonic()
                    process = stack.enter_context(running(python("-m", "bot", part), port, "/readyz", **environment))
                    ready = time.monotonic() - began
                    worked = sum(map(_processor_seconds, _family(process.pid)))
                    time.sleep(IDLE_SECONDS)
                    _print(part, ready, worked, list(_family(process.pid)))


def _print(part: str, ready: float, worked: float, pids: list[int]) -> None:
    """The first process is gunicorn's own; the others are its workers."""
    each = " + ".join(f"{_megabytes(pid):.0f}" for pid in pids)
    print(
        f"khotto {part:<4} ready after {ready:4.1f} s ({worked:3.1f} s of processor); "
        f"{sum(map(_megabytes, pids)):4.0f} MB in all ({each})"
    )


def _family(pid: int) -> Iterator[int]:
    """A process and all that it started."""
    yield pid
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split():
        yield from _family(int(child))


def _processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _megabytes(pid: int) -> float:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in rollup.splitlines() if line.startswith("Pss:"))
    return int(kilobytes) / 1024
