"""Everything that happens by the clock. Add a job by adding a row.

Jobs ask the tables what is due, by the injected clock; the intervals only say how often they ask.
"""

from collections.abc import Callable
from dataclasses import dataclass

from cases.ports import UnitOfWork
from handlers import alerts, erasure, follow_ups, referrals
from handlers.services import Services


@dataclass(frozen=True, slots=True)
class Job:
    """One row of the timetable: runs every so many ticks (a tick is KHOTTO_TICK_SECONDS)."""

    name: str
    every_ticks: int
    run: Callable[[UnitOfWork, Services], None]


TIMETABLE: tuple[Job, ...] = (
    Job("run_out_offers", 1, referrals.move_run_out_offers),
    Job("follow_ups", 1, follow_ups.ask_due),
    Job("escalation", 4, follow_ups.escalate_waiting),
    Job("alerts", 4, alerts.warn),
    Job("erasure", 16, erasure.forget_old),
)
