"""From a person's word to the reply that LINE gets: the whole bot in one process, beside a LINE that costs nothing."""

import http.client
import tempfile
import time
from pathlib import Path

from bench.calls import call
from bench.light_line import LightLine
from bench.servers import free_port, khotto, python, running

PEOPLE = 50
WORDS = 500
A_SECOND = 50  # words of all people together
SETTLE_SECONDS = 30


def run() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, LightLine() as line:
        port = free_port()
        with running(python("-m", "bot", "run"), port, "/readyz", **khotto(Path(folder), port, line.url)):
            said = _talk(port)
            end = time.monotonic() + SETTLE_SECONDS
            while len(line.replied) < WORDS and time.monotonic() < end:
                time.sleep(0.1)
            took = sorted(at - said[token] for token, at in line.replied.items())
    print(f"{len(took)} replies to {WORDS} words at {A_SECOND} a second")
    for share in (0.5, 0.95, 0.99):
        print(f"p{share * 100:.0f} {1000 * took[int(len(took) * share)]:6.1f} ms")


def _talk(port: int) -> dict[str, float]:
    """Say all words, evenly spread; returns when the call with each reply token began."""
    said = {}
    bot = http.client.HTTPConnection("127.0.0.1", port)
    begin = time.perf_counter()
    for number in range(WORDS):
        time.sleep(max(0.0, begin + number / A_SECOND - time.perf_counter()))
        body, headers = call(number, PEOPLE, "สวัสดีค่ะ")
        said[str(number)] = time.perf_counter()
        bot.request("POST", "/callback", body, headers)
        response = bot.getresponse()
        response.read()
        assert response.status == 200, response.status
    return said
