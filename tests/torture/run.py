"""One day of the town: a quiet one, or one with all troubles at once."""

import json
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot import settings
from bot.clocks import system_clock
from bot.wiring import App
from simulator.platform import Config
from simulator.server import Simulator
from tests.conftest import SECRET_KEY, SONGKHLA, until_monday_at_ten
from tests.conversations.processes import ROOT, answers, until
from tests.postgres import Postgres, free_port, running
from tests.torture import records
from tests.torture.bots import DatabaseServer, Part, Supervisor, embedded, widespread
from tests.torture.flood import flood
from tests.torture.ledger import Ledger
from tests.torture.town import Townspeople
from tests.torture.trouble import Mortal, Trouble

# About how many seconds each kind of process lives on a day of troubles, once it works.
LIFETIMES = {"run": 6.0, "web": 12.0, "worker": 8.0, "clock": 15.0, "postgres": 20.0}
_SETTLE_SECONDS = 150.0
_FLOOD_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Day:
    """What is played. Without `minutes` it is a quiet day, over as soon as everybody has said everything."""

    folder: Path
    seed: str
    people: int
    minutes: float = 0.0
    engine: str = "sqlite"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it."""

    records: records.Records
    figures: dict[str, object]
    in_any_order: set[str]


def play(day: Day) -> Outcome:
    """Live through a day."""
    day.folder.mkdir(parents=True)
    with _database(day) as (url, server), _line(day) as line:
        environ = _environ(day.folder, url, line)
        app = App(settings.load(environ=environ))
        app.migrate()
        ledger = Ledger(url)
        try:
            return _play(day, environ, app, line, ledger, server)
        finally:
            ledger.close()
            app.engine.dispose()


def _play(
    day: Day, environ: dict[str, str], app: App, line: Simulator, ledger: Ledger, server: Postgres | None
) -> Outcome:
    people = Townspeople(day.seed, day.people, app, line, ledger, day.minutes)
    app.engine.dispose()
    parts = widespread(day.folder, environ, ROOT / "Procfile") if server else embedded(day.folder, environ)
    mortals: list[Mortal] = [*parts, *([DatabaseServer(server)] if server else [])]
    supervisor, trouble = Supervisor(parts), Trouble(line, day.seed)
    with supervisor.watching():
        until(lambda: answers(f"http://127.0.0.1:{environ['PORT']}/readyz"), "the bot is ready")
        began = time.monotonic()
        lives = [(mortal, LIFETIMES[mortal.name.split("-")[0]]) for mortal in mortals] if day.minutes else []
        with trouble.lasting(day.minutes * 60, lives) if day.minutes else _peace():
            people.play()
        settled = line.wait_until_delivered(_SETTLE_SECONDS)
        _settle(ledger)
        took = time.monotonic() - began
        found = records.read(ledger, line.platform, is_sqlite=server is None)
        poured = _flood(line, ledger, parts) if not day.minutes else {}
    found.violations.extend(people.troubles)
    found.violations.extend([] if settled else ["LINE still tries to deliver"])
    found.violations.extend(
        f"{name} ended by itself {times} times" for name, times in supervisor.ended.items() if times
    )
    figures: dict[str, object] = {
        "people": day.people,
        **found.figures,
        "killed with -9": dict(trouble.kills),
        "frozen for a while": dict(trouble.freezes),
        "troubles of LINE": dict(trouble.faults),
        "errors in the logs": dict(_errors(parts)),
        "seconds": round(took),
        **poured,
    }
    return Outcome(found, figures, people.in_any_order)


def _flood(line: Simulator, ledger: Ledger, parts: list[Part]) -> dict[str, object]:
    """At the end of a quiet day; what comes of it is not looked at, for nobody handles so much in time."""
    processes = [process for part in parts for process in part.processes()]
    address = str(line.webhook_url)
    return flood(address, line.platform.config.channel_secret, ledger, processes, _FLOOD_SECONDS)


@contextmanager
def _peace() -> Iterator[None]:
    yield


@contextmanager
def _database(day: Day) -> Iterator[tuple[str, Postgres | None]]:
    """Its address, and the server if there is one. What was promised must survive a killed server."""
    if day.engine == "sqlite":
        yield f"sqlite:///{day.folder / 'khotto.db'}", None
        return
    with running("synchronous_commit=on") as server, server.database() as url:
        yield url, server


@contextmanager
def _line(day: Day) -> Iterator[Simulator]:
    """A LINE that forgets nothing of what it carried, and delivers for minutes what could not be delivered."""
    config = Config(clock_file=day.folder / "clock", redelivery=True, redeliveries=7)
    with Simulator(config) as line:
        line.platform.postman.deliveries = deque()
        line.platform.refused = deque()
        line.platform.clock.forward(until_monday_at_ten(system_clock()).total_seconds())
        yield line


def _environ(folder: Path, url: str, line: Simulator) -> dict[str, str]:
    port = str(free_port())
    line.webhook_url = f"http://127.0.0.1:{port}/callback"
    return {
        "KHOTTO_ENV_FILE": "/dev/null",
        "KHOTTO_HOME": str(folder),
        "DATABASE_URL": url,
        "KHOTTO_SECRET_KEY": SECRET_KEY,
        "KHOTTO_CLOCK_FILE": str(folder / "clock"),
        "KHOTTO_TICK_SECONDS": "1",
        "KHOTTO_ORGANISATION": "ศูนย์ทดสอบ",
        "KHOTTO_HOME_AREAS": SONGKHLA,
        "LINE_CHANNEL_SECRET": line.platform.config.channel_secret,
        "LINE_CHANNEL_ACCESS_TOKEN": line.platform.config.access_token,
        "LINE_API_ENDPOINT": line.url,
        "LINE_DATA_API_ENDPOINT": line.url,
        "PORT": port,
    }


def _settle(ledger: Ledger) -> None:
    """Wait until nothing is left to do; what cannot be done shows in the records."""
    end = time.monotonic() + _SETTLE_SECONDS
    while time.monotonic() < end and (ledger.count(records.UNHANDLED) or ledger.count(records.UNSENT)):
        time.sleep(0.3)
    time.sleep(2)  # the last jobs vanish, the last locks fall


def _errors(parts: list[Part]) -> Counter[str]:
    """What the processes logged as errors, by the words."""
    found: Counter[str] = Counter()
    for part in parts:
        for line in part.said():
            start = line.find('{"at"')
            if start >= 0 and '"level": "error"' in line:
                entry = json.loads(line[start:])
                found[f"{entry['message']} ({entry.get('error', '')})"] += 1
    return found
