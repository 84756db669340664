"""What a volunteer does with a case: the records, and what others hear of them."""

from collections.abc import Sequence
from datetime import datetime

from cases import policy
from cases.case import Case
from cases.follow_ups import Kind
from cases.ports import UnitOfWork
from handlers import referrals
from handlers.coordination import responsible
from handlers.services import Services
from handlers.talk import notify
from handlers.texts import desk, my_cases, referral


def record_contact(uow: UnitOfWork, case: Case, volunteer_id: int, at: datetime) -> None:
    """The volunteer spoke with the family; the clock gives them time for the visit."""
    case.contacted(at, volunteer_id)
    uow.cases.save(case)
    _watch_again(uow, case, at)


def record_visit(uow: UnitOfWork, case: Case, volunteer_id: int, note: str, media: Sequence[int], at: datetime) -> None:
    """The volunteer was there; the resident hears of it when it costs nothing."""
    case.visited(at, volunteer_id, note)
    uow.cases.save(case)
    uow.cases.attach(case.id, media, volunteer_id, at)
    _watch_again(uow, case, at)
    notify(uow, [case.reporter_id], [my_cases.progress(case, referral.RESIDENT_VISITED)], at, can_wait=True)


def record_help(uow: UnitOfWork, case: Case, volunteer_id: int, note: str, media: Sequence[int], at: datetime) -> None:
    """Help was given, says the volunteer; days later the resident is asked."""
    case.helped(at, volunteer_id, note)
    uow.cases.save(case)
    uow.cases.attach(case.id, media, volunteer_id, at)
    uow.follow_ups.drop(case.id)
    uow.follow_ups.plan(case.id, Kind.FIRST_QUESTION, policy.waking(at + policy.FIRST_QUESTION))
    notify(uow, [case.reporter_id], [my_cases.progress(case, referral.RESIDENT_HELPED)], at)


def give_back(uow: UnitOfWork, services: Services, case: Case, volunteer_id: int, reason: str) -> None:
    """The volunteer cannot go on: the next ones are asked, the coordinators know why."""
    at = services.now()
    case.cannot(at, volunteer_id, reason)
    uow.cases.save(case)
    uow.follow_ups.drop(case.id)
    words = desk.about_case(case, services.gazetteer.name(case.area), desk.VOLUNTEER_CANNOT, reason)
    notify(uow, responsible(uow, case.area), [words], at, can_wait=True)
    notify(uow, [case.reporter_id], [my_cases.progress(case, referral.RESIDENT_LOOKING_AGAIN)], at, can_wait=True)
    referrals.offer_case(uow, services, case, at)


def _watch_again(uow: UnitOfWork, case: Case, at: datetime) -> None:
    uow.follow_ups.drop(case.id)
    uow.follow_ups.plan(case.id, Kind.VOLUNTEER, policy.volunteer_check_due(case.urgency, at))
