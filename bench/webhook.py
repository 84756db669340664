"""How many webhook calls a second are stored durably, beside a bare Flask that stores nothing.

All are gunicorn with one worker process: the bare Flask with threads, as Flask is usually served, the bot with its own
event loop. Rounds alternate within the run, because the speed of a machine drifts. The
ratio is what counts. The caller is light, for what it costs is taken from the servers on a small machine: a heavy
one would make all of them look alike.
"""

import selectors
import socket
import statistics
import tempfile
import time
from contextlib import ExitStack
from itertools import count
from pathlib import Path

from bench.calls import call
from bench.servers import free_port, khotto, python, running
from tests import postgres

ROUNDS = 5
CALLS = 2_000  # a round
CLIENTS = 16  # calls under way at any time

_numbers = count()


def run() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as servers:
        ports = {"bare Flask": free_port(), "SQLite": free_port(), "PostgreSQL": free_port()}
        bind = ["--bind", f"127.0.0.1:{ports['bare Flask']}", "--worker-class", "gthread", "--threads", "8"]
        bare = python("-m", "gunicorn", "--no-control-socket", *bind, "bench.bare_flask:app")
        servers.enter_context(running(bare, ports["bare Flask"], "/callback"))
        database = servers.enter_context(postgres.running(*postgres.DURABLE))
        urls = {"SQLite": "", "PostgreSQL": servers.enter_context(database.database())}
        for name, url in urls.items():
            environment = khotto(Path(folder) / name, ports[name]) | ({"DATABASE_URL": url} if url else {})
            web = running(python("-m", "bench.web_only"), ports[name], "/healthz", **environment)
            servers.enter_context(web)
        _compare(ports)


def _compare(ports: dict[str, int]) -> None:
    rates: dict[str, list[float]] = {name: [] for name in ports}
    delays: dict[str, list[float]] = {name: [] for name in ports}
    for _ in range(ROUNDS):
        for name, port in ports.items():
            rate, took = _round(port)
            rates[name].append(rate)
            delays[name] += took
    for name, measured in rates.items():
        ordered = sorted(delays[name])
        p50, p99 = (1000 * ordered[int(len(ordered) * share)] for share in (0.5, 0.99))
        ratio = statistics.median(b / a for a, b in zip(rates["bare Flask"], measured, strict=True))
        rate = statistics.median(measured)
        print(f"{name:<12} {rate:7.0f} calls/s   p50 {p50:5.1f} ms   p99 {p99:5.1f} ms   ratio of rates {ratio:.2f}")
    print("signature, durable in the database (SQLite: synchronous=FULL, PostgreSQL: fsync), 200")


def _round(port: int) -> tuple[float, list[float]]:
    """Calls a second, and what each call took."""
    calls, began, took = iter([_call() for _ in range(CALLS)]), {}, []
    with selectors.DefaultSelector() as waiting:

        def next_call(client: socket.socket) -> None:
            call = next(calls, None)
            if call is None:
                waiting.unregister(client)
                client.close()
                return
            began[client] = time.perf_counter()
            client.sendall(call)

        start = time.perf_counter()
        for _ in range(CLIENTS):
            client = socket.create_connection(("127.0.0.1", port))
            waiting.register(client, selectors.EVENT_READ)
            next_call(client)
        while waiting.get_map():
            for key, _ in waiting.select():
                answered: socket.socket = key.fileobj  # type: ignore[assignment]
                _read_answer(answered)
                took.append(time.perf_counter() - began[answered])
                next_call(answered)
    return CALLS / (time.perf_counter() - start), took


def _read_answer(client: socket.socket) -> None:
    """One answer, of which the body is "OK"."""
    answer = client.recv(4096)
    while not answer.endswith(b"\r\n\r\nOK"):
        more = client.recv(4096)
        assert more, answer
        answer += more
    assert answer.startswith(b"HTTP/1.1 200"), answer


def _call() -> bytes:
    body, headers = call(next(_numbers), people=500, text="หลังคาบ้านรั่ว อยู่ ต.ท่าข้าม")
    lines = ["POST /callback HTTP/1.1", "Host: bot", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body
