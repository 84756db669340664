"""How many webhook calls a second are stored durably, beside a bare Flask that stores nothing.

Both are gunicorn with one gthread worker of eight threads; rounds alternate within the run, because the speed of
a machine drifts. The ratio is what counts.
"""

import base64
import hashlib
import hmac
import http.client
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

from bench.servers import SECRET, free_port, khotto, python, running

ROUNDS = 5
CALLS = 1_500  # a round
CLIENTS = 16

_numbers = count()


def run() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        flask_port, bot_port = free_port(), free_port()
        bind = ["--bind", f"127.0.0.1:{flask_port}", "--worker-class", "gthread", "--threads", "8"]
        bare = python("-m", "gunicorn", "--no-control-socket", *bind, "bench.bare_flask:app")
        web = python("-m", "bench.web_only")
        with (
            running(bare, flask_port, "/callback"),
            running(web, bot_port, "/healthz", **khotto(Path(folder), bot_port)),
        ):
            rates: dict[str, list[float]] = {"bare Flask": [], "Khotto": []}
            delays: dict[str, list[float]] = {"bare Flask": [], "Khotto": []}
            for _ in range(ROUNDS):
                for name, port in (("bare Flask", flask_port), ("Khotto", bot_port)):
                    rate, took = _round(port)
                    rates[name].append(rate)
                    delays[name] += took
    for name, measured in rates.items():
        ordered = sorted(delays[name])
        p50, p99 = (1000 * ordered[int(len(ordered) * share)] for share in (0.5, 0.99))
        print(f"{name:<12} {statistics.median(measured):7.0f} calls/s   p50 {p50:5.1f} ms   p99 {p99:5.1f} ms")
    ratio = statistics.median(b / a for a, b in zip(rates["bare Flask"], rates["Khotto"], strict=True))
    print(f"ratio of rates {ratio:.2f}: signature, SQLite with synchronous=FULL, 200")


def _round(port: int) -> tuple[float, list[float]]:
    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        took = [delay for part in pool.map(_client(port), range(CLIENTS)) for delay in part]
    return len(took) / (time.perf_counter() - began), took


def _client(port: int) -> Callable[[int], list[float]]:
    def calls(_number: int) -> list[float]:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        took = []
        for _ in range(CALLS // CLIENTS):
            body, signature = _call()
            began = time.perf_counter()
            connection.request("POST", "/callback", body, {"X-Line-Signature": signature})
            response = connection.getresponse()
            response.read()
            took.append(time.perf_counter() - began)
            assert response.status == 200, response.status
        return took

    return calls


def _call() -> tuple[bytes, str]:
    number = next(_numbers)
    event = {
        "type": "message",
        "mode": "active",
        "timestamp": 1_790_000_000_000 + number,
        "source": {"type": "user", "userId": f"U{number % 500:032x}"},
        "webhookEventId": f"01BENCH{number:019d}",
        "deliveryContext": {"isRedelivery": False},
        "replyToken": f"{number:032x}",
        "message": {"id": str(number), "type": "text", "text": "หลังคาบ้านรั่ว อยู่ ต.ท่าข้าม", "quoteToken": "q"},
    }
    body = json.dumps({"destination": "U0", "events": [event]}).encode()
    return body, base64.b64encode(hmac.digest(SECRET.encode(), body, hashlib.sha256)).decode()
