"""The one place that puts real parts behind the ports: storage, text understanding, LINE, time."""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

from sqlalchemy import Engine

from bot.clocks import FileClock, Now, system_clock
from bot.line.rendering import render
from bot.links import CaseLinks
from bot.settings import Settings
from cases.policy import THAI_TIME
from cases.ports import Gazetteer, Understands
from handlers.services import Organisation, Services
from scheduler.clock import Clock
from scheduler.embedded_queue import EmbeddedQueue
from storage.database import connect
from storage.encryption import Cipher
from storage.unit_of_work import SqlUnitOfWork

log = logging.getLogger(__name__)

_THREADS = 4


@dataclass
class App:
    """The parts of one process, made when they are first used: a web process never loads the models."""

    settings: Settings

    @cached_property
    def now(self) -> Now:
        """The clock of this process."""
        return FileClock(self.settings.clock_file) if self.settings.clock_file else system_clock

    @cached_property
    def engine(self) -> Engine:
        """The database."""
        self.settings.home.mkdir(parents=True, exist_ok=True)
        return connect(self.settings.database_url, Cipher(self.settings.secret_keys))

    def unit_of_work(self) -> SqlUnitOfWork:
        """A new transaction, to be entered."""
        return SqlUnitOfWork(self.engine, render, self.settings.media_folder, self.now)

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
        from nlp.understand import Understander  # noqa: PLC0415

        return Understander.load(home=self.settings.home_areas)

    @cached_property
    def services(self) -> Services:
        """What handlers use beside the unit of work."""
        settings = self.settings
        return Services(
            now=self.now,
            new_session=partial(secrets.token_urlsafe, 6),
            gazetteer=self.gazetteer,
            nlp=self.understander,
            organisation=Organisation(settings.organisation, settings.home_areas, settings.privacy_url),
            case_page=self.links.address,
        )

    @cached_property
    def queue(self) -> EmbeddedQueue:
        """The threads that work on chats in this process."""
        return EmbeddedQueue(_THREADS)

    @cached_property
    def clock(self) -> Clock:
        """What happens by the clock."""
        return Clock(
            self.unit_of_work, self.services, self.queue.wake, self.settings.tick_seconds, [self._watch_quota()]
        )

    def start_embedded(self) -> None:
        """Begin to work on chats and to watch the clock, inside this process."""
        from bot.content import ContentFetcher  # noqa: PLC0415 - LINE's SDK takes seconds to import
        from bot.line.client import LineClient  # noqa: PLC0415
        from bot.line.events import Readers  # noqa: PLC0415
        from bot.worker import ChatWorker  # noqa: PLC0415

        settings = self.settings
        line = LineClient(settings.access_token, settings.api_endpoint, settings.data_endpoint)
        fetcher = ContentFetcher(self.unit_of_work, line, settings.media_folder)
        readers = Readers(lambda text: self.services.nlp.understand(text, self._today()), fetcher.fetch)
        worker = ChatWorker(self.unit_of_work, self.services, readers, line, self.queue.wake)
        self.queue.start(worker.drain)
        self.clock.start()
        log.info("ready")

    def stop_embedded(self) -> None:
        """End after what is being done now."""
        self.clock.stop()
        self.queue.stop()

    def _watch_quota(self) -> Callable[[], None]:
        from bot.line.client import LineClient  # noqa: PLC0415 - LINE's SDK takes seconds to import
        from bot.quota import QuotaWatch  # noqa: PLC0415

        settings = self.settings
        line = LineClient(settings.access_token, settings.api_endpoint, settings.data_endpoint)
        return QuotaWatch(self.unit_of_work, line.quota, self.now).look

    def _today(self) -> date:
        return self.now().astimezone(THAI_TIME).date()
