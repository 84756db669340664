"""What anybody may do with one tap: report, track, talk to a person, say whether help came."""

from collections.abc import Mapping

from cases.case import OPEN, Case, Status
from cases.case_number import find_number
from cases.replies import Text
from handlers import flow, follow_ups, meetings
from handlers.talk import Talk
from handlers.texts import common, desk, my_cases
from handlers.texts import meeting as meeting_texts

_CASES_SHOWN = 10
Arguments = Mapping[str, str]


def report(talk: Talk, _arguments: Arguments) -> None:
    """แจ้งเรื่อง: a report that is under way goes on, so that nothing told is lost."""
    present = talk.dialogue_state()
    under_way = present is not None and present.dialogue == "intake"
    if not (under_way and flow.ask_again(talk)):
        start_intake(talk, {})


def start_intake(talk: Talk, known: Mapping[str, object]) -> None:
    """Begin the intake, after consent where it was not given yet."""
    if talk.person.consented:
        flow.begin(talk, "intake", known)
    else:
        talk.state["waiting"] = dict(known)
        flow.begin(talk, "consent")


def go_on(talk: Talk, _arguments: Arguments) -> None:
    """After an alarm: the intake, with what was said in danger."""
    alarm = talk.state.pop("alarm", None)
    if alarm is None:
        if not flow.ask_again(talk):
            talk.say(Text(common.STALE_DONE), common.menu())
        return
    flow.stop(talk)
    start_intake(talk, alarm)


def track(talk: Talk, _arguments: Arguments) -> None:
    """ติดตามเรื่อง"""
    cases = talk.uow.cases.of_reporter(talk.person.id, _CASES_SHOWN)
    if len(cases) == 1:
        show_case(talk, cases[0])
    elif cases:
        talk.say(my_cases.short_list(cases))
    else:
        talk.say(Text(my_cases.NONE_YET, choices=common.MENU_CHOICES))


def track_number(talk: Talk, text: str) -> bool:
    """A case number in a message opens that case, for those who may see it; False where there is none."""
    number = find_number(text)
    if number is None:
        return False
    case = talk.uow.cases.by_number(number)
    if case and case.reporter_id == talk.person.id:
        show_case(talk, case)
    else:
        talk.say(Text(my_cases.NOT_FOUND))
    return True


def case(talk: Talk, arguments: Arguments) -> None:
    """ดูรายละเอียด"""
    found = own_case(talk, arguments["id"])
    if found:
        show_case(talk, found)


def show_case(talk: Talk, found: Case) -> None:
    """One's own case with its timeline."""
    talk.say(my_cases.timeline(found, talk.uow.cases.timeline(found.id)))


def own_case(talk: Talk, case_id: str) -> Case | None:
    """The person's own case; they are told where it is not theirs."""
    try:
        found = talk.uow.cases.get(int(case_id))
    except LookupError:
        found = None
    if found is None or found.reporter_id != talk.person.id:
        talk.say(Text(my_cases.NOT_FOUND))
        return None
    return found


def add(talk: Talk, arguments: Arguments) -> None:
    """เพิ่มข้อมูล"""
    found = own_case(talk, arguments["case"])
    if found:
        flow.begin(talk, "add", {"case": found.id})


def withdraw(talk: Talk, arguments: Arguments) -> None:
    """ถอนเรื่อง"""
    found = own_case(talk, arguments["case"])
    if found and found.status in OPEN:
        flow.begin(talk, "withdraw", {"case": found.id})
    elif found:
        show_case(talk, found)


def received(talk: Talk, arguments: Arguments) -> None:
    """ได้รับแล้ว"""
    found = own_case(talk, arguments["case"])
    if found:
        came = follow_ups.help_came(talk, found)
        talk.say(Text(my_cases.THANKS_RECEIVED if came else my_cases.ALREADY_ANSWERED))


def not_yet(talk: Talk, arguments: Arguments) -> None:
    """ยังไม่ได้รับ"""
    found = own_case(talk, arguments["case"])
    if found:
        reopened = follow_ups.help_did_not_come(talk, found)
        talk.say(Text(my_cases.THANKS_NOT_YET if reopened else my_cases.ALREADY_ANSWERED))


def answer_in_words(talk: Talk, came: bool) -> bool:
    """ได้รับแล้ว or ยังไม่ได้รับ typed: it means the case that was asked about last; False where none was."""
    asked = [c for c in talk.uow.cases.of_reporter(talk.person.id, _CASES_SHOWN) if c.status is Status.HELPED]
    if asked:
        (received if came else not_yet)(talk, {"case": str(asked[0].id)})
    return bool(asked)


def answer_meeting_in_words(talk: Talk, coming: bool) -> bool:
    """ไปร่วม or ไม่ไป typed: it means the next meeting; False where there is none."""
    ahead = talk.uow.meetings.upcoming(talk.person.id, talk.now)
    if ahead:
        meetings.answer(talk, ahead[0].id, coming)
        talk.say(Text(meeting_texts.COMING if coming else meeting_texts.DECLINED))
    return bool(ahead)


def human(talk: Talk, _arguments: Arguments) -> None:
    """คุยกับเจ้าหน้าที่"""
    coordinators = [p.id for p in talk.uow.people.coordinators_of("") if p.id != talk.person.id and not p.blocked]
    if not coordinators:
        lines = talk.uow.hotlines.of(["elderly_care", "disability_aid", "consumer_complaint", "health_rights"])
        talk.say(common.hotlines("คุยกับเจ้าหน้าที่", desk.HUMAN_NOBODY, lines))
        return
    words = talk.state.get("last_words", "")
    talk.tell(coordinators, desk.somebody_wants_to_talk(talk.person.name, words, talk.person.id))
    talk.state["with_staff_until"] = (talk.now + desk.STAFF_LISTENS).isoformat()
    talk.say(Text(desk.HUMAN_TOLD))


def coming(talk: Talk, arguments: Arguments) -> None:
    """ไปร่วม"""
    known = meetings.answer(talk, int(arguments["meeting"]), coming=True)
    talk.say(Text(meeting_texts.COMING if known else meeting_texts.OVER))


def declined(talk: Talk, arguments: Arguments) -> None:
    """ไม่ไป"""
    known = meetings.answer(talk, int(arguments["meeting"]), coming=False)
    talk.say(Text(meeting_texts.DECLINED if known else meeting_texts.OVER))


def upcoming_meetings(talk: Talk) -> None:
    """Meetings to come."""
    talk.say(meeting_texts.upcoming(talk.uow.meetings.upcoming(talk.person.id, talk.now)))
