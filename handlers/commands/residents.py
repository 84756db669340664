"""What anybody may do with one tap: report, track, talk to a person, say whether help came."""

from collections.abc import Mapping
from typing import Any

from cases.case import OPEN, Case, Status
from cases.case_number import find_number
from cases.needs import Urgency
from cases.replies import Tap, Text
from handlers import at_hand, emergencies, flow, follow_ups, meetings, staff
from handlers.engine.buttons import Arguments
from handlers.engine.words import BUT, NOT_YET_BEGINNINGS, WORDS, begins_with, matches
from handlers.talk import Talk
from handlers.texts import common, my_cases
from handlers.texts import meeting as meeting_texts

_CASES_SHOWN = 10


def report(talk: Talk, _arguments: Arguments) -> None:
    """แจ้งเรื่อง: a report that is under way goes on."""
    if not flow.resume(talk, "intake", Text(common.ALREADY_REPORTING)):
        start_intake(talk, {})


def start_intake(talk: Talk, known: Mapping[str, Any]) -> None:
    """Begin the intake with what was told and sent before, after consent where it was not given yet."""
    told = {**at_hand.take(talk), **known}
    if talk.person.consented:
        flow.begin(talk, "intake", told)
    else:
        talk.state["waiting"] = told
        flow.begin(talk, "consent")


def continue_(talk: Talk, _arguments: Arguments) -> None:
    """ทำต่อ: the question that stands."""
    flow.take_up(talk)
    if not flow.ask_again(talk):
        talk.say(Text(common.STALE_DONE), common.menu())


def go_on(talk: Talk, arguments: Arguments) -> None:
    """After an alarm or a question: the report, with all that was told."""
    kept = talk.state.pop("kept", None)
    if kept is None:
        continue_(talk, arguments)
        return
    if kept.get("urgency") == Urgency.EMERGENCY:
        talk.say(Text(common.SOME_MORE))
    start_intake(talk, emergencies.go_on(talk, kept))


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
    found = own_case(talk, arguments["case"])
    if found:
        show_case(talk, found)


def show_case(talk: Talk, found: Case) -> None:
    """One's own case with its timeline."""
    talk.say(my_cases.timeline(found, talk.uow.cases.timeline(found.id)))


def own_case(talk: Talk, case_id: int) -> Case | None:
    """The person's own case; they are told where it is not theirs."""
    try:
        found = talk.uow.cases.get(case_id)
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
        flow.begin(talk, "add", {**at_hand.take(talk), "case": found.id})


def ways_to_add(talk: Talk) -> list[Tap]:
    """Buttons to add to the cases of one's own that are open."""
    mine = talk.uow.cases.of_reporter(talk.person.id, _CASES_SHOWN)
    return [my_cases.add_button(case) for case in mine if case.status in OPEN][:2]


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
        _came(talk, found)


def not_yet(talk: Talk, arguments: Arguments) -> None:
    """ยังไม่ได้รับ"""
    found = own_case(talk, arguments["case"])
    if found:
        _came_not(talk, found)


def _came(talk: Talk, case: Case) -> None:
    came = follow_ups.help_came(talk, case)
    talk.say(Text(my_cases.THANKS_RECEIVED if came else my_cases.ALREADY_ANSWERED))


def _came_not(talk: Talk, case: Case, words: str = "") -> None:
    reopened = follow_ups.help_did_not_come(talk, case, words)
    talk.say(Text(my_cases.THANKS_NOT_YET if reopened else my_cases.ALREADY_ANSWERED))


def answer_in_words(talk: Talk, text: str) -> bool:
    """ได้รับแล้ว or ยังไม่ได้รับ typed, perhaps with more words; False where nothing was asked, or said of it.

    It means the newest case that was said to be helped.
    """
    came = begins_with(text, WORDS["received"])
    denied = matches(text, WORDS["not_yet"])
    came_not = denied or begins_with(text, NOT_YET_BEGINNINGS)
    mine = talk.uow.cases.of_reporter(talk.person.id, _CASES_SHOWN) if came or came_not else []
    asked = [case for case in mine if case.status in (Status.HELPED, Status.UNCONFIRMED)]
    if not asked:
        return False
    if came_not:
        _came_not(talk, asked[0], "" if denied else text)
    elif BUT in text:
        talk.say(my_cases.did_help_come(asked[0], again=True))
    else:
        _came(talk, asked[0])
    return True


def answer_meeting_in_words(talk: Talk, coming: bool) -> bool:
    """ไปร่วม or ไม่ไป typed: it means the next meeting; False where there is none."""
    ahead = talk.uow.meetings.upcoming(talk.person.id, talk.now)
    if ahead:
        meetings.answer(talk, ahead[0].id, coming)
        talk.say(Text(meeting_texts.COMING if coming else meeting_texts.DECLINED))
    return bool(ahead)


def human(talk: Talk, _arguments: Arguments) -> None:
    """คุยกับเจ้าหน้าที่"""
    staff.call(talk)


def coming(talk: Talk, arguments: Arguments) -> None:
    """ไปร่วม"""
    known = meetings.answer(talk, arguments["meeting"], coming=True)
    talk.say(Text(meeting_texts.COMING if known else meeting_texts.OVER))


def declined(talk: Talk, arguments: Arguments) -> None:
    """ไม่ไป"""
    known = meetings.answer(talk, arguments["meeting"], coming=False)
    talk.say(Text(meeting_texts.DECLINED if known else meeting_texts.OVER))


def upcoming_meetings(talk: Talk) -> None:
    """Meetings to come."""
    talk.say(meeting_texts.upcoming(talk.uow.meetings.upcoming(talk.person.id, talk.now)))
