"""A case is offered to volunteers, wave after wave; the first to accept gets it."""

from datetime import datetime

from cases import policy
from cases.areas import widening
from cases.case import WAITING, Case
from cases.follow_ups import Kind
from cases.offers import Offer, OfferStatus, suitable
from cases.people import Volunteer
from cases.policy import THAI_TIME
from cases.ports import UnitOfWork
from cases.replies import Reply
from handlers.coordination import responsible
from handlers.services import Services
from handlers.talk import Talk, notify
from handlers.texts import desk, my_cases
from handlers.texts import referral as texts

_BATCH = 50  # run-out offers dealt with in one transaction


def offer_case(uow: UnitOfWork, services: Services, case: Case, at: datetime) -> None:
    """Ask the next suitable volunteers, or tell the coordinators that nobody is left."""
    if ask_others(uow, services, case, at):
        return
    case.nobody_left(at)
    uow.cases.save(case)
    words = desk.nobody_left(case, services.gazetteer.name(case.area))
    notify(uow, responsible(uow, case.area), [words], at, silent=policy.is_quiet(case.urgency, at))


def ask_others(uow: UnitOfWork, services: Services, case: Case, at: datetime) -> bool:
    """Offer a waiting case to the next wave of volunteers; False where there is none, or others are still asked."""
    if case.status not in WAITING or uow.offers.open_of(case.id):
        return False
    wave = _next_wave(uow, case, at.astimezone(THAI_TIME).weekday())
    if not wave:
        return False
    case.offer(at, len(wave))
    case.offer_wave += 1
    uow.cases.save(case)
    until = policy.offer_ends(case.urgency, at)
    area = services.gazetteer.name(case.area)
    for offer in uow.offers.make(case, [volunteer.person_id for volunteer in wave], at, until):
        words = texts.offer(case, offer.id, area, until)
        notify(uow, [offer.volunteer_id], [words], at, silent=policy.is_quiet(case.urgency, at))
    return True


def _next_wave(uow: UnitOfWork, case: Case, weekday: int) -> list[Volunteer]:
    """Whom to ask next: looked for nearby first, for a whole province has many."""
    asked = [*uow.offers.asked(case.id), case.reporter_id]
    waves = (suitable(case, uow.volunteers.near(circle), asked, weekday) for circle in widening(case.area))
    return next(filter(None, waves), [])


def offer_what_waits(talk: Talk, volunteer: Volunteer) -> None:
    """A volunteer who begins, or comes back from a rest, is asked for what nobody nearby could take."""
    for case in talk.uow.cases.waiting(volunteer.areas, policy.MAX_LOAD):
        ask_others(talk.uow, talk.services, case, talk.now)


def accept(talk: Talk, offer: Offer) -> bool:
    """The volunteer takes the case, also late or after passing; False where it no longer waits for anybody."""
    case = talk.uow.cases.get(offer.case_id)
    if not case.accept(talk.person.id, talk.now):
        return False
    talk.uow.cases.save(case)
    talk.uow.offers.settle(offer.id, OfferStatus.ACCEPTED, talk.now)
    end_offers(talk.uow, case, talk.now)
    taken_by(talk.uow, case, talk.person.id, talk.person.name, talk.now)
    return True


def taken_by(uow: UnitOfWork, case: Case, volunteer_id: int, name: str, at: datetime) -> None:
    """What follows when a volunteer has a case: the resident hears who comes, and the clock watches."""
    uow.follow_ups.drop(case.id)
    uow.follow_ups.plan(case.id, Kind.VOLUNTEER, policy.volunteer_check_due(case.urgency, at))
    if case.reporter_id != volunteer_id:
        words = texts.resident_accepted(name, bool(case.phone))
        notify(uow, [case.reporter_id], [my_cases.progress(case, words)], at)


def pass_on(talk: Talk, offer: Offer) -> None:
    """The volunteer declines; when nobody of the wave is left, the next wave is asked."""
    talk.uow.offers.settle(offer.id, OfferStatus.PASSED, talk.now)
    _next_wave_if_empty(talk.uow, talk.services, offer.case_id, talk.now)


def end_offers(uow: UnitOfWork, case: Case, at: datetime) -> None:
    """Nobody needs to answer any more."""
    for offer in uow.offers.open_of(case.id):
        uow.offers.settle(offer.id, OfferStatus.LOST, at)


def move_run_out_offers(uow: UnitOfWork, services: Services) -> None:
    """By the clock: offers whose time is over go to the next volunteers."""
    at = services.now()
    run_out = uow.offers.run_out(at, _BATCH)
    for offer in run_out:
        uow.offers.settle(offer.id, OfferStatus.RUN_OUT, at)
    for case_id in dict.fromkeys(offer.case_id for offer in run_out):
        _next_wave_if_empty(uow, services, case_id, at)


def assign(talk: Talk, case: Case, volunteer_id: int) -> None:
    """A coordinator gives a case to a volunteer by hand; whoever had it before is told."""
    former = case.volunteer_id
    case.assign(volunteer_id, talk.now, talk.person.id)
    talk.uow.cases.save(case)
    end_offers(talk.uow, case, talk.now)
    if former and former != volunteer_id:
        talk.tell([former], texts.moved_away(case))
    volunteer = talk.uow.people.get(volunteer_id)
    talk.tell([volunteer_id], case_for_volunteer(talk.uow, talk.services, case, volunteer_id))
    taken_by(talk.uow, case, volunteer_id, volunteer.name, talk.now)


def case_for_volunteer(uow: UnitOfWork, services: Services, case: Case, volunteer_id: int) -> Reply:
    """All that the volunteer who holds a case may see."""
    reporter = uow.people.get(case.reporter_id)
    photos = services.case_page(case.id, volunteer_id) if uow.cases.media_of(case.id) else ""
    return texts.taken_on(case, reporter.name, services.gazetteer.name(case.area), photos)


def _next_wave_if_empty(uow: UnitOfWork, services: Services, case_id: int, at: datetime) -> None:
    case = uow.cases.get(case_id)
    if case.status in WAITING and not uow.offers.open_of(case_id):
        offer_case(uow, services, case, at)
