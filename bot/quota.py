"""How many messages LINE still sends this month: asked every ten minutes, and noted for all processes."""

import logging
from collections.abc import Callable
from datetime import timedelta

from urllib3.exceptions import HTTPError

from bot.clocks import Now
from bot.line.sdk import ApiException
from storage.unit_of_work import SqlUnitOfWork

log = logging.getLogger(__name__)

LIMIT, USED = "quota_limit", "quota_used"  # the names of the figures
_EVERY = timedelta(minutes=10)


class QuotaWatch:
    """Notes the month's quota; `ask` tells limit (None for no limit) and use."""

    def __init__(
        self, unit_of_work: Callable[[], SqlUnitOfWork], ask: Callable[[], tuple[int | None, int]], now: Now
    ) -> None:
        self._unit_of_work = unit_of_work
        self._ask = ask
        self._now = now

    def look(self) -> None:
        """Ask LINE, outside any transaction, if nobody has asked in the last ten minutes."""
        slot = int(self._now().timestamp() // _EVERY.total_seconds())
        with self._unit_of_work() as uow:
            if not uow.job_runs.claim("quota", slot):
                return
            uow.commit()
        try:
            limit, used = self._ask()
        except (ApiException, HTTPError, OSError, ValueError) as error:
            log.warning("LINE did not tell the quota", extra={"error": type(error).__name__})
            return
        with self._unit_of_work() as uow:
            uow.vitals.note(LIMIT, limit, self._now())
            uow.vitals.note(USED, used, self._now())
            uow.commit()
