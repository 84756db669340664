"""What volunteers do with one tap: accept or pass an offer, record their work, rest."""

from dataclasses import replace

from cases.case import IN_HAND, Case
from cases.case_number import find_number
from cases.offers import Offer, OfferStatus
from cases.replies import Text
from handlers import flow, referrals, visits
from handlers.engine.buttons import Arguments
from handlers.talk import Talk
from handlers.texts import common, sign_up
from handlers.texts import referral as texts

_CASES_SHOWN = 10


def accept(talk: Talk, arguments: Arguments) -> None:
    """รับเรื่อง"""
    offer = _offer_to_me(talk, arguments["offer"])
    if offer:
        take(talk, offer)


def take(talk: Talk, offer: Offer) -> None:
    """Accept an offer, or hear that somebody was faster."""
    case = talk.uow.cases.get(offer.case_id)
    if _holds(talk, case) or referrals.accept(talk, offer):
        _show(talk, talk.uow.cases.get(offer.case_id))
    else:
        talk.say(Text(texts.TAKEN if case.volunteer_id else texts.OVER))


def pass_(talk: Talk, arguments: Arguments) -> None:
    """ขอผ่าน"""
    offer = _offer_to_me(talk, arguments["offer"])
    if offer:
        decline(talk, offer)


def decline(talk: Talk, offer: Offer) -> None:
    """Pass an offer on. One that was accepted is a case in hand by now, and needs a reason to be given back."""
    case = talk.uow.cases.get(offer.case_id)
    if _holds(talk, case):
        flow.begin(talk, "cannot", {"case": case.id})
        return
    if offer.status is OfferStatus.OPEN:
        referrals.pass_on(talk, offer)
    talk.say(Text(texts.PASSED))


def answer_in_words(talk: Talk, accepted: bool) -> bool:
    """รับเรื่อง or ขอผ่าน typed: it means the newest open offer; False for somebody who is no volunteer."""
    open_offers = talk.uow.offers.open_for(talk.person.id)
    if open_offers:
        (take if accepted else decline)(talk, open_offers[-1])
    elif talk.person.is_volunteer:
        talk.say(Text(texts.NO_OFFER))
    return bool(open_offers) or talk.person.is_volunteer


def my_work(talk: Talk, _arguments: Arguments) -> None:
    """งานที่รับไว้"""
    held = talk.uow.cases.of_volunteer(talk.person.id, _CASES_SHOWN)
    if not held:
        talk.say(Text(texts.NO_WORK))
    elif len(held) == 1:
        _show(talk, held[0])
    else:
        talk.say(texts.my_work(held, [talk.area_name(case.area) for case in held]))


def work(talk: Talk, arguments: Arguments) -> None:
    """เปิดเรื่อง"""
    case = _mine(talk, arguments["case"])
    if case:
        _show(talk, case)


def open_number(talk: Talk, text: str) -> bool:
    """The number of a case in hand opens it; False for other numbers and other people."""
    number = find_number(text)
    case = talk.uow.cases.by_number(number) if number and talk.person.is_volunteer else None
    if case is None or not _holds(talk, case):
        return False
    _show(talk, case)
    return True


def contacted(talk: Talk, arguments: Arguments) -> None:
    """ติดต่อแล้ว"""
    case = _mine(talk, arguments["case"])
    if case:
        visits.record_contact(talk.uow, case, talk.person.id, talk.now)
        talk.say(Text(texts.CONTACTED))


def visited(talk: Talk, arguments: Arguments) -> None:
    """ลงเยี่ยมแล้ว"""
    _begin(talk, "visit", arguments)


def helped(talk: Talk, arguments: Arguments) -> None:
    """ช่วยเสร็จแล้ว"""
    _begin(talk, "help", arguments)


def cannot(talk: Talk, arguments: Arguments) -> None:
    """ทำไม่ได้"""
    _begin(talk, "cannot", arguments)


def rest(talk: Talk, _arguments: Arguments) -> None:
    """พักสักระยะ"""
    _set_resting(talk, True)


def wake(talk: Talk, _arguments: Arguments) -> None:
    """กลับมาช่วย"""
    _set_resting(talk, False)


def _set_resting(talk: Talk, resting: bool) -> None:
    volunteer = talk.uow.volunteers.get(talk.person.id)
    if volunteer is None:
        talk.say(Text(common.NOT_ALLOWED))
        return
    talk.uow.volunteers.save(replace(volunteer, resting=resting))
    talk.say(Text(sign_up.RESTING if resting else sign_up.BACK_AT_WORK, sign_up.volunteer_buttons(resting)))
    if not resting:
        referrals.offer_what_waits(talk, volunteer)


def _begin(talk: Talk, dialogue: str, arguments: Arguments) -> None:
    case = _mine(talk, arguments["case"])
    if case:
        flow.begin(talk, dialogue, {"case": case.id})


def _show(talk: Talk, case: Case) -> None:
    talk.say(referrals.case_for_volunteer(talk.uow, talk.services, case, talk.person.id))


def _holds(talk: Talk, case: Case) -> bool:
    return case.volunteer_id == talk.person.id and case.status in IN_HAND


def _mine(talk: Talk, case_id: int) -> Case | None:
    """A case in the volunteer's hands; they are told where it is not."""
    try:
        case = talk.uow.cases.get(case_id)
    except LookupError:
        case = None
    if case is None or not _holds(talk, case):
        talk.say(Text(texts.GONE))
        return None
    return case


def _offer_to_me(talk: Talk, offer_id: int) -> Offer | None:
    offer = talk.uow.offers.get(offer_id)
    if offer is None or offer.volunteer_id != talk.person.id:
        talk.say(Text(texts.NO_OFFER))
        return None
    return offer
