"""The real bot over HTTP with the simulated LINE, on SQLite and on PostgreSQL, and a clock that can be moved."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import hypothesis
import pytest
import requests
from werkzeug.serving import WSGIRequestHandler, make_server

from bot import settings
from bot.clocks import system_clock
from bot.web.app import create_app
from bot.wiring import App
from cases.needs import CODES
from cases.people import Role, Volunteer
from cases.policy import THAI_TIME
from cases.ports import Understands
from nlp.understand import Understander
from scheduler.timetable import TIMETABLE
from simulator.platform import Config
from simulator.server import Simulator
from tests.phone import PATIENCE, Phone
from tests.postgres import Postgres, running

THA_KHAM = "901113"  # ต.ท่าข้าม อ.หาดใหญ่ จ.สงขลา
SONGKHLA = "90"
# The same examples each time, so that a change is judged by what it changed; see docs/testing.md for others.
hypothesis.settings.register_profile("steady", derandomize=True)
hypothesis.settings.load_profile("steady")

SECRET_KEY = "a-key-of-the-tests-longer-than-32-characters"


class Quiet(WSGIRequestHandler):
    """Handles requests without a line on the screen for each."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


class Town:
    """One organisation with its bot, all in this process, and its people's phones; it begins on a Monday at ten."""

    def __init__(
        self,
        folder: Path,
        understander: Understands | None,
        database_url: str = "",
        *,
        quota: int | None = None,
        **more_environ: str,
    ) -> None:
        self._phones = 0
        self._folder = folder
        self._understander = understander
        clock_file = folder / "clock"
        self.simulator = Simulator(Config(clock_file=clock_file, redelivery=True, quota=quota)).start()
        self.simulator.platform.clock.forward(until_monday_at_ten(system_clock()).total_seconds())
        self.environ = {
            "KHOTTO_ENV_FILE": "/dev/null",
            "KHOTTO_HOME": str(folder),
            "DATABASE_URL": database_url,
            "KHOTTO_SECRET_KEY": SECRET_KEY,
            "KHOTTO_CLOCK_FILE": str(clock_file),
            "KHOTTO_TICK_SECONDS": "1",
            "KHOTTO_ORGANISATION": "ศูนย์ทดสอบ",
            "KHOTTO_HOME_AREAS": SONGKHLA,
            "LINE_CHANNEL_SECRET": self.simulator.platform.config.channel_secret,
            "LINE_CHANNEL_ACCESS_TOKEN": self.simulator.platform.config.access_token,
            "LINE_API_ENDPOINT": self.simulator.url,
            "LINE_DATA_API_ENDPOINT": self.simulator.url,
            **more_environ,
        }
        self._open()

    def _open(self) -> None:
        self.app = App(settings.load(environ=self.environ))
        if self._understander:
            self.app.understander = self._understander
        self.app.migrate()
        self.url = self.start_bot()
        self.simulator.webhook_url = f"{self.url}/callback"

    def start_bot(self) -> str:
        """Start what answers LINE; returns its address."""
        self._server = make_server("127.0.0.1", 0, create_app(self.app), threaded=True, request_handler=Quiet)
        Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        self.app.start_embedded()
        return f"http://127.0.0.1:{self._server.server_port}"

    def stop_bot(self) -> None:
        """End what `start_bot` started."""
        self.app.stop_embedded()
        self._server.shutdown()
        self._server.server_close()

    def restart(self) -> None:
        """End the bot, and start it again on the same database."""
        self.stop_bot()
        self.app.engine.dispose()
        self._open()

    def phone(self, name: str) -> Phone:
        """A new person with a phone, who has not added the bot yet."""
        self._phones += 1
        return Phone(self.simulator.url, f"U{self._phones:032x}", name, self.settles)

    def resident(self, name: str = "สมศรี", *, consented: bool = True) -> Phone:
        """Somebody who added the bot, and agreed to be served."""
        phone = self.phone(name)
        phone.follow()
        if consented:
            phone.says("ยินยอม")
            phone.taps("ยินยอม")
            phone.taps("ยินยอม")
        return phone

    def volunteer(self, name: str = "นิด", area: str = THA_KHAM, needs: tuple[str, ...] = CODES) -> Phone:
        """A volunteer who has signed up."""
        phone = self.phone(name)
        phone.follow()
        with self.app.unit_of_work() as uow:
            person = uow.people.by_line_id(phone.line_id)
            uow.volunteers.save(Volunteer(person.id, (area,), needs, tuple(range(7))))
            uow.commit()
        return phone

    def coordinator(self, name: str = "หนุ่ย", area: str = SONGKHLA) -> Phone:
        """A coordinator of an area."""
        phone = self.phone(name)
        phone.follow()
        with self.app.unit_of_work() as uow:
            uow.people.grant(uow.people.by_line_id(phone.line_id).id, Role.COORDINATOR, area)
            uow.commit()
        return phone

    def days_pass(self, days: float) -> None:
        """Move the clock of LINE and of the bot, and let everything happen that falls due by it."""
        self.control("clock", {"forward_seconds": days * 86_400})
        for job in TIMETABLE:
            with self.app.unit_of_work() as uow:
                job.run(uow, self.app.services)
                uow.commit()
        self.app.clock.sweep()
        self.settles()

    def settles(self) -> None:
        """Wait until every event that may be handled now was handled, and everything that is due was sent."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with self.app.unit_of_work() as uow:
                now = self.app.now()
                busy = uow.inbox.waiting_chats(now) or uow.outbox.waiting_chats(now)
            if not busy and self.simulator.wait_until_delivered(0):
                return
            time.sleep(0.02)
        raise AssertionError("events or messages are still waiting")

    def control(self, path: str, body: Any) -> Any:
        """Tell the simulator something."""
        answer = requests.post(f"{self.simulator.url}/simulator/api/{path}", json=body, timeout=30)
        assert answer.ok, answer.text
        return answer.json()

    def refused(self) -> list[Any]:
        """Requests of the bot that LINE would have refused."""
        refused: list[Any] = self._snapshot()["refused"]
        return refused

    def quota_used(self) -> int:
        """What the month's messages have cost so far."""
        return int(self._snapshot()["quota"]["used"])

    def _snapshot(self) -> Any:
        return requests.get(f"{self.simulator.url}/simulator/api/snapshot", timeout=30).json()

    def stop(self) -> None:
        """End everything."""
        self.stop_bot()
        self.simulator.stop()
        self.app.engine.dispose()


def until_monday_at_ten(now: datetime) -> timedelta:
    """How far off the next Monday at ten is, when everybody is awake."""
    local = now.astimezone(THAI_TIME)
    today_at_ten = local.replace(hour=10, minute=0, second=0, microsecond=0)
    return (today_at_ten + timedelta(days=-local.weekday() % 7 or 7)) - local


@pytest.fixture(scope="session")
def understander() -> Understands:
    """The real models, loaded once."""
    return Understander.load(home=[SONGKHLA])


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server; its database `khotto_template` has all tables."""
    with running() as server:
        server.run("CREATE DATABASE khotto_template")
        environ = {"DATABASE_URL": server.url("khotto_template"), "KHOTTO_SECRET_KEY": SECRET_KEY}
        app = App(settings.load(need_line=False, environ=environ))
        app.migrate()
        app.engine.dispose()
        yield server


@pytest.fixture
def empty_postgres_url(postgres: Postgres) -> Iterator[str]:
    """A PostgreSQL database without any table."""
    with postgres.database() as url:
        yield url


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """A fresh PostgreSQL database with all tables."""
    with postgres.database("khotto_template") as url:
        yield url


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--both-databases", action="store_true", help="play every story on PostgreSQL too")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Storage and the stories marked `both_databases` run on both; the others on SQLite, to save everybody's time."""
    if "database_url" in metafunc.fixturenames:
        storage = metafunc.definition.path.is_relative_to(Path(__file__).parent / "storage")
        marked = metafunc.definition.get_closest_marker("both_databases") is not None
        both = storage or marked or metafunc.config.getoption("--both-databases")
        metafunc.parametrize("database_url", ["sqlite", "postgresql"] if both else ["sqlite"], indirect=True)


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A fresh database of the kind that is asked for."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'khotto.db'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def town(tmp_path: Path, understander: Understands, database_url: str) -> Iterator[Town]:
    """A fresh organisation; at its end LINE must have refused nothing."""
    made = Town(tmp_path, understander, database_url)
    yield made
    refused = made.refused()
    made.stop()
    assert not refused, refused
