"""What volunteers do with one tap: accept or pass an offer, record their work, rest."""

from collections.abc import Mapping
from dataclasses import replace

from cases.case import IN_HAND, Case
from cases.offers import Offer, OfferStatus
from cases.replies import Cards, Text
from handlers import flow, referrals, visits
from handlers.talk import Talk
from handlers.texts import common, sign_up
from handlers.texts import referral as texts

_CASES_SHOWN = 10
Arguments = Mapping[str, str]


def accept(talk: Talk, arguments: Arguments) -> None:
    """รับเรื่อง"""
    offer = _offer_to_me(talk, arguments["offer"])
    if offer:
        take(talk, offer)


def take(talk: Talk, offer: Offer) -> None:
    """Accept an offer, or hear that somebody was faster."""
    if offer.status is OfferStatus.ACCEPTED:
        _show(talk, talk.uow.cases.get(offer.case_id))
    elif referrals.accept(talk, offer):
        case = talk.uow.cases.get(offer.case_id)
        talk.say(referrals.case_for_volunteer(talk.uow, talk.services, case, talk.person.id))
    else:
        talk.say(Text(texts.TAKEN))


def pass_(talk: Talk, arguments: Arguments) -> None:
    """ขอผ่าน"""
    offer = _offer_to_me(talk, arguments["offer"])
    if offer:
        decline(talk, offer)


def decline(talk: Talk, offer: Offer) -> None:
    """Pass an offer on; one that is over already is only acknowledged."""
    if offer.status is OfferStatus.OPEN:
        referrals.pass_on(talk, offer)
    talk.say(Text(texts.PASSED))


def answer_in_words(talk: Talk, accepted: bool) -> bool:
    """รับเรื่อง or ขอผ่าน typed: it means the newest open offer; False where there is none."""
    open_offers = talk.uow.offers.open_for(talk.person.id)
    if not open_offers:
        return False
    (take if accepted else decline)(talk, open_offers[-1])
    return True


def my_work(talk: Talk, _arguments: Arguments) -> None:
    """งานที่รับไว้"""
    held = talk.uow.cases.of_volunteer(talk.person.id, _CASES_SHOWN)
    if not held:
        talk.say(Text(texts.NO_WORK))
    elif len(held) == 1:
        _show(talk, held[0])
    else:
        cards = tuple(texts.work_item(case, talk.area_name(case.area)) for case in held)
        talk.say(Cards(f"งานที่รับไว้ {len(held)} เรื่อง", cards))


def work(talk: Talk, arguments: Arguments) -> None:
    """เปิดเรื่อง"""
    case = _mine(talk, arguments["case"])
    if case:
        _show(talk, case)


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
    """พักรับเรื่อง"""
    _set_resting(talk, True)


def wake(talk: Talk, _arguments: Arguments) -> None:
    """กลับมารับเรื่อง"""
    _set_resting(talk, False)


def _set_resting(talk: Talk, resting: bool) -> None:
    volunteer = talk.uow.volunteers.get(talk.person.id)
    if volunteer is None:
        talk.say(Text(common.NOT_ALLOWED))
        return
    talk.uow.volunteers.save(replace(volunteer, resting=resting))
    talk.say(Text(sign_up.RESTING if resting else sign_up.BACK_AT_WORK, sign_up.volunteer_buttons(resting)))


def _begin(talk: Talk, dialogue: str, arguments: Arguments) -> None:
    case = _mine(talk, arguments["case"])
    if case:
        flow.begin(talk, dialogue, {"case": case.id})


def _show(talk: Talk, case: Case) -> None:
    if case.volunteer_id == talk.person.id:
        talk.say(referrals.case_for_volunteer(talk.uow, talk.services, case, talk.person.id))
    else:
        talk.say(Text(texts.GONE))


def _mine(talk: Talk, case_id: str) -> Case | None:
    """A case in the volunteer's hands; they are told where it is not."""
    try:
        case = talk.uow.cases.get(int(case_id))
    except LookupError:
        case = None
    if case is None or case.volunteer_id != talk.person.id or case.status not in IN_HAND:
        talk.say(Text(texts.GONE))
        return None
    return case


def _offer_to_me(talk: Talk, offer_id: str) -> Offer | None:
    offer = talk.uow.offers.get(int(offer_id))
    if offer is None or offer.volunteer_id != talk.person.id:
        talk.say(Text(texts.NO_OFFER))
        return None
    return offer
