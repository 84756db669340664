"""Runs the timetable with APScheduler; two clocks side by side do no harm, each firing is claimed once."""

import logging
import time
from collections.abc import Callable, Sequence

from apscheduler.schedulers.background import BackgroundScheduler

from handlers.services import Services
from scheduler.queue import Queue
from scheduler.timetable import TIMETABLE, Job
from storage.unit_of_work import SqlUnitOfWork

log = logging.getLogger(__name__)


class Clock:
    """Fires the jobs and the sweep for leftovers, until `stop`; wakes the chats that have something to do then.

    `errands` are what is asked of others now and then, outside any transaction.
    """

    def __init__(
        self,
        unit_of_work: Callable[[], SqlUnitOfWork],
        services: Services,
        queue: Queue,
        tick_seconds: int,
        errands: Sequence[Callable[[], None]] = (),
    ) -> None:
        self._unit_of_work = unit_of_work
        self._services = services
        self._queue = queue
        self._tick_seconds = tick_seconds
        self._errands = errands
        self._scheduler = BackgroundScheduler(timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1})

    def start(self) -> None:
        """Begin; what fell due while nobody watched is done at once."""
        self.sweep()
        self._scheduler.add_job(self.sweep, "interval", seconds=min(self._tick_seconds, 5))
        for job in TIMETABLE:
            self._scheduler.add_job(self.fire, "interval", [job], seconds=job.every_ticks * self._tick_seconds)
        for errand in self._errands:
            self._scheduler.add_job(errand, "interval", seconds=4 * self._tick_seconds)
        self._scheduler.start()

    def stop(self) -> None:
        """End after the job that runs."""
        self._scheduler.shutdown(wait=True)

    def sweep(self) -> None:
        """Wake chats with leftovers: of a crash, of messages that waited for their time."""
        self._queue.recover()
        with self._unit_of_work() as uow:
            now = self._services.now()
            chats = dict.fromkeys([*uow.inbox.waiting_chats(now), *uow.outbox.waiting_chats(now)])
        self._queue.wake(chats)

    def fire(self, job: Job) -> None:
        """Run one job once for this interval, whichever clock comes first."""
        slot = int(time.time() // (job.every_ticks * self._tick_seconds))
        with self._unit_of_work() as uow:
            if not uow.job_runs.claim(job.name, slot):
                return
            uow.commit()
        try:
            with self._unit_of_work() as uow:
                job.run(uow, self._services)
                uow.commit()
                touched = uow.outbox.touched
        except Exception:  # the next interval tries again; one job must not stop the clock
            log.exception("a scheduled job failed", extra={"job": job.name})
            return
        self._queue.wake(touched)
