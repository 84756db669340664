"""Calls a meeting, and counts who comes."""

from datetime import datetime

from cases.meetings import Meeting
from cases.people import Person
from cases.ports import UnitOfWork
from cases.replies import Notice
from handlers.talk import Talk
from handlers.texts import meeting as texts


def call_meeting(
    uow: UnitOfWork,
    *,
    title: str,
    place: str,
    starts_at: datetime,
    area: str,
    everyone: bool,
    called_by: int,
) -> tuple[Meeting, int]:
    """Store a meeting and invite the people of its area; returns it with the number of recipients."""
    people = invited_to(uow, area, everyone=everyone, called_by=called_by)
    meeting = uow.meetings.call(Meeting(0, title, place, starts_at, area, called_by))
    uow.meetings.invite(meeting.id, [person.id for person in people])
    if people:
        notice = Notice("", [texts.invitation(meeting)], recipients=[person.line_id for person in people])
        uow.outbox.notify(notice)
    return meeting, len(people)


def invited_to(uow: UnitOfWork, area: str, *, everyone: bool, called_by: int) -> list[Person]:
    """Whom a meeting in an area is announced to: everybody there but the one who calls it."""
    return [person for person in uow.people.in_area(area, everyone=everyone) if person.id != called_by]


def answer(talk: Talk, meeting_id: int, coming: bool) -> bool:
    """Record ไปร่วม or ไม่ไป; False where the meeting is over or unknown."""
    meeting = talk.uow.meetings.get(meeting_id)
    if meeting is None or meeting.starts_at < talk.now:
        return False
    talk.uow.meetings.answer(meeting_id, talk.person.id, coming, talk.now)
    return True
