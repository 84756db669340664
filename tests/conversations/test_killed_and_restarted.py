"""`khotto run` is killed with -9 in the middle of stories and started again: nothing is lost, nothing doubled."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from sqlalchemy import text

from simulator.platform import Config
from simulator.server import Simulator
from storage.database import connect
from storage.encryption import Cipher
from tests.conftest import SECRET_KEY
from tests.phone import Phone, text_of

PEOPLE = 6
QUESTIONS = 8
WAIT = 60.0  # seconds for everything to settle on a busy machine


class Bot:
    """A `khotto run` of its own process group, to be killed whole."""

    def __init__(self, folder: Path, line: Simulator, database_url: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._environment = {
            **os.environ,
            "KHOTTO_ENV_FILE": "/dev/null",
            "KHOTTO_HOME": str(folder),
            "DATABASE_URL": database_url,
            "KHOTTO_SECRET_KEY": SECRET_KEY,
            "KHOTTO_TICK_SECONDS": "1",
            "LINE_CHANNEL_SECRET": line.platform.config.channel_secret,
            "LINE_CHANNEL_ACCESS_TOKEN": line.platform.config.access_token,
            "LINE_API_ENDPOINT": line.url,
            "LINE_DATA_API_ENDPOINT": line.url,
            "PORT": str(self.port),
        }

    def start(self) -> None:
        command = [sys.executable, "-m", "bot", "run"]
        self._process = subprocess.Popen(
            command, env=self._environment, start_new_session=True, stderr=subprocess.DEVNULL
        )
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            try:
                if requests.get(f"http://127.0.0.1:{self.port}/readyz", timeout=1).ok:
                    return
            except requests.RequestException:
                pass
            time.sleep(0.1)
        raise AssertionError("the bot did not get ready")

    def kill(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


@pytest.fixture
def line() -> Iterator[Simulator]:
    with Simulator(Config(redelivery=True, redelivery_delay_seconds=5.0)) as simulator:
        yield simulator


def answers(phone: Phone) -> Counter[str]:
    """How often each question was answered. Every message of the bot quotes none, so they are told by their text."""
    return Counter(text_of(message).split("\n")[0] for message in phone.messages())


def test_kill_nine_in_mid_story_loses_and_doubles_nothing(tmp_path: Path, line: Simulator, database_url: str) -> None:
    bot = Bot(tmp_path, line, database_url)
    bot.start()
    line.webhook_url = f"http://127.0.0.1:{bot.port}/callback"
    phones = [Phone(line.url, f"U{number:032x}", f"คนที่ {number}") for number in range(PEOPLE)]
    chance = random.Random(69)
    kills = sorted(chance.sample(range(1, QUESTIONS), 3))
    for turn in range(QUESTIONS):
        for phone in phones:
            requests.post(f"{phone.api}/users/{phone.line_id}/text", json={"text": "เมนู"}, timeout=10)
        if turn in kills:
            time.sleep(chance.random() * 0.3)
            bot.kill()
            bot.start()
    try:
        assert line.wait_until_delivered(WAIT), "LINE still tries to deliver"
        settle(phones)
        for phone in phones:
            menus = answers(phone)["เมนู"]
            assert menus <= QUESTIONS, "nothing may be said twice"
            unknown = unknown_replies(database_url)
            assert QUESTIONS - menus <= unknown, "only a reply whose outcome LINE never told may be missing"
    finally:
        bot.kill()


def settle(phones: list[Phone]) -> None:
    """Wait until nothing new has been said for some seconds."""
    before, quiet_since, end = -1, time.monotonic(), time.monotonic() + WAIT
    while time.monotonic() < end:
        said = sum(len(phone.messages()) for phone in phones)
        if said != before:
            before, quiet_since = said, time.monotonic()
        if time.monotonic() - quiet_since > 8:
            return
        time.sleep(0.5)


def unknown_replies(database_url: str) -> int:
    """Replies whose outcome was never told."""
    engine = connect(database_url, Cipher([SECRET_KEY]))
    with engine.connect() as db:
        pending = db.execute(text("SELECT count(*) FROM inbound_events WHERE status != 'done'")).scalar()
        assert pending == 0, "every event must have been handled"
        unknown = int(db.execute(text("SELECT count(*) FROM outbound_messages WHERE status = 'unknown'")).scalar() or 0)
    engine.dispose()
    return unknown
