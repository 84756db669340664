"""Asks whether help really came, and looks after volunteers who fell silent."""

from datetime import datetime

from cases import policy
from cases.case import IN_HAND, Case, Status
from cases.follow_ups import FollowUp, Kind, after_silence
from cases.needs import Urgency
from cases.ports import UnitOfWork
from handlers.coordination import responsible
from handlers.services import Services
from handlers.talk import Talk, notify
from handlers.texts import desk, my_cases, referral

_BATCH = 50  # follow-ups dealt with in one transaction


def ask_due(uow: UnitOfWork, services: Services) -> None:
    """By the clock: put every question that is due; at night only what is about danger."""
    at = services.now()
    for follow_up in uow.follow_ups.due(at, _BATCH):
        case = uow.cases.get(follow_up.case_id)
        if _may_disturb(case, at) or follow_up.kind is Kind.SILENCE:
            uow.follow_ups.done(follow_up.id, at)
            _ask(uow, services, case, follow_up)


def _may_disturb(case: Case, at: datetime) -> bool:
    return case.urgency is Urgency.EMERGENCY or policy.waking(at) == at


def _ask(uow: UnitOfWork, services: Services, case: Case, follow_up: FollowUp) -> None:
    if follow_up.kind is Kind.VOLUNTEER:
        _ask_volunteer(uow, services, case, follow_up)
    elif case.status is Status.HELPED:
        _ask_resident(uow, services, case, follow_up)


def _ask_volunteer(uow: UnitOfWork, services: Services, case: Case, follow_up: FollowUp) -> None:
    """Remind the volunteer; after some reminders tell one level of coordinators after the other."""
    if case.status not in IN_HAND or case.volunteer_id is None:
        return
    at, area = services.now(), services.gazetteer.name(case.area)
    notify(uow, [case.volunteer_id], [referral.how_goes_it(case, area)], at)
    climbed = follow_up.tries + 1 - policy.VOLUNTEER_REMINDERS
    if climbed >= 0:
        words = desk.about_case(case, area, desk.VOLUNTEER_SILENT)
        notify(uow, responsible(uow, case.area, climbed), [words], at)
    if climbed < policy.LEVELS - 1:
        uow.follow_ups.plan(case.id, Kind.VOLUNTEER, policy.volunteer_check_due(case.urgency, at), follow_up.tries + 1)


def _ask_resident(uow: UnitOfWork, services: Services, case: Case, follow_up: FollowUp) -> None:
    at = services.now()
    if follow_up.kind is Kind.SILENCE:
        case.unconfirmed(at)
        uow.cases.save(case)
        return
    again = follow_up.kind is Kind.SECOND_QUESTION
    notify(uow, [case.reporter_id], [my_cases.did_help_come(case, again)], at)
    following = after_silence(follow_up.kind, at)
    if following:
        uow.follow_ups.plan(case.id, *following)


def help_came(talk: Talk, case: Case) -> bool:
    """The resident confirms; False where the case is past the question."""
    if case.status not in (Status.HELPED, Status.UNCONFIRMED):
        return False
    case.confirmed(talk.now)
    talk.uow.cases.save(case)
    talk.uow.follow_ups.drop(case.id)
    return True


def help_did_not_come(talk: Talk, case: Case, words: str = "") -> bool:
    """The resident denies: the case opens again, and whoever works on it hears of it at once."""
    if case.status not in (Status.HELPED, Status.UNCONFIRMED, Status.CONFIRMED):
        return False
    case.not_yet(talk.now, words)
    talk.uow.cases.save(case)
    talk.uow.follow_ups.drop(case.id)
    if case.volunteer_id:
        talk.uow.follow_ups.plan(case.id, Kind.VOLUNTEER, policy.volunteer_check_due(case.urgency, talk.now))
        talk.tell([case.volunteer_id], referral.not_yet_to_volunteer(case, words))
    told = desk.about_case(case, talk.area_name(case.area), desk.NOT_YET, words)
    talk.tell(responsible(talk.uow, case.area), told)
    return True


def escalate_waiting(uow: UnitOfWork, services: Services) -> None:
    """By the clock: cases that wait too long climb from sub-district to district to province."""
    at = services.now()
    for case in uow.cases.to_escalate(at, _BATCH):
        if case.urgency is Urgency.NORMAL and policy.waking(at) != at:
            continue
        told = responsible(uow, case.area, climbed=case.escalation)
        case.escalate(at, case.escalation + 1)
        uow.cases.save(case)
        words = desk.about_case(case, services.gazetteer.name(case.area), desk.WAITS_TOO_LONG)
        notify(uow, told, [words], at)
