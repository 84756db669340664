"""Opens a case from a confirmed intake."""

from typing import Any

from cases.case import Case
from cases.needs import Urgency
from handlers import referrals
from handlers.coordination import responsible
from handlers.corrections import keep_correction
from handlers.talk import Talk
from handlers.texts import desk
from handlers.texts import intake as texts


def open_case(talk: Talk, answers: dict[str, Any]) -> None:
    """The case gets its number, volunteers are asked, and in haste the coordinators are told."""
    case = talk.uow.cases.open(_case(talk, answers))
    talk.uow.cases.attach(case.id, answers.get("photos") or [], talk.person.id, talk.now)
    area = talk.area_name(case.area)
    told = responsible(talk.uow, case.area) if case.urgency is not Urgency.NORMAL else []
    talk.tell(told, desk.about_case(case, area, desk.URGENT_OPENED))
    talk.say(texts.opened(case, area, coordinators_told=bool(told)))
    if set(answers.get("understood", case.needs)) != set(case.needs):
        keep_correction(talk, case.story, case.needs)
    referrals.offer_case(talk.uow, talk.services, case, talk.now)


def _case(talk: Talk, answers: dict[str, Any]) -> Case:
    place = answers["place"]
    spot = place.get("spot") or {}
    who = answers["who"]
    known_relation = who in texts.RELATION_NAMES
    case = Case(
        id=0,
        number="",
        reporter_id=talk.person.id,
        needs=tuple(filter(None, answers["need"].split("+"))),
        urgency=Urgency(answers.get("urgency", Urgency.NORMAL)),
        story=answers["story"],
        area=place["code"],
        opened_at=talk.now,
        beneficiary=answers.get("person_name") or ("" if known_relation else who),
        relation=who if known_relation else "other",
        address=answers.get("landmark") or spot.get("address", ""),
        phone=answers.get("phone") or "",
        latitude=spot.get("latitude"),
        longitude=spot.get("longitude"),
        changed_at=talk.now,
    )
    case.opened(talk.now)
    return case
