"""The one place that puts real parts behind the ports: storage, text understanding, LINE, time, the engine."""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from threading import Event
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from bot.clocks import FileClock, Now, system_clock
from bot.line.rendering import render
from bot.links import CaseLinks
from bot.settings import Settings, SettingsError, wrong_key
from cases.policy import THAI_TIME
from cases.ports import Gazetteer, Understands
from cases.understanding import Understanding
from handlers.services import Organisation, Services
from scheduler.clock import Clock
from scheduler.embedded_queue import EmbeddedQueue
from scheduler.one_clock import OneClock
from scheduler.queue import Queue
from storage.database import connect
from storage.encryption import Cipher
from storage.locks import chat_lock
from storage.migrate import upgrade
from storage.sealed import key_opens
from storage.unit_of_work import SqlUnitOfWork

if TYPE_CHECKING:
    from bot.worker import ChatWorker
    from scheduler.procrastinate_queue import ProcrastinateQueue

log = logging.getLogger(__name__)

THREADS = 4  # that work on chats, in each process that does
_EVERYTHING = "แม่ป่วยติดเตียง หลังคารั่ว ต.ท่าข้าม อ.หาดใหญ่ จ.สงขลา พรุ่งนี้บ่ายสอง โทร 081-234-5678"  # that is understood


@dataclass
class App:
    """The parts of one process, made when they are first used: a web process never loads the models.

    `embedded` tells that this process works on chats itself, and hands them to no other.
    """

    settings: Settings
    embedded: bool = True

    @cached_property
    def now(self) -> Now:
        """The clock of this process."""
        return FileClock(self.settings.clock_file) if self.settings.clock_file else system_clock

    @cached_property
    def engine(self) -> Engine:
        """The database."""
        self.settings.home.mkdir(parents=True, exist_ok=True)
        return connect(self.settings.database_url, Cipher(self.settings.secret_keys))

    def migrate(self) -> None:
        """Bring the tables to the newest version, those of the task engine too."""
        upgrade(self.engine)
        if not self.settings.is_sqlite:
            self.shared_queue.prepare()

    def check_key(self) -> None:
        """Raise SettingsError where the data are sealed with another key than the one at hand."""
        if not key_opens(self.engine):
            raise SettingsError(wrong_key(self.settings))

    def unit_of_work(self) -> SqlUnitOfWork:
        """A new transaction, to be entered."""
        return SqlUnitOfWork(self.engine, render, self.settings.media_folder, self.now)

    def look(self) -> SqlUnitOfWork:
        """A transaction that changes nothing, to be entered."""
        return self.unit_of_work().only_reading()

    @cached_property
    def links(self) -> CaseLinks:
        """Signed addresses of case pages."""
        return CaseLinks(self.settings.secret_keys, self.settings.base_url)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Thailand's areas."""
        from nlp.gazetteer import gazetteer  # noqa: PLC0415 - loading all areas takes a moment

        return gazetteer()

    @cached_property
    def understander(self) -> Understands:
        """What reads messages; loading the models takes some seconds."""
        from nlp.learning.models import present_model  # noqa: PLC0415
        from nlp.understand import Understander  # noqa: PLC0415

        return Understander.load(present_model(self.settings.model_folder), self.settings.home_areas)

    @cached_property
    def services(self) -> Services:
        """What handlers use beside the unit of work; the models are loaded by the first message that is read."""
        settings = self.settings
        return Services(
            now=self.now,
            new_session=partial(secrets.token_urlsafe, 6),
            gazetteer=self.gazetteer,
            nlp=self,
            organisation=Organisation(settings.organisation, settings.home_areas, settings.privacy_url),
            case_page=self.links.address,
        )

    def understand(self, text: str, today: date | None = None) -> Understanding:
        """What a message says, on a day; today by this process's clock."""
        return self.understander.understand(text, today or self.now().astimezone(THAI_TIME).date())

    @cached_property
    def embedded_queue(self) -> EmbeddedQueue:
        """The threads that work on chats in this process."""
        return EmbeddedQueue(THREADS)

    @cached_property
    def shared_queue(self) -> "ProcrastinateQueue":
        """The jobs that all worker processes take from."""
        from scheduler.procrastinate_queue import ProcrastinateQueue  # noqa: PLC0415 - SQLite does without it

        return ProcrastinateQueue(self.engine)

    @property
    def queue(self) -> Queue:
        """Who is told of chats that have news."""
        return self.embedded_queue if self.embedded else self.shared_queue

    @cached_property
    def clock(self) -> Clock:
        """What happens by the clock."""
        return self._new_clock()

    def start_embedded(self) -> None:
        """Begin to work on chats and to watch the clock, inside this process."""
        self.embedded_queue.start(self._worker().drain)
        self.clock.start()
        log.info("ready")

    def stop_embedded(self) -> None:
        """End after what is being done now."""
        self.clock.stop()
        self.embedded_queue.stop()

    def run_worker(self) -> None:
        """Work on chats, beside other worker processes, until told to end."""
        worker = self._worker()
        log.info("ready")
        self.shared_queue.run(worker.drain, THREADS)

    def run_clock(self, stop: Event) -> None:
        """Be the one clock, or stand by to become it, until `stop` is set."""
        OneClock(self.engine, self._new_clock).run(stop)

    def _new_clock(self) -> Clock:
        errands = [self._watch_quota()]
        return Clock(self.unit_of_work, self.services, self.queue, self.settings.tick_seconds, errands)

    def _worker(self) -> "ChatWorker":
        from bot.content import ContentFetcher  # noqa: PLC0415 - LINE's SDK takes seconds to import
        from bot.line.client import LineClient  # noqa: PLC0415
        from bot.line.events import Readers  # noqa: PLC0415
        from bot.worker import ChatWorker  # noqa: PLC0415

        settings = self.settings
        line = LineClient(settings.access_token, settings.api_endpoint, settings.data_endpoint)
        fetcher = ContentFetcher(self.unit_of_work, line)
        readers = Readers(self.understand, fetcher.fetch)
        self.understand(_EVERYTHING)  # now, so that the first message need not wait for models and word lists
        alone = partial(chat_lock, self.engine)
        return ChatWorker(self.unit_of_work, self.services, readers, line, self.queue.wake, alone)

    def _watch_quota(self) -> Callable[[], None]:
        from bot.line.client import LineClient  # noqa: PLC0415 - LINE's SDK takes seconds to import
        from bot.quota import QuotaWatch  # noqa: PLC0415

        settings = self.settings
        line = LineClient(settings.access_token, settings.api_endpoint, settings.data_endpoint)
        return QuotaWatch(self.unit_of_work, line.quota, self.now).look
