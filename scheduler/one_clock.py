"""Of all clock processes one is active; when it dies, another takes over."""

import logging
import threading
from collections.abc import Callable

from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError

from scheduler.clock import Clock
from storage.locks import clock_lock

log = logging.getLogger(__name__)

_ASK_SECONDS = 2.0  # for the turn, and whether it is still ours


class OneClock:
    """Waits for its turn, and then runs a clock for as long as it keeps the database's lock."""

    def __init__(self, engine: Engine, make_clock: Callable[[], Clock]) -> None:
        self._engine = engine
        self._make_clock = make_clock

    def run(self, stop: threading.Event) -> None:
        """Work, or stand by, until `stop` is set."""
        while not stop.is_set():
            try:
                self._take_turn(stop)
            except SQLAlchemyError:
                log.exception("the database is gone; trying again")
            stop.wait(_ASK_SECONDS)

    def _take_turn(self, stop: threading.Event) -> None:
        with clock_lock(self._engine) as turn:
            if turn is None:
                return
            log.info("this clock is active")
            clock = self._make_clock()
            clock.start()
            try:
                while not stop.wait(_ASK_SECONDS):
                    turn.execute(select(1))  # raises once the lock may have gone to another
            finally:
                clock.stop()
