"""By the clock: tells those who run the service when it is stuck, sets events aside, or runs out of messages."""

from datetime import datetime

from cases import policy
from cases.people import Person, Role
from cases.ports import UnitOfWork, Vitals
from cases.replies import Reply
from handlers.services import Services
from handlers.talk import notify
from handlers.texts import alerts as texts


def warn(uow: UnitOfWork, services: Services) -> None:
    """Say what is wrong, about each kind of trouble at most once in some hours."""
    at = services.now()
    for kind, words in (
        ("alert_stuck", _stuck(uow.vitals, at)),
        ("alert_parked", _parked(uow.vitals, at)),
        ("alert_quota", _quota(uow.vitals)),
    ):
        if words and not _told_lately(uow.vitals, kind, at):
            _tell(uow, kind, words, at)


def _tell(uow: UnitOfWork, kind: str, words: Reply, at: datetime) -> None:
    staff = [person.id for person in _who_looks_after_it(uow)]
    if staff:
        notify(uow, staff, [words], at, can_wait=kind != "alert_stuck")
        uow.vitals.note(kind, len(staff), at)


def _who_looks_after_it(uow: UnitOfWork) -> list[Person]:
    """The administrators; every coordinator where there are none."""
    everybody = uow.people.coordinators_of("")
    admins = [person for person in everybody if any(role is Role.ADMIN for role, _ in person.grants)]
    return admins or everybody


def _told_lately(vitals: Vitals, kind: str, at: datetime) -> bool:
    told = vitals.figure(kind)
    return told is not None and at - told.at < policy.ALERT_AGAIN


def _stuck(vitals: Vitals, at: datetime) -> Reply | None:
    waits = [at - since for since in (vitals.oldest_event(), vitals.oldest_message(at)) if since]
    longest = max(waits, default=None)
    if longest is None or longest < policy.STUCK_AFTER:
        return None
    return texts.stuck(int(longest.total_seconds() // 60))


def _parked(vitals: Vitals, at: datetime) -> Reply | None:
    """Those since the last word about it; older ones were told."""
    told = vitals.figure("alert_parked")
    count = vitals.parked_since(told.at if told else at - policy.ALERT_AGAIN)
    return texts.parked(count) if count else None


def _quota(vitals: Vitals) -> Reply | None:
    limit, used = vitals.figure("quota_limit"), vitals.figure("quota_used")
    if limit is None or used is None or limit.value - used.value > limit.value * policy.QUOTA_LOW:
        return None
    return texts.quota_low(limit.value - used.value, limit.value)
