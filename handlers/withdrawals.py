"""A resident takes a case back, or the consent to everything."""

from datetime import datetime

from cases.case import OPEN, Case
from cases.people import Purpose
from cases.ports import UnitOfWork
from cases.replies import Text
from handlers import referrals
from handlers.coordination import responsible
from handlers.dialogues.consent import forget_story
from handlers.talk import Talk, notify
from handlers.texts import consent, desk, referral

_MOST_CASES = 100


def withdraw_case(uow: UnitOfWork, case: Case, at: datetime, reason: str = "") -> None:
    """Nobody works on the case any more; the volunteer who held it is told."""
    case.withdraw(at, reason)
    uow.cases.save(case)
    uow.follow_ups.drop(case.id)
    referrals.end_offers(uow, case, at)
    if case.volunteer_id:
        notify(uow, [case.volunteer_id], [referral.withdrawn_to_volunteer(case)], at)


def withdraw_consent(talk: Talk) -> None:
    """Consent is taken back as easily as it was given (PDPA s.19): open cases end, coordinators look to erasure."""
    for purpose in Purpose:
        talk.uow.people.consent(talk.person.id, purpose, False, talk.now)
        talk.person.consents[purpose] = False
    talk.dialogue, talk.paused = None, []
    forget_story(talk)
    cases = talk.uow.cases.of_reporter(talk.person.id, _MOST_CASES)
    for case in cases:
        if case.status in OPEN:
            withdraw_case(talk.uow, case, talk.now, consent.WITHDRAWAL_REASON)
    if cases:
        told = responsible(talk.uow, cases[0].area)
        talk.tell(told, desk.consent_withdrawn(talk.person.name, talk.person.id), can_wait=True)
    talk.say(Text(consent.WITHDRAWN_WITH_CASES if cases else consent.WITHDRAWN))
