"""`khotto run` is killed with -9 in the middle of stories and started again: nothing is lost, nothing doubled."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.platform import Config
from simulator.server import Simulator
from tests.conftest import SECRET_KEY
from tests.conversations.processes import answers, until
from tests.phone import Phone, text_of
from tests.postgres import free_port
from tests.torture.ledger import Ledger
from tests.torture.records import UNHANDLED, UNSENT

PEOPLE = 6
QUESTIONS = 8
WAIT = 120.0  # seconds for everything to settle on a busy machine, and no longer than LINE tries again


class Bot:
    """A `khotto run` of its own process group, to be killed whole."""

    def __init__(self, folder: Path, line: Simulator, database_url: str) -> None:
        self.port = free_port()
        self._log = folder / "log"
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
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(command, env=self._environment, start_new_session=True, stderr=log)
        end = time.monotonic() + WAIT
        while not answers(f"http://127.0.0.1:{self.port}/readyz"):
            late, ended = time.monotonic() > end, self._process.poll() is not None
            assert not late and not ended, f"the bot did not get ready: {self._log.read_text()[-2000:]}"
            time.sleep(0.1)

    def kill(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


@pytest.fixture
def line() -> Iterator[Simulator]:
    with Simulator(Config(redelivery=True, redeliveries=7)) as simulator:
        yield simulator


def menus(phone: Phone) -> int:
    """How often the menu was shown."""
    return sum(text_of(message).startswith("เมนู") for message in phone.messages())


def test_kill_nine_in_mid_story_loses_and_doubles_nothing(tmp_path: Path, line: Simulator, database_url: str) -> None:
    bot = Bot(tmp_path, line, database_url)
    bot.start()
    line.webhook_url = f"http://127.0.0.1:{bot.port}/callback"
    phones = [Phone(line.url, f"U{number:032x}", f"คนที่ {number}") for number in range(PEOPLE)]
    chance = random.Random(69)
    kills = sorted(chance.sample(range(1, QUESTIONS), 3))
    ledger = Ledger(database_url)
    try:
        for turn in range(QUESTIONS):
            for phone in phones:
                phone.posts("เมนู")
            if turn in kills:
                time.sleep(chance.random() * 0.3)
                bot.kill()
                bot.start()
        assert line.wait_until_delivered(WAIT), "LINE still tries to deliver"
        until(lambda: not ledger.count(UNHANDLED) + ledger.count(UNSENT), "every event is handled, and answered", WAIT)
        assert ledger.count("SELECT count(*) FROM inbound_events WHERE status = 'done'") == PEOPLE * QUESTIONS
        for phone in phones:
            outcomes = Counter(answer.status for answer in ledger.answers(phone.line_id, 0))
            told = f"{phone.line_id} saw {menus(phone)} menus, the outbox says {outcomes}"
            assert outcomes.total() == QUESTIONS, f"each question is answered once: {told}"
            assert outcomes["sent"] <= menus(phone) <= QUESTIONS, f"nothing is lost, nothing said twice: {told}"
            assert outcomes["sent"] + outcomes["unknown"] == QUESTIONS, f"only an unknown one may be missing: {told}"
    finally:
        bot.kill()
        ledger.close()
