"""From a person's word to the reply that LINE gets: the whole bot, with the simulated LINE beside it."""

import tempfile
import time
from datetime import datetime
from pathlib import Path

import requests

from bench.servers import SECRET, free_port, khotto, python, running
from simulator.platform import Config
from simulator.server import Simulator

PEOPLE = 40
WORDS = 500
A_SECOND = 25  # words of all people together
SETTLE_SECONDS = 30


def run() -> None:
    """Measure and print."""
    channel = Config(channel_secret=SECRET, access_token="bench-token")  # noqa: S106 - of no real channel
    with tempfile.TemporaryDirectory() as folder, Simulator(channel) as line:
        port = free_port()
        with running(python("-m", "bot", "run"), port, "/readyz", **khotto(Path(folder), port, line.url)):
            line.webhook_url = f"http://127.0.0.1:{port}/callback"
            people = [f"U{number:032x}" for number in range(PEOPLE)]
            for person in people:
                _post(line, "users", {"id": person, "name": "คน"})
            for number in range(WORDS):
                began = time.monotonic()
                _post(line, f"users/{people[number % PEOPLE]}/text", {"text": "สวัสดีค่ะ"})
                time.sleep(max(0.0, 1 / A_SECOND - (time.monotonic() - began)))
            line.wait_until_delivered(SETTLE_SECONDS)
            time.sleep(1)
            took = sorted(_delays(line))
    print(f"{len(took)} replies to {WORDS} words at {A_SECOND} a second")
    for share in (0.5, 0.95, 0.99):
        print(f"p{share * 100:.0f} {1000 * took[int(len(took) * share)]:6.1f} ms")


def _post(line: Simulator, path: str, body: dict[str, str]) -> None:
    requests.post(f"{line.url}/simulator/api/{path}", json=body, timeout=30).raise_for_status()


def _delays(line: Simulator) -> list[float]:
    """Seconds between each word and the answer that follows it in its chat."""
    chats = requests.get(f"{line.url}/simulator/api/snapshot", timeout=30).json()["chats"]
    delays = []
    for entries in chats.values():
        asked = None
        for entry in entries:
            at = datetime.fromisoformat(entry["at"])
            if entry["from"] == "user":
                asked = at
            elif asked is not None:
                delays.append((at - asked).total_seconds())
                asked = None
    return delays
