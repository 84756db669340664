"""What coordinators do with one tap: see what waits, open a case, assign it, announce a meeting."""

from cases.areas import widening
from cases.case import CLOSED, Case, RuleBroken, Status
from cases.case_number import find_number
from cases.people import Volunteer
from cases.replies import Tap, Text
from handlers import flow, referrals
from handlers.engine.buttons import Arguments, command
from handlers.talk import Talk
from handlers.texts import common, desk
from handlers.texts import meeting as meeting_texts

_CASES_SHOWN = 10
_VOLUNTEERS_SHOWN = 10


def waiting(talk: Talk, arguments: Arguments) -> None:
    """เรื่องที่รออยู่"""
    if _is_coordinator(talk):
        skip = arguments.get("skip", 0)
        cases = talk.uow.cases.waiting(talk.person.coordinated_areas, _CASES_SHOWN + 1, skip)
        _list(
            talk, desk.WAITING, cases, desk.NOTHING_WAITS, command(desk.SHOW_MORE, "waiting", skip=skip + _CASES_SHOWN)
        )


def overdue(talk: Talk, arguments: Arguments) -> None:
    """เรื่องเกินกำหนด"""
    if _is_coordinator(talk):
        skip = arguments.get("skip", 0)
        cases = talk.uow.cases.overdue(talk.person.coordinated_areas, talk.now, _CASES_SHOWN + 1, skip)
        _list(
            talk,
            desk.OVERDUE,
            cases,
            desk.NOTHING_OVERDUE,
            command(desk.SHOW_MORE, "overdue", skip=skip + _CASES_SHOWN),
        )


def open_(talk: Talk, arguments: Arguments) -> None:
    """เปิดเรื่อง"""
    case = _in_my_area(talk, arguments["case"])
    if case:
        show(talk, case)


def open_number(talk: Talk, text: str) -> bool:
    """A case number in a message opens that case; False where there is none in the coordinator's areas."""
    number = find_number(text)
    case = talk.uow.cases.by_number(number) if number else None
    if case is None or not talk.person.coordinates(case.area):
        return False
    show(talk, case)
    return True


def show(talk: Talk, case: Case) -> None:
    """One case with all that a coordinator needs."""
    ids = [case.reporter_id, *([case.volunteer_id] if case.volunteer_id else [])]
    names = {person.id: person.name for person in talk.uow.people.many(ids)}
    people = {
        "reporter": names.get(case.reporter_id, ""),
        "volunteer": names.get(case.volunteer_id or 0, "") or (desk.A_VOLUNTEER if case.volunteer_id else ""),
        "area": talk.area_name(case.area),
    }
    page = talk.services.case_page(case.id, talk.person.id)
    talk.say(desk.case_file(case, people, talk.uow.cases.timeline(case.id), page))


def choose_volunteer(talk: Talk, arguments: Arguments) -> None:
    """มอบหมายอาสา"""
    case = _in_my_area(talk, arguments["case"])
    if case is None:
        return
    chosen = _nearest(talk, case)
    names = {person.id: person.name for person in talk.uow.people.many([v.person_id for v in chosen])}
    rows = [(v, names[v.person_id], ", ".join(talk.area_name(area) for area in v.areas[:3])) for v in chosen]
    nobody = desk.NO_OTHERS if case.volunteer_id else desk.NO_VOLUNTEERS
    talk.say(desk.choose_volunteer(case, rows) if rows else Text(nobody))


def _nearest(talk: Talk, case: Case) -> list[Volunteer]:
    """Volunteers to choose from: those who serve the place first, then those of the district and the province."""
    found: dict[int, Volunteer] = {}
    for circle in widening(case.area):
        near = sorted(talk.uow.volunteers.near(circle), key=lambda volunteer: (volunteer.resting, volunteer.load))
        found |= {volunteer.person_id: volunteer for volunteer in near if volunteer.person_id not in found}
        found.pop(case.volunteer_id or 0, None)
        if len(found) >= _VOLUNTEERS_SHOWN:
            break
    return list(found.values())[:_VOLUNTEERS_SHOWN]


def assign(talk: Talk, arguments: Arguments) -> None:
    """มอบหมาย"""
    case = _in_my_area(talk, arguments["case"])
    volunteer = talk.uow.volunteers.get(arguments["volunteer"])
    if case is None or volunteer is None:
        return
    if case.status in CLOSED and case.status is not Status.UNCONFIRMED:
        talk.say(Text(desk.CANNOT_ASSIGN))
        return
    try:
        referrals.assign(talk, case, volunteer.person_id)
    except RuleBroken:
        talk.say(Text(desk.CANNOT_ASSIGN))
        return
    talk.say(desk.assigned(case, talk.uow.people.get(volunteer.person_id).name))


def correct_needs(talk: Talk, arguments: Arguments) -> None:
    """แก้ประเภทเรื่อง"""
    case = _in_my_area(talk, arguments["case"])
    if case:
        flow.begin(talk, "correct_needs", {"case": case.id})


def answer(talk: Talk, arguments: Arguments) -> None:
    """ตอบผู้แจ้ง"""
    if _is_coordinator(talk):
        flow.begin(talk, "answer", {"person": arguments["person"]})


def announce(talk: Talk, _arguments: Arguments) -> None:
    """นัดประชุม"""
    if _is_coordinator(talk):
        flow.begin(talk, "announce")


def attendance(talk: Talk, arguments: Arguments) -> None:
    """ดูผลตอบรับ"""
    meeting = talk.uow.meetings.get(arguments["meeting"])
    if meeting is None or not talk.person.coordinates(meeting.area):
        talk.say(Text(common.NOT_ALLOWED))
    else:
        talk.say(meeting_texts.attendance(meeting, talk.uow.meetings.attendance(meeting.id)))


def _list(talk: Talk, title: str, cases: list[Case], none: str, more: Tap) -> None:
    """One page; a case too many says that there is a further one."""
    shown = cases[:_CASES_SHOWN]
    names = [talk.area_name(case.area) for case in shown]
    talk.say(desk.waiting_list(title, shown, names) if shown else Text(none))
    if len(cases) > len(shown):
        talk.say(Text(desk.MORE, choices=(more,)))


def _is_coordinator(talk: Talk) -> bool:
    if not talk.person.is_coordinator:
        talk.say(Text(common.NOT_ALLOWED))
    return talk.person.is_coordinator


def _in_my_area(talk: Talk, case_id: int) -> Case | None:
    """A case in the coordinator's areas; they are told where it is not."""
    try:
        case = talk.uow.cases.get(case_id)
    except LookupError:
        case = None
    if case is None or not talk.person.coordinates(case.area):
        talk.say(Text(desk.NOT_FOUND))
        return None
    return case
