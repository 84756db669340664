"""Calls a meeting, and counts who comes."""

from datetime import datetime

from cases.meetings import Meeting
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
    invited = invited_to(uow, area, everyone=everyone, called_by=called_by)
    meeting = uow.meetings.call(Meeting(0, title, place, starts_at, area, called_by))
    uow.meetings.invite(meeting.id, list(invited))
    if invited:
        uow.outbox.notify(Notice("", [texts.invitation(meeting)], recipients=list(invited.values())))
    return meeting, len(invited)


def invited_to(uow: UnitOfWork, area: str, *, everyone: bool, called_by: int) -> dict[int, str]:
    """LINE ids, by person, of those whom a meeting is announced to: everybody in its area but who calls it."""
    people = uow.people.in_area(area, everyone=everyone)
    people.pop(called_by, None)
    return people


def answer(talk: Talk, meeting_id: int, coming: bool) -> bool:
    """Record ไปร่วม or ไม่ไป; False where the meeting is over or unknown."""
    meeting = talk.uow.meetings.get(meeting_id)
    if meeting is None or meeting.starts_at < talk.now:
        return False
    talk.uow.meetings.answer(meeting_id, talk.person.id, coming, talk.now)
    return True
