"""How many events a second one, two and three `khotto worker` processes handle, with a LINE that takes its time."""

import tempfile
import time
from pathlib import Path

from bench.light_line import LightLine
from bot import settings
from bot.wiring import App
from tests.conftest import SECRET_KEY
from tests.conversations.processes import WidespreadTown, until
from tests.postgres import Postgres, free_port, running

PEOPLE, WORDS_EACH = 100, 6
LINE_SECONDS = (0.05, 0.2)  # for each request: a near LINE, and a far or busy one
UNDONE = """
    SELECT (SELECT count(*) FROM inbound_events WHERE status <> 'done')
         + (SELECT count(*) FROM outbound_messages WHERE status IN ('waiting', 'sending'))
"""


def run() -> None:
    """Measure and print."""
    with running() as postgres:
        for seconds in LINE_SECONDS:
            print(f"LINE takes {1000 * seconds:.0f} ms for each request")
            with LightLine(seconds) as line:
                _compare(postgres, line.url)


def _compare(postgres: Postgres, line: str) -> None:
    alone = 0.0
    for workers in (1, 2, 3):
        rate = _rate(postgres, workers, line)
        alone = alone or rate
        print(f"{workers} worker processes: {rate:6.1f} events a second, {rate / alone:.2f} times one", flush=True)


def _rate(postgres: Postgres, workers: int, line: str) -> float:
    with tempfile.TemporaryDirectory() as folder, postgres.database() as url:
        _migrate(url)
        town = WidespreadTown(Path(folder), None, url, PORT=str(free_port()), LINE_API_ENDPOINT=line)
        try:
            town.run("worker", "-c", f"worker={workers}")
            town.workers_are_ready()
            began = time.monotonic()
            _store_events(town.app)
            until(lambda: town.ask(UNDONE) == 0, "all events are handled", 60)
            return PEOPLE * WORDS_EACH / (time.monotonic() - began)
        finally:
            town.stop()


def _migrate(url: str) -> None:
    app = App(settings.load(need_line=False, environ={"DATABASE_URL": url, "KHOTTO_SECRET_KEY": SECRET_KEY}))
    app.migrate()
    app.engine.dispose()


def _store_events(app: App) -> None:
    sent_at = int(app.now().timestamp() * 1000)  # the gate sets aside what is a week old
    events: list[object] = [
        {
            "type": "message",
            "webhookEventId": f"{person}-{word}",
            "timestamp": sent_at + word,
            "replyToken": f"{person}-{word}",
            "source": {"type": "user", "userId": f"U{person:032x}"},
            "message": {"type": "text", "id": f"{person}-{word}", "text": "สวัสดีค่ะ"},
        }
        for word in range(WORDS_EACH)
        for person in range(PEOPLE)
    ]
    with app.unit_of_work() as uow:
        chats = uow.inbox.store(events, app.now())
        uow.commit()
    app.shared_queue.wake(chats)
